//! Airtime of the border campaign: booked, answered in part, called into.

use chrono::{NaiveTime, TimeDelta};

use crate::callins::{self, AgeBand, CallOutcome, Channel, Sex, Tally, Who};
use crate::kit::wallclock::wall_of;
use crate::kit::{Error, Id, Period, id};
use crate::people::{self, StationStaff};
use crate::proof::{self, Answer, AnswerRequest, MissReason};
use crate::schedule::{self, DayAiring, Repeat, RepeatRequest, Repeated, Saving};
use crate::stations::{self, OutageReason, OutageRequest, Scope};

use super::Border;
use crate::demo::Seed;
use crate::demo::clock::Standing;
use crate::demo::people::Cast;
use crate::demo::stations::Stations;

/// The stations, whether they host live sessions, and the weekday of those.
const STATIONS: [(&str, Option<usize>); 6] = [
    ("RC Nyagatare", Some(1)),
    ("Radio Izuba", Some(2)),
    ("RC Rubavu", Some(3)),
    ("Radio Isano", None),
    ("RC Huye", Some(4)),
    ("Radio Salus", Some(1)),
];

/// The station that has not answered for a week.
const SILENT: &str = "RC Huye";
/// The station that was off the air, and from and to which day, counted from today.
const OFF: (&str, i64, i64) = ("Radio Isano", -40, -35);

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of day")
}

fn weekdays(on: &[usize]) -> [bool; 7] {
    std::array::from_fn(|weekday| on.contains(&weekday))
}

/// Spots on three weekdays, a live session a week on five stations.
pub(super) async fn book(
    seed: &Seed<'_>,
    cast: &Cast,
    stations: &Stations,
    border: &Border,
) -> Result<(), Error> {
    for (name, live_on) in STATIONS {
        let station = stations.of(name)?;
        let spots = [(border.short, time(6, 55)), (border.long, time(18, 25))];
        // The host has spots every day, so that its page asks something on any day.
        let on = if station == stations.host() { [true; 7] } else { weekdays(&[0, 2, 4]) };
        for (version, at) in spots {
            repeat(seed, cast, border, (station, version), on, at).await?;
        }
        if let Some(weekday) = live_on {
            let on = weekdays(&[weekday]);
            repeat(seed, cast, border, (station, border.live), on, time(14, 0)).await?;
        }
    }
    let (name, from, to) = OFF;
    let (starts, ends) = (seed.clock(from, 6).0, seed.clock(to, 6).0);
    let request = OutageRequest {
        station: stations.of(name)?,
        outage: None,
        starts_at: starts,
        ends_at: Some(ends),
        scope: Scope::All,
        reason: OutageReason::Order,
        note: None,
        source: Some(crate::demo::MADE_UP.to_owned()),
        form_key: seed.key(),
    };
    stations::put_outage(&seed.app.db, &Standing(ends), cast.plans, request).await
}

async fn repeat(
    seed: &Seed<'_>,
    cast: &Cast,
    border: &Border,
    (station, version): (Id<id::Station>, Id<id::MessageVersion>),
    weekdays: [bool; 7],
    at: NaiveTime,
) -> Result<(), Error> {
    let repeat = Repeat {
        days: Period::new(border.first, border.last).expect("the flight"),
        weekdays,
        every_weeks: 1,
        times: vec![at],
        left_out: Vec::new(),
        entered_late: false,
    };
    let request = RepeatRequest { station, campaign: border.campaign, version, repeat };
    let clock = seed.clock(-60, 8);
    let (db, random, key) = (&seed.app.db, &*seed.app.random, seed.key());
    let passed = (&clock as _, random);
    match schedule::book_repeat(db, passed, cast.plans, &request, (Saving::All, &key)).await? {
        Repeated::Booked(_) => Ok(()),
        Repeated::NotBooked(occurrences) => {
            let why = occurrences.iter().find_map(|one| one.verdict.as_ref().err());
            Err(Error::fault(format!("a repeat of the demonstration does not fit: {why:?}")))
        }
    }
}

