//! What a campaign is and what may be done with it: decisions without I/O.

mod figures;
mod logo;
mod refused;
mod requests;
mod state;

pub use figures::{Exactness, GoalKind, Goals, Role};
pub use logo::logo_type;
pub use refused::CampaignRefused;
pub use requests::{
    BudgetRequest, CampaignRequest, CampaignTerms, CopyBudget, DistrictRequest, EditRequest,
    FigureRequest, PartnerRequest,
};
pub use state::{Discretion, OpenReason, State, decide_closing, decide_edit, decide_start};
