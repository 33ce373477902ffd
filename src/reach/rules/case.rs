//! From the rows of a campaign to the case of its estimate.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::airings::day_of;
use super::facts::{DistrictFacts, Facts, HeardFacts, SlotFacts, StationFacts};
use super::universe::{ASSUMED_SIGMA, assumed_universe};
use crate::kit::Currency;
use crate::reach::model::{
    Airing, Audience, Basis, Case, Date, District, Gathering, GatheringSize, Options, Settings,
    Slot, SlotDays, Station, Status, Survey,
};

/// Design effect where a survey does not state its own.
///
/// Source: docs/decisions/007-reach.md, section 6.
const DESIGN_EFFECT: f64 = 1.5;

/// The case of a campaign; none while no district has a population.
///
/// Source: docs/decisions/007-reach.md, section 13.
pub fn case_of(facts: &Facts, basis: Basis) -> Option<Case> {
    let kept = kept_districts(&facts.districts);
    if kept.is_empty() {
        return None;
    }
    let flight = (facts.starts_on, facts.ends_on.max(facts.starts_on));
    let districts = kept.keys().map(|place| district(facts, *place)).collect();
    let airings: Vec<Airing> = facts
        .airings
        .iter()
        .map(|it| Airing {
            station: it.station,
            day: it.day,
            daypart: it.daypart.clone(),
            kind: it.kind,
            status: it.status,
            count: 1,
            not_in: it.not_in.iter().filter_map(|place| kept.get(place).copied()).collect(),
        })
        .collect();
    let used = dayparts_used(facts);
    let stations = facts.stations.iter().enumerate();
    let stations = stations.map(|(at, it)| station(it, &kept, used.get(&at))).collect();
    let assumed = kept.keys().any(|place| facts.districts[*place].universe.is_none());
    Some(Case {
        start_on: date(facts.starts_on)?,
        days: day_of(flight.1, flight) + 1,
        districts,
        stations,
        airings,
        gatherings: gatherings(facts, &kept),
        survey: None,
        options: Options { basis, ..Options::default() },
        settings: Settings { sigma: assumed.then_some(ASSUMED_SIGMA), ..Settings::default() },
        cost: cost(facts, basis).and_then(Cost::in_units),
    })
}

/// The districts that have people: their place in the facts and in the case.
pub fn kept_districts(districts: &[DistrictFacts]) -> BTreeMap<usize, usize> {
    let peopled = districts.iter().enumerate().filter(|(_, it)| people(it) >= 1);
    peopled.enumerate().map(|(to, (from, _))| (from, to)).collect()
}

fn people(district: &DistrictFacts) -> u32 {
    let people = district.people.as_ref().map_or(0, |it| it.people);
    u32::try_from(people).unwrap_or(0)
}

fn district(facts: &Facts, place: usize) -> District {
    let it = &facts.districts[place];
    let universe = it.universe.as_ref().map(|it| it.share);
    District {
        code: it.code.clone(),
        population: people(it).into(),
        universe: universe.unwrap_or_else(|| assumed_universe(&it.province_code)),
        survey: smallest_survey(facts, place),
    }
}

/// The survey that told least of those behind a district's figures.
fn smallest_survey(facts: &Facts, place: usize) -> Option<Survey> {
    let universe = facts.districts[place].universe.iter().map(|it| (it.respondents, it.deff));
    let heard = facts.stations.iter().flat_map(|it| &it.heard);
    let heard = heard.filter(|it| it.district == place).map(|it| (it.respondents, it.deff));
    let surveys = universe.chain(heard).filter_map(|(respondents, deff)| {
        let respondents = f64::from(respondents?);
        Some(Survey { respondents, design_effect: deff.unwrap_or(DESIGN_EFFECT).max(1.0) })
    });
    surveys
        .min_by(|one, other| one.effective_respondents().total_cmp(&other.effective_respondents()))
}

fn dayparts_used(facts: &Facts) -> BTreeMap<usize, BTreeSet<&str>> {
    let mut used: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for airing in &facts.airings {
        used.entry(airing.station).or_default().insert(&airing.daypart);
    }
    used
}

