//! Booking airings that repeat, with a look at all of them before.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{NaiveDate, NaiveTime, Weekday};

use super::book::{Chosen, DayPart, Lists};
use super::{
    TICKED, day_and_time, plain_time, problems_of, read_date, read_time, rule_words, sentence_of,
};
use crate::kit::{Error, FormKey, Period};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Form, Problems, Query, Shell, page, see_done};
use crate::plant::words::Words;
use crate::schedule::{
    Occurrence, Repeat, RepeatRequest, Repeated, Saving, book_repeat, preview_repeat,
};

/// The form as typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RepeatForm {
    campaign: String,
    station: String,
    message: String,
    first: String,
    last: String,
    weekdays: Vec<String>,
    every_weeks: String,
    times: Vec<String>,
    other_times: String,
    left_out: String,
    entered_late: String,
    choice: String,
    form_key: String,
}

/// A weekday that can be ticked.
struct WeekdayItem {
    value: String,
    name: &'static str,
    chosen: bool,
}

/// One occurrence of the preview.
struct Line {
    when: String,
    fits: bool,
    said: String,
}

/// What booking it would lead to.
struct Preview {
    rule: String,
    lines: Vec<Line>,
    heading: String,
    fitting: usize,
    all_fit: bool,
}

#[derive(Template)]
#[template(path = "schedule/repeat.html")]
struct RepeatPage {
    shell: Shell,
    form: RepeatForm,
    problems: Problems,
    lists: Lists,
    weekdays: Vec<WeekdayItem>,
    day: Option<DayPart>,
    preview: Option<Preview>,
}

impl RepeatForm {
    fn is_complete(&self) -> bool {
        !self.first.is_empty() && !self.last.is_empty() && !self.weekdays.is_empty()
    }
}

async fn show(
    app: &App,
    shell: Shell,
    status: StatusCode,
    form: RepeatForm,
    (problems, preview): (Problems, Option<Preview>),
) -> Result<Response, Error> {
    let words = shell.words();
    let chosen = Chosen::read(&form.campaign, &form.station, &form.message);
    let lists = Lists::load(app, words, &chosen).await?;
    let asked = (&*form.first, "", form.entered_late == TICKED);
    let mut day = DayPart::load(app, &shell, chosen.subject(), asked).await?;
    for one in day.iter_mut().flat_map(|day| &mut day.breaks) {
        one.chosen = form.times.contains(&one.value);
    }
    let weekdays = (0..7_u8).filter_map(|number| {
        let value = number.to_string();
        let name = words.weekday(Weekday::try_from(number).ok()?);
        Some(WeekdayItem { chosen: form.weekdays.contains(&value), value, name })
    });
    let weekdays = weekdays.collect();
    page(status, &RepeatPage { shell, form, problems, lists, weekdays, day, preview })
}

/// The form, and a preview of every occurrence once it is filled in.
pub async fn new(
    State(app): State<App>,
    shell: Shell,
    _who: Coordinator,
    Query(form): Query<RepeatForm>,
) -> Result<Response, Error> {
    if !form.is_complete() {
        return show(&app, shell, StatusCode::OK, form, (Problems::new(), None)).await;
    }
    let words = shell.words();
    let (status, told) = match read(&form) {
        Ok(request) => match preview_repeat(&app.db, &*app.clock, &request).await {
            Ok(judged) => {
                let shown = preview(words, &request.repeat, &judged);
                (StatusCode::OK, (Problems::new(), Some(shown)))
            }
            Err(Error::Refused(why)) => {
                (StatusCode::UNPROCESSABLE_ENTITY, (problems_of(words, &*why), None))
            }
            Err(other) => return Err(other),
        },
        Err(problems) => (StatusCode::UNPROCESSABLE_ENTITY, (problems, None)),
    };
    show(&app, shell, status, form, told).await
}

/// The airings are booked, all or those that fit, or the preview comes back.
pub async fn book(
    State(app): State<App>,
    shell: Shell,
    who: Coordinator,
    Form(form): Form<RepeatForm>,
) -> Result<Response, Error> {
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let (request, form_key) = match (read(&form), FormKey::read(&form.form_key)) {
        (Ok(request), Some(form_key)) => (request, form_key),
        (Ok(_), None) => {
            let mut problems = Problems::new();
            problems.add("first", "schedule.problem.form_key", Vec::new());
            return show(&app, shell, refused, form, (problems, None)).await;
        }
        (Err(problems), _) => return show(&app, shell, refused, form, (problems, None)).await,
    };
    let saving = match form.choice.as_str() {
        "fitting" => Saving::Fitting,
        "all" => Saving::All,
        _ => return Err(Error::NotAllowed),
    };
    let given = (&*app.clock, &*app.random);
    match book_repeat(&app.db, given, who, &request, (saving, &form_key)).await {
        Ok(Repeated::Booked(airing)) => {
            Ok(see_done(&format!("/airings/{airing}"), "schedule.repeat.done"))
        }
        Ok(Repeated::NotBooked(judged)) => {
            let mut problems = Problems::new();
            problems.add("first", "schedule.problem.not_all_fit", Vec::new());
            let shown = preview(shell.words(), &request.repeat, &judged);
            let told = (problems, Some(shown));
            show(&app, shell, refused, form, told).await
        }
        Err(Error::Refused(why)) => {
            let told = (problems_of(shell.words(), &*why), None);
            show(&app, shell, refused, form, told).await
        }
        Err(other) => Err(other),
    }
}

