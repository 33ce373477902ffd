//! Goals, roles and how exact a published figure is.

use super::CampaignRefused;

/// What a campaign wants to reach in one district.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Goals {
    /// People who hear it at least once.
    pub reach1: Option<i64>,
    /// People who hear it at least three times.
    pub reach3: Option<i64>,
    /// Whole percent of the population that hears it at least once.
    pub percent: Option<i64>,
}

/// Which goal a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalKind {
    /// People, at least once.
    Reach1,
    /// People, at least three times.
    Reach3,
    /// Percent of the population, at least once.
    Percent,
}

impl GoalKind {
    /// The word kept in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reach1 => "reach1",
            Self::Reach3 => "reach3",
            Self::Percent => "percent",
        }
    }
}

impl Goals {
    /// The goals that are set, each with its kind.
    pub fn set(self) -> Vec<(GoalKind, i64)> {
        [
            (GoalKind::Reach1, self.reach1),
            (GoalKind::Reach3, self.reach3),
            (GoalKind::Percent, self.percent),
        ]
        .into_iter()
        .filter_map(|(kind, number)| Some((kind, number?)))
        .collect()
    }

    /// The goals with one more number, named by the database's word.
    #[must_use]
    pub fn with(mut self, word: &str, number: i64) -> Self {
        match word {
            "reach1" => self.reach1 = Some(number),
            "reach3" => self.reach3 = Some(number),
            "percent" => self.percent = Some(number),
            _ => {}
        }
        self
    }

    /// Whether the goals can all be met.
    pub fn checked(self) -> Result<Self, CampaignRefused> {
        match (self.reach1, self.reach3) {
            (Some(once), Some(thrice)) if thrice > once => Err(CampaignRefused::GoalsCross),
            _ => Ok(self),
        }
    }
}

/// What a partner does in a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Answers for it.
    Lead,
    /// Does the work.
    Implementing,
    /// Brings the others together.
    Coordination,
    /// Pays for it.
    Donor,
    /// Helps.
    Support,
}

impl Role {
    /// Every role in the order of the page.
    pub const ALL: [Self; 5] =
        [Self::Lead, Self::Implementing, Self::Coordination, Self::Donor, Self::Support];

    /// The word kept in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Implementing => "implementing",
            Self::Coordination => "coordination",
            Self::Donor => "donor",
            Self::Support => "support",
        }
    }

    /// Read the word.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// How a figure was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exactness {
    /// "50,000".
    Exactly,
    /// "about 50,000".
    About,
    /// "over 50,000".
    Over,
}

impl Exactness {
    /// Every kind in the order of the form.
    pub const ALL: [Self; 3] = [Self::Exactly, Self::About, Self::Over];

    /// The word kept in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exactly => "exactly",
            Self::About => "about",
            Self::Over => "over",
        }
    }

    /// Read the word.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_hold_what_is_set_and_must_not_cross() {
        let goals = Goals::default().with("reach1", 100).with("percent", 25).with("other", 1);
        assert_eq!(goals.set(), [(GoalKind::Reach1, 100), (GoalKind::Percent, 25)]);
        assert_eq!(goals.checked(), Ok(goals));
        let crossed = goals.with("reach3", 101);
        assert_eq!(crossed.checked(), Err(CampaignRefused::GoalsCross));
        assert!(goals.with("reach3", 100).checked().is_ok());
        assert!(Goals::default().set().is_empty());
    }

    #[test]
    fn words_are_read_back() {
        for role in Role::ALL {
            assert_eq!(Role::read(role.word()), Some(role));
        }
        for kind in Exactness::ALL {
            assert_eq!(Exactness::read(kind.word()), Some(kind));
        }
        assert_eq!(Role::read("boss"), None);
    }
}
