//! Cases for checks: the worked example, and any number of made-up ones.

use proptest::prelude::*;

use super::super::*;

/// A slot with all its figures.
pub fn slot(daypart: &str, days: SlotDays, figures: [f64; 4]) -> Slot {
    let [tuned, repeat, spot, programme] = figures.map(Some);
    Slot { daypart: daypart.into(), days, tuned, repeat, spot, programme }
}

/// So many airings of a station on one day.
pub fn airing(station: usize, day: u32, daypart: &str, kind: AiringKind, status: Status) -> Airing {
    Airing { station, day, daypart: daypart.into(), kind, status, count: 1, not_in: Vec::new() }
}

/// Districts of those people, of whom that share hear radio, and nothing else.
pub fn empty_case(districts: &[(f64, f64)]) -> Case {
    let district = |(place, (population, universe)): (usize, &(f64, f64))| District {
        code: format!("D{place}"),
        population: *population,
        universe: *universe,
        survey: None,
    };
    Case {
        start_on: Date::new(2026, 3, 2).expect("a day of the calendar"),
        days: 28,
        districts: districts.iter().enumerate().map(district).collect(),
        stations: Vec::new(),
        airings: Vec::new(),
        gatherings: Vec::new(),
        survey: None,
        options: Options::default(),
        settings: Settings::default(),
        cost: None,
    }
}

/// The worked example of docs/decisions/007-reach.md, section 8.
pub fn worked_case() -> Case {
    let mut case = empty_case(&[(460_000.0, 0.81), (550_000.0, 0.86)]);
    let morning_weekday = slot("05-09", SlotDays::Weekday, [0.062, 0.31, 0.027, 0.039]);
    let morning_weekend = slot("05-09", SlotDays::Weekend, [0.048, 0.28, 0.021, 0.03]);
    let evening = slot("17-20", SlotDays::All, [0.071, 0.33, 0.031, 0.045]);
    let first = Audience {
        district: 0,
        cume: Some(0.42),
        week: Some(0.29),
        day: Some(0.14),
        coverage: Some(0.8),
        slots: vec![morning_weekday, morning_weekend, evening],
    };
    let hardly = Audience { district: 0, cume: Some(0.03), ..Audience::default() };
    let second = Audience {
        district: 1,
        cume: Some(0.47),
        week: Some(0.33),
        day: Some(0.17),
        coverage: None,
        slots: vec![slot("17-20", SlotDays::All, [0.083, 0.36, 0.037, 0.053])],
    };
    let station = |code: &str, audiences| Station { code: code.into(), audiences };
    case.stations = vec![station("IZUBA", vec![first]), station("RC-RUB", vec![hardly, second])];
    case.airings = worked_airings();
    let gathering = |district, size, head_count, day| Gathering { district, size, head_count, day };
    case.gatherings = vec![
        gathering(0, GatheringSize::Share(0.0065), HeadCount::Counted, Some(12)),
        gathering(1, GatheringSize::Attendance(3000.0), HeadCount::Estimated, None),
    ];
    case.survey = Some(Survey { respondents: 400.0, design_effect: 1.5 });
    case.cost = Some(4_800_000.0);
    case
}

fn worked_airings() -> Vec<Airing> {
    use AiringKind::{Programme, Spot};
    use Status::{Confirmed, Denied, Planned};
    let twice = |it: Airing| Airing { count: 2, ..it };
    vec![
        twice(airing(0, 0, "05-09", Spot, Confirmed)),
        twice(airing(0, 1, "05-09", Spot, Confirmed)),
        twice(airing(0, 2, "05-09", Spot, Denied)),
        airing(0, 3, "05-09", Spot, Confirmed),
        twice(airing(0, 5, "05-09", Spot, Planned)),
        airing(0, 3, "05-09", Programme, Confirmed),
        airing(0, 9, "17-20", Programme, Confirmed),
        airing(0, 16, "17-20", Programme, Planned),
        airing(1, 4, "17-20", Programme, Confirmed),
        Airing { not_in: vec![0], ..airing(1, 11, "17-20", Programme, Confirmed) },
        airing(1, 18, "17-20", Programme, Denied),
        airing(1, 25, "17-20", Spot, Planned),
    ]
}

const DAYPARTS: [&str; 2] = ["05-09", "17-20"];

/// Any small case with ordinary figures.
pub fn any_case() -> impl Strategy<Value = Case> {
    case_of(0.02..0.98_f64)
}

/// Any small case whose figures are often at the ends of what may be asked.
pub fn edge_case() -> impl Strategy<Value = Case> {
    case_of(prop_oneof![
        2 => Just(0.0),
        2 => Just(1.0),
        1 => Just(1e-300),
        1 => Just(1e-9),
        1 => Just(1.0 - f64::EPSILON),
        4 => 0.0..=1.0_f64,
    ])
}

