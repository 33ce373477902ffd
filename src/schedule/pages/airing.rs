//! One airing: its page, moving it, cancelling it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::book::{BreakItem, DayPart, breaks_of, read_wish};
use super::sound::may_hear;
use super::{day_and_time, plain_time, problems_of};
use crate::kit::id::{Airing, Station};
use crate::kit::wallclock::{Note, instant_of, read_zone, wall_of};
use crate::kit::{Currency, Error, FormKey, Id, Money};
use crate::people::{Coordinator, SignedIn};
use crate::plant::App;
use crate::plant::web::{Form, Problems, Query, Shell, page, see_done};
use crate::plant::words::Words;
use crate::schedule::{
    AiringDetail, CancelReason, CancelRequest, Change, MoveRequest, Subject, airing_with_history,
    cancel_airing, may_see_campaigns, may_see_station, move_airing,
};

/// The sentence about a clock change around an airing.
pub(super) const fn clock_note(note: Note) -> &'static str {
    match note {
        Note::Gap => "schedule.note.gap",
        Note::Fold => "schedule.note.fold",
    }
}

/// One airing as pages write it.
struct Facts {
    id: i64,
    title: String,
    language: String,
    station: String,
    station_id: i64,
    campaign: String,
    campaign_id: i64,
    may_see_campaign: bool,
    when: String,
    broadcast_day: String,
    zone_note: String,
    length: String,
    kind: &'static str,
    price: String,
    outcome: &'static str,
    evidence: &'static str,
    cancelled: &'static str,
    code: String,
    note: &'static str,
    entered_late: bool,
    week: String,
}

fn kind_key(kind: &str) -> &'static str {
    match kind {
        "spot" => "schedule.kind.spot",
        "programme" => "schedule.kind.programme",
        _ => "schedule.kind.live_session",
    }
}

fn outcome_key(outcome: &str) -> &'static str {
    match outcome {
        "aired" => "schedule.outcome.aired",
        "late" => "schedule.outcome.late",
        "partial" => "schedule.outcome.partial",
        "not_aired" => "schedule.outcome.not_aired",
        _ => "schedule.outcome.unanswered",
    }
}

fn evidence_key(evidence: &str) -> &'static str {
    match evidence {
        "presumed" => "schedule.evidence.presumed",
        "confirmed" => "schedule.evidence.confirmed",
        "evidenced" => "schedule.evidence.evidenced",
        "verified" => "schedule.evidence.verified",
        _ => "schedule.evidence.planned",
    }
}

const fn reason_key(reason: CancelReason) -> &'static str {
    match reason {
        CancelReason::Station => "schedule.reason.station",
        CancelReason::Message => "schedule.reason.message",
        CancelReason::Plan => "schedule.reason.plan",
        CancelReason::Budget => "schedule.reason.budget",
        CancelReason::Mistake => "schedule.reason.mistake",
    }
}

fn reason_words(words: Words, code: Option<&str>) -> &'static str {
    code.and_then(CancelReason::read).map_or("", |reason| words.say(reason_key(reason)))
}

impl Facts {
    fn of(shell: &Shell, detail: AiringDetail) -> Result<Self, Error> {
        let words = shell.words();
        let zone = read_zone(&detail.zone).ok_or_else(|| Error::fault("an unknown zone"))?;
        let wall = wall_of(zone, detail.starts_at);
        let currency: Currency = detail.currency.parse().map_err(Error::fault)?;
        let price = match detail.rate_id {
            Some(_) => words.money(Money { minor: detail.price_minor, currency }),
            None => words.say("schedule.airing.unpriced").to_owned(),
        };
        Ok(Self {
            when: day_and_time(words, wall),
            broadcast_day: words.long_date(detail.air_date),
            zone_note: shell.zone_note_of(&zone),
            length: words.length(u32::try_from(detail.seconds).unwrap_or(0)),
            kind: words.say(kind_key(&detail.kind)),
            price,
            outcome: words.say(outcome_key(&detail.outcome)),
            evidence: words.say(evidence_key(&detail.evidence)),
            cancelled: reason_words(words, detail.cancel_reason.as_deref()),
            note: instant_of(zone, wall).note.map_or("", |note| words.say(clock_note(note))),
            week: detail.air_date.to_string(),
            id: detail.id,
            title: detail.title,
            language: detail.language,
            station: detail.station,
            station_id: detail.station_id,
            campaign: detail.campaign,
            campaign_id: detail.campaign_id,
            may_see_campaign: true,
            code: detail.code,
            entered_late: detail.entered_late,
        })
    }