/// What the stations said so far, through their links; nobody has spoken of the
/// last two days yet.
pub(super) async fn answer(
    seed: &Seed<'_>,
    cast: &Cast,
    stations: &Stations,
    border: &Border,
) -> Result<(), Error> {
    let topics = topics(seed, cast, border).await?;
    for (name, _) in STATIONS {
        let station = stations.of(name)?;
        let link = people::make_station_link(seed.app, cast.plans, station).await?;
        let staff = people::station_staff_by_link(seed.app, &link.token).await?;
        let silent_days = if name == SILENT { 7 } else { 1 };
        let until = seed.today - TimeDelta::days(silent_days + 1);
        let days = (border.first, until);
        let airings =
            schedule::airings_of_station_days(seed.app.db.read(), station, days.0, days.1).await?;
        for (number, airing) in airings.iter().enumerate() {
            speak(seed, &staff, station, (number, airing), name).await?;
            if airing.kind == "live_session" {
                count(seed, &staff, airing, &topics, number).await?;
            }
        }
    }
    Ok(())
}

/// One answer: mostly as planned, some late, some cut short, some missed.
async fn speak(
    seed: &Seed<'_>,
    staff: &StationStaff,
    station: Id<id::Station>,
    (number, airing): (usize, &DayAiring),
    name: &str,
) -> Result<(), Error> {
    let days_ago = (seed.today - wall_of(seed.app.config.zone, airing.starts_at).date()).num_days();
    let was_off = name == OFF.0 && (-OFF.2..=-OFF.1).contains(&days_ago);
    let answer = match number {
        _ if was_off => Answer::NotAired(MissReason::Transmitter),
        n if n % 13 == 5 => Answer::NotAired(MissReason::Power),
        n if n % 17 == 3 => {
            let late = airing.starts_at + TimeDelta::minutes(12);
            Answer::Late(wall_of(seed.app.config.zone, late).time())
        }
        n if n % 29 == 7 => Answer::Partial(u32::try_from(airing.seconds / 2).unwrap_or(1)),
        _ => Answer::Aired,
    };
    let clock = Standing(airing.starts_at + TimeDelta::hours(3));
    let airing = Id::new(airing.id);
    let request = AnswerRequest { station, airing, answer, form_key: seed.key() };
    proof::answer(&seed.app.db, &clock, staff, request).await
}

/// The topics that stations count calls by.
async fn topics(seed: &Seed<'_>, cast: &Cast, border: &Border) -> Result<Vec<i64>, Error> {
    let clock = seed.clock(-60, 9);
    let mut topics = Vec::new();
    for name in ["Job offers abroad", "Missing child", "Where to find help"] {
        let db = &seed.app.db;
        topics.push(callins::add_topic(db, &clock, cast.plans, border.campaign, name).await?);
    }
    Ok(topics)
}

/// Calls during one live session: codes alone, made up.
async fn count(
    seed: &Seed<'_>,
    staff: &StationStaff,
    airing: &DayAiring,
    topics: &[i64],
    number: usize,
) -> Result<(), Error> {
    let clock = Standing(airing.starts_at + TimeDelta::minutes(50));
    let sexes = [Sex::Female, Sex::Male];
    for (nth, topic) in topics.iter().enumerate() {
        let tally = Tally {
            topic: Some(*topic),
            sex: sexes[(number + nth) % sexes.len()],
            age_band: AgeBand::NotAsked,
            outcome: if nth == 2 { CallOutcome::Referred } else { CallOutcome::OnAir },
            channel: Channel::Call,
            language: None,
            count: u32::try_from(1 + (number + nth) % 4).unwrap_or(1),
        };
        let who = Who::Station(staff);
        callins::count_calls(&seed.app.db, &clock, who, Id::new(airing.id), tally, seed.key())
            .await?;
    }
    Ok(())
}
