//! Queries about messages.

mod list;
mod view;
mod write;

pub use list::{
    MessageFilter, MessageLine, MessageShape, Standing, VersionMark, count_messages, list_messages,
};
pub use view::{
    Message, SoundFile, Version, VersionFacts, facts_of, message_of, sound_of, version_of,
    versions_of,
};
pub(super) use write::{
    Measure, SoundRow, approve, count_in_campaign, insert, insert_version, is_code_taken,
    is_language_taken, is_title_taken, keep_measure, update, update_version, waiting_sound,
};
