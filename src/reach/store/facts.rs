//! Everything that an estimate depends on, in a fixed number of queries.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Deserialize;

use super::super::rows::listening_figure;
use super::super::rules::{
    AiringFacts, Asked, Beside, DistrictFacts, Facts, GatheringFacts, HeardFacts, OnAir,
    PeopleFacts, Reported, SlotFacts, Source, StationFacts, Told, UniverseFacts, airing_of,
};
use crate::callins;
use crate::campaigns::{self, DistrictGoals};
use crate::gatherings::{self, Counted, Exactness};
use crate::kit::{Error, Id, Share, id, wallclock};
use crate::places::{self, Place};
use crate::plant::db::{Db, long_list, long_row};
use crate::reach::model::{HeadCount, SlotDays};
use crate::schedule::rows::airing;
use crate::schedule::{Evidence, Outcome};
use crate::stations::rows::{daypart, station};
use crate::stations::{self, Daypart, Days};

/// The facts of a campaign as the rows stand now.
pub async fn facts_for_reach(
    db: &Db,
    campaign: &Asked,
    read_on: NaiveDate,
) -> Result<Facts, Error> {
    let on = db.read();
    let wanted = campaigns::districts_of(on, campaign.campaign).await?;
    let known = places::districts(db).await?;
    let listening = listening(on, &wanted).await?;
    let middle = campaign.starts_on + (campaign.ends_on - campaign.starts_on) / 2;
    let districts: Vec<DistrictFacts> =
        wanted.iter().map(|it| district(it, &known, &listening, middle.year())).collect();
    let flight = (campaign.starts_on, campaign.ends_on);
    let rows = airings(on, campaign.campaign).await?;
    let (stations, airings) = on_stations(on, &rows, &districts, flight).await?;
    let counted = gatherings::counted_of(on, campaign.campaign).await?;
    let gatherings = attended(&counted, &districts);
    let beside = beside(db, campaign.campaign, &counted, &gatherings).await?;
    let (starts_on, ends_on) = flight;
    Ok(Facts { starts_on, ends_on, read_on, districts, stations, airings, gatherings, beside })
}

async fn listening(
    on: &impl ConnectionTrait,
    wanted: &[DistrictGoals],
) -> Result<BTreeMap<i64, listening_figure::Model>, Error> {
    let rows = listening_figure::Entity::find()
        .filter(listening_figure::Column::ReplacedAt.is_null())
        .filter(listening_figure::Column::PlaceId.is_in(wanted.iter().map(|it| it.place.number())))
        .all(on)
        .await?;
    Ok(rows.into_iter().map(|row| (row.place_id, row)).collect())
}

fn district(
    wanted: &DistrictGoals,
    known: &[Place],
    listening: &BTreeMap<i64, listening_figure::Model>,
    year: i32,
) -> DistrictFacts {
    let number = wanted.place.number();
    let place = known.iter().find(|it| it.id == wanted.place);
    let people = place.and_then(|place| {
        let count = place.count_for(year)?;
        Some(PeopleFacts {
            people: place.people_for(year)?,
            left_out: place.people_left_out(),
            year: count.figure.year,
            status: count.figure.status.code().to_owned(),
            source: count.source.clone(),
        })
    });
    let universe = listening.get(&number).map(|row| UniverseFacts {
        share: row.universe,
        respondents: row.respondents.and_then(|n| u32::try_from(n).ok()),
        deff: row.deff,
        source: Source { by: row.source.clone(), as_of: row.as_of },
    });
    DistrictFacts {
        place: number,
        code: place.map(|it| it.pcode.clone()).unwrap_or_default(),
        name: wanted.name.clone(),
        province_code: place.map(|it| it.province_code.clone()).unwrap_or_default(),
        people,
        universe,
        goal_once: wanted.goals.reach1,
        goal_often: wanted.goals.reach3,
        goal_percent: wanted.goals.percent,
    }
}

/// What an estimate needs of an airing, in the order of the query below.
#[derive(Deserialize)]
struct AiringRow {
    id: i64,
    station_id: i64,
    kind: String,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    seconds: i32,
    air_date: NaiveDate,
    daypart_id: Option<i64>,
    evidence: String,
    outcome: String,
    heard_at: Option<DateTime<Utc>>,
    heard_seconds: Option<i32>,
    price_minor: i64,
    currency: String,
}

long_row!(AiringRow {
    id,
    station_id,
    kind,
    starts_at,
    ends_at,
    seconds,
    air_date,
    daypart_id,
    evidence,
    outcome,
    heard_at,
    heard_seconds,
    price_minor,
    currency
});

