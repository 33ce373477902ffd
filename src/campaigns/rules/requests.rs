//! What people ask for, read into typed parts.

use chrono::NaiveDate;

use super::{Discretion, Exactness, Goals, OpenReason, Role};
use crate::kit::{FormKey, Id, Money, Period, id};

/// What stands in a campaign's form.
#[derive(Clone, Debug)]
pub struct CampaignTerms {
    /// The name that people at work use.
    pub name: String,
    /// The neutral title.
    pub public_title: String,
    /// Whether the outside sees the neutral title alone.
    pub discretion: Discretion,
    /// What it is about.
    pub topic: String,
    /// First and last day.
    pub flight: Period,
    /// The person in charge.
    pub coordinator: Id<id::Person>,
}

/// A new campaign, or a copy of another.
#[derive(Clone, Debug)]
pub struct CampaignRequest {
    /// The form's key.
    pub form_key: FormKey,
    /// What stands in the form.
    pub terms: CampaignTerms,
    /// Its districts.
    pub districts: Vec<Id<id::Place>>,
}

/// What a copy takes over beside partners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyBudget {
    /// The budget lines too.
    Yes,
    /// Nothing more.
    No,
}

/// New terms of a campaign.
#[derive(Clone, Debug)]
pub struct EditRequest {
    /// The form's key.
    pub form_key: FormKey,
    /// Which campaign.
    pub campaign: Id<id::Campaign>,
    /// The version that the form was made from.
    pub version: i32,
    /// The new terms.
    pub terms: CampaignTerms,
    /// Why discreet mode is switched off.
    pub reason: Option<OpenReason>,
}

/// A district with its goals.
#[derive(Clone, Debug)]
pub struct DistrictRequest {
    /// The form's key.
    pub form_key: FormKey,
    /// Which campaign.
    pub campaign: Id<id::Campaign>,
    /// The district.
    pub place: Id<id::Place>,
    /// What is wanted there.
    pub goals: Goals,
}

/// A partner in a role.
#[derive(Clone, Debug)]
pub struct PartnerRequest {
    /// The form's key.
    pub form_key: FormKey,
    /// Which campaign.
    pub campaign: Id<id::Campaign>,
    /// The organisation's name.
    pub name: String,
    /// What it does.
    pub role: Role,
    /// The logo's bytes.
    pub logo: Option<Vec<u8>>,
}

/// One line of the budget.
#[derive(Clone, Debug)]
pub struct BudgetRequest {
    /// The form's key.
    pub form_key: FormKey,
    /// Which campaign.
    pub campaign: Id<id::Campaign>,
    /// What the money is for.
    pub name: String,
    /// How much.
    pub money: Money,
    /// Which partner pays.
    pub donor: Option<Id<id::Partner>>,
}

/// A figure that others published.
#[derive(Clone, Debug)]
pub struct FigureRequest {
    /// The form's key.
    pub form_key: FormKey,
    /// Which campaign.
    pub campaign: Id<id::Campaign>,
    /// The figure.
    pub number: i64,
    /// How exact it claims to be.
    pub exactness: Exactness,
    /// What was counted.
    pub about: String,
    /// How it was counted; none when nobody says.
    pub definition: Option<String>,
    /// Who published it.
    pub source: String,
    /// When.
    pub reported_on: Option<NaiveDate>,
}
