//! How far each kind of input may be off.

use super::super::types::HeadCount;

/// Moved shares stay within these ends.
const SHARE_ENDS: (f64, f64) = (1e-4, 0.999);

/// Share of daily listeners below which the relative error grows no more.
const DAILY_MIN: f64 = 0.001;

/// Listening is never moved below this part of itself.
const FACTOR_MIN: f64 = 0.05;

/// Habit is taken within these ends before it is moved, and kept within the others after.
const HABIT_FROM: (f64, f64) = (0.05, 0.9);
const HABIT_TO: (f64, f64) = super::super::cell::HABIT_ENDS;

/// Standard deviation of the logarithm of a head count, one by one and by eye.
const COUNTED_SD: f64 = 0.15;
const ESTIMATED_SD: f64 = 0.35;

/// A share as a survey knows it.
///
/// Source: docs/decisions/007-reach.md, section 6, for this and every constant above.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// The share.
    pub share: f64,
    /// The size of the simple random sample that would have told as much.
    pub respondents: f64,
}

impl Asked {
    /// Standard deviation of the share.
    pub fn sd(self) -> f64 {
        let smoothed = (self.share * self.respondents + 0.5) / (self.respondents + 1.0);
        (smoothed * (1.0 - smoothed) / (self.respondents + 2.0)).sqrt()
    }

    /// The share moved by so many standard deviations.
    pub fn moved(self, by: f64) -> f64 {
        kept(self.share + by * self.sd())
    }

    /// The Beta distribution of the share.
    pub fn beta(self) -> (f64, f64) {
        let known = self.share * self.respondents;
        (known + 0.5, self.respondents - known + 0.5)
    }
}

/// A share kept within the ends of moved shares.
pub fn kept(share: f64) -> f64 {
    share.clamp(SHARE_ENDS.0, SHARE_ENDS.1)
}

/// The daily audience behind the error of listening.
pub fn daily(share: f64, respondents: f64) -> Asked {
    Asked { share: share.max(DAILY_MIN), respondents }
}

/// Listening moved by so many standard deviations of the daily audience, as a factor.
pub fn factor(daily: Asked, by: f64) -> f64 {
    (1.0 + by * daily.sd() / daily.share).max(FACTOR_MIN)
}

/// Listening at another daily audience, as a factor.
pub fn factor_at(daily: Asked, drawn: f64) -> f64 {
    (drawn / daily.share).max(FACTOR_MIN)
}

/// A habit as a survey knows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HabitAsked {
    habit: f64,
    weight: f64,
}

impl HabitAsked {
    /// A habit, when that share of so many respondents were tuned in.
    pub fn new(habit: f64, tuned: f64, respondents: f64) -> Self {
        let weight = (respondents * tuned).max(4.0) + 15.0;
        Self { habit: habit.clamp(HABIT_FROM.0, HABIT_FROM.1), weight }
    }

    /// The habit moved by so many standard deviations.
    pub fn moved(self, by: f64) -> f64 {
        let sd = (self.habit * (1.0 - self.habit) / (self.weight + 1.0)).sqrt();
        Self::kept(self.habit + by * sd)
    }

    /// The Beta distribution of the habit.
    pub fn beta(self) -> (f64, f64) {
        (self.habit * self.weight, (1.0 - self.habit) * self.weight)
    }

    /// A habit kept within its ends.
    pub fn kept(habit: f64) -> f64 {
        habit.clamp(HABIT_TO.0, HABIT_TO.1)
    }
}

/// Standard deviation of the logarithm of a head count.
pub fn head_count_sd(head_count: HeadCount) -> f64 {
    match head_count {
        HeadCount::Counted => COUNTED_SD,
        HeadCount::Estimated => ESTIMATED_SD,
    }
}

/// The mean of a Beta distribution moved by so many standard deviations.
pub fn beta_moved((a, b): (f64, f64), by: f64) -> f64 {
    let sum = a + b;
    let sd = (a * b / (sum * sum * (sum + 1.0))).sqrt();
    (a / sum + by * sd).clamp(0.0, 1.0)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these numbers are exact")]
mod tests {
    use super::*;

    #[test]
    fn a_half_of_98_people_is_off_by_five_in_a_hundred() {
        let half = Asked { share: 0.5, respondents: 98.0 };

        assert!((half.sd() - 0.05).abs() < 1e-15);
        assert!((half.moved(-1.0) - 0.45).abs() < 1e-15);
        assert_eq!(half.beta(), (49.5, 49.5));
    }

    #[test]
    fn nobody_of_few_is_still_unsure() {
        let nobody = Asked { share: 0.0, respondents: 10.0 };

        assert!(nobody.sd() > 0.05);
        assert_eq!(nobody.moved(-1.0), 1e-4);
        assert!(factor(daily(0.0, 10.0), -1.0) >= 0.05);
    }

    #[test]
    fn one_confirmation_and_no_failure_leave_much_open() {
        let (low, high) = (beta_moved((2.0, 1.0), -1.0), beta_moved((2.0, 1.0), 1.0));

        assert!((low + high - 4.0 / 3.0).abs() < 1e-15);
        assert!((high - low - 2.0 / 18.0_f64.sqrt()).abs() < 1e-15);
    }

    #[test]
    fn habits_stay_within_their_ends() {
        let strong = HabitAsked::new(0.95, 0.0, 100.0);

        assert!(strong.moved(1.0) <= 0.95);
        assert!((strong.moved(-1.0) - (0.9 - (0.09_f64 / 20.0).sqrt())).abs() < 1e-15);
    }
}
