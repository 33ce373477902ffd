//! Pages of messages.

mod edit;
mod list;
mod said;
mod show;
mod sound;
mod terms;
mod version;

use edit::{change, create, edit, new};
use list::list;
use show::{approve, show, withdraw};
pub use sound::send_sound;
use sound::sound;
use version::{add, change as change_version, edit as edit_version, new as new_version};

use crate::plant::web::{Class, Route, get, post};

/// The ways into this room.
pub fn routes() -> Vec<Route> {
    vec![
        get("/messages", list),
        get("/messages/new", new),
        post("/messages/new", create),
        get("/messages/{id}", show).class(Class::Sound),
        get("/messages/{id}/edit", edit),
        post("/messages/{id}/edit", change),
        get("/messages/{id}/versions/new", new_version),
        post("/messages/{id}/versions/new", add).class(Class::Upload),
        get("/messages/{id}/versions/{version}/edit", edit_version),
        post("/messages/{id}/versions/{version}/edit", change_version).class(Class::Upload),
        post("/messages/{id}/versions/{version}/approval", approve).class(Class::Sound),
        post("/messages/{id}/versions/{version}/withdrawal", withdraw).class(Class::Sound),
        get("/messages/{id}/versions/{version}/sound", sound).class(Class::Sound),
    ]
}
