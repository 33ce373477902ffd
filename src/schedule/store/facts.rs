//! What a decision about an airing looks at, in a fixed number of queries.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::{all, one};
use crate::kit::id::{Airing, Campaign, MessageVersion, Station};
use crate::kit::wallclock::{instant_of, read_zone};
use crate::kit::{Currency, Error, Id, Period, Slot};
use crate::schedule::rules::{
    Break, CampaignFacts, CampaignState, DaypartFacts, Facts, Hours, Kind, MessageFacts, Outage,
    Purse, RateFacts, StationFacts, days_looked_at,
};

/// Whose airing is decided about.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// The station.
    pub station: Id<Station>,
    /// The campaign.
    pub campaign: Id<Campaign>,
    /// The message in one language; it belongs to the campaign, or "not found".
    pub version: Id<MessageVersion>,
    /// An airing that is to be moved and does not stand in its own way.
    pub moved: Option<Id<Airing>>,
}

/// Everything that booking between two calendar days looks at.
pub async fn facts_for_booking(
    db: &impl ConnectionTrait,
    subject: Subject,
    days: (NaiveDate, NaiveDate),
    now: DateTime<Utc>,
) -> Result<Facts, Error> {
    let station = station_facts(db, subject.station).await?;
    let (from, until) = days_looked_at(days.0, days.1);
    let span = [from, until].map(|wall| instant_of(station.zone, wall).instant);
    let campaign = campaign_facts(db, subject.campaign, subject.moved).await?;
    let message = message_facts(db, subject.campaign, subject.version).await?;
    let booked = booked_between(db, subject, span).await?;
    Ok(Facts { now, station, campaign, message, booked })
}

#[derive(FromQueryResult)]
struct StationRow {
    zone: String,
    broadcast_day_starts: NaiveTime,
}

/// What is known of a station that matters for its airings.
pub async fn station_facts(
    db: &impl ConnectionTrait,
    station: Id<Station>,
) -> Result<StationFacts, Error> {
    let id = station.number();
    let sql =
        "SELECT zone, broadcast_day_starts FROM station WHERE id = $1 AND archived_at IS NULL";
    let row: StationRow = one(db, sql, [id.into()]).await?;
    let zone = read_zone(&row.zone)
        .ok_or_else(|| Error::fault(format!("station {id}: unknown zone {}", row.zone)))?;
    Ok(StationFacts {
        zone,
        day_starts: row.broadcast_day_starts,
        languages: languages_of(db, id).await?,
        hours: hours_of(db, id).await?,
        breaks: breaks_of(db, id).await?,
        dayparts: dayparts_of(db, id).await?,
        rates: rates_of(db, id).await?,
        outages: outages_of(db, id).await?,
    })
}

#[derive(FromQueryResult)]
struct LanguageRow {
    language: String,
}

async fn languages_of(db: &impl ConnectionTrait, station: i64) -> Result<Vec<String>, Error> {
    let sql = "SELECT language FROM station_language WHERE station_id = $1 ORDER BY language";
    let rows: Vec<LanguageRow> = all(db, sql, [station.into()]).await?;
    Ok(rows.into_iter().map(|row| row.language).collect())
}

#[derive(FromQueryResult)]
struct HoursRow {
    weekday: i32,
    opens: NaiveTime,
    closes: NaiveTime,
}

async fn hours_of(db: &impl ConnectionTrait, station: i64) -> Result<Vec<Hours>, Error> {
    let sql = "SELECT weekday, opens, closes FROM opening_hours WHERE station_id = $1";
    let rows: Vec<HoursRow> = all(db, sql, [station.into()]).await?;
    let hours = |row: HoursRow| {
        Ok(Hours { weekday: weekday(row.weekday)?, opens: row.opens, closes: row.closes })
    };
    rows.into_iter().map(hours).collect()
}

#[derive(FromQueryResult)]
struct BreakRow {
    id: i64,
    weekday: i32,
    starts: NaiveTime,
    seconds: i32,
    free_seconds: i32,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
}

