//! Reading entries and their history.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
    Statement, Value,
};

use super::super::rows::{gathering, gathering_origin};
use super::super::rules::{
    Attendance, AttendanceTyped, Counted, DayKnown, Exactness, Kind, Origin, Reason, Standing,
    Turnout, read_attendance,
};
use super::beside::origin;
use crate::campaigns::Sight;
use crate::kit::{Error, Id, id};
use crate::plant::db::reference;

/// Something with a number and a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<I> {
    /// Its number.
    pub id: I,
    /// Its name.
    pub name: String,
}

/// One entry of a gathering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The entry.
    pub id: Id<id::Gathering>,
    /// The first entry of the same gathering.
    pub first: Id<id::Gathering>,
    /// The campaign.
    pub campaign: Named<Id<id::Campaign>>,
    /// Whether the campaign is discreet.
    pub discreet: bool,
    /// What kind it was.
    pub kind: Kind,
    /// The district of the venue.
    pub place: Named<Id<id::Place>>,
    /// The sector of the venue.
    pub sector: Option<Named<Id<id::Place>>>,
    /// The venue.
    pub venue: Option<String>,
    /// The day.
    pub held_on: NaiveDate,
    /// Whether the day is an assumption.
    pub day: DayKnown,
    /// Who held it.
    pub partner: Option<Named<Id<id::Partner>>>,
    /// How many came.
    pub attendance: Attendance,
    /// Whether the entry counts.
    pub standing: Standing,
    /// Why it followed another.
    pub reason: Option<Reason>,
    /// Who entered it.
    pub entered_by: String,
    /// When.
    pub entered_at: DateTime<Utc>,
}

/// Which gatherings to list.
#[derive(Clone, Copy, Debug)]
pub struct GatheringFilter {
    /// Of which campaigns the reader may know.
    pub sight: Sight,
    /// Of one campaign alone.
    pub campaign: Option<Id<id::Campaign>>,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    first_id: i64,
    campaign_id: i64,
    campaign: String,
    discreet: bool,
    kind: String,
    place_id: i64,
    place: String,
    sector_id: Option<i64>,
    sector: Option<String>,
    venue: Option<String>,
    held_on: NaiveDate,
    date_assumed: bool,
    partner_id: Option<i64>,
    partner: Option<String>,
    reason: Option<String>,
    standing: String,
    entered_name: String,
    entered_at: DateTime<Utc>,
    women: Option<i32>,
    men: Option<i32>,
    under_18: Option<i32>,
    total: Option<i32>,
    exactness: String,
}

/// Entries with the names they mention: of a campaign or of all ($1), of one
/// gathering or of all ($2), with or without drafts ($3), the newest and held
/// alone or all ($4).
const ENTRIES: &str = "SELECT g.id, COALESCE(g.first_id, g.id) AS first_id, g.campaign_id,
        c.name AS campaign, c.discreet, g.kind, g.place_id, d.name AS place, g.sector_id,
        s.name AS sector, g.venue, g.held_on, g.date_assumed, g.partner_id, p.name AS partner,
        g.reason, g.standing, e.name AS entered_name, g.entered_at,
        a.women, a.men, a.under_18, a.total, a.exactness
    FROM gathering g
    JOIN campaign c ON c.id = g.campaign_id
    JOIN place d ON d.id = g.place_id
    JOIN person e ON e.id = g.entered_by
    JOIN attendance a ON a.gathering_id = g.id
    LEFT JOIN place s ON s.id = g.sector_id
    LEFT JOIN partner p ON p.id = g.partner_id
    WHERE (CAST($1 AS BIGINT) = 0 OR g.campaign_id = CAST($1 AS BIGINT))
        AND (CAST($2 AS BIGINT) = 0 OR g.id = CAST($2 AS BIGINT)
            OR g.first_id = CAST($2 AS BIGINT))
        AND (CAST($3 AS BIGINT) = 1 OR c.state <> 'draft')
        AND (CAST($4 AS BIGINT) = 0 OR (g.standing = 'held'
            AND NOT EXISTS (SELECT 1 FROM gathering n WHERE n.corrects_id = g.id)))
    ORDER BY g.held_on DESC, g.id DESC
    LIMIT $5 OFFSET $6";

/// The sums over what the same question finds.
const TURNOUT: &str = "SELECT COUNT(*) AS gatherings,
        COALESCE(SUM(CASE WHEN a.exactness = 'unknown' THEN 1 ELSE 0 END), 0) AS unknown,
        COALESCE(SUM(CASE WHEN a.exactness IN ('estimated', 'reported') THEN 1 ELSE 0 END), 0)
            AS about,
        COALESCE(SUM(a.total), 0) AS people, COALESCE(SUM(a.women), 0) AS women,
        COALESCE(SUM(a.men), 0) AS men, COALESCE(SUM(a.under_18), 0) AS under_18
    FROM gathering g
    JOIN campaign c ON c.id = g.campaign_id
    JOIN attendance a ON a.gathering_id = g.id
    WHERE (CAST($1 AS BIGINT) = 0 OR g.campaign_id = CAST($1 AS BIGINT))
        AND (CAST($2 AS BIGINT) = 1 OR c.state <> 'draft')
        AND g.standing = 'held'
        AND NOT EXISTS (SELECT 1 FROM gathering n WHERE n.corrects_id = g.id)";

#[derive(FromQueryResult)]
struct Sums {
    gatherings: i64,
    unknown: i64,
    about: i64,
    people: i64,
    women: i64,
    men: i64,
    under_18: i64,
}

