//! What a gathering is and how people at it are counted: decisions without I/O.

mod attendance;
mod codes;
mod decide;
mod personal;
mod reached;
mod refused;
mod requests;

pub use attendance::{Attendance, AttendanceTyped, PEOPLE_MAX, read_attendance};
pub use codes::{Body, Exactness, Group, How, Kind, Reason, Standing};
pub use decide::{GatheringFacts, decide_change, decide_gathering, venue_shown};
pub use reached::{Attended, Counted, Turnout, attended, turnout};
pub use refused::GatheringRefused;
pub use requests::{
    Action, CorrectRequest, DayKnown, Material, Origin, RecordRequest, Terms, Twin, WithdrawRequest,
};

/// The most topics of one gathering.
pub const TOPICS_MAX: usize = 6;
/// The most materials of one gathering.
pub const MATERIALS_MAX: usize = 6;
/// The most agreed actions of one gathering.
pub const ACTIONS_MAX: usize = 6;
/// The most letters of a topic, a material or a venue.
pub const LETTERS_MAX: usize = 120;
/// The most letters of an agreed action.
pub const ACTION_LETTERS_MAX: usize = 240;
