//! One input at a time: each moved one standard deviation down and up.

use super::super::answer::Group;
use super::super::combine::{Instead, Local, either, gathered_share};
use super::super::heard::Other;
use super::super::listeners::LEVELS;
use super::super::reception::Reception;
use super::super::types::Basis;
use super::errors::{Asked, HabitAsked, beta_moved, daily, factor, head_count_sd};
use super::fill::Parts;

/// What moving one input did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Move {
    /// The group of the input.
    pub group: Group,
    /// The district of the input, if it has one.
    pub district: Option<usize>,
    /// The station of the input, if it has one.
    pub station: Option<usize>,
    /// Half of what ln(reach) changed from down to up, squared.
    pub variance: f64,
}

/// Everything that moving the inputs did.
#[derive(Clone, Debug, Default)]
pub struct Moves {
    /// By group, then district, station and daypart.
    pub moves: Vec<Move>,
    /// Variance of ln(reach) of each district by itself.
    pub by_district: Vec<f64>,
}

/// One standard deviation down, and up.
const DOWN_AND_UP: [f64; 2] = [-1.0, 1.0];

struct Mover<'a> {
    parts: &'a Parts<'a>,
    /// Share reached in each district.
    shares: Vec<f64>,
    /// People reached in all.
    total: f64,
    result: Moves,
    stop: &'a dyn Fn() -> bool,
}

/// Every input moved alone; none if the caller ended the work.
///
/// Source: docs/decisions/007-reach.md, section 6.
pub fn moves(parts: &Parts, stop: &dyn Fn() -> bool) -> Option<Moves> {
    let shares: Vec<f64> = parts.locals.iter().map(|it| parts.share(it)).collect();
    let total = parts.locals.iter().zip(&shares).map(|(it, share)| it.people * share).sum();
    let by_district = vec![0.0; parts.locals.len()];
    let result = Moves { moves: Vec::new(), by_district };
    let mut mover = Mover { parts, shares, total, result, stop };
    mover.universes()?;
    mover.cumes()?;
    mover.audiences()?;
    mover.repeats()?;
    mover.gatherings()?;
    mover.confirmations()?;
    Some(mover.result)
}

