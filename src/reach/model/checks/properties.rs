//! What holds for every case.

use proptest::prelude::*;

use super::super::*;
use super::made_up::{airing, any_case, edge_case};

/// What rounding may do to people out of a million, when a thousand airings alike are
/// multiplied.
const SLACK: f64 = 1e-7;

/// Reach in every tier: nobody where it may not be said.
fn reach(case: &Case) -> Reach {
    estimate_point(case).total.reach.unwrap_or([0.0; 10])
}

/// Whether no k+ of the second is lower than that of the first.
fn no_lower(before: &Reach, after: &Reach) -> bool {
    let slack = SLACK * before[0].max(1.0);
    before.iter().zip(after).all(|(before, after)| *after >= before - slack)
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= SLACK * one.abs().max(other.abs()).max(1.0)
}

/// Relations inside one answer.
fn check_answer(case: &Case, answer: &Answer) -> Result<(), TestCaseError> {
    let total = &answer.total;
    prop_assert!(total.potential <= total.population * (1.0 + 1e-12));
    let Some(reach) = total.reach else {
        prop_assert_eq!(answer.tier, Tier::D);
        prop_assert!(answer.curve.is_empty() && answer.stations.is_empty());
        return Ok(());
    };
    let radio = total.radio.unwrap_or(f64::NAN);
    prop_assert!(reach.windows(2).all(|it| it[0] >= it[1] && it[1] >= 0.0));
    prop_assert!(reach[0] <= total.population * (1.0 + 1e-12));
    prop_assert!(reach[0] <= radio + total.gatherings + SLACK * reach[0].max(1.0));
    prop_assert!(total.potential >= radio - SLACK * radio.max(1.0));
    prop_assert!(near(answer.curve.last().copied().unwrap_or(0.0), reach[0]));
    prop_assert!(answer.curve.windows(2).all(|it| it[1] >= it[0] - SLACK * it[0].max(1.0)));
    for station in &answer.stations {
        prop_assert!(station.incremental <= station.reach * (1.0 + 1e-12));
        prop_assert!(station.incremental >= 0.0);
    }
    let gross = total.gross.unwrap_or(f64::NAN);
    let mean_frequency = total.mean_frequency.unwrap_or(f64::NAN);
    prop_assert!(reach[0] < 1e-9 || near(gross, mean_frequency * reach[0]));
    for (district, given) in answer.districts.iter().zip(&case.districts) {
        let ever = case.stations.iter().flat_map(|it| &it.audiences);
        let ever = ever.filter_map(|it| it.cume.map(|cume| cume.max(it.week.unwrap_or(0.0))));
        let universe = ever.fold(given.universe, f64::max);
        let radio = district.radio.unwrap_or(0.0);
        prop_assert!(radio <= district.population * universe * (1.0 + 1e-9));
    }
    let at_tier_d = answer.districts.iter().filter(|it| it.tier == Tier::D);
    let gathered: f64 = at_tier_d.map(|it| it.gatherings).sum();
    let others = answer.districts.iter().filter_map(|it| it.reach);
    prop_assert!(near(others.map(|it| it[0]).sum::<f64>() + gathered, reach[0]));
    Ok(())
}

