//! The pages of proof: the station's own, and the coordinator's list of what
//! still waits for a word.

mod entry;
mod links;
mod read;
mod station;
mod view;

use crate::plant::web::{Class, Route, get, post};

/// The ways into the room.
pub fn routes() -> Vec<Route> {
    vec![
        get("/s", station::choose).class(Class::Station),
        get("/s/{token}", station::by_link).class(Class::Station),
        post("/s/{token}/i/{airing}", station::answer_by_link).class(Class::Station),
        get("/s/station/{id}", station::signed_in).class(Class::Station),
        post("/s/station/{id}/i/{airing}", station::answer_signed_in).class(Class::Station),
        get("/waiting", station::waiting),
        get("/airings/{id}/proof", entry::show),
        post("/airings/{id}/proof", entry::enter),
        get("/stations/{id}/links", links::list),
        post("/stations/{id}/links", links::make),
        post("/stations/{id}/links/revocation", links::revoke),
    ]
}
