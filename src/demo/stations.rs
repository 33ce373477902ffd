//! A dozen real stations from a table of public facts; their breaks, prices,
//! coverage and audience are made up.

use std::collections::BTreeMap;

use chrono::{NaiveTime, TimeDelta, Weekday};

use crate::kit::{Currency, Error, Id, Money, Share, id};
use crate::places::{self, Deed};
use crate::plant::intake::{Choices, Sent};
use crate::reach::{self, ListeningRequest};
use crate::stations::{
    self, AudienceFigures, AudienceRequest, BreakTime, BreaksRequest, CoverageRequest, Days,
    HoursRequest, OpenStretch, OpeningHours, Rate, RateKind, RateRequest, SlotFigures, Validity,
};

use super::people::Cast;
use super::places::Places;
use super::{MADE_UP, Seed};

/// Public facts, each row with its source.
const STATIONS: &str = include_str!("stations.csv");

const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// Who hears what, made up: station, district, shares of the district's people
/// that the signal covers and that heard the station in four weeks, a week, a day.
const HEARD: [(&str, &str, [f64; 4]); 9] = [
    ("RC Nyagatare", "Nyagatare", [0.70, 0.44, 0.31, 0.15]),
    ("Radio Izuba", "Kirehe", [0.80, 0.42, 0.29, 0.14]),
    ("RC Rubavu", "Rubavu", [0.85, 0.47, 0.33, 0.17]),
    ("Radio Isano", "Rubavu", [0.70, 0.20, 0.13, 0.06]),
    ("RC Huye", "Gisagara", [0.75, 0.35, 0.25, 0.12]),
    ("RC Huye", "Nyaruguru", [0.40, 0.20, 0.13, 0.06]),
    ("Radio Salus", "Gisagara", [0.70, 0.30, 0.20, 0.10]),
    ("Radio Salus", "Nyaruguru", [0.50, 0.22, 0.15, 0.07]),
    ("RC Rusizi", "Rusizi", [0.80, 0.45, 0.32, 0.16]),
];

/// The share of a district's people who hear radio at all, made up. Nobody was asked
/// in Nyaruguru, so its result stays a range.
const HEAR_RADIO: [(&str, f64); 4] =
    [("Nyagatare", 0.74), ("Kirehe", 0.72), ("Rubavu", 0.78), ("Gisagara", 0.69)];

/// When breaks begin.
const BREAKS: [(u32, u32); 5] = [(6, 55), (7, 55), (12, 55), (18, 25), (19, 55)];

/// The stations by their names.
pub(super) struct Stations(BTreeMap<String, Id<id::Station>>);

impl Stations {
    /// The station of that name.
    pub(super) fn of(&self, name: &str) -> Result<Id<id::Station>, Error> {
        let found = self.0.get(name).copied();
        found.ok_or_else(|| Error::fault(format!("the table of stations lacks {name}")))
    }

    /// The station whose staff and link the demonstration hands out.
    pub(super) fn host(&self) -> Id<id::Station> {
        self.0.get("RC Rubavu").copied().expect("the table of stations names RC Rubavu")
    }
}

fn share(value: f64) -> Share {
    Share::new(value.clamp(0.0, 1.0)).expect("clamped")
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of day")
}

/// The stations stand, with everything that booking and reach need of the seven
/// that the campaigns use.
pub(super) async fn add(seed: &Seed<'_>, cast: &Cast, places: &Places) -> Result<Stations, Error> {
    let sent = Sent { name: "stations.csv".to_owned(), bytes: STATIONS.as_bytes().to_vec() };
    let choices =
        Choices { source: "Public lists, named row by row".to_owned(), ..Choices::default() };
    let files = &stations::STATION_FILES;
    let done = places::import_by_command(seed.app, files, sent, &choices, Deed::Write).await?;
    if let Some(why) = done.refused {
        return Err(Error::fault(format!("the table of stations was refused: {why}")));
    }
    let all = stations::station_choices(seed.app.db.read()).await?;
    let all = Stations(all.into_iter().map(|one| (one.name, one.id)).collect());
    let mut equipped = std::collections::BTreeSet::new();
    for (name, district, shares) in HEARD {
        let station = all.of(name)?;
        if equipped.insert(station) {
            equip(seed, cast, station).await?;
        }
        hear(seed, cast, (station, name), places.of(district)?, shares).await?;
    }
    for (district, universe) in HEAR_RADIO {
        let request = ListeningRequest {
            place: places.of(district)?,
            universe: share(universe),
            respondents: Some(400),
            deff: Some(1.5),
            source: MADE_UP.to_owned(),
            as_of: seed.today - TimeDelta::days(150),
            form_key: seed.key(),
        };
        let (db, clock) = (&seed.app.db, seed.clock(-119, 8));
        reach::set_listening(db, &clock, seed.app.config.zone, cast.plans, request).await?;
    }
    Ok(all)
}

