//! What a message is and who may approve it: decisions without I/O.

mod approval;
mod code;
mod kind;
mod refused;
mod requests;
mod sound;

pub use approval::{ApprovalFacts, SoundState, decide_approval, decide_withdrawal};
pub use code::{fresh_code, read_code};
pub use kind::{GuestRole, Kind, LANGUAGES, SourceKind, is_language};
pub use refused::MessageRefused;
pub use requests::{
    Channels, Guest, MessageEdit, MessageRequest, MessageTerms, SoundChange, Source, VersionEdit,
    VersionRequest, VersionTerms,
};
pub use sound::{Sound, sound_type};
