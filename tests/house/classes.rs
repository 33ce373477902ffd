//! What the class of a route decides: the headers of every answer, trouble included.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request};
use axum::routing::{get, post};
use base64::Engine as _;
use ijwi::kit::limits::FORM_BYTES_MAX;
use ijwi::plant::web::{self, Class, Upload};
use sha2::{Digest, Sha256};

use crate::driver::{Answer, Caller, Engine, House};

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
    img-src 'self' data:; connect-src 'self'; worker-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

/// What speaks of the content and not of its safety.
const CONTENT: [&str; 8] = [
    "content-type",
    "content-length",
    "content-disposition",
    "etag",
    "vary",
    "location",
    "allow",
    "set-cookie",
];

/// The policy of a class as it is written.
fn policy(class: Class) -> String {
    match class {
        Class::Sound => POLICY.replace("form-action", "media-src 'self'; form-action"),
        Class::Station => {
            let sheet = include_str!("../../templates/parts/station.css").trim_end_matches('\n');
            let digest = Sha256::digest(sheet);
            let hash = base64::engine::general_purpose::STANDARD.encode(digest);
            POLICY.replace("style-src 'self'", &format!("style-src 'self' 'sha256-{hash}'"))
        }
        _ => POLICY.to_owned(),
    }
}

/// The answer carries exactly the guarding headers of its class.
fn holds(answer: &Answer, class: Class, keeping: &str, what: &str) {
    let found: BTreeMap<&str, &str> = answer
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().expect("plain")))
        .filter(|(name, _)| !CONTENT.contains(name))
        .collect();
    let policy = policy(class);
    let expected = BTreeMap::from([
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
        ("content-security-policy", policy.as_str()),
        ("cache-control", keeping),
    ]);
    assert_eq!(found, expected, "{what}: {}", answer.status);
}

#[tokio::test]
async fn every_route_answers_with_exactly_the_headers_of_its_class() {
    let house = House::new(Engine::Sqlite).await;
    let planner = house.someone("p@class.test", &[ijwi::people::Role::Coordinator], &[]).await;
    let mut seen = Vec::new();
    for route in ijwi::wiring::routes() {
        let address = route.path.replace("{*name}", "none");
        let address = address.split('/').map(|part| if part.starts_with('{') { "1" } else { part });
        let address = address.collect::<Vec<_>>().join("/");
        if address.contains("session") || address.contains("sign-out") {
            continue;
        }
        let answer = if route.method == Method::GET {
            planner.browser.get(&address).await
        } else {
            planner.browser.post(&address, &[]).await
        };
        let fine = answer.status.is_success();
        let keeping = match route.class {
            Class::Asset if fine => "public, max-age=31536000, immutable",
            Class::Picture if fine => "private, max-age=3600",
            _ if fine && !answer.header("etag").is_empty() => "private, no-cache",
            _ => "no-store",
        };
        holds(&answer, route.class, keeping, &format!("{} {address}", route.method));
        seen.push(route.class);
    }
    for class in Class::ALL {
        assert!(seen.contains(&class), "no route is of {class:?}");
    }
    let sheet = house.nobody().get(web::address("app.css")).await;
    assert_eq!(sheet.status.as_u16(), 200);
    holds(&sheet, Class::Asset, "public, max-age=31536000, immutable", "the sheet");
    house.run_jobs().await;
}

#[tokio::test]
async fn trouble_of_the_layers_carries_the_headers_of_the_class_too() {
    async fn panics() -> &'static str {
        panic!("canary")
    }
    async fn takes(upload: Upload) -> String {
        upload.file.map_or(0, |file| file.bytes.len()).to_string()
    }
    let house = House::new(Engine::Sqlite).await;
    for class in Class::ALL {
        let rooms = Router::new().route("/panics", get(panics)).route("/takes", post(takes));
        let caller = Caller::new(web::layers(&house.app.site, class, rooms));
        let asks = [("GET", "/none", 404), ("GET", "/panics", 500), ("PUT", "/panics", 405)];
        for (method, path, status) in asks {
            let request = Request::builder().method(method).uri(path).body(Body::empty());
            let answer = caller.ask(request.expect("a request")).await;
            assert_eq!(answer.status.as_u16(), status, "{class:?} {method} {path}");
            holds(&answer, class, "no-store", path);
        }
        let foreign = Request::post("/takes").header("sec-fetch-site", "cross-site");
        let answer = caller.ask(foreign.body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.status.as_u16(), 403);
        holds(&answer, class, "no-store", "a foreign form");
    }
}

#[tokio::test]
async fn a_large_file_is_let_in_by_its_class_alone() {
    async fn takes(upload: Upload) -> String {
        upload.file.map_or(0, |file| file.bytes.len()).to_string()
    }
    let house = House::new(Engine::Sqlite).await;
    for class in Class::ALL {
        let rooms = Router::new().route("/takes", post(takes));
        let caller = Caller::new(web::layers(&house.app.site, class, rooms));
        let body = format!(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n{}\r\n\
             --x--\r\n",
            "a".repeat(2 * FORM_BYTES_MAX)
        );
        let request = Request::post("/takes")
            .header("content-type", "multipart/form-data; boundary=x")
            .body(Body::from(body));
        let answer = caller.ask(request.expect("a request")).await;

        let expected = if class == Class::Upload { 200 } else { 413 };
        assert_eq!(answer.status.as_u16(), expected, "{class:?}");
    }
}

#[test]
fn a_file_on_a_slow_line_has_more_time_than_a_page() {
    for class in Class::ALL {
        assert_eq!(class.seconds_max() > 5, class == Class::Upload, "{class:?}");
    }
}
