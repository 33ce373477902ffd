//! The inner loops: what the listeners of one cell hear of all that airs in it. The points
//! of habit lie innermost, so that they are worked on side by side.

use super::attention::{Attention, POINTS};
use super::cell::Cell;
use super::distribution::{BUCKETS, Distribution, MANY};
use super::listeners::{Habits, LANES, LEVELS, Lanes};
use super::profile::{Pattern, Profile};

/// Contacts of people of one attention, by point of habit: shares with 0, 1, .. 9. Those
/// with ten and more are what is missing to 1.
#[derive(Clone, Copy)]
struct Block {
    /// Largest number of contacts that can occur; [`MANY`] stands for itself and more.
    most: usize,
    shares: [Lanes; MANY],
}

impl Block {
    const NONE: Self = {
        let mut shares = [[0.0; LANES]; MANY];
        shares[0] = [1.0; LANES];
        Self { most: 0, shares }
    };

    /// Contacts of one day, given the contacts of those tuned in.
    fn of_day(habits: &Lanes, tuned_in: &Distribution, most: usize) -> Self {
        let mut day = Self { most, ..Self::NONE };
        let heard = tuned_in.shares().iter().take(most + 1).skip(1);
        for (lanes, share) in day.shares[1..].iter_mut().zip(heard) {
            *lanes = habits.map(|habit| habit * share);
        }
        let heard = 1.0 - tuned_in.shares()[0];
        day.shares[0] = habits.map(|habit| 1.0 - habit * heard);
        day
    }

    /// Add the contacts of other days.
    fn add(&mut self, other: &Self) {
        let most = (self.most + other.most).min(MANY);
        // From the far end, so that what is still needed is not yet overwritten.
        for contacts in (0..=most.min(MANY - 1)).rev() {
            let mut sum = [0.0; LANES];
            let least = contacts.saturating_sub(self.most);
            for theirs in least..=contacts.min(other.most) {
                let pairs = self.shares[contacts - theirs].iter().zip(&other.shares[theirs]);
                for (sum, (mine, theirs)) in sum.iter_mut().zip(pairs) {
                    *sum += mine * theirs;
                }
            }
            self.shares[contacts] = sum;
        }
        self.most = most;
    }

    /// Add the contacts of so many days alike, by repeated squaring.
    fn add_days(&mut self, mut day: Self, mut days: u32) {
        while days > 0 {
            if days % 2 == 1 {
                self.add(&day);
            }
            days /= 2;
            if days > 0 {
                let half = day;
                day.add(&half);
            }
        }
    }
}

/// Contacts on one day of those tuned in, by attention; with the largest number that can
/// occur.
fn tuned_in(cell: &Cell, pattern: &Pattern, chance: f64) -> (usize, [Distribution; POINTS]) {
    let mut most = 0_u32;
    let mut result = [Distribution::NONE; POINTS];
    for (kind, by_day) in cell.kinds.iter().enumerate() {
        let catch = &by_day[pattern.day_kind].catch.chance;
        let (sure, unsure) = (pattern.load.sure[kind], pattern.load.unsure[kind]);
        most = most.saturating_add(sure).saturating_add(unsure);
        for (count, chance) in [(sure, 1.0), (unsure, chance)] {
            for (heard, catch) in result.iter_mut().zip(catch).take(cell.attention.points()) {
                *heard = heard.and_times(chance * catch, count);
            }
        }
    }
    (usize::try_from(most).unwrap_or(MANY).min(MANY), result)
}

