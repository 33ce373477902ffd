//! Proof of broadcast: what aired, and how we know.

mod actions;
pub mod pages;
pub mod rows;
mod rules;
mod store;

pub use actions::{AnswerRequest, EnteredRequest, answer, enter_answer};
pub use rules::{Answer, AnswerRefused, MissReason, Outcome, Source, half_was_heard};
use store::{
    AboutAiring, Listed, about_airing, airings_of_days, own_station, station_names, waiting,
    zone_named,
};
pub use store::{Told, history_of};
