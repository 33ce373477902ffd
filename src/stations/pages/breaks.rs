//! The breaks: several are added at once, one is changed.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use chrono::{NaiveTime, Weekday};
use serde::Deserialize;

use super::form::{FormPage, address, in_use, some_of, status_of, told};
use super::tables::{BreakLine, break_lines};
use crate::kit::{Error, Id, id};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Field, Fields, Filling, Form, Problems, Reader, Shell, page, see_done};
use crate::stations::{
    self as room, Airtime, BreakChange, BreakTime, BreaksRequest, Validity, WEEKDAYS, read_time,
    weekday_number, weekday_of_number,
};

/// Times that one form takes.
const TIMES_MAX: usize = 60;
/// Seconds of the longest break.
const SECONDS_MAX: i64 = 3_600;

/// What was typed: weekdays times wall times.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BreaksForm {
    /// The form's key.
    pub form_key: String,
    /// Numbers of weekdays, 0 is Monday.
    pub days: Vec<String>,
    /// Wall times, with spaces or commas between them.
    pub times: String,
    /// The whole length of each.
    pub seconds: String,
    /// What campaigns may fill of each.
    pub free_seconds: String,
    /// The first day.
    pub valid_from: String,
    /// The last day.
    pub valid_to: String,
}

/// Page of `stations::pages::breaks`.
#[derive(Template)]
#[template(path = "stations/breaks.html")]
struct BreaksPage {
    shell: Shell,
    title: String,
    back: String,
    action: String,
    lines: Vec<BreakLine>,
    fields: Vec<Field>,
    problems: Problems,
}

impl BreaksForm {
    fn times(&self, reader: &mut Reader) -> Vec<NaiveTime> {
        let parts = self.times.split([' ', ',', ';', '\n', '\t']).filter(|part| !part.is_empty());
        let times: Option<Vec<NaiveTime>> = parts.map(read_time).collect();
        let good = times.filter(|times| (1..=TIMES_MAX).contains(&times.len()));
        if good.is_none() {
            reader.against("times", "stations.problem.times");
        }
        good.unwrap_or_default()
    }

    fn read(&self, station: Id<id::Station>) -> Result<BreaksRequest, Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let day = |typed: &String| weekday_of_number(typed.parse().ok()?);
        let days: Option<Vec<Weekday>> = self.days.iter().map(day).collect();
        let days = days.filter(|days| !days.is_empty());
        if days.is_none() {
            reader.against("days", "form.problem.choose");
        }
        let times = self.times(&mut reader);
        let seconds = reader.whole("seconds", &self.seconds, 1..=SECONDS_MAX);
        let free = if self.free_seconds.is_empty() { &self.seconds } else { &self.free_seconds };
        let free = reader.whole("free_seconds", free, 0..=SECONDS_MAX);
        let from = reader.maybe_day("valid_from", &self.valid_from);
        let to = reader.maybe_day("valid_to", &self.valid_to);
        let lengths = seconds.and_then(whole).zip(free.and_then(whole));
        let parts = form_key.zip(days).zip(lengths);
        reader.finish_with(parts.map(|((form_key, days), (seconds, free_seconds))| {
            let valid = Validity { from, to };
            let on = |weekday: Weekday| {
                times.iter().map(move |starts| BreakTime {
                    number: 0,
                    weekday,
                    starts: *starts,
                    seconds,
                    free_seconds,
                    valid,
                })
            };
            BreaksRequest { station, breaks: days.into_iter().flat_map(on).collect(), form_key }
        }))
    }

    fn page(
        self,
        app: &App,
        shell: Shell,
        problems: Problems,
        airtime: &Airtime,
    ) -> Result<Response, Error> {
        let words = shell.words();
        let days = WEEKDAYS.map(|day| (weekday_number(day), words.weekday(day)));
        let fields = Fields::new(&shell, &problems)
            .ask("days", "stations.field.days", some_of(days, &self.days).many(), "")
            .ask("times", "stations.field.times", Filling::Lines(2), &self.times)
            .hint("stations.hint.times")
            .ask("seconds", "stations.field.seconds", Filling::Digits, &self.seconds)
            .ask("free_seconds", "stations.field.free_seconds", Filling::Digits, &self.free_seconds)
            .hint("stations.hint.free_seconds")
            .ask("valid_from", "stations.field.valid_from", Filling::Day, &self.valid_from)
            .ask("valid_to", "stations.field.valid_to", Filling::Day, &self.valid_to)
            .done();
        let today = crate::kit::wallclock::wall_of(airtime.zone, app.clock.now()).date();
        let page_of = BreaksPage {
            title: words.fill("stations.breaks.title", &[("name", &airtime.name)]),
            back: address(airtime.id, ""),
            action: address(airtime.id, "/breaks"),
            lines: break_lines(words, airtime, today),
            fields,
            problems,
            shell,
        };
        page(status_of(&page_of.problems), &page_of)
    }
}

