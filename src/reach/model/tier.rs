//! How well a figure is founded, and what may be said on that footing.

use serde::{Deserialize, Serialize};

/// How well a cell, a district or a whole answer is founded; later letters know less.
///
/// Source: docs/decisions/007-reach.md, section 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Tier {
    /// Audience, time of day and habit were asked.
    A,
    /// Habit is assumed.
    B,
    /// The audience by time of day is assumed.
    C,
    /// Nothing is known but who could listen.
    D,
}

/// Share of radio contacts above which assumed cells set the letter.
///
/// Source: docs/decisions/007-reach.md, section 5.
const ASSUMED_SHARE_MAX: f64 = 0.1;

/// What may stand at the head of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headline {
    /// A number with its range: "about .. people heard it".
    About,
    /// A number with its range, called an estimate: "listening habits assumed".
    Estimated,
    /// A range without a number: "audience by time of day assumed".
    RangeOnly,
    /// The potential audience and nothing else.
    PotentialOnly,
}

impl Tier {
    /// The letter.
    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }

    /// Standard deviation of ln(reach) that no better input would remove; none in D.
    ///
    /// Source: docs/decisions/007-reach.md, section 5; fitted on simulated campaigns.
    pub fn structural_sigma(self) -> Option<f64> {
        match self {
            Self::A => Some(0.05),
            Self::B => Some(0.15),
            Self::C => Some(0.25),
            Self::D => None,
        }
    }

    /// What may stand at the head of a page.
    pub fn headline(self) -> Headline {
        match self {
            Self::A => Headline::About,
            Self::B => Headline::Estimated,
            Self::C => Headline::RangeOnly,
            Self::D => Headline::PotentialOnly,
        }
    }

    /// Significant digits a number of people may be printed with.
    pub fn digits_max(self) -> u32 {
        match self {
            Self::A => 3,
            Self::B | Self::C | Self::D => 2,
        }
    }

    /// Whether reach 3+ may be printed.
    pub fn may_say_often(self) -> bool {
        matches!(self, Self::A | Self::B)
    }

    /// Whether "reached", "heard" and a cost per person may be printed.
    pub fn may_say_reached(self) -> bool {
        self != Self::D
    }

    /// Whether the listening behind the number may be called measured.
    pub fn may_say_measured(self) -> bool {
        self == Self::A
    }
}

/// Radio contacts by how well their cell is founded.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Footing {
    contacts: [f64; 3],
    used: bool,
    known: bool,
}

impl Footing {
    /// Note a station with counted airings; `known` if it has an audience figure.
    pub fn note_station(&mut self, known: bool) {
        self.used = true;
        self.known |= known;
    }

    /// Note the contacts of one cell.
    pub fn note_contacts(&mut self, evidence: Tier, contacts: f64) {
        let place = match evidence {
            Tier::A => 0,
            Tier::B => 1,
            Tier::C | Tier::D => 2,
        };
        self.contacts[place] += contacts;
    }

    /// Take in the footing of a district with so many people.
    pub fn take_in(&mut self, other: &Self, people: f64) {
        self.used |= other.used;
        self.known |= other.known;
        for (mine, theirs) in self.contacts.iter_mut().zip(&other.contacts) {
            *mine += people * theirs;
        }
    }

    /// Contacts, however founded.
    pub fn contacts(&self) -> f64 {
        self.contacts.iter().sum()
    }

    /// The letter that follows.
    pub fn tier(&self) -> Tier {
        let [known, habit_assumed, time_assumed] = self.contacts;
        let limit = ASSUMED_SHARE_MAX * (known + habit_assumed + time_assumed);
        if self.used && !self.known {
            Tier::D
        } else if time_assumed > limit {
            Tier::C
        } else if time_assumed + habit_assumed > limit {
            Tier::B
        } else {
            Tier::A
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn footing(contacts: [f64; 3]) -> Footing {
        let mut footing = Footing::default();
        footing.note_station(true);
        for (tier, contacts) in [Tier::A, Tier::B, Tier::C].into_iter().zip(contacts) {
            footing.note_contacts(tier, contacts);
        }
        footing
    }

    #[test]
    fn a_tenth_of_the_contacts_may_be_assumed() {
        assert_eq!(footing([90.0, 5.0, 5.0]).tier(), Tier::A);
        assert_eq!(footing([89.0, 6.0, 5.0]).tier(), Tier::B);
        assert_eq!(footing([89.0, 0.0, 11.0]).tier(), Tier::C);
        assert_eq!(footing([0.0, 0.0, 0.0]).tier(), Tier::A);
    }

    #[test]
    fn airings_that_nobody_is_known_to_hear_make_d() {
        let mut unknown = Footing::default();
        assert_eq!(unknown.tier(), Tier::A);

        unknown.note_station(false);
        assert_eq!(unknown.tier(), Tier::D);

        unknown.take_in(&footing([1.0, 0.0, 0.0]), 100.0);
        assert_eq!(unknown.tier(), Tier::A);
    }

    #[test]
    fn what_may_be_said_shrinks_with_the_letter() {
        let tiers = [Tier::A, Tier::B, Tier::C, Tier::D];

        assert!(tiers.is_sorted());
        assert_eq!(tiers.map(Tier::may_say_often), [true, true, false, false]);
        assert_eq!(tiers.map(Tier::may_say_reached), [true, true, true, false]);
        assert_eq!(tiers.map(Tier::may_say_measured), [true, false, false, false]);
        assert_eq!(tiers.map(|it| it.structural_sigma().is_some()), [true, true, true, false]);
    }
}
