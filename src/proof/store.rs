//! Queries of the room: the facts an answer needs, the lists that pages show.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType,
    QueryFilter, QueryOrder, QuerySelect,
};

use super::rows::proof;
use super::rules::{AnswerFacts, MissReason, Outcome, Source, Statement};
use crate::campaigns::rows::campaign;
use crate::kit::wallclock::read_zone;
use crate::kit::{Error, Id, id, limits};
use crate::messages::rows::message_version;
use crate::people::Speaker;
use crate::plant::db::reference;
use crate::schedule::rows::airing;
use crate::stations::rows::station;

/// An airing as an answer meets it.
pub(super) struct Asked {
    pub facts: AnswerFacts,
    pub station: Id<id::Station>,
    /// The proof that a new one would correct.
    pub standing: Option<i64>,
}

#[derive(FromQueryResult)]
struct AskedRow {
    station_id: i64,
    starts_at: DateTime<Utc>,
    air_date: NaiveDate,
    seconds: i32,
    state: String,
    zone: String,
    broadcast_day_starts: NaiveTime,
    campaign_state: String,
}

/// The zone that a station was given; a stored name that no table knows is a fault.
pub(super) fn zone_named(name: &str) -> Result<Tz, Error> {
    read_zone(name).ok_or_else(|| Error::fault(format!("a stored zone is unknown: {name}")))
}

/// What deciding an answer needs, in two queries; nothing when there is no such airing.
pub(super) async fn facts_for_answer(
    db: &impl ConnectionTrait,
    airing: Id<id::Airing>,
    now: DateTime<Utc>,
) -> Result<Option<Asked>, Error> {
    let found = airing::Entity::find_by_id(airing.number())
        .select_only()
        .columns([
            airing::Column::StationId,
            airing::Column::StartsAt,
            airing::Column::AirDate,
            airing::Column::Seconds,
            airing::Column::State,
        ])
        .columns([station::Column::Zone, station::Column::BroadcastDayStarts])
        .column_as(campaign::Column::State, "campaign_state")
        .join(JoinType::InnerJoin, reference(airing::Column::StationId, station::Column::Id))
        .join(JoinType::InnerJoin, reference(airing::Column::CampaignId, campaign::Column::Id))
        .into_model::<AskedRow>()
        .one(db)
        .await?;
    let Some(row) = found else { return Ok(None) };
    let standing = standing_proof(db, airing).await?;
    Ok(Some(Asked {
        facts: AnswerFacts {
            now,
            zone: zone_named(&row.zone)?,
            starts_at: row.starts_at,
            air_date: row.air_date,
            day_starts: row.broadcast_day_starts,
            seconds: whole(row.seconds)?,
            is_booked: row.state == "booked",
            is_closed: row.campaign_state == "closed",
            earlier: standing.as_ref().map(statement_of).transpose()?,
        },
        station: Id::new(row.station_id),
        standing: standing.map(|proof| proof.id),
    }))
}

/// The newest word about an airing.
async fn standing_proof(
    db: &impl ConnectionTrait,
    airing: Id<id::Airing>,
) -> Result<Option<proof::Model>, Error> {
    let newest = proof::Entity::find()
        .filter(proof::Column::AiringId.eq(airing.number()))
        .order_by_desc(proof::Column::Id)
        .one(db);
    Ok(newest.await?)
}

fn whole(seconds: i32) -> Result<u32, Error> {
    u32::try_from(seconds).map_err(|_| Error::fault("a stored length is negative"))
}

/// A stored proof as the rules speak of it.
pub(super) fn statement_of(row: &proof::Model) -> Result<Statement, Error> {
    let outcome = Outcome::read(&row.outcome);
    Ok(Statement {
        outcome: outcome.ok_or_else(|| Error::fault("a stored outcome is unknown"))?,
        heard_at: row.heard_at,
        heard_seconds: row.heard_seconds.map(whole).transpose()?,
        reason: row.reason.as_deref().and_then(MissReason::read),
    })
}

/// A proof that is about to be written.
pub(super) struct NewProof {
    pub airing: Id<id::Airing>,
    pub corrects: Option<i64>,
    pub statement: Statement,
    pub source: Source,
    pub speaker: Speaker,
    pub said_on: NaiveDate,
}

