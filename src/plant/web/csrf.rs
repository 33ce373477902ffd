//! Requests that change something must come from our own pages.
//!
//! Three walls: what the browser says of the request's origin (Fetch Metadata),
//! the `Origin` header against the public address, and a token in the form that is
//! a keyed digest of the session cookie. `Referrer-Policy: no-referrer` makes
//! browsers send `Origin: null` from our own forms, so `null` alone proves nothing
//! either way and the token decides.

use super::Site;
use super::cookies::cookie;
use crate::kit::Error;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use subtle::ConstantTimeEq;

/// The name of the hidden form field.
pub const CSRF_FIELD: &str = "csrf";

/// The token that a form of this browser must carry; `None` without a session cookie.
pub(super) fn token(site: &Site, headers: &HeaderMap) -> Option<String> {
    let session = cookie(headers, site.session_cookie())?;
    Some(site.seal.index("csrf", session).chars().take(32).collect())
}

/// Refuse a form whose token is missing or belongs to another session.
///
/// A station link's own path is a secret that no other site knows, so its
/// pages work in a browser with an old session too.
pub(super) fn check_token(
    site: &Site,
    headers: &HeaderMap,
    path: &str,
    sent: Option<&str>,
) -> Result<(), Error> {
    let Some(wanted) = token(site, headers) else { return Ok(()) };
    let right = sent.is_some_and(|sent| sent.as_bytes().ct_eq(wanted.as_bytes()).into());
    if right || path.starts_with("/s/") { Ok(()) } else { Err(Error::NotAllowed) }
}

/// Turn away unsafe requests that another site's page made.
pub(super) async fn layer(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let callback = request.uri().path().starts_with("/in/");
    if safe || callback || from_ourselves(&site, request.headers()) {
        return next.run(request).await;
    }
    Error::NotAllowed.into_response()
}

fn from_ourselves(site: &Site, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let fetch = text("sec-fetch-site");
    if !matches!(fetch, None | Some("same-origin" | "none")) {
        return false;
    }
    match text("origin") {
        None | Some("null") => true,
        Some(origin) => origin == site.config.public_url || on_loopback(site, headers, origin),
    }
}

/// On a developer's machine `localhost` and `127.0.0.1` are one place.
fn on_loopback(site: &Site, headers: &HeaderMap, origin: &str) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("");
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let loopback = ["localhost", "127.0.0.1", "[::1]"];
    let at_home = site.config.public_url.strip_prefix("http://").is_some_and(|rest| {
        loopback.iter().any(|name| rest.strip_prefix(name).is_some_and(starts_port))
    });
    at_home && loopback.contains(&name) && origin.strip_prefix("http://") == Some(host)
}

fn starts_port(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(':')
}