fn whole(number: i64) -> Option<u32> {
    u32::try_from(number).ok()
}

async fn airtime(app: &App, id: Id<id::Station>) -> Result<Airtime, Error> {
    in_use(app, id).await?;
    let now = app.clock.now();
    room::airtime_of(app.db.read(), id, now, now).await
}

/// `GET /stations/{id}/breaks`.
pub async fn show(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
) -> Result<Response, Error> {
    let airtime = airtime(&app, id).await?;
    let form = BreaksForm { seconds: "120".to_owned(), ..BreaksForm::default() };
    form.page(&app, shell, Problems::new(), &airtime)
}

/// `POST /stations/{id}/breaks`.
pub async fn add(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
    Form(form): Form<BreaksForm>,
) -> Result<Response, Error> {
    let airtime = airtime(&app, id).await?;
    let problems = match form.read(id) {
        Err(problems) => problems,
        Ok(request) => match room::add_breaks(&app.db, &*app.clock, who, request).await {
            Ok(()) => return Ok(see_done(&address(id, "/breaks"), "stations.saved.done")),
            Err(Error::Refused(why)) => told(shell.words(), &*why),
            Err(other) => return Err(other),
        },
    };
    form.page(&app, shell, problems, &airtime)
}

/// What was typed about one break.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BreakForm {
    /// The form's key.
    pub form_key: String,
    /// The whole length.
    pub seconds: String,
    /// What campaigns may fill of it.
    pub free_seconds: String,
    /// The last day.
    pub valid_to: String,
}

impl BreakForm {
    fn read(&self, station: Id<id::Station>, number: i64) -> Result<BreakChange, Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let seconds = reader.whole("seconds", &self.seconds, 1..=SECONDS_MAX).and_then(whole);
        let free = reader.whole("free_seconds", &self.free_seconds, 0..=SECONDS_MAX);
        let valid_to = reader.maybe_day("valid_to", &self.valid_to);
        let parts = form_key.zip(seconds).zip(free.and_then(whole));
        reader.finish_with(parts.map(|((form_key, seconds), free_seconds)| BreakChange {
            station,
            number,
            seconds,
            free_seconds,
            valid_to,
            form_key,
        }))
    }

    fn page(
        self,
        shell: Shell,
        problems: Problems,
        (airtime, number): (&Airtime, i64),
    ) -> Result<Response, Error> {
        let words = shell.words();
        let one = airtime.break_by_number(number).ok_or(Error::NotFound)?;
        let fields = Fields::new(&shell, &problems)
            .ask("seconds", "stations.field.seconds", Filling::Digits, &self.seconds)
            .ask("free_seconds", "stations.field.free_seconds", Filling::Digits, &self.free_seconds)
            .ask("valid_to", "stations.field.valid_to", Filling::Day, &self.valid_to)
            .done();
        let (day, time) = (words.weekday(one.weekday).to_owned(), words.time(one.starts));
        let values = [("name", airtime.name.clone()), ("day", day), ("time", time)];
        let page_of = FormPage {
            title: words.fill("stations.break.title", &values),
            intro: words.say("stations.break.intro").to_owned(),
            back: address(airtime.id, "/breaks"),
            action: address(airtime.id, &format!("/breaks/{number}")),
            version: String::new(),
            fields,
            problems,
            shell,
        };
        page_of.answer()
    }
}

/// `GET /stations/{id}/breaks/{number}`.
pub async fn edit(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path((id, number)): Path<(Id<id::Station>, i64)>,
) -> Result<Response, Error> {
    let airtime = airtime(&app, id).await?;
    let one = airtime.break_by_number(number).ok_or(Error::NotFound)?;
    let form = BreakForm {
        form_key: String::new(),
        seconds: one.seconds.to_string(),
        free_seconds: one.free_seconds.to_string(),
        valid_to: super::form::shown(one.valid.to),
    };
    form.page(shell, Problems::new(), (&airtime, number))
}

/// `POST /stations/{id}/breaks/{number}`.
pub async fn change(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path((id, number)): Path<(Id<id::Station>, i64)>,
    Form(form): Form<BreakForm>,
) -> Result<Response, Error> {
    let airtime = airtime(&app, id).await?;
    let problems = match form.read(id, number) {
        Err(problems) => problems,
        Ok(request) => match room::change_break(&app.db, &*app.clock, who, request).await {
            Ok(()) => return Ok(see_done(&address(id, "/breaks"), "stations.saved.done")),
            Err(Error::Refused(why)) => told(shell.words(), &*why),
            Err(other) => return Err(other),
        },
    };
    form.page(shell, problems, (&airtime, number))
}
