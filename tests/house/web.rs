//! The frame of every page: headers, troubles, languages, files, limits.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use axum::routing::{get, post};
use chrono::TimeDelta;
use ijwi::kit::{Error, Id};
use ijwi::plant::App;
use ijwi::plant::config::Config;
use ijwi::plant::db::{Key, begin_write};
use ijwi::plant::web::{self, Class, ClientAddress, Shell, Site, Upload};

use crate::driver::{Answer, Caller, House, on_both};

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
    img-src 'self' data:; connect-src 'self'; worker-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

/// The house's layers around pages of the test, under other settings.
fn caller(house: &House, change: impl FnOnce(&mut Config), rooms: Router) -> Caller {
    caller_of(Class::Page, house, change, rooms)
}

fn caller_of(
    class: Class,
    house: &House,
    change: impl FnOnce(&mut Config),
    rooms: Router,
) -> Caller {
    let mut config = (*house.app.config).clone();
    change(&mut config);
    let app = &house.app;
    let (clock, random, seal) = (app.clock.clone(), app.random.clone(), app.seal.clone());
    let site = Arc::new(Site::new(Arc::new(config), clock, random, seal));
    Caller::new(web::layers(&site, class, rooms))
}

fn from(address: &str) -> ConnectInfo<SocketAddr> {
    ConnectInfo(format!("{address}:4000").parse().expect("an address"))
}

async fn choose(caller: &Caller, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut request =
        Request::post("/language").header("content-type", "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    caller.ask(request.body(Body::from(body.to_owned())).expect("a form")).await
}

on_both! {
    async fn a_page_that_is_not_there_says_what_to_do_in_the_readers_language(house) {
        let caller = house.nobody();
        let answer = caller.get("/no-such-page").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);

        caller.keep_cookie("lang", "fr");
        assert!(caller.get("/no-such-page").await.body.contains("Cette page n’existe pas"));
    }

    async fn a_file_is_found_under_its_digest_for_ever(house) {
        let page = house.nobody().get("/no-such-page").await.body;
        let start = page.find("/static/").expect("a style sheet");
        let path = page[start..].split('"').next().expect("an address");
        let answer = house.nobody().get(path).await;

        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.header("cache-control").contains("immutable"));
        assert!(answer.body.contains("--bg"));
        let wrong = house.nobody().get("/static/0011223344556677/app.css").await;
        assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    }

    async fn health_is_ok_or_not_and_says_no_more(house) {
        for path in ["/health/live", "/health/ready"] {
            assert_eq!(house.nobody().get(path).await.body, "ok\n");
        }
    }

    async fn a_kept_page_is_never_older_than_the_data(house) {
        let caller = Caller::new(counting_pages(&house.app));
        let first = caller.get("/").await;
        assert_eq!(first.header("cache-control"), "private, no-cache");
        assert_eq!(caller.get("/").await.body, first.body);
        let ask = Request::get("/").header("if-none-match", first.header("etag"));
        let known = caller.ask(ask.body(Body::empty()).expect("a request")).await;
        assert_eq!((known.status, known.body.as_str()), (StatusCode::NOT_MODIFIED, ""));

        let txn = begin_write(&house.app.db, Key::station(Id::new(1))).await.expect("it begins");
        txn.commit().await.expect("it ends");

        let after = caller.get("/").await;
        assert_eq!((first.body.as_str(), after.body.as_str()), ("1 rw", "2 rw"));
        assert_ne!(after.header("etag"), first.header("etag"));
        assert_eq!(caller.get("/?q=x").await.body, "3 rw");
        caller.keep_cookie("lang", "sw");
        assert_eq!(caller.get("/").await.body, "4 sw");
        caller.keep_cookie("ijwi", "another session");
        assert_eq!(caller.get("/").await.body, "5 sw");
    }
}

/// A page that says how often it was rendered.
fn counting_pages(app: &App) -> Router {
    let rendered = Arc::new(AtomicU32::new(0));
    let page = move |State(app): State<App>, shell: Shell, headers: HeaderMap| async move {
        let code = shell.language().code();
        let render =
            || async move { Ok(format!("{} {code}", rendered.fetch_add(1, Ordering::SeqCst) + 1)) };
        web::cached(&app, &shell, &headers, "", render).await
    };
    let rooms = Router::new().route("/", get(page)).with_state(app.clone());
    web::layers(&app.site, Class::Page, rooms)
}

