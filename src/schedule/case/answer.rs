//! From a rule in JSON to its occurrences in JSON.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::Serialize;

use super::read::{read, read_day};
use crate::kit::case::{CaseError, Path};
use crate::kit::wallclock::Note;

/// Local dates, the first included and the last not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    from: NaiveDate,
    to: NaiveDate,
}

impl Window {
    /// The window from one date up to, not including, another; both as `2026-03-02`.
    pub fn read(from: &str, to: &str) -> Result<Self, CaseError> {
        let day = |name, text| {
            let at = Path::Root.field(name);
            read_day(text)
                .ok_or_else(|| at.refuse(format_args!("{text:?} is not a date YYYY-MM-DD")))
        };
        let (from, to) = (day("--from", from)?, day("--to", to)?);
        if to < from {
            return Err(Path::Root.field("--to").refuse(format_args!("{to} is before {from}")));
        }
        Ok(Self { from, to })
    }
}

#[derive(Serialize)]
struct DueOut {
    local: NaiveDateTime,
    instant: DateTime<Utc>,
    note: Option<&'static str>,
}

/// What the rule in a text gives in a window, as a JSON list.
///
/// Shape: in order by instant, each once; `[]` where nothing airs.
/// Errors: a rule that is refused, or more occurrences than one answer holds.
pub fn answer(text: &str, window: Window) -> Result<String, CaseError> {
    let zoned = read(text)?;
    let due = zoned.recurrence.between(zoned.zone, window.from, window.to);
    let due = due.map_err(|why| Path::Root.field("--to").refuse(why))?;
    let out: Vec<_> = due
        .iter()
        .map(|one| DueOut { local: one.local, instant: one.instant, note: one.note.map(word) })
        .collect();
    Ok(serde_json::to_string(&out).expect("texts always have a JSON form"))
}

fn word(note: Note) -> &'static str {
    match note {
        Note::Gap => "gap",
        Note::Fold => "fold",
    }
}
