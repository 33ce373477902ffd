//! What an estimate of a campaign is made of, as the rows tell it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::campaigns::{Campaign, CampaignLine, State};
use crate::kit::{Id, id};
use crate::reach::model::{AiringKind, HeadCount, SlotDays, Status};

/// A campaign whose figures are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The campaign.
    pub campaign: Id<id::Campaign>,
    /// Where it stands.
    pub state: State,
    /// The first day of the flight.
    pub starts_on: NaiveDate,
    /// The last day of the flight.
    pub ends_on: NaiveDate,
}

impl From<&Campaign> for Asked {
    fn from(it: &Campaign) -> Self {
        let (campaign, state) = (it.id, it.state);
        Self { campaign, state, starts_on: it.starts_on, ends_on: it.ends_on }
    }
}

impl From<&CampaignLine> for Asked {
    fn from(it: &CampaignLine) -> Self {
        let (campaign, state) = (it.id, it.state);
        Self { campaign, state, starts_on: it.starts_on, ends_on: it.ends_on }
    }
}

/// Everything that the estimate of one campaign depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// The first day of the flight.
    pub starts_on: NaiveDate,
    /// The last day of the flight.
    pub ends_on: NaiveDate,
    /// The day on which the rows were read.
    pub read_on: NaiveDate,
    /// The districts of the campaign.
    pub districts: Vec<DistrictFacts>,
    /// The stations that were booked.
    pub stations: Vec<StationFacts>,
    /// Every airing that stands.
    pub airings: Vec<AiringFacts>,
    /// People of the campaign's districts at gatherings.
    pub gatherings: Vec<GatheringFacts>,
    /// What is counted beside the estimate.
    pub beside: Beside,
}

/// Who says a figure, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Who says so.
    pub by: String,
    /// The day that the source speaks of.
    pub as_of: NaiveDate,
}

/// One district.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DistrictFacts {
    /// The place.
    pub place: i64,
    /// Its P-code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The P-code of its province.
    pub province_code: String,
    /// Who lives there; none when nobody says.
    pub people: Option<PeopleFacts>,
    /// How many hear radio at all; none when nobody was asked.
    pub universe: Option<UniverseFacts>,
    /// People wanted at least once.
    pub goal_once: Option<i64>,
    /// People wanted three times or more.
    pub goal_often: Option<i64>,
    /// Percent of the people wanted at least once.
    pub goal_percent: Option<i64>,
}

/// The people of a district.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleFacts {
    /// Those who may be reached.
    pub people: i64,
    /// Those who are left out: camps, prisons, barracks.
    pub left_out: i64,
    /// The year of the figure.
    pub year: i32,
    /// `census`, `projection` or `estimate`.
    pub status: String,
    /// Who says so.
    pub source: String,
}

/// The share of a district's people who hear radio at all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UniverseFacts {
    /// The share.
    pub share: f64,
    /// How many people were asked.
    pub respondents: Option<u32>,
    /// Design effect of the sample.
    pub deff: Option<f64>,
    /// Who says so.
    pub source: Source,
}

/// One station.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StationFacts {
    /// The station.
    pub station: i64,
    /// Its name, unique.
    pub name: String,
    /// What is known of its listeners, by district.
    pub heard: Vec<HeardFacts>,
}

/// What is known of the people of one district who hear one station.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HeardFacts {
    /// Place of the district in the list.
    pub district: usize,
    /// The share that the signal covers.
    pub coverage: Option<f64>,
    /// Who says that.
    pub coverage_source: Option<Source>,
    /// Share who heard it in four weeks.
    pub cume: Option<f64>,
    /// Share who heard it in seven days.
    pub week: Option<f64>,
    /// Share who heard it yesterday.
    pub day: Option<f64>,
    /// How many people were asked.
    pub respondents: Option<u32>,
    /// Design effect of the sample.
    pub deff: Option<f64>,
    /// Who says that.
    pub source: Option<Source>,
    /// By time of day.
    pub slots: Vec<SlotFacts>,
}

/// Listening in one daypart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SlotFacts {
    /// The daypart's code.
    pub daypart: String,
    /// The kind of day.
    pub days: SlotDays,
    /// Share tuned in.
    pub tuned: Option<f64>,
    /// Share of those who come back.
    pub repeat: Option<f64>,
    /// Share who hear a spot.
    pub spot: Option<f64>,
    /// Share who hear a programme.
    pub programme: Option<f64>,
}

/// One airing.
#[derive(Clone, Debug, PartialEq)]
pub struct AiringFacts {
    /// The airing's number.
    pub airing: i64,
    /// Place of the station in the list.
    pub station: usize,
    /// Day of the flight, from 0.
    pub day: u32,
    /// The daypart's code.
    pub daypart: String,
    /// Spot or programme.
    pub kind: AiringKind,
    /// What is known of it.
    pub status: Status,
    /// Places of the districts that an outage cut off.
    pub not_in: Vec<usize>,
    /// The level of evidence, 0 planned to 4 verified.
    pub level: usize,
    /// What it costs, in minor units.
    pub price_minor: i64,
    /// In which currency.
    pub currency: String,
}

/// People of one district at one gathering.
#[derive(Clone, Debug, PartialEq)]
pub struct GatheringFacts {
    /// Place of the district in the list.
    pub district: usize,
    /// How many.
    pub people: u32,
    /// How they were counted.
    pub head_count: HeadCount,
    /// The day.
    pub held_on: NaiveDate,
}

/// What is counted beside the estimate and never added to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Beside {
    /// Gatherings that stand.
    pub gatherings: u32,
    /// Those where nobody knows how many came.
    pub unknown: u32,
    /// Those whose number is an estimate or a report.
    pub about: u32,
    /// People at gatherings, where known.
    pub attended: u32,
    /// Those of them who are not of the campaign's districts, as far as known.
    pub elsewhere: u32,
    /// Calls and texts that were counted.
    pub calls: i64,
    /// Those of them who were told of a service.
    pub referred: i64,
    /// Figures that others published.
    pub reported: Vec<Reported>,
}

/// A figure that somebody published, told as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// The figure.
    pub number: i64,
    /// `exactly`, `about` or `over`.
    pub exactness: String,
    /// What was counted.
    pub about: String,
    /// How; none when nobody says.
    pub definition: Option<String>,
    /// Who published it.
    pub source: String,
    /// When.
    pub reported_on: Option<NaiveDate>,
}
