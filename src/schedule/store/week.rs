//! The airings of a week, of one station or of one campaign.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::one;
use crate::kit::id::{Campaign, Station};
use crate::kit::limits::WEEK_ROWS_MAX;
use crate::kit::{Error, Id};
use crate::plant::db::{long_list, long_row};

/// Whose week it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeekOf {
    /// Everything that a station airs.
    Station(Id<Station>),
    /// Everything that airs for a campaign, on all stations.
    Campaign(Id<Campaign>),
}

/// One airing of a week list, in the order of the queries below.
#[derive(Clone, Debug, serde::Deserialize)]
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

long_row!(WeekAiring {
    id,
    starts_at,
    seconds,
    air_date,
    kind,
    state,
    evidence,
    outcome,
    title,
    language,
    other,
    zone
});

const OF_STATION: &str = "\
    SELECT {rows} FROM (SELECT a.id AS c0, a.starts_at AS c1, a.seconds AS c2, a.air_date AS c3, \
    a.kind AS c4, a.state AS c5, a.evidence AS c6, a.outcome AS c7, v.title AS c8, v.language AS \
    c9, c.name AS c10, '' AS c11 FROM airing a JOIN message_version v ON v.id = \
    a.message_version_id JOIN campaign c ON c.id = a.campaign_id WHERE a.station_id = $1 AND \
    a.air_date BETWEEN $2 AND $3 ORDER BY a.air_date, a.starts_at, a.id LIMIT $4) AS week";

const OF_CAMPAIGN: &str = "\
    SELECT {rows} FROM (SELECT a.id AS c0, a.starts_at AS c1, a.seconds AS c2, a.air_date AS c3, \
    a.kind AS c4, a.state AS c5, a.evidence AS c6, a.outcome AS c7, v.title AS c8, v.language AS \
    c9, s.name AS c10, s.zone AS c11 FROM airing a JOIN message_version v ON v.id = \
    a.message_version_id JOIN station s ON s.id = a.station_id WHERE a.campaign_id = $1 AND \
    a.air_date BETWEEN $2 AND $3 ORDER BY a.air_date, a.starts_at, a.id LIMIT $4) AS week";

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
    let mut airings: Vec<WeekAiring> = long_list(db, sql, values).await?;
    airings.sort_by_key(|it| (it.air_date, it.starts_at, it.id));
    Ok(airings)
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
