//! Proof of broadcast: what aired, and how we know.

pub mod rows;
mod rules;

pub use rules::{Answer, AnswerRefused, MissReason, Outcome, Source};
