//! From a case to its answer, and from one answer to the next after a small change.

use super::answer::{Answer, DistrictAnswer, MODEL, Reach, StationAnswer, Total};
use super::combine::{Gathered, Local};
use super::heard::Context;
use super::interval;
use super::listeners::Listeners;
use super::reception::Reception;
use super::schedule::{Record, Schedule};
use super::tier::{Footing, Tier};
use super::types::{Airing, Basis, Case, DAYS_MAX, Status};
use super::warning::Warning;

/// The answer to a case, with its interval.
///
/// Shape: `stop` is asked now and then; once it says yes the answer comes without an
/// interval and with [`Warning::CutShort`].
/// Source: docs/decisions/007-reach.md, with a worked example.
pub fn estimate(case: &Case, stop: &dyn Fn() -> bool) -> Answer {
    Estimator::new(case.clone()).answer(stop)
}

/// The answer to a case without interval, sensitivity and what to ask next.
pub fn estimate_point(case: &Case) -> Answer {
    Estimator::new(case.clone()).point()
}

/// A case with everything worked out that its next answer can use again: what the
/// listeners of each station hear in each district, by daypart.
///
/// Shape: after a change the answer equals that of a new estimator for the changed case.
#[derive(Clone, Debug)]
pub struct Estimator {
    case: Case,
    listeners: Listeners,
    schedule: Schedule,
    records: Vec<Record>,
    locals: Vec<Local>,
}

impl Estimator {
    /// Everything worked out for this case.
    pub fn new(mut case: Case) -> Self {
        case.days = case.days.min(DAYS_MAX);
        let listeners = Listeners::new(case.settings.frailty);
        let schedule = Schedule::new(&case);
        let locals = (0..case.districts.len()).map(|place| local(&case, place)).collect();
        let records = vec![Record::default(); case.stations.len()];
        let mut result = Self { case, listeners, schedule, records, locals };
        for station in 0..result.case.stations.len() {
            result.work_out(station);
        }
        result
    }

    /// The same case on another basis, at another cost: who listens is not worked out again.
    #[must_use]
    pub fn on(&self, basis: Basis, cost: Option<f64>) -> Self {
        let mut other = self.clone();
        other.case.options.basis = basis;
        other.case.cost = cost;
        for station in 0..other.case.stations.len() {
            other.work_out(station);
        }
        other
    }

    /// The case as it stands.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// The answer with its interval; `stop` as in [`estimate`].
    pub fn answer(&self, stop: &dyn Fn() -> bool) -> Answer {
        let mut answer = self.point();
        interval::fill(&mut answer, &self.parts(), stop);
        answer
    }

    /// The airing at this place of the list now has this status. Only what its station
    /// airs in that daypart is worked out again; without such an airing nothing changes.
    pub fn set_status(&mut self, airing: usize, status: Status) {
        let Some(changed) = self.case.airings.get_mut(airing) else {
            return;
        };
        changed.status = status;
        let station = changed.station;
        self.work_out(station);
    }

    /// Times of day of stations in districts in which something counts: what it takes to
    /// keep the estimator.
    pub fn cells(&self) -> usize {
        let receptions = self.locals.iter().flat_map(|it| &it.receptions);
        receptions.map(|it| it.cells.len()).sum()
    }

    /// What the campaign cost is this now.
    pub fn set_cost(&mut self, cost: Option<f64>) {
        self.case.cost = cost;
    }

    /// The station now has these airings and no others; those of other stations come
    /// first in the list. Only dayparts in which something changed are worked out again.
    pub fn replace_airings(&mut self, station: usize, airings: Vec<Airing>) {
        self.case.airings.retain(|it| it.station != station);
        self.case.airings.extend(airings.into_iter().filter(|it| it.station == station));
        let before = std::mem::replace(&mut self.schedule, Schedule::new(&self.case));
        if !self.schedule.same_dayparts(&before) {
            *self = Self::new(self.case.clone());
            return;
        }
        self.work_out(station);
    }

