//! What people do with campaigns; one transaction each.

mod campaign;
mod parts;

pub use campaign::{close_campaign, copy_campaign, create_campaign, edit_campaign, start_campaign};
pub use parts::{
    Part, add_budget_line, add_figure, add_partner, remove_district, remove_part, set_district,
};

/// News: a campaign was closed, its figures are to be frozen. Subject: the campaign.
pub const CLOSED: &str = "campaigns.closed";
