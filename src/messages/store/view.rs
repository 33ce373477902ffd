//! One message with its versions.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
};

use super::super::rows::{message, message_guest, message_topic, message_version};
use super::super::rules::{
    Channels, Guest, GuestRole, Kind, MessageTerms, SoundState, Source, SourceKind,
};
use crate::kit::{Error, Id, id};
use crate::people::rows::person;
use crate::plant::db::reference;
use crate::plant::files::StoredName;

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its number.
    pub id: Id<id::Message>,
    /// The campaign.
    pub campaign: Id<id::Campaign>,
    /// What it is on air.
    pub kind: Kind,
    /// Which of its kind in the campaign: "Spot 7".
    pub number: i32,
    /// What stands in its form.
    pub terms: MessageTerms,
    /// Grows with every change.
    pub version: i32,
}

/// A message in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number.
    pub id: Id<id::MessageVersion>,
    /// The message.
    pub message: Id<id::Message>,
    /// ISO 639 code.
    pub language: String,
    /// The message code.
    pub code: String,
    /// The title in this language.
    pub title: String,
    /// What is read.
    pub script: String,
    /// The planned length.
    pub planned_seconds: Option<u32>,
    /// What is known of the sound.
    pub sound: SoundState,
    /// How the sound is coded.
    pub codec: Option<String>,
    /// The measured length.
    pub millis: Option<i64>,
    /// The measured length in whole seconds.
    pub audio_seconds: Option<u32>,
    /// Why the sound could not be measured.
    pub fault: Option<String>,
    /// Grows with every change of words or sound.
    pub revision: i32,
    /// Who wrote this revision.
    pub author: Id<id::Person>,
    /// That person's name.
    pub author_name: String,
    /// When this revision was written.
    pub changed_at: DateTime<Utc>,
    /// When this revision was approved.
    pub approved_at: Option<DateTime<Utc>>,
}

impl Version {
    /// How long it airs: measured, or planned here.
    pub fn seconds(&self) -> Option<u32> {
        self.audio_seconds.or(self.planned_seconds)
    }
}

/// What booking needs to know of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionFacts {
    /// The version.
    pub id: Id<id::MessageVersion>,
    /// The campaign.
    pub campaign: Id<id::Campaign>,
    /// What it is on air.
    pub kind: Kind,
    /// The message code.
    pub code: String,
    /// ISO 639 code.
    pub language: String,
    /// The title in this language.
    pub title: String,
    /// What it is about.
    pub topic: String,
    /// How long it airs, when anybody knows.
    pub seconds: Option<u32>,
    /// Whether this revision is approved.
    pub approved: bool,
    /// The last day on which it may air.
    pub expires_on: Option<NaiveDate>,
}

/// A stored sound and what it is called when it leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoundFile {
    /// The stored file.
    pub name: StoredName,
    /// The message code, first in the file's name.
    pub code: String,
}

pub(super) fn length(seconds: Option<i32>) -> Option<u32> {
    seconds.and_then(|seconds| u32::try_from(seconds).ok())
}

pub(super) fn kind(row: &message::Model) -> Result<Kind, Error> {
    Kind::read(&row.kind).ok_or_else(|| Error::fault(format!("message {} of no kind", row.id)))
}

/// A message with its topics and guests.
pub async fn message_of(
    db: &impl ConnectionTrait,
    message: Id<id::Message>,
) -> Result<Message, Error> {
    let row = message::Entity::find_by_id(message.number()).one(db).await?;
    let row = row.ok_or(Error::NotFound)?;
    let topics = message_topic::Entity::find()
        .filter(message_topic::Column::MessageId.eq(row.id))
        .order_by_asc(message_topic::Column::Position)
        .all(db)
        .await?;
    let guests = message_guest::Entity::find()
        .filter(message_guest::Column::MessageId.eq(row.id))
        .order_by_asc(message_guest::Column::Position)
        .all(db)
        .await?;
    let guest = |row: message_guest::Model| {
        let role = GuestRole::read(&row.role).ok_or_else(|| Error::fault("unknown guest"))?;
        Ok(Guest { role, partner: row.partner_id.map(Id::new) })
    };
    Ok(Message {
        id: Id::new(row.id),
        campaign: Id::new(row.campaign_id),
        kind: kind(&row)?,
        number: row.number,
        version: row.version,
        terms: MessageTerms {
            source: source(&row),
            title: row.title,
            topic: row.topic,
            expires_on: row.expires_on,
            planned_seconds: length(row.planned_seconds),
            call_in_number: row.call_in_number,
            channels: Channels::of(row.on_fm, row.on_stream),
            topics: topics.into_iter().map(|row| row.topic).collect(),
            guests: guests.into_iter().map(guest).collect::<Result<_, Error>>()?,
        },
    })
}