    /// The answer without interval, sensitivity and what to ask next.
    pub fn point(&self) -> Answer {
        let mut footing = Footing::default();
        let mut districts = Vec::with_capacity(self.locals.len());
        let mut sums = Sums::default();
        for (district, local) in self.case.districts.iter().zip(&self.locals) {
            let answer = self.district(&district.code, local, &mut footing, &mut sums);
            districts.push(answer);
        }
        let tier = footing.tier();
        Answer {
            model: MODEL.into(),
            basis: self.case.options.basis,
            tier,
            total: self.total(tier, &sums),
            districts,
            stations: if tier == Tier::D { Vec::new() } else { self.stations() },
            curve: if tier == Tier::D { Vec::new() } else { self.curve() },
            interval: None,
            sensitivity: None,
            ask_next: Vec::new(),
            airings: self.record(),
            warnings: self.warnings(),
        }
    }

    pub(super) fn parts(&self) -> interval::Parts<'_> {
        interval::Parts {
            case: &self.case,
            listeners: &self.listeners,
            locals: &self.locals,
            records: &self.records,
        }
    }

    /// Work out one station again in every district where it is heard.
    fn work_out(&mut self, station: usize) {
        let Some(it) = self.case.stations.get(station) else {
            return;
        };
        let record = self.schedule.record(&self.case.airings, station);
        self.records[station] = record;
        let context = Context {
            settings: &self.case.settings,
            listeners: &self.listeners,
            days: self.case.days,
            chance: record.chance(),
        };
        let basis = self.case.options.basis;
        for figures in &it.audiences {
            let Some(local) = self.locals.get_mut(figures.district) else {
                continue;
            };
            let counted =
                self.schedule.counted(&self.case.airings, basis, station, figures.district);
            let place = local.receptions.partition_point(|it| it.station < station);
            let before = local.receptions.get(place).is_some_and(|it| it.station == station);
            let before = before.then(|| local.receptions.remove(place));
            let reception = Reception::new(
                station,
                figures,
                &counted,
                context,
                |daypart| self.schedule.daypart(daypart),
                before,
            );
            local.receptions.insert(place, reception);
        }
    }

    fn district(
        &self,
        code: &str,
        local: &Local,
        all: &mut Footing,
        sums: &mut Sums,
    ) -> DistrictAnswer {
        let people = local.people;
        let footing = local.footing();
        let contacts = footing.contacts();
        all.take_in(&footing, people);
        let tier = footing.tier();
        let shares = local.radio(&self.listeners).and(&local.gatherings()).at_least();
        let reach = shares.map(|share| people * share);
        let radio = people * local.radio_share(&self.listeners, local.universe, None);
        let gatherings = people * local.gathered_share(|_| true);
        let attendance = people * local.gathered.iter().map(|it| it.share).sum::<f64>();
        let potential = people * local.potential();
        let gross = people * contacts + attendance;
        sums.add(&Sums {
            people,
            potential,
            reach,
            radio,
            gatherings,
            gross,
            contacts: people * contacts,
        });
        let known = tier != Tier::D;
        DistrictAnswer {
            code: code.to_owned(),
            tier,
            population: people,
            potential,
            reach: known.then_some(reach),
            radio: known.then_some(radio),
            gatherings,
            grp: known.then_some(100.0 * contacts),
            mean_frequency: known.then_some(ratio(gross, reach[0]).unwrap_or(0.0)),
            interval: None,
        }
    }

    fn total(&self, tier: Tier, sums: &Sums) -> Total {
        let known = tier != Tier::D;
        let cost_per =
            |people: f64| self.case.cost.filter(|_| known).and_then(|cost| ratio(cost, people));
        Total {
            population: sums.people,
            potential: sums.potential,
            reach: known.then_some(sums.reach),
            radio: known.then_some(sums.radio),
            gatherings: sums.gatherings,
            gross: known.then_some(sums.gross),
            mean_frequency: known.then_some(ratio(sums.gross, sums.reach[0]).unwrap_or(0.0)),
            grp: known.then_some(ratio(100.0 * sums.contacts, sums.people).unwrap_or(0.0)),
            cost_per_reached: cost_per(sums.reach[0]),
            cost_per_reached_3: cost_per(sums.reach[2]),
        }
    }

    fn stations(&self) -> Vec<StationAnswer> {
        let mut sums = vec![(false, 0.0, 0.0); self.case.stations.len()];
        for local in &self.locals {
            for it in local.receptions.iter().filter(|it| it.used) {
                if let Some((used, _, _)) = sums.get_mut(it.station) {
                    *used = true;
                }
            }
            for (station, extra, alone) in local.shares_of_stations(&self.listeners) {
                if let Some((_, reach, incremental)) = sums.get_mut(station) {
                    *reach += local.people * alone;
                    *incremental += local.people * extra;
                }
            }
        }
        let with_sums = self.case.stations.iter().zip(sums);
        with_sums
            .filter(|(_, (used, _, _))| *used)
            .map(|(it, (_, reach, incremental))| StationAnswer {
                code: it.code.clone(),
                reach,
                incremental,
            })
            .collect()
    }

    /// Reach 1+ after each day of the flight.
    fn curve(&self) -> Vec<f64> {
        let mut curve = vec![0.0; usize::try_from(self.case.days).unwrap_or(0)];
        for local in &self.locals {
            let shares = local.curve(&self.listeners, self.case.days);
            for (sum, share) in curve.iter_mut().zip(shares) {
                *sum += local.people * share;
            }
        }
        curve
    }

    fn record(&self) -> Record {
        let mut record = Record::default();
        self.case.airings.iter().for_each(|airing| record.note(airing));
        record
    }

    fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        for (district, local) in self.case.districts.iter().zip(&self.locals) {
            if local.universe > district.universe {
                warnings.push(Warning::UniverseRaised {
                    district: district.code.clone(),
                    from: district.universe,
                    to: local.universe,
                });
            }
            for it in local.receptions.iter().filter(|it| it.used) {
                let Some(station) = self.case.stations.get(it.station) else {
                    continue;
                };
                let (station, district) = (station.code.clone(), district.code.clone());
                if it.ever.is_none() {
                    warnings.push(Warning::NoCume { station, district });
                    continue;
                }
                for cell in &it.cells {
                    warnings.extend(cell.cell.strains.iter().map(|strain| Warning::Strained {
                        station: station.clone(),
                        district: district.clone(),
                        daypart: self.schedule.daypart(cell.daypart).to_owned(),
                        strain: *strain,
                    }));
                }
            }
        }
        warnings
    }
}

