//! Queries of the room. Every answer is a count or a code; no caller is kept.

use chrono::{DateTime, Timelike, Utc};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult,
    IntoActiveModel, JoinType, QueryFilter, QueryOrder, QuerySelect,
};

use super::rows::{call_in, topic};
use super::rules::{Tally, TallyFacts};
use crate::campaigns::rows::campaign;
use crate::kit::{Error, Id, id, limits};
use crate::messages::rows::message_version;
use crate::plant::db::reference;
use crate::schedule::rows::airing;
use crate::stations::rows::station;

/// A session during which calls may be counted.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Session {
    pub station_id: i64,
    pub campaign_id: i64,
    pub kind: String,
    pub state: String,
    pub starts_at: DateTime<Utc>,
    pub campaign_state: String,
    pub zone: String,
    pub title: String,
    pub language: String,
}

impl Session {
    /// What deciding a count needs, given whether the topic is offered.
    pub(super) fn facts(&self, now: DateTime<Utc>, topic_is_offered: bool) -> TallyFacts {
        TallyFacts {
            now,
            starts_at: self.starts_at,
            takes_calls: self.kind == "live_session",
            is_booked: self.state == "booked",
            is_closed: self.campaign_state == "closed",
            topic_is_offered,
        }
    }
}

/// The session of that number, or nothing.
pub(super) async fn session(
    db: &impl ConnectionTrait,
    airing: Id<id::Airing>,
) -> Result<Option<Session>, Error> {
    let row = airing::Entity::find_by_id(airing.number())
        .select_only()
        .columns([
            airing::Column::StationId,
            airing::Column::CampaignId,
            airing::Column::Kind,
            airing::Column::State,
            airing::Column::StartsAt,
        ])
        .column_as(campaign::Column::State, "campaign_state")
        .column(station::Column::Zone)
        .columns([message_version::Column::Title, message_version::Column::Language])
        .join(JoinType::InnerJoin, reference(airing::Column::CampaignId, campaign::Column::Id))
        .join(JoinType::InnerJoin, reference(airing::Column::StationId, station::Column::Id))
        .join(
            JoinType::InnerJoin,
            reference(airing::Column::MessageVersionId, message_version::Column::Id),
        )
        .into_model::<Session>()
        .one(db)
        .await?;
    Ok(row)
}

/// The topics of a campaign in the order they were made, retired ones too.
pub(super) async fn topics_of(
    db: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
) -> Result<Vec<topic::Model>, Error> {
    let rows = topic::Entity::find()
        .filter(topic::Column::CampaignId.eq(campaign.number()))
        .order_by_asc(topic::Column::Id)
        .limit(limits::PAGE_ROWS)
        .all(db)
        .await?;
    Ok(rows)
}

/// A new topic of a campaign.
pub(super) async fn insert_topic(
    db: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
    code: &str,
    name: &str,
    now: DateTime<Utc>,
) -> Result<i64, sea_orm::DbErr> {
    let row = topic::ActiveModel {
        campaign_id: Set(campaign.number()),
        code: Set(code.to_owned()),
        name: Set(name.to_owned()),
        retired: Set(false),
        created_at: Set(now),
        ..Default::default()
    };
    Ok(topic::Entity::insert(row).exec(db).await?.last_insert_id)
}

/// A topic of a campaign.
pub(super) async fn topic(
    db: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
    topic: i64,
) -> Result<Option<topic::Model>, Error> {
    let of_campaign = topic::Column::CampaignId.eq(campaign.number());
    Ok(topic::Entity::find_by_id(topic).filter(of_campaign).one(db).await?)
}

/// The topic is retired, or not any more.
pub(super) async fn set_retired(
    db: &impl ConnectionTrait,
    row: topic::Model,
    retired: bool,
) -> Result<(), Error> {
    let mut row = row.into_active_model();
    row.retired = Set(retired);
    row.update(db).await?;
    Ok(())
}