async fn house() -> House {
    House::new(crate::driver::Engine::Sqlite).await
}

#[tokio::test]
async fn behind_https_browsers_are_told_to_stay_there() {
    let house = house().await;
    let https = |config: &mut Config| config.public_url = "https://ijwi.example".into();
    let rooms = Router::new().route("/language", post(web::choose_language));
    let caller = caller(&house, https, rooms);
    let answer = choose(&caller, &[], "language=rw&next=/plan").await;

    assert!(answer.header("strict-transport-security").starts_with("max-age=31536000"));
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-lang=rw; Path=/;"), "{cookie}");
    assert!(cookie.ends_with("; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
    assert_eq!(answer.location(), "/plan");
}

#[tokio::test]
async fn forms_of_other_sites_change_nothing() {
    let house = house().await;
    let caller = house.nobody();
    let foreign: [&[(&str, &str)]; 5] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "null"), ("sec-fetch-site", "cross-site")],
        &[("origin", "http://127.0.0.1.evil.example")],
    ];
    for headers in foreign {
        let answer = choose(&caller, headers, "language=fr").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
        assert_eq!(caller.cookie("lang"), None);
    }
    let own: [&[(&str, &str)]; 4] = [
        &[("sec-fetch-site", "same-origin"), ("origin", "null")],
        &[("origin", "http://127.0.0.1:8080")],
        &[("origin", "http://localhost:3000"), ("host", "localhost:3000")],
        &[],
    ];
    for headers in own {
        let answer = choose(&caller, headers, "language=fr").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{headers:?}");
    }
}

#[tokio::test]
async fn a_form_needs_the_token_of_its_own_session() {
    let house = house().await;
    let caller = house.nobody();
    caller.keep_cookie("ijwi", "one session");
    let page = caller.get("/no-such-page").await;
    let fields = page.hidden_fields("/language");
    let token = &fields.iter().find(|(name, _)| name == "csrf").expect("a token").1;
    assert_eq!(token.len(), 32);

    let right = format!("language=fr&csrf={token}");
    assert_eq!(choose(&caller, &[], &right).await.status, StatusCode::SEE_OTHER);
    assert_eq!(choose(&caller, &[], "language=fr").await.status, StatusCode::FORBIDDEN);
    caller.keep_cookie("ijwi", "another session");
    assert_eq!(choose(&caller, &[], &right).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn forms_that_no_page_of_ours_sends_are_refused_politely() {
    let house = house().await;
    let caller = house.nobody();
    let status = |answer: Answer| (answer.status.as_u16(), answer.body.contains("<h1>"));

    assert_eq!(status(choose(&caller, &[], "language=fr&booked_by=7").await), (422, true));
    assert_eq!(status(choose(&caller, &[], "language=fr&language=rw").await), (422, true));
    assert_eq!(status(choose(&caller, &[], &"x=1&".repeat(40_000)).await), (413, true));
    let json = Request::post("/language").header("content-type", "application/json");
    let json = caller.ask(json.body(Body::from("{}")).expect("a request")).await;
    assert_eq!(status(json), (422, true));
    assert_eq!(status(caller.get("/language").await), (405, true));
    for next in ["//evil", "https://evil", "/\\evil", "%2F%2Fevil"] {
        let answer = choose(&caller, &[], &format!("language=fr&next={next}")).await;
        assert_eq!(answer.location(), "/", "{next}");
    }
}

#[tokio::test]
async fn unknown_methods_and_trace_are_turned_away() {
    let house = house().await;
    for method in [Method::TRACE, Method::PUT, Method::DELETE, Method::PATCH] {
        let request = Request::builder().method(&method).uri("/no-such-page");
        let request = request.body(Body::empty()).expect("a request");
        let answer = house.nobody().ask(request).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_eq!(answer.header("content-security-policy"), POLICY);
    }
}

async fn fault() -> Error {
    Error::fault("canary of the cause")
}

async fn panics() -> &'static str {
    panic!("canary of the cause")
}

#[tokio::test]
async fn faults_and_panics_show_a_reference_and_never_the_cause() {
    let house = house().await;
    let rooms = Router::new()
        .route("/fault", get(fault))
        .route("/panic", get(panics))
        .route("/fine", get(|| async { "fine" }));
    let caller = caller(&house, |_| {}, rooms);
    for path in ["/fault", "/panic"] {
        let answer = caller.get(path).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!answer.body.contains("canary"), "{}", answer.body);
        assert!(answer.body.contains("class=\"code\""), "{}", answer.body);
        assert_eq!(answer.header("content-security-policy"), POLICY);
        assert_eq!(caller.get("/fine").await.body, "fine");
    }
}