/// Sums over districts.
#[derive(Default)]
struct Sums {
    people: f64,
    potential: f64,
    reach: Reach,
    radio: f64,
    gatherings: f64,
    gross: f64,
    contacts: f64,
}

impl Sums {
    fn add(&mut self, other: &Self) {
        self.people += other.people;
        self.potential += other.potential;
        for (mine, theirs) in self.reach.iter_mut().zip(&other.reach) {
            *mine += theirs;
        }
        self.radio += other.radio;
        self.gatherings += other.gatherings;
        self.gross += other.gross;
        self.contacts += other.contacts;
    }
}

/// One figure by another, if that can be said.
fn ratio(some: f64, of: f64) -> Option<f64> {
    (of > 0.0).then(|| some / of).filter(|it| it.is_finite())
}

/// A district before any station is worked out.
fn local(case: &Case, place: usize) -> Local {
    let district = case.districts.get(place);
    let people = district.map_or(0.0, |it| it.population);
    let audiences = case.stations.iter().flat_map(|it| &it.audiences);
    let ever_max = audiences
        .filter(|it| it.district == place)
        .filter_map(super::types::Audience::ever)
        .fold(0.0, f64::max);
    let last_day = case.days.saturating_sub(1);
    let gatherings = case.gatherings.iter().enumerate();
    Local {
        people,
        universe: district.map_or(0.0, |it| it.universe).max(ever_max),
        ever_max,
        overlap: case.settings.gathering_overlap,
        receptions: Vec::new(),
        gathered: gatherings
            .filter(|(_, it)| it.district == place)
            .map(|(gathering, it)| Gathered {
                gathering,
                share: it.share_of(people),
                day: it.day.map_or(last_day, |day| day.min(last_day)),
            })
            .collect(),
    }
}
