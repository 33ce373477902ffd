//! The schedule: which message airs when on which station.

mod actions;
pub mod rows;
mod rules;
mod store;

pub use actions::{
    BOOKED, BookingRequest, CANCELLED, CancelRequest, MOVED, MoveRequest, RepeatRequest, Repeated,
    Saving, book_airing, book_repeat, cancel_airing, move_airing, preview_repeat, settle_within,
};
pub use rules::{
    Bar, BookingRefused, CancelReason, ChangeRefused, Evidence, Kind, NotARepeat, Occurrence,
    Outcome, Placed, Repeat, Standing, Wish, broadcast_day,
};
pub use store::{DayAiring, airings_of_station_days};
