//! What can be chosen on the forms.

use sea_orm::{ConnectionTrait, FromQueryResult};

use super::all;
use crate::kit::id::Campaign;
use crate::kit::{Error, Id};

/// One choice of a list.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Choice {
    /// Its number.
    pub id: i64,
    /// What the person reads.
    pub name: String,
}

/// A message that may be chosen, in one language.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct MessageChoice {
    /// The version's number.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// Its language.
    pub language: String,
    /// `spot`, `programme` or `live_session`.
    pub kind: String,
    /// Its length; 0 when it is not known.
    pub seconds: i32,
    /// Whether a second coordinator approved it.
    pub approved: bool,
}

/// The most choices that one list offers.
const CHOICES_MAX: i64 = 1_000;

/// Every station, by name.
pub async fn stations_on_air(db: &impl ConnectionTrait) -> Result<Vec<Choice>, Error> {
    let sql =
        "SELECT id, name FROM station WHERE archived_at IS NULL ORDER BY name_folded, id LIMIT $1";
    all(db, sql, [CHOICES_MAX.into()]).await
}

/// Every campaign that is not closed, the latest first; with `also_closed`
/// closed ones too.
pub async fn campaigns_with_airtime(
    db: &impl ConnectionTrait,
    also_closed: bool,
) -> Result<Vec<Choice>, Error> {
    let sql = "SELECT id, name FROM campaign WHERE $1 OR state <> 'closed' \
        ORDER BY starts_on DESC, name_folded, id LIMIT $2";
    all(db, sql, [also_closed.into(), CHOICES_MAX.into()]).await
}

/// The messages of a campaign, each in each of its languages.
pub async fn messages_to_air(
    db: &impl ConnectionTrait,
    campaign: Id<Campaign>,
) -> Result<Vec<MessageChoice>, Error> {
    let sql = "SELECT v.id, v.title, v.language, m.kind, \
        COALESCE(v.audio_seconds, v.planned_seconds, m.planned_seconds, 0) AS seconds, \
        v.approved_at IS NOT NULL AS approved \
        FROM message_version v JOIN message m ON m.id = v.message_id \
        WHERE m.campaign_id = $1 ORDER BY m.kind, m.number, v.language LIMIT $2";
    all(db, sql, [campaign.number().into(), CHOICES_MAX.into()]).await
}
