//! `/enter/{token}`: the demonstration's sign-in links.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::sign_in::Pressed;
use super::visitor::{browser, entered};
use crate::kit::Error;
use crate::people::actions::demo;
use crate::plant::App;
use crate::plant::web::{Form, Shell, Site, page};

/// Page of `people::pages::enter`.
#[derive(Template)]
#[template(path = "people/enter.html")]
struct EnterPage {
    shell: Shell,
    action: String,
}

/// Opening the link signs in, while the session that was begun with it stands;
/// after a sign-out there is a button.
pub async fn open(
    State(app): State<App>,
    Extension(site): Extension<Arc<Site>>,
    shell: Shell,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    if let Some(session) = demo::enter_by_opening(&app, &token).await? {
        return Ok(entered(&site, &session, "/"));
    }
    page(StatusCode::OK, &EnterPage { shell, action: format!("/enter/{token}") })
}

/// The button signs in.
pub async fn press(
    State(app): State<App>,
    Extension(site): Extension<Arc<Site>>,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(_): Form<Pressed>,
) -> Result<Response, Error> {
    let session = demo::enter_by_pressing(&app, &token, &browser(&headers)).await?;
    Ok(entered(&site, &session, "/"))
}
