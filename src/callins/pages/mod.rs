//! The pages of call-ins: counting during a session, and a campaign's topics.

mod count;
mod keys;
mod topics;

use crate::plant::web::{Class, Route, get, post};

/// The ways into the room.
pub fn routes() -> Vec<Route> {
    let counting = [
        get("/s/{token}/i/{airing}/calls", count::by_link),
        post("/s/{token}/i/{airing}/calls", count::count_by_link),
        post("/s/{token}/i/{airing}/calls/taken-back", count::take_back_by_link),
        get("/s/station/{id}/i/{airing}/calls", count::signed_in),
        post("/s/station/{id}/i/{airing}/calls", count::count_signed_in),
        post("/s/station/{id}/i/{airing}/calls/taken-back", count::take_back_signed_in),
        get("/s/airing/{airing}/calls", count::by_coordinator),
        post("/s/airing/{airing}/calls", count::count_by_coordinator),
        post("/s/airing/{airing}/calls/taken-back", count::take_back_by_coordinator),
    ];
    let topics = [
        get("/campaigns/{id}/topics", topics::list),
        post("/campaigns/{id}/topics", topics::add),
        post("/campaigns/{id}/topics/{topic}/offer", topics::offer),
    ];
    counting.map(|route| route.class(Class::Station)).into_iter().chain(topics).collect()
}
