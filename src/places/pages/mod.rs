//! Pages of districts and of imports.

mod edit;
mod exclusion;
mod figure;
mod import;
mod import_form;
mod imports;
mod list;
pub mod map;
mod show;

use axum::Extension;

use super::Importers;
use crate::plant::App;
use crate::plant::web::{Class, Route, get, post};

/// The routes of this room. The kinds of imports are handed in, because some of
/// them belong to rooms above.
pub fn routes(importers: Importers) -> Vec<Route> {
    let with_importers = |mut route: Route| {
        route.serve = route.serve.layer(Extension(importers));
        route
    };
    vec![
        get("/districts", list::list),
        get("/districts/new", edit::new),
        post("/districts/new", edit::add),
        get("/districts/{place}", show::show),
        get("/districts/{place}/figures", figure::new),
        post("/districts/{place}/figures", figure::save),
        get("/districts/{place}/exclusions", exclusion::new),
        post("/districts/{place}/exclusions", exclusion::save),
        post("/districts/{place}/exclusions/{adjustment}/end", exclusion::end),
        with_importers(get("/imports", imports::list)),
        with_importers(post("/imports", imports::receive).class(Class::Upload)),
        with_importers(get("/imports/{run}", import::show)),
        with_importers(post("/imports/{run}", import::describe)),
        with_importers(post("/imports/{run}/application", import::apply)),
        with_importers(
            get("/imports/{run}/rejects.csv", import::rejects).plain(import::__path_rejects),
        ),
    ]
}

/// The year that it is where the organisation is.
fn this_year(app: &App) -> i32 {
    use chrono::Datelike;
    app.clock.now().with_timezone(&app.config.zone).year()
}
