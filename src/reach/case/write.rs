//! From a case to its JSON: what a person downloads, and what the command reads.

use serde::Serialize;

use super::super::model::{
    Airing, AiringKind, Audience, Case, District, Gathering, GatheringSize, HeadCount, Slot,
    SlotDays, Station, Status, Survey,
};

/// The text of a case: read again, it is the same case to the last digit, and written
/// again the same bytes.
///
/// Shape: every optional field that has a default is written; a reference that leads
/// nowhere is written as an empty code, which the reader refuses.
pub fn write_case(case: &Case) -> String {
    let out = CaseOut {
        start: case.start_on.to_string(),
        days: case.days,
        districts: case.districts.iter().map(district).collect(),
        stations: case.stations.iter().map(|it| station(it, case)).collect(),
        airings: case.airings.iter().map(|it| airing(it, case)).collect(),
        gatherings: case.gatherings.iter().map(|it| gathering(it, case)).collect(),
        survey: case.survey.map(survey),
        options: OptionsOut {
            basis: case.options.basis.word(),
            draws: case.options.draws,
            seed: case.options.seed,
        },
        model: SettingsOut {
            frailty: case.settings.frailty,
            attention: case.settings.attention,
            habit: case.settings.habit,
            sigma: case.settings.sigma,
            gathering_overlap: case.settings.gathering_overlap,
        },
        cost: case.cost,
    };
    serde_json::to_string(&out).expect("texts, numbers and lists always have a JSON form")
}

#[derive(Serialize)]
struct CaseOut<'a> {
    start: String,
    days: u32,
    districts: Vec<DistrictOut<'a>>,
    stations: Vec<StationOut<'a>>,
    airings: Vec<AiringOut<'a>>,
    gatherings: Vec<GatheringOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    survey: Option<SurveyOut>,
    options: OptionsOut,
    model: SettingsOut,
    #[serde(skip_serializing_if = "Option::is_none")]
    cost: Option<f64>,
}

#[derive(Serialize)]
struct DistrictOut<'a> {
    code: &'a str,
    population: f64,
    universe: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    survey: Option<SurveyOut>,
}

#[derive(Serialize)]
struct SurveyOut {
    n: f64,
    deff: f64,
}

#[derive(Serialize)]
struct StationOut<'a> {
    code: &'a str,
    districts: Vec<AudienceOut<'a>>,
}

#[derive(Serialize)]
struct AudienceOut<'a> {
    district: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cume: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    week: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<f64>,
    slots: Vec<SlotOut<'a>>,
}

#[derive(Serialize)]
struct SlotOut<'a> {
    daypart: &'a str,
    days: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    tuned: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repeat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spot: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    programme: Option<f64>,
}

#[derive(Serialize)]
struct AiringOut<'a> {
    station: &'a str,
    day: u32,
    daypart: &'a str,
    kind: &'static str,
    status: &'static str,
    count: u32,
    not_in: Vec<&'a str>,
}

#[derive(Serialize)]
struct GatheringOut<'a> {
    district: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    attendance: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
    counted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u32>,
}

#[derive(Serialize)]
struct OptionsOut {
    basis: &'static str,
    draws: u32,
    seed: u64,
}

#[derive(Serialize)]
struct SettingsOut {
    frailty: f64,
    attention: f64,
    habit: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    sigma: Option<f64>,
    gathering_overlap: f64,
}

fn district(it: &District) -> DistrictOut<'_> {
    DistrictOut {
        code: &it.code,
        population: it.population,
        universe: it.universe,
        survey: it.survey.map(survey),
    }
}

fn survey(it: Survey) -> SurveyOut {
    SurveyOut { n: it.respondents, deff: it.design_effect }
}

fn station<'a>(it: &'a Station, case: &'a Case) -> StationOut<'a> {
    let districts = it.audiences.iter().map(|it| audience(it, case)).collect();
    StationOut { code: &it.code, districts }
}

fn audience<'a>(it: &'a Audience, case: &'a Case) -> AudienceOut<'a> {
    AudienceOut {
        district: district_code(case, it.district),
        cume: it.cume,
        week: it.week,
        day: it.day,
        coverage: it.coverage,
        slots: it.slots.iter().map(slot).collect(),
    }
}

fn slot(it: &Slot) -> SlotOut<'_> {
    SlotOut {
        daypart: &it.daypart,
        days: match it.days {
            SlotDays::Weekday => "weekday",
            SlotDays::Weekend => "weekend",
            SlotDays::All => "all",
        },
        tuned: it.tuned,
        repeat: it.repeat,
        spot: it.spot,
        programme: it.programme,
    }
}

fn airing<'a>(it: &'a Airing, case: &'a Case) -> AiringOut<'a> {
    AiringOut {
        station: case.stations.get(it.station).map_or("", |it| &it.code),
        day: it.day,
        daypart: &it.daypart,
        kind: match it.kind {
            AiringKind::Spot => "spot",
            AiringKind::Programme => "programme",
        },
        status: match it.status {
            Status::Confirmed => "confirmed",
            Status::Denied => "denied",
            Status::Planned => "planned",
        },
        count: it.count,
        not_in: it.not_in.iter().map(|place| district_code(case, *place)).collect(),
    }
}

fn gathering<'a>(it: &'a Gathering, case: &'a Case) -> GatheringOut<'a> {
    let (attendance, share) = match it.size {
        GatheringSize::Attendance(people) => (Some(people), None),
        GatheringSize::Share(share) => (None, Some(share)),
    };
    GatheringOut {
        district: district_code(case, it.district),
        attendance,
        share,
        counted: it.head_count == HeadCount::Counted,
        day: it.day,
    }
}

fn district_code(case: &Case, place: usize) -> &str {
    case.districts.get(place).map_or("", |it| &it.code)
}
