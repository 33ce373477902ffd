//! Every no of this room, with its field and words.

use chrono::{DateTime, NaiveTime, Utc, Weekday};

use super::week::weekday_number;
use crate::kit::Refusal;

/// Why something about a station was not kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StationRefused {
    /// Another station has this name.
    #[error("another station has this name")]
    NameTaken,
    /// The station was put away.
    #[error("the station is archived")]
    Archived,
    /// The district is not there.
    #[error("no such district")]
    NoSuchPlace,
    /// Two stretches of opening hours share a minute.
    #[error("opening hours overlap")]
    HoursOverlap {
        /// The day of the later one.
        weekday: Weekday,
        /// Its start.
        opens: NaiveTime,
    },
    /// Two dayparts share a minute.
    #[error("overlaps daypart {code}")]
    DaypartsOverlap {
        /// The other one's code.
        code: String,
    },
    /// Another daypart has this code.
    #[error("daypart {code} exists")]
    DaypartCodeTaken {
        /// The code.
        code: String,
    },
    /// A break lasts from one second to one hour.
    #[error("a break lasts from one second to one hour")]
    BreakLength,
    /// A break cannot give more seconds than it has.
    #[error("a break of {seconds} s cannot give more")]
    FreeMoreThanLength {
        /// Its length.
        seconds: u32,
    },
    /// The station is not on air during the break.
    #[error("the break lies outside the opening hours")]
    BreakOutsideHours {
        /// The day.
        weekday: Weekday,
        /// The start.
        starts: NaiveTime,
    },
    /// Two breaks share a second.
    #[error("breaks overlap")]
    BreaksOverlap {
        /// The other one's day.
        weekday: Weekday,
        /// The other one's start.
        starts: NaiveTime,
    },
    /// The last day comes before the first.
    #[error("ends before it begins")]
    EndsBeforeItBegins,
    /// The same transmitter is already there.
    #[error("the same transmitter exists")]
    TransmitterTwice,
    /// The end of the outage is not after its start.
    #[error("the outage ends before it starts")]
    OutageEndsBeforeItStarts,
    /// The outage begins more than a year from now.
    #[error("the outage begins too far ahead")]
    OutageTooFarAhead,
    /// No transmitter of this station was chosen.
    #[error("no transmitter of this station")]
    OutageWithoutTransmitter,
    /// Another outage already says so.
    #[error("another outage covers that time")]
    OutagesOverlap {
        /// The start of the other one.
        starts_at: DateTime<Utc>,
    },
    /// The same kind, daypart and first day already has a price.
    #[error("a price for this begins on that day already")]
    RateTwice,
    /// Low, central and high are not in order.
    #[error("low, central and high are not in order")]
    CoverageOrder,
    /// The phone is already on this station's list.
    #[error("the phone is on the list")]
    PhoneTwice,
    /// A break would lie outside the new opening hours.
    #[error("a break lies outside these hours")]
    BreakLeftOut {
        /// Its day.
        weekday: Weekday,
        /// Its start.
        starts: NaiveTime,
    },
    /// The station has as many of these as it may.
    #[error("the list is full")]
    ListFull,
}

