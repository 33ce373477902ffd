//! What people do to the schedule; one transaction each.

mod book;
mod change;
mod look;
mod repeat;

use chrono::{DateTime, Utc};

use super::rules::Placed;

pub use book::{BookingRequest, book_airing};
pub use change::{CancelRequest, MoveRequest, cancel_airing, move_airing, settle_within};
pub use look::{airing_with_history, day_for, may_see_campaigns, may_see_station};
pub use repeat::{RepeatRequest, Repeated, Saving, book_repeat, preview_repeat};

/// News: an airing was booked. The subject is the airing; of airings booked
/// together it is the first.
pub const BOOKED: &str = "schedule.booked";
/// News: an airing was moved. The subject is the airing.
pub const MOVED: &str = "schedule.moved";
/// News: an airing was cancelled. The subject is the airing.
pub const CANCELLED: &str = "schedule.cancelled";
/// News: what became of an airing is known differently. The subject is the airing.
pub const SETTLED: &str = "schedule.settled";

/// A place on air as the trail tells it.
fn told(placed: &Placed) -> String {
    at(placed.slot.start(), placed.slot.seconds())
}

fn at(starts_at: DateTime<Utc>, seconds: impl std::fmt::Display) -> String {
    format!("{} {seconds} s", starts_at.format("%Y-%m-%dT%H:%M:%SZ"))
}
