//! One airing with names and history, for its page.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::{all, one};
use crate::kit::id::Airing;
use crate::kit::{Error, Id};

/// One airing with the names that its page shows.
#[derive(Clone, Debug, FromQueryResult)]
pub struct AiringDetail {
    /// Its number.
    pub id: i64,
    /// Its code.
    pub code: String,
    /// The station's number.
    pub station_id: i64,
    /// The station's name.
    pub station: String,
    /// The station's zone.
    pub zone: String,
    /// The campaign's number.
    pub campaign_id: i64,
    /// The campaign's name.
    pub campaign: String,
    /// The message version's number.
    pub version_id: i64,
    /// The message's number.
    pub message_id: i64,
    /// The message's title in its language.
    pub title: String,
    /// The message's language.
    pub language: String,
    /// The stored file of its sound, if there is one.
    pub audio_sha256: Option<String>,
    /// The message's kind.
    pub kind: String,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// Its length.
    pub seconds: i32,
    /// Its broadcast day.
    pub air_date: NaiveDate,
    /// When its break begins.
    pub break_starts_at: Option<DateTime<Utc>>,
    /// `booked` or `cancelled`.
    pub state: String,
    /// Whether it was typed in late.
    pub entered_late: bool,
    /// Why it was cancelled.
    pub cancel_reason: Option<String>,
    /// The level of evidence.
    pub evidence: String,
    /// What became of it.
    pub outcome: String,
    /// When it was heard instead.
    pub heard_at: Option<DateTime<Utc>>,
    /// How much was heard.
    pub heard_seconds: Option<i32>,
    /// The rate's number, if the card had one.
    pub rate_id: Option<i64>,
    /// Its price.
    pub price_minor: i64,
    /// The price's currency.
    pub currency: String,
    /// Its version.
    pub version: i32,
}

/// One airing with the names that its page shows.
pub async fn airing_detail(
    db: &impl ConnectionTrait,
    id: Id<Airing>,
) -> Result<AiringDetail, Error> {
    let sql = "SELECT a.id, a.code, a.station_id, s.name AS station, s.zone, a.campaign_id, \
        c.name AS campaign, v.id AS version_id, v.message_id, v.title, v.language, v.audio_sha256, \
        a.kind, a.starts_at, a.seconds, a.air_date, a.break_starts_at, a.state, a.entered_late, \
        a.cancel_reason, a.evidence, a.outcome, a.heard_at, a.heard_seconds, a.rate_id, \
        a.price_minor, a.currency, a.version FROM airing a \
        JOIN station s ON s.id = a.station_id JOIN campaign c ON c.id = a.campaign_id \
        JOIN message_version v ON v.id = a.message_version_id WHERE a.id = $1";
    one(db, sql, [id.number().into()]).await
}

/// One step of an airing's history.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Change {
    /// `booked`, `moved` or `cancelled`.
    pub deed: String,
    /// Who did it.
    pub person: Option<String>,
    /// When the airing starts since then.
    pub starts_at: DateTime<Utc>,
    /// Why.
    pub reason: Option<String>,
    /// When it was done.
    pub at: DateTime<Utc>,
}

/// The most steps of a history that a page shows.
const CHANGES_MAX: i64 = 200;

/// What was done to an airing, oldest first.
pub async fn changes_of(db: &impl ConnectionTrait, id: Id<Airing>) -> Result<Vec<Change>, Error> {
    let sql = "SELECT h.deed, p.name AS person, h.starts_at, h.reason, h.at \
        FROM airing_change h LEFT JOIN person p ON p.id = h.person_id \
        WHERE h.airing_id = $1 ORDER BY h.id LIMIT $2";
    all(db, sql, [id.number().into(), CHANGES_MAX.into()]).await
}
