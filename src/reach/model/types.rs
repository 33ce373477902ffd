//! What goes into an estimate: one frozen case.

use serde::{Deserialize, Serialize};

use super::calendar::Date;

/// Longest flight, in days; a longer one is cut there.
///
/// Source: docs/decisions/007-reach.md, section 1.
pub const DAYS_MAX: u32 = 730;

/// Everything an estimate depends on; the same case always gives the same answer.
///
/// Shape: districts and stations are referred to by their place in these lists. A case
/// read by `reach::case::read` is whole; one built by hand is checked by writing it
/// with `reach::case::write_case` and reading it back. A reference that leads nowhere
/// counts for nothing and never panics.
/// Units: all shares are shares of a district's people, each in 0..=1.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// First day of the flight (day 0); decides which days are weekend.
    pub start_on: Date,
    /// Length of the flight, 1..=730.
    pub days: u32,
    /// The districts of the campaign; they partition the people counted.
    pub districts: Vec<District>,
    /// The stations and who hears them.
    pub stations: Vec<Station>,
    /// Every airing that was planned, whatever became of it.
    pub airings: Vec<Airing>,
    /// Face-to-face sessions.
    pub gatherings: Vec<Gathering>,
    /// The survey behind every district that names none of its own.
    pub survey: Option<Survey>,
    /// How the answer is worked out.
    pub options: Options,
    /// Constants of the listener model.
    pub settings: Settings,
    /// What the campaign cost, in any one currency.
    pub cost: Option<f64>,
}

impl Case {
    /// The survey that stands behind the figures of one district, if any.
    pub fn survey_of(&self, district: usize) -> Option<Survey> {
        let own = self.districts.get(district).and_then(|it| it.survey);
        own.or(self.survey)
    }
}

/// One district of the campaign.
#[derive(Clone, Debug, PartialEq)]
pub struct District {
    /// Unique within the case.
    pub code: String,
    /// People, of the same age range as the survey; at least 1.
    pub population: f64,
    /// Share of people who heard radio at all in the last four weeks.
    pub universe: f64,
    /// The district's own survey.
    pub survey: Option<Survey>,
}

/// How many people were asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Survey {
    /// People who answered; at least 1.
    pub respondents: f64,
    /// By how much clustering inflates the variance; at least 1.
    pub design_effect: f64,
}

impl Survey {
    /// The size of the simple random sample that would have told as much.
    pub fn effective_respondents(self) -> f64 {
        self.respondents / self.design_effect
    }
}

/// One station.
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    /// Unique within the case.
    pub code: String,
    /// Where it is heard; a district that is not listed does not hear it.
    pub audiences: Vec<Audience>,
}

/// What is known about the people of one district who hear one station.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Audience {
    /// Place of the district in [`Case::districts`].
    pub district: usize,
    /// Share who heard the station in the last four weeks.
    pub cume: Option<f64>,
    /// Share who heard it in the last seven days.
    pub week: Option<f64>,
    /// Share who heard it yesterday.
    pub day: Option<f64>,
    /// Share who live where its signal can be received.
    pub coverage: Option<f64>,
    /// Listening by time of day.
    pub slots: Vec<Slot>,
}

impl Audience {
    /// Share who ever hear the station: the four-week figure, or the weekly one if that
    /// is larger; absent without a four-week figure.
    pub fn ever(&self) -> Option<f64> {
        self.cume.map(|cume| cume.max(self.week.unwrap_or(0.0)))
    }
}

/// The kind of day a slot's figures were asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SlotDays {
    /// Monday to Friday.
    Weekday,
    /// Saturday and Sunday.
    Weekend,
    /// Any day; stands alone in its daypart.
    All,
}

/// Listening to one station in one daypart.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Name of the daypart, such as `05-09`.
    pub daypart: String,
    /// The kind of day.
    pub days: SlotDays,
    /// Share tuned in on a random such day.
    pub tuned: Option<f64>,
    /// Chance that someone tuned in on one such day is tuned in on another.
    pub repeat: Option<f64>,
    /// Share who hear one spot placed in the slot.
    pub spot: Option<f64>,
    /// Share who hear one programme placed in the slot.
    pub programme: Option<f64>,
}

/// What was aired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AiringKind {
    /// A short message.
    Spot,
    /// Something long enough to be caught in part.
    Programme,
}

/// What is known of an airing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Someone or something vouches for it.
    Confirmed,
    /// It is known not to have aired.
    Denied,
    /// Nobody has reported.
    Planned,
}

/// One or several airings alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Airing {
    /// Place of the station in [`Case::stations`].
    pub station: usize,
    /// Day of the flight, counted from 0.
    pub day: u32,
    /// Name of the daypart.
    pub daypart: String,
    /// Spot or programme.
    pub kind: AiringKind,
    /// What is known of it.
    pub status: Status,
    /// How many, 1..=1000.
    pub count: u32,
    /// Places of the districts that an outage cut off from it.
    pub not_in: Vec<usize>,
}

/// How the size of a gathering is stated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum GatheringSize {
    /// People of the district who came.
    Attendance(f64),
    /// The same as a share of the district's people.
    Share(f64),
}

/// How the people at a gathering were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadCount {
    /// One by one.
    Counted,
    /// By eye.
    Estimated,
}

/// One face-to-face session.
#[derive(Clone, Debug, PartialEq)]
pub struct Gathering {
    /// Place of the district in [`Case::districts`].
    pub district: usize,
    /// How many came.
    pub size: GatheringSize,
    /// How they were counted.
    pub head_count: HeadCount,
    /// Day of the flight; without one it counts on the last day.
    pub day: Option<u32>,
}

impl Gathering {
    /// Share of the district's people who came, in 0..=1.
    pub fn share_of(&self, population: f64) -> f64 {
        let share = match self.size {
            GatheringSize::Attendance(people) => people / population,
            GatheringSize::Share(share) => share,
        };
        share.clamp(0.0, 1.0)
    }
}

/// Which airings count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    /// Only those that were confirmed.
    #[default]
    Confirmed,
    /// Confirmed ones, and unreported ones by the station's record.
    Expected,
    /// All, whatever became of them; for planning only.
    Planned,
}

impl Basis {
    /// The word used in cases and answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Expected => "expected",
            Self::Planned => "planned",
        }
    }
}

/// How the answer is worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Which airings count.
    pub basis: Basis,
    /// Random draws behind the interval; 0 for one move at a time.
    pub draws: u32,
    /// Where the draws start.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { basis: Basis::Confirmed, draws: 0, seed: 1 }
    }
}

/// Constants of the listener model that a case may set itself.
///
/// Source of the defaults: docs/decisions/007-reach.md, section 4.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Spread of light and heavy listening (standard deviation of its logarithm).
    pub frailty: f64,
    /// How alike people are in attention; larger is more alike.
    pub attention: f64,
    /// Habit assumed where no repeat rate was asked.
    pub habit: f64,
    /// Structural error, instead of the tier's own.
    pub sigma: Option<f64>,
    /// Share of a district's gatherings that the same people attend.
    pub gathering_overlap: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { frailty: 0.45, attention: 2.5, habit: 0.15, sigma: None, gathering_overlap: 0.0 }
    }
}
