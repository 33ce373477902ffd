//! Districts, sectors, the people who live in them, their shapes.

/// The tables; only stores of this and higher rooms read them.
pub mod rows;
mod rules;
