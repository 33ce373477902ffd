//! Cases whose answer is known in closed form.

use super::super::*;
use super::made_up::{airing, empty_case, slot};

/// One district of one person, without light and heavy listeners.
fn plain_case(universe: f64) -> Case {
    let mut case = empty_case(&[(1.0, universe)]);
    case.settings.frailty = 0.0;
    case
}

/// A station of which nothing but one all-day slot is known.
fn station(code: &str, cume: f64, figures: [f64; 4]) -> Station {
    let audience = Audience {
        cume: Some(cume),
        slots: vec![slot("05-09", SlotDays::All, figures)],
        ..Audience::default()
    };
    Station { code: code.into(), audiences: vec![audience] }
}

fn spots_of(station: usize, days: std::ops::Range<u32>) -> Vec<Airing> {
    let spot = |day| airing(station, day, "05-09", AiringKind::Spot, Status::Confirmed);
    days.map(spot).collect()
}

fn reach(case: &Case) -> Reach {
    estimate_point(case).total.reach.expect("a tier with reach")
}

/// P(exactly j of n) of the beta-binomial distribution, by its products.
fn beta_binomial(n: u32, j: u32, a: f64, b: f64) -> f64 {
    let rising = |x: f64, count: u32| (0..count).map(|k| x + f64::from(k)).product::<f64>();
    let choose: f64 = (0..j).map(|k| f64::from(n - k) / f64::from(k + 1)).product();
    choose * rising(a, j) * rising(b, n - j) / rising(a + b, n)
}

#[test]
fn one_station_heard_by_all_is_the_beta_binomial() {
    // Mean 0.1 and habit 0.25: a + b = 3, repeat = 0.1 + 0.25 x 0.9.
    let mut case = plain_case(1.0);
    case.stations = vec![station("S", 1.0, [0.1, 0.325, 0.1, 0.1])];

    for airings in [0, 1, 8, 15] {
        case.airings = spots_of(0, 0..airings);
        let answer = reach(&case);

        for (place, share) in (1..).zip(answer) {
            let of = |j| beta_binomial(airings, j, 0.3, 2.7);
            let known: f64 = (place..=airings).map(of).sum();
            assert!((share - known).abs() < 1e-12, "{airings} airings, {place}+");
        }
    }
}

#[test]
fn two_stations_in_one_universe_follow_the_duplication_law() {
    // r_both = r_1 r_2 / U: the universe is the duplication constant's reciprocal.
    let mut case = plain_case(0.6);
    case.stations =
        vec![station("S1", 0.5, [0.3, 0.7, 0.3, 0.3]), station("S2", 0.4, [0.1, 0.7, 0.1, 0.1])];
    case.airings = [spots_of(0, 1..2), spots_of(1, 1..2)].concat();

    let answer = estimate_point(&case);

    let reach = answer.total.reach.expect("a tier with reach");
    assert!((reach[0] - (0.3 + 0.1 - 0.3 * 0.1 / 0.6)).abs() < 1e-15);
    assert!((reach[1] - 0.3 * 0.1 / 0.6).abs() < 1e-15);
    assert!((answer.stations[0].incremental - 0.25).abs() < 1e-15);
    assert!((answer.stations[1].incremental - 0.05).abs() < 1e-15);
    assert!((answer.stations[1].reach - 0.1).abs() < 1e-15);
}

#[test]
fn a_programme_on_a_sure_habit_is_heard_by_the_same_people() {
    // Habit near its upper end: nearly the same tenth is tuned in each day.
    let mut case = plain_case(1.0);
    case.stations = vec![station("S", 1.0, [0.1, 0.955, 0.1, 0.1])];
    case.airings = spots_of(0, 0..10);

    let reach = reach(&case);

    // With habit 0.95 the beta-binomial of ten days: a = 0.1 x 0.05/0.95, and so on.
    let strength = 0.05 / 0.95;
    let none = beta_binomial(10, 0, 0.1 * strength, 0.9 * strength);
    assert!((reach[0] - (1.0 - none)).abs() < 1e-12);
    assert!(reach[0] < 0.12 && reach[8] > 0.08);
}

#[test]
fn one_airing_reaches_its_rating_whatever_the_listeners() {
    let mut case = plain_case(0.8);
    case.settings.frailty = 0.45;
    case.stations = vec![station("S", 0.5, [0.1, 0.4, 0.045, 0.062])];
    let one = |kind| vec![airing(0, 3, "05-09", kind, Status::Confirmed)];

    for (kind, rating) in [(AiringKind::Spot, 0.045), (AiringKind::Programme, 0.062)] {
        case.airings = one(kind);
        let answer = estimate_point(&case);

        let reach = answer.total.reach.expect("a tier with reach");
        assert!((reach[0] - rating).abs() < 1e-13);
        assert!(reach[1].abs() < 1e-15);
        assert!((answer.total.grp.expect("a tier with GRP") - 100.0 * rating).abs() < 1e-12);
        assert!((answer.total.mean_frequency.expect("reach") - 1.0).abs() < 1e-12);
    }
}

#[test]
fn gatherings_alone_are_counted_apart_or_together() {
    let mut case = plain_case(0.6);
    case.settings.gathering_overlap = 0.5;
    case.gatherings = [0.2, 0.1]
        .map(|share| Gathering {
            district: 0,
            size: GatheringSize::Share(share),
            head_count: HeadCount::Counted,
            day: Some(3),
        })
        .to_vec();

    let answer = estimate_point(&case);

    // Apart 1 - 0.8 x 0.9 = 0.28 and 0.02; together 0.2 and 0.1; the mean of both.
    let reach = answer.total.reach.expect("a tier with reach");
    assert!((reach[0] - 0.24).abs() < 1e-15);
    assert!((reach[1] - 0.06).abs() < 1e-15);
    assert_eq!((answer.curve[2], answer.tier), (0.0, Tier::A));
    assert!((answer.curve[3] - 0.24).abs() < 1e-15);
}

#[test]
fn nothing_at_all_reaches_nobody_and_has_no_interval() {
    let answer = estimate(&empty_case(&[(1000.0, 0.8)]), &|| false);

    assert_eq!(answer.total.reach, Some([0.0; 10]));
    assert_eq!(answer.total.mean_frequency, Some(0.0));
    assert_eq!((answer.total.cost_per_reached, answer.interval), (None, None));
    assert_eq!(answer.sensitivity, None);
    assert!(answer.ask_next.is_empty() && answer.stations.is_empty());
    assert!(answer.curve.iter().all(|reach| *reach == 0.0));
}
