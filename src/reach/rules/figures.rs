//! Everything that the pages of a campaign's results show.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::case::{self, kept_districts};
use super::facts::{Beside, DistrictFacts, Facts, StationFacts};
use crate::kit::{Currency, Money};
use crate::reach::model::{Answer, Basis, Case, Date, Published, Status, Tier};

/// Share of a campaign's people that may live where listening is assumed before the whole
/// campaign is no better founded.
///
/// Source: docs/decisions/007-reach.md, section 12.
const ASSUMED_PEOPLE_MAX: f64 = 0.1;

/// The three bases in the order of the pages.
pub const BASES: [Basis; 3] = [Basis::Confirmed, Basis::Expected, Basis::Planned];

/// The figures of a campaign with everything they depend on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// The first day of the flight.
    pub starts_on: NaiveDate,
    /// The last day of the flight.
    pub ends_on: NaiveDate,
    /// The day on which the rows were read.
    pub read_on: NaiveDate,
    /// The oldest day that an input speaks of.
    pub inputs_on: NaiveDate,
    /// By basis, confirmed first; none without a single district that has people.
    pub answers: Option<[Answer; 3]>,
    /// SHA-256 of each case, in hexadecimal.
    pub hashes: Option<[String; 3]>,
    /// The districts, those without people too.
    pub districts: Vec<DistrictFacts>,
    /// For each district of the answers, its place in the list above.
    pub kept: Vec<usize>,
    /// The stations.
    pub stations: Vec<StationFacts>,
    /// What became of the airings of each station.
    pub aired: Vec<Aired>,
    /// Airings by level of evidence, planned to verified.
    pub levels: [u64; 5],
    /// The price of confirmed airings, and of all of them; none in several currencies.
    pub costs: [Option<(i64, String)>; 3],
    /// What is counted beside the estimate.
    pub beside: Beside,
}

/// What became of a station's airings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aired {
    /// Vouched for.
    pub confirmed: u32,
    /// Known not to have aired.
    pub missed: u32,
    /// Not answered, their day not over yet or in the future.
    pub waiting: u32,
}

impl Aired {
    /// All of them.
    pub fn planned(self) -> u32 {
        self.confirmed + self.missed + self.waiting
    }
}

impl Figures {
    /// The figures of a campaign from its rows and the answers to its cases.
    pub fn new(facts: Facts, worked_out: Option<([Answer; 3], [String; 3])>) -> Self {
        let kept: Vec<usize> = kept_districts(&facts.districts).into_keys().collect();
        let (answers, hashes) = worked_out.unzip();
        let costs = BASES.map(|basis| {
            case::cost(&facts, basis).map(|cost| (cost.minor, cost.currency.to_string()))
        });
        let answers = answers.map(|them| them.map(|it| at_best(it, &facts.districts, &kept)));
        Self {
            starts_on: facts.starts_on,
            ends_on: facts.ends_on,
            read_on: facts.read_on,
            inputs_on: oldest_input(&facts),
            answers,
            hashes,
            kept,
            aired: aired(&facts),
            levels: levels(&facts),
            costs,
            districts: facts.districts,
            stations: facts.stations,
            beside: facts.beside,
        }
    }

    /// What may be said of the campaign on a basis.
    pub fn published(&self, basis: Basis) -> Option<Published> {
        Published::of_campaign(self.answer(basis)?, self.inputs_date()?)
    }

    /// What may be said of the district at that place of the answers.
    pub fn published_district(&self, basis: Basis, place: usize) -> Option<Published> {
        Published::of_district(self.answer(basis)?, place, self.inputs_date()?)
    }

    /// The answer on a basis.
    pub fn answer(&self, basis: Basis) -> Option<&Answer> {
        let place = BASES.iter().position(|it| *it == basis)?;
        self.answers.as_ref().map(|them| &them[place])
    }