/// What the listeners of each level hear in the whole flight.
///
/// Shape: `chance` is that of an unreported airing to have aired.
/// Source: docs/decisions/007-reach.md, section 2.4.
pub fn contacts(
    cell: &Cell,
    profile: &Profile,
    chance: f64,
    habits: &Habits,
) -> [Distribution; LEVELS] {
    let mut flights = [Block::NONE; POINTS];
    let flights = &mut flights[..cell.attention.points()];
    for pattern in &profile.patterns {
        let (most, by_point) = tuned_in(cell, pattern, chance);
        for (flight, heard) in flights.iter_mut().zip(&by_point) {
            let day = Block::of_day(&habits.nodes, heard, most);
            flight.add_days(day, pattern.days);
        }
    }
    let mut result = [[0.0; BUCKETS]; LEVELS];
    for (flight, weight) in flights.iter().zip(cell.attention.weights()) {
        for (contacts, lanes) in flight.shares.iter().enumerate() {
            for (shares, mean) in result.iter_mut().zip(habits.means(lanes)) {
                shares[contacts] += weight * mean;
            }
        }
    }
    if flights.iter().any(|flight| flight.most == MANY) {
        for shares in &mut result {
            shares[MANY] = (1.0 - shares.iter().sum::<f64>()).max(0.0);
        }
    }
    result.map(Distribution::new)
}

/// Share who catch something on a day of each pattern, of those tuned in, by attention.
pub type Caught = Vec<(u32, [f64; POINTS])>;

/// Share of those tuned in who catch something on a day of each pattern.
pub fn caught(cell: &Cell, profile: &Profile, chance: f64) -> Caught {
    let of_pattern = |pattern: &Pattern| {
        let mut missed = [1.0; POINTS];
        for (kind, by_day) in cell.kinds.iter().enumerate() {
            let catch = &by_day[pattern.day_kind].catch.chance;
            let (sure, unsure) = (pattern.load.sure[kind], pattern.load.unsure[kind]);
            for (missed, catch) in missed.iter_mut().zip(catch) {
                *missed *= power(1.0 - catch, sure) * power(1.0 - chance * catch, unsure);
            }
        }
        (pattern.days, missed.map(|it| 1.0 - it))
    };
    profile.patterns.iter().map(of_pattern).collect()
}

/// Share of the listeners of each level who hear something in the whole flight. The
/// complement of the first share of [`contacts`], at a tenth of the work.
pub fn reached(attention: &Attention, caught: &Caught, habits: &Habits) -> [f64; LEVELS] {
    let mut products = [[1.0; LANES]; POINTS];
    for (days, by_point) in caught {
        miss_days(attention, &mut products, habits, by_point, *days);
    }
    reached_after(attention, &products, habits)
}

/// Lower the shares who have missed everything, by attention and habit, by so many days
/// on which those tuned in catch something with the chances given.
pub fn miss_days(
    attention: &Attention,
    missed: &mut [Lanes; POINTS],
    habits: &Habits,
    caught: &[f64; POINTS],
    days: u32,
) {
    for (missed, caught) in missed.iter_mut().zip(caught).take(attention.points()) {
        let mut day = habits.nodes.map(|habit| 1.0 - habit * caught);
        let mut left = days;
        while left > 0 {
            if left % 2 == 1 {
                for (missed, day) in missed.iter_mut().zip(&day) {
                    *missed *= day;
                }
            }
            left /= 2;
            if left > 0 {
                day = day.map(|it| it * it);
            }
        }
    }
}

/// Share of the listeners of each level who have not missed everything.
pub fn reached_after(
    attention: &Attention,
    missed: &[Lanes; POINTS],
    habits: &Habits,
) -> [f64; LEVELS] {
    let mut reached = [0.0; LEVELS];
    let points = missed.iter().zip(attention.weights());
    for (missed, weight) in points.take(attention.points()) {
        let means = habits.means(&missed.map(|it| 1.0 - it));
        for (reached, mean) in reached.iter_mut().zip(means) {
            *reached += weight * mean;
        }
    }
    reached
}