/// Opening hours, breaks and prices.
async fn equip(seed: &Seed<'_>, cast: &Cast, station: Id<id::Station>) -> Result<(), Error> {
    let (db, clock) = (&seed.app.db, seed.clock(-120, 8));
    let stretches =
        WEEK.map(|weekday| OpenStretch { weekday, opens: time(5, 0), closes: time(23, 0) });
    let hours = OpeningHours(stretches.to_vec());
    let request = HoursRequest { station, hours, form_key: seed.key() };
    stations::set_hours(db, &clock, cast.plans, request).await?;
    let breaks = WEEK.into_iter().flat_map(|weekday| {
        BREAKS.into_iter().map(move |(hour, minute)| BreakTime {
            number: 0,
            weekday,
            starts: time(hour, minute),
            seconds: 240,
            free_seconds: 180,
            valid: Validity::default(),
        })
    });
    let request = BreaksRequest { station, breaks: breaks.collect(), form_key: seed.key() };
    stations::add_breaks(db, &clock, cast.plans, request).await?;
    let since = Validity::since(seed.today - TimeDelta::days(3_000));
    for (kind, per_seconds, price) in
        [(RateKind::Spot, 30, 5_000), (RateKind::Programme, 3_600, 60_000)]
    {
        let price = Money { minor: price, currency: Currency::RWF };
        let rate = Rate { number: 0, kind, daypart: None, per_seconds, price, valid: since };
        let request = RateRequest { station, rate, form_key: seed.key() };
        stations::add_rate(db, &clock, cast.plans, request).await?;
    }
    Ok(())
}

/// Coverage and audience of one district.
async fn hear(
    seed: &Seed<'_>,
    cast: &Cast,
    (station, name): (Id<id::Station>, &str),
    place: Id<id::Place>,
    [covered, cume, week, day]: [f64; 4],
) -> Result<(), Error> {
    let (db, clock) = (&seed.app.db, seed.clock(-119, 8));
    let as_of = seed.today - TimeDelta::days(150);
    let request = CoverageRequest {
        station,
        place,
        low: share(covered - 0.15),
        central: share(covered),
        high: share(covered + 0.1),
        source: MADE_UP.to_owned(),
        as_of,
        form_key: seed.key(),
    };
    stations::set_coverage(db, &clock, cast.plans, request).await?;
    let at = seed.now;
    let airtime = stations::airtime_of(db.read(), station, at, at).await?;
    // One station was surveyed without asking how often: its habits stay assumed.
    let asked_often = name != "Radio Isano";
    let slots = airtime.dayparts.iter().map(|daypart| {
        let tuned = cume * listening(daypart.starts);
        SlotFigures {
            daypart: daypart.number,
            days: Days::All,
            tuned: Some(share(tuned)),
            repeat: asked_often.then(|| share(0.25 + cume / 4.0)),
            spot: Some(share(tuned * 0.45)),
            programme: Some(share(tuned * 0.62)),
        }
    });
    let figures = AudienceFigures {
        cume: Some(share(cume)),
        week: Some(share(week)),
        day: Some(share(day)),
        respondents: Some(400),
        deff: Some(1.5),
        slots: slots.collect(),
    };
    let source = MADE_UP.to_owned();
    let form_key = seed.key();
    let request = AudienceRequest { station, place, figures, source, as_of, form_key };
    stations::set_audience(db, &clock, cast.plans, request).await
}

/// The share of a station's listeners who are tuned in when a daypart begins.
fn listening(starts: NaiveTime) -> f64 {
    use chrono::Timelike;
    match starts.hour() {
        5..=8 => 0.16,
        12..=13 => 0.12,
        17..=19 => 0.18,
        20..=22 => 0.10,
        _ => 0.08,
    }
}
