//! The signed link of a station: made, shown once, revoked.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::kit::wallclock::wall_of;
use crate::kit::{Error, Id, id};
use crate::people::{self, Coordinator, NewStationLink};
use crate::plant::App;
use crate::plant::web::{Form, Shell, page, see_done};
use crate::proof as room;

/// Page of `proof::pages::links`. Needs: shell, station, made, links.
#[derive(Template)]
#[template(path = "proof/links.html")]
struct LinksPage {
    shell: Shell,
    station: i64,
    heading: String,
    zone_note: String,
    /// The new link's address and end; shown once.
    made: Option<(String, String)>,
    links: Vec<LinkLine>,
    has_open: bool,
}

struct LinkLine {
    made_at: String,
    state: &'static str,
    until: String,
}

/// A form without fields of its own.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PressForm {}

/// `GET /stations/{id}/links`.
pub async fn list(
    State(app): State<App>,
    who: Coordinator,
    Path(station): Path<Id<id::Station>>,
    shell: Shell,
) -> Result<Response, Error> {
    render(&app, who, shell, station, None).await
}

/// `POST /stations/{id}/links`: a new link; the one before stops working. The
/// answer is the page itself, because the secret is kept nowhere.
pub async fn make(
    State(app): State<App>,
    who: Coordinator,
    Path(station): Path<Id<id::Station>>,
    shell: Shell,
    Form(PressForm {}): Form<PressForm>,
) -> Result<Response, Error> {
    room::own_station(app.db.read(), station).await?.ok_or(Error::NotFound)?;
    let made = people::make_station_link(&app, who, station).await?;
    render(&app, who, shell, station, Some(made)).await
}

/// `POST /stations/{id}/links/revocation`: every link of the station stops working.
pub async fn revoke(
    State(app): State<App>,
    who: Coordinator,
    Path(station): Path<Id<id::Station>>,
    Form(PressForm {}): Form<PressForm>,
) -> Result<Response, Error> {
    room::own_station(app.db.read(), station).await?.ok_or(Error::NotFound)?;
    people::revoke_station_links(&app, who, station).await?;
    Ok(see_done(&format!("/stations/{station}/links"), "proof.links.revoked.done"))
}

async fn render(
    app: &App,
    who: Coordinator,
    shell: Shell,
    station: Id<id::Station>,
    made: Option<NewStationLink>,
) -> Result<Response, Error> {
    let own = room::own_station(app.db.read(), station).await?.ok_or(Error::NotFound)?;
    let now = app.clock.now();
    let words = shell.words();
    let at = |instant| words.day_time(wall_of(own.zone, instant));
    let shown = people::station_links_of(&app.db, who, station).await?;
    let is_open =
        |link: &people::StationLinkShown| link.revoked_at.is_none() && link.expires_at > now;
    let links = shown
        .iter()
        .map(|link| LinkLine {
            made_at: at(link.made_at),
            state: words.say(if is_open(link) {
                "proof.links.works_until"
            } else if link.revoked_at.is_some() {
                "proof.links.revoked_at"
            } else {
                "proof.links.expired_at"
            }),
            until: at(link.revoked_at.unwrap_or(link.expires_at)),
        })
        .collect();
    let made = made.map(|made| {
        let until = words.fill("proof.links.until", &[("when", at(made.expires_at))]);
        (format!("{}/s/{}", app.config.public_url, made.token), until)
    });
    let template = LinksPage {
        station: station.number(),
        heading: words.fill("proof.links.heading", &[("station", own.name.as_str())]),
        zone_note: shell.zone_note_of(&own.zone),
        made,
        links,
        has_open: shown.iter().any(is_open),
        shell,
    };
    page(StatusCode::OK, &template)
}
