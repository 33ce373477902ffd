//! Rows of messages, written inside an action's transaction.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set, Unchanged};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::super::rows::{approval, message, message_guest, message_topic, message_version};
use super::super::rules::{Kind, MessageRequest, MessageTerms, SoundState, VersionTerms};
use crate::kit::fold::folded;
use crate::kit::{Error, Id, id};
use crate::plant::files::StoredName;

/// What an edit writes into the columns of the sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::messages) enum SoundRow {
    /// Nothing.
    Keep,
    /// That there is none.
    None,
    /// A new file that waits to be measured.
    Waiting(StoredName),
}

/// What measuring found.
#[derive(Clone, Copy, Debug)]
pub(in crate::messages) enum Measure {
    /// A length.
    Found {
        /// How it was found: decoded or counted.
        state: SoundState,
        /// How the sound is coded.
        codec: &'static str,
        /// Its length.
        millis: i64,
        /// Its length in whole seconds, rounded up.
        seconds: i32,
    },
    /// The code of why there is none.
    Failed(&'static str),
}

fn seconds(length: Option<u32>) -> Result<Option<i32>, Error> {
    length.map(|length| i32::try_from(length).map_err(Error::fault)).transpose()
}

/// Whether another message of the campaign has this title.
pub(in crate::messages) async fn is_title_taken(
    txn: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
    title: &str,
    but: Option<Id<id::Message>>,
) -> Result<bool, Error> {
    let row = message::Entity::find()
        .filter(message::Column::CampaignId.eq(campaign.number()))
        .filter(message::Column::TitleFolded.eq(folded(title)))
        .one(txn)
        .await?;
    Ok(row.is_some_and(|row| but.is_none_or(|but| but.number() != row.id)))
}

/// How many messages the campaign has.
pub(in crate::messages) async fn count_in_campaign(
    txn: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
) -> Result<u64, Error> {
    let of = message::Column::CampaignId.eq(campaign.number());
    Ok(message::Entity::find().filter(of).count(txn).await?)
}

async fn next_number(
    txn: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
    kind: Kind,
) -> Result<i32, Error> {
    let last: Option<i32> = message::Entity::find()
        .select_only()
        .column(message::Column::Number)
        .filter(message::Column::CampaignId.eq(campaign.number()))
        .filter(message::Column::Kind.eq(kind.code()))
        .order_by_desc(message::Column::Number)
        .into_tuple()
        .one(txn)
        .await?;
    Ok(last.unwrap_or(0) + 1)
}

fn terms(terms: &MessageTerms) -> Result<message::ActiveModel, Error> {
    let source = terms.source.as_ref();
    Ok(message::ActiveModel {
        title: Set(terms.title.clone()),
        title_folded: Set(folded(&terms.title)),
        topic: Set(terms.topic.clone()),
        expires_on: Set(terms.expires_on),
        planned_seconds: Set(seconds(terms.planned_seconds)?),
        call_in_number: Set(terms.call_in_number.clone()),
        on_fm: Set(terms.channels.fm()),
        on_stream: Set(terms.channels.stream()),
        source_kind: Set(source.map(|source| source.kind.code().to_owned())),
        source_title: Set(source.map(|source| source.title.clone())),
        source_version: Set(source.and_then(|source| source.version.clone())),
        source_language: Set(source.and_then(|source| source.language.clone())),
        ..ActiveModelTrait::default()
    })
}

/// A new message.
pub(in crate::messages) async fn insert(
    txn: &impl ConnectionTrait,
    request: &MessageRequest,
    by: Id<id::Person>,
    now: DateTime<Utc>,
) -> Result<Id<id::Message>, Error> {
    let row = message::ActiveModel {
        campaign_id: Set(request.campaign.number()),
        kind: Set(request.kind.code().to_owned()),
        number: Set(next_number(txn, request.campaign, request.kind).await?),
        version: Set(1),
        created_by: Set(by.number()),
        created_at: Set(now),
        ..terms(&request.terms)?
    };
    let message = Id::new(row.insert(txn).await?.id);
    put_lists(txn, message, &request.terms).await?;
    Ok(message)
}

/// The message has new terms and the next version.
pub(in crate::messages) async fn update(
    txn: &impl ConnectionTrait,
    message: Id<id::Message>,
    new: &MessageTerms,
    version: i32,
) -> Result<(), Error> {
    let row = message::ActiveModel {
        id: Unchanged(message.number()),
        version: Set(version + 1),
        ..terms(new)?
    };
    row.update(txn).await?;
    let (topics, guests) =
        (message_topic::Entity::delete_many(), message_guest::Entity::delete_many());
    topics.filter(message_topic::Column::MessageId.eq(message.number())).exec(txn).await?;
    guests.filter(message_guest::Column::MessageId.eq(message.number())).exec(txn).await?;
    put_lists(txn, message, new).await
}

async fn put_lists(
    txn: &impl ConnectionTrait,
    message: Id<id::Message>,
    terms: &MessageTerms,
) -> Result<(), Error> {
    for (position, topic) in (1..).zip(&terms.topics) {
        let row = message_topic::ActiveModel {
            message_id: Set(message.number()),
            position: Set(position),
            topic: Set(topic.clone()),
        };
        message_topic::Entity::insert(row).exec_without_returning(txn).await?;
    }
    for (position, guest) in (1..).zip(&terms.guests) {
        let row = message_guest::ActiveModel {
            message_id: Set(message.number()),
            position: Set(position),
            role: Set(guest.role.code().to_owned()),
            partner_id: Set(guest.partner.map(Id::number)),
        };
        message_guest::Entity::insert(row).exec_without_returning(txn).await?;
    }
    Ok(())
}

/// Whether the message has a version in this language.
pub(in crate::messages) async fn is_language_taken(
    txn: &impl ConnectionTrait,
    message: Id<id::Message>,
    language: &str,
) -> Result<bool, Error> {
    let same = message_version::Entity::find()
        .filter(message_version::Column::MessageId.eq(message.number()))
        .filter(message_version::Column::Language.eq(language));
    Ok(same.one(txn).await?.is_some())
}

/// Whether another version has this code.
pub(in crate::messages) async fn is_code_taken(
    txn: &impl ConnectionTrait,
    code: &str,
) -> Result<bool, Error> {
    let same = message_version::Entity::find().filter(message_version::Column::Code.eq(code));
    Ok(same.one(txn).await?.is_some())
}

fn words(
    terms: &VersionTerms,
    sound: &SoundRow,
    by: Id<id::Person>,
    now: DateTime<Utc>,
) -> Result<message_version::ActiveModel, Error> {
    let mut row = message_version::ActiveModel {
        title: Set(terms.title.clone()),
        script: Set(terms.script.clone()),
        planned_seconds: Set(seconds(terms.planned_seconds)?),
        author_id: Set(by.number()),
        changed_at: Set(now),
        approved_at: Set(None),
        ..ActiveModelTrait::default()
    };
    let (state, name) = match sound {
        SoundRow::Keep => return Ok(row),
        SoundRow::None => (SoundState::None, None),
        SoundRow::Waiting(name) => (SoundState::Waiting, Some(name.as_str().to_owned())),
    };
    row.audio_state = Set(state.word().to_owned());
    row.audio_sha256 = Set(name);
    (row.audio_codec, row.audio_fault) = (Set(None), Set(None));
    (row.audio_millis, row.audio_seconds) = (Set(None), Set(None));
    Ok(row)
}

/// A version in a new language.
pub(in crate::messages) async fn insert_version(
    txn: &impl ConnectionTrait,
    (message, language, code): (Id<id::Message>, &str, String),
    (terms, sound): (&VersionTerms, &SoundRow),
    by: Id<id::Person>,
    now: DateTime<Utc>,
) -> Result<Id<id::MessageVersion>, Error> {
    let row = message_version::ActiveModel {
        id: NotSet,
        message_id: Set(message.number()),
        language: Set(language.to_owned()),
        code: Set(code),
        revision: Set(1),
        created_at: Set(now),
        ..words(terms, sound, by, now)?
    };
    Ok(Id::new(row.insert(txn).await?.id))
}

/// The version has new words, perhaps a new sound, the next revision, and is
/// not approved.
pub(in crate::messages) async fn update_version(
    txn: &impl ConnectionTrait,
    (version, revision): (Id<id::MessageVersion>, i32),
    (terms, sound): (&VersionTerms, &SoundRow),
    by: Id<id::Person>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = message_version::ActiveModel {
        id: Unchanged(version.number()),
        revision: Set(revision + 1),
        ..words(terms, sound, by, now)?
    };
    row.update(txn).await?;
    Ok(())
}

/// The decision about a revision is kept, and stands.
pub(in crate::messages) async fn approve(
    txn: &impl ConnectionTrait,
    (version, revision): (Id<id::MessageVersion>, i32),
    decision: &str,
    by: Id<id::Person>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = approval::ActiveModel {
        message_version_id: Set(version.number()),
        revision: Set(revision),
        person_id: Set(by.number()),
        decision: Set(decision.to_owned()),
        decided_at: Set(now),
        ..ActiveModelTrait::default()
    };
    row.insert(txn).await?;
    let row = message_version::ActiveModel {
        id: Unchanged(version.number()),
        approved_at: Set((decision == "approved").then_some(now)),
        ..ActiveModelTrait::default()
    };
    row.update(txn).await?;
    Ok(())
}

/// The file that waits to be measured, and the message it belongs to.
pub(in crate::messages) async fn waiting_sound(
    db: &impl ConnectionTrait,
    version: Id<id::MessageVersion>,
) -> Result<Option<(Id<id::Message>, StoredName)>, Error> {
    let row = message_version::Entity::find_by_id(version.number())
        .filter(message_version::Column::AudioState.eq(SoundState::Waiting.word()))
        .one(db)
        .await?;
    let found = |row: message_version::Model| {
        Some((Id::new(row.message_id), StoredName::read(row.audio_sha256.as_deref()?)?))
    };
    Ok(row.and_then(found))
}

/// What measuring found stands beside the sound.
pub(in crate::messages) async fn keep_measure(
    txn: &impl ConnectionTrait,
    version: Id<id::MessageVersion>,
    measure: Measure,
) -> Result<(), Error> {
    let mut row = message_version::ActiveModel {
        id: Unchanged(version.number()),
        ..ActiveModelTrait::default()
    };
    match measure {
        Measure::Found { state, codec, millis, seconds } => {
            row.audio_state = Set(state.word().to_owned());
            row.audio_codec = Set(Some(codec.to_owned()));
            row.audio_millis = Set(Some(millis));
            row.audio_seconds = Set(Some(seconds));
        }
        Measure::Failed(why) => {
            row.audio_state = Set(SoundState::Failed.word().to_owned());
            row.audio_fault = Set(Some(why.to_owned()));
        }
    }
    row.update(txn).await?;
    Ok(())
}
