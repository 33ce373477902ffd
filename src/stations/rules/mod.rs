//! What is true of stations: decisions and arithmetic, nothing else.

mod audience;
mod breaks;
mod dayparts;
mod frequency;
mod hours;
pub mod intake;
mod outages;
mod owners;
mod rates;
mod refusals;
mod requests;
mod validity;
mod week;

pub use audience::{AudienceFigures, Days, SlotFigures, decide_audience, decide_coverage};
pub use breaks::{BreakTime, decide_breaks};
pub use dayparts::{
    DAYPART_CODE_CHARS_MAX, Daypart, broadcast_day, daypart_at, decide_dayparts, usual_dayparts,
};
pub use frequency::Frequency;
pub use hours::{OpenStretch, OpeningHours, decide_hours};
pub use outages::{OutageReason, OutageSpan, Reception, Scope, Serving, decide_outage};
pub use owners::{LANGUAGES, OwnerKind, language_name, read_language};
pub use rates::{Rate, RateKind, rate_in_force};
pub use refusals::{AudienceRefused, StationRefused};
pub use requests::{
    AudienceRequest, BreakChange, BreaksRequest, CoverageRequest, DaypartRequest, EditRequest,
    HoursRequest, OutageRequest, Part, PhoneRequest, Position, PositionKind, RateRequest,
    StationRequest, StationTerms, TransmitterRequest, TransmitterTerms,
};
pub use validity::Validity;
pub use week::{WEEKDAYS, read_time, weekday_number, weekday_of_number};