async fn breaks_of(db: &impl ConnectionTrait, station: i64) -> Result<Vec<Break>, Error> {
    let sql = "SELECT id, weekday, starts, seconds, free_seconds, valid_from, valid_to \
        FROM station_break WHERE station_id = $1 AND archived_at IS NULL \
        ORDER BY weekday, starts, id";
    let rows: Vec<BreakRow> = all(db, sql, [station.into()]).await?;
    let of = |row: BreakRow| {
        Ok(Break {
            id: Id::new(row.id),
            weekday: weekday(row.weekday)?,
            starts: row.starts,
            seconds: count(row.seconds)?,
            free_seconds: count(row.free_seconds)?,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
        })
    };
    rows.into_iter().map(of).collect()
}

#[derive(FromQueryResult)]
struct DaypartRow {
    id: i64,
    starts: NaiveTime,
    ends: NaiveTime,
}

async fn dayparts_of(db: &impl ConnectionTrait, station: i64) -> Result<Vec<DaypartFacts>, Error> {
    let sql = "SELECT id, starts, ends FROM daypart WHERE station_id = $1 AND archived_at IS NULL \
        ORDER BY starts, id";
    let rows: Vec<DaypartRow> = all(db, sql, [station.into()]).await?;
    let part =
        |row: DaypartRow| DaypartFacts { id: Id::new(row.id), starts: row.starts, ends: row.ends };
    Ok(rows.into_iter().map(part).collect())
}

#[derive(FromQueryResult)]
struct RateRow {
    id: i64,
    kind: String,
    daypart_id: Option<i64>,
    per_seconds: i32,
    price_minor: i64,
    currency: String,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
}

async fn rates_of(db: &impl ConnectionTrait, station: i64) -> Result<Vec<RateFacts>, Error> {
    let sql = "SELECT id, kind, daypart_id, per_seconds, price_minor, currency, valid_from, \
        valid_to FROM rate WHERE station_id = $1 AND archived_at IS NULL";
    let rows: Vec<RateRow> = all(db, sql, [station.into()]).await?;
    let rate = |row: RateRow| {
        Ok(RateFacts {
            id: Id::new(row.id),
            for_spots: row.kind == "spot",
            daypart: row.daypart_id.map(Id::new),
            per_seconds: count(row.per_seconds)?,
            price_minor: row.price_minor,
            currency: currency(&row.currency)?,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
        })
    };
    rows.into_iter().map(rate).collect()
}

#[derive(FromQueryResult)]
struct OutageRow {
    starts_at: DateTime<Utc>,
    ends_at: Option<DateTime<Utc>>,
}

/// Outages of the whole station: one that leaves a transmitter on air costs
/// reach, not airtime.
async fn outages_of(db: &impl ConnectionTrait, station: i64) -> Result<Vec<Outage>, Error> {
    let sql = "SELECT starts_at, ends_at FROM outage WHERE station_id = $1 \
        AND scope = 'all' AND withdrawn_at IS NULL ORDER BY starts_at";
    let rows: Vec<OutageRow> = all(db, sql, [station.into()]).await?;
    let outage = |row: OutageRow| Outage { from: row.starts_at, until: row.ends_at };
    Ok(rows.into_iter().map(outage).collect())
}

#[derive(FromQueryResult)]
struct CampaignRow {
    state: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
}

#[derive(FromQueryResult)]
struct PurseRow {
    currency: String,
    budget_minor: i64,
    booked_minor: i64,
}

