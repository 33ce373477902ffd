//! A message is said in a language, and said anew.

use super::SOUND_KEPT;
use super::message::open_campaign;
use crate::kit::{Clock, Error, Id, Random, id};
use crate::messages::rules::{
    MessageRefused, SoundChange, VersionEdit, VersionRequest, fresh_code, sound_type,
};
use crate::messages::store::{self, SoundRow};
use crate::people::Coordinator;
use crate::plant::db::{Db, Key, Txn, begin_write_many};
use crate::plant::files::{Files, StoredName, note as note_file};
use crate::plant::trail::Entry;
use crate::plant::{once, outbox, trail};

/// Fresh codes that are tried before giving up: a million codes fit.
const CODE_TRIES: u32 = 20;

/// What the deed is passed besides its request.
#[derive(Clone, Copy)]
pub struct Passed<'a> {
    /// The database.
    pub db: &'a Db,
    /// Where sounds are kept.
    pub files: &'a Files,
    /// The time.
    pub clock: &'a dyn Clock,
    /// Chance, for message codes.
    pub random: &'a dyn Random,
}

impl std::fmt::Debug for Passed<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passed")
    }
}

/// A sound on disk, not yet known to the database.
struct Kept {
    row: SoundRow,
    file: Option<(StoredName, &'static str, u64)>,
}

async fn keep(files: &Files, sound: SoundChange) -> Result<Kept, Error> {
    let bytes = match sound {
        SoundChange::Keep => return Ok(Kept { row: SoundRow::Keep, file: None }),
        SoundChange::Remove => return Ok(Kept { row: SoundRow::None, file: None }),
        SoundChange::New(bytes) => bytes,
    };
    let kind = sound_type(&bytes).ok_or(MessageRefused::NotASound)?;
    let size = u64::try_from(bytes.len()).map_err(Error::fault)?;
    let name = files.put(bytes).await?;
    let row = SoundRow::Waiting(name.clone());
    Ok(Kept { row, file: Some((name, kind.media_type, size)) })
}

async fn unused_code(txn: &Txn, random: &dyn Random) -> Result<String, Error> {
    for _ in 0..CODE_TRIES {
        let code = fresh_code(random);
        if !store::is_code_taken(txn, &code).await? {
            return Ok(code);
        }
    }
    Err(Error::fault("no message code is free"))
}

/// The message has a version in one more language, not approved. A sound is
/// kept and its measuring is promised.
///
/// Writes: `message_version`, `stored_file`, `outbox`, `trail`, `form_key`; all
/// or none. The sound's bytes are on disk before.
///
/// # Errors
/// [`Error::Refused`] with a [`MessageRefused`].
pub async fn add_version(
    passed: Passed<'_>,
    who: Coordinator,
    request: VersionRequest,
) -> Result<Id<id::MessageVersion>, Error> {
    let Passed { db, files, clock, random } = passed;
    let (now, actor) = (clock.now(), who.actor());
    let message = store::message_of(db.read(), request.message).await?;
    let sound = match request.sound {
        SoundChange::Keep => SoundChange::Remove,
        other => other,
    };
    let kept = keep(files, sound).await?;
    let keys = vec![Key::campaign(message.campaign), Key::message(message.id)];
    let txn = begin_write_many(db, keys).await?;
    if let Some(earlier) = once::earlier(&txn, actor, &request.form_key).await? {
        return Ok(Id::new(earlier));
    }
    open_campaign(&txn, message.campaign).await?;
    if store::is_language_taken(&txn, message.id, &request.language).await? {
        return Err(MessageRefused::LanguageTaken.into());
    }
    note_sound(&txn, &kept, now).await?;
    let code = unused_code(&txn, random).await?;
    let place = (message.id, &*request.language, code.clone());
    let what = (&request.terms, &kept.row);
    let version = store::insert_version(&txn, place, what, who.person(), now).await?;
    promise(&txn, &kept, version, now).await?;
    let entry = Entry::new("messages", "version_added", version.number())
        .reference(code)
        .after(&*request.language);
    trail::note(&txn, actor, entry, now).await?;
    once::keep(&txn, actor, &request.form_key, version.number(), now).await?;
    txn.commit().await?;
    Ok(version)
}

/// The version has the words and the sound of the form, and waits for approval
/// again. Its code stays.
///
/// Writes: as [`add_version`].
///
/// # Errors
/// [`Error::Stale`] when it changed since the form was shown; [`Error::Refused`]
/// with a [`MessageRefused`].
pub async fn edit_version(
    passed: Passed<'_>,
    who: Coordinator,
    request: VersionEdit,
) -> Result<(), Error> {
    let Passed { db, files, clock, .. } = passed;
    let (now, actor) = (clock.now(), who.actor());
    let message = store::version_of(db.read(), request.version).await?.message;
    let campaign = store::message_of(db.read(), message).await?.campaign;
    let kept = keep(files, request.sound).await?;
    let keys = vec![Key::campaign(campaign), Key::message(message)];
    let txn = begin_write_many(db, keys).await?;
    if once::earlier(&txn, actor, &request.form_key).await?.is_some() {
        return Ok(());
    }
    open_campaign(&txn, campaign).await?;
    let before = store::version_of(&txn, request.version).await?;
    if before.revision != request.revision {
        return Err(Error::Stale);
    }
    note_sound(&txn, &kept, now).await?;
    let revision = (before.id, before.revision);
    let what = (&request.terms, &kept.row);
    store::update_version(&txn, revision, what, who.person(), now).await?;
    promise(&txn, &kept, before.id, now).await?;
    let standing = if before.approved_at.is_some() { "approved" } else { "not approved" };
    let entry = Entry::new("messages", "version_changed", before.id.number())
        .reference(before.code)
        .before(format!("revision {}, {standing}", before.revision))
        .after(format!("revision {}, not approved", before.revision + 1));
    trail::note(&txn, actor, entry, now).await?;
    once::keep(&txn, actor, &request.form_key, before.id.number(), now).await?;
    txn.commit().await
}

async fn note_sound(
    txn: &Txn,
    kept: &Kept,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), Error> {
    match &kept.file {
        Some((name, media_type, size)) => note_file(txn, name, media_type, *size, now).await,
        None => Ok(()),
    }
}

async fn promise(
    txn: &Txn,
    kept: &Kept,
    version: Id<id::MessageVersion>,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), Error> {
    if kept.file.is_some() {
        outbox::put(txn, SOUND_KEPT, version.number(), now).await?;
    }
    Ok(())
}
