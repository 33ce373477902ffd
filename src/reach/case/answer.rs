//! From a case in JSON to its answer in JSON.

use serde::Serialize;

use super::super::model::{self, Answer, Group, Interval, Reach};
use super::read::read;
use crate::kit::case::{CaseError, Path, WHOLE_MAX};

/// The answer to the case that a text says, as JSON; `seed` stands in for the case's own.
///
/// Errors: a case that is refused, or a seed above 2^53.
pub fn answer(text: &str, seed: Option<u64>) -> Result<String, CaseError> {
    let mut case = read(text)?;
    if let Some(seed) = seed {
        if seed > WHOLE_MAX {
            let problem = format!("{seed} is outside 0..{WHOLE_MAX}");
            return Err(Path::Root.field("--seed").refuse(problem));
        }
        case.options.seed = seed;
    }
    Ok(write_answer(&model::estimate(&case, &|| false)))
}

/// The text of an answer; the same answer always has the same bytes.
pub fn write_answer(answer: &Answer) -> String {
    let out = AnswerOut {
        model: &answer.model,
        basis: answer.basis.word(),
        tier: answer.tier.letter(),
        total: total(answer),
        districts: answer.districts.iter().map(district).collect(),
        stations: answer
            .stations
            .iter()
            .map(|it| StationOut { code: &it.code, reach: it.reach, incremental: it.incremental })
            .collect(),
        curve: &answer.curve,
        interval: answer.interval.map(interval),
        sensitivity: sensitivity(answer),
        ask_next: answer
            .ask_next
            .iter()
            .map(|it| AskOut {
                group: it.group.word(),
                district: it.district.as_deref(),
                station: it.station.as_deref(),
                share: it.share,
            })
            .collect(),
        airings: AiringsOut {
            confirmed: answer.airings.confirmed,
            denied: answer.airings.denied,
            planned: answer.airings.planned,
        },
        warnings: answer.warnings.iter().map(ToString::to_string).collect(),
    };
    serde_json::to_string(&out).expect("texts, numbers and lists always have a JSON form")
}

#[derive(Serialize)]
struct AnswerOut<'a> {
    model: &'a str,
    basis: &'static str,
    tier: &'static str,
    total: TotalOut,
    districts: Vec<DistrictOut<'a>>,
    stations: Vec<StationOut<'a>>,
    curve: &'a [f64],
    interval: Option<IntervalOut>,
    sensitivity: SensitivityOut,
    ask_next: Vec<AskOut<'a>>,
    airings: AiringsOut,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct TotalOut {
    population: f64,
    potential: f64,
    reach: Option<Reach>,
    radio: Option<f64>,
    gatherings: f64,
    gross: Option<f64>,
    mean_frequency: Option<f64>,
    grp: Option<f64>,
    cost_per_reached: Option<f64>,
    cost_per_reached_3: Option<f64>,
}

#[derive(Serialize)]
struct DistrictOut<'a> {
    code: &'a str,
    tier: &'static str,
    population: f64,
    potential: f64,
    reach: Option<Reach>,
    radio: Option<f64>,
    gatherings: f64,
    grp: Option<f64>,
    mean_frequency: Option<f64>,
}

#[derive(Serialize)]
struct StationOut<'a> {
    code: &'a str,
    reach: f64,
    incremental: f64,
}

#[derive(Serialize)]
struct IntervalOut {
    p80: [f64; 2],
    p95: [f64; 2],
    sd: f64,
}

/// An empty object where there is no interval.
#[derive(Default, Serialize)]
struct SensitivityOut {
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    shares: Option<SharesOut>,
}

#[derive(Serialize)]
struct SharesOut {
    universe: f64,
    cume: f64,
    audience: f64,
    repeat: f64,
    gatherings: f64,
    confirmation: f64,
    structural: f64,
}

#[derive(Serialize)]
struct AskOut<'a> {
    group: &'static str,
    district: Option<&'a str>,
    station: Option<&'a str>,
    share: f64,
}

#[derive(Serialize)]
struct AiringsOut {
    confirmed: u64,
    denied: u64,
    planned: u64,
}

fn total(answer: &Answer) -> TotalOut {
    let it = &answer.total;
    TotalOut {
        population: it.population,
        potential: it.potential,
        reach: it.reach,
        radio: it.radio,
        gatherings: it.gatherings,
        gross: it.gross,
        mean_frequency: it.mean_frequency,
        grp: it.grp,
        cost_per_reached: it.cost_per_reached,
        cost_per_reached_3: it.cost_per_reached_3,
    }
}

fn district(it: &model::DistrictAnswer) -> DistrictOut<'_> {
    DistrictOut {
        code: &it.code,
        tier: it.tier.letter(),
        population: it.population,
        potential: it.potential,
        reach: it.reach,
        radio: it.radio,
        gatherings: it.gatherings,
        grp: it.grp,
        mean_frequency: it.mean_frequency,
    }
}

fn interval(it: Interval) -> IntervalOut {
    IntervalOut { p80: [it.p80.0, it.p80.1], p95: [it.p95.0, it.p95.1], sd: it.sd }
}

fn sensitivity(answer: &Answer) -> SensitivityOut {
    let Some(it) = answer.sensitivity else {
        return SensitivityOut::default();
    };
    let share = |wanted: Group| {
        let pairs = Group::ALL.iter().zip(it.groups);
        pairs.filter(|(group, _)| **group == wanted).map(|(_, share)| share).sum()
    };
    let shares = Some(SharesOut {
        universe: share(Group::Universe),
        cume: share(Group::Cume),
        audience: share(Group::Audience),
        repeat: share(Group::Repeat),
        gatherings: share(Group::Gatherings),
        confirmation: share(Group::Confirmation),
        structural: it.structural,
    });
    SensitivityOut { shares }
}
