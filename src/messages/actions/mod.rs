//! What people and jobs do with messages; one transaction each.

mod approval;
mod measuring;
mod message;
mod version;

pub use approval::{approve_version, withdraw_approval};
pub use measuring::measure_sound;
pub use message::{create_message, edit_message};
pub use version::{Passed, add_version, edit_version};

/// News: a sound is kept and waits to be measured. Subject: the version.
pub const SOUND_KEPT: &str = "messages.sound_kept";
