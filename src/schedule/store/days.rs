//! The airings of a station's day, for the rooms that ask what became of them.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::{all, one};
use crate::kit::id::Station;
use crate::kit::limits::WEEK_ROWS_MAX;
use crate::kit::{Error, Id};

/// A booked airing as a station's page needs it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct DayAiring {
    /// Its number.
    pub id: i64,
    /// Its code.
    pub code: String,
    /// The campaign.
    pub campaign_id: i64,
    /// The message's title in the language it airs in.
    pub title: String,
    /// That language's code.
    pub language: String,
    /// `spot`, `programme` or `live_session`.
    pub kind: String,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// Its length.
    pub seconds: i32,
    /// Its broadcast day.
    pub air_date: NaiveDate,
    /// The level of evidence.
    pub evidence: String,
    /// What became of it.
    pub outcome: String,
    /// When it was heard instead.
    pub heard_at: Option<DateTime<Utc>>,
    /// How much of it was heard.
    pub heard_seconds: Option<i32>,
    /// Why it did not air, or not whole.
    pub reason: Option<String>,
}

/// How many airings of open campaigns had no answer although they ended before then.
pub async fn count_unanswered(
    db: &impl ConnectionTrait,
    before: DateTime<Utc>,
) -> Result<i64, Error> {
    let sql = "SELECT COUNT(*) AS count FROM airing a JOIN campaign c ON c.id = a.campaign_id \
        WHERE a.state = 'booked' AND a.outcome = 'unanswered' AND a.ends_at <= $1 \
        AND c.state <> 'closed'";
    one::<Counted>(db, sql, [before.into()]).await.map(|row| row.count)
}

#[derive(FromQueryResult)]
struct Counted {
    count: i64,
}

/// The booked airings of a station on these broadcast days, in order of start.
///
/// Shape: both days included; at most [`WEEK_ROWS_MAX`].
pub async fn airings_of_station_days(
    db: &impl ConnectionTrait,
    station: Id<Station>,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<DayAiring>, Error> {
    let sql = "SELECT a.id, a.code, a.campaign_id, v.title, v.language, a.kind, a.starts_at, \
        a.seconds, a.air_date, a.evidence, a.outcome, a.heard_at, a.heard_seconds, a.reason \
        FROM airing a JOIN message_version v ON v.id = a.message_version_id \
        WHERE a.station_id = $1 AND a.air_date BETWEEN $2 AND $3 AND a.state = 'booked' \
        ORDER BY a.starts_at, a.id LIMIT $4";
    let limit = i64::try_from(WEEK_ROWS_MAX).expect("a few thousand");
    all(db, sql, [station.number().into(), first.into(), last.into(), limit.into()]).await
}
