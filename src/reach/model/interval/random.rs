//! Random numbers from a seed: the same seed always gives the same numbers.

/// The generator xoshiro256++, started by splitmix64.
///
/// Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021.
#[derive(Clone, Debug)]
pub struct Generator {
    state: [u64; 4],
}

impl Generator {
    /// The generator that starts at this seed.
    pub fn new(seed: u64) -> Self {
        let mut walk = seed;
        let state = [(); 4].map(|()| {
            walk = walk.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mixed = (walk ^ (walk >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            mixed ^ (mixed >> 31)
        });
        Self { state }
    }

    fn bits(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        let (crossed, rest) = (b ^ c, a ^ d);
        self.state = [rest, crossed, c ^ (b << 17), d.rotate_left(45)];
        result
    }

    /// A number above 0 and below 1.
    pub fn uniform(&mut self) -> f64 {
        // The 52 bits of a number in 1..2, and half a step away from its lower end.
        f64::from_bits(0x3FF0_0000_0000_0000 | (self.bits() >> 12)) - 1.0 + f64::EPSILON / 2.0
    }

    /// A number of the standard normal distribution (Box and Muller).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * self.uniform().ln()).sqrt();
        radius * (std::f64::consts::TAU * self.uniform()).cos()
    }

    /// A number of the distribution Beta(a, b), both above 0.
    pub fn beta(&mut self, (a, b): (f64, f64)) -> f64 {
        // Past this size the spread is below what a double tells apart.
        let shrink = (a + b).max(1e15) / 1e15;
        let (one, other) = (self.gamma(a / shrink), self.gamma(b / shrink));
        if one + other > 0.0 { one / (one + other) } else { a / (a + b) }
    }

    /// A number of the gamma distribution of that shape and scale 1.
    ///
    /// Source: Marsaglia and Tsang, "A simple method for generating gamma variables", 2000.
    fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let power = self.uniform().powf(1.0 / shape.max(f64::MIN_POSITIVE));
            return self.gamma(shape + 1.0) * power;
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let base = 1.0 + c * x;
            let v = base * base * base;
            let accepts = base > 0.0 && self.uniform().ln() < 0.5 * x * x + d - d * v + d * v.ln();
            // A shape that is no number would never accept.
            if accepts || d.is_nan() {
                return d * v;
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these numbers are exact")]
mod tests {
    use super::*;

    fn mean_and_variance(count: u32, mut draw: impl FnMut() -> f64) -> (f64, f64) {
        let (mut sum, mut squares) = (0.0, 0.0);
        for _ in 0..count {
            let x = draw();
            sum += x;
            squares += x * x;
        }
        let mean = sum / f64::from(count);
        (mean, squares / f64::from(count) - mean * mean)
    }

    #[test]
    fn a_seed_says_everything() {
        let draw = |seed| {
            let mut generator = Generator::new(seed);
            [(); 8].map(|()| generator.uniform())
        };

        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
        assert!(draw(3).iter().all(|it| *it > 0.0 && *it < 1.0));
    }

    #[test]
    fn beta_numbers_have_the_mean_and_spread_they_should() {
        let mut generator = Generator::new(9);
        for (a, b) in [(0.5, 4.5), (2.0, 1.0), (40.0, 360.0)] {
            let (mean, variance) = mean_and_variance(20_000, || generator.beta((a, b)));

            let (sum, expected) = (a + b, a / (a + b));
            let spread = a * b / (sum * sum * (sum + 1.0));
            assert!((mean - expected).abs() < 4.0 * (spread / 20_000.0).sqrt(), "{a} {b}");
            assert!((variance / spread - 1.0).abs() < 0.06, "{a} {b}");
        }
    }

    #[test]
    fn extreme_shapes_stay_shares() {
        let mut generator = Generator::new(4);
        for (a, b) in [(1e300, 1e300), (1e-300, 1.0), (1e-300, 1e-300), (1e15, 0.5)] {
            let drawn = generator.beta((a, b));

            assert!((0.0..=1.0).contains(&drawn), "{a} {b} {drawn}");
        }
    }
}
