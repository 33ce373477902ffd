//! What the main navigation offers to whom, and where everybody begins.

use axum::response::Response;

use crate::people::Role::{self, Administrator, Auditor, Coordinator, Manager, StationStaff};
use crate::people::{Grants, SignedIn};
use crate::plant::web::{NavItem, see_other};

/// Paths, names and the roles that open them, in the order of the bar. The first
/// that somebody may open is where they begin.
pub const ITEMS: [(&str, &str, &[Role]); 12] = [
    ("/waiting", "people.nav.waiting", &[Coordinator]),
    ("/s", "people.nav.station", &[StationStaff]),
    ("/results", "people.nav.results", &[Coordinator, Manager]),
    ("/campaigns", "people.nav.campaigns", &[Coordinator, Manager]),
    ("/schedule", "people.nav.schedule", &[Coordinator, Manager]),
    ("/messages", "people.nav.messages", &[Coordinator]),
    ("/gatherings", "people.nav.gatherings", &[Coordinator, Manager]),
    ("/stations", "people.nav.stations", &[Coordinator, Manager]),
    ("/districts", "people.nav.districts", &[Coordinator, Manager]),
    ("/users", "people.nav.users", &[Administrator]),
    ("/state", "people.nav.state", &[Administrator]),
    ("/trail", "people.nav.trail", &[Administrator, Auditor]),
];

/// The entries that these grants open.
pub fn nav_of(grants: &Grants) -> Vec<NavItem> {
    let open = ITEMS.iter().filter(|(.., roles)| roles.iter().any(|role| grants.holds(*role)));
    open.map(|(path, key, _)| NavItem { path, key }).collect()
}

/// `/`: everybody begins with the first page of their navigation.
pub async fn home(who: Option<SignedIn>) -> Response {
    let nav = who.map(|who| nav_of(who.grants()));
    match nav {
        Some(nav) => see_other(nav.first().map_or("/account", |item| item.path)),
        None => see_other("/sign-in"),
    }
}
