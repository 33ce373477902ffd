//! Campaigns: flight, districts and goals, partners, budget, state.

mod actions;
pub mod pages;
pub mod rows;
mod rules;
mod store;

pub use actions::{
    CLOSED, Part, add_budget_line, add_figure, add_partner, close_campaign, copy_campaign,
    create_campaign, edit_campaign, remove_district, remove_part, set_district, start_campaign,
};
pub use rules::{
    BudgetRequest, CampaignRefused, CampaignRequest, CampaignTerms, CopyBudget, Discretion,
    DistrictRequest, EditRequest, Exactness, FigureRequest, GoalKind, Goals, OpenReason,
    PartnerRequest, Role, State, logo_type,
};
pub use store::{
    BudgetLine, Campaign, CampaignFilter, CampaignLine, CampaignSort, Choice, DistrictGoals,
    ExternalFigure, PartnerLine, Sight, budget_of, campaign_choices, coordinators, count_campaigns,
    districts, districts_of, figures_of, list_campaigns, logo_of, name_of, partners, partners_of,
    visible_to,
};
