//! Checks of the whole engine: closed forms, a simulation, properties.

mod closed_forms;
mod made_up;
mod properties;
mod simulation;
mod upkeep;

pub use made_up::{any_case, edge_case, worked_case};
