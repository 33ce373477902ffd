//! One cell: who listens to one station in one district at one time of day. Every
//! constant here depends on the figures of the slot, never on what airs in it: one more
//! airing could otherwise lower reach.

use super::attention::{Attention, Catch, Fit, PROGRAMME_EXPONENT};
use super::figures::{Figures, Given, WEEK, figures};
use super::tier::Tier;
use super::types::{AiringKind, Audience, Settings};
use super::warning::Strain;

/// Largest share of a station's listeners who may be tuned in at once.
///
/// Source: docs/decisions/007-reach.md, section 2.3.
pub const TUNED_MAX: f64 = 0.97;

/// Habit is kept within these ends.
///
/// Source: docs/decisions/007-reach.md, section 2.3.
pub const HABIT_ENDS: (f64, f64) = (0.02, 0.95);

/// Whether weekdays and weekend have figures of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// One set of figures serves every day.
    Alike,
    /// Each kind of day has its own.
    Apart,
}

/// The constants of one cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Share who ever hear the station.
    pub ever: f64,
    /// Share tuned in on a random day.
    pub tuned: f64,
    /// How much the same people come back, from 0 (chance) to 1 (always the same).
    pub habit: f64,
    /// How well this is founded: A, B or C.
    pub evidence: Tier,
    /// Whether weekdays and weekend differ.
    pub days: Days,
    /// How attentive those tuned in are.
    pub attention: Attention,
    /// By kind of airing, then kind of day.
    pub kinds: [[Heard; 2]; 2],
    /// What was beyond the model.
    pub strains: Vec<Strain>,
}

/// How one kind of airing is heard on one kind of day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heard {
    /// Share of all people who hear one such airing.
    pub rating: f64,
    /// How those tuned in catch it.
    pub catch: Catch,
}

impl Cell {
    /// The constants of one daypart of a station in a district; none without a cume.
    ///
    /// Source: docs/decisions/007-reach.md, section 2.3, with a worked example.
    pub fn new(audience: &Audience, daypart: &str, settings: &Settings) -> Option<Self> {
        let ever = audience.ever()?;
        let given = figures(audience, ever, daypart);
        let asked = given.mix(|it| it.tuned);
        let tuned = asked.min(TUNED_MAX * ever);
        let mut strains = Vec::new();
        if asked > tuned {
            strains.push(Strain::TunedCapped);
        }
        let habit = habit(&given, tuned, ever, settings, &mut strains);
        let attention = Attention::new(part(given.mix(|it| it.spot), tuned), settings.attention);
        let days = match given {
            Given::One(_) => Days::Alike,
            Given::Both(_) => Days::Apart,
        };
        let mut heard =
            |kind, day_kind| heard(&attention, tuned, kind, given.of_day(day_kind), &mut strains);
        let kinds = [AiringKind::Spot, AiringKind::Programme].map(|kind| {
            let weekday = heard(kind, 0);
            let weekend = if days == Days::Alike { weekday } else { heard(kind, 1) };
            [weekday, weekend]
        });
        let evidence = if given.any(|it| !it.tuned_known) {
            Tier::C
        } else if given.any(|it| it.repeat.is_some()) {
            Tier::A
        } else {
            Tier::B
        };
        Some(Self { ever, tuned, habit, evidence, days, attention, kinds, strains })
    }
}

/// Share tuned in to one daypart on a random day, capped as in its cell.
pub fn tuned_share(audience: &Audience, ever: f64, daypart: &str) -> f64 {
    figures(audience, ever, daypart).mix(|it| it.tuned).min(TUNED_MAX * ever)
}

/// The part that `some` is of `all`, at most 1; none of nothing.
fn part(some: f64, all: f64) -> f64 {
    if all > 0.0 { (some / all).min(1.0) } else { 0.0 }
}

/// The habit behind the repeat rates, kept within its ends.
fn habit(
    given: &Given,
    tuned: f64,
    ever: f64,
    settings: &Settings,
    strains: &mut Vec<Strain>,
) -> f64 {
    // Among the people who ever hear the station, beyond what chance alone gives.
    let beyond_chance = |repeat: f64, tuned: f64| {
        let chance = part(tuned, ever);
        (repeat - chance) / (1.0 - chance).max(f64::EPSILON)
    };
    let found = match given {
        Given::One(only) => only.repeat.map(|repeat| beyond_chance(repeat, tuned)),
        Given::Both(both) => match (both[0].repeat, both[1].repeat) {
            (Some(weekday), Some(weekend)) => {
                let weights = [WEEK[0] * both[0].tuned, WEEK[1] * both[1].tuned];
                let sum = weights[0] * beyond_chance(weekday, both[0].tuned)
                    + weights[1] * beyond_chance(weekend, both[1].tuned);
                Some(sum / (weights[0] + weights[1]))
            }
            (only, None) | (None, only) => only.map(|repeat| beyond_chance(repeat, tuned)),
        },
    };
    let Some(found) = found.filter(|_| given.mix(|it| it.tuned) > 0.0) else {
        return settings.habit.clamp(HABIT_ENDS.0, HABIT_ENDS.1);
    };
    let habit = found.clamp(HABIT_ENDS.0, HABIT_ENDS.1);
    if (habit - found).abs() > 0.0 {
        strains.push(Strain::HabitCapped);
    }
    habit
}

