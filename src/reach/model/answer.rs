//! What comes out of an estimate.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::distribution::MANY;
use super::schedule::Record;
use super::tier::Tier;
use super::types::Basis;
use super::warning::Warning;

/// The name of the model; a change in any number is a new name.
pub const MODEL: &str = "nested-audience/1";

/// People reached at least 1, 2, .. 10 times.
pub type Reach = [f64; MANY];

/// The answer to one case.
///
/// Units: people, unless a field says otherwise. Full precision; pages round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Name of the model.
    pub model: Cow<'static, str>,
    /// Which airings counted.
    pub basis: Basis,
    /// How well the whole is founded.
    pub tier: Tier,
    /// The campaign.
    pub total: Total,
    /// By district, in the order of the case.
    pub districts: Vec<DistrictAnswer>,
    /// Stations with a counted airing where they are heard, in the order of the case;
    /// empty in tier D.
    pub stations: Vec<StationAnswer>,
    /// Reach 1+ after each day of the flight; empty in tier D.
    pub curve: Vec<f64>,
    /// How sure reach 1+ is; none without reach.
    pub interval: Option<Interval>,
    /// What the uncertainty comes from; none without an interval.
    pub sensitivity: Option<Sensitivity>,
    /// Which single answer would make it surer, most useful first.
    pub ask_next: Vec<Ask>,
    /// What became of the airings.
    pub airings: Record,
    /// What a reader should know about the inputs.
    pub warnings: Vec<Warning>,
}

/// The figures of a campaign; those of listening are absent in tier D.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Total {
    /// People of all districts.
    pub population: f64,
    /// People who could receive or hear a station that was used.
    pub potential: f64,
    /// People reached by radio or a gathering.
    pub reach: Option<Reach>,
    /// People reached by radio.
    pub radio: Option<f64>,
    /// People reached by a gathering.
    pub gatherings: f64,
    /// Contacts, however many fall on the same person.
    pub gross: Option<f64>,
    /// Contacts per person reached.
    pub mean_frequency: Option<f64>,
    /// Contacts by radio per hundred people.
    pub grp: Option<f64>,
    /// Cost per person reached, in the case's currency.
    pub cost_per_reached: Option<f64>,
    /// Cost per person reached three times or more.
    pub cost_per_reached_3: Option<f64>,
}

/// The figures of one district; those of listening are absent in tier D.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DistrictAnswer {
    /// The district.
    pub code: String,
    /// How well it is founded.
    pub tier: Tier,
    /// Its people.
    pub population: f64,
    /// People who could receive or hear a station that was used.
    pub potential: f64,
    /// People reached by radio or a gathering.
    pub reach: Option<Reach>,
    /// People reached by radio.
    pub radio: Option<f64>,
    /// People reached by a gathering.
    pub gatherings: f64,
    /// Contacts by radio per hundred people.
    pub grp: Option<f64>,
    /// Contacts per person reached.
    pub mean_frequency: Option<f64>,
    /// How sure its reach 1+ is.
    pub interval: Option<Interval>,
}

/// What one station contributes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StationAnswer {
    /// The station.
    pub code: String,
    /// People it reaches by itself.
    pub reach: f64,
    /// People nobody else reaches: reach 1+ of all less reach 1+ without it.
    pub incremental: f64,
}

/// How sure a number of people is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Four in five: low and high end.
    pub p80: (f64, f64),
    /// Nineteen in twenty: low and high end.
    pub p95: (f64, f64),
    /// Standard deviation of the logarithm.
    pub sd: f64,
}

/// Groups of inputs that may be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Group {
    /// Share of a district who hear radio at all.
    Universe,
    /// Share who ever hear a station.
    Cume,
    /// How many of them are tuned in and attend.
    Audience,
    /// How much the same people come back.
    Repeat,
    /// Head counts.
    Gatherings,
    /// Chance that an unreported airing has aired.
    Confirmation,
}

impl Group {
    /// All groups, in the order of the answer.
    pub const ALL: [Self; 6] = [
        Self::Universe,
        Self::Cume,
        Self::Audience,
        Self::Repeat,
        Self::Gatherings,
        Self::Confirmation,
    ];

    /// The word used in answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Universe => "universe",
            Self::Cume => "cume",
            Self::Audience => "audience",
            Self::Repeat => "repeat",
            Self::Gatherings => "gatherings",
            Self::Confirmation => "confirmation",
        }
    }
}

/// Shares of the variance; together 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sensitivity {
    /// By group, in the order of [`Group::ALL`].
    pub groups: [f64; 6],
    /// What no better input would remove.
    pub structural: f64,
}

/// One input that would be worth asking again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ask {
    /// Its group.
    pub group: Group,
    /// Its district, if it has one.
    pub district: Option<String>,
    /// Its station, if it has one.
    pub station: Option<String>,
    /// Share of the variance that this one input makes.
    pub share: f64,
}
