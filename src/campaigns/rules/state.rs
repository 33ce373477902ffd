//! The states of a campaign and its discreet mode.

use super::CampaignRefused;

/// Where a campaign stands; it moves forward only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Being prepared: managers do not see it.
    Draft,
    /// On air.
    Running,
    /// Over: nothing of it changes, its figures are frozen.
    Closed,
}

impl State {
    /// Every state in order.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Running, Self::Closed];

    /// The word kept in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Running => "running",
            Self::Closed => "closed",
        }
    }

    /// Read the word.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// The arrow from draft to running.
    pub const fn started(self) -> Result<Self, CampaignRefused> {
        match self {
            Self::Draft => Ok(Self::Running),
            Self::Running => Err(CampaignRefused::RunningAlready),
            Self::Closed => Err(CampaignRefused::Closed),
        }
    }

    /// The arrow from running to closed.
    pub const fn closed(self) -> Result<Self, CampaignRefused> {
        match self {
            Self::Draft => Err(CampaignRefused::NotRunning),
            Self::Running => Ok(Self::Closed),
            Self::Closed => Err(CampaignRefused::Closed),
        }
    }

    /// Whether anything of the campaign may still change.
    pub const fn still_open(self) -> Result<(), CampaignRefused> {
        match self {
            Self::Draft | Self::Running => Ok(()),
            Self::Closed => Err(CampaignRefused::Closed),
        }
    }
}

/// Whether the outside sees neutral titles alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discretion {
    /// Neutral titles, codes instead of names, no partners' logos.
    Discreet,
    /// Titles as they are.
    Open,
}

impl Discretion {
    /// From the database's column.
    pub const fn of(discreet: bool) -> Self {
        if discreet { Self::Discreet } else { Self::Open }
    }

    /// To the database's column.
    pub const fn is_discreet(self) -> bool {
        matches!(self, Self::Discreet)
    }
}

/// Why discreet mode was switched off: a code, because the trail keeps no words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenReason {
    /// The campaign was announced in public.
    Announced,
    /// The partners asked for it.
    Partners,
    /// The topic puts nobody at risk.
    Harmless,
    /// It had been switched on by mistake.
    Mistake,
}

impl OpenReason {
    /// Every reason in the order of the form.
    pub const ALL: [Self; 4] = [Self::Announced, Self::Partners, Self::Harmless, Self::Mistake];

    /// The word kept in the trail.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Partners => "partners",
            Self::Harmless => "harmless",
            Self::Mistake => "mistake",
        }
    }

    /// Read the word.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// Whether the campaign may be changed like this.
pub fn decide_edit(
    state: State,
    before: Discretion,
    after: Discretion,
    reason: Option<OpenReason>,
) -> Result<(), CampaignRefused> {
    state.still_open()?;
    if before.is_discreet() && !after.is_discreet() && reason.is_none() {
        return Err(CampaignRefused::ReasonMissing);
    }
    Ok(())
}

/// Whether the campaign may be set running.
pub fn decide_start(state: State, districts: u64) -> Result<State, CampaignRefused> {
    let running = state.started()?;
    if districts == 0 {
        return Err(CampaignRefused::NoDistricts);
    }
    Ok(running)
}

/// Whether the campaign may be closed.
pub const fn decide_closing(state: State) -> Result<State, CampaignRefused> {
    state.closed()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_campaign_moves_along_the_drawn_arrows_only() {
        assert_eq!(State::Draft.started(), Ok(State::Running));
        assert_eq!(State::Running.closed(), Ok(State::Closed));
        assert_eq!(State::Draft.closed(), Err(CampaignRefused::NotRunning));
        assert_eq!(State::Running.started(), Err(CampaignRefused::RunningAlready));
        assert_eq!(State::Closed.started(), Err(CampaignRefused::Closed));
        assert_eq!(State::Closed.closed(), Err(CampaignRefused::Closed));
    }

    #[test]
    fn a_campaign_without_a_district_does_not_start() {
        assert_eq!(decide_start(State::Draft, 0), Err(CampaignRefused::NoDistricts));
        assert_eq!(decide_start(State::Draft, 1), Ok(State::Running));
    }

    #[test]
    fn switching_discreet_mode_off_asks_why() {
        use Discretion::{Discreet, Open};
        let why = Some(OpenReason::Partners);
        let table = [
            (State::Draft, Discreet, Open, None, Err(CampaignRefused::ReasonMissing)),
            (State::Draft, Discreet, Open, why, Ok(())),
            (State::Draft, Open, Discreet, None, Ok(())),
            (State::Running, Discreet, Discreet, None, Ok(())),
            (State::Closed, Open, Open, None, Err(CampaignRefused::Closed)),
        ];
        for (state, before, after, reason, answer) in table {
            assert_eq!(decide_edit(state, before, after, reason), answer);
        }
    }

    proptest! {
        #[test]
        fn no_walk_leads_backwards(deeds in proptest::collection::vec(any::<bool>(), 0..12)) {
            let mut state = State::Draft;
            for starts in deeds {
                let next = if starts { state.started() } else { state.closed() };
                let after = next.unwrap_or(state);
                prop_assert!(after >= state);
                state = after;
            }
        }
    }
}
