//! How reach grows over the flight, day by day.

use super::attention::POINTS;
use super::cell::Cell;
use super::kernel::{Caught, miss_days, reached_after};
use super::listeners::{Habits, LANES, LEVELS};
use super::profile::Profile;

/// Shares of the listeners of each level who hear something by the end of each day on
/// which something airs.
pub type Steps = Vec<(u32, [f64; LEVELS])>;

/// The steps of one cell.
///
/// Shape: the products at the points of habit and attention are kept and multiplied on
/// from day to day, so the last step equals the whole flight and no step goes down.
/// Source: docs/decisions/007-reach.md, section 2.5.
pub fn steps(cell: &Cell, profile: &Profile, caught: &Caught, habits: &Habits) -> Steps {
    let mut missed = [[1.0; LANES]; POINTS];
    let step = |(day, pattern): &(u32, usize)| {
        if let Some((_, caught)) = caught.get(*pattern) {
            miss_days(&cell.attention, &mut missed, habits, caught, 1);
        }
        (*day, reached_after(&cell.attention, &missed, habits))
    };
    profile.days.iter().map(step).collect()
}

/// Shares of the listeners who hear something in some cell, after each day of the flight.
pub fn by_day<'a>(cells: impl Iterator<Item = &'a Steps>, days: u32) -> Vec<[f64; LEVELS]> {
    let mut missed = vec![[1.0; LEVELS]; usize::try_from(days).unwrap_or(0)];
    for steps in cells {
        let mut steps = steps.iter().peekable();
        let mut reached = [0.0; LEVELS];
        for (day, missed) in (0_u32..).zip(&mut missed) {
            while let Some((_, step)) = steps.next_if(|step| step.0 <= day) {
                reached = *step;
            }
            for (missed, reached) in missed.iter_mut().zip(reached) {
                *missed *= 1.0 - reached;
            }
        }
    }
    missed.into_iter().map(|levels| levels.map(|it| 1.0 - it)).collect()
}
