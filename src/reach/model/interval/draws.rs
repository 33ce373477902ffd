//! All inputs at once, drawn at random: a check on the moves.

use super::super::combine::{Local, either, gathered_share};
use super::super::heard::{HeardCell, Other};
use super::super::listeners::LEVELS;
use super::super::reception::Reception;
use super::super::types::Basis;
use super::errors::{Asked, HabitAsked, daily, factor_at, head_count_sd, kept};
use super::fill::Parts;
use super::random::Generator;

/// Variance of ln(reach) over so many draws; none if the caller ended the work or fewer
/// than two draws were asked for.
///
/// Source: docs/decisions/007-reach.md, section 6.
pub fn variance(parts: &Parts, stop: &dyn Fn() -> bool) -> Option<f64> {
    let mut generator = Generator::new(parts.case.options.seed);
    let (mut count, mut mean, mut squares) = (0.0, 0.0, 0.0);
    for _ in 0..parts.case.options.draws {
        if stop() {
            return None;
        }
        let log_reach = reach(parts, &mut generator).max(f64::MIN_POSITIVE).ln();
        // Welford's running mean and sum of squares.
        count += 1.0;
        let off = log_reach - mean;
        mean += off / count;
        squares += off * (log_reach - mean);
    }
    (count > 1.0).then(|| squares / (count - 1.0))
}

/// People reached under one draw of all inputs.
fn reach(parts: &Parts, generator: &mut Generator) -> f64 {
    let chances: Vec<f64> =
        parts.records.iter().map(|record| generator.beta(record.beta())).collect();
    let sizes: Vec<f64> = parts
        .case
        .gatherings
        .iter()
        .map(|it| (head_count_sd(it.head_count) * generator.normal()).exp())
        .collect();
    let mut people = 0.0;
    for (place, local) in parts.locals.iter().enumerate() {
        let survey = parts.case.survey_of(place);
        let respondents = survey.map(super::super::types::Survey::effective_respondents);
        let radio = radio(parts, local, respondents, &chances, generator);
        let shares = local.gathered.iter().map(|it| {
            let times = sizes.get(it.gathering).copied().unwrap_or(1.0);
            (it.share * times).min(1.0)
        });
        people += local.people * either(radio, gathered_share(shares, local.overlap));
    }
    people
}

fn radio(
    parts: &Parts,
    local: &Local,
    respondents: Option<f64>,
    chances: &[f64],
    generator: &mut Generator,
) -> f64 {
    let mut universe = match respondents {
        Some(respondents) => share(local.universe, respondents, generator),
        None => local.universe,
    };
    let mut drawn = Vec::with_capacity(local.receptions.len());
    for it in &local.receptions {
        let chance = chances.get(it.station).copied();
        let chance = chance.filter(|_| parts.case.options.basis == Basis::Expected);
        let (ever, reached) = reception(parts, it, respondents, chance, generator);
        universe = universe.max(ever);
        drawn.push((ever, reached));
    }
    local.reached_by(parts.listeners, universe, |place, _| drawn[place])
}

fn share(share: f64, respondents: f64, generator: &mut Generator) -> f64 {
    kept(generator.beta(Asked { share, respondents }.beta()))
}

/// Who ever hears a station and what share of them it reaches, under one draw.
fn reception(
    parts: &Parts,
    it: &Reception,
    respondents: Option<f64>,
    chance: Option<f64>,
    generator: &mut Generator,
) -> (f64, [f64; LEVELS]) {
    let Some(given) = it.ever.filter(|_| !it.cells.is_empty()) else {
        return (it.ever.unwrap_or(0.0), it.reached);
    };
    let (mut ever, mut factor) = (given, 1.0);
    if let Some(respondents) = respondents {
        ever = share(given, respondents, generator);
        let daily = daily(it.daily, respondents);
        factor = factor_at(daily, generator.beta(daily.beta()));
    }
    // One habit for each cell, drawn in the order of the cells.
    let habits: Vec<f64> = it
        .cells
        .iter()
        .map(|heard| respondents.map_or(heard.cell.habit, |it| habit(heard, it, generator)))
        .collect();
    let reached = it.reached_by(|place, heard| {
        let chance = chance.filter(|_| heard.profile.is_unsure()).unwrap_or(heard.chance);
        let audience = Other { ever, factor, habit: habits[place], chance };
        heard.reached_if(parts.listeners, audience)
    });
    (ever, reached)
}

fn habit(heard: &HeardCell, respondents: f64, generator: &mut Generator) -> f64 {
    let asked = HabitAsked::new(heard.cell.habit, heard.cell.tuned, respondents);
    HabitAsked::kept(generator.beta(asked.beta()))
}
