//! The way to a week list.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::kit::Error;
use crate::people::SignedIn;
use crate::plant::App;
use crate::plant::web::{Shell, page};
use crate::schedule::{Choice, campaigns_with_airtime, may_see_campaigns, stations_on_air};

#[derive(Template)]
#[template(path = "schedule/front.html")]
struct FrontPage {
    shell: Shell,
    stations: Vec<Choice>,
    campaigns: Vec<Choice>,
    may_book: bool,
}

/// Stations and campaigns whose weeks may be looked at.
pub async fn front(State(app): State<App>, shell: Shell, who: SignedIn) -> Result<Response, Error> {
    let mut stations = stations_on_air(app.db.read()).await?;
    let mut campaigns = Vec::new();
    if may_see_campaigns(&who).is_ok() {
        campaigns = campaigns_with_airtime(app.db.read(), true).await?;
    } else {
        let staff = who.station_staff().ok_or(Error::NotAllowed)?;
        stations.retain(|station| staff.speaks_for(crate::kit::Id::new(station.id)));
    }
    let may_book = who.coordinator().is_some();
    page(StatusCode::OK, &FrontPage { shell, stations, campaigns, may_book })
}
