//! The station's own page: reached by sign-in or by a signed link, answered with
//! plain forms.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::read::{AnswerForm, read};
use super::view::{Day, Item, day_of, reason_key};
use crate::kit::{Error, Id, id};
use crate::people::{self, Coordinator, StationStaff};
use crate::plant::App;
use crate::plant::web::{Form, Problems, Query, Shell, page, see_done, see_other};
use crate::proof::{self as room, MissReason, actions};

/// Page of `proof::pages::station`. Needs: shell, base, day, key, problem.
#[derive(Template)]
#[template(path = "proof/station.html")]
struct StationPage {
    shell: Shell,
    /// Where the page lives: `/s/{token}` or `/s/station/{id}`.
    base: String,
    day: Day,
    key: String,
    problem: Option<ItemProblem>,
    reasons: Vec<(&'static str, &'static str)>,
}

/// What was wrong with an answer, and what was typed.
struct ItemProblem {
    airing: i64,
    sentence: String,
    form: AnswerForm,
}

impl StationPage {
    /// Where the sound of an airing is; none for a link, which confirms only.
    fn sound_of(&self, item: &Item) -> Option<String> {
        (self.base.starts_with("/s/station/") && item.has_sound)
            .then(|| format!("/airings/{}#sound", item.id))
    }

    fn is_wrong(&self, item: &Item) -> bool {
        self.problem.as_ref().is_some_and(|problem| problem.airing == item.id)
    }

    fn is_wrong_about(&self, item: &Item, outcome: &str) -> bool {
        let problem = self.problem.as_ref();
        problem.is_some_and(|wrong| wrong.airing == item.id && wrong.form.o == outcome)
    }

    fn typed_time<'a>(&'a self, item: &'a Item) -> &'a str {
        match &self.problem {
            Some(problem) if problem.airing == item.id => &problem.form.t,
            _ => &item.planned,
        }
    }

    fn typed_seconds(&self, item: &Item) -> &str {
        let problem = self.problem.as_ref().filter(|problem| problem.airing == item.id);
        problem.map_or("", |problem| &problem.form.n)
    }

    fn sentence(&self) -> &str {
        self.problem.as_ref().map_or("", |problem| &problem.sentence)
    }
}

/// Which answer is to be changed.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChangeForm {
    change: Option<Id<id::Airing>>,
}

/// `GET /s/{token}`: the day of the link's station.
pub async fn by_link(
    State(app): State<App>,
    Path(token): Path<String>,
    Query(form): Query<ChangeForm>,
    shell: Shell,
) -> Result<Response, Error> {
    let who = people::station_staff_by_link(&app, &token).await?;
    let station = *who.stations().first().ok_or(Error::NotFound)?;
    let place = Place { base: format!("/s/{token}"), station };
    show(&app, shell, place, form.change, None).await
}

/// `GET /s/station/{id}`: the day of one of the signed-in person's stations.
pub async fn signed_in(
    State(app): State<App>,
    who: StationStaff,
    Path(station): Path<Id<id::Station>>,
    Query(form): Query<ChangeForm>,
    shell: Shell,
) -> Result<Response, Error> {
    if !who.speaks_for(station) {
        return Err(Error::NotFound);
    }
    let place = Place { base: format!("/s/station/{station}"), station };
    show(&app, shell, place, form.change, None).await
}

/// `GET /s`: the signed-in person's only station, or a choice of them.
pub async fn choose(
    State(app): State<App>,
    who: StationStaff,
    shell: Shell,
) -> Result<Response, Error> {
    if let [only] = who.stations() {
        return Ok(see_other(&format!("/s/station/{only}")));
    }
    let stations = room::station_names(app.db.read(), who.stations()).await?;
    page(StatusCode::OK, &ChoosePage { shell, stations })
}

/// Page of `proof::pages::station::choose`. Needs: shell, stations.
#[derive(Template)]
#[template(path = "proof/choose.html")]
struct ChoosePage {
    shell: Shell,
    stations: Vec<(i64, String)>,
}

