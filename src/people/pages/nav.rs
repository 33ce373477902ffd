//! What the main navigation offers to whom.

use crate::people::{Grants, Role};
use crate::plant::web::NavItem;

/// Paths, names and the roles that open them, in the order of the bar.
const ITEMS: [(&str, &str, &[Role]); 2] = [
    ("/users", "people.nav.users", &[Role::Administrator]),
    ("/trail", "people.nav.trail", &[Role::Administrator, Role::Auditor]),
];

/// The entries that these grants open.
pub fn nav_of(grants: &Grants) -> Vec<NavItem> {
    let open = ITEMS.iter().filter(|(.., roles)| roles.iter().any(|role| grants.holds(*role)));
    open.map(|(path, key, _)| NavItem { path, key }).collect()
}
