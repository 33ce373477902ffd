//! Gatherings: sessions, dialogues, trainings and round tables, and how many came.

pub mod rows;
mod rules;
