//! An estimator that is kept up, ended early, drawn at random or published.

use std::cell::Cell;

use proptest::prelude::*;

use super::super::*;
use super::made_up::{airing, any_case, empty_case, worked_case};

fn near(one: &Answer, other: &Answer) -> bool {
    let figures = |answer: &Answer| {
        let mut figures = vec![answer.total.potential, answer.total.radio.unwrap_or(-1.0)];
        figures.extend(answer.total.reach.unwrap_or([-1.0; 10]));
        figures.extend(&answer.curve);
        figures.extend(answer.stations.iter().flat_map(|it| [it.reach, it.incremental]));
        figures.extend(answer.interval.map(|it| it.sd));
        figures
    };
    let (one, other) = (figures(one), figures(other));
    let same = |(one, other): (&f64, &f64)| (one - other).abs() <= 1e-9 * one.abs().max(1.0);
    one.len() == other.len() && one.iter().zip(&other).all(same)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn an_estimator_kept_up_equals_a_new_one(
        case in any_case(), changed in 0_usize..9, day in 0_u32..28, evening: bool,
    ) {
        let mut kept = Estimator::new(case.clone());
        for (place, status) in [(changed, Status::Denied), (0, Status::Confirmed)] {
            kept.set_status(place, status);
            let new = Estimator::new(kept.case().clone());
            prop_assert!(near(&kept.answer(&|| false), &new.answer(&|| false)), "{status:?}");
        }

        for basis in [Basis::Confirmed, Basis::Expected, Basis::Planned] {
            let options = Options { basis, ..case.options };
            let new = Estimator::new(Case { options, cost: Some(9.0), ..kept.case().clone() });
            let other = kept.on(basis, Some(9.0));
            prop_assert!(near(&other.answer(&|| false), &new.answer(&|| false)), "{basis:?}");
        }

        let daypart = if evening { "17-20" } else { "05-09" };
        let mut airings = case.airings.clone();
        airings.push(airing(0, day, daypart, AiringKind::Programme, Status::Confirmed));
        kept.replace_airings(0, airings);

        prop_assert!(kept.case().airings.iter().filter(|it| it.station == 0).count() > 0);
        let new = Estimator::new(kept.case().clone());
        prop_assert!(near(&kept.answer(&|| false), &new.answer(&|| false)));
    }
}

#[test]
fn a_reference_that_leads_nowhere_counts_for_nothing() {
    let mut case = worked_case();
    let whole = estimate_point(&case);
    case.airings.push(airing(7, 3, "05-09", AiringKind::Spot, Status::Confirmed));
    let strays = [Audience { district: 9, cume: Some(0.5), ..Audience::default() }];
    case.stations[0].audiences.extend(strays);
    case.gatherings.push(Gathering { district: 5, ..case.gatherings[0] });
    case.airings[0].not_in.push(99);

    let mut estimator = Estimator::new(case);
    estimator.set_status(1_000, Status::Denied);
    estimator.replace_airings(12, Vec::new());

    assert!(near(&whole, &estimator.point()));
    assert!(estimator.answer(&|| false).interval.is_some());
}

#[test]
fn whoever_ends_the_work_gets_a_number_without_a_range_and_cannot_publish_it() {
    let asked = Cell::new(0);
    let stop = || {
        asked.set(asked.get() + 1);
        asked.get() > 3
    };

    let answer = estimate(&worked_case(), &stop);

    assert_eq!((answer.interval, answer.sensitivity), (None, None));
    assert_eq!(answer.warnings, [Warning::CutShort]);
    assert!(near(&answer, &estimate_point(&worked_case())));
    let today = Date::new(2026, 11, 1).expect("a day of the calendar");
    assert_eq!(Published::of_campaign(&answer, today), None);
}

#[test]
fn draws_depend_on_the_seed_alone_and_agree_with_the_moves() {
    let sd = |draws, seed| {
        let mut case = worked_case();
        case.options = Options { basis: Basis::Expected, draws, seed };
        estimate(&case, &|| false).interval.map(|it| it.sd).expect("some reach")
    };

    let (moved, drawn) = (sd(0, 1), sd(300, 1));

    assert_eq!(drawn.to_bits(), sd(300, 1).to_bits());
    assert_ne!(drawn.to_bits(), sd(300, 2).to_bits());
    assert_eq!(moved.to_bits(), sd(1, 1).to_bits(), "one draw has no spread");
    assert!((0.85..1.15).contains(&(drawn / moved)), "{drawn} {moved}");
}

#[test]
fn a_published_number_has_tier_range_basis_and_date() {
    let today = Date::new(2026, 11, 1).expect("a day of the calendar");
    let says = |case: &Case| {
        let answer = estimate(case, &|| false);
        Published::of_campaign(&answer, today).map(|it| it.to_string())
    };
    let mut case = worked_case();
    assert_eq!(
        says(&case).as_deref(),
        Some(
            "about 113,000 people heard it (99,000–128,000) \
             [tier A, confirmed, inputs of 2026-11-01]"
        )
    );

    case.options.basis = Basis::Planned;
    assert!(says(&case).is_some_and(|it| it.starts_with("if everything airs: about 158,000")));

    case.options.basis = Basis::Confirmed;
    let mut slots = case.stations.iter_mut().flat_map(|it| &mut it.audiences);
    slots.by_ref().flat_map(|it| &mut it.slots).for_each(|it| it.repeat = None);
    assert!(says(&case).is_some_and(|it| it.contains("an estimated 110,000 people (")));

    let slots = case.stations.iter_mut().flat_map(|it| &mut it.audiences);
    slots.flat_map(|it| &mut it.slots).for_each(|it| it.tuned = None);
    let tier_c = says(&case).expect("a range");
    assert!(tier_c.starts_with("roughly ") && tier_c.contains(" to ") && !tier_c.contains('('));

    case.stations.iter_mut().flat_map(|it| &mut it.audiences).for_each(|it| it.cume = None);
    let tier_d = says(&case).expect("a potential audience");
    assert!(tier_d.starts_with("potential audience: 368,000 people are covered"));
    assert!(!tier_d.contains("heard") && !tier_d.contains("reached"));

    assert!(says(&empty_case(&[(9.0, 0.5)])).is_some_and(|it| it.starts_with("nothing that")));
}

#[test]
fn a_district_is_published_on_its_own_footing() {
    let today = Date::new(2026, 11, 1).expect("a day of the calendar");
    let mut case = worked_case();
    case.stations[0].audiences[0].cume = None;
    let answer = estimate(&case, &|| false);

    let district = |place| Published::of_district(&answer, place, today);

    let tiers: Vec<Tier> = (0..2).filter_map(district).map(|it| it.tier()).collect();
    assert_eq!(tiers, [Tier::C, Tier::A]);
    assert_eq!(district(2), None);
    assert!(district(0).is_some_and(|it| it.often().is_none()));
    assert!(district(1).is_some_and(|it| it.often() == Some(48.0)));
}
