//! Queries about campaigns.

mod choices;
mod list;
mod parts;
mod view;
mod write;

pub use choices::{
    Choice, campaign_choices, coordinators, districts, is_coordinator, known_districts, name_of,
    partners,
};
pub use list::{CampaignFilter, CampaignLine, CampaignSort, count_campaigns, list_campaigns};
pub use parts::{
    BudgetLine, DistrictGoals, ExternalFigure, PartnerLine, budget_of, districts_of, figures_of,
    logo_of, partners_of,
};
pub use view::{Campaign, Sight, visible_to};
pub(super) use write::{
    Gone, close, copy_budget, copy_partners, count_districts, insert, insert_budget_line,
    insert_figure, insert_partner, is_name_taken, pays, put_district, remove_budget_line,
    remove_district, remove_figure, remove_partner, start, update,
};