/// The gatherings that stand, the latest day first; one query.
pub async fn list_gatherings(
    db: &impl ConnectionTrait,
    filter: GatheringFilter,
    limit: u64,
    offset: u64,
) -> Result<Vec<Entry>, Error> {
    let campaign = filter.campaign.map_or(0, Id::number);
    let drafts = i64::from(filter.sight == Sight::All);
    let page = [i64::try_from(limit), i64::try_from(offset)].map(|n| n.unwrap_or(i64::MAX));
    ask(db, [campaign, 0, drafts, 1, page[0], page[1]]).await
}

/// How many gatherings stand and how many people came; one query.
pub async fn turnout_of(
    db: &impl ConnectionTrait,
    filter: GatheringFilter,
) -> Result<Turnout, Error> {
    let values: [Value; 2] = [
        filter.campaign.map_or(0, Id::number).into(),
        i64::from(filter.sight == Sight::All).into(),
    ];
    let ask = Statement::from_sql_and_values(db.get_database_backend(), TURNOUT, values);
    let Some(sums) = Sums::find_by_statement(ask).one(db).await? else {
        return Ok(Turnout::default());
    };
    let whole = |sum: i64| u32::try_from(sum).unwrap_or(u32::MAX);
    Ok(Turnout {
        gatherings: whole(sums.gatherings),
        unknown: whole(sums.unknown),
        about: whole(sums.about),
        people: whole(sums.people),
        women: whole(sums.women),
        men: whole(sums.men),
        under_18: whole(sums.under_18),
    })
}

/// Every entry of the gathering that the entry belongs to, the newest first.
///
/// Errors: [`Error::NotFound`] when there is none that may be seen.
pub async fn history_of(
    db: &impl ConnectionTrait,
    sight: Sight,
    entry: Id<id::Gathering>,
) -> Result<Vec<Entry>, Error> {
    let row = gathering::Entity::find_by_id(entry.number()).one(db).await?;
    let row = row.ok_or(Error::NotFound)?;
    let first = row.first_id.unwrap_or(row.id);
    let drafts = i64::from(sight == Sight::All);
    let mut entries = ask(db, [0, first, drafts, 0, ENTRIES_MAX, 0]).await?;
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.id));
    if entries.is_empty() { Err(Error::NotFound) } else { Ok(entries) }
}

/// The most entries of one gathering that are read.
const ENTRIES_MAX: i64 = 1_000;

async fn ask(db: &impl ConnectionTrait, values: [i64; 6]) -> Result<Vec<Entry>, Error> {
    let ask =
        Statement::from_sql_and_values(db.get_database_backend(), ENTRIES, values.map(Value::from));
    Row::find_by_statement(ask).all(db).await?.into_iter().map(read).collect()
}

fn read(row: Row) -> Result<Entry, Error> {
    let unknown = || Error::fault(format!("gathering {} with an unknown word", row.id));
    let people = |part: Option<i32>| part.and_then(|part| u32::try_from(part).ok());
    let attendance = read_attendance(AttendanceTyped {
        women: people(row.women),
        men: people(row.men),
        under_18: people(row.under_18),
        total: people(row.total),
        exactness: Exactness::read(&row.exactness).ok_or_else(unknown)?,
    })?;
    Ok(Entry {
        id: Id::new(row.id),
        first: Id::new(row.first_id),
        campaign: Named { id: Id::new(row.campaign_id), name: row.campaign },
        discreet: row.discreet,
        kind: Kind::read(&row.kind).ok_or_else(unknown)?,
        place: Named { id: Id::new(row.place_id), name: row.place },
        sector: named(row.sector_id, row.sector),
        venue: row.venue,
        held_on: row.held_on,
        day: if row.date_assumed { DayKnown::Assumed } else { DayKnown::Reported },
        partner: named(row.partner_id, row.partner),
        attendance,
        standing: Standing::read(&row.standing).ok_or_else(unknown)?,
        reason: row.reason.as_deref().and_then(Reason::read),
        entered_by: row.entered_name,
        entered_at: row.entered_at,
    })
}

fn named<T>(id: Option<i64>, name: Option<String>) -> Option<Named<Id<T>>> {
    id.zip(name).map(|(id, name)| Named { id: Id::new(id), name })
}

/// The most gatherings of a campaign that its figures read.
const COUNTED_MAX: u64 = 20_000;

/// Every gathering of a campaign that stands, with its counts; two queries.
pub async fn counted_of(
    db: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
) -> Result<Vec<Counted>, Error> {
    let filter = GatheringFilter { sight: Sight::All, campaign: Some(campaign) };
    let entries = list_gatherings(db, filter, COUNTED_MAX, 0).await?;
    let gathering_of = reference(gathering_origin::Column::GatheringId, gathering::Column::Id);
    let rows = gathering_origin::Entity::find()
        .join(JoinType::InnerJoin, gathering_of)
        .filter(gathering::Column::CampaignId.eq(campaign.number()))
        .all(db)
        .await?;
    let mut origins: HashMap<i64, Vec<Origin>> = HashMap::new();
    for row in &rows {
        origins.entry(row.gathering_id).or_default().push(origin(row));
    }
    let counted = entries.into_iter().map(|entry| Counted {
        gathering: entry.id,
        kind: entry.kind,
        place: entry.place.id,
        held_on: entry.held_on,
        attendance: entry.attendance,
        origins: origins.remove(&entry.id.number()).unwrap_or_default(),
    });
    Ok(counted.collect())
}
