//! Counting calls while listeners call: one press, one call. Nothing is asked
//! for but codes; there is no field for words.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::keys::{age_key, channel_key, outcome_key, sex_key};
use crate::callins::actions::{self, Who};
use crate::callins::{self as room, AgeBand, CallOutcome, Channel, Sex, Tally};
use crate::kit::wallclock::{read_zone, wall_of};
use crate::kit::{Error, FormKey, Id, Language, id};
use crate::people::{self, Coordinator, StationStaff};
use crate::plant::App;
use crate::plant::web::{Form, Problems, Shell, page, see_done};

/// Page of `callins::pages::count`. Needs: shell, base, back, title, lines.
#[derive(Template)]
#[template(path = "callins/count.html")]
struct CountPage {
    shell: Shell,
    /// Where the page lives.
    base: String,
    /// The page it was reached from.
    back: String,
    title: String,
    title_language: String,
    when: String,
    zone_note: String,
    total: String,
    lines: Vec<Line>,
    languages: Vec<(&'static str, &'static str)>,
    form: CountForm,
    key: String,
    problem: String,
}

/// One topic with its three buttons and counts.
struct Line {
    topic: String,
    name: String,
    cells: Vec<Cell>,
}

struct Cell {
    sex: &'static str,
    words: &'static str,
    calls: i64,
}

/// One press or one coded entry. Short names: every byte counts on a phone.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CountForm {
    /// Makes the form sent twice one count.
    pub k: String,
    /// The topic's number, empty when none is coded.
    pub topic: String,
    /// The caller's sex.
    pub sex: String,
    /// The caller's age.
    pub age: String,
    /// What became of the call.
    pub outcome: String,
    /// Call or text.
    pub channel: String,
    /// The language spoken.
    pub language: String,
    /// How many, 1 when empty.
    pub count: String,
}

/// Taking back: only the key.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TakeBackForm {
    /// Makes the form sent twice one deed.
    pub k: String,
}

enum Guest {
    Station(StationStaff),
    Coordinator(Coordinator),
}

impl Guest {
    fn who(&self) -> Who<'_> {
        match self {
            Self::Station(staff) => Who::Station(staff),
            Self::Coordinator(who) => Who::Coordinator(*who),
        }
    }
}

/// Who counts, on which airing, reached where.
struct Place {
    guest: Guest,
    airing: Id<id::Airing>,
    base: String,
    back: String,
}

async fn link_place(app: &App, token: &str, airing: Id<id::Airing>) -> Result<Place, Error> {
    let guest = Guest::Station(people::station_staff_by_link(app, token).await?);
    let base = format!("/s/{token}/i/{airing}/calls");
    Ok(Place { guest, airing, base, back: format!("/s/{token}") })
}

fn staff_place(who: StationStaff, station: Id<id::Station>, airing: Id<id::Airing>) -> Place {
    let base = format!("/s/station/{station}/i/{airing}/calls");
    Place { guest: Guest::Station(who), airing, base, back: format!("/s/station/{station}") }
}

fn coordinator_place(who: Coordinator, airing: Id<id::Airing>) -> Place {
    let base = format!("/s/airing/{airing}/calls");
    Place { guest: Guest::Coordinator(who), airing, base, back: format!("/airings/{airing}") }
}

/// `GET /s/{token}/i/{airing}/calls`.
pub async fn by_link(
    State(app): State<App>,
    Path((token, airing)): Path<(String, Id<id::Airing>)>,
    shell: Shell,
) -> Result<Response, Error> {
    let place = link_place(&app, &token, airing).await?;
    show(&app, shell, place, None).await
}

/// `GET /s/station/{id}/i/{airing}/calls`.
pub async fn signed_in(
    State(app): State<App>,
    who: StationStaff,
    Path((station, airing)): Path<(Id<id::Station>, Id<id::Airing>)>,
    shell: Shell,
) -> Result<Response, Error> {
    show(&app, shell, staff_place(who, station, airing), None).await
}

/// `GET /s/airing/{airing}/calls`, for coordinators.
pub async fn by_coordinator(
    State(app): State<App>,
    who: Coordinator,
    Path(airing): Path<Id<id::Airing>>,
    shell: Shell,
) -> Result<Response, Error> {
    show(&app, shell, coordinator_place(who, airing), None).await
}