fn preview(words: Words, repeat: &Repeat, judged: &[Occurrence]) -> Preview {
    let line = |one: &Occurrence| {
        let when = one.wish.date.and_time(one.wish.time);
        match &one.verdict {
            Ok(placed) => {
                Line { when: said_at(words, when), fits: true, said: said_of(words, placed) }
            }
            Err(why) => {
                Line { when: said_at(words, when), fits: false, said: sentence_of(words, why) }
            }
        }
    };
    let fitting = judged.iter().filter(|one| one.verdict.is_ok()).count();
    let number = |count: usize| words.whole(i64::try_from(count).unwrap_or(i64::MAX));
    let values = [("fits", number(fitting)), ("all", number(judged.len()))];
    let said = repeat.recurrence().map(|rule| rule_words::sentence(words, &rule.said()));
    Preview {
        rule: said.unwrap_or_default(),
        lines: judged.iter().map(line).collect(),
        heading: words.fill("schedule.repeat.preview", &values),
        fitting,
        all_fit: fitting == judged.len(),
    }
}

fn said_at(words: Words, at: chrono::NaiveDateTime) -> String {
    format!("{} {}", words.weekday(chrono::Datelike::weekday(&at.date())), day_and_time(words, at))
}

fn said_of(words: Words, placed: &crate::schedule::Placed) -> String {
    let (key, price) = match placed.price.rate {
        Some(_) => ("schedule.repeat.fits", words.money(placed.price.money)),
        None => ("schedule.repeat.fits_unpriced", String::new()),
    };
    let at = plain_time(placed.wall.time());
    let said = words.fill(key, &[("at", at), ("price", price)]);
    match placed.note {
        Some(note) => format!("{said} {}", words.say(super::airing::clock_note(note))),
        None => said,
    }
}

fn read(form: &RepeatForm) -> Result<RepeatRequest, Problems> {
    let mut problems = Problems::new();
    let chosen = Chosen::read(&form.campaign, &form.station, &form.message);
    chosen.check(&mut problems);
    let days = read_days(form, &mut problems);
    let weekdays = read_weekdays(form, &mut problems);
    let times = read_times(form, &mut problems);
    let every_weeks = if form.every_weeks.is_empty() { "1" } else { &form.every_weeks };
    let every_weeks = every_weeks.parse().ok().filter(|weeks| (1..=8).contains(weeks));
    if every_weeks.is_none() {
        problems.add("every_weeks", "schedule.problem.every_weeks", Vec::new());
    }
    let left_out: Option<Vec<NaiveDate>> = parts(&form.left_out).map(read_date).collect();
    if left_out.is_none() {
        problems.add("left_out", "schedule.problem.left_out", Vec::new());
    }
    match (chosen.subject(), days, every_weeks, left_out) {
        (Some(subject), Some(days), Some(every_weeks), Some(left_out)) if problems.is_empty() => {
            let entered_late = form.entered_late == TICKED;
            let repeat = Repeat { days, weekdays, every_weeks, times, left_out, entered_late };
            let (station, campaign) = (subject.station, subject.campaign);
            Ok(RepeatRequest { station, campaign, version: subject.version, repeat })
        }
        _ => Err(problems),
    }
}

fn parts(typed: &str) -> impl Iterator<Item = &str> {
    typed.split([',', ';', ' ', '\n', '\t']).filter(|part| !part.is_empty())
}

fn read_days(form: &RepeatForm, problems: &mut Problems) -> Option<Period> {
    let (first, last) = (read_date(&form.first), read_date(&form.last));
    if first.is_none() {
        problems.add("first", "schedule.problem.date", Vec::new());
    }
    if last.is_none() {
        problems.add("last", "schedule.problem.date", Vec::new());
    }
    let days = Period::new(first?, last?);
    if days.is_none() {
        problems.add("last", "schedule.problem.last", Vec::new());
    }
    days
}

fn read_weekdays(form: &RepeatForm, problems: &mut Problems) -> [bool; 7] {
    let chosen = std::array::from_fn(|day| form.weekdays.contains(&day.to_string()));
    if chosen == [false; 7] {
        problems.add("weekdays", "schedule.problem.weekdays", Vec::new());
    }
    chosen
}

fn read_times(form: &RepeatForm, problems: &mut Problems) -> Vec<NaiveTime> {
    let typed = form.times.iter().map(String::as_str).chain(parts(&form.other_times));
    let times: Option<Vec<NaiveTime>> = typed.map(read_time).collect();
    match times {
        Some(times) if !times.is_empty() => times,
        _ => {
            problems.add("other_times", "schedule.problem.times", Vec::new());
            Vec::new()
        }
    }
}
