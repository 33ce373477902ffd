//! The schedule: which message airs when on which station.

pub mod rows;
mod rules;

pub use rules::*;