/// `POST /s/{token}/i/{airing}/calls`.
pub async fn count_by_link(
    State(app): State<App>,
    Path((token, airing)): Path<(String, Id<id::Airing>)>,
    shell: Shell,
    Form(form): Form<CountForm>,
) -> Result<Response, Error> {
    let place = link_place(&app, &token, airing).await?;
    count(&app, shell, place, form).await
}

/// `POST /s/station/{id}/i/{airing}/calls`.
pub async fn count_signed_in(
    State(app): State<App>,
    who: StationStaff,
    Path((station, airing)): Path<(Id<id::Station>, Id<id::Airing>)>,
    shell: Shell,
    Form(form): Form<CountForm>,
) -> Result<Response, Error> {
    count(&app, shell, staff_place(who, station, airing), form).await
}

/// `POST /s/airing/{airing}/calls`.
pub async fn count_by_coordinator(
    State(app): State<App>,
    who: Coordinator,
    Path(airing): Path<Id<id::Airing>>,
    shell: Shell,
    Form(form): Form<CountForm>,
) -> Result<Response, Error> {
    count(&app, shell, coordinator_place(who, airing), form).await
}

/// `POST /s/{token}/i/{airing}/calls/taken-back`.
pub async fn take_back_by_link(
    State(app): State<App>,
    Path((token, airing)): Path<(String, Id<id::Airing>)>,
    shell: Shell,
    Form(form): Form<TakeBackForm>,
) -> Result<Response, Error> {
    let place = link_place(&app, &token, airing).await?;
    take_back(&app, shell, place, &form).await
}

/// `POST /s/station/{id}/i/{airing}/calls/taken-back`.
pub async fn take_back_signed_in(
    State(app): State<App>,
    who: StationStaff,
    Path((station, airing)): Path<(Id<id::Station>, Id<id::Airing>)>,
    shell: Shell,
    Form(form): Form<TakeBackForm>,
) -> Result<Response, Error> {
    take_back(&app, shell, staff_place(who, station, airing), &form).await
}

/// `POST /s/airing/{airing}/calls/taken-back`.
pub async fn take_back_by_coordinator(
    State(app): State<App>,
    who: Coordinator,
    Path(airing): Path<Id<id::Airing>>,
    shell: Shell,
    Form(form): Form<TakeBackForm>,
) -> Result<Response, Error> {
    take_back(&app, shell, coordinator_place(who, airing), &form).await
}

async fn count(app: &App, shell: Shell, place: Place, form: CountForm) -> Result<Response, Error> {
    let problems = match read(&form) {
        Err(problems) => problems,
        Ok((tally, key)) => {
            let who = place.guest.who();
            match actions::count_calls(&app.db, &*app.clock, who, place.airing, tally, key).await {
                Ok(()) => return Ok(see_done(&place.base, "callins.counted.done")),
                Err(Error::Refused(why)) => Problems::from(why),
                Err(other) => return Err(other),
            }
        }
    };
    show(app, shell, place, Some((problems, form))).await
}

async fn take_back(
    app: &App,
    shell: Shell,
    place: Place,
    form: &TakeBackForm,
) -> Result<Response, Error> {
    let problems = match FormKey::read(&form.k) {
        None => stale(),
        Some(key) => {
            let who = place.guest.who();
            match actions::take_back(&app.db, &*app.clock, who, place.airing, key).await {
                Ok(()) => return Ok(see_done(&place.base, "callins.taken_back.done")),
                Err(Error::Refused(why)) => Problems::from(why),
                Err(other) => return Err(other),
            }
        }
    };
    show(app, shell, place, Some((problems, CountForm::default()))).await
}

fn stale() -> Problems {
    let mut problems = Problems::new();
    problems.add("count", "shell.problem.stale_form", Vec::new());
    problems
}

