//! People made up one by one: a second way to the same numbers.

use super::super::interval::Generator;
use super::super::*;
use super::made_up::{airing, empty_case, slot};

/// People of the simulation.
const PEOPLE: u32 = 60_000;

/// Two stations, one with figures for weekdays and weekend, the other with plain ones.
fn campaign() -> Case {
    let mut case = empty_case(&[(f64::from(PEOPLE), 0.7)]);
    let first = Audience {
        cume: Some(0.5),
        slots: vec![slot("05-09", SlotDays::All, [0.2, 0.6, 0.12, 0.12])],
        ..Audience::default()
    };
    let second = Audience {
        cume: Some(0.35),
        slots: vec![slot("17-20", SlotDays::All, [0.14, 0.55, 0.14, 0.14])],
        ..Audience::default()
    };
    let station = |code: &str, it| Station { code: code.into(), audiences: vec![it] };
    case.stations = vec![station("S1", first), station("S2", second)];
    let spot = |station, day, daypart: &str| {
        airing(station, day, daypart, AiringKind::Spot, Status::Confirmed)
    };
    case.airings = vec![
        Airing { count: 2, ..spot(0, 0, "05-09") },
        spot(0, 1, "05-09"),
        spot(0, 4, "05-09"),
        spot(0, 12, "05-09"),
        spot(1, 2, "17-20"),
        spot(1, 9, "17-20"),
    ];
    case.gatherings = vec![Gathering {
        district: 0,
        size: GatheringSize::Share(0.05),
        head_count: HeadCount::Counted,
        day: None,
    }];
    case
}

/// How often one person hears a station's airings of some days, given so many a day.
fn contacts(
    generator: &mut Generator,
    level: f64,
    (tuned, ever, repeat, caught): (f64, f64, f64, f64),
    days: &[u32],
) -> usize {
    let mean = tuned / ever;
    let habit = (repeat - mean) / (1.0 - mean);
    let strength = 1.0 / habit - 1.0;
    let own = (level * mean).min(0.985);
    let chance = generator.beta((own * strength, (1.0 - own) * strength));
    let attention = caught / tuned;
    let attention = if attention < 0.999 {
        generator.beta((2.5 * attention, 2.5 * (1.0 - attention)))
    } else {
        1.0
    };
    let mut heard = 0;
    for airings in days {
        if generator.uniform() < chance {
            heard += (0..*airings).filter(|_| generator.uniform() < attention).count();
        }
    }
    heard
}

/// Light, usual or heavy, as drawn.
fn level(generator: &mut Generator) -> f64 {
    let away = (0.45 * 3.0_f64.sqrt()).exp();
    let mean = (away + 1.0 / away) / 6.0 + 2.0 / 3.0;
    let drawn = generator.uniform();
    if drawn < 1.0 / 6.0 {
        away / mean
    } else if drawn < 1.0 / 3.0 {
        1.0 / away / mean
    } else {
        1.0 / mean
    }
}

#[test]
fn made_up_people_hear_what_the_model_says() {
    let mut generator = Generator::new(20_260_302);
    let mut at_least = [0_u32; 10];
    for _ in 0..PEOPLE {
        let mut heard = usize::from(generator.uniform() < 0.05);
        if generator.uniform() < 0.7 {
            let level = level(&mut generator);
            if generator.uniform() < 0.5 / 0.7 {
                let first = (0.2, 0.5, 0.6, 0.12);
                heard += contacts(&mut generator, level, first, &[2, 1, 1, 1]);
            }
            if generator.uniform() < 0.35 / 0.7 {
                heard += contacts(&mut generator, level, (0.14, 0.35, 0.55, 0.14), &[1, 1]);
            }
        }
        at_least.iter_mut().take(heard).for_each(|count| *count += 1);
    }

    let reach = estimate_point(&campaign()).total.reach.expect("a tier with reach");

    for (place, (modelled, counted)) in (1..).zip(reach.iter().zip(at_least)) {
        let (modelled, counted) = (*modelled, f64::from(counted));
        let noise = modelled.max(1.0).sqrt();
        // Four standard errors, and the error of few points.
        assert!((modelled - counted).abs() < 4.0 * noise + 0.002 * modelled, "{place}+");
    }
    // Seven airings and one gathering.
    assert!(reach[8] == 0.0 && at_least[8] == 0);
}