const AIRINGS: &str = "\
    SELECT {rows} FROM (SELECT id AS c0, station_id AS c1, kind AS c2, starts_at AS c3, ends_at \
    AS c4, seconds AS c5, air_date AS c6, daypart_id AS c7, evidence AS c8, outcome AS c9, \
    heard_at AS c10, heard_seconds AS c11, price_minor AS c12, currency AS c13 FROM airing \
    WHERE campaign_id = $1 AND state = 'booked') AS booked";

async fn airings(
    on: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
) -> Result<Vec<AiringRow>, Error> {
    let mut rows: Vec<AiringRow> = long_list(on, AIRINGS, [campaign.number().into()]).await?;
    rows.sort_by_key(|it| (it.starts_at, it.id));
    Ok(rows)
}

impl From<airing::Model> for AiringRow {
    fn from(row: airing::Model) -> Self {
        Self {
            id: row.id,
            station_id: row.station_id,
            kind: row.kind,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            seconds: row.seconds,
            air_date: row.air_date,
            daypart_id: row.daypart_id,
            evidence: row.evidence,
            outcome: row.outcome,
            heard_at: row.heard_at,
            heard_seconds: row.heard_seconds,
            price_minor: row.price_minor,
            currency: row.currency,
        }
    }
}

/// The stations that were booked, and the airings as they count there.
async fn on_stations(
    on: &impl ConnectionTrait,
    rows: &[AiringRow],
    districts: &[DistrictFacts],
    flight: (NaiveDate, NaiveDate),
) -> Result<(Vec<StationFacts>, Vec<AiringFacts>), Error> {
    let mut numbers: Vec<i64> = rows.iter().map(|row| row.station_id).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let ids: Vec<Id<id::Station>> = numbers.iter().copied().map(Id::new).collect();
    let known = station::Entity::find()
        .filter(station::Column::Id.is_in(numbers.clone()))
        .order_by_asc(station::Column::NameFolded)
        .all(on)
        .await?;
    let mut dayparts = dayparts(on, &numbers).await?;
    // Outages are asked of a little more than the flight: late airings may follow it.
    let [from, until] = [(flight.0, -2), (flight.1, 9)]
        .map(|(day, days)| day.and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::days(days));
    let mut reception = stations::reception_of(on, &ids, from, until).await?;
    let mut heard = heard(on, districts).await?;
    let mut facts = Vec::with_capacity(known.len());
    let mut at: BTreeMap<i64, (usize, OnAir)> = BTreeMap::new();
    for row in known {
        let zone = wallclock::read_zone(&row.zone);
        let zone = zone.ok_or_else(|| Error::fault(format!("zone of station {}", row.id)))?;
        let dayparts = dayparts.remove(&row.id).unwrap_or_default();
        let reception = reception.remove(&row.id).unwrap_or_default();
        let on_air = OnAir { zone, day_starts: row.broadcast_day_starts, dayparts, reception };
        at.insert(row.id, (facts.len(), on_air));
        let heard = heard.remove(&row.id).unwrap_or_default();
        facts.push(StationFacts { station: row.id, name: row.name, heard });
    }
    let mut placed = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some((place, on_air)) = at.get(&row.station_id) {
            placed.push(airing_of(&told(row)?, *place, on_air, districts, flight));
        }
    }
    Ok((facts, placed))
}

async fn dayparts(
    on: &impl ConnectionTrait,
    stations: &[i64],
) -> Result<BTreeMap<i64, Vec<Daypart>>, Error> {
    let rows = daypart::Entity::find()
        .filter(daypart::Column::StationId.is_in(stations.iter().copied()))
        .order_by_asc(daypart::Column::Id)
        .all(on)
        .await?;
    let mut all: BTreeMap<i64, Vec<Daypart>> = BTreeMap::new();
    for row in rows {
        let part = Daypart { number: row.id, code: row.code, starts: row.starts, ends: row.ends };
        all.entry(row.station_id).or_default().push(part);
    }
    Ok(all)
}

/// One airing of the schedule with its words read.
fn told(row: &AiringRow) -> Result<Told, Error> {
    let odd = || Error::fault(format!("airing {} with an unknown word", row.id));
    Ok(Told {
        airing: row.id,
        is_spot: row.kind == "spot",
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        seconds: u32::try_from(row.seconds).unwrap_or(0),
        air_date: row.air_date,
        daypart: row.daypart_id,
        evidence: Evidence::read(&row.evidence).ok_or_else(odd)?,
        outcome: Outcome::read(&row.outcome).ok_or_else(odd)?,
        heard_at: row.heard_at,
        heard_seconds: row.heard_seconds.and_then(|seconds| u32::try_from(seconds).ok()),
        price_minor: row.price_minor,
        currency: row.currency.clone(),
    })
}