    fn may_change(&self) -> bool {
        self.cancelled.is_empty()
    }
}

/// One step of the history.
struct Step {
    at: String,
    person: String,
    said: String,
}

fn step(words: Words, zone: chrono_tz::Tz, change: Change) -> Step {
    let starts = day_and_time(words, wall_of(zone, change.starts_at));
    let said = match change.deed.as_str() {
        "booked" => words.fill("schedule.history.booked", &[("at", starts)]),
        "moved" => words.fill("schedule.history.moved", &[("at", starts)]),
        _ => {
            let reason = reason_words(words, change.reason.as_deref());
            words.fill("schedule.history.cancelled", &[("reason", reason)])
        }
    };
    let person = change.person.unwrap_or_default();
    Step { at: day_and_time(words, without_seconds(wall_of(zone, change.at))), person, said }
}

fn without_seconds(at: chrono::NaiveDateTime) -> chrono::NaiveDateTime {
    use chrono::Timelike;
    at.with_second(0).and_then(|at| at.with_nanosecond(0)).unwrap_or(at)
}

#[derive(Template)]
#[template(path = "schedule/airing.html")]
struct AiringPage {
    shell: Shell,
    airing: Facts,
    steps: Vec<Step>,
    may_book: bool,
    may_hear: bool,
}

/// One airing and its history.
pub async fn show(
    State(app): State<App>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<Id<Airing>>,
) -> Result<Response, Error> {
    let (detail, changes) = airing_with_history(&app.db, id).await?;
    // To others an airing is not there at all.
    may_see_station(&who, Id::<Station>::new(detail.station_id)).map_err(|_| Error::NotFound)?;
    let zone = read_zone(&detail.zone).unwrap_or(app.config.zone);
    let words = shell.words();
    let steps = changes.into_iter().map(|change| step(words, zone, change)).collect();
    let (may_book, may_hear) = (who.coordinator().is_some(), may_hear(&who, &detail));
    let mut airing = Facts::of(&shell, detail)?;
    airing.may_see_campaign = may_see_campaigns(&who).is_ok();
    page(StatusCode::OK, &AiringPage { shell, airing, steps, may_book, may_hear })
}

/// The form for moving, as typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MoveForm {
    date: String,
    time: String,
    entered_late: String,
    version: String,
    form_key: String,
}

#[derive(Template)]
#[template(path = "schedule/move.html")]
struct MovePage {
    shell: Shell,
    airing: Facts,
    form: MoveForm,
    problems: Problems,
    day: Option<DayPart>,
}

impl MovePage {
    fn breaks(&self) -> &[BreakItem] {
        breaks_of(self.day.as_ref())
    }
}

async fn show_move(
    app: &App,
    shell: Shell,
    (id, status): (Id<Airing>, StatusCode),
    mut form: MoveForm,
    problems: Problems,
) -> Result<Response, Error> {
    let (detail, _) = airing_with_history(&app.db, id).await?;
    if form.date.is_empty() {
        let zone = read_zone(&detail.zone).unwrap_or(app.config.zone);
        let wall = wall_of(zone, detail.starts_at);
        form.date = wall.date().to_string();
        form.time = plain_time(wall.time());
    }
    let subject = Subject {
        station: Id::new(detail.station_id),
        campaign: Id::new(detail.campaign_id),
        version: Id::new(detail.version_id),
        moved: Some(id),
    };
    if form.version.is_empty() {
        form.version = detail.version.to_string();
    }
    let asked = (&*form.date, &*form.time, true);
    let day = DayPart::load(app, &shell, Some(subject), asked).await?;
    let airing = Facts::of(&shell, detail)?;
    page(status, &MovePage { shell, airing, form, problems, day })
}

/// Where the airing could stand instead.
pub async fn ask_move(
    State(app): State<App>,
    shell: Shell,
    _who: Coordinator,
    (Path(id), Query(form)): (Path<Id<Airing>>, Query<MoveForm>),
) -> Result<Response, Error> {
    show_move(&app, shell, (id, StatusCode::OK), form, Problems::new()).await
}

