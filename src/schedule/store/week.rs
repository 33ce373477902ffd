//! The airings of a week, of one station or of one campaign.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult, Statement};

use super::one;
use crate::kit::id::{Campaign, Station};
use crate::kit::limits::WEEK_ROWS_MAX;
use crate::kit::{Error, Id};

/// Whose week it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeekOf {
    /// Everything that a station airs.
    Station(Id<Station>),
    /// Everything that airs for a campaign, on all stations.
    Campaign(Id<Campaign>),
}

/// One airing of a week list.
#[derive(Clone, Debug)]
pub struct WeekAiring {
    /// Its number.
    pub id: i64,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// Its length.
    pub seconds: i32,
    /// Its broadcast day.
    pub air_date: NaiveDate,
    /// `spot`, `programme` or `live_session`.
    pub kind: String,
    /// `booked` or `cancelled`.
    pub state: String,
    /// The level of evidence.
    pub evidence: String,
    /// What became of it.
    pub outcome: String,
    /// The message's title.
    pub title: String,
    /// The message's language.
    pub language: String,
    /// The campaign on a station's week, the station on a campaign's.
    pub other: String,
    /// The station's zone.
    pub zone: String,
}

impl WeekAiring {
    /// By position: a week has hundreds of rows, and names cost a look-up each.
    fn read(row: &QueryResult) -> Result<Self, sea_orm::DbErr> {
        Ok(Self {
            id: row.try_get_by(0)?,
            starts_at: row.try_get_by(1)?,
            seconds: row.try_get_by(2)?,
            air_date: row.try_get_by(3)?,
            kind: row.try_get_by(4)?,
            state: row.try_get_by(5)?,
            evidence: row.try_get_by(6)?,
            outcome: row.try_get_by(7)?,
            title: row.try_get_by(8)?,
            language: row.try_get_by(9)?,
            other: row.try_get_by(10)?,
            zone: row.try_get_by(11)?,
        })
    }
}

const OF_STATION: &str = "SELECT a.id, a.starts_at, a.seconds, a.air_date, a.kind, a.state, \
    a.evidence, a.outcome, v.title, v.language, c.name, '' \
    FROM airing a JOIN message_version v ON v.id = a.message_version_id \
    JOIN campaign c ON c.id = a.campaign_id \
    WHERE a.station_id = $1 AND a.air_date BETWEEN $2 AND $3 \
    ORDER BY a.air_date, a.starts_at, a.id LIMIT $4";

const OF_CAMPAIGN: &str = "SELECT a.id, a.starts_at, a.seconds, a.air_date, a.kind, a.state, \
    a.evidence, a.outcome, v.title, v.language, s.name, s.zone \
    FROM airing a JOIN message_version v ON v.id = a.message_version_id \
    JOIN station s ON s.id = a.station_id \
    WHERE a.campaign_id = $1 AND a.air_date BETWEEN $2 AND $3 \
    ORDER BY a.air_date, a.starts_at, a.id LIMIT $4";

/// The airings of the week between two broadcast days, cancelled ones too, in
/// order: one query, at most [`WEEK_ROWS_MAX`] rows.
pub async fn airings_of_week(
    db: &impl ConnectionTrait,
    of: WeekOf,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<WeekAiring>, Error> {
    let (sql, id) = match of {
        WeekOf::Station(id) => (OF_STATION, id.number()),
        WeekOf::Campaign(id) => (OF_CAMPAIGN, id.number()),
    };
    let limit = i64::try_from(WEEK_ROWS_MAX).expect("a few thousand");
    let values = [id.into(), first.into(), last.into(), limit.into()];
    let ask = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let rows = db.query_all_raw(ask).await?;
    Ok(rows.iter().map(WeekAiring::read).collect::<Result<_, _>>()?)
}

/// What stands above a week list.
#[derive(Clone, Debug, FromQueryResult)]
pub struct WeekHead {
    /// The station's or the campaign's name.
    pub name: String,
    /// The station's zone; none for a campaign.
    pub zone: Option<String>,
    /// When the station's broadcast day begins; none for a campaign.
    pub day_starts: Option<NaiveTime>,
}

/// The name above a week list, or "not found".
pub async fn week_head(db: &impl ConnectionTrait, of: WeekOf) -> Result<WeekHead, Error> {
    match of {
        WeekOf::Station(id) => {
            let sql = "SELECT name, zone, broadcast_day_starts AS day_starts FROM station \
                WHERE id = $1";
            one(db, sql, [id.number().into()]).await
        }
        WeekOf::Campaign(id) => {
            #[derive(FromQueryResult)]
            struct Name {
                name: String,
            }
            let sql = "SELECT name FROM campaign WHERE id = $1";
            let row: Name = one(db, sql, [id.number().into()]).await?;
            Ok(WeekHead { name: row.name, zone: None, day_starts: None })
        }
    }
}
