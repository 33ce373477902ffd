//! The schedule: which message airs when on which station.

mod actions;
pub mod case;
pub mod pages;
pub mod rows;
mod rules;
mod store;

pub use actions::{
    BOOKED, BookingRequest, CANCELLED, CancelRequest, MOVED, MoveRequest, RepeatRequest, Repeated,
    SETTLED, Saving, airing_with_history, book_airing, book_repeat, cancel_airing, day_for,
    may_see_campaigns, may_see_station, move_airing, preview_repeat, settle_within,
};
pub use rules::{
    Bar, BookingRefused, BreakRoom, CancelReason, ChangeRefused, Dates, DayView, Due, End, Every,
    Evidence, Kind, Move, NotARepeat, Nth, Occurrence, Outcome, Part, Placed, Recurrence, Repeat,
    Rule, RuleRefused, Said, Standing, TooManyDue, Wish, broadcast_day,
};
pub use store::{
    AiringDetail, Change, Choice, DayAiring, MessageChoice, Subject, WeekAiring, WeekHead, WeekOf,
    airings_of_station_days, airings_of_week, campaigns_with_airtime, count_unanswered,
    messages_to_air, stations_on_air, week_head,
};
