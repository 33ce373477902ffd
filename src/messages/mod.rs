//! Messages: spots, programmes, live sessions; versions, sound, approval.

mod actions;
mod decode;
pub mod jobs;
pub mod pages;
pub mod rows;
mod rules;
mod store;

pub use actions::{
    Passed, SOUND_KEPT, add_version, approve_version, create_message, edit_message, edit_version,
    measure_sound, withdraw_approval,
};
pub use decode::{How, Measured, Unreadable, measure};
pub use pages::send_sound;
pub use rules::{
    Channels, Guest, GuestRole, Kind, LANGUAGES, MessageEdit, MessageRefused, MessageRequest,
    MessageTerms, Sound, SoundChange, SoundState, Source, SourceKind, VersionEdit, VersionRequest,
    VersionTerms, is_language, read_code, sound_type,
};
pub use store::{
    Message, MessageFilter, MessageLine, MessageShape, SoundFile, Standing, Version, VersionFacts,
    VersionMark, count_messages, facts_of, list_messages, message_of, sound_of, version_of,
    versions_of,
};
