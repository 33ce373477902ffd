//! Who catches what while tuned in: one latent attention per person, and for each kind
//! of airing an increasing map from that attention to the chance of catching it.

use super::quadrature::beta_rule;

/// Points of the attention of people.
///
/// Source: docs/decisions/007-reach.md, section 2.2.
pub const POINTS: usize = 6;

/// Mean attention below which nobody is taken to attend.
///
/// Source: docs/decisions/007-reach.md, section 2.3.
const NONE_ATTEND: f64 = 1e-6;

/// Mean attention above which everybody is taken to attend.
///
/// Source: docs/decisions/007-reach.md, section 2.3.
const ALL_ATTEND: f64 = 0.999;

/// Largest share of the tuned that a map may be asked for.
///
/// Source: docs/decisions/007-reach.md, section 2.3.
const CATCH_MAX: f64 = 0.999;

/// Attention is kept this far below 1, so that its complement has a logarithm.
///
/// Source: docs/decisions/007-reach.md, section 2.3.
const SHORT_OF_ONE: f64 = 1e-15;

/// A map's exponent lies between 1/64 and 64.
///
/// Source: docs/decisions/007-reach.md, section 2.3.
const EXPONENT_MAX: f64 = 64.0;

/// Most steps to find an exponent: 64 halvings of the permitted range leave nothing
/// between two neighbouring numbers. Five or six are usual.
const STEPS_MAX: u32 = 64;

/// Exponent of a programme nobody was asked about.
///
/// Source: docs/decisions/007-reach.md, section 2.3.
pub const PROGRAMME_EXPONENT: f64 = 1.8;

/// The attention of the people tuned in to one cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attention {
    spread: Spread,
    /// Logarithm of the chance to miss, at each point.
    log_missed: [f64; POINTS],
    weights: [f64; POINTS],
}

/// Whether people differ in attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spread {
    One,
    Many,
}

/// How a kind of airing is caught in one cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Catch {
    /// Chance of catching one airing, by point of attention.
    pub chance: [f64; POINTS],
    /// Whether the map could meet the figure it was asked for.
    pub fit: Fit,
}

/// Whether a map could meet its figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It did.
    Met,
    /// The nearest end of the permitted exponents was taken.
    OutOfRange,
}

impl Attention {
    /// People whose attention averages `mean`; larger `alike` makes them more alike.
    pub fn new(mean: f64, alike: f64) -> Self {
        let alone = |log_missed: f64| {
            let mut weights = [0.0; POINTS];
            weights[0] = 1.0;
            Self { spread: Spread::One, log_missed: [log_missed; POINTS], weights }
        };
        if mean <= NONE_ATTEND {
            alone(0.0)
        } else if mean >= ALL_ATTEND {
            alone(f64::NEG_INFINITY)
        } else {
            let rule = beta_rule::<POINTS>(alike * mean, alike * (1.0 - mean));
            Self {
                spread: Spread::Many,
                log_missed: rule.nodes.map(|node| (-node.min(1.0 - SHORT_OF_ONE)).ln_1p()),
                weights: rule.weights,
            }
        }
    }

    /// How many points are in use, from the first on.
    pub fn points(&self) -> usize {
        match self.spread {
            Spread::One => 1,
            Spread::Many => POINTS,
        }
    }

    /// What each point weighs; together 1.
    pub fn weights(&self) -> &[f64; POINTS] {
        &self.weights
    }

    /// The map on which that share of the tuned catch an airing.
    pub fn catch_meeting(&self, share: f64) -> Catch {
        if self.spread == Spread::One {
            return Catch { chance: [share.min(1.0); POINTS], fit: Fit::Met };
        }
        let target = share.min(CATCH_MAX);
        let limit = EXPONENT_MAX.ln();
        if target <= self.mean_at(-limit) {
            return self.catch_at_the_end(-limit, target);
        }
        if target >= self.mean_at(limit) {
            return self.catch_at_the_end(limit, target);
        }
        self.catch_with(self.log_exponent_for(target, limit).exp())
    }