async fn campaign_facts(
    db: &impl ConnectionTrait,
    campaign: Id<Campaign>,
    moved: Option<Id<Airing>>,
) -> Result<CampaignFacts, Error> {
    let id = campaign.number();
    let sql = "SELECT state, starts_on, ends_on FROM campaign WHERE id = $1";
    let row: CampaignRow = one(db, sql, [id.into()]).await?;
    let state = match row.state.as_str() {
        "draft" => CampaignState::Draft,
        "running" => CampaignState::Running,
        _ => CampaignState::Closed,
    };
    let flight = Period::new(row.starts_on, row.ends_on)
        .ok_or_else(|| Error::fault(format!("campaign {id}: its flight is not a period")))?;
    // Sums are cast, since PostgreSQL adds up BIGINT as NUMERIC.
    let sql = "SELECT currency, CAST(SUM(budget) AS BIGINT) AS budget_minor, \
        CAST(SUM(booked) AS BIGINT) AS booked_minor FROM (\
        SELECT currency, amount_minor AS budget, 0 AS booked FROM budget_line \
            WHERE campaign_id = $1 \
        UNION ALL SELECT currency, 0, price_minor FROM airing \
            WHERE campaign_id = $1 AND state = 'booked' AND id <> $2) AS purse \
        GROUP BY currency ORDER BY budget_minor DESC, currency";
    let values = [id.into(), moved.map_or(0, Id::number).into()];
    let rows: Vec<PurseRow> = all(db, sql, values).await?;
    let purse = |row: PurseRow| {
        let currency = currency(&row.currency)?;
        Ok(Purse { currency, budget_minor: row.budget_minor, booked_minor: row.booked_minor })
    };
    let purses = rows.into_iter().map(purse).collect::<Result<_, Error>>()?;
    Ok(CampaignFacts { state, flight, purses })
}

#[derive(FromQueryResult)]
struct MessageRow {
    kind: String,
    language: String,
    seconds: i32,
    approved_at: Option<DateTime<Utc>>,
    expires_on: Option<NaiveDate>,
}

async fn message_facts(
    db: &impl ConnectionTrait,
    campaign: Id<Campaign>,
    version: Id<MessageVersion>,
) -> Result<MessageFacts, Error> {
    let sql = "SELECT m.kind, v.language, v.approved_at, m.expires_on, \
        COALESCE(v.audio_seconds, v.planned_seconds, m.planned_seconds, 0) AS seconds \
        FROM message_version v JOIN message m ON m.id = v.message_id \
        WHERE v.id = $1 AND m.campaign_id = $2";
    let row: MessageRow = one(db, sql, [version.number().into(), campaign.number().into()]).await?;
    let kind = Kind::read(&row.kind)
        .ok_or_else(|| Error::fault(format!("a message is a {}", row.kind)))?;
    Ok(MessageFacts {
        kind,
        language: row.language,
        seconds: count(row.seconds)?,
        approved: row.approved_at.is_some(),
        expires_on: row.expires_on,
    })
}

#[derive(FromQueryResult)]
struct SlotRow {
    starts_at: DateTime<Utc>,
    seconds: i32,
}

/// The longest airing, which may reach into a span from before it.
const REACH_BACK: chrono::TimeDelta = chrono::TimeDelta::hours(6);

async fn booked_between(
    db: &impl ConnectionTrait,
    subject: Subject,
    [from, until]: [DateTime<Utc>; 2],
) -> Result<Vec<Slot>, Error> {
    let sql = "SELECT starts_at, seconds FROM airing WHERE station_id = $1 \
        AND state = 'booked' AND starts_at >= $2 AND starts_at < $3 AND id <> $4 \
        ORDER BY starts_at";
    let values = [
        subject.station.number().into(),
        (from - REACH_BACK).into(),
        until.into(),
        subject.moved.map_or(0, Id::number).into(),
    ];
    let rows: Vec<SlotRow> = all(db, sql, values).await?;
    let slot = |row: SlotRow| {
        let slot = Slot::new(row.starts_at, count(row.seconds)?);
        slot.ok_or_else(|| Error::fault("a stored airing is no slot"))
    };
    rows.into_iter().map(slot).collect()
}

fn weekday(number: i32) -> Result<Weekday, Error> {
    let weekday = u8::try_from(number).ok().and_then(|number| Weekday::try_from(number).ok());
    weekday.ok_or_else(|| Error::fault(format!("no weekday {number}")))
}

fn count(number: i32) -> Result<u32, Error> {
    u32::try_from(number).map_err(|_| Error::fault(format!("{number} is not a count")))
}

fn currency(code: &str) -> Result<Currency, Error> {
    code.parse().map_err(|_| Error::fault(format!("{code} is not a currency")))
}