#[tokio::test]
async fn guessing_waits_longer_and_longer_while_others_are_served() {
    let house = house().await;
    let rooms =
        Router::new().route("/sign-in", post(|| async { StatusCode::UNPROCESSABLE_ENTITY }));
    let caller = caller(&house, |_| {}, rooms);
    let guess = async |address| {
        let request = Request::post("/sign-in").extension(from(address));
        caller.ask(request.body(Body::empty()).expect("a request")).await
    };
    for _ in 0..30 {
        assert_eq!(guess("203.0.113.9").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    let blocked = guess("203.0.113.9").await;
    assert_eq!(blocked.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(blocked.header("retry-after"), "5");
    assert_eq!(guess("203.0.113.10").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    house.wait(TimeDelta::seconds(5));
    assert_eq!(guess("203.0.113.9").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(guess("203.0.113.9").await.header("retry-after"), "10");
}

#[tokio::test]
async fn a_forwarded_address_is_believed_from_trusted_proxies_alone() {
    let house = house().await;
    let trust = |config: &mut Config| {
        config.trusted_proxies =
            vec!["10.0.0.1".parse().expect("one"), "10.0.0.2".parse().expect("one")];
    };
    let rooms = Router::new()
        .route("/", get(|address: ClientAddress| async move { address.limiter_key() }));
    let caller = caller(&house, trust, rooms);
    let seen = async |peer, forwarded| {
        let request = Request::get("/").extension(from(peer)).header("x-forwarded-for", forwarded);
        caller.ask(request.body(Body::empty()).expect("a request")).await.body
    };

    assert_eq!(seen("203.0.113.9", "198.51.100.1").await, "203.0.113.9");
    assert_eq!(seen("10.0.0.1", "198.51.100.1").await, "198.51.100.1");
    assert_eq!(seen("10.0.0.1", "1.1.1.1, 198.51.100.1, 10.0.0.2").await, "198.51.100.1");
    assert_eq!(seen("10.0.0.1", "1.1.1.1, nonsense").await, "10.0.0.1");
    assert_eq!(seen("10.0.0.1", "2001:db8:1:2:3::4").await, "2001:db8:1:2::");
}

#[tokio::test]
async fn an_upload_is_read_up_to_its_limit_and_only_with_its_token() {
    async fn keep(upload: Upload<100>) -> String {
        let file = upload.file.clone().unwrap_or_default();
        format!("{}:{}:{}", upload.field("name"), file.name, file.bytes.len())
    }
    let house = house().await;
    let rooms = Router::new().route("/imports", post(keep));
    let caller = caller_of(Class::Upload, &house, |_| {}, rooms);
    let send = async |size: usize, fields: &str| {
        let file = "a".repeat(size);
        let body = format!(
            "{fields}--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n b\0c \r\n\
             --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../d.csv\"\r\n\r\n\
             {file}\r\n--x--\r\n"
        );
        let request = Request::post("/imports")
            .header("content-type", "multipart/form-data; boundary=x")
            .body(Body::from(body));
        caller.ask(request.expect("a request")).await
    };

    assert_eq!(send(100, "").await.body, "bc:d.csv:100");
    assert_eq!(send(101, "").await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(send(200_000, "").await.status, StatusCode::PAYLOAD_TOO_LARGE);
    caller.keep_cookie("ijwi", "a session");
    assert_eq!(send(1, "").await.status, StatusCode::FORBIDDEN);
    let wrong = "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n";
    assert_eq!(send(1, wrong).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_frame_and_its_sheet_are_light_on_the_wire() {
    let house = house().await;
    let caller = house.nobody();
    let squeezed = async |path: String| {
        let request = Request::get(path).header("accept-encoding", "br");
        let answer = caller.ask(request.body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.header("content-encoding"), "br");
        answer.bytes.len()
    };

    let bytes =
        squeezed("/no-such-page".into()).await + squeezed(web::address("app.css").into()).await;

    assert!(bytes < 8_000, "{bytes} bytes leave too little of 16 KB to the page itself");
}
