//! The way in from browsers: routes, layers, forms, answers.

pub mod health;
mod route;

use axum::Router;

pub use route::{Class, Route, get, post};

use crate::plant::App;

/// The routes, each with the limits and headers of its class.
pub fn serve(routes: Vec<Route>, app: App) -> Router {
    let bare = Router::new();
    routes.into_iter().fold(bare, |all, route| all.route(route.path, route.serve)).with_state(app)
}
