//! The headers that guard every answer, by the class of its route.

use std::sync::{Arc, LazyLock};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine;
use sha2::{Digest, Sha256};

use super::{Class, Site};

/// The style sheet that station pages carry inline, as `{% include %}` puts it there.
const STATION_STYLE: &str = include_str!("../../../templates/parts/station.css");

static POLICIES: LazyLock<[HeaderValue; 3]> = LazyLock::new(|| {
    let digest = Sha256::digest(STATION_STYLE.trim_end_matches('\n'));
    let hash = base64::engine::general_purpose::STANDARD.encode(digest);
    [
        policy("'self'", ""),
        policy("'self'", " media-src 'self';"),
        policy(&format!("'self' 'sha256-{hash}'"), ""),
    ]
});

fn policy(style: &str, more: &str) -> HeaderValue {
    let text = format!(
        "default-src 'none'; style-src {style}; script-src 'self'; img-src 'self' data:; \
         connect-src 'self'; worker-src 'self';{more} form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    HeaderValue::try_from(text).expect("ASCII without line ends")
}

/// The policy of a class.
fn policy_of(class: Class) -> &'static HeaderValue {
    let [page, audio, station] = &*POLICIES;
    match class {
        Class::Station => station,
        Class::Sound => audio,
        Class::Page | Class::Upload | Class::Plain | Class::Asset | Class::Picture => page,
    }
}

/// How long an answer may be kept. One with a tag is asked for again each time;
/// one of trouble is never kept.
fn keeping_of(class: Class, status: StatusCode, headers: &HeaderMap) -> &'static str {
    let trouble = status.is_client_error() || status.is_server_error();
    match class {
        _ if trouble => "no-store",
        _ if headers.contains_key(header::ETAG) => "private, no-cache",
        Class::Asset => "public, max-age=31536000, immutable",
        Class::Picture => "private, max-age=3600",
        Class::Page | Class::Station | Class::Sound | Class::Upload | Class::Plain => "no-store",
    }
}

/// One year, subdomains too.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000; includeSubDomains");

/// Set the headers on whatever a route of the class answers, faults included.
pub(super) async fn layer(
    State((site, class)): State<(Arc<Site>, Class)>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    guard(&mut response, class, site.config.is_https());
    response
}

fn guard(response: &mut Response, class: Class, https: bool) {
    let keeping = keeping_of(class, response.status(), response.headers());
    let headers = response.headers_mut();
    let fixed: [(HeaderName, &'static str); 4] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::CACHE_CONTROL, keeping),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, policy_of(class).clone());
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
}
