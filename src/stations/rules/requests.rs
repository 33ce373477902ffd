//! What people ask for, in typed parts.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use super::{
    AudienceFigures, BreakTime, Daypart, Frequency, OpeningHours, OutageReason, OwnerKind, Rate,
    Scope, Validity,
};
use crate::kit::{FormKey, Id, Language, Phone, Share, id};

/// Who a station is.
#[derive(Clone, Debug, PartialEq)]
pub struct StationTerms {
    /// Its name on air.
    pub name: String,
    /// The town of its studio.
    pub town: Option<String>,
    /// The district of its studio.
    pub place: Option<Id<id::Place>>,
    /// What kind of owner it has.
    pub owner_kind: OwnerKind,
    /// The owner in words.
    pub owner: Option<String>,
    /// Its time zone.
    pub zone: Tz,
    /// When its broadcast day begins.
    pub broadcast_day_starts: NaiveTime,
    /// The codes of its languages on air.
    pub languages: BTreeSet<String>,
    /// The share of the country that the regulator says it covers.
    pub national_share: Option<Share>,
    /// What else a planner should know.
    pub note: Option<String>,
    /// Who says so.
    pub source: Option<String>,
    /// The year or day that the source speaks of.
    pub as_of: Option<String>,
}

/// A new station.
#[derive(Clone, Debug)]
pub struct StationRequest {
    /// Who it is.
    pub terms: StationTerms,
    /// Makes the form one deed.
    pub form_key: FormKey,
}

/// A change of a station.
#[derive(Clone, Debug)]
pub struct EditRequest {
    /// Which one.
    pub station: Id<id::Station>,
    /// The version that the form showed.
    pub version: i64,
    /// Who it is now.
    pub terms: StationTerms,
    /// Makes the form one deed.
    pub form_key: FormKey,
}

/// How well a position is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PositionKind {
    /// The mast itself.
    Mast,
    /// Somewhere near it: a sector's centre, a hill.
    Approximate,
}

impl PositionKind {
    /// The code that is kept.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mast => "mast",
            Self::Approximate => "approximate",
        }
    }

    /// The kind of a code.
    pub fn read(code: &str) -> Option<Self> {
        [Self::Mast, Self::Approximate].into_iter().find(|kind| kind.code() == code)
    }
}

/// Where a transmitter stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How well it is known.
    pub kind: PositionKind,
}

/// What a transmitter is.
#[derive(Clone, Debug, PartialEq)]
pub struct TransmitterTerms {
    /// The name of the hill or place; empty when not known.
    pub site: String,
    /// The district of the site.
    pub place: Option<Id<id::Place>>,
    /// Its frequency.
    pub frequency: Frequency,
    /// Where it stands, if that is known.
    pub position: Option<Position>,
    /// How the position, or its absence, is explained.
    pub position_basis: Option<String>,
    /// Effective radiated power in watts.
    pub power_w: Option<f64>,
    /// Height of the antenna above ground in metres.
    pub antenna_m: Option<f64>,
    /// On which days it sends.
    pub valid: Validity,
    /// What else is known.
    pub note: Option<String>,
    /// Who says so.
    pub source: Option<String>,
    /// The year or day that the source speaks of.
    pub as_of: Option<String>,
    /// The districts it serves; empty for all of its station's.
    pub serves: BTreeSet<i64>,
}

/// A transmitter, new or changed.
#[derive(Clone, Debug)]
pub struct TransmitterRequest {
    /// The station.
    pub station: Id<id::Station>,
    /// Which one is changed; none for a new one.
    pub transmitter: Option<Id<id::Transmitter>>,
    /// What it is.
    pub terms: TransmitterTerms,
    /// Makes the form one deed.
    pub form_key: FormKey,
}

/// An outage, new or changed.
#[derive(Clone, Debug)]
pub struct OutageRequest {
    /// The station.
    pub station: Id<id::Station>,
    /// Which one is changed; none for a new one.
    pub outage: Option<Id<id::Outage>>,
    /// The first instant off air.
    pub starts_at: DateTime<Utc>,
    /// The first instant on air again; none while it lasts.
    pub ends_at: Option<DateTime<Utc>>,
    /// What is off.
    pub scope: Scope,
    /// Why.
    pub reason: OutageReason,
    /// What else is known.
    pub note: Option<String>,
    /// Who says so.
    pub source: Option<String>,
    /// Makes the form one deed.
    pub form_key: FormKey,
}