/// What is known of the stations' listeners in the districts, by station.
async fn heard(
    on: &impl ConnectionTrait,
    districts: &[DistrictFacts],
) -> Result<BTreeMap<i64, Vec<HeardFacts>>, Error> {
    let places: Vec<Id<id::Place>> = districts.iter().map(|it| Id::new(it.place)).collect();
    let at = |place: Id<id::Place>| districts.iter().position(|it| it.place == place.number());
    let mut all: BTreeMap<(i64, usize), HeardFacts> = BTreeMap::new();
    for row in stations::coverage_within(on, &places).await? {
        let Some(district) = at(row.place) else { continue };
        let facts = all.entry((row.station.number(), district)).or_default();
        facts.coverage = Some(row.shares[1].value());
        facts.coverage_source = Some(Source { by: row.source, as_of: row.as_of });
    }
    for row in stations::audience_within(on, &places).await? {
        let Some(district) = at(row.place) else { continue };
        let facts = all.entry((row.station.number(), district)).or_default();
        let share = |share: Option<Share>| share.map(Share::value);
        facts.cume = share(row.figures.cume);
        facts.week = share(row.figures.week);
        facts.day = share(row.figures.day);
        facts.respondents = row.figures.respondents;
        facts.deff = row.figures.deff;
        facts.source = Some(Source { by: row.source, as_of: row.as_of });
        let code = |number| row.dayparts.get(&number).cloned().unwrap_or_default();
        let slots = row.figures.slots.iter().map(|slot| SlotFacts {
            daypart: code(slot.daypart),
            days: match slot.days {
                Days::All => SlotDays::All,
                Days::Weekday => SlotDays::Weekday,
                Days::Weekend => SlotDays::Weekend,
            },
            tuned: share(slot.tuned),
            repeat: share(slot.repeat),
            spot: share(slot.spot),
            programme: share(slot.programme),
        });
        facts.slots = slots.collect();
    }
    let mut by_station: BTreeMap<i64, Vec<HeardFacts>> = BTreeMap::new();
    for ((station, district), facts) in all {
        by_station.entry(station).or_default().push(HeardFacts { district, ..facts });
    }
    Ok(by_station)
}

fn attended(counted: &[Counted], districts: &[DistrictFacts]) -> Vec<GatheringFacts> {
    let within = gatherings::attended(counted).into_iter().filter_map(|it| {
        Some(GatheringFacts {
            district: districts.iter().position(|known| known.place == it.place.number())?,
            people: it.people,
            head_count: match it.exactness {
                Exactness::Counted => HeadCount::Counted,
                Exactness::Estimated | Exactness::Reported | Exactness::Unknown => {
                    HeadCount::Estimated
                }
            },
            held_on: it.held_on,
        })
    });
    within.collect()
}

async fn beside(
    db: &Db,
    campaign: Id<id::Campaign>,
    counted: &[Counted],
    within: &[GatheringFacts],
) -> Result<Beside, Error> {
    let turnout = gatherings::turnout(counted.iter().map(|it| &it.attendance));
    let inside: u32 = within.iter().map(|it| it.people).sum();
    let calls = callins::totals_of(db, campaign).await?;
    let figures = campaigns::figures_of(db.read(), campaign).await?;
    let reported = figures.into_iter().map(|it| Reported {
        number: it.number,
        exactness: it.exactness.word().to_owned(),
        about: it.about,
        definition: it.definition,
        source: it.source,
        reported_on: it.reported_on,
    });
    Ok(Beside {
        gatherings: turnout.gatherings,
        unknown: turnout.unknown,
        about: turnout.about,
        attended: turnout.people,
        elsewhere: turnout.people.saturating_sub(inside),
        calls: calls.calls,
        referred: calls.referred,
        reported: reported.collect(),
    })
}

/// The campaign and the standing of one airing, if it counts; one query.
pub async fn standing_of(db: &Db, airing: i64) -> Result<Option<(i64, Told)>, Error> {
    let row = airing::Entity::find_by_id(airing).one(db.read()).await?;
    row.map(|row| Ok((row.campaign_id, told(&row.into())?))).transpose()
}

/// The running campaigns that an outage of the station may touch.
pub async fn campaigns_on(db: &Db, station: i64, since: DateTime<Utc>) -> Result<Vec<i64>, Error> {
    use sea_orm::QuerySelect;
    let rows: Vec<i64> = airing::Entity::find()
        .select_only()
        .column(airing::Column::CampaignId)
        .distinct()
        .filter(airing::Column::StationId.eq(station))
        .filter(airing::Column::StartsAt.gte(since))
        .into_tuple()
        .all(db.read())
        .await?;
    Ok(rows)
}
