//! What people do to the schedule; one transaction each.

mod book;
mod change;
mod repeat;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};

use super::rows::airing_change;
use super::rules::{CancelReason, Placed};
use crate::kit::Id;
use crate::kit::id::Airing;
use crate::plant::trail::Actor;

pub use book::{BookingRequest, book_airing};
pub use change::{CancelRequest, MoveRequest, cancel_airing, move_airing, settle_within};
pub use repeat::{RepeatRequest, Repeated, Saving, book_repeat, preview_repeat};

/// News: an airing was booked. The subject is the airing; of airings booked
/// together it is the first.
pub const BOOKED: &str = "schedule.booked";
/// News: an airing was moved. The subject is the airing.
pub const MOVED: &str = "schedule.moved";
/// News: an airing was cancelled. The subject is the airing.
pub const CANCELLED: &str = "schedule.cancelled";
/// News: what is known of an airing changed. The subject is the airing.
pub const SETTLED: &str = "schedule.settled";

/// One step of an airing's own history.
fn change(
    airing: Id<Airing>,
    deed: &str,
    actor: Actor,
    (starts_at, seconds): (DateTime<Utc>, i32),
    now: DateTime<Utc>,
) -> airing_change::ActiveModel {
    airing_change::ActiveModel {
        id: NotSet,
        airing_id: Set(airing.number()),
        deed: Set(deed.to_owned()),
        person_id: Set(actor.person),
        starts_at: Set(starts_at),
        seconds: Set(seconds),
        reason: Set(None),
        at: Set(now),
    }
}

/// The same step with the reason for it.
fn because(
    mut step: airing_change::ActiveModel,
    reason: CancelReason,
) -> airing_change::ActiveModel {
    step.reason = Set(Some(reason.code().to_owned()));
    step
}

/// A place on air as the trail tells it.
fn told(placed: &Placed) -> String {
    at(placed.slot.start(), placed.slot.seconds())
}

fn at(starts_at: DateTime<Utc>, seconds: impl std::fmt::Display) -> String {
    format!("{} {seconds} s", starts_at.format("%Y-%m-%dT%H:%M:%SZ"))
}
