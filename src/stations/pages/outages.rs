//! An outage is entered and changed, in the station's local time.

use axum::extract::{Path, State};
use axum::response::Response;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use super::form::{FormPage, Reading, address, in_use, one_of, shown, some_of, told};
use super::tables::reason;
use crate::kit::wallclock::{instant_of, wall_of};
use crate::kit::{Error, Id, id};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Fields, Filling, Form, Problems, Reader, Shell, see_done};
use crate::stations::{self as room, OutageReason, OutageRequest, Scope, Station, Transmitter};

type Number = Id<id::Outage>;

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OutageForm {
    /// The form's key.
    pub form_key: String,
    /// The first day off air.
    pub starts: String,
    /// The wall time on that day.
    pub starts_time: String,
    /// The day on which it was on air again.
    pub ends: String,
    /// The wall time on that day.
    pub ends_time: String,
    /// The transmitters that were off; none for all.
    pub transmitters: Vec<String>,
    /// Why.
    pub reason: String,
    /// What else is known.
    pub note: String,
    /// Who says so.
    pub source: String,
}

fn typed(zone: Tz, instant: DateTime<Utc>) -> (String, String) {
    let wall = wall_of(zone, instant);
    (wall.date().to_string(), wall.format("%H:%M").to_string())
}

impl OutageForm {
    fn of(outage: &room::Outage, zone: Tz) -> Self {
        let (starts, starts_time) = typed(zone, outage.span.starts_at);
        let (ends, ends_time) = outage.span.ends_at.map(|end| typed(zone, end)).unwrap_or_default();
        let transmitters = match &outage.span.scope {
            Scope::All => Vec::new(),
            Scope::Some(chosen) => chosen.iter().map(ToString::to_string).collect(),
        };
        Self {
            form_key: String::new(),
            starts,
            starts_time,
            ends,
            ends_time,
            transmitters,
            reason: outage.reason.code().to_owned(),
            note: shown(outage.note.as_ref()),
            source: shown(outage.source.as_ref()),
        }
    }

    fn read(
        &self,
        zone: Tz,
        station: Id<id::Station>,
        outage: Option<Number>,
    ) -> Result<OutageRequest, Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let at = |day: chrono::NaiveDate, time| instant_of(zone, day.and_time(time)).instant;
        let day = reader.day("starts", &self.starts);
        let time = reader.time("starts_time", &self.starts_time);
        let starts_at = day.zip(time).map(|(day, time)| at(day, time));
        let ends_at = if self.ends.is_empty() && self.ends_time.is_empty() {
            None
        } else {
            let day = reader.day("ends", &self.ends);
            let time = reader.time("ends_time", &self.ends_time);
            day.zip(time).map(|(day, time)| at(day, time))
        };
        let chosen = reader.numbers("transmitters", &self.transmitters);
        let scope = if self.transmitters.is_empty() { Scope::All } else { Scope::Some(chosen) };
        let reason = reader.one("reason", &self.reason, OutageReason::read);
        let note = reader.maybe_words("note", &self.note);
        let source = reader.maybe_words("source", &self.source);
        let parts = form_key.zip(starts_at).zip(reason);
        reader.finish_with(parts.map(|((form_key, starts_at), reason)| OutageRequest {
            station,
            outage,
            starts_at,
            ends_at,
            scope,
            reason,
            note,
            source,
            form_key,
        }))
    }

    async fn page(
        self,
        app: &App,
        shell: Shell,
        problems: Problems,
        (station, number): (&Station, Option<Number>),
    ) -> Result<Response, Error> {
        let words = shell.words();
        let transmitters = room::transmitters_of(app.db.read(), station.id).await?;
        let named =
            |one: &Transmitter| (one.id, format!("{} {}", one.terms.frequency, one.terms.site));
        let chosen = some_of(transmitters.iter().map(named), &self.transmitters).many();
        let reasons = OutageReason::ALL.map(|one| (one.code(), reason(words, one)));
        let mut fields = Fields::new(&shell, &problems)
            .ask("starts", "stations.field.off_from", Filling::Day, &self.starts)
            .line("starts_time", "stations.field.off_from_time", &self.starts_time)
            .hint("stations.hint.time")
            .ask("ends", "stations.field.off_until", Filling::Day, &self.ends)
            .hint("stations.hint.still_off")
            .line("ends_time", "stations.field.off_until_time", &self.ends_time)
            .hint("stations.hint.time");
        if transmitters.len() > 1 {
            fields = fields
                .ask("transmitters", "stations.field.transmitters", chosen, "")
                .hint("stations.hint.transmitters");
        }
        let fields = fields
            .ask("reason", "stations.field.reason", one_of(reasons, &self.reason), "")
            .ask("note", "stations.field.note", Filling::Lines(3), &self.note)
            .line("source", "stations.field.source", &self.source)
            .done();
        let action = match number {
            None => address(station.id, "/outages/new"),
            Some(number) => address(station.id, &format!("/outages/{number}")),
        };
        let page_of = FormPage {
            title: words.fill("stations.outage.title", &[("name", &station.name)]),
            intro: shell.zone_note_of(&station.zone),
            back: address(station.id, ""),
            action,
            version: String::new(),
            fields,
            problems,
            shell,
        };
        page_of.answer()
    }
}

/// `GET /stations/{id}/outages/new`.
pub async fn new(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
) -> Result<Response, Error> {
    let station = in_use(&app, id).await?;
    let reason = OutageReason::Unknown.code().to_owned();
    let form = OutageForm { reason, ..OutageForm::default() };
    form.page(&app, shell, Problems::new(), (&station, None)).await
}

/// `GET /stations/{id}/outages/{number}`.
pub async fn edit(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path((id, number)): Path<(Id<id::Station>, Number)>,
) -> Result<Response, Error> {
    let station = in_use(&app, id).await?;
    let all = room::outages_of(app.db.read(), id).await?;
    let one = all.iter().find(|one| one.span.number == number.number()).ok_or(Error::NotFound)?;
    let form = OutageForm::of(one, station.zone);
    form.page(&app, shell, Problems::new(), (&station, Some(number))).await
}

/// `POST /stations/{id}/outages/new`.
pub async fn add(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
    Form(form): Form<OutageForm>,
) -> Result<Response, Error> {
    put(&app, who, shell, (id, None), form).await
}

/// `POST /stations/{id}/outages/{number}`.
pub async fn change(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path((id, number)): Path<(Id<id::Station>, Number)>,
    Form(form): Form<OutageForm>,
) -> Result<Response, Error> {
    put(&app, who, shell, (id, Some(number)), form).await
}

async fn put(
    app: &App,
    who: Coordinator,
    shell: Shell,
    (id, outage): (Id<id::Station>, Option<Number>),
    form: OutageForm,
) -> Result<Response, Error> {
    let station = in_use(app, id).await?;
    let problems = match form.read(station.zone, id, outage) {
        Err(problems) => problems,
        Ok(request) => match room::put_outage(&app.db, &*app.clock, who, request).await {
            Ok(()) => return Ok(see_done(&address(id, ""), "stations.saved.done")),
            Err(Error::Refused(why)) => told(shell.words(), &*why),
            Err(other) => return Err(other),
        },
    };
    form.page(app, shell, problems, (&station, outage)).await
}
