//! The week's opening hours.

use axum::extract::{Path, State};
use axum::response::Response;
use chrono::Weekday;
use serde::Deserialize;

use super::form::{FormPage, address, hours_field, in_use, told};
use crate::kit::{Error, Id, id};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Fields, Form, Problems, Reader, Shell, see_done};
use crate::stations::{
    self as room, HoursRequest, OpenStretch, OpeningHours, Station, WEEKDAYS, read_time,
};

/// What was typed: `05:00-23:00`, several with commas, nothing for a silent day.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HoursForm {
    /// The form's key.
    pub form_key: String,
    /// Monday's hours.
    pub monday: String,
    /// Tuesday's hours.
    pub tuesday: String,
    /// Wednesday's hours.
    pub wednesday: String,
    /// Thursday's hours.
    pub thursday: String,
    /// Friday's hours.
    pub friday: String,
    /// Saturday's hours.
    pub saturday: String,
    /// Sunday's hours.
    pub sunday: String,
}

impl HoursForm {
    fn days(&self) -> [(Weekday, &String); 7] {
        [
            (Weekday::Mon, &self.monday),
            (Weekday::Tue, &self.tuesday),
            (Weekday::Wed, &self.wednesday),
            (Weekday::Thu, &self.thursday),
            (Weekday::Fri, &self.friday),
            (Weekday::Sat, &self.saturday),
            (Weekday::Sun, &self.sunday),
        ]
    }

    fn of(hours: &OpeningHours) -> Self {
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] =
            WEEKDAYS.map(|day| typed(hours, day));
        let form_key = String::new();
        Self { form_key, monday, tuesday, wednesday, thursday, friday, saturday, sunday }
    }

    fn read(&self, station: Id<id::Station>) -> Result<HoursRequest, Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let mut hours = OpeningHours::default();
        for (weekday, typed) in self.days() {
            for part in typed.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
                match stretch(weekday, part) {
                    Some(open) if hours.0.len() < 28 => hours.0.push(open),
                    _ => reader.against(hours_field(weekday), "stations.problem.hours"),
                }
            }
        }
        reader.finish_with(form_key.map(|form_key| HoursRequest { station, hours, form_key }))
    }

    fn page(self, shell: Shell, problems: Problems, station: &Station) -> Result<Response, Error> {
        let words = shell.words();
        let mut fields = Fields::new(&shell, &problems);
        for (weekday, typed) in self.days() {
            fields = fields.line(hours_field(weekday), words.weekday(weekday), typed);
        }
        let page_of = FormPage {
            title: words.fill("stations.hours.title", &[("name", &station.name)]),
            intro: words.say("stations.hours.intro").to_owned(),
            back: address(station.id, ""),
            action: address(station.id, "/hours"),
            version: String::new(),
            fields: fields.done(),
            problems,
            shell,
        };
        page_of.answer()
    }
}

/// The hours of one day as they are typed.
pub(super) fn typed(hours: &OpeningHours, day: Weekday) -> String {
    let own = hours.0.iter().filter(|open| open.weekday == day);
    let parts: Vec<String> = own
        .map(|open| format!("{}-{}", open.opens.format("%H:%M"), open.closes.format("%H:%M")))
        .collect();
    parts.join(", ")
}

fn stretch(weekday: Weekday, typed: &str) -> Option<OpenStretch> {
    let (opens, closes) = typed.split_once(['-', '–'])?;
    Some(OpenStretch { weekday, opens: read_time(opens)?, closes: read_time(closes)? })
}

/// `GET /stations/{id}/hours`.
pub async fn show(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
) -> Result<Response, Error> {
    let station = in_use(&app, id).await?;
    let now = app.clock.now();
    let airtime = room::airtime_of(app.db.read(), id, now, now).await?;
    HoursForm::of(&airtime.hours).page(shell, Problems::new(), &station)
}

/// `POST /stations/{id}/hours`.
pub async fn save(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
    Form(form): Form<HoursForm>,
) -> Result<Response, Error> {
    let station = in_use(&app, id).await?;
    let problems = match form.read(id) {
        Err(problems) => problems,
        Ok(request) => match room::set_hours(&app.db, &*app.clock, who, request).await {
            Ok(()) => return Ok(see_done(&address(id, ""), "stations.saved.done")),
            Err(Error::Refused(why)) => told(shell.words(), &*why),
            Err(other) => return Err(other),
        },
    };
    form.page(shell, problems, &station)
}
