//! What people ask for, read into typed parts.

use chrono::NaiveDate;

use super::{GuestRole, Kind, SourceKind};
use crate::kit::{FormKey, Id, id};

/// Where a message is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channels {
    /// On FM alone.
    Fm,
    /// Streamed alone.
    Stream,
    /// Both.
    Both,
}

impl Channels {
    /// From the database's columns; neither is read as FM.
    pub const fn of(fm: bool, stream: bool) -> Self {
        match (fm, stream) {
            (true, true) => Self::Both,
            (false, true) => Self::Stream,
            (_, false) => Self::Fm,
        }
    }

    /// Whether it airs on FM.
    pub const fn fm(self) -> bool {
        matches!(self, Self::Fm | Self::Both)
    }

    /// Whether it is streamed.
    pub const fn stream(self) -> bool {
        matches!(self, Self::Stream | Self::Both)
    }
}

/// Somebody who is invited, by role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guest {
    /// The role.
    pub role: GuestRole,
    /// The partner that the guest speaks for.
    pub partner: Option<Id<id::Partner>>,
}

/// The toolkit or manual that a message is drawn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Which of the two.
    pub kind: SourceKind,
    /// Its title.
    pub title: String,
    /// Its edition.
    pub version: Option<String>,
    /// The code of its language.
    pub language: Option<String>,
}

/// What stands in a message's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageTerms {
    /// The title that people at work use.
    pub title: String,
    /// What it is about.
    pub topic: String,
    /// The last day on which it may air.
    pub expires_on: Option<NaiveDate>,
    /// The planned length of a live session.
    pub planned_seconds: Option<u32>,
    /// A public number that listeners call.
    pub call_in_number: Option<String>,
    /// Where it is heard.
    pub channels: Channels,
    /// Further topics of a live session.
    pub topics: Vec<String>,
    /// Who is invited to a live session.
    pub guests: Vec<Guest>,
    /// What it is drawn from.
    pub source: Option<Source>,
}

/// A new message.
#[derive(Clone, Debug)]
pub struct MessageRequest {
    /// The form's key.
    pub form_key: FormKey,
    /// The campaign.
    pub campaign: Id<id::Campaign>,
    /// What it is on air.
    pub kind: Kind,
    /// What stands in the form.
    pub terms: MessageTerms,
}

/// New terms of a message.
#[derive(Clone, Debug)]
pub struct MessageEdit {
    /// The form's key.
    pub form_key: FormKey,
    /// Which message.
    pub message: Id<id::Message>,
    /// The version of the row that the form was made from.
    pub version: i32,
    /// The new terms.
    pub terms: MessageTerms,
}

/// What happens to a version's sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SoundChange {
    /// It stays as it is.
    Keep,
    /// It goes.
    Remove,
    /// These bytes take its place.
    New(Vec<u8>),
}

/// What stands in the form of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionTerms {
    /// The title in this language.
    pub title: String,
    /// What is read.
    pub script: String,
    /// The planned length while there is no sound.
    pub planned_seconds: Option<u32>,
}

/// A message in one more language.
#[derive(Clone, Debug)]
pub struct VersionRequest {
    /// The form's key.
    pub form_key: FormKey,
    /// Which message.
    pub message: Id<id::Message>,
    /// ISO 639 code.
    pub language: String,
    /// What stands in the form.
    pub terms: VersionTerms,
    /// The sound.
    pub sound: SoundChange,
}

/// New words or sound of a version.
#[derive(Clone, Debug)]
pub struct VersionEdit {
    /// The form's key.
    pub form_key: FormKey,
    /// Which version.
    pub version: Id<id::MessageVersion>,
    /// The revision that the form was made from.
    pub revision: i32,
    /// The new words.
    pub terms: VersionTerms,
    /// What happens to the sound.
    pub sound: SoundChange,
}