/// Any small case whose figures are shares drawn as told; listening is a part of them.
fn case_of(share: impl Strategy<Value = f64> + Clone + 'static) -> impl Strategy<Value = Case> {
    let share = share.boxed();
    let districts = prop::collection::vec((1.0..1e6_f64, share.clone()), 1..3);
    let stations = prop::collection::vec(audiences(share.clone()), 1..4);
    let airings = prop::collection::vec(any_airing(), 0..9);
    let gatherings = prop::collection::vec(any_gathering(share), 0..3);
    let survey = prop::option::of((1.0..1000.0_f64, 1.0..3.0_f64));
    let basis = prop_oneof![Just(Basis::Confirmed), Just(Basis::Expected), Just(Basis::Planned)];
    let rest = (survey, basis, 0.0..2.0_f64, 0.1..20.0_f64, 0.0..1.0_f64);
    let parts = (districts, stations, airings, gatherings, rest);
    parts.prop_map(|(districts, stations, airings, gatherings, rest)| {
        let (survey, basis, frailty, attention, gathering_overlap) = rest;
        let mut case = empty_case(&districts);
        case.stations = stations.into_iter().enumerate().map(station).collect();
        case.airings = airings;
        case.gatherings = gatherings;
        case.survey =
            survey.map(|(respondents, design_effect)| Survey { respondents, design_effect });
        case.options = Options { basis, ..Options::default() };
        case.settings = Settings { frailty, attention, gathering_overlap, ..Settings::default() };
        mended(case)
    })
}

/// Take away what leads nowhere, so that the case can be written and read.
fn mended(mut case: Case) -> Case {
    let (districts, stations) = (case.districts.len(), case.stations.len());
    for station in &mut case.stations {
        station.audiences.retain(|it| it.district < districts);
    }
    let known = |station: usize, daypart: &str| {
        let audiences = case.stations.get(station).into_iter().flat_map(|it| &it.audiences);
        audiences.flat_map(|it| &it.slots).any(|slot| slot.daypart == daypart)
    };
    case.airings.retain(|it| it.station < stations && known(it.station, &it.daypart));
    for airing in &mut case.airings {
        airing.not_in.retain(|it| *it < districts);
    }
    case.gatherings.retain(|it| it.district < districts);
    case
}

fn station((place, audiences): (usize, Vec<Audience>)) -> Station {
    let numbered = audiences.into_iter().enumerate();
    let audiences = numbered.map(|(district, it)| Audience { district, ..it }).collect();
    Station { code: format!("S{place}"), audiences }
}

fn audiences(share: BoxedStrategy<f64>) -> impl Strategy<Value = Vec<Audience>> {
    let parts = prop::array::uniform3(prop::option::weighted(0.6, share.clone()));
    let slots = prop::collection::vec(slots(share.clone()), 2);
    let audience = (prop::option::weighted(0.9, share), parts, slots);
    let audience = audience.prop_map(|(cume, [week, day, coverage], slots)| {
        let part = |of: Option<f64>| of.zip(cume).map(|(part, cume)| part * cume);
        let named = slots.into_iter().zip(DAYPARTS);
        let slots = named.flat_map(|(slots, daypart)| {
            slots.into_iter().map(move |it| Slot { daypart: daypart.into(), ..it })
        });
        Audience {
            district: 0,
            cume,
            week: part(week),
            day: part(day),
            coverage,
            slots: slots.collect(),
        }
    });
    prop::collection::vec(audience, 1..3)
}

/// The slots of one daypart: none, one of any kind, or weekday and weekend.
fn slots(share: BoxedStrategy<f64>) -> impl Strategy<Value = Vec<Slot>> {
    use SlotDays::{All, Weekday, Weekend};
    let kinds = prop_oneof![
        Just(vec![]),
        Just(vec![All]),
        Just(vec![Weekend]),
        Just(vec![Weekday, Weekend]),
    ];
    let figure = prop::option::weighted(0.8, share);
    let figures = prop::array::uniform4(figure);
    (kinds, prop::collection::vec(figures, 2)).prop_map(|(kinds, figures)| {
        let slot = |(days, [tuned, repeat, spot, programme]): (SlotDays, [Option<f64>; 4])| {
            let part = |of: Option<f64>| of.map(|it| it * tuned.unwrap_or(0.2));
            let (tuned, spot, programme) = (tuned.map(|it| it * 0.3), part(spot), part(programme));
            Slot { daypart: String::new(), days, tuned, repeat, spot, programme }
        };
        kinds.into_iter().zip(figures).map(slot).collect()
    })
}

fn any_airing() -> impl Strategy<Value = Airing> {
    let kind = prop_oneof![Just(AiringKind::Spot), Just(AiringKind::Programme)];
    let status = prop_oneof![Just(Status::Confirmed), Just(Status::Denied), Just(Status::Planned)];
    let count = prop_oneof![4 => 1_u32..4, 1 => Just(1000)];
    let not_in = prop_oneof![3 => Just(vec![]), 1 => Just(vec![0]), 1 => Just(vec![1])];
    let rest = (0_usize..3, 0_u32..28, 0_usize..2, kind, status, count, not_in);
    rest.prop_map(|(station, day, daypart, kind, status, count, not_in)| Airing {
        count,
        not_in,
        ..airing(station, day, DAYPARTS[daypart], kind, status)
    })
}

fn any_gathering(share: BoxedStrategy<f64>) -> impl Strategy<Value = Gathering> {
    let size = prop_oneof![
        share.prop_map(GatheringSize::Share),
        (0.0..1.0_f64).prop_map(GatheringSize::Attendance),
    ];
    let head_count = prop_oneof![Just(HeadCount::Counted), Just(HeadCount::Estimated)];
    let parts = (0_usize..2, size, head_count, prop::option::of(0_u32..28));
    parts.prop_map(|(district, size, head_count, day)| Gathering {
        district,
        size,
        head_count,
        day,
    })
}