impl Mover<'_> {
    fn universes(&mut self) -> Option<()> {
        for (place, local, respondents) in surveyed(self.parts) {
            if local.receptions.iter().all(|it| it.cells.is_empty()) {
                continue;
            }
            let asked = Asked { share: local.universe, respondents };
            let shares = DOWN_AND_UP.map(|by| {
                let universe = asked.moved(by).max(local.ever_max);
                self.share_if(local, universe, None)
            });
            self.note(Group::Universe, place, None, shares)?;
        }
        Some(())
    }

    fn cumes(&mut self) -> Option<()> {
        for (place, local, respondents) in surveyed(self.parts) {
            for (reception, it) in local.receptions.iter().enumerate() {
                let Some(ever) = it.ever.filter(|_| !it.cells.is_empty()) else {
                    continue;
                };
                let asked = Asked { share: ever, respondents };
                let shares = DOWN_AND_UP.map(|by| {
                    let ever = asked.moved(by);
                    let reached = self.reached_if(it, |taken| Other { ever, ..taken });
                    let universe = local.universe.max(ever);
                    self.share_if(local, universe, Some((reception, ever, reached)))
                });
                self.note(Group::Cume, place, Some(it.station), shares)?;
            }
        }
        Some(())
    }

    fn audiences(&mut self) -> Option<()> {
        for (place, local, respondents) in surveyed(self.parts) {
            for (reception, it) in local.receptions.iter().enumerate() {
                let Some(ever) = it.ever.filter(|_| !it.cells.is_empty()) else {
                    continue;
                };
                let daily = daily(it.daily, respondents);
                let shares = DOWN_AND_UP.map(|by| {
                    let factor = factor(daily, by);
                    let reached = self.reached_if(it, |taken| Other { factor, ..taken });
                    self.share_if(local, local.universe, Some((reception, ever, reached)))
                });
                self.note(Group::Audience, place, Some(it.station), shares)?;
            }
        }
        Some(())
    }

    fn repeats(&mut self) -> Option<()> {
        for (place, local, respondents) in surveyed(self.parts) {
            for (reception, it) in local.receptions.iter().enumerate() {
                let Some(ever) = it.ever else { continue };
                for (cell, heard) in it.cells.iter().enumerate() {
                    let asked = HabitAsked::new(heard.cell.habit, heard.cell.tuned, respondents);
                    let shares = DOWN_AND_UP.map(|by| {
                        let habit = asked.moved(by);
                        let reached = it.reached_by(|place, other| {
                            if place != cell {
                                return other.reached;
                            }
                            let changed = Other { habit, ..other.as_taken() };
                            other.reached_if(self.parts.listeners, changed)
                        });
                        self.share_if(local, local.universe, Some((reception, ever, reached)))
                    });
                    self.note(Group::Repeat, place, Some(it.station), shares)?;
                }
            }
        }
        Some(())
    }

    fn gatherings(&mut self) -> Option<()> {
        for (gathering, it) in self.parts.case.gatherings.iter().enumerate() {
            let Some(local) = self.parts.locals.get(it.district) else {
                continue;
            };
            let radio = local.radio_share(self.parts.listeners, local.universe, None);
            let shares = DOWN_AND_UP.map(|by| {
                let times = (by * head_count_sd(it.head_count)).exp();
                let moved = local.gathered.iter().map(|other| {
                    let here = other.gathering == gathering;
                    if here { (other.share * times).min(1.0) } else { other.share }
                });
                either(radio, gathered_share(moved, local.overlap))
            });
            self.note(Group::Gatherings, it.district, None, shares)?;
        }
        Some(())
    }

    fn confirmations(&mut self) -> Option<()> {
        if self.parts.case.options.basis != Basis::Expected {
            return Some(());
        }
        for (station, record) in self.parts.records.iter().enumerate() {
            if record.planned == 0 {
                continue;
            }
            let by_way = DOWN_AND_UP.map(|by| {
                let chance = beta_moved(record.beta(), by);
                let locals = self.parts.locals.iter();
                locals.map(|local| self.share_if_chance(local, station, chance)).collect()
            });
            self.note_everywhere(station, &by_way)?;
        }
        Some(())
    }

    /// Share of a station's listeners reached, with the same change in every cell.
    fn reached_if(&self, it: &Reception, change: impl Fn(Other) -> Other) -> [f64; LEVELS] {
        it.reached_by(|_, cell| cell.reached_if(self.parts.listeners, change(cell.as_taken())))
    }

    fn share_if(&self, local: &Local, universe: f64, instead: Option<Instead>) -> f64 {
        let radio = local.radio_share(self.parts.listeners, universe, instead);
        either(radio, local.gathered_share(|_| true))
    }

    fn share_if_chance(&self, local: &Local, station: usize, chance: f64) -> f64 {
        let found = local.receptions.iter().enumerate().find(|(_, it)| it.station == station);
        let instead = found.map(|(place, it)| {
            let reached = self.reached_if(it, |taken| Other { chance, ..taken });
            (place, it.ever.unwrap_or(0.0), reached)
        });
        self.share_if(local, local.universe, instead)
    }

    /// Note what moving an input of one district did; none if the work is to end.
    fn note(
        &mut self,
        group: Group,
        district: usize,
        station: Option<usize>,
        shares: [f64; 2],
    ) -> Option<()> {
        let (Some(local), Some(share)) =
            (self.parts.locals.get(district), self.shares.get(district))
        else {
            return Some(());
        };
        let totals = shares.map(|moved| self.total + local.people * (moved - share));
        let variance = half_log_ratio_squared(totals);
        let district = Some(district);
        self.result.moves.push(Move { group, district, station, variance });
        if let Some(sum) = district.and_then(|place| self.result.by_district.get_mut(place)) {
            *sum += half_log_ratio_squared(shares);
        }
        (!(self.stop)()).then_some(())
    }

    /// Note what moving an input of a station did, given the share of each district.
    fn note_everywhere(&mut self, station: usize, by_way: &[Vec<f64>; 2]) -> Option<()> {
        let mut totals = [self.total; 2];
        for (place, local) in self.parts.locals.iter().enumerate() {
            let moved = [by_way[0][place], by_way[1][place]];
            for (total, moved) in totals.iter_mut().zip(moved) {
                *total += local.people * (moved - self.shares[place]);
            }
            self.result.by_district[place] += half_log_ratio_squared(moved);
        }
        self.result.moves.push(Move {
            group: Group::Confirmation,
            district: None,
            station: Some(station),
            variance: half_log_ratio_squared(totals),
        });
        (!(self.stop)()).then_some(())
    }
}

/// Districts that stand on a survey: place, what was worked out, effective respondents.
fn surveyed<'a>(parts: &'a Parts<'a>) -> impl Iterator<Item = (usize, &'a Local, f64)> {
    parts.locals.iter().enumerate().filter_map(|(place, local)| {
        let survey = parts.case.survey_of(place)?;
        Some((place, local, survey.effective_respondents()))
    })
}

fn half_log_ratio_squared([down, up]: [f64; 2]) -> f64 {
    if down > 0.0 && up > 0.0 {
        let half = 0.5 * (up.ln() - down.ln());
        half * half
    } else {
        0.0
    }
}
