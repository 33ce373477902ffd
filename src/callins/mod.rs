//! Call-ins: calls are counted, callers are not kept.

pub mod rows;
mod rules;

pub use rules::{
    AgeBand, CallOutcome, Channel, Counter, Sex, ShownCount, Tally, TallyRefused, shown,
};