fn source(row: &message::Model) -> Option<Source> {
    Some(Source {
        kind: SourceKind::read(row.source_kind.as_deref()?)?,
        title: row.source_title.clone()?,
        version: row.source_version.clone(),
        language: row.source_language.clone(),
    })
}

/// The versions of a message by language, each with its author's name.
pub async fn versions_of(
    db: &impl ConnectionTrait,
    message: Id<id::Message>,
) -> Result<Vec<Version>, Error> {
    versions(db, message_version::Column::MessageId, message.number()).await
}

/// One version.
pub async fn version_of(
    db: &impl ConnectionTrait,
    version: Id<id::MessageVersion>,
) -> Result<Version, Error> {
    let found = versions(db, message_version::Column::Id, version.number()).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

async fn versions(
    db: &impl ConnectionTrait,
    by: message_version::Column,
    number: i64,
) -> Result<Vec<Version>, Error> {
    let written = reference(message_version::Column::AuthorId, person::Column::Id);
    let rows = message_version::Entity::find()
        .filter(by.eq(number))
        .join(JoinType::InnerJoin, written)
        .order_by_asc(message_version::Column::Language)
        .select_also(person::Entity)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(row, author)| read(row, author)).collect())
}

fn read(row: message_version::Model, author: Option<person::Model>) -> Version {
    Version {
        id: Id::new(row.id),
        message: Id::new(row.message_id),
        language: row.language,
        code: row.code,
        title: row.title,
        script: row.script,
        planned_seconds: length(row.planned_seconds),
        sound: SoundState::read(&row.audio_state),
        codec: row.audio_codec,
        millis: row.audio_millis,
        audio_seconds: length(row.audio_seconds),
        fault: row.audio_fault,
        revision: row.revision,
        author: Id::new(row.author_id),
        author_name: author.map(|author| author.name).unwrap_or_default(),
        changed_at: row.changed_at,
        approved_at: row.approved_at,
    }
}

/// What booking needs to know of a version, in one query.
pub async fn facts_of(
    db: &impl ConnectionTrait,
    version: Id<id::MessageVersion>,
) -> Result<VersionFacts, Error> {
    let whole = reference(message_version::Column::MessageId, message::Column::Id);
    let found = message_version::Entity::find_by_id(version.number())
        .join(JoinType::InnerJoin, whole)
        .select_also(message::Entity)
        .one(db)
        .await?;
    let Some((row, Some(message))) = found else { return Err(Error::NotFound) };
    let seconds = row.audio_seconds.or(row.planned_seconds).or(message.planned_seconds);
    Ok(VersionFacts {
        id: version,
        campaign: Id::new(message.campaign_id),
        kind: kind(&message)?,
        code: row.code,
        language: row.language,
        title: row.title,
        topic: message.topic,
        seconds: length(seconds),
        approved: row.approved_at.is_some(),
        expires_on: message.expires_on,
    })
}

/// The stored sound of a version of a message.
pub async fn sound_of(
    db: &impl ConnectionTrait,
    message: Id<id::Message>,
    version: Id<id::MessageVersion>,
) -> Result<SoundFile, Error> {
    let row = message_version::Entity::find_by_id(version.number())
        .filter(message_version::Column::MessageId.eq(message.number()))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let name = row.audio_sha256.as_deref().and_then(StoredName::read);
    Ok(SoundFile { name: name.ok_or(Error::NotFound)?, code: row.code })
}