/// The proof is written; says its number.
pub(super) async fn insert_proof(
    db: &impl ConnectionTrait,
    new: &NewProof,
    now: DateTime<Utc>,
) -> Result<Id<id::Proof>, Error> {
    let (person_id, link_id) = match new.speaker {
        Speaker::Person(person) => (Some(person.number()), None),
        Speaker::Link(link) => (None, Some(link.number())),
    };
    let heard_seconds = new.statement.heard_seconds.map(i32::try_from).transpose();
    let row = proof::ActiveModel {
        airing_id: Set(new.airing.number()),
        corrects_id: Set(new.corrects),
        outcome: Set(new.statement.outcome.code().to_owned()),
        heard_at: Set(new.statement.heard_at),
        heard_seconds: Set(heard_seconds.map_err(|_| Error::fault("a part of impossible length"))?),
        reason: Set(new.statement.reason.map(|reason| reason.code().to_owned())),
        source: Set(new.source.code().to_owned()),
        level: Set("confirmed".to_owned()),
        person_id: Set(person_id),
        link_id: Set(link_id),
        said_on: Set(new.said_on),
        entered_at: Set(now),
        ..Default::default()
    };
    let kept = proof::Entity::insert(row).exec(db).await?;
    Ok(Id::new(kept.last_insert_id))
}

/// One word about an airing, as its history shows it.
#[derive(Clone, Debug)]
pub struct Told {
    /// What was said.
    pub statement: Statement,
    /// How it came.
    pub source: Source,
    /// The day on which the station said so.
    pub said_on: NaiveDate,
    /// When it was entered.
    pub entered_at: DateTime<Utc>,
    /// The person who entered it, unless it came by link.
    pub person: Option<Id<id::Person>>,
}

/// Every word about an airing, the newest first.
pub async fn history_of(
    db: &impl ConnectionTrait,
    airing: Id<id::Airing>,
) -> Result<Vec<Told>, Error> {
    let rows = proof::Entity::find()
        .filter(proof::Column::AiringId.eq(airing.number()))
        .order_by_desc(proof::Column::Id)
        .limit(limits::PAGE_ROWS)
        .all(db)
        .await?;
    rows.iter()
        .map(|row| {
            let source = Source::read(&row.source);
            Ok(Told {
                statement: statement_of(row)?,
                source: source.ok_or_else(|| Error::fault("a stored source is unknown"))?,
                said_on: row.said_on,
                entered_at: row.entered_at,
                person: row.person_id.map(Id::new),
            })
        })
        .collect()
}

/// An airing as the station's page lists it.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Listed {
    pub id: i64,
    pub kind: String,
    pub starts_at: DateTime<Utc>,
    pub air_date: NaiveDate,
    pub seconds: i32,
    pub outcome: String,
    pub heard_at: Option<DateTime<Utc>>,
    pub heard_seconds: Option<i32>,
    pub reason: Option<String>,
    pub title: String,
    pub code: String,
    pub language: String,
    pub audio_sha256: Option<String>,
    pub discreet: bool,
    pub public_title: String,
}

/// The booked airings of a station on the broadcast days, in the order of airing.
pub(super) async fn airings_of_days(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<Listed>, Error> {
    let rows = airing::Entity::find()
        .select_only()
        .columns([
            airing::Column::Id,
            airing::Column::Kind,
            airing::Column::StartsAt,
            airing::Column::AirDate,
            airing::Column::Seconds,
            airing::Column::Outcome,
            airing::Column::HeardAt,
            airing::Column::HeardSeconds,
            airing::Column::Reason,
        ])
        .columns([
            message_version::Column::Title,
            message_version::Column::Code,
            message_version::Column::Language,
            message_version::Column::AudioSha256,
        ])
        .columns([campaign::Column::Discreet, campaign::Column::PublicTitle])
        .join(
            JoinType::InnerJoin,
            reference(airing::Column::MessageVersionId, message_version::Column::Id),
        )
        .join(JoinType::InnerJoin, reference(airing::Column::CampaignId, campaign::Column::Id))
        .filter(airing::Column::StationId.eq(station.number()))
        .filter(airing::Column::AirDate.between(first, last))
        .filter(airing::Column::State.eq("booked"))
        .order_by_asc(airing::Column::StartsAt)
        .limit(limits::WEEK_ROWS_MAX)
        .into_model::<Listed>()
        .all(db)
        .await?;
    Ok(rows)
}

/// A station as its own page names it.
pub(super) struct OwnStation {
    pub name: String,
    pub zone: Tz,
    pub day_starts: NaiveTime,
}

/// The station, or nothing when there is none of that number.
pub(super) async fn own_station(
    db: &impl ConnectionTrait,
    station: Id<id::Station>,
) -> Result<Option<OwnStation>, Error> {
    let row = station::Entity::find_by_id(station.number()).one(db).await?;
    row.map(|row| {
        Ok(OwnStation {
            zone: zone_named(&row.zone)?,
            name: row.name,
            day_starts: row.broadcast_day_starts,
        })
    })
    .transpose()
}

/// An airing that waits for a word, on the coordinator's list.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Waiting {
    pub id: i64,
    pub station_id: i64,
    pub station_name: String,
    pub zone: String,
    pub starts_at: DateTime<Utc>,
    pub seconds: i32,
    pub title: String,
    pub campaign_name: String,
}

