//! The layers around every route, from the outside in.

use std::any::Any;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};

use super::rates::Tried;
use super::{Class, ClientAddress, Site, answer, csrf, headers};
use crate::kit::{Error, clock};

/// The number of a request: in its log line and on the page of a fault.
#[derive(Clone, Debug, Default)]
pub struct RequestNumber(Arc<str>);

impl RequestNumber {
    /// The number as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Put the layers around the routes of one class, fallback included.
///
/// The layer that recognises visitors belongs inside: `layers(site, class, rooms.layer(..))`.
pub fn layers<S: Clone + Send + Sync + 'static>(
    site: &Arc<Site>,
    class: Class,
    rooms: Router<S>,
) -> Router<S> {
    let with = || Arc::clone(site);
    let squeezing = CompressionLayer::new().quality(CompressionLevel::Precise(4));
    rooms
        .layer(DefaultBodyLimit::max(class.bytes_max()))
        .layer(from_fn_with_state(class, in_time))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(with(), limited))
        .layer(from_fn_with_state(with(), csrf::layer))
        .layer(from_fn(known_methods))
        .layer(from_fn_with_state(with(), answer::pages))
        .layer(squeezing)
        .layer(from_fn_with_state((with(), class), headers::layer))
        .layer(from_fn_with_state(with(), numbered))
}

/// Number the request, hand the site in, and write one line about it at the end: the
/// route, never the path, in which a stranger may write anything and a link its secret.
#[expect(clippy::disallowed_methods, reason = "the time a request takes is measured")]
async fn numbered(State(site): State<Arc<Site>>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let number = RequestNumber(clock::code(&*site.random, 10).into());
    let method = method_word(request.method());
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("none", MatchedPath::as_str).to_owned();
    request.extensions_mut().insert(number.clone());
    request.extensions_mut().insert(site);
    let response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), started.elapsed());
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    tracing::info!(reference = number.as_str(), method, route, status, micros, "request");
    let labels = [("route", route.clone()), ("status", status.to_string())];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", "route" => route).record(took);
    response
}

/// The method as a log line names it: what a stranger made up is not written down.
fn method_word(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// Methods that the house knows; TRACE and inventions are turned away.
async fn known_methods(request: Request, next: Next) -> Response {
    match *request.method() {
        Method::GET | Method::HEAD | Method::POST | Method::OPTIONS => next.run(request).await,
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

/// A request has the seconds of its class.
async fn in_time(State(class): State<Class>, request: Request, next: Next) -> Response {
    let seconds = Duration::from_secs(class.seconds_max());
    match tokio::time::timeout(seconds, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            Error::Away(crate::kit::Fault("the request took too long".into())).into_response()
        }
    }
}

/// Passwords, codes and links are not tried without end, imports not sent without end.
async fn limited(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let Some(tried) = tried_by(&request) else { return next.run(request).await };
    let peer = request.extensions().get::<axum::extract::ConnectInfo<std::net::SocketAddr>>();
    let peer = peer.map(|info| info.0.ip());
    let ClientAddress(address) = super::address::client_address(&site, peer, request.headers());
    let key = ClientAddress(address).limiter_key();
    if let Err(wait) = site.rates.check(tried, &key, site.clock.now()) {
        return wait.into_response();
    }
    let response = next.run(request).await;
    let failed = matches!(
        (tried, response.status().as_u16()),
        (Tried::Import | Tried::Callback, _) | (_, 401 | 404 | 410) | (Tried::SignIn, 403 | 422)
    );
    if failed {
        site.rates.note(tried, &key, site.clock.now());
    }
    response
}

fn tried_by(request: &Request) -> Option<Tried> {
    let path = request.uri().path();
    let post = *request.method() == Method::POST;
    let under = |root: &str| path.starts_with(root);
    match () {
        () if post && under("/sign-in") => Some(Tried::SignIn),
        () if under("/s/") || under("/enter/") || under("/invite/") => Some(Tried::Link),
        () if under("/in/") => Some(Tried::Callback),
        () if post && under("/imports") => Some(Tried::Import),
        () => None,
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that the layer asks for")]
fn panicked(cause: Box<dyn Any + Send>) -> Response {
    let text = cause.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| cause.downcast_ref::<String>().cloned()).unwrap_or_default();
    Error::fault(format!("panic: {text}")).into_response()
}
