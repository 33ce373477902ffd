//! The headers that guard every answer, by class of page.

use std::sync::{Arc, LazyLock};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine;
use sha2::{Digest, Sha256};

use super::Site;

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

fn policy_of(path: &str) -> &'static HeaderValue {
    let [page, audio, station] = &*POLICIES;
    let under =
        |root: &str| path.strip_prefix(root).is_some_and(|r| r.is_empty() || r.starts_with('/'));
    match path {
        _ if under("/s") => station,
        _ if under("/messages") => audio,
        _ => page,
    }
}

/// One year, subdomains too.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000; includeSubDomains");

/// Set the headers on whatever the house answers, faults and files included.
pub(super) async fn layer(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let policy = policy_of(request.uri().path());
    let mut response = next.run(request).await;
    guard(response.headers_mut(), policy, site.config.is_https());
    response
}

fn guard(headers: &mut HeaderMap, policy: &HeaderValue, https: bool) {
    let fixed: [(HeaderName, &str); 3] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_of_page_has_its_policy() {
        let text = |path| policy_of(path).to_str().expect("ASCII");

        assert!(text("/s/abc").contains("style-src 'self' 'sha256-"));
        assert!(text("/messages/7").contains("media-src 'self'"));
        for path in ["/", "/stations", "/sign-in", "/messages-x", "/static/a/b"] {
            assert!(!text(path).contains("sha256") && !text(path).contains("media"), "{path}");
        }
    }
}
