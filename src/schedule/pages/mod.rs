//! The schedule's pages: week lists, booking, repeating, moving, cancelling.

mod airing;
mod book;
mod front;
mod repeat;
mod rule_words;
mod sound;
mod week;
mod week_files;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::kit::{Currency, Id, Language, Money, Refusal};
use crate::plant::web::{Class, Problems, Route, get, post};
use crate::plant::words::Words;

/// Every way into this room.
pub fn routes() -> Vec<Route> {
    vec![
        get("/schedule", front::front),
        get("/schedule/station/{id}", week::station),
        get("/schedule/campaign/{id}", week::campaign),
        get("/schedule/station/{id}/week.json", week_files::station_json)
            .plain(week_files::__path_station_json),
        get("/schedule/campaign/{id}/week.json", week_files::campaign_json)
            .plain(week_files::__path_campaign_json),
        get("/schedule/station/{id}/week.csv", week_files::station_csv)
            .plain(week_files::__path_station_csv),
        get("/schedule/campaign/{id}/week.csv", week_files::campaign_csv)
            .plain(week_files::__path_campaign_csv),
        get("/airings/new", book::new),
        post("/airings/new", book::book),
        get("/airings/repeat", repeat::new),
        post("/airings/repeat", repeat::book),
        get("/airings/{id}", airing::show).class(Class::Sound),
        get("/airings/{id}/sound", sound::sound).class(Class::Sound),
        get("/airings/{id}/move", airing::ask_move),
        post("/airings/{id}/move", airing::move_it),
        get("/airings/{id}/cancellation", airing::ask_cancel),
        post("/airings/{id}/cancellation", airing::cancel_it),
    ]
}

/// What a ticked box sends.
const TICKED: &str = "yes";

fn read_id<T>(typed: &str) -> Option<Id<T>> {
    typed.parse().ok()
}

fn read_date(typed: &str) -> Option<NaiveDate> {
    typed.parse().ok()
}

/// Read `18:30` or `18:30:45`.
fn read_time(typed: &str) -> Option<NaiveTime> {
    let whole = NaiveTime::parse_from_str(typed, "%H:%M:%S");
    whole.or_else(|_| NaiveTime::parse_from_str(typed, "%H:%M")).ok()
}

/// The shortest way to write a time of day in a field.
fn plain_time(at: NaiveTime) -> String {
    let seconds = chrono::Timelike::second(&at);
    at.format(if seconds == 0 { "%H:%M" } else { "%H:%M:%S" }).to_string()
}

/// The values of a refusal as the language writes them, told apart by their names.
fn localised(words: Words, why: &dyn Refusal) -> Vec<(&'static str, String)> {
    let written = |(name, value): (&'static str, String)| {
        let said = match name.split('_').next() {
            Some("at") => NaiveDateTime::parse_from_str(&value, "%Y-%m-%d %H:%M:%S")
                .ok()
                .map(|at| day_and_time(words, at)),
            Some("day") => read_date(&value).map(|day| words.date(day)),
            Some("money") => read_money(&value).map(|money| words.money(money)),
            _ => None,
        };
        (name, said.unwrap_or(value))
    };
    why.values().into_iter().map(written).collect()
}

/// A day and a time, with seconds only where they matter.
fn day_and_time(words: Words, at: NaiveDateTime) -> String {
    format!("{} {}", words.date(at.date()), plain_time(at.time()))
}

fn read_money(text: &str) -> Option<Money> {
    let (minor, currency) = text.split_once(' ')?;
    let currency: Currency = currency.parse().ok()?;
    Some(Money { minor: minor.parse().ok()?, currency })
}

/// One refusal as the problem of its field.
fn problems_of(words: Words, why: &dyn Refusal) -> Problems {
    let mut problems = Problems::new();
    problems.add(why.field(), why.words(), localised(words, why));
    problems
}

/// A refusal as one sentence.
fn sentence_of(words: Words, why: &dyn Refusal) -> String {
    words.fill(why.words(), &localised(words, why))
}

/// The name of a language, or its code when the catalogue does not speak it.
fn language_name(code: &str) -> String {
    code.parse().map_or_else(|_| code.to_owned(), |one: Language| one.own_name().to_owned())
}