/// The airing stands at its new time, or the form comes back.
pub async fn move_it(
    State(app): State<App>,
    shell: Shell,
    who: Coordinator,
    Path(id): Path<Id<Airing>>,
    Form(form): Form<MoveForm>,
) -> Result<Response, Error> {
    let refused = (id, StatusCode::UNPROCESSABLE_ENTITY);
    let mut problems = Problems::new();
    let wish = read_wish(&form.date, &form.time, &form.entered_late, &mut problems);
    let known = read_known(&form.version, &form.form_key, "time", &mut problems);
    let (Some(wish), Some((version, form_key))) = (wish, known) else {
        return show_move(&app, shell, refused, form, problems).await;
    };
    let request = MoveRequest { airing: id, version, wish, form_key };
    match move_airing(&app.db, &*app.clock, who, request).await {
        Ok(()) => Ok(see_done(&format!("/airings/{id}"), "schedule.move.done")),
        Err(Error::Refused(why)) => {
            let problems = problems_of(shell.words(), &*why);
            show_move(&app, shell, refused, form, problems).await
        }
        Err(other) => Err(other),
    }
}

/// What the page carried along unseen: the version seen and the form's key.
fn read_known(
    version: &str,
    form_key: &str,
    field: &str,
    problems: &mut Problems,
) -> Option<(i32, FormKey)> {
    let known = version.parse().ok().zip(FormKey::read(form_key));
    if known.is_none() {
        problems.add(field, "schedule.problem.form_key", Vec::new());
    }
    known
}

/// The form for cancelling, as typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CancelForm {
    reason: String,
    version: String,
    form_key: String,
}

/// A reason that can be chosen.
struct ReasonItem {
    value: &'static str,
    label: &'static str,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "schedule/cancel.html")]
struct CancelPage {
    shell: Shell,
    airing: Facts,
    reasons: Vec<ReasonItem>,
    version: String,
    problems: Problems,
}

async fn show_cancel(
    app: &App,
    shell: Shell,
    (id, status): (Id<Airing>, StatusCode),
    form: &CancelForm,
    problems: Problems,
) -> Result<Response, Error> {
    let (detail, _) = airing_with_history(&app.db, id).await?;
    let seen = &form.version;
    let version = if seen.is_empty() { detail.version.to_string() } else { seen.clone() };
    let airing = Facts::of(&shell, detail)?;
    let words = shell.words();
    let reasons = CancelReason::ALL.iter().map(|reason| ReasonItem {
        value: reason.code(),
        label: words.say(reason_key(*reason)),
        chosen: form.reason == reason.code(),
    });
    let reasons = reasons.collect();
    page(status, &CancelPage { shell, airing, reasons, version, problems })
}

/// Why the airing is to be cancelled.
pub async fn ask_cancel(
    State(app): State<App>,
    shell: Shell,
    _who: Coordinator,
    Path(id): Path<Id<Airing>>,
) -> Result<Response, Error> {
    let form = CancelForm::default();
    show_cancel(&app, shell, (id, StatusCode::OK), &form, Problems::new()).await
}

/// The airing is cancelled, or the form comes back.
pub async fn cancel_it(
    State(app): State<App>,
    shell: Shell,
    who: Coordinator,
    Path(id): Path<Id<Airing>>,
    Form(form): Form<CancelForm>,
) -> Result<Response, Error> {
    let refused = (id, StatusCode::UNPROCESSABLE_ENTITY);
    let mut problems = Problems::new();
    let reason = CancelReason::read(&form.reason);
    if reason.is_none() {
        problems.add("reason", "schedule.problem.reason", Vec::new());
    }
    let known = read_known(&form.version, &form.form_key, "reason", &mut problems);
    let (Some(reason), Some((version, form_key))) = (reason, known) else {
        return show_cancel(&app, shell, refused, &form, problems).await;
    };
    let request = CancelRequest { airing: id, version, reason, form_key };
    match cancel_airing(&app.db, &*app.clock, who, request).await {
        Ok(()) => Ok(see_done(&format!("/airings/{id}"), "schedule.cancel.done")),
        Err(Error::Refused(why)) => {
            let problems = problems_of(shell.words(), &*why);
            show_cancel(&app, shell, refused, &form, problems).await
        }
        Err(other) => Err(other),
    }
}
