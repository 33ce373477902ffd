//! Who may go where: every route as every kind of visitor, against a golden file.
//!
//! A route that is not in the file fails, and so does an answer that changed. The
//! table as it is now lies in `target/rights.golden` after a run; whoever means a
//! change looks at each line and copies it over `tests/house/rights.golden`.

use std::fmt::Write as _;
use std::path::Path;

use axum::http::Method;
use ijwi::people::{self, Role};

use crate::driver::{Caller, Engine, House};

const GOLDEN: &str = include_str!("rights.golden");

/// A path with numbers and a token in the place of its braces.
fn filled(path: &str) -> String {
    path.split('/')
        .map(|part| match part {
            "{token}" => "NOSUCHTOKEN",
            "{digest}" | "{*name}" => "none",
            "{kind}" => "districts",
            part if part.starts_with('{') => "1",
            part => part,
        })
        .collect::<Vec<_>>()
        .join("/")
}

/// The token against forged requests that this visitor's forms carry.
async fn token_of(visitor: &Caller) -> String {
    let page = visitor.get("/no-such-page").await.body;
    let value = page.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    value.unwrap_or_default().to_owned()
}

async fn visitors(house: &House) -> Vec<(&'static str, Caller)> {
    let on = house.airtime().await;
    house.books(&on, on.live, "2026-03-02 14:00").await.expect("booked");
    let other = house.station_in("Radio B", "Africa/Kigali").await;
    people::make_station_link(&house.app, on.coordinator, on.station).await.expect("a link");
    let mut all = vec![("nobody", house.nobody())];
    for (name, role, stations) in [
        ("station", Role::StationStaff, vec![on.station]),
        ("other", Role::StationStaff, vec![other]),
        ("coordinator", Role::Coordinator, Vec::new()),
        ("manager", Role::Manager, Vec::new()),
        ("auditor", Role::Auditor, Vec::new()),
        ("admin", Role::Administrator, Vec::new()),
    ] {
        let login = format!("{name}@ijwi.test");
        all.push((name, house.someone(&login, &[role], &stations).await.browser));
    }
    all
}

#[tokio::test]
async fn every_route_answers_every_visitor_as_the_table_says() {
    let house = House::new(Engine::Sqlite).await;
    let visitors = visitors(&house).await;
    let mut routes: Vec<(String, Method)> = ijwi::wiring::routes()
        .into_iter()
        .map(|route| (route.path.to_owned(), route.method))
        .collect();
    // What ends a session is asked last.
    routes.sort_by_key(|(path, method)| {
        (path.contains("sign-out") || path.contains("session"), path.clone(), method.to_string())
    });
    let mut tokens = Vec::new();
    for (_, visitor) in &visitors {
        tokens.push(token_of(visitor).await);
    }
    let mut table = String::new();
    for (path, method) in routes {
        write!(table, "{method} {path}").expect("a string takes every letter");
        for ((name, visitor), token) in visitors.iter().zip(&tokens) {
            let address = filled(&path);
            let answer = if method == Method::GET {
                visitor.get(&address).await
            } else {
                visitor.post(&address, &[("csrf", token)]).await
            };
            let to_sign_in = answer.location().starts_with("/sign-in");
            let status = answer.status.as_u16();
            assert!(status < 500, "{method} {path} as {name}: {}", answer.body);
            let shown = if to_sign_in { "sign-in".to_owned() } else { status.to_string() };
            write!(table, " {name}={shown}").expect("a string takes every letter");
        }
        table.push('\n');
    }
    let new = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/rights.golden");
    std::fs::write(&new, &table).expect("the new table can be kept");
    for (now, before) in table.lines().zip(GOLDEN.lines()) {
        assert_eq!(now, before, "the rights changed; see {}", new.display());
    }
    assert_eq!(table.lines().count(), GOLDEN.lines().count(), "see {}", new.display());
}

/// Deeds of coordinators that nobody else may do, station staff least of all.
#[test]
fn no_deed_is_open_to_strangers() {
    let open = ["/sign-in", "/language", "/s/{token}", "/enter/", "/invite/", "/sign-out"];
    for line in GOLDEN.lines().filter(|line| line.starts_with("POST ")) {
        let is_open = open.iter().any(|path| line.contains(path));
        let stranger = line.contains(" nobody=sign-in") || line.contains(" nobody=403");
        assert!(is_open || stranger, "{line}");
    }
}