fn power(base: f64, mut exponent: u32) -> f64 {
    let (mut result, mut square) = (1.0, base);
    while exponent > 0 {
        if exponent % 2 == 1 {
            result *= square;
        }
        exponent /= 2;
        square *= square;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::super::checks::worked_case;
    use super::super::profile::{AiringDay, Load};
    use super::*;

    fn morning() -> Cell {
        let case = worked_case();
        Cell::new(&case.stations[0].audiences[0], "05-09", &case.settings).expect("a cume")
    }

    /// Five kinds of days, with sure and unsure airings of both kinds.
    fn days() -> Vec<AiringDay> {
        let day =
            |day, day_kind, sure, unsure| AiringDay { day, day_kind, load: Load { sure, unsure } };
        vec![
            day(0, 0, [1, 0], [0, 0]),
            day(1, 0, [2, 1], [0, 0]),
            day(2, 0, [1, 0], [0, 2]),
            day(3, 0, [1, 0], [0, 0]),
            day(5, 1, [0, 1], [3, 0]),
            day(6, 1, [3, 0], [0, 1]),
        ]
    }

    /// The second way: for every point of habit and attention, airing by airing, without
    /// patterns, powers or buckets.
    fn slowly(cell: &Cell, chance: f64, habits: &Habits) -> [[f64; BUCKETS]; LEVELS] {
        let mut result = [[0.0; BUCKETS]; LEVELS];
        for contacts in 0..40 {
            for (point, weight) in cell.attention.weights().iter().enumerate() {
                let lanes = habits.nodes.map(|habit| {
                    let mut flight = vec![1.0];
                    for it in days() {
                        let mut tuned_in = vec![1.0];
                        for kind in 0..2 {
                            let catch = cell.kinds[kind][it.day_kind].catch.chance[point];
                            for (count, catch) in [
                                (it.load.sure[kind], catch),
                                (it.load.unsure[kind], chance * catch),
                            ] {
                                for _ in 0..count {
                                    tuned_in = product(&tuned_in, &[1.0 - catch, catch]);
                                }
                            }
                        }
                        let mut day: Vec<f64> = tuned_in.iter().map(|it| habit * it).collect();
                        day[0] += 1.0 - habit;
                        flight = product(&flight, &day);
                    }
                    flight.get(contacts).copied().unwrap_or(0.0)
                });
                for (shares, mean) in result.iter_mut().zip(habits.means(&lanes)) {
                    shares[contacts.min(MANY)] += weight * mean;
                }
            }
        }
        result
    }

    fn product(one: &[f64], other: &[f64]) -> Vec<f64> {
        let mut result = vec![0.0; one.len() + other.len() - 1];
        for (here, one) in one.iter().enumerate() {
            for (there, other) in other.iter().enumerate() {
                result[here + there] += one * other;
            }
        }
        result
    }

    #[test]
    fn patterns_and_powers_agree_with_airing_by_airing() {
        let (cell, profile) = (morning(), Profile::new(&days()));
        let listeners = super::super::listeners::Listeners::new(0.45);
        let habits = listeners.habits(0.3, 0.2);

        let fast = contacts(&cell, &profile, 0.7, &habits);
        let reached = reached(&cell.attention, &caught(&cell, &profile, 0.7), &habits);

        for (level, slow) in slowly(&cell, 0.7, &habits).iter().enumerate() {
            for (fast, slow) in fast[level].shares().iter().zip(slow) {
                assert!((fast - slow).abs() < 1e-14, "{fast} {slow}");
            }
            assert!((1.0 - slow[0] - reached[level]).abs() < 1e-14);
        }
    }

    #[test]
    fn without_habit_every_day_is_a_new_chance() {
        // Sainsbury: those who miss everything are the product over the airings.
        let cell = morning();
        let days: Vec<AiringDay> = (0..9)
            .map(|day| AiringDay { day, day_kind: 0, load: Load { sure: [1, 0], unsure: [0, 0] } })
            .collect();
        let listeners = super::super::listeners::Listeners::new(0.0);
        let habits = listeners.habits(0.3, 1e-9);
        let everybody = Attention::new(1.0, 2.5);
        let caught: Caught = caught(&cell, &Profile::new(&days), 1.0)
            .into_iter()
            .map(|(days, _)| (days, [1.0; POINTS]))
            .collect();

        for reached in reached(&everybody, &caught, &habits) {
            assert!((reached - (1.0 - 0.7_f64.powi(9))).abs() < 1e-7);
        }
    }
}
