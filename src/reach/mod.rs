//! Reach: how many different people heard a campaign, how often, and how sure that is.

pub mod case;
pub mod model;
pub mod rows;
mod rules;
mod store;
