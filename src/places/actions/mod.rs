//! What people and commands do with places.

pub mod importers;
pub mod imports;
