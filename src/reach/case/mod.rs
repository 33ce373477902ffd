//! The JSON of `ijwi reach CASE.json`: a case in, its answer out. Every refusal names the
//! field by its path.

mod answer;
#[cfg(test)]
mod checks;
mod read;
mod write;

pub use answer::{answer, write_answer};
pub use read::read;
pub use write::write_case;