/// A station stands in the districts where something is known of it, else in all of them
/// with nothing known; a daypart that nobody was asked about is named without figures.
fn station(
    facts: &StationFacts,
    kept: &BTreeMap<usize, usize>,
    used: Option<&BTreeSet<&str>>,
) -> Station {
    let known = facts.heard.iter().filter_map(|it| Some(audience(it, *kept.get(&it.district)?)));
    let mut audiences: Vec<Audience> = known.collect();
    if audiences.is_empty() {
        let nothing = |district: &usize| Audience { district: *district, ..Audience::default() };
        audiences = kept.values().map(nothing).collect();
    }
    let mut asked: BTreeSet<String> =
        audiences.iter().flat_map(|it| &it.slots).map(|it| it.daypart.clone()).collect();
    if let Some(first) = audiences.first_mut() {
        for daypart in used.into_iter().flatten() {
            if asked.insert((*daypart).to_owned()) {
                let daypart = (*daypart).to_owned();
                let days = SlotDays::All;
                let (tuned, repeat, spot, programme) = (None, None, None, None);
                first.slots.push(Slot { daypart, days, tuned, repeat, spot, programme });
            }
        }
    }
    Station { code: facts.name.clone(), audiences }
}

fn audience(facts: &HeardFacts, district: usize) -> Audience {
    let mut slots: Vec<Slot> = Vec::new();
    for slot in &facts.slots {
        let beside = |other: &Slot| {
            let all = SlotDays::All;
            other.daypart == slot.daypart
                && (other.days == slot.days || other.days == all || slot.days == all)
        };
        if !slots.iter().any(beside) {
            slots.push(told(slot));
        }
    }
    Audience {
        district,
        cume: facts.cume,
        week: facts.week,
        day: facts.day,
        coverage: facts.coverage,
        slots,
    }
}

fn told(slot: &SlotFacts) -> Slot {
    Slot {
        daypart: slot.daypart.clone(),
        days: slot.days,
        tuned: slot.tuned,
        repeat: slot.repeat,
        spot: slot.spot,
        programme: slot.programme,
    }
}

fn gatherings(facts: &Facts, kept: &BTreeMap<usize, usize>) -> Vec<Gathering> {
    let flight = (facts.starts_on, facts.ends_on);
    let within = facts.gatherings.iter().filter_map(|it| {
        let most = people(&facts.districts[it.district]);
        Some(Gathering {
            district: *kept.get(&it.district)?,
            size: GatheringSize::Attendance(it.people.min(most).into()),
            head_count: it.head_count,
            day: Some(day_of(it.held_on, flight)),
        })
    });
    within.collect()
}

/// What airtime costs, in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Minor units.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Cost {
    fn in_units(self) -> Option<f64> {
        let minor = u32::try_from(self.minor).ok().map(f64::from)?;
        Some((0..self.currency.digits()).fold(minor, |amount, _| amount / 10.0))
    }
}

/// The price of the airings that count; none when they are in several currencies.
pub fn cost(facts: &Facts, basis: Basis) -> Option<Cost> {
    let counts = |status| match basis {
        Basis::Confirmed => status == Status::Confirmed,
        Basis::Expected => status != Status::Denied,
        Basis::Planned => true,
    };
    let mut sum: Option<Cost> = None;
    for airing in facts.airings.iter().filter(|it| counts(it.status) && it.price_minor > 0) {
        let currency: Currency = airing.currency.parse().ok()?;
        let before = sum.unwrap_or(Cost { minor: 0, currency });
        if before.currency != currency {
            return None;
        }
        let minor = before.minor.checked_add(airing.price_minor)?;
        sum = Some(Cost { minor, currency });
    }
    sum
}

/// A day as the engine writes it.
pub fn date(day: chrono::NaiveDate) -> Option<Date> {
    let (month, day_of_month) = (u8::try_from(day.month()), u8::try_from(day.day()));
    Date::new(u16::try_from(day.year()).ok()?, month.ok()?, day_of_month.ok()?)
}

/// The airings whose status differs between two cases that are otherwise the same but for
/// the cost; none when more than that differs.
pub fn statuses_changed(before: &Case, after: &Case) -> Option<Vec<(usize, Status)>> {
    let same = before.start_on == after.start_on
        && before.days == after.days
        && before.settings == after.settings
        && before.options == after.options
        && before.survey == after.survey
        && before.airings.len() == after.airings.len()
        && before.districts == after.districts
        && before.gatherings == after.gatherings
        && before.stations == after.stations;
    if !same {
        return None;
    }
    let mut changed = Vec::new();
    for (at, (one, other)) in before.airings.iter().zip(&after.airings).enumerate() {
        if one.status != other.status {
            changed.push((at, other.status));
        }
        let alike = one.station == other.station
            && one.day == other.day
            && one.kind == other.kind
            && one.count == other.count
            && one.daypart == other.daypart
            && one.not_in == other.not_in;
        if !alike {
            return None;
        }
    }
    Some(changed)
}
