//! Queries; the connection is the first parameter.

pub mod factors;
pub mod links;
pub mod persons;
pub mod sessions;
pub mod trail;
pub mod tries;

pub use crate::people::rows::invitation::Model as InvitationRow;
pub use crate::people::rows::person::Model as PersonRow;
pub use crate::people::rows::session::Model as SessionRow;
