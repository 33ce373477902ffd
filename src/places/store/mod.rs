//! Queries of places.

pub mod facts;
pub mod imports;
pub mod reads;
pub mod writes;
