//! Who asks: recognised once per request, handed on as witnesses.

use std::sync::Arc;

use axum::extract::{FromRequestParts, MatchedPath, OptionalFromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::nav::nav_of;
use crate::kit::Error;
use crate::people::actions::sessions;
use crate::people::actions::sign_in::COOKIE_SECONDS;
use crate::people::{
    Admin, Auditor, Coordinator, Entered, Manager, NextStep, Recognised, SignedIn, StationStaff,
    browser_of,
};
use crate::plant::App;
use crate::plant::web::{Site, Visitor, cookie, greet, see_other, set_cookie};

/// Paths that are the same for everybody, so that nobody is looked up for them.
const NOBODYS: [&str; 3] = ["/static/", "/health/", "/in/"];

/// The session of the request's cookie is looked up once, and who it belongs to is
/// known to every handler and to the page's frame.
pub async fn recognise(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let site = request.extensions().get::<Arc<Site>>().cloned();
    let Some(site) = site.filter(|_| !NOBODYS.iter().any(|root| path.starts_with(root))) else {
        return next.run(request).await;
    };
    let token = cookie(request.headers(), site.session_cookie()).map(str::to_owned);
    let Some(token) = token else { return next.run(request).await };
    match sessions::recognise(&app, &token).await {
        Ok(Some(known)) => {
            if let Some(who) = known.signed_in() {
                greet(request.extensions_mut(), visitor_of(who, known.data_version));
                let who = who.clone();
                request.extensions_mut().insert(who);
            }
            request.extensions_mut().insert(known);
        }
        Ok(None) => {}
        Err(why) => return why.into_response(),
    }
    next.run(request).await
}

fn visitor_of(who: &SignedIn, data_version: i64) -> Visitor {
    Visitor {
        language: Some(who.language()),
        name: Some(who.name().to_owned()),
        nav: nav_of(who.grants()),
        scope: format!("{} {}", who.person(), who.grants().in_codes()),
        data_version: Some(data_version),
    }
}

/// Somebody who is not signed in is led to sign in, and back afterwards.
fn led_to_sign_in(parts: &Parts) -> Response {
    if let Some(known) = parts.extensions.get::<Recognised>() {
        return see_other(path_of(known.next_step()));
    }
    let address = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    if parts.method != Method::GET || address == "/" {
        return see_other("/sign-in");
    }
    see_other(&format!("/sign-in?next={}", encoded(address)))
}

/// An address inside a query string.
fn encoded(address: &str) -> String {
    use std::fmt::Write as _;
    address.bytes().fold(String::with_capacity(address.len()), |mut text, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'/' => {
                text.push(char::from(byte));
            }
            other => write!(text, "%{other:02X}").expect("a string takes everything"),
        }
        text
    })
}

/// Where the next step of a sign-in is taken.
pub(super) fn path_of(next: NextStep) -> &'static str {
    match next {
        NextStep::Home => "/",
        NextStep::Code => "/sign-in/code",
        NextStep::SetUp => "/account/second-factor",
    }
}

/// The answer that hands a new session's cookie to the browser and leads on.
pub(super) fn entered(site: &Site, entered: &Entered, home: &str) -> Response {
    let path = if entered.next == NextStep::Home { home } else { path_of(entered.next) };
    ([(header::SET_COOKIE, session_cookie(site, &entered.token))], see_other(path)).into_response()
}

/// The cookie of a new session.
pub(super) fn session_cookie(site: &Site, token: &str) -> HeaderValue {
    set_cookie(site, site.session_cookie(), token, COOKIE_SECONDS)
}

/// The browser of a request in two words.
pub(super) fn browser(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    browser_of(agent.unwrap_or_default())
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Response> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| led_to_sign_in(parts))
    }
}

impl OptionalFromRequestParts<App> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Option<Self>, Response> {
        Ok(parts.extensions.get::<Self>().cloned())
    }
}

impl FromRequestParts<App> for Recognised {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Response> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| led_to_sign_in(parts))
    }
}

impl OptionalFromRequestParts<App> for Recognised {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Option<Self>, Response> {
        Ok(parts.extensions.get::<Self>().cloned())
    }
}

/// The right, or a sign-in, or 403 with a note for the trail.
#[expect(clippy::result_large_err, reason = "the rejection is a whole answer, made once")]
fn with_right<W>(
    parts: &Parts,
    app: &App,
    right: impl FnOnce(&SignedIn) -> Option<W>,
) -> Result<W, Response> {
    let who = parts.extensions.get::<SignedIn>().ok_or_else(|| led_to_sign_in(parts))?;
    right(who).ok_or_else(|| {
        let route = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
        sessions::deny(app, who, &format!("{} {route}", parts.method));
        Error::NotAllowed.into_response()
    })
}

macro_rules! extracted {
    ($($name:ident by $right:path),* $(,)?) => {
        $(
            impl FromRequestParts<App> for $name {
                type Rejection = Response;

                async fn from_request_parts(
                    parts: &mut Parts,
                    app: &App,
                ) -> Result<Self, Response> {
                    with_right(parts, app, $right)
                }
            }

            impl OptionalFromRequestParts<App> for $name {
                type Rejection = Response;

                async fn from_request_parts(
                    parts: &mut Parts,
                    _: &App,
                ) -> Result<Option<Self>, Response> {
                    Ok(parts.extensions.get::<SignedIn>().and_then($right))
                }
            }
        )*
    };
}

extracted! {
    Admin by SignedIn::admin,
    Coordinator by SignedIn::coordinator,
    Manager by SignedIn::manager,
    Auditor by SignedIn::auditor,
    StationStaff by SignedIn::station_staff,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_fits_into_a_query() {
        assert_eq!(encoded("/a?q=b c&d=é"), "/a%3Fq%3Db%20c%26d%3D%C3%A9");
    }
}
