//! The only form in which a number of people may leave the house: with its tier, its
//! range, what counted and the date of its inputs.

use std::fmt;

use super::answer::{Answer, Interval};
use super::calendar::Date;
use super::tier::{Headline, Tier};
use super::types::Basis;

/// Significant digits of the potential audience.
///
/// Source: docs/decisions/007-reach.md, section 5.
const POTENTIAL_DIGITS: u32 = 3;

/// Significant digits of reach 3+, which is less sure than reach 1+.
///
/// Source: docs/decisions/007-reach.md, section 5.
const OFTEN_DIGITS: u32 = 2;

/// What may be said of a number of people on its footing; rounded, in people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// About so many heard it.
    About {
        /// The number.
        people: f64,
        /// Four in five: low and high end.
        range: (f64, f64),
    },
    /// An estimated number; listening habits are assumed.
    Estimated {
        /// The number.
        people: f64,
        /// Four in five: low and high end.
        range: (f64, f64),
    },
    /// Between so many and so many; the audience by time of day is assumed.
    Between {
        /// Four in five: low and high end.
        range: (f64, f64),
    },
    /// So many could receive it; nothing is known of who listens.
    Potential {
        /// The number.
        people: f64,
    },
    /// Nothing that counts has reached anybody.
    Nobody,
}

/// A number of people that may be shown. Nothing else of an answer is fit for a reader
/// outside, and no part of it can be taken without the rest.
///
/// Source: docs/decisions/007-reach.md, section 7.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Published {
    amount: Amount,
    often: Option<f64>,
    frequency: Option<f64>,
    population: f64,
    potential: f64,
    tier: Tier,
    basis: Basis,
    inputs_on: Date,
}

/// What one person reached has cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CostEach {
    /// About so much.
    About(f64),
    /// Between so much and so much.
    Between(f64, f64),
}

impl Published {
    /// What may be said of a campaign, from inputs of that date; nothing if the answer has
    /// a number but no range.
    pub fn of_campaign(answer: &Answer, inputs_on: Date) -> Option<Self> {
        let total = &answer.total;
        let reach = total.reach.map(|it| (it[0], it[2], total.mean_frequency));
        let people = (total.population, total.potential);
        let footing = (answer.tier, answer.basis, inputs_on);
        Self::new(people, reach, answer.interval, footing)
    }

    /// What may be said of the district at that place of the answer.
    pub fn of_district(answer: &Answer, place: usize, inputs_on: Date) -> Option<Self> {
        let district = answer.districts.get(place)?;
        let reach = district.reach.map(|it| (it[0], it[2], district.mean_frequency));
        let people = (district.population, district.potential);
        let footing = (district.tier, answer.basis, inputs_on);
        Self::new(people, reach, district.interval, footing)
    }

    fn new(
        (population, potential): (f64, f64),
        reach: Option<(f64, f64, Option<f64>)>,
        interval: Option<Interval>,
        (tier, basis, inputs_on): (Tier, Basis, Date),
    ) -> Option<Self> {
        let covered = rounded(potential, POTENTIAL_DIGITS, population);
        let published = |amount, often: Option<(f64, Option<f64>)>| Self {
            amount,
            often: often.map(|it| it.0),
            frequency: often.and_then(|it| it.1),
            population,
            potential: covered,
            tier,
            basis,
            inputs_on,
        };
        let headline = tier.headline();
        if headline == Headline::PotentialOnly {
            return Some(published(Amount::Potential { people: covered }, None));
        }
        let (once, often, frequency) = reach?;
        if once <= 0.0 {
            return Some(published(Amount::Nobody, None));
        }
        let (low, high) = interval?.p80;
        let round = |people| rounded(people, tier.digits_max(), population);
        let (people, range) = (round(once), (round(low), round(high)));
        let amount = match headline {
            Headline::About => Amount::About { people, range },
            Headline::Estimated => Amount::Estimated { people, range },
            Headline::RangeOnly | Headline::PotentialOnly => Amount::Between { range },
        };
        let often = rounded(often, OFTEN_DIGITS, population);
        let often = tier.may_say_often().then_some((often, frequency));
        Some(published(amount, often))
    }

