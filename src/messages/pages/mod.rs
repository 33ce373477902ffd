//! Pages of messages.

mod edit;
mod list;
mod said;
mod show;
mod sound;
mod terms;
mod version;

pub use edit::{change, create, edit, new};
pub use list::list;
pub use show::{approve, show, withdraw};
pub use sound::sound;
pub use version::{add, change as change_version, edit as edit_version, new as new_version};
