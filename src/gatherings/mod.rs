//! Gatherings: sessions, dialogues, trainings and round tables, and how many came.

mod actions;
pub mod pages;
pub mod rows;
mod rules;
mod store;

pub use actions::{RECORDED, correct_gathering, record_gathering, withdraw_gathering};
pub use rules::{
    ACTION_LETTERS_MAX, ACTIONS_MAX, Action, Attendance, AttendanceTyped, Attended, Body,
    CorrectRequest, Counted, DayKnown, Exactness, GatheringRefused, Group, How, Kind, LETTERS_MAX,
    MATERIALS_MAX, Material, Origin, Reason, RecordRequest, Standing, TOPICS_MAX, Terms, Turnout,
    Twin, WithdrawRequest, attended, read_attendance, turnout, venue_shown,
};
pub use store::{
    Beside, Entry, GatheringFilter, Named, beside, counted_of, history_of, list_gatherings,
    sectors, turnout_of,
};
