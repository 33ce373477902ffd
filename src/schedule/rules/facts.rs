//! What a decision about an airing looks at.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;

use crate::kit::id::{Daypart, Rate, StationBreak};
use crate::kit::{Currency, Id, Period, Slot};

/// Which sort of message airs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A recorded message of seconds or a few minutes, inside a break.
    Spot,
    /// A recorded programme with a time of its own.
    Programme,
    /// A programme with listeners on the line.
    LiveSession,
}

impl Kind {
    /// The word kept in rows.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Spot => "spot",
            Self::Programme => "programme",
            Self::LiveSession => "live_session",
        }
    }

    /// Read the word of a row.
    pub fn read(code: &str) -> Option<Self> {
        [Self::Spot, Self::Programme, Self::LiveSession].into_iter().find(|k| k.code() == code)
    }
}

/// How far a campaign is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CampaignState {
    /// Being set up: stations are not told yet.
    Draft,
    /// Agreed on: airtime may be booked.
    Running,
    /// Over: its figures are frozen.
    Closed,
}

/// A stretch of a weekday in which the station is on air.
///
/// A closing time at or before the opening time lies on the next day.
#[derive(Clone, Copy, Debug)]
pub struct Hours {
    /// The day on which it opens.
    pub weekday: Weekday,
    /// When it opens, on the wall clock.
    pub opens: NaiveTime,
    /// When it closes, on the wall clock.
    pub closes: NaiveTime,
}

/// A recurring break in which spots may air.
#[derive(Clone, Copy, Debug)]
pub struct Break {
    /// Its number.
    pub id: Id<StationBreak>,
    /// Its day.
    pub weekday: Weekday,
    /// When it begins, on the wall clock.
    pub starts: NaiveTime,
    /// Its whole length.
    pub seconds: u32,
    /// How much of it the station leaves for campaigns, from its beginning.
    pub free_seconds: u32,
    /// The first day on which it exists.
    pub valid_from: Option<NaiveDate>,
    /// The last day on which it exists.
    pub valid_to: Option<NaiveDate>,
}

/// A named part of the station's day; an end at or before its start wraps.
#[derive(Clone, Copy, Debug)]
pub struct DaypartFacts {
    /// Its number.
    pub id: Id<Daypart>,
    /// When it begins, on the wall clock.
    pub starts: NaiveTime,
    /// When it ends, on the wall clock.
    pub ends: NaiveTime,
}

/// One price of the rate card.
#[derive(Clone, Copy, Debug)]
pub struct RateFacts {
    /// Its number.
    pub id: Id<Rate>,
    /// Whether it is for spots; otherwise for programmes and live sessions.
    pub for_spots: bool,
    /// The part of the day it is for; none is any.
    pub daypart: Option<Id<Daypart>>,
    /// The length that the price is for.
    pub per_seconds: u32,
    /// The price in minor units.
    pub price_minor: i64,
    /// The price's currency.
    pub currency: Currency,
    /// The first day on which it holds.
    pub valid_from: Option<NaiveDate>,
    /// The last day on which it holds.
    pub valid_to: Option<NaiveDate>,
}

/// A time during which the whole station is off air.
#[derive(Clone, Copy, Debug)]
pub struct Outage {
    /// When it began.
    pub from: DateTime<Utc>,
    /// When it ended, if that is known.
    pub until: Option<DateTime<Utc>>,
}

/// What is known of the station.
#[derive(Clone, Debug)]
pub struct StationFacts {
    /// Its zone.
    pub zone: Tz,
    /// When its broadcast day begins, on the wall clock.
    pub day_starts: NaiveTime,
    /// The codes of the languages it broadcasts in; empty when not recorded.
    pub languages: Vec<String>,
    /// When it is on air; empty when not recorded.
    pub hours: Vec<Hours>,
    /// Its breaks; empty when not recorded.
    pub breaks: Vec<Break>,
    /// The parts of its day.
    pub dayparts: Vec<DaypartFacts>,
    /// Its rate card.
    pub rates: Vec<RateFacts>,
    /// When it was or is off air.
    pub outages: Vec<Outage>,
}

/// The money of a campaign in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purse {
    /// The currency.
    pub currency: Currency,
    /// What the budget lines in it add up to.
    pub budget_minor: i64,
    /// What is booked in it already.
    pub booked_minor: i64,
}

/// What is known of the campaign.
#[derive(Clone, Debug)]
pub struct CampaignFacts {
    /// How far it is.
    pub state: CampaignState,
    /// The days in which it airs.
    pub flight: Period,
    /// Its budget by currency; empty when none is recorded.
    pub purses: Vec<Purse>,
}

/// What is known of the message in one language.
#[derive(Clone, Debug)]
pub struct MessageFacts {
    /// Which sort.
    pub kind: Kind,
    /// The code of its language.
    pub language: String,
    /// Its length: measured, or planned; 0 when neither is known.
    pub seconds: u32,
    /// Whether a second coordinator approved it.
    pub approved: bool,
    /// The last day on which it may air.
    pub expires_on: Option<NaiveDate>,
}

/// Everything that a decision looks at.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The present instant.
    pub now: DateTime<Utc>,
    /// The station.
    pub station: StationFacts,
    /// The campaign.
    pub campaign: CampaignFacts,
    /// The message.
    pub message: MessageFacts,
    /// What the station has booked around the asked days, in order of start.
    pub booked: Vec<Slot>,
}

/// What is asked for: a calendar day and a time on the station's wall clock.
///
/// For a spot the time may be any within a break; the spot then stands at the
/// first free second of that break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The calendar day at the station.
    pub date: NaiveDate,
    /// The time on the station's wall clock.
    pub time: NaiveTime,
    /// Whether the past is meant: an airing typed in after its time.
    pub entered_late: bool,
}
