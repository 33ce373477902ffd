//! Pages of campaigns.

mod budget;
mod districts;
mod edit;
mod figures;
mod list;
mod partners;
mod show;
mod terms;

pub use budget::{add as add_budget_line, remove as remove_budget_line, show as budget};
pub use districts::{remove as remove_district, set as set_district, show as districts};
pub use edit::{change, copy, create, edit, new, start_copy};
pub use figures::{add as add_figure, remove as remove_figure, show as figures};
pub use list::list;
pub use partners::{add as add_partner, logo, remove as remove_partner, show as partners};
pub use show::{close, show, start};

use serde::Deserialize;

use super::{Campaign, Choice};
use crate::kit::FormKey;
use crate::plant::web::{Pick, Problems, Reader};

/// A form with a button alone.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KeyForm {
    /// The form's key.
    pub form_key: String,
}

impl KeyForm {
    fn read(&self) -> Result<FormKey, Problems> {
        let mut reader = Reader::new();
        let key = reader.form_key(&self.form_key);
        reader.finish_with(key)
    }
}

/// Entries of a list, those typed chosen, perhaps after one that means "none".
fn picks(choices: &[Choice], typed: &[String], none: Option<&str>) -> Vec<Pick> {
    let first = none.map(|label| Pick::new("", label, typed));
    let rest =
        choices.iter().map(|choice| Pick::new(choice.id.to_string(), choice.name.as_str(), typed));
    first.into_iter().chain(rest).collect()
}

/// The address of a campaign's page, or of one below it.
fn address(campaign: &Campaign, below: &str) -> String {
    format!("/campaigns/{}{below}", campaign.id)
}
