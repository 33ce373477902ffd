//! Districts, sectors, the people who live in them, their shapes, and the files
//! that all of these come in.

mod actions;
/// The tables; only stores of this and higher rooms read them.
pub mod rows;
mod rules;
mod store;

pub use actions::importers::{BOUNDARIES, DISTRICTS, SECTORS};
pub use actions::imports::{Deed, Imported, Importers, import_by_command, importer};
