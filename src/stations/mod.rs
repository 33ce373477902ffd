//! Radio stations: where they send, when, for how much, and who hears them.

/// The tables; only stores of this and higher rooms read them.
pub mod rows;
mod rules;

pub use rules::*;
