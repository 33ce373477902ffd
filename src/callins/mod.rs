//! Call-ins: calls are counted, callers are not kept.

mod actions;
pub mod pages;
pub mod rows;
mod rules;
mod store;

pub use actions::{Offer, Who, add_topic, count_calls, offer_topic, take_back, totals_of};
pub use rules::{
    AgeBand, CallOutcome, Channel, Counter, Sex, ShownCount, Tally, TallyRefused, TopicRefused,
    shown, shown_part,
};
pub use store::Totals;
use store::{counts_of, topics_of};