/// `POST /s/{token}/i/{airing}`: what the link's holder says of an airing.
pub async fn answer_by_link(
    State(app): State<App>,
    Path((token, airing)): Path<(String, Id<id::Airing>)>,
    shell: Shell,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Error> {
    let who = people::station_staff_by_link(&app, &token).await?;
    let station = *who.stations().first().ok_or(Error::NotFound)?;
    let place = Place { base: format!("/s/{token}"), station };
    take(&app, shell, &who, place, airing, form).await
}

/// `POST /s/station/{id}/i/{airing}`: what signed-in staff say of an airing.
pub async fn answer_signed_in(
    State(app): State<App>,
    who: StationStaff,
    Path((station, airing)): Path<(Id<id::Station>, Id<id::Airing>)>,
    shell: Shell,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Error> {
    if !who.speaks_for(station) {
        return Err(Error::NotFound);
    }
    let place = Place { base: format!("/s/station/{station}"), station };
    take(&app, shell, &who, place, airing, form).await
}

struct Place {
    base: String,
    station: Id<id::Station>,
}

async fn take(
    app: &App,
    shell: Shell,
    who: &StationStaff,
    place: Place,
    airing: Id<id::Airing>,
    form: AnswerForm,
) -> Result<Response, Error> {
    let problems = match read(&form, place.station, airing) {
        Err(problems) => problems,
        Ok(request) => match actions::answer(&app.db, &*app.clock, who, request).await {
            Ok(()) => return Ok(see_done(&place.base, "proof.answer.done")),
            Err(Error::Refused(why)) => Problems::from(why),
            Err(other) => return Err(other),
        },
    };
    show(app, shell, place, Some(airing), Some((problems, form))).await
}

async fn show(
    app: &App,
    shell: Shell,
    place: Place,
    change: Option<Id<id::Airing>>,
    wrong: Option<(Problems, AnswerForm)>,
) -> Result<Response, Error> {
    let change = change.map(Id::number);
    let now = app.clock.now();
    let day = day_of(&app.db, &shell, place.station, now, change).await?;
    let words = shell.words();
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let problem = wrong.map(|(problems, form)| ItemProblem {
        airing: change.unwrap_or_default(),
        sentence: problems.iter().map(|one| one.sentence(words)).collect::<Vec<_>>().join(" "),
        form,
    });
    let key = shell.form_key();
    let reasons = MissReason::ALL.map(|reason| (reason.code(), words.say(reason_key(reason))));
    let template =
        StationPage { base: place.base, day, key, problem, reasons: reasons.to_vec(), shell };
    page(status, &template)
}

/// `GET /waiting`: airings whose time has passed without a word, for coordinators.
pub async fn waiting(
    State(app): State<App>,
    _who: Coordinator,
    Query(form): Query<WaitingForm>,
    shell: Shell,
) -> Result<Response, Error> {
    let number = form.page.parse::<u64>().unwrap_or(1).clamp(1, 10_000);
    let now = app.clock.now();
    let mut rows = room::waiting(app.db.read(), now, form.station, number - 1).await?;
    let most = usize::try_from(crate::kit::limits::PAGE_ROWS).unwrap_or(usize::MAX);
    let next = (rows.len() > most).then(|| format!("/waiting?page={}", number + 1));
    rows.truncate(most);
    let before = (number > 1).then(|| format!("/waiting?page={}", number - 1));
    let words = shell.words();
    let mut groups: Vec<WaitingGroup> = Vec::new();
    for row in rows {
        let zone = room::zone_named(&row.zone)?;
        let wall = crate::kit::wallclock::wall_of(zone, row.starts_at);
        let seconds = u32::try_from(row.seconds).unwrap_or_default();
        let line = WaitingLine {
            id: row.id,
            at: words.day_time(wall),
            title: row.title,
            campaign: row.campaign_name,
            length: words.length(seconds),
        };
        match groups.last_mut() {
            Some(group) if group.station_id == row.station_id => group.lines.push(line),
            _ => groups.push(WaitingGroup {
                station_id: row.station_id,
                station: row.station_name,
                zone_note: shell.zone_note_of(&zone),
                lines: vec![line],
            }),
        }
    }
    page(StatusCode::OK, &WaitingPage { shell, groups, before, next })
}

/// The page of the list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WaitingForm {
    page: String,
    station: Option<Id<id::Station>>,
}

/// Page of `proof::pages::station::waiting`. Needs: shell, groups, before, next.
#[derive(Template)]
#[template(path = "proof/waiting.html")]
struct WaitingPage {
    shell: Shell,
    groups: Vec<WaitingGroup>,
    before: Option<String>,
    next: Option<String>,
}

struct WaitingGroup {
    station_id: i64,
    station: String,
    zone_note: String,
    lines: Vec<WaitingLine>,
}

struct WaitingLine {
    id: i64,
    at: String,
    title: String,
    campaign: String,
    length: String,
}