/// The whole week's opening hours.
#[derive(Clone, Debug)]
pub struct HoursRequest {
    /// The station.
    pub station: Id<id::Station>,
    /// The hours; none at all for hours that are not known.
    pub hours: OpeningHours,
    /// Makes the form one deed.
    pub form_key: FormKey,
}

/// One more daypart.
#[derive(Clone, Debug)]
pub struct DaypartRequest {
    /// The station.
    pub station: Id<id::Station>,
    /// The daypart.
    pub daypart: Daypart,
    /// Its own name.
    pub name: Option<String>,
    /// Makes the form one deed.
    pub form_key: FormKey,
}

/// Several breaks at once.
#[derive(Clone, Debug)]
pub struct BreaksRequest {
    /// The station.
    pub station: Id<id::Station>,
    /// The breaks.
    pub breaks: Vec<BreakTime>,
    /// Makes the form one deed.
    pub form_key: FormKey,
}

/// Another length or another end of one break.
#[derive(Clone, Debug)]
pub struct BreakChange {
    /// The station.
    pub station: Id<id::Station>,
    /// Which break.
    pub number: i64,
    /// Its whole length.
    pub seconds: u32,
    /// What campaigns may fill of it.
    pub free_seconds: u32,
    /// The last day; none while it goes on.
    pub valid_to: Option<NaiveDate>,
    /// Makes the form one deed.
    pub form_key: FormKey,
}

/// One more price.
#[derive(Clone, Debug)]
pub struct RateRequest {
    /// The station.
    pub station: Id<id::Station>,
    /// The price.
    pub rate: Rate,
    /// Makes the form one deed.
    pub form_key: FormKey,
}

/// The share of a district's people that can hear a station.
#[derive(Clone, Debug)]
pub struct CoverageRequest {
    /// The station.
    pub station: Id<id::Station>,
    /// The district.
    pub place: Id<id::Place>,
    /// At least.
    pub low: Share,
    /// Most likely.
    pub central: Share,
    /// At most.
    pub high: Share,
    /// Who says so.
    pub source: String,
    /// The day that the source speaks of.
    pub as_of: NaiveDate,
    /// Makes the form one deed.
    pub form_key: FormKey,
}

/// What a survey says of a station's listeners in one district.
#[derive(Clone, Debug)]
pub struct AudienceRequest {
    /// The station.
    pub station: Id<id::Station>,
    /// The district.
    pub place: Id<id::Place>,
    /// The figures.
    pub figures: AudienceFigures,
    /// Who says so.
    pub source: String,
    /// The day that the source speaks of.
    pub as_of: NaiveDate,
    /// Makes the form one deed.
    pub form_key: FormKey,
}

/// One more person who is called or texted.
#[derive(Clone, Debug)]
pub struct PhoneRequest {
    /// The station.
    pub station: Id<id::Station>,
    /// Who answers.
    pub name: String,
    /// What this person does there.
    pub duty: Option<String>,
    /// The language of texts.
    pub language: Language,
    /// The number.
    pub phone: Phone,
    /// Makes the form one deed.
    pub form_key: FormKey,
}

/// A part of a station that can be put away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// An outage that turned out to be wrong.
    Outage(i64),
    /// A daypart.
    Daypart(i64),
    /// A break.
    Break(i64),
    /// A price.
    Rate(i64),
    /// A staff phone.
    Phone(i64),
    /// A figure of coverage.
    Coverage(i64),
    /// A figure of audience.
    Audience(i64),
}

impl Part {
    /// The table's name and the row's number, for the trail.
    pub const fn row(self) -> (&'static str, i64) {
        match self {
            Self::Outage(number) => ("outage", number),
            Self::Daypart(number) => ("daypart", number),
            Self::Break(number) => ("station_break", number),
            Self::Rate(number) => ("rate", number),
            Self::Phone(number) => ("staff_phone", number),
            Self::Coverage(number) => ("coverage_share", number),
            Self::Audience(number) => ("audience", number),
        }
    }

    /// The part of a word of the address, such as `breaks`, and a row's number.
    pub fn read(word: &str, number: i64) -> Option<Self> {
        Some(match word {
            "outages" => Self::Outage(number),
            "dayparts" => Self::Daypart(number),
            "breaks" => Self::Break(number),
            "rates" => Self::Rate(number),
            "phones" => Self::Phone(number),
            "coverage" => Self::Coverage(number),
            "audience" => Self::Audience(number),
            _ => return None,
        })
    }
}
