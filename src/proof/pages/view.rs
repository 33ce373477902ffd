//! The station's day as its page shows it: words and times made ready.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::kit::wallclock::wall_of;
use crate::kit::{Error, Id, id};
use crate::plant::db::Db;
use crate::plant::web::Shell;
use crate::plant::words::Words;
use crate::proof::{self as room, Listed, MissReason, Outcome};
use crate::schedule;

/// One airing on the station's page.
pub(super) struct Item {
    pub id: i64,
    pub time: String,
    pub title: String,
    /// The language of the title, unless it is a code or a neutral name.
    pub title_language: String,
    /// Kind, length and language in words.
    pub about: String,
    /// Whether there is a sound to air.
    pub has_sound: bool,
    /// Whether the title is a live session, whose calls are counted.
    pub takes_calls: bool,
    /// What was said of it, in words; empty while nobody said anything.
    pub said: String,
    pub is_as_planned: bool,
    /// The planned time as a time field takes it.
    pub planned: String,
    pub seconds_most: i32,
}

/// A day's heading and its airings.
pub(super) struct Group {
    pub heading: String,
    pub items: Vec<Item>,
}

/// The whole page's content.
pub(super) struct Day {
    pub station: String,
    pub today: String,
    pub zone_note: String,
    pub answered: usize,
    pub due: usize,
    pub progress: String,
    pub open: Vec<Group>,
    pub later: Vec<Item>,
    pub done: Vec<Item>,
}

/// Today and yesterday's leftovers of a station, or not found.
pub(super) async fn day_of(
    db: &Db,
    shell: &Shell,
    station: Id<id::Station>,
    now: DateTime<Utc>,
    reopened: Option<i64>,
) -> Result<Day, Error> {
    let own = room::own_station(db.read(), station).await?.ok_or(Error::NotFound)?;
    let today = schedule::broadcast_day(wall_of(own.zone, now), own.day_starts);
    let yesterday = today - TimeDelta::days(1);
    let rows = room::airings_of_days(db.read(), station, yesterday, today).await?;
    let words = shell.words();
    let mut day = Day {
        station: own.name,
        today: words.long_date(today),
        zone_note: shell.zone_note_of(&own.zone),
        answered: 0,
        due: 0,
        progress: String::new(),
        open: Vec::new(),
        later: Vec::new(),
        done: Vec::new(),
    };
    for row in rows {
        let is_open = reopened == Some(row.id);
        let said = row.outcome != "unanswered";
        if row.starts_at > now {
            day.later.push(item(&row, words, own.zone));
            continue;
        }
        if row.air_date == yesterday && said && !is_open {
            continue;
        }
        day.due += 1;
        day.answered += usize::from(said);
        if said && !is_open {
            day.done.push(item(&row, words, own.zone));
        } else {
            let heading = heading_of(row.air_date, today, words);
            add(&mut day.open, heading, item(&row, words, own.zone));
        }
    }
    let values = [("answered", day.answered.to_string()), ("due", day.due.to_string())];
    day.progress = words.fill("proof.station.progress", &values);
    Ok(day)
}

fn add(groups: &mut Vec<Group>, heading: String, item: Item) {
    match groups.last_mut() {
        Some(group) if group.heading == heading => group.items.push(item),
        _ => groups.push(Group { heading, items: vec![item] }),
    }
}

fn heading_of(day: NaiveDate, today: NaiveDate, words: Words) -> String {
    if day == today {
        return words.say("proof.station.ask_today").to_owned();
    }
    words.fill("proof.station.ask_earlier", &[("day", words.long_date(day))])
}

fn item(row: &Listed, words: Words, zone: Tz) -> Item {
    let wall = wall_of(zone, row.starts_at);
    let (title, title_language) = if row.discreet {
        (format!("{} {}", row.public_title, row.code), String::new())
    } else {
        (row.title.clone(), row.language.clone())
    };
    let seconds = u32::try_from(row.seconds).unwrap_or_default();
    Item {
        id: row.id,
        time: words.time(wall.time()),
        title,
        title_language,
        about: words.fill(
            "proof.station.about",
            &[
                ("kind", kind_name(&row.kind, words).to_owned()),
                ("length", words.length(seconds)),
                ("language", language_name(&row.language)),
            ],
        ),
        has_sound: row.audio_sha256.is_some(),
        takes_calls: row.kind == "live_session",
        said: said_of(row, words, zone),
        is_as_planned: row.outcome == "aired",
        planned: wall.format("%H:%M").to_string(),
        seconds_most: row.seconds - 1,
    }
}

fn kind_name(kind: &str, words: Words) -> &'static str {
    words.say(match kind {
        "programme" => "proof.kind.programme",
        "live_session" => "proof.kind.live_session",
        _ => "proof.kind.spot",
    })
}

fn language_name(code: &str) -> String {
    code.parse::<crate::kit::Language>()
        .map_or_else(|_| code.to_owned(), |language| language.own_name().to_owned())
}

/// What was said of an airing, in words.
fn said_of(row: &Listed, words: Words, zone: Tz) -> String {
    let Some(outcome) = Outcome::read(&row.outcome) else { return String::new() };
    let late = row.heard_at.map(|at| words.time(wall_of(zone, at).time())).unwrap_or_default();
    let seconds = row.heard_seconds.unwrap_or_default().to_string();
    let reason = row.reason.as_deref().and_then(MissReason::read);
    said_in_words(outcome, &late, &seconds, reason, words)
}

/// An answer in words, from parts that are already words.
pub(super) fn said_in_words(
    outcome: Outcome,
    late: &str,
    seconds: &str,
    reason: Option<MissReason>,
    words: Words,
) -> String {
    match outcome {
        Outcome::Aired => words.say("proof.said.aired").to_owned(),
        Outcome::Late => words.fill("proof.said.late", &[("time", late)]),
        Outcome::Partial => words.fill("proof.said.partial", &[("seconds", seconds)]),
        Outcome::NotAired => {
            let reason = reason.map(|reason| words.say(reason_key(reason))).unwrap_or_default();
            words.fill("proof.said.not_aired", &[("reason", reason)])
        }
    }
}

/// The catalogue's key of a reason.
pub(super) const fn reason_key(reason: MissReason) -> &'static str {
    match reason {
        MissReason::Power => "proof.reason.power",
        MissReason::Transmitter => "proof.reason.transmitter",
        MissReason::Audio => "proof.reason.audio",
        MissReason::Skipped => "proof.reason.skipped",
        MissReason::Event => "proof.reason.event",
        MissReason::Other => "proof.reason.other",
    }
}
