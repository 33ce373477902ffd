//! Why something is not done with a message.

use crate::kit::Refusal;

/// A rule of messages that says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MessageRefused {
    /// Nothing of a closed campaign changes any more.
    #[error("the campaign is closed")]
    CampaignClosed,
    /// Two messages of a campaign with one title would be mixed up.
    #[error("another message of the campaign has this title")]
    TitleTaken,
    /// A message is over before its campaign begins.
    #[error("the message expires before the flight begins")]
    ExpiresTooSoon,
    /// A message has one version in a language.
    #[error("there is a version in this language")]
    LanguageTaken,
    /// The bytes are no sound that can be read.
    #[error("not a sound file that can be read")]
    NotASound,
    /// Without script and without sound there is nothing to hear.
    #[error("neither script nor sound")]
    NothingToHear,
    /// How long it airs is not known.
    #[error("no sound and no planned length")]
    NoLength,
    /// The sound is not measured yet.
    #[error("the sound is being measured")]
    BeingMeasured,
    /// The sound could not be read.
    #[error("the sound could not be read")]
    SoundFailed,
    /// Nobody approves what they wrote.
    #[error("the author does not approve")]
    OwnWork,
    /// It was approved already.
    #[error("approved already")]
    ApprovedAlready,
    /// Only what was approved can lose it.
    #[error("not approved")]
    NotApproved,
    /// The guest's organisation is no partner of the campaign.
    #[error("not a partner of the campaign")]
    NotAPartner,
    /// No list is without end.
    #[error("the campaign has too many messages")]
    ListFull,
}

impl Refusal for MessageRefused {
    fn field(&self) -> &'static str {
        match self {
            Self::CampaignClosed | Self::ListFull => "campaign",
            Self::TitleTaken => "title",
            Self::ExpiresTooSoon => "expires_on",
            Self::LanguageTaken => "language",
            Self::NotASound => "sound",
            Self::NothingToHear => "script",
            Self::NoLength => "planned",
            Self::NotAPartner => "guest_1",
            Self::BeingMeasured
            | Self::SoundFailed
            | Self::OwnWork
            | Self::ApprovedAlready
            | Self::NotApproved => "approval",
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Self::CampaignClosed => "messages.problem.campaign_closed",
            Self::TitleTaken => "messages.problem.title_taken",
            Self::ExpiresTooSoon => "messages.problem.expires_too_soon",
            Self::LanguageTaken => "messages.problem.language_taken",
            Self::NotASound => "messages.problem.not_a_sound",
            Self::NothingToHear => "messages.problem.nothing_to_hear",
            Self::NoLength => "messages.problem.no_length",
            Self::BeingMeasured => "messages.problem.being_measured",
            Self::SoundFailed => "messages.problem.sound_failed",
            Self::OwnWork => "messages.problem.own_work",
            Self::ApprovedAlready => "messages.problem.approved_already",
            Self::NotApproved => "messages.problem.not_approved",
            Self::NotAPartner => "messages.problem.not_a_partner",
            Self::ListFull => "messages.problem.list_full",
        }
    }
}