/// Relations between an answer and its interval.
fn check_interval(answer: &Answer) -> Result<(), TestCaseError> {
    let reached = answer.total.reach.map_or(0.0, |it| it[0]);
    let Some(interval) = answer.interval else {
        prop_assert!(reached == 0.0 && answer.ask_next.is_empty());
        return Ok(());
    };
    let ((low, high), (lowest, highest)) = (interval.p80, interval.p95);
    let ends = [0.0, lowest, low, reached.min(answer.total.population), high, highest];
    prop_assert!(ends.is_sorted(), "{ends:?}");
    prop_assert!(highest <= answer.total.population);
    let shares = answer.sensitivity.unwrap_or_default();
    prop_assert!(near(shares.groups.iter().sum::<f64>() + shares.structural, 1.0));
    prop_assert!(answer.ask_next.len() <= 5);
    prop_assert!(answer.ask_next.windows(2).all(|it| it[0].share >= it[1].share));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn every_answer_agrees_with_itself(case in any_case()) {
        let answer = estimate(&case, &|| false);

        check_answer(&case, &answer)?;
        check_interval(&answer)?;
    }

    #[test]
    fn figures_at_the_ends_do_no_harm(case in edge_case()) {
        let answer = estimate(&case, &|| false);

        check_answer(&case, &answer)?;
        check_interval(&answer)?;
    }

    #[test]
    fn more_never_lowers_reach(
        case in any_case(), day in 0_u32..28, morning: bool, spot: bool, share in 0.0..1.0_f64,
    ) {
        let before = reach(&case);
        let daypart = if morning { "05-09" } else { "17-20" };
        let kind = if spot { AiringKind::Spot } else { AiringKind::Programme };

        let mut more = case.clone();
        more.airings.push(airing(0, day, daypart, kind, Status::Confirmed));
        // Where nobody is known to hear the only station, the first airing makes tier D.
        let known = estimate_point(&more).total.reach.is_some();
        prop_assert!(!known || no_lower(&before, &reach(&more)), "one more airing");

        let mut more = case.clone();
        more.gatherings.push(Gathering {
            district: 0,
            size: GatheringSize::Share(share),
            head_count: HeadCount::Counted,
            day: None,
        });
        prop_assert!(no_lower(&before, &reach(&more)), "one more gathering");

        let mut more = case.clone();
        more.airings.iter_mut().for_each(|it| it.status = Status::Confirmed);
        let known = estimate_point(&more).total.reach.is_some();
        prop_assert!(!known || no_lower(&before, &reach(&more)), "all confirmed");
    }

    #[test]
    fn what_is_expected_lies_between_what_is_confirmed_and_what_is_planned(case in any_case()) {
        let on = |basis| {
            let mut case = case.clone();
            case.options.basis = basis;
            estimate_point(&case).total.reach
        };
        let (confirmed, expected) = (on(Basis::Confirmed), on(Basis::Expected));
        let planned = on(Basis::Planned);

        if let (Some(confirmed), Some(expected)) = (confirmed, expected) {
            prop_assert!(no_lower(&confirmed, &expected));
        }
        if let (Some(expected), Some(planned)) = (expected, planned) {
            prop_assert!(no_lower(&expected, &planned));
        }
    }

    #[test]
    fn the_order_of_airings_and_stations_does_not_matter(case in any_case()) {
        let mut turned = case.clone();
        let last = case.stations.len() - 1;
        turned.stations.reverse();
        turned.airings.reverse();
        turned.gatherings.reverse();
        turned.airings.iter_mut().for_each(|it| it.station = last - it.station);
        for station in &mut turned.stations {
            station.audiences.reverse();
            station.audiences.iter_mut().for_each(|it| it.slots.reverse());
        }

        for (one, other) in reach(&case).iter().zip(reach(&turned)) {
            prop_assert!((one - other).abs() <= 1e-10 * one.max(1.0));
        }
    }

    #[test]
    fn a_union_reaches_at_most_the_sum_of_its_parts(case in any_case(), cut in 0_usize..9) {
        let part = |keep: &dyn Fn(usize) -> bool| {
            let mut part = case.clone();
            part.gatherings.clear();
            let airings = case.airings.iter().enumerate();
            let kept = airings.filter(|(place, _)| keep(*place));
            part.airings = kept.map(|(_, it)| it.clone()).collect();
            estimate_point(&part)
        };
        let (first, second) = (part(&|place| place < cut), part(&|place| place >= cut));
        let both = part(&|_| true);
        // On the expected basis another record is another chance, so no union.
        let parts = [&first, &second, &both].map(|it| it.total.reach.map(|it| it[0]));
        if case.options.basis != Basis::Expected
            && let [Some(first), Some(second), Some(both)] = parts
        {
            prop_assert!(both <= (first + second) * (1.0 + 1e-9) + 1e-9);
        }
    }

    #[test]
    fn contacts_add_up_while_nothing_is_capped(case in any_case()) {
        let mut case = case;
        case.gatherings.clear();
        case.airings.truncate(3);
        case.airings.iter_mut().for_each(|it| it.count = it.count.min(3));
        let answer = estimate_point(&case);
        let reach = answer.total.reach.filter(|_| answer.warnings.is_empty());
        if let (Some(reach), Some(grp)) = (reach, answer.total.grp) {
            // Nine airings at most: the mean number of contacts is the sum of k+.
            let contacts = reach.iter().sum::<f64>() / answer.total.population;
            prop_assert!((contacts - grp / 100.0).abs() < 1e-9, "{contacts} {grp}");
        }
    }
}
