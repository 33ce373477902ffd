//! How people differ: light and heavy listeners, each with a habit of his own.

use super::quadrature::beta_rule;

/// Levels of listening: light, usual, heavy.
pub const LEVELS: usize = 3;

/// Points of the habit of people of one level.
///
/// Source: docs/decisions/007-reach.md, section 2.2.
const HABIT_POINTS: usize = 8;

/// Points of habit of all levels.
pub const LANES: usize = LEVELS * HABIT_POINTS;

/// One figure for each point of habit of each level, levels one after the other.
pub type Lanes = [f64; LANES];

/// Most and least of a station's listeners that a level may have tuned in.
///
/// Source: docs/decisions/007-reach.md, section 2.4.
const LEVEL_ENDS: (f64, f64) = (1e-9, 0.985);

/// Light, usual and heavy listeners.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Listeners {
    factors: [f64; LEVELS],
    weights: [f64; LEVELS],
}

/// Own chances of being tuned in, for each level of listening.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Habits {
    /// The chances.
    pub nodes: Lanes,
    /// Share of the people of its level that each stands for.
    weights: Lanes,
}

impl Habits {
    /// The mean of a figure over the people of each level.
    pub fn means(&self, figures: &Lanes) -> [f64; LEVELS] {
        let mut means = [0.0; LEVELS];
        let weights = self.weights.chunks_exact(HABIT_POINTS);
        let levels = weights.zip(figures.chunks_exact(HABIT_POINTS));
        for (mean, (weights, figures)) in means.iter_mut().zip(levels) {
            *mean = weights.iter().zip(figures).map(|(weight, figure)| weight * figure).sum();
        }
        means
    }
}

impl Listeners {
    /// The three levels for that spread of the logarithm of listening.
    ///
    /// Source: docs/decisions/007-reach.md, section 2.2: Gauss and Hermite's three points.
    pub fn new(frailty: f64) -> Self {
        let weights = [1.0 / 6.0, 2.0 / 3.0, 1.0 / 6.0];
        let away = 3.0_f64.sqrt();
        let factors = [-away, 0.0, away].map(|off| (frailty * off).exp());
        let mean: f64 = factors.iter().zip(&weights).map(|(factor, weight)| factor * weight).sum();
        Self { factors: factors.map(|factor| factor / mean), weights }
    }

    /// Share of people at each level.
    pub fn weights(&self) -> &[f64; LEVELS] {
        &self.weights
    }

    /// The mean over people of a figure that depends on the level.
    pub fn mean(&self, by_level: &[f64; LEVELS]) -> f64 {
        self.weights.iter().zip(by_level).map(|(weight, figure)| weight * figure).sum()
    }

    /// Own chances of being tuned in, when that part of a station's listeners is tuned in
    /// and the habit is that strong.
    pub fn habits(&self, part_tuned: f64, habit: f64) -> Habits {
        let strength = 1.0 / habit - 1.0;
        let mut habits = Habits { nodes: [0.0; LANES], weights: [0.0; LANES] };
        for (level, factor) in self.factors.iter().enumerate() {
            let mean = (factor * part_tuned).clamp(LEVEL_ENDS.0, LEVEL_ENDS.1);
            let rule = beta_rule::<HABIT_POINTS>(mean * strength, (1.0 - mean) * strength);
            let lanes = level * HABIT_POINTS..(level + 1) * HABIT_POINTS;
            habits.nodes[lanes.clone()].copy_from_slice(&rule.nodes);
            habits.weights[lanes].copy_from_slice(&rule.weights);
        }
        habits
    }

    /// Whether heavy listeners would be tuned in more than the model lets them.
    pub fn would_cap(&self, part_tuned: f64) -> bool {
        self.factors.iter().any(|factor| factor * part_tuned > LEVEL_ENDS.1)
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these numbers are exact")]
mod tests {
    use super::*;

    #[test]
    fn the_levels_average_to_one() {
        for frailty in [0.0, 0.45, 2.0] {
            let listeners = Listeners::new(frailty);

            assert!((listeners.mean(&listeners.factors) - 1.0).abs() < 1e-15);
        }
        let [light, usual, heavy] = Listeners::new(0.0).factors;
        assert!(light == usual && usual == heavy);
    }

    #[test]
    fn chances_average_to_the_part_tuned_in() {
        let habits = Listeners::new(0.0).habits(0.2, 0.3);

        for mean in habits.means(&habits.nodes) {
            assert!((mean - 0.2).abs() < 1e-14);
        }
    }
}
