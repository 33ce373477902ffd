//! Decisions about airtime: facts in, decision out.

mod booking;
mod day;
mod facts;
mod placing;
mod price;
mod recurrence;
mod refused;
mod repeat;
mod standing;
mod suggest;
#[cfg(test)]
mod tests;

pub use booking::{Placed, days_looked_at, decide_booking};
pub use day::{BreakRoom, DayView, view_day};
pub use facts::{
    Break, CampaignFacts, CampaignState, DaypartFacts, Facts, Hours, Kind, MessageFacts, Outage,
    Purse, RateFacts, StationFacts, Wish,
};
pub use placing::broadcast_day;
pub use recurrence::{
    Dates, Due, End, Every, Move, Nth, Part, Recurrence, Rule, RuleRefused, Said, TooManyDue,
};
pub use refused::{Bar, BookingRefused};
pub use repeat::{NotARepeat, Occurrence, Repeat, decide_repeat, occurrences};
pub use standing::{
    CancelReason, ChangeRefused, Current, Evidence, Outcome, Standing, decide_change,
};
