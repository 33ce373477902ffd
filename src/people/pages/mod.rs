//! Signing in and out, accounts, users and the trail, as browsers meet them.

pub mod account;
pub mod enter;
pub mod factor;
pub mod invitation;
pub mod nav;
pub mod roles;
pub mod sign_in;
pub mod state;
pub mod trail;
pub mod trail_copy;
pub mod user;
pub mod users;
pub mod visitor;

use axum::Extension;

pub use roles::{NamesToCome, StationName, Stations};
pub use state::{CountToCome, Watched};

use crate::plant::web::{Route, get, post};

/// Every way into this room. `stations` tells the names of stations and `watched`
/// what the state of the house needs, both from rooms above this one.
pub fn routes(stations: Stations, watched: Watched) -> Vec<Route> {
    let with_watched = |mut route: Route| {
        route.serve = route.serve.layer(Extension(watched));
        route
    };
    let with_stations = |mut route: Route| {
        route.serve = route.serve.layer(Extension(stations));
        route
    };
    vec![
        get("/", nav::home),
        get("/sign-in", sign_in::show),
        post("/sign-in", sign_in::sign_in),
        get("/sign-in/code", sign_in::show_code),
        post("/sign-in/code", sign_in::give_code),
        post("/sign-out", sign_in::sign_out),
        get("/enter/{token}", enter::open),
        post("/enter/{token}", enter::press),
        get("/invite/{token}", invitation::show),
        post("/invite/{token}", invitation::choose),
        get("/account", account::show),
        post("/account/language", account::change_language),
        post("/account/password", account::change_password),
        post("/account/sessions/ending", account::end_sessions),
        post("/account/sessions/{session}/ending", account::end_session),
        get("/account/second-factor", factor::show),
        post("/account/second-factor", factor::confirm),
        post("/account/second-factor/secret", factor::begin),
        post("/account/second-factor/removal", factor::remove),
        get("/users", users::list),
        with_stations(get("/users/new", users::new)),
        with_stations(post("/users/new", users::invite)),
        with_stations(get("/users/{person}", user::show)),
        with_stations(post("/users/{person}/roles", user::change_roles)),
        post("/users/{person}/link", user::make_link),
        with_stations(post("/users/{person}/disabling", user::disable)),
        post("/users/{person}/enabling", user::enable),
        post("/users/{person}/second-factor/removal", user::remove_factor),
        with_watched(get("/state", state::show)),
        post("/state/jobs/{promise}/again", state::ask_again),
        get("/trail", trail::show),
        post("/trail/copy", trail_copy::copy).plain(trail_copy::__path_copy),
    ]
}
