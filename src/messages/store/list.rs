//! The list of messages: searched, filtered, in pages.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::sea_query::{ExprTrait, LikeExpr, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use super::super::rows::{message, message_version};
use super::super::rules::{Kind, SoundState, read_code};
use super::view::{kind, length};
use crate::kit::fold::folded;
use crate::kit::{Error, Id, id};

/// Where the versions of a message stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// At least one version is approved and the message may still air.
    Approved,
    /// At least one version waits for approval.
    Waiting,
    /// Its last day is over.
    Expired,
}

impl Standing {
    /// Every standing in the order of the form.
    pub const ALL: [Self; 3] = [Self::Approved, Self::Waiting, Self::Expired];

    /// The word of the address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Waiting => "waiting",
            Self::Expired => "expired",
        }
    }

    /// Read the word.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.word() == word)
    }
}

/// The filters that are chosen from lists.
#[derive(Clone, Debug, Default)]
pub struct MessageShape {
    /// One campaign alone.
    pub campaign: Option<Id<id::Campaign>>,
    /// One kind alone.
    pub kind: Option<Kind>,
    /// With a version in this language.
    pub language: Option<String>,
    /// One standing alone.
    pub standing: Option<Standing>,
}

/// Which messages are asked for.
#[derive(Clone, Debug)]
pub struct MessageFilter {
    /// Part of a title, or a message code.
    pub text: String,
    /// The other filters.
    pub shape: MessageShape,
    /// The local day on which is asked.
    pub today: NaiveDate,
}

/// A version as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionMark {
    /// ISO 639 code.
    pub language: String,
    /// The message code.
    pub code: String,
    /// How long it airs.
    pub seconds: Option<u32>,
    /// What is known of the sound.
    pub sound: SoundState,
    /// Whether it is approved.
    pub approved: bool,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageLine {
    /// Its number.
    pub id: Id<id::Message>,
    /// The campaign.
    pub campaign: Id<id::Campaign>,
    /// What it is on air.
    pub kind: Kind,
    /// The title.
    pub title: String,
    /// The last day on which it may air.
    pub expires_on: Option<NaiveDate>,
    /// Its versions by language.
    pub versions: Vec<VersionMark>,
}

/// How many messages fit.
pub async fn count_messages(
    db: &impl ConnectionTrait,
    filter: &MessageFilter,
) -> Result<u64, Error> {
    Ok(matching(filter).count(db).await?)
}

/// The messages that fit, the newest first, in two queries whatever their number.
pub async fn list_messages(
    db: &impl ConnectionTrait,
    filter: &MessageFilter,
    offset: u64,
    limit: u64,
) -> Result<Vec<MessageLine>, Error> {
    let rows = matching(filter)
        .order_by_desc(message::Column::Id)
        .offset(offset)
        .limit(limit)
        .all(db)
        .await?;
    let versions = message_version::Entity::find()
        .filter(message_version::Column::MessageId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(message_version::Column::Language)
        .all(db)
        .await?;
    let mut marks: HashMap<i64, Vec<VersionMark>> = HashMap::new();
    for row in versions {
        marks.entry(row.message_id).or_default().push(VersionMark {
            seconds: length(row.audio_seconds.or(row.planned_seconds)),
            sound: SoundState::read(&row.audio_state),
            approved: row.approved_at.is_some(),
            language: row.language,
            code: row.code,
        });
    }
    let line = |row: message::Model| {
        let planned = length(row.planned_seconds);
        let mut versions = marks.remove(&row.id).unwrap_or_default();
        for version in &mut versions {
            version.seconds = version.seconds.or(planned);
        }
        Ok(MessageLine {
            id: Id::new(row.id),
            campaign: Id::new(row.campaign_id),
            kind: kind(&row)?,
            title: row.title,
            expires_on: row.expires_on,
            versions,
        })
    };
    rows.into_iter().map(line).collect()
}

fn matching(filter: &MessageFilter) -> Select<message::Entity> {
    use message::Column::{CampaignId, ExpiresOn, Kind as KindOf, TitleFolded};
    let mut query = message::Entity::find();
    let shape = &filter.shape;
    if let Some(campaign) = shape.campaign {
        query = query.filter(CampaignId.eq(campaign.number()));
    }
    if let Some(kind) = shape.kind {
        query = query.filter(KindOf.eq(kind.code()));
    }
    if let Some(language) = &shape.language {
        let spoken = message_version::Column::Language.eq(language.as_str());
        query = query.filter(has_version(spoken));
    }
    let over = ExpiresOn.lt(filter.today);
    query = match shape.standing {
        None => query,
        Some(Standing::Expired) => query.filter(over),
        Some(Standing::Approved) => query
            .filter(has_version(message_version::Column::ApprovedAt.is_not_null()))
            .filter(Condition::any().add(ExpiresOn.is_null()).add(over.not())),
        Some(Standing::Waiting) => {
            query.filter(has_version(message_version::Column::ApprovedAt.is_null()))
        }
    };
    let text = folded(&filter.text);
    if text.is_empty() {
        return query;
    }
    let titled = TitleFolded.like(part_of(&text));
    match read_code(&filter.text) {
        None => query.filter(titled),
        Some(code) => {
            let coded = has_version(message_version::Column::Code.eq(code));
            query.filter(Condition::any().add(titled).add(coded))
        }
    }
}

fn has_version(like: impl sea_orm::sea_query::IntoCondition) -> sea_orm::sea_query::Expr {
    let versions: SelectStatement = Query::select()
        .column(message_version::Column::MessageId)
        .from(message_version::Entity)
        .cond_where(like)
        .to_owned();
    message::Column::Id.in_subquery(versions)
}

/// A pattern for any text that has this part, whatever signs the part holds.
fn part_of(text: &str) -> LikeExpr {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape('\\')
}
