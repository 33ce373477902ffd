//! What a coordinator enters of a district's listeners.

use chrono::NaiveDate;

use crate::kit::{FormKey, Id, Refusal, Share, id};

/// Respondents of one survey in one district at most.
const RESPONDENTS_MAX: u32 = 1_000_000;

/// The share of a district's people who hear radio at all.
#[derive(Clone, Debug)]
pub struct ListeningRequest {
    /// The district.
    pub place: Id<id::Place>,
    /// The share of all people who heard radio in four weeks.
    pub universe: Share,
    /// How many people were asked.
    pub respondents: Option<u32>,
    /// Design effect of the sample.
    pub deff: Option<f64>,
    /// Who says so.
    pub source: String,
    /// The day that the source speaks of.
    pub as_of: NaiveDate,
    /// The form's key.
    pub form_key: FormKey,
}

/// Why a figure is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListeningRefused {
    /// Nobody, or more people than anybody asks.
    #[error("not a number of respondents")]
    Respondents,
    /// The design effect is below 1 or beyond reason.
    #[error("not a design effect")]
    Deff,
    /// The day has not come yet.
    #[error("the day lies in the future")]
    Future,
    /// There is no such district.
    #[error("no such district")]
    NoSuchPlace,
}

impl Refusal for ListeningRefused {
    fn field(&self) -> &'static str {
        match self {
            Self::Respondents => "respondents",
            Self::Deff => "deff",
            Self::Future => "as_of",
            Self::NoSuchPlace => "place",
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Self::Respondents => "reach.refused.respondents",
            Self::Deff => "reach.refused.deff",
            Self::Future => "reach.refused.future",
            Self::NoSuchPlace => "reach.refused.place",
        }
    }
}

/// Whether the figure may stand.
pub fn decide_listening(
    request: &ListeningRequest,
    today: NaiveDate,
) -> Result<(), ListeningRefused> {
    if request.respondents.is_some_and(|n| !(1..=RESPONDENTS_MAX).contains(&n)) {
        return Err(ListeningRefused::Respondents);
    }
    if request.deff.is_some_and(|deff| !(1.0..=20.0).contains(&deff)) {
        return Err(ListeningRefused::Deff);
    }
    if request.as_of > today {
        return Err(ListeningRefused::Future);
    }
    Ok(())
}