/// Airings whose time has passed without a word, by station, the oldest first.
pub(super) async fn waiting(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    station: Option<Id<id::Station>>,
    page: u64,
) -> Result<Vec<Waiting>, Error> {
    let mut query = airing::Entity::find()
        .select_only()
        .columns([
            airing::Column::Id,
            airing::Column::StationId,
            airing::Column::StartsAt,
            airing::Column::Seconds,
        ])
        .column_as(station::Column::Name, "station_name")
        .column(station::Column::Zone)
        .column(message_version::Column::Title)
        .column_as(campaign::Column::Name, "campaign_name")
        .join(JoinType::InnerJoin, reference(airing::Column::StationId, station::Column::Id))
        .join(
            JoinType::InnerJoin,
            reference(airing::Column::MessageVersionId, message_version::Column::Id),
        )
        .join(JoinType::InnerJoin, reference(airing::Column::CampaignId, campaign::Column::Id))
        .filter(airing::Column::State.eq("booked"))
        .filter(airing::Column::Outcome.eq("unanswered"))
        .filter(airing::Column::EndsAt.lte(now))
        .filter(campaign::Column::State.ne("closed"));
    if let Some(station) = station {
        query = query.filter(airing::Column::StationId.eq(station.number()));
    }
    let rows = query
        .order_by_asc(station::Column::NameFolded)
        .order_by_asc(airing::Column::StartsAt)
        .offset(page * limits::PAGE_ROWS)
        .limit(limits::PAGE_ROWS + 1)
        .into_model::<Waiting>()
        .all(db)
        .await?;
    Ok(rows)
}

/// The names of stations, in the order of their names.
pub(super) async fn station_names(
    db: &impl ConnectionTrait,
    stations: &[Id<id::Station>],
) -> Result<Vec<(i64, String)>, Error> {
    let rows = station::Entity::find()
        .select_only()
        .columns([station::Column::Id, station::Column::Name])
        .filter(station::Column::Id.is_in(stations.iter().map(|id| id.number())))
        .order_by_asc(station::Column::NameFolded)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows)
}

/// An airing as the entry page names it.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct AboutAiring {
    pub station_id: i64,
    pub station_name: String,
    pub zone: String,
    pub starts_at: DateTime<Utc>,
    pub title: String,
}

/// The airing's station, time and title, or nothing.
pub(super) async fn about_airing(
    db: &impl ConnectionTrait,
    airing: Id<id::Airing>,
) -> Result<Option<AboutAiring>, Error> {
    let row = airing::Entity::find_by_id(airing.number())
        .select_only()
        .columns([airing::Column::StationId, airing::Column::StartsAt])
        .column_as(station::Column::Name, "station_name")
        .column(station::Column::Zone)
        .column(message_version::Column::Title)
        .join(JoinType::InnerJoin, reference(airing::Column::StationId, station::Column::Id))
        .join(
            JoinType::InnerJoin,
            reference(airing::Column::MessageVersionId, message_version::Column::Id),
        )
        .into_model::<AboutAiring>()
        .one(db)
        .await?;
    Ok(row)
}