impl Refusal for StationRefused {
    fn field(&self) -> &'static str {
        match self {
            Self::NameTaken | Self::Archived | Self::ListFull => "name",
            Self::NoSuchPlace => "place",
            Self::HoursOverlap { .. } | Self::BreakLeftOut { .. } => "hours",
            Self::DaypartCodeTaken { .. } => "code",
            Self::BreakLength => "seconds",
            Self::FreeMoreThanLength { .. } => "free_seconds",
            Self::BreakOutsideHours { .. } | Self::BreaksOverlap { .. } => "times",
            Self::EndsBeforeItBegins => "valid_to",
            Self::TransmitterTwice => "frequency",
            Self::OutageEndsBeforeItStarts => "ends",
            Self::DaypartsOverlap { .. }
            | Self::OutageTooFarAhead
            | Self::OutagesOverlap { .. } => "starts",
            Self::OutageWithoutTransmitter => "transmitters",
            Self::RateTwice => "valid_from",
            Self::CoverageOrder => "central",
            Self::PhoneTwice => "phone",
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Self::NameTaken => "stations.problem.name_taken",
            Self::Archived => "stations.problem.archived",
            Self::NoSuchPlace => "stations.problem.place",
            Self::HoursOverlap { .. } => "stations.problem.hours_overlap",
            Self::DaypartsOverlap { .. } => "stations.problem.dayparts_overlap",
            Self::DaypartCodeTaken { .. } => "stations.problem.daypart_code_taken",
            Self::BreakLength => "stations.problem.break_length",
            Self::FreeMoreThanLength { .. } => "stations.problem.free_more_than_length",
            Self::BreakOutsideHours { .. } => "stations.problem.break_outside_hours",
            Self::BreaksOverlap { .. } => "stations.problem.breaks_overlap",
            Self::EndsBeforeItBegins => "stations.problem.ends_before_it_begins",
            Self::TransmitterTwice => "stations.problem.transmitter_twice",
            Self::OutageEndsBeforeItStarts => "stations.problem.outage_backwards",
            Self::OutageTooFarAhead => "stations.problem.outage_ahead",
            Self::OutageWithoutTransmitter => "stations.problem.outage_transmitters",
            Self::OutagesOverlap { .. } => "stations.problem.outages_overlap",
            Self::RateTwice => "stations.problem.rate_twice",
            Self::CoverageOrder => "stations.problem.coverage_order",
            Self::PhoneTwice => "stations.problem.phone_twice",
            Self::BreakLeftOut { .. } => "stations.problem.break_left_out",
            Self::ListFull => "stations.problem.list_full",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        let when = |day: Weekday, time: NaiveTime| {
            let number = (weekday_number(day) + 1).to_string();
            vec![("day", number), ("time", time.format("%H:%M").to_string())]
        };
        match self {
            Self::HoursOverlap { weekday, opens } => when(*weekday, *opens),
            Self::BreakOutsideHours { weekday, starts }
            | Self::BreaksOverlap { weekday, starts } => when(*weekday, *starts),
            Self::DaypartsOverlap { code } | Self::DaypartCodeTaken { code } => {
                vec![("code", code.clone())]
            }
            Self::FreeMoreThanLength { seconds } => vec![("seconds", seconds.to_string())],
            Self::OutagesOverlap { starts_at } => {
                vec![("start", starts_at.format("%Y-%m-%d %H:%M UTC").to_string())]
            }
            _ => Vec::new(),
        }
    }
}

/// Why a survey's figures cannot be true together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AudienceRefused {
    /// More people in a week than in four.
    #[error("week is above cume")]
    WeekAboveCume,
    /// More people in a day than in a week.
    #[error("day is above week")]
    DayAboveWeek,
    /// The design effect is not 1 to 20.
    #[error("deff lies between 1 and 20")]
    Deff,
    /// A survey asks somebody.
    #[error("respondents must be at least 1")]
    NobodyAsked,
    /// One daypart and kind of day came twice.
    #[error("the same daypart and days came twice")]
    SlotTwice,
    /// `all` stands beside weekday or weekend.
    #[error("all days stand beside weekday or weekend")]
    AllBesideOthers,
    /// More people in a slot than in four weeks.
    #[error("a slot is above cume")]
    SlotAboveCume,
    /// More people hear the spot than are tuned in.
    #[error("spot is above tuned")]
    SpotAboveTuned,
}

impl Refusal for AudienceRefused {
    fn field(&self) -> &'static str {
        match self {
            Self::WeekAboveCume => "week",
            Self::DayAboveWeek => "day",
            Self::Deff => "deff",
            Self::NobodyAsked => "respondents",
            Self::SlotTwice
            | Self::AllBesideOthers
            | Self::SlotAboveCume
            | Self::SpotAboveTuned => "slots",
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Self::WeekAboveCume => "stations.problem.week_above_cume",
            Self::DayAboveWeek => "stations.problem.day_above_week",
            Self::Deff => "stations.problem.deff",
            Self::NobodyAsked => "stations.problem.respondents",
            Self::SlotTwice => "stations.problem.slot_twice",
            Self::AllBesideOthers => "stations.problem.all_beside_others",
            Self::SlotAboveCume => "stations.problem.slot_above_cume",
            Self::SpotAboveTuned => "stations.problem.spot_above_tuned",
        }
    }
}
