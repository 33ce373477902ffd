//! How sure an answer is, and which input would make it surer.

mod draws;
mod errors;
mod fill;
mod moves;
mod random;

pub use fill::{Parts, fill};
#[cfg(test)]
pub use random::Generator;