    /// The airtime that counts on a basis, when it is all in one currency.
    pub fn cost(&self, basis: Basis) -> Option<Money> {
        let place = BASES.iter().position(|it| *it == basis)?;
        let (minor, code) = self.costs[place].as_ref()?;
        let currency: Currency = code.parse().ok()?;
        Some(Money { minor: *minor, currency })
    }

    /// Airings by what became of them, over all stations.
    pub fn aired_in_all(&self) -> Aired {
        self.aired.iter().fold(Aired::default(), |sum, it| Aired {
            confirmed: sum.confirmed + it.confirmed,
            missed: sum.missed + it.missed,
            waiting: sum.waiting + it.waiting,
        })
    }

    /// Whether so little aired that a precise claim would mislead: one broadcast.
    pub fn is_one_broadcast(&self) -> bool {
        self.aired_in_all().planned() == 1
    }

    /// The year of the oldest count of people, and the oldest day on which listening or
    /// coverage was asked or measured.
    pub fn oldest_inputs(&self) -> (Option<i32>, Option<NaiveDate>) {
        (people_year(&self.districts), listening_on(&self.districts, &self.stations))
    }

    fn inputs_date(&self) -> Option<Date> {
        case::date(self.inputs_on)
    }
}

/// The answer with no district, and no campaign, better founded than its universe.
fn at_best(mut answer: Answer, districts: &[DistrictFacts], kept: &[usize]) -> Answer {
    let mut assumed = 0.0;
    for (place, it) in answer.districts.iter_mut().enumerate() {
        let facts = kept.get(place).and_then(|place| districts.get(*place));
        if facts.is_some_and(|it| it.universe.is_none()) {
            assumed += it.population;
            it.tier = it.tier.max(Tier::C);
        }
    }
    if assumed > ASSUMED_PEOPLE_MAX * answer.total.population {
        answer.tier = answer.tier.max(Tier::C);
    }
    answer
}

/// The oldest day that an input speaks of; a count of people speaks of its whole year.
fn oldest_input(facts: &Facts) -> NaiveDate {
    let year = people_year(&facts.districts).and_then(|it| NaiveDate::from_yo_opt(it, 1));
    let listening = listening_on(&facts.districts, &facts.stations);
    year.into_iter().chain(listening).min().unwrap_or(facts.read_on)
}

/// The year of the oldest count of people.
fn people_year(districts: &[DistrictFacts]) -> Option<i32> {
    districts.iter().filter_map(|it| it.people.as_ref()).map(|it| it.year).min()
}

/// The oldest day on which people were asked what they hear, or that a coverage speaks of.
fn listening_on(districts: &[DistrictFacts], stations: &[StationFacts]) -> Option<NaiveDate> {
    let universe = districts.iter().filter_map(|it| it.universe.as_ref());
    let heard = stations.iter().flat_map(|it| &it.heard);
    let heard = heard.flat_map(|it| [it.source.as_ref(), it.coverage_source.as_ref()]);
    universe.map(|it| it.source.as_of).chain(heard.flatten().map(|it| it.as_of)).min()
}

fn aired(facts: &Facts) -> Vec<Aired> {
    let mut by_station: BTreeMap<usize, Aired> = BTreeMap::new();
    for airing in &facts.airings {
        let sums = by_station.entry(airing.station).or_default();
        match airing.status {
            Status::Confirmed => sums.confirmed += 1,
            Status::Denied => sums.missed += 1,
            Status::Planned => sums.waiting += 1,
        }
    }
    (0..facts.stations.len()).map(|at| by_station.remove(&at).unwrap_or_default()).collect()
}

fn levels(facts: &Facts) -> [u64; 5] {
    let mut levels = [0; 5];
    for airing in &facts.airings {
        if let Some(count) = levels.get_mut(airing.level) {
            *count += 1;
        }
    }
    levels
}

/// The three cases of a campaign, by basis.
pub fn cases_of(facts: &Facts) -> Option<[Case; 3]> {
    let [one, two, three] = BASES.map(|basis| case::case_of(facts, basis));
    Some([one?, two?, three?])
}