/// The calls are counted, one row each, their moment cut to the minute.
pub(super) async fn insert_calls(
    db: &impl ConnectionTrait,
    airing: Id<id::Airing>,
    tally: &Tally,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = call_in::ActiveModel {
        airing_id: Set(airing.number()),
        topic_id: Set(tally.topic),
        sex: Set(tally.sex.code().to_owned()),
        age_band: Set(tally.age_band.code().to_owned()),
        language: Set(tally.language.map(|language| language.code().to_owned())),
        outcome: Set(tally.outcome.code().to_owned()),
        channel: Set(tally.channel.code().to_owned()),
        takes_back_id: Set(None),
        at: Set(to_the_minute(now)),
        ..Default::default()
    };
    let rows = (0..tally.count).map(|_| row.clone());
    call_in::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

fn to_the_minute(now: DateTime<Utc>) -> DateTime<Utc> {
    now.with_second(0).and_then(|at| at.with_nanosecond(0)).unwrap_or(now)
}

/// The newest call of an airing that still counts.
pub(super) async fn newest(
    db: &impl ConnectionTrait,
    airing: Id<id::Airing>,
) -> Result<Option<call_in::Model>, Error> {
    let rows = call_in::Entity::find()
        .filter(call_in::Column::AiringId.eq(airing.number()))
        .filter(call_in::Column::TakesBackId.is_null())
        .filter(call_in::Column::Id.not_in_subquery(taken_back(airing)))
        .order_by_desc(call_in::Column::Id)
        .one(db)
        .await?;
    Ok(rows)
}

fn taken_back(airing: Id<id::Airing>) -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .column(call_in::Column::TakesBackId)
        .from(call_in::Entity)
        .and_where(call_in::Column::AiringId.eq(airing.number()))
        .and_where(call_in::Column::TakesBackId.is_not_null())
        .to_owned()
}

/// A count is taken back by a row that names it; the count itself stays.
pub(super) async fn insert_taking_back(
    db: &impl ConnectionTrait,
    call: &call_in::Model,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = call_in::ActiveModel {
        airing_id: Set(call.airing_id),
        topic_id: Set(call.topic_id),
        sex: Set(call.sex.clone()),
        age_band: Set(call.age_band.clone()),
        language: Set(call.language.clone()),
        outcome: Set(call.outcome.clone()),
        channel: Set(call.channel.clone()),
        takes_back_id: Set(Some(call.id)),
        at: Set(to_the_minute(now)),
        ..Default::default()
    };
    call_in::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// How many calls of an airing count, by topic and sex.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Counted {
    pub topic_id: Option<i64>,
    pub sex: String,
    pub calls: i64,
    pub taken_back: i64,
}

/// The counts of an airing; a line for each topic and sex that was called about.
pub(super) async fn counts_of(
    db: &impl ConnectionTrait,
    airing: Id<id::Airing>,
) -> Result<Vec<Counted>, Error> {
    let rows = call_in::Entity::find()
        .select_only()
        .columns([call_in::Column::TopicId, call_in::Column::Sex])
        .column_as(call_in::Column::Id.count(), "calls")
        .column_as(call_in::Column::TakesBackId.count(), "taken_back")
        .filter(call_in::Column::AiringId.eq(airing.number()))
        .group_by(call_in::Column::TopicId)
        .group_by(call_in::Column::Sex)
        .into_model::<Counted>()
        .all(db)
        .await?;
    Ok(rows)
}

/// How many calls of a campaign count, referred ones among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// All calls and texts.
    pub calls: i64,
    /// Those that were told of a service.
    pub referred: i64,
}

#[derive(FromQueryResult)]
struct ByOutcome {
    outcome: String,
    calls: i64,
    taken_back: i64,
}

/// The calls of a campaign that count.
pub(super) async fn totals_of(
    db: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
) -> Result<Totals, Error> {
    let airings = Query::select()
        .column(airing::Column::Id)
        .from(airing::Entity)
        .and_where(airing::Column::CampaignId.eq(campaign.number()))
        .to_owned();
    let rows = call_in::Entity::find()
        .select_only()
        .column(call_in::Column::Outcome)
        .column_as(call_in::Column::Id.count(), "calls")
        .column_as(call_in::Column::TakesBackId.count(), "taken_back")
        .filter(call_in::Column::AiringId.in_subquery(airings))
        .group_by(call_in::Column::Outcome)
        .into_model::<ByOutcome>()
        .all(db)
        .await?;
    // A row that takes back is itself a row: each takes two away from the count.
    let count = |row: &ByOutcome| row.calls - 2 * row.taken_back;
    Ok(Totals {
        calls: rows.iter().map(count).sum(),
        referred: rows.iter().filter(|row| row.outcome == "referred").map(count).sum(),
    })
}
