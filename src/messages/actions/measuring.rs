//! A kept sound gets its length, outside every request.

use crate::kit::{Clock, Error, Id, id};
use crate::messages::decode::{self, How, Measured, Unreadable};
use crate::messages::rules::SoundState;
use crate::messages::store::{self, Measure};
use crate::plant::app::Engines;
use crate::plant::db::{Db, Key, begin_write};
use crate::plant::files::Files;
use crate::plant::trail;
use crate::plant::trail::{Actor, Entry};

/// The sound of the version has its length, or the reason why it has none. A
/// version whose sound does not wait is left as it is.
///
/// Writes: `message_version`, `trail`; all or none.
///
/// # Errors
/// Faults alone; a damaged file is an answer, not a fault.
pub async fn measure_sound(
    db: &Db,
    files: &Files,
    engines: &Engines,
    clock: &dyn Clock,
    version: Id<id::MessageVersion>,
) -> Result<(), Error> {
    let Some((message, name)) = store::waiting_sound(db.read(), version).await? else {
        return Ok(());
    };
    let bytes = files.read(&name).await?;
    let measure = read(engines.run(move || decode::measure(bytes)).await?)?;

    let now = clock.now();
    let txn = begin_write(db, Key::message(message)).await?;
    let still = store::waiting_sound(&txn, version).await?;
    if still.is_none_or(|(_, waits)| waits != name) {
        return Ok(());
    }
    store::keep_measure(&txn, version, measure).await?;
    let after = match measure {
        Measure::Found { state, millis, .. } => format!("{} {millis} ms", state.word()),
        Measure::Failed(why) => why.to_owned(),
    };
    let entry = Entry::new("messages", "sound_measured", version.number())
        .reference(name.as_str())
        .after(after);
    trail::note(&txn, Actor::timer(), entry, now).await?;
    txn.commit().await
}

fn read(measured: Result<Measured, Unreadable>) -> Result<Measure, Error> {
    let found = match measured {
        Ok(found) => found,
        Err(why) => return Ok(Measure::Failed(why.word())),
    };
    let state = match found.how {
        How::Decoded => SoundState::Decoded,
        How::Counted => SoundState::Counted,
    };
    let millis = i64::try_from(found.millis).map_err(Error::fault)?;
    let seconds = i32::try_from(found.seconds()).map_err(Error::fault)?;
    Ok(Measure::Found { state, codec: found.codec, millis, seconds })
}
