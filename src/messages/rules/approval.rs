//! A second pair of eyes: who may approve what.

use super::MessageRefused;
use crate::campaigns::State;

/// What is known of a version's sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoundState {
    /// There is none: somebody reads the script.
    None,
    /// It is kept and waits to be measured.
    Waiting,
    /// Every sample was decoded and counted.
    Decoded,
    /// Its packets were counted, but no decoder for them is at hand.
    Counted,
    /// It could not be read.
    Failed,
}

impl SoundState {
    /// The word kept in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Waiting => "waiting",
            Self::Decoded => "decoded",
            Self::Counted => "counted",
            Self::Failed => "failed",
        }
    }

    /// Read the word; an unknown one is a sound that cannot be used.
    pub fn read(word: &str) -> Self {
        let all = [Self::None, Self::Waiting, Self::Decoded, Self::Counted];
        all.into_iter().find(|state| state.word() == word).unwrap_or(Self::Failed)
    }
}

/// What an approval is decided by.
#[derive(Clone, Copy, Debug)]
pub struct ApprovalFacts {
    /// Where the campaign stands.
    pub campaign: State,
    /// Whether this revision is approved.
    pub approved: bool,
    /// Whether the person who decides wrote this revision.
    pub own_work: bool,
    /// What is known of the sound.
    pub sound: SoundState,
    /// Whether there is a script.
    pub has_script: bool,
    /// How long it airs, measured or planned.
    pub seconds: Option<u32>,
}

/// Whether this revision may be approved by this person.
pub fn decide_approval(facts: &ApprovalFacts) -> Result<(), MessageRefused> {
    if matches!(facts.campaign, State::Closed) {
        return Err(MessageRefused::CampaignClosed);
    }
    if facts.approved {
        return Err(MessageRefused::ApprovedAlready);
    }
    if facts.own_work {
        return Err(MessageRefused::OwnWork);
    }
    match facts.sound {
        SoundState::Waiting => return Err(MessageRefused::BeingMeasured),
        SoundState::Failed => return Err(MessageRefused::SoundFailed),
        SoundState::None if !facts.has_script => return Err(MessageRefused::NothingToHear),
        SoundState::None | SoundState::Decoded | SoundState::Counted => {}
    }
    if facts.seconds.is_none() { Err(MessageRefused::NoLength) } else { Ok(()) }
}

/// Whether the approval of this revision may be taken back.
pub const fn decide_withdrawal(facts: &ApprovalFacts) -> Result<(), MessageRefused> {
    if matches!(facts.campaign, State::Closed) {
        return Err(MessageRefused::CampaignClosed);
    }
    if facts.approved { Ok(()) } else { Err(MessageRefused::NotApproved) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: ApprovalFacts = ApprovalFacts {
        campaign: State::Running,
        approved: false,
        own_work: false,
        sound: SoundState::Decoded,
        has_script: true,
        seconds: Some(30),
    };

    #[test]
    fn the_first_reason_against_an_approval_is_given() {
        use MessageRefused::{
            ApprovedAlready, BeingMeasured, CampaignClosed, NoLength, NothingToHear, OwnWork,
            SoundFailed,
        };
        let quiet = ApprovalFacts { sound: SoundState::None, ..GOOD };
        let table = [
            (GOOD, Ok(())),
            (quiet, Ok(())),
            (
                ApprovalFacts { campaign: State::Closed, own_work: true, ..GOOD },
                Err(CampaignClosed),
            ),
            (ApprovalFacts { approved: true, ..GOOD }, Err(ApprovedAlready)),
            (ApprovalFacts { own_work: true, ..GOOD }, Err(OwnWork)),
            (ApprovalFacts { sound: SoundState::Waiting, ..GOOD }, Err(BeingMeasured)),
            (ApprovalFacts { sound: SoundState::Failed, ..GOOD }, Err(SoundFailed)),
            (ApprovalFacts { has_script: false, ..quiet }, Err(NothingToHear)),
            (ApprovalFacts { seconds: None, ..quiet }, Err(NoLength)),
        ];
        for (facts, answer) in table {
            assert_eq!(decide_approval(&facts), answer, "{facts:?}");
        }
    }

    #[test]
    fn only_an_approval_can_be_taken_back() {
        assert_eq!(decide_withdrawal(&GOOD), Err(MessageRefused::NotApproved));
        assert_eq!(decide_withdrawal(&ApprovalFacts { approved: true, ..GOOD }), Ok(()));
    }

    #[test]
    fn states_of_sound_are_read_back() {
        for state in [SoundState::None, SoundState::Waiting, SoundState::Counted] {
            assert_eq!(SoundState::read(state.word()), state);
        }
        assert_eq!(SoundState::read("?"), SoundState::Failed);
    }
}
