//! Campaigns: flight, districts and goals, partners, budget, state.

pub mod rows;
