//! What airtime costs.

use chrono::NaiveDate;

use super::validity::Validity;
use crate::kit::Money;

/// What is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateKind {
    /// A spot in a break.
    Spot,
    /// A programme or a live session.
    Programme,
}

impl RateKind {
    /// Both kinds, in the order of the picker.
    pub const ALL: [Self; 2] = [Self::Spot, Self::Programme];

    /// The code that is kept.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Spot => "spot",
            Self::Programme => "programme",
        }
    }

    /// The kind of a code.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One price of a rate card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The row's number; 0 for one that is not kept yet.
    pub number: i64,
    /// What it is for.
    pub kind: RateKind,
    /// The daypart; none for any.
    pub daypart: Option<i64>,
    /// The length that the price is for.
    pub per_seconds: u32,
    /// The price of that length.
    pub price: Money,
    /// On which days it holds.
    pub valid: Validity,
}

impl Rate {
    /// What an airing of so many seconds costs: in proportion to its length, a
    /// begun minor unit counted whole.
    pub fn price_of(&self, seconds: u32) -> Money {
        let (price, per) = (i128::from(self.price.minor), i128::from(self.per_seconds.max(1)));
        let cost = (price * i128::from(seconds) + per - 1) / per;
        Money { minor: i64::try_from(cost).unwrap_or(i64::MAX), currency: self.price.currency }
    }
}

/// The price that holds on a day: one for the daypart before one for any, and
/// of several the one that began last.
pub fn rate_in_force(
    rates: &[Rate],
    kind: RateKind,
    daypart: Option<i64>,
    day: NaiveDate,
) -> Option<&Rate> {
    let fits = |rate: &&Rate| {
        let part = rate.daypart.is_none() || rate.daypart == daypart;
        rate.kind == kind && part && rate.valid.holds(day)
    };
    rates.iter().filter(fits).max_by_key(|rate| (rate.daypart.is_some(), rate.valid.from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::Currency;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, number).expect("a day")
    }

    fn rate(number: i64, daypart: Option<i64>, from: u32, to: Option<u32>) -> Rate {
        let price = Money { minor: 15_000, currency: Currency::RWF };
        let valid = Validity { from: Some(day(from)), to: to.map(day) };
        Rate { number, kind: RateKind::Spot, daypart, per_seconds: 30, price, valid }
    }

    #[test]
    fn the_dayparts_own_and_newest_price_holds() {
        let card = [
            rate(1, None, 1, None),
            rate(2, Some(7), 1, Some(9)),
            rate(3, Some(7), 5, Some(9)),
            rate(4, None, 8, None),
        ];
        let held = |daypart, on| {
            rate_in_force(&card, RateKind::Spot, daypart, day(on)).map(|rate| rate.number)
        };
        assert_eq!(held(Some(7), 2), Some(2));
        assert_eq!(held(Some(7), 5), Some(3));
        assert_eq!(held(Some(7), 10), Some(4));
        assert_eq!(held(Some(8), 5), Some(1));
        assert_eq!(held(None, 9), Some(4));
        assert_eq!(rate_in_force(&card, RateKind::Programme, None, day(9)), None);
    }

    #[test]
    fn a_price_follows_the_length() {
        let card = rate(1, None, 1, None);
        let minor = [30, 60, 45, 1, 0].map(|seconds| card.price_of(seconds).minor);
        assert_eq!(minor, [15_000, 30_000, 22_500, 500, 0]);
        let mut odd = card;
        odd.price.minor = 100;
        assert_eq!(odd.price_of(1).minor, 4);
    }
}
