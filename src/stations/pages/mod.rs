//! Pages of stations.

mod audience;
mod breaks;
mod coverage;
mod dayparts;
mod form;
mod hours;
mod list;
mod outages;
mod phones;
mod rates;
mod show;
mod station;
mod tables;
mod transmitters;

use crate::plant::web::{Route, get, post};

/// Every way into this room.
pub fn routes() -> Vec<Route> {
    vec![
        get("/stations", list::list),
        get("/stations/new", station::new),
        post("/stations/new", station::create),
        get("/stations/{id}", show::show),
        get("/stations/{id}/edit", station::edit),
        post("/stations/{id}/edit", station::change),
        post("/stations/{id}/archival", station::archive),
        post("/stations/{id}/return", station::restore),
        post("/stations/{id}/parts/{kind}/{number}/archival", station::put_away),
        get("/stations/{id}/transmitters/new", transmitters::new),
        post("/stations/{id}/transmitters/new", transmitters::add),
        get("/stations/{id}/transmitters/{number}", transmitters::edit),
        post("/stations/{id}/transmitters/{number}", transmitters::change),
        get("/stations/{id}/outages/new", outages::new),
        post("/stations/{id}/outages/new", outages::add),
        get("/stations/{id}/outages/{number}", outages::edit),
        post("/stations/{id}/outages/{number}", outages::change),
        get("/stations/{id}/hours", hours::show),
        post("/stations/{id}/hours", hours::save),
        get("/stations/{id}/dayparts", dayparts::show),
        post("/stations/{id}/dayparts", dayparts::add),
        get("/stations/{id}/breaks", breaks::show),
        post("/stations/{id}/breaks", breaks::add),
        get("/stations/{id}/breaks/{number}", breaks::edit),
        post("/stations/{id}/breaks/{number}", breaks::change),
        get("/stations/{id}/rates", rates::show),
        post("/stations/{id}/rates", rates::add),
        get("/stations/{id}/phones", phones::show),
        post("/stations/{id}/phones", phones::add),
        get("/stations/{id}/coverage", coverage::show),
        post("/stations/{id}/coverage", coverage::save),
        get("/stations/{id}/audience", audience::show),
        post("/stations/{id}/audience", audience::save),
    ]
}
