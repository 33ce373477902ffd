//! Pages of gatherings.

mod change;
mod enter;
mod form;
mod list;
mod shown;

use crate::gatherings::{Attendance, Exactness};
use crate::plant::web::{Route, get, post};
use crate::plant::words::Words;

/// The ways into this room.
pub fn routes() -> Vec<Route> {
    vec![
        get("/gatherings", list::list),
        get("/gatherings.csv", list::copy).plain(list::__path_copy),
        get("/gatherings/new", enter::new),
        post("/gatherings/new", enter::create),
        get("/gatherings/{id}", shown::show),
        get("/gatherings/{id}/correction", change::correction),
        post("/gatherings/{id}/correction", change::correct),
        post("/gatherings/{id}/withdrawal", change::withdraw),
    ]
}

/// How many came, in the visitor's words: a count, "about 60", or unknown.
fn people_said(words: Words, attendance: &Attendance) -> String {
    let Some(total) = attendance.total() else {
        return words.say("gatherings.people.unknown").to_owned();
    };
    let whole = words.whole(i64::from(total));
    match attendance.exactness() {
        Exactness::Estimated | Exactness::Reported => {
            words.fill("gatherings.people.about", &[("people", whole)])
        }
        Exactness::Counted | Exactness::Unknown => whole,
    }
}

/// A part of them, or the word for "not known".
fn part_said(words: Words, part: Option<u32>) -> String {
    part.map_or_else(
        || words.say("gatherings.people.unknown").to_owned(),
        |part| words.whole(i64::from(part)),
    )
}
