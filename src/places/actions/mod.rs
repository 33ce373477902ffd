//! What people and commands do with places.

pub mod figures;
pub mod importers;
pub mod imports;
pub mod reads;
