//! The uncertain part of an answer, put together from moves or draws.

use super::super::answer::{Answer, Ask, Group, Interval, Sensitivity};
use super::super::combine::{Local, either};
use super::super::listeners::Listeners;
use super::super::schedule::Record;
use super::super::types::Case;
use super::super::warning::Warning;
use super::draws;
use super::moves::{Move, Moves, moves};

/// How far the ends of four in five and of nineteen in twenty lie from the middle, in
/// standard deviations of a normal distribution.
const P80: f64 = 1.281_551_565_544_600_4;
const P95: f64 = 1.959_963_984_540_054;

/// Single inputs named as worth asking again.
const ASK_MAX: usize = 5;

/// What the uncertainty is worked out from.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    /// The case.
    pub case: &'a Case,
    /// Light and heavy listeners.
    pub listeners: &'a Listeners,
    /// The districts, in the order of the case.
    pub locals: &'a [Local],
    /// What became of each station's airings.
    pub records: &'a [Record],
}

impl Parts<'_> {
    /// Share of a district's people reached by radio or a gathering.
    pub fn share(&self, local: &Local) -> f64 {
        let radio = local.radio_share(self.listeners, local.universe, None);
        either(radio, local.gathered_share(|_| true))
    }
}

/// Give an answer its interval, its sensitivity and what to ask next. Without reach it
/// stays as it is; if the caller ends the work it says so.
///
/// Source: docs/decisions/007-reach.md, section 6, with a worked example.
pub fn fill(answer: &mut Answer, parts: &Parts, stop: &dyn Fn() -> bool) {
    let reached = answer.total.reach.map(|it| it[0]).filter(|it| *it > 0.0);
    let Some(reached) = reached else { return };
    let sigma = |tier: super::super::tier::Tier| {
        parts.case.settings.sigma.or_else(|| tier.structural_sigma())
    };
    let Some(structural) = sigma(answer.tier) else {
        return;
    };
    let Some(moves) = moves(parts, stop) else {
        answer.warnings.push(Warning::CutShort);
        return;
    };
    let one_by_one: f64 = moves.moves.iter().map(|it| it.variance).sum();
    let mut variance = one_by_one;
    if parts.case.options.draws > 1 {
        let Some(drawn) = draws::variance(parts, stop) else {
            answer.warnings.push(Warning::CutShort);
            return;
        };
        variance = drawn;
    }
    let structural = structural * structural;
    let sd = (variance + structural).sqrt();
    answer.interval = Some(interval(reached, answer.total.population, sd));
    answer.sensitivity = Some(sensitivity(&moves, structural));
    answer.ask_next = ask_next(&moves.moves, one_by_one + structural, parts.case);
    for (district, variance) in answer.districts.iter_mut().zip(&moves.by_district) {
        let reached = district.reach.map(|it| it[0]).filter(|it| *it > 0.0);
        district.interval = reached.zip(sigma(district.tier)).map(|(reached, structural)| {
            interval(reached, district.population, (variance + structural * structural).sqrt())
        });
    }
}

fn interval(reached: f64, population: f64, sd: f64) -> Interval {
    let ends = |away: f64| {
        let times = (away * sd).exp();
        (reached / times, (reached * times).min(population))
    };
    Interval { p80: ends(P80), p95: ends(P95), sd }
}

fn sensitivity(moves: &Moves, structural: f64) -> Sensitivity {
    let mut groups = Group::ALL.map(|group| {
        let of_group = moves.moves.iter().filter(|it| it.group == group);
        // From a plain zero: the sum of nothing would be a negative one.
        of_group.fold(0.0, |sum, it| sum + it.variance)
    });
    let sum = structural + groups.iter().sum::<f64>();
    for it in &mut groups {
        *it = part(*it, sum);
    }
    Sensitivity { groups, structural: part(structural, sum) }
}

fn ask_next(moves: &[Move], variance: f64, case: &Case) -> Vec<Ask> {
    let mut order: Vec<&Move> = moves.iter().collect();
    order.sort_by(|one, other| other.variance.total_cmp(&one.variance));
    let district = |place: usize| case.districts.get(place).map(|it| it.code.clone());
    let station = |place: usize| case.stations.get(place).map(|it| it.code.clone());
    let largest = order.into_iter().take(ASK_MAX);
    largest
        .map(|it| Ask {
            group: it.group,
            district: it.district.and_then(district),
            station: it.station.and_then(station),
            share: part(it.variance, variance),
        })
        .collect()
}

fn part(some: f64, all: f64) -> f64 {
    if all > 0.0 { some / all } else { 0.0 }
}
