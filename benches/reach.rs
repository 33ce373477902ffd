//! How long the estimator takes when one airing is confirmed: 40 stations in 30
//! districts, four times of day, 5,000 airings, everything measured by a survey.
//!
//! `cargo bench --bench reach` prints the figures of record in `docs/PERFORMANCE.md`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use ijwi::reach::model::{
    Airing, AiringKind, Audience, Basis, Case, Date, District, Estimator, Options, Settings, Slot,
    SlotDays, Station, Status, Survey,
};

const STATIONS: usize = 40;
const DISTRICTS: usize = 30;
const DAYPARTS: [&str; 4] = ["05-09", "09-14", "14-18", "18-23"];
const AIRINGS: usize = 5_000;
const DAYS: u32 = 60;
const ROUNDS: usize = 400;

fn main() {
    for basis in [Basis::Confirmed, Basis::Expected, Basis::Planned] {
        let mut estimator = Estimator::new(case(basis));
        let mut taken: Vec<Duration> = (0..ROUNDS)
            .map(|round| {
                // A confirmation, then one more of another station, then the first is taken back.
                let airing = (round * 37) % AIRINGS;
                let status = if round % 3 == 2 { Status::Denied } else { Status::Confirmed };
                let started = now();
                estimator.set_status(airing, status);
                black_box(estimator.point());
                started.elapsed()
            })
            .collect();
        say(&format!("one confirmation, {}", basis.word()), &mut taken);
    }
    let case = case(Basis::Expected);
    let mut taken = (0..5).map(|_| time(|| black_box(Estimator::new(case.clone()).point())));
    say("from nothing, without its range", &mut taken.by_ref().collect::<Vec<_>>());
    let estimator = Estimator::new(case);
    let mut taken: Vec<_> =
        (0..5).map(|_| time(|| black_box(estimator.answer(&|| false)))).collect();
    say("the range, once the rest is known", &mut taken);
}

fn case(basis: Basis) -> Case {
    let slot = |daypart: &str, vary: f64| Slot {
        daypart: daypart.to_owned(),
        days: SlotDays::All,
        tuned: Some(0.01 + vary * 0.005),
        repeat: Some(0.5),
        spot: None,
        programme: None,
    };
    let audience = |station: usize, district: usize| {
        let vary = f64::from(u32::try_from((station * 7 + district * 3) % 10).unwrap_or(0));
        Audience {
            district,
            cume: Some(0.1 + vary * 0.02),
            week: Some(0.08 + vary * 0.015),
            day: Some(0.04 + vary * 0.01),
            coverage: Some(0.3 + vary * 0.04),
            slots: DAYPARTS.map(|daypart| slot(daypart, vary)).to_vec(),
        }
    };
    let station = |station: usize| Station {
        code: station.to_string(),
        audiences: (0..DISTRICTS).map(|district| audience(station, district)).collect(),
    };
    let airing = |number: usize| Airing {
        station: number % STATIONS,
        day: u32::try_from(number / STATIONS * 60 / (AIRINGS / STATIONS))
            .unwrap_or(0)
            .min(DAYS - 1),
        daypart: DAYPARTS[number / STATIONS % DAYPARTS.len()].to_owned(),
        kind: AiringKind::Spot,
        status: if number % 9 < 5 { Status::Confirmed } else { Status::Planned },
        count: 1,
        not_in: Vec::new(),
    };
    Case {
        start_on: Date::new(2026, 9, 1).expect("a day of the calendar"),
        days: DAYS,
        districts: (0..DISTRICTS)
            .map(|place| District {
                code: place.to_string(),
                population: 350_000.0,
                universe: 0.7,
                survey: None,
            })
            .collect(),
        stations: (0..STATIONS).map(station).collect(),
        airings: (0..AIRINGS).map(airing).collect(),
        gatherings: Vec::new(),
        survey: Some(Survey { respondents: 400.0, design_effect: 1.5 }),
        options: Options { basis, ..Options::default() },
        settings: Settings::default(),
        cost: None,
    }
}

#[expect(clippy::disallowed_methods, reason = "this measures")]
fn now() -> Instant {
    Instant::now()
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let started = now();
    work();
    started.elapsed()
}

fn say(what: &str, taken: &mut [Duration]) {
    taken.sort_unstable();
    let millis = |place: usize| taken[place.min(taken.len() - 1)].as_secs_f64() * 1e3;
    println!(
        "{what:<40} p50 {:.2} ms, p99 {:.2} ms of {}",
        millis(taken.len() / 2),
        millis(taken.len() * 99 / 100),
        taken.len()
    );
}
