//! How many times people hear something: shares of people by number of contacts.

/// Numbers of contacts told apart: 0, 1, .. 9, and 10 or more.
pub const BUCKETS: usize = 11;

/// The last bucket: ten or more.
pub const MANY: usize = BUCKETS - 1;

/// Opportunities that are quicker added one by one than by squaring.
const FEW: u32 = 8;

/// Shares of people by number of contacts; the last one is ten or more.
///
/// Source: docs/decisions/007-reach.md, section 2.4.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distribution([f64; BUCKETS]);

impl Distribution {
    /// Nobody has heard anything.
    pub const NONE: Self = {
        let mut shares = [0.0; BUCKETS];
        shares[0] = 1.0;
        Self(shares)
    };

    /// Nobody at all: the start of a sum.
    pub const EMPTY: Self = Self([0.0; BUCKETS]);

    /// The distribution with these shares.
    pub fn new(shares: [f64; BUCKETS]) -> Self {
        Self(shares)
    }

    /// One contact for that share of people, none for the others.
    pub fn once(share: f64) -> Self {
        let mut shares = [0.0; BUCKETS];
        shares[0] = 1.0 - share;
        shares[1] = share;
        Self(shares)
    }

    /// The shares by number of contacts.
    pub fn shares(&self) -> &[f64; BUCKETS] {
        &self.0
    }

    /// Contacts of both kinds added up, when one says nothing about the other. Everything
    /// from ten on lands in the last bucket, which is exact.
    pub fn and(&self, other: &Self) -> Self {
        let mut sums = [0.0; BUCKETS];
        // With so many contacts of our kind, these of the other kind make ten or more.
        let mut enough = 0.0;
        for (here, mine) in self.0.iter().enumerate() {
            for (sum, theirs) in sums[here..MANY].iter_mut().zip(&other.0) {
                *sum += mine * theirs;
            }
            enough += other.0[MANY - here];
            sums[MANY] += mine * enough;
        }
        Self(sums)
    }

    /// The same opportunity so many times over, by repeated squaring.
    pub fn times(&self, mut count: u32) -> Self {
        let mut result = Self::NONE;
        let mut square = *self;
        while count > 0 {
            if count % 2 == 1 {
                result = result.and(&square);
            }
            count /= 2;
            if count > 0 {
                square = square.and(&square);
            }
        }
        result
    }

    /// So many opportunities more, each taken with that chance.
    pub fn and_times(&self, chance: f64, count: u32) -> Self {
        if count > FEW {
            return self.and(&Self::once(chance).times(count));
        }
        let mut result = *self;
        for _ in 0..count {
            let shares = &mut result.0;
            shares[MANY] += chance * shares[MANY - 1];
            for place in (1..MANY).rev() {
                shares[place] = (1.0 - chance) * shares[place] + chance * shares[place - 1];
            }
            shares[0] *= 1.0 - chance;
        }
        result
    }

    /// Add a group of people of that share, who hear as `other` says.
    pub fn add(&mut self, share: f64, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine += share * theirs;
        }
    }

    /// This distribution for that share of people; the others hear nothing.
    pub fn among(&self, share: f64) -> Self {
        let mut result = self.0.map(|it| it * share);
        // Written so that a share who hear nothing loses nothing to rounding.
        result[0] = 1.0 - share * (1.0 - self.0[0]);
        Self(result)
    }

    /// Shares who have at least 1, 2, .. 10 contacts.
    ///
    /// Shape: summed from the far end, so the list never rises and nothing is negative.
    pub fn at_least(&self) -> [f64; MANY] {
        let mut sum = 0.0;
        let mut result = [0.0; MANY];
        for (place, share) in result.iter_mut().zip(&self.0[1..]).rev() {
            sum += share;
            *place = sum;
        }
        result
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these numbers are exact")]
mod tests {
    use super::*;

    #[test]
    fn two_even_chances_make_a_quarter_twice() {
        let one = Distribution::once(0.5);

        assert_eq!(one.and(&one).shares()[..4], [0.25, 0.5, 0.25, 0.0]);
        assert_eq!(one.times(2), one.and(&one));
        assert_eq!(one.times(0), Distribution::NONE);
        assert_eq!(Distribution::NONE.and(&one), one);
    }

    #[test]
    fn twelve_sure_contacts_are_ten_or_more() {
        let shares = Distribution::once(1.0).times(12);

        assert_eq!(shares.at_least(), [1.0; MANY]);
    }

    #[test]
    fn squaring_and_multiplying_agree() {
        let one = Distribution::once(0.3);
        let slow = (0..37).fold(Distribution::NONE, |sum, _| sum.and(&one));

        for count in 0..40 {
            let start = Distribution::once(0.8);
            let (fast, slow) = (start.and_times(0.3, count), start.and(&one.times(count)));
            for (fast, slow) in fast.shares().iter().zip(slow.shares()) {
                assert!((fast - slow).abs() < 1e-15);
            }
        }
        for (fast, slow) in one.times(37).shares().iter().zip(slow.shares()) {
            assert!((fast - slow).abs() < 1e-15);
        }
    }

    #[test]
    fn those_who_are_out_of_reach_hear_nothing() {
        let half = Distribution::once(0.5).among(0.2);

        assert!((half.shares()[0] - 0.9).abs() < 1e-15);
        assert_eq!(half.at_least()[..2], [0.1, 0.0]);
        assert_eq!(Distribution::NONE.among(0.3), Distribution::NONE);
    }
}