    /// The logarithm of the exponent that meets a share within reach: Newton's steps,
    /// kept inside a bracket that every step narrows.
    fn log_exponent_for(&self, target: f64, limit: f64) -> f64 {
        let (mut low, mut high) = (-limit, limit);
        let mut log_exponent: f64 = 0.0;
        for _ in 0..STEPS_MAX {
            let exponent = log_exponent.exp();
            let (mut over, mut slope) = (-target, 0.0);
            for (weight, log_missed) in self.weights.iter().zip(&self.log_missed) {
                let missed = (exponent * log_missed).exp();
                over += weight * (1.0 - missed);
                slope -= weight * missed * exponent * log_missed;
            }
            if over < 0.0 {
                low = log_exponent;
            } else {
                high = log_exponent;
            }
            let newton = log_exponent - over / slope;
            let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
            let step = (next - log_exponent).abs();
            log_exponent = next;
            if step < f64::EPSILON {
                break;
            }
        }
        log_exponent
    }

    fn catch_at_the_end(&self, log_exponent: f64, target: f64) -> Catch {
        let catch = self.catch_with(log_exponent.exp());
        let fit = if (self.mean(&catch) - target).abs() > 0.0 { Fit::OutOfRange } else { Fit::Met };
        Catch { fit, ..catch }
    }

    /// The map with a given exponent.
    pub fn catch_with(&self, exponent: f64) -> Catch {
        Catch { chance: self.map(exponent), fit: Fit::Met }
    }

    /// Share of the tuned who catch an airing under such a map.
    pub fn mean(&self, catch: &Catch) -> f64 {
        self.weights.iter().zip(&catch.chance).map(|(weight, chance)| weight * chance).sum()
    }

    fn mean_at(&self, log_exponent: f64) -> f64 {
        self.mean(&self.catch_with(log_exponent.exp()))
    }

    fn map(&self, exponent: f64) -> [f64; POINTS] {
        self.log_missed.map(|log_missed| 1.0 - (exponent * log_missed).exp())
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these numbers are exact")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_map_of_the_spot_itself_leaves_attention_as_it_is() {
        let attention = Attention::new(0.4, 2.5);
        let plain = attention.catch_with(1.0);

        let met = attention.catch_meeting(0.4);

        assert!((attention.mean(&plain) - 0.4).abs() < 1e-15);
        for (plain, met) in plain.chance.iter().zip(&met.chance) {
            assert!((plain - met).abs() < 1e-14);
        }
    }

    #[test]
    fn where_all_or_none_attend_the_figure_itself_is_the_chance() {
        let (none, all) = (Attention::new(0.0, 2.5), Attention::new(1.0, 2.5));

        assert_eq!((none.points(), all.points()), (1, 1));
        assert_eq!(none.catch_meeting(0.3).chance[0], 0.3);
        assert_eq!(all.catch_meeting(1.7).chance[0], 1.0);
        assert_eq!(none.catch_with(PROGRAMME_EXPONENT).chance[0], 0.0);
        assert_eq!(all.catch_with(PROGRAMME_EXPONENT).chance[0], 1.0);
    }

    #[test]
    fn a_figure_no_map_can_meet_is_told() {
        let attention = Attention::new(0.9, 0.1);

        assert_eq!(attention.catch_meeting(0.0).fit, Fit::OutOfRange);
        assert_eq!(attention.catch_meeting(0.9).fit, Fit::Met);
    }

    /// The second way to an exponent: 64 halvings of its logarithm.
    fn halved(attention: &Attention, target: f64) -> Catch {
        let (mut low, mut high) = (-64.0_f64.ln(), 64.0_f64.ln());
        for _ in 0..64 {
            let middle = 0.5 * (low + high);
            if attention.mean_at(middle) < target.min(CATCH_MAX) {
                low = middle;
            } else {
                high = middle;
            }
        }
        attention.catch_with((0.5 * (low + high)).exp())
    }

    proptest! {
        #[test]
        fn newton_and_halving_find_the_same_map(
            mean in 1e-5..0.998_f64, alike in 0.1..1000.0_f64, target in 0.0..1.0_f64,
        ) {
            let attention = Attention::new(mean, alike);
            let (fast, slow) = (attention.catch_meeting(target), halved(&attention, target));

            for (fast, slow) in fast.chance.iter().zip(&slow.chance) {
                prop_assert!((fast - slow).abs() < 1e-11, "{fast} {slow}");
            }
            if fast.fit == Fit::Met {
                prop_assert!((attention.mean(&fast) - target.min(0.999)).abs() < 1e-13);
            }
        }
    }
}
