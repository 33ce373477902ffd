//! The JSON of `ijwi occurrences RULE.json`: a rule and a window of dates in,
//! what airs out. Every refusal names the field by its path.

mod answer;
#[cfg(test)]
mod checks;
mod read;

pub use answer::{Window, answer};
pub use read::{Zoned, read};
