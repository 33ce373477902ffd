//! Pages of campaigns.

mod budget;
mod districts;
mod edit;
mod figures;
mod list;
mod partners;
mod show;
mod terms;

use budget::{add as add_budget_line, remove as remove_budget_line, show as budget};
use districts::{remove as remove_district, set as set_district, show as districts};
use edit::{change, copy, create, edit, new, start_copy};
use figures::{add as add_figure, remove as remove_figure, show as figures};
use list::list;
use partners::{add as add_partner, logo, remove as remove_partner, show as partners};
use show::{close, show, start};

use serde::Deserialize;

use super::{Campaign, Choice};
use crate::kit::FormKey;
use crate::plant::web::{Class, Pick, Problems, Reader, Route, get, post};

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

/// The ways into this room.
pub fn routes() -> Vec<Route> {
    vec![
        get("/campaigns", list),
        get("/campaigns/new", new),
        post("/campaigns/new", create),
        get("/campaigns/{id}", show),
        get("/campaigns/{id}/edit", edit),
        post("/campaigns/{id}/edit", change),
        get("/campaigns/{id}/copy", start_copy),
        post("/campaigns/{id}/copy", copy),
        post("/campaigns/{id}/start", start),
        post("/campaigns/{id}/closure", close),
        get("/campaigns/{id}/districts", districts),
        post("/campaigns/{id}/districts", set_district),
        post("/campaigns/{id}/districts/{place}/removal", remove_district),
        get("/campaigns/{id}/partners", partners),
        post("/campaigns/{id}/partners", add_partner).class(Class::Upload),
        post("/campaigns/{id}/partners/{role}/removal", remove_partner),
        get("/campaigns/{id}/partners/{role}/logo", logo).class(Class::Picture),
        get("/campaigns/{id}/budget", budget),
        post("/campaigns/{id}/budget", add_budget_line),
        post("/campaigns/{id}/budget/{line}/removal", remove_budget_line),
        get("/campaigns/{id}/figures", figures),
        post("/campaigns/{id}/figures", add_figure),
        post("/campaigns/{id}/figures/{figure}/removal", remove_figure),
    ]
}
