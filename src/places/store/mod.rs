//! Queries of places.

pub mod facts;
pub mod imports;
pub mod writes;