/// Read a press or a coded entry; empty codes are "not asked" and the plain case.
fn read(form: &CountForm) -> Result<(Tally, FormKey), Problems> {
    let or = |text: &str, plain: &'static str| -> String {
        if text.is_empty() { plain.to_owned() } else { text.to_owned() }
    };
    let tally = (|| {
        Some(Tally {
            topic: match form.topic.as_str() {
                "" => None,
                number => Some(number.parse().ok()?),
            },
            sex: Sex::read(&or(&form.sex, "not_asked"))?,
            age_band: AgeBand::read(&or(&form.age, "not_asked"))?,
            outcome: CallOutcome::read(&or(&form.outcome, "answered"))?,
            channel: Channel::read(&or(&form.channel, "call"))?,
            language: match form.language.as_str() {
                "" => None,
                code => Some(code.parse::<Language>().ok()?),
            },
            count: or(form.count.trim(), "1").parse().ok()?,
        })
    })();
    // The topic and sex are part of the key: two buttons of one page are two calls.
    let pressed: String = form.topic.chars().filter(char::is_ascii_digit).take(12).collect();
    let sex = form.sex.bytes().next().map_or('n', char::from);
    let key = FormKey::read(&format!("{}-{pressed}{sex}", form.k));
    match (tally, key) {
        (Some(tally), Some(key)) => Ok((tally, key)),
        (None, Some(_)) => {
            let mut problems = Problems::new();
            problems.add("count", "callins.problem.entry", Vec::new());
            Err(problems)
        }
        (_, None) => Err(stale()),
    }
}

async fn show(
    app: &App,
    shell: Shell,
    place: Place,
    wrong: Option<(Problems, CountForm)>,
) -> Result<Response, Error> {
    let session = actions::shown_session(&app.db, place.guest.who(), place.airing).await?;
    let topics = room::topics_of(app.db.read(), Id::new(session.campaign_id)).await?;
    let counts = room::counts_of(app.db.read(), place.airing).await?;
    let words = shell.words();
    let cells = |topic: Option<i64>| -> Vec<Cell> {
        let of = |sex: Sex| {
            counts
                .iter()
                .filter(|row| row.topic_id == topic && row.sex == sex.code())
                .map(|row| row.calls - 2 * row.taken_back)
                .sum()
        };
        let cell =
            |sex: &Sex| Cell { sex: sex.code(), words: words.say(sex_key(*sex)), calls: of(*sex) };
        Sex::ALL.iter().map(cell).collect()
    };
    let has_calls = |id: i64| counts.iter().any(|row| row.topic_id == Some(id));
    let mut lines: Vec<Line> = topics
        .iter()
        .filter(|topic| !topic.retired || has_calls(topic.id))
        .map(|topic| Line {
            topic: topic.id.to_string(),
            name: topic.name.clone(),
            cells: cells(Some(topic.id)),
        })
        .collect();
    lines.push(Line {
        topic: String::new(),
        name: words.say("callins.topic.none").to_owned(),
        cells: cells(None),
    });
    let total: i64 = counts.iter().map(|row| row.calls - 2 * row.taken_back).sum();
    let zone = read_zone(&session.zone).ok_or_else(|| Error::fault("a stored zone is unknown"))?;
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (problems, form) = wrong.unwrap_or_default();
    let template = CountPage {
        base: place.base,
        back: place.back,
        title: session.title,
        title_language: session.language,
        when: words.day_time(wall_of(zone, session.starts_at)),
        zone_note: shell.zone_note_of(&zone),
        total: words.fill("callins.total", &[("count", words.whole(total))]),
        lines,
        languages: Language::ALL.iter().map(|one| (one.code(), one.own_name())).collect(),
        form,
        key: shell.form_key(),
        problem: problems.iter().map(|one| one.sentence(words)).collect::<Vec<_>>().join(" "),
        shell,
    };
    page(status, &template)
}

impl CountPage {
    /// The choices of the coded entry: code and words.
    fn choices(&self, of: &str) -> Vec<(&'static str, &'static str)> {
        let words = self.shell.words();
        match of {
            "age" => {
                AgeBand::ALL.iter().map(|one| (one.code(), words.say(age_key(*one)))).collect()
            }
            "outcome" => {
                let key = |one: &CallOutcome| (one.code(), words.say(outcome_key(*one)));
                CallOutcome::ALL.iter().map(key).collect()
            }
            "channel" => {
                Channel::ALL.iter().map(|one| (one.code(), words.say(channel_key(*one)))).collect()
            }
            _ => Sex::ALL.iter().map(|one| (one.code(), words.say(sex_key(*one)))).collect(),
        }
    }
}
