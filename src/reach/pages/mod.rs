//! What managers and coordinators see of reach.

mod drawings;
mod how;
mod list;
mod listening;
mod results;
mod say;

pub use how::{CaseQuery, case, how};
pub use list::{ListQuery, list};
pub use listening::{ListeningForm, form, put};
pub use results::results;

use crate::plant::web::{Route, get, post};

/// The ways into the room.
pub fn routes() -> Vec<Route> {
    vec![
        get("/results", list),
        get("/results/{campaign}", results),
        get("/how/{campaign}", how),
        get("/how/{campaign}/case.json", case).plain(how::__path_case),
        get("/listening/{place}", form),
        post("/listening/{place}", put),
    ]
}
