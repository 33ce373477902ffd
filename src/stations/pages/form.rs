//! What the forms of this room share: the page, and reading what was typed.

use std::collections::BTreeSet;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{NaiveTime, Weekday};
use serde::Deserialize;

use crate::kit::limits::TEXT_CHARS_MAX;
use crate::kit::{Error, FormKey, Id, Refusal, Share, id};
use crate::plant::App;
use crate::plant::web::{Field, Filling, Pick, Problems, Reader, Shell, page};
use crate::plant::words::Words;
use crate::stations::{self as room, Station, read_time, weekday_of_number};

/// A form with a button alone.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KeyForm {
    /// The form's key.
    pub form_key: String,
}

impl KeyForm {
    pub(super) fn read(&self) -> Result<FormKey, Error> {
        FormKey::read(&self.form_key).ok_or(Error::Stale)
    }
}

/// Page of `stations::pages`, every form of fields alone.
#[derive(Template)]
#[template(path = "stations/form.html")]
pub(super) struct FormPage {
    pub shell: Shell,
    pub title: String,
    pub intro: String,
    pub back: String,
    pub action: String,
    pub version: String,
    pub fields: Vec<Field>,
    pub problems: Problems,
}

impl FormPage {
    /// 200, or 422 when something is wrong.
    pub fn answer(&self) -> Result<Response, Error> {
        page(status_of(&self.problems), self)
    }
}

pub(super) fn status_of(problems: &Problems) -> StatusCode {
    if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// The address of a station's page, or of one below it.
pub(super) fn address(station: Id<id::Station>, below: &str) -> String {
    format!("/stations/{station}{below}")
}

/// A station that can be changed.
pub(super) async fn in_use(app: &App, station: Id<id::Station>) -> Result<Station, Error> {
    let station = room::station_by_id(app.db.read(), station).await?;
    if station.is_archived { Err(Error::NotFound) } else { Ok(station) }
}

/// A refusal beside its field; a weekday's number becomes its name.
pub(super) fn told(words: Words, why: &dyn Refusal) -> Problems {
    let mut problems = Problems::new();
    let mut field = why.field().to_owned();
    let mut values = why.values();
    let day = |text: &str| weekday_of_number(text.parse::<i32>().ok()? - 1);
    for (name, value) in &mut values {
        if *name == "day"
            && let Some(weekday) = day(value)
        {
            if field == "hours" {
                hours_field(weekday).clone_into(&mut field);
            }
            words.weekday(weekday).clone_into(value);
        }
    }
    problems.add(&field, why.words(), values);
    problems
}

/// The field of a weekday's opening hours.
pub(super) const fn hours_field(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "monday",
        Weekday::Tue => "tuesday",
        Weekday::Wed => "wednesday",
        Weekday::Thu => "thursday",
        Weekday::Fri => "friday",
        Weekday::Sat => "saturday",
        Weekday::Sun => "sunday",
    }
}

/// Entries of a list with the one typed chosen.
pub(super) fn one_of<V: ToString, L: Into<String>>(
    entries: impl IntoIterator<Item = (V, L)>,
    typed: &str,
) -> Filling {
    some_of(entries, std::slice::from_ref(&typed.to_owned())).map_one()
}

/// Entries of a list with those typed chosen.
pub(super) fn some_of<V: ToString, L: Into<String>>(
    entries: impl IntoIterator<Item = (V, L)>,
    typed: &[String],
) -> Picks {
    let pick = |(value, label): (V, L)| Pick::new(value.to_string(), label, typed);
    Picks(entries.into_iter().map(pick).collect())
}

/// Entries of a list.
pub(super) struct Picks(pub Vec<Pick>);

impl Picks {
    fn map_one(self) -> Filling {
        Filling::One(self.0)
    }

    pub fn many(self) -> Filling {
        Filling::Some(self.0)
    }
}

/// The districts of a picker, after one entry for none.
pub(super) async fn district_entries(
    app: &App,
    none: &str,
) -> Result<Vec<(String, String)>, Error> {
    let districts = room::districts(app.db.read()).await?;
    let named = districts
        .into_iter()
        .map(|(place, name, code)| (place.to_string(), format!("{name} ({code})")));
    Ok(std::iter::once((String::new(), none.to_owned())).chain(named).collect())
}

/// What only stations' forms read.
pub(super) trait Reading {
    /// A wall time that must be there.
    fn time(&mut self, field: &str, typed: &str) -> Option<NaiveTime>;
    /// A percentage that may be missing.
    fn maybe_percent(&mut self, field: &str, typed: &str) -> Option<Share>;
    /// A percentage that must be there.
    fn percent(&mut self, field: &str, typed: &str) -> Option<Share>;
    /// A number with a fraction, within bounds, that may be missing.
    fn maybe_real(&mut self, field: &str, typed: &str, least: f64, most: f64) -> Option<f64>;
    /// A district that may be missing.
    fn maybe_place(&mut self, field: &str, typed: &str) -> Option<Id<id::Place>>;
    /// Rows' numbers that were ticked.
    fn numbers(&mut self, field: &str, typed: &[String]) -> BTreeSet<i64>;
    /// A longer text that may be missing.
    fn maybe_words(&mut self, field: &str, typed: &str) -> Option<String>;
}

impl Reading for Reader {
    fn time(&mut self, field: &str, typed: &str) -> Option<NaiveTime> {
        let time = read_time(typed);
        if time.is_none() {
            self.against(field, "stations.problem.time");
        }
        time
    }

    fn maybe_percent(&mut self, field: &str, typed: &str) -> Option<Share> {
        if typed.is_empty() {
            return None;
        }
        let share = Share::read_percent(typed);
        if share.is_none() {
            self.against(field, "stations.problem.percent");
        }
        share
    }

    fn percent(&mut self, field: &str, typed: &str) -> Option<Share> {
        if typed.is_empty() {
            self.against(field, "form.problem.missing");
        }
        self.maybe_percent(field, typed)
    }

    fn maybe_real(&mut self, field: &str, typed: &str, least: f64, most: f64) -> Option<f64> {
        if typed.is_empty() {
            return None;
        }
        let plain = typed.bytes().all(|b| b.is_ascii_digit() || b".,-".contains(&b));
        let number = plain.then(|| typed.replace(',', ".").parse::<f64>().ok()).flatten();
        let number = number.filter(|number| (least..=most).contains(number));
        if number.is_none() {
            self.against(field, "stations.problem.number");
        }
        number
    }

    fn maybe_place(&mut self, field: &str, typed: &str) -> Option<Id<id::Place>> {
        self.maybe_one(field, typed, |typed| typed.parse().ok())
    }

    fn numbers(&mut self, field: &str, typed: &[String]) -> BTreeSet<i64> {
        let read: Option<BTreeSet<i64>> = typed.iter().map(|one| one.parse().ok()).collect();
        if read.is_none() {
            self.against(field, "form.problem.choose");
        }
        read.unwrap_or_default()
    }

    fn maybe_words(&mut self, field: &str, typed: &str) -> Option<String> {
        self.maybe_text(field, typed, TEXT_CHARS_MAX)
    }
}

/// The text of a value that may be missing.
pub(super) fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
