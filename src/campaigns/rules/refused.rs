//! Why something is not done with a campaign.

use crate::kit::Refusal;

/// A rule of campaigns that says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CampaignRefused {
    /// Nothing of a closed campaign changes any more.
    #[error("the campaign is closed")]
    Closed,
    /// Only a draft can be set running.
    #[error("the campaign runs already")]
    RunningAlready,
    /// Only a running campaign can be closed.
    #[error("the campaign does not run yet")]
    NotRunning,
    /// A campaign runs somewhere.
    #[error("the campaign has no district")]
    NoDistricts,
    /// Two campaigns with one name would be mixed up.
    #[error("another campaign has this name")]
    NameTaken,
    /// Switching discreet mode off is explained.
    #[error("switching discreet mode off needs a reason")]
    ReasonMissing,
    /// The person in charge must be able to do the work.
    #[error("the person in charge is no coordinator")]
    NotACoordinator,
    /// Campaigns stand in districts that exist.
    #[error("no such district")]
    UnknownDistrict,
    /// More people three times than once is impossible.
    #[error("the goal for 3+ is larger than the goal for 1+")]
    GoalsCross,
    /// A partner has each role once.
    #[error("the partner has this role already")]
    RoleTaken,
    /// Money comes from a partner of the same campaign.
    #[error("the donor is no partner of this campaign")]
    NotAPartner,
    /// A partner who pays for a line stays.
    #[error("a budget line names this partner")]
    PartnerPays,
    /// A logo is a picture of a known kind.
    #[error("the logo is no PNG, JPEG or WebP picture")]
    NotAPicture,
    /// No list is without end.
    #[error("the list is full")]
    ListFull,
}

impl Refusal for CampaignRefused {
    fn field(&self) -> &'static str {
        match self {
            Self::Closed | Self::RunningAlready | Self::NotRunning => "state",
            Self::NoDistricts | Self::UnknownDistrict => "districts",
            Self::NameTaken => "name",
            Self::ReasonMissing => "open_because",
            Self::NotACoordinator => "coordinator",
            Self::GoalsCross => "reach3",
            Self::RoleTaken => "role",
            Self::NotAPartner | Self::PartnerPays => "partner",
            Self::NotAPicture => "logo",
            Self::ListFull => "form",
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Self::Closed => "campaigns.problem.closed",
            Self::RunningAlready => "campaigns.problem.running_already",
            Self::NotRunning => "campaigns.problem.not_running",
            Self::NoDistricts => "campaigns.problem.no_districts",
            Self::NameTaken => "campaigns.problem.name_taken",
            Self::ReasonMissing => "campaigns.problem.reason_missing",
            Self::NotACoordinator => "campaigns.problem.not_a_coordinator",
            Self::UnknownDistrict => "campaigns.problem.unknown_district",
            Self::GoalsCross => "campaigns.problem.goals_cross",
            Self::RoleTaken => "campaigns.problem.role_taken",
            Self::NotAPartner => "campaigns.problem.not_a_partner",
            Self::PartnerPays => "campaigns.problem.partner_pays",
            Self::NotAPicture => "campaigns.problem.not_a_picture",
            Self::ListFull => "campaigns.problem.list_full",
        }
    }
}