fn heard(
    attention: &Attention,
    tuned: f64,
    kind: AiringKind,
    figures: &Figures,
    strains: &mut Vec<Strain>,
) -> Heard {
    let rating = match kind {
        AiringKind::Spot => Some(figures.spot),
        AiringKind::Programme => figures.programme,
    };
    let Some(rating) = rating else {
        let catch = attention.catch_with(PROGRAMME_EXPONENT);
        return Heard { rating: tuned * attention.mean(&catch), catch };
    };
    let catch = attention.catch_meeting(part(rating, tuned));
    let more = rating > tuned * (1.0 + f64::EPSILON);
    let beyond = [
        (more, Strain::MoreHearThanTuned(kind)),
        (catch.fit == Fit::OutOfRange, Strain::AttentionOutOfRange(kind)),
    ];
    for (_, strain) in beyond.into_iter().filter(|(beyond, _)| *beyond) {
        if !strains.contains(&strain) {
            strains.push(strain);
        }
    }
    Heard { rating, catch }
}

#[cfg(test)]
mod tests {
    use super::super::checks::worked_case;
    use super::super::types::{Slot, SlotDays};
    use super::*;

    fn audience() -> Audience {
        let slot = |days, tuned, repeat, spot| Slot {
            daypart: "05-09".into(),
            days,
            tuned: Some(tuned),
            repeat: Some(repeat),
            spot: Some(spot),
            programme: None,
        };
        Audience {
            cume: Some(0.4),
            slots: vec![
                slot(SlotDays::Weekday, 0.08, 0.36, 0.04),
                slot(SlotDays::Weekend, 0.04, 0.28, 0.01),
            ],
            ..Audience::default()
        }
    }

    fn cell(audience: &Audience) -> Cell {
        Cell::new(audience, "05-09", &Settings::default()).expect("a cume")
    }

    #[test]
    fn weekdays_and_weekend_are_mixed_five_to_two() {
        let cell = cell(&audience());

        // Habits: (0.36 - 0.2) / 0.8 = 0.2 and (0.28 - 0.1) / 0.9 = 0.2.
        assert!((cell.tuned - (5.0 * 0.08 + 2.0 * 0.04) / 7.0).abs() < 1e-15);
        assert!((cell.habit - 0.2).abs() < 1e-15);
        assert_eq!((cell.days, cell.evidence), (Days::Apart, Tier::A));
        let share = (5.0 * 0.04 + 2.0 * 0.01) / 7.0 / cell.tuned;
        let attention = Attention::new(share, 2.5);
        assert_eq!(cell.attention, attention);
        for (day_kind, rating) in [0.04, 0.01].into_iter().enumerate() {
            let heard = cell.kinds[0][day_kind];
            assert!((cell.tuned * attention.mean(&heard.catch) - rating).abs() < 1e-15);
            // Nobody was asked about programmes: the standing map, and the share it gives.
            let programme = cell.kinds[1][day_kind];
            assert_eq!(programme.catch, attention.catch_with(PROGRAMME_EXPONENT));
            let mean = attention.mean(&programme.catch);
            assert!((programme.rating - cell.tuned * mean).abs() < 1e-15 && mean > share);
        }
    }

    #[test]
    fn one_repeat_rate_of_two_is_taken_against_the_mixed_audience() {
        let mut audience = audience();
        audience.slots[1].repeat = None;
        let one = cell(&audience);
        let mean = one.tuned / 0.4;
        assert!((one.habit - (0.36 - mean) / (1.0 - mean)).abs() < 1e-15);
        assert_eq!(one.evidence, Tier::A);

        audience.slots[0].repeat = None;
        let none = cell(&audience);
        assert_eq!((none.habit.to_bits(), none.evidence), (0.15_f64.to_bits(), Tier::B));

        audience.slots[1].tuned = None;
        assert_eq!(cell(&audience).evidence, Tier::C);
    }

    #[test]
    fn figures_that_do_not_fit_are_capped_and_told() {
        let mut audience = audience();
        audience.slots.truncate(1);
        audience.slots[0].days = SlotDays::All;
        audience.slots[0].tuned = Some(0.5);
        audience.slots[0].spot = Some(0.6);

        let cell = cell(&audience);

        assert!((cell.tuned - 0.97 * 0.4).abs() < 1e-15);
        assert_eq!(cell.habit.to_bits(), 0.02_f64.to_bits());
        assert!((cell.kinds[0][0].rating - 0.6).abs() < 1e-15);
        let told =
            [Strain::TunedCapped, Strain::HabitCapped, Strain::MoreHearThanTuned(AiringKind::Spot)];
        assert_eq!(cell.strains, told);
    }

    #[test]
    fn a_station_without_a_cume_has_no_cell() {
        let mut audience = audience();
        audience.cume = None;
        audience.week = Some(0.3);

        assert_eq!(Cell::new(&audience, "05-09", &Settings::default()), None);
        assert!(worked_case().stations.iter().flat_map(|it| &it.audiences).all(|it| {
            let cell = Cell::new(it, "23-24", &Settings::default());
            cell.is_some_and(|cell| cell.evidence == Tier::C)
        }));
    }
}