    /// What may be said.
    pub fn amount(&self) -> Amount {
        self.amount
    }

    /// People reached three times or more, to be printed with "less sure".
    pub fn often(&self) -> Option<f64> {
        self.often
    }

    /// Contacts per person reached, where a single number may be said.
    pub fn frequency(&self) -> Option<f64> {
        self.frequency
    }

    /// People who could receive it, which is never the number of people reached.
    pub fn potential(&self) -> f64 {
        self.potential
    }

    /// The low and the high end, four in five; none where "reached" may not be said.
    pub fn range(&self) -> Option<(f64, f64)> {
        match self.amount {
            Amount::About { range, .. }
            | Amount::Estimated { range, .. }
            | Amount::Between { range } => Some(range),
            Amount::Potential { .. } | Amount::Nobody => None,
        }
    }

    /// The number itself, where one may be said.
    pub fn people(&self) -> Option<f64> {
        match self.amount {
            Amount::About { people, .. } | Amount::Estimated { people, .. } => Some(people),
            Amount::Between { .. } | Amount::Potential { .. } | Amount::Nobody => None,
        }
    }

    /// The middle of what may be said as a share of the people, for shades and goals.
    pub fn share(&self) -> Option<f64> {
        let middle = self.people().or_else(|| self.range().map(|(low, high)| (low * high).sqrt()));
        middle.filter(|_| self.population > 0.0).map(|it| it / self.population)
    }

    /// Part of these people, with two digits, where a single number may be said.
    pub fn part(&self, people: f64) -> Option<f64> {
        self.people().map(|_| rounded(people, OFTEN_DIGITS, self.population))
    }

    /// What one person reached has cost; a range where no single number may be said.
    pub fn cost_each(&self, cost: f64) -> Option<CostEach> {
        match (self.people(), self.range()) {
            (Some(people), _) if people > 0.0 => Some(CostEach::About(cost / people)),
            (None, Some((low, high))) if low > 0.0 => {
                Some(CostEach::Between(cost / high, cost / low))
            }
            _ => None,
        }
    }

    /// How well it is founded.
    pub fn tier(&self) -> Tier {
        self.tier
    }

    /// Which airings counted.
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// The date of the inputs.
    pub fn inputs_on(&self) -> Date {
        self.inputs_on
    }
}

impl fmt::Display for Published {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.basis == Basis::Planned {
            write!(out, "if everything airs: ")?;
        }
        match self.amount {
            Amount::About { people, range } => {
                write!(out, "about {} people heard it ({})", Grouped(people), Range(range))
            }
            Amount::Estimated { people, range } => write!(
                out,
                "an estimated {} people ({}); listening habits assumed",
                Grouped(people),
                Range(range)
            ),
            Amount::Between { range: (low, high) } => write!(
                out,
                "roughly {} to {} people; audience by time of day assumed",
                Grouped(low),
                Grouped(high)
            ),
            Amount::Potential { people } => {
                write!(out, "potential audience: {} people are covered", Grouped(people))
            }
            Amount::Nobody => write!(out, "nothing that counts has aired yet"),
        }?;
        let (tier, basis) = (self.tier.letter(), self.basis.word());
        write!(out, " [tier {tier}, {basis}, inputs of {}]", self.inputs_on)
    }
}

/// A whole number of people with its thousands set apart.
struct Grouped(f64);

impl fmt::Display for Grouped {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:.0}", self.0);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                write!(out, ",")?;
            }
            write!(out, "{digit}")?;
        }
        Ok(())
    }
}

struct Range((f64, f64));

impl fmt::Display for Range {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}–{}", Grouped(self.0.0), Grouped(self.0.1))
    }
}

/// A number of people with so many significant digits, in whole people and at most the
/// population.
fn rounded(people: f64, digits: u32, population: f64) -> f64 {
    let beyond = (0..digits).fold(1.0, |power, _| power * 10.0);
    let mut unit = 1.0;
    while people / unit >= beyond && people.is_finite() {
        unit *= 10.0;
    }
    let near = (people / unit).round() * unit;
    if near > population { near - unit } else { near }
}
