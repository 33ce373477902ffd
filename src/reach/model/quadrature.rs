//! Few points that stand for a whole Beta distribution.

/// Points in 0..=1 and the share of people each stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule<const N: usize> {
    /// Where the points lie, in no particular order.
    pub nodes: [f64; N],
    /// What each weighs; together 1.
    pub weights: [f64; N],
}

/// Rounds after which an eigenvalue is taken as it stands. Two or three are usual.
const ROUNDS_MAX: usize = 64;

/// The Gauss-Jacobi rule of the distribution Beta(a, b): exact for polynomials of
/// degree 2N - 1.
///
/// Shape: a and b above 0, N at least 1; a may be as small as 1e-9.
/// Errors: none; nodes are clipped to 0..=1.
/// Source: docs/decisions/007-reach.md, section 2.2, with a worked example.
pub fn beta_rule<const N: usize>(a: f64, b: f64) -> Rule<N> {
    let (mut diagonal, mut beside) = recurrence::<N>(a, b);
    let mut first = [0.0; N];
    if let Some(top) = first.first_mut() {
        *top = 1.0;
    }
    for low in 0..N {
        settle(low, &mut diagonal, &mut beside, &mut first);
    }
    let weights = first.map(|it| it * it);
    let sum: f64 = weights.iter().sum();
    Rule { nodes: diagonal.map(|it| it.clamp(0.0, 1.0)), weights: weights.map(|it| it / sum) }
}

/// Diagonal and off-diagonal of the Jacobi matrix; `beside[i]` couples i and i + 1, the
/// last is 0.
#[expect(clippy::many_single_char_names, reason = "the letters of the formula")]
fn recurrence<const N: usize>(a: f64, b: f64) -> ([f64; N], [f64; N]) {
    let t = a + b;
    let mut diagonal = [a / t; N];
    let mut beside = [0.0; N];
    let mut i = 0.0;
    for place in 1..N {
        i += 1.0;
        let s = 2.0 * i + t;
        // From a and b directly: a may be so small that a - 1 + 1 would lose it.
        let squared = if place == 1 {
            a * b / (t * t * (t + 1.0))
        } else {
            i * (i + a - 1.0) * (i + b - 1.0) * (i + t - 2.0)
                / ((s - 2.0) * (s - 2.0) * (s - 1.0) * (s - 3.0))
        };
        diagonal[place] = 0.5 * (1.0 + (a - b) * (t - 2.0) / ((s - 2.0) * s));
        beside[place - 1] = squared.max(0.0).sqrt();
    }
    (diagonal, beside)
}

/// Turn the matrix until row `low` is on its own; `first` follows as the first
/// components of the eigenvectors. Implicit QL.
fn settle<const N: usize>(
    low: usize,
    diagonal: &mut [f64; N],
    beside: &mut [f64; N],
    first: &mut [f64; N],
) {
    for _ in 0..ROUNDS_MAX {
        let high = (low..N - 1)
            .find(|row| {
                let scale = diagonal[*row].abs() + diagonal[row + 1].abs();
                beside[*row].abs() <= f64::EPSILON * scale
            })
            .unwrap_or(N - 1);
        if high == low {
            return;
        }
        sweep(low, high, diagonal, beside, first);
    }
}

/// One round of plane rotations over the rows `low..=high`.
#[expect(clippy::many_single_char_names, reason = "the usual letters of a plane rotation")]
fn sweep<const N: usize>(
    low: usize,
    high: usize,
    diagonal: &mut [f64; N],
    beside: &mut [f64; N],
    first: &mut [f64; N],
) {
    let lean = (diagonal[low + 1] - diagonal[low]) / (2.0 * beside[low]);
    let root = (lean * lean + 1.0).sqrt();
    let mut g = diagonal[high] - diagonal[low] + beside[low] / (lean + root.copysign(lean));
    let (mut sine, mut cosine, mut p) = (1.0, 1.0, 0.0);
    for row in (low..high).rev() {
        let f = sine * beside[row];
        let b = cosine * beside[row];
        let r = (f * f + g * g).sqrt();
        beside[row + 1] = r;
        if r == 0.0 {
            // The matrix has split by itself: the next round takes what is left.
            diagonal[row + 1] -= p;
            beside[high] = 0.0;
            return;
        }
        sine = f / r;
        cosine = g / r;
        g = diagonal[row + 1] - p;
        let turned = (diagonal[row] - g) * sine + 2.0 * cosine * b;
        p = sine * turned;
        diagonal[row + 1] = g + p;
        g = cosine * turned - b;
        let kept = first[row + 1];
        first[row + 1] = sine * first[row] + cosine * kept;
        first[row] = cosine * first[row] - sine * kept;
    }
    diagonal[low] -= p;
    beside[low] = g;
    beside[high] = 0.0;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn moment<const N: usize>(rule: &Rule<N>, power: i32) -> f64 {
        let points = rule.nodes.iter().zip(&rule.weights);
        points.map(|(node, weight)| weight * node.powi(power)).sum()
    }

    /// E[x^k] of Beta(a, b) in closed form.
    fn true_moment(a: f64, b: f64, power: i32) -> f64 {
        (0..power).map(|k| (a + f64::from(k)) / (a + b + f64::from(k))).product()
    }

    #[test]
    fn two_points_of_the_uniform_distribution_are_those_of_gauss_and_legendre() {
        let mut rule = beta_rule::<2>(1.0, 1.0).nodes;
        rule.sort_by(f64::total_cmp);

        let off = 0.5 / 3.0_f64.sqrt();
        assert!((rule[0] - (0.5 - off)).abs() < 1e-15);
        assert!((rule[1] - (0.5 + off)).abs() < 1e-15);
    }

    #[test]
    fn one_point_is_the_mean() {
        let rule = beta_rule::<1>(1.0, 3.0);

        assert_eq!((rule.nodes, rule.weights), ([0.25], [1.0]));
    }

    proptest! {
        #[test]
        fn fifteen_moments_are_exact(log_mean in -20.0..-0.02_f64, log_sum in -3.0..7.0_f64) {
            let (mean, sum) = (log_mean.exp(), log_sum.exp());
            let (a, b) = (mean * sum, (1.0 - mean) * sum);

            let rule = beta_rule::<8>(a, b);

            for power in 0..16 {
                let error = moment(&rule, power) - true_moment(a, b, power);
                prop_assert!(error.abs() < 1e-12, "moment {power}: {error:e}");
            }
        }
    }
}
