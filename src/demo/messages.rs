//! Messages of the demonstration: titles and scripts are ours, sounds are tones.

use chrono::NaiveDate;

use crate::kit::{Clock, Error, Id, id};
use crate::messages::{
    self, Channels, Guest, GuestRole, Kind, MessageRequest, MessageTerms, Passed, SoundChange,
    Source, SourceKind, VersionRequest, VersionTerms,
};

use super::people::Cast;
use super::{Seed, sound};

/// A message to be made.
pub(super) struct Planned<'a> {
    pub kind: Kind,
    pub title: &'a str,
    pub topic: &'a str,
    pub expires_on: NaiveDate,
    /// Length of the sound, or of the live session.
    pub seconds: u32,
    pub toolkit: Option<&'a str>,
    /// Language, title and script.
    pub versions: &'a [(&'a str, &'a str, &'a str)],
}

/// The message with its versions, measured and approved by the second
/// coordinator; says the versions in the order given.
pub(super) async fn make(
    seed: &Seed<'_>,
    cast: &Cast,
    clock: &dyn Clock,
    campaign: Id<id::Campaign>,
    planned: &Planned<'_>,
) -> Result<Vec<Id<id::MessageVersion>>, Error> {
    let live = planned.kind == Kind::LiveSession;
    let guests = [GuestRole::Presenter, GuestRole::Investigator]
        .map(|role| Guest { role, partner: None })
        .into_iter()
        .filter(|_| live);
    let terms = MessageTerms {
        title: planned.title.to_owned(),
        topic: planned.topic.to_owned(),
        expires_on: Some(planned.expires_on),
        planned_seconds: Some(planned.seconds),
        call_in_number: None,
        channels: if live { Channels::Both } else { Channels::Fm },
        topics: Vec::new(),
        guests: guests.collect(),
        source: planned.toolkit.map(|title| Source {
            kind: SourceKind::Toolkit,
            title: title.to_owned(),
            version: Some("1".to_owned()),
            language: Some("en".to_owned()),
        }),
    };
    let form_key = seed.key();
    let request = MessageRequest { form_key, campaign, kind: planned.kind, terms };
    let message = messages::create_message(&seed.app.db, clock, cast.plans, request).await?;
    let mut made = Vec::new();
    for (language, title, script) in planned.versions {
        let terms = VersionTerms {
            title: (*title).to_owned(),
            script: (*script).to_owned(),
            planned_seconds: Some(planned.seconds),
        };
        let sound =
            if live { SoundChange::Keep } else { SoundChange::New(sound::tones(planned.seconds)) };
        let language = (*language).to_owned();
        let request = VersionRequest { form_key: seed.key(), message, language, terms, sound };
        made.push(version(seed, cast, clock, request).await?);
    }
    Ok(made)
}

async fn version(
    seed: &Seed<'_>,
    cast: &Cast,
    clock: &dyn Clock,
    request: VersionRequest,
) -> Result<Id<id::MessageVersion>, Error> {
    let app = seed.app;
    let passed = Passed { db: &app.db, files: &app.files, clock, random: &*app.random };
    let version = messages::add_version(passed, cast.plans, request).await?;
    messages::measure_sound(&app.db, &app.files, &app.engines, clock, version).await?;
    let stands = messages::version_of(app.db.read(), version).await?;
    let key = seed.key();
    messages::approve_version(&app.db, clock, cast.approves, (version, stands.revision), &key)
        .await?;
    Ok(version)
}
