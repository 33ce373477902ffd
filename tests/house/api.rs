//! The API document: the same as in the repository, and true.

use std::collections::BTreeSet;
use std::path::Path;

use ijwi::people::Role;
use ijwi::plant::web::{self, Class};
use ijwi::wiring::routes;
use serde_json::Value;

use crate::driver::{Engine, House};

const KEPT: &str = include_str!("../../docs/openapi.json");

fn document() -> Value {
    let text = web::document(&routes()).expect("a document");
    serde_json::from_str(&text).expect("JSON")
}

/// The document's operations as (method, path).
fn operations(document: &Value) -> BTreeSet<(String, String)> {
    let paths = document["paths"].as_object().expect("paths");
    let of = |(path, item): (&String, &Value)| {
        let methods = item.as_object().expect("operations").keys();
        methods.map(|method| (method.to_uppercase(), path.clone())).collect::<Vec<_>>()
    };
    paths.iter().flat_map(of).collect()
}

#[test]
fn the_document_is_the_one_in_the_repository() {
    let now = web::document(&routes()).expect("a document");
    let new = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/openapi.json");
    std::fs::write(&new, format!("{now}\n")).expect("the new document can be kept");

    assert_eq!(now.trim_end(), KEPT.trim_end(), "the API changed; see {}", new.display());
}

#[test]
fn every_answer_for_machines_stands_in_the_document_and_nothing_else_does() {
    let machines: BTreeSet<(String, String)> = routes()
        .iter()
        .filter(|route| route.class == Class::Plain)
        .map(|route| (route.method.to_string(), route.path.to_owned()))
        .collect();

    assert_eq!(operations(&document()), machines);
    for route in routes() {
        assert_eq!(route.told.is_some(), route.class == Class::Plain, "{route:?}");
    }
}

/// The kind of content that the document promises for a good answer.
fn promised(document: &Value, method: &str, path: &str) -> String {
    let good = &document["paths"][path][method]["responses"]["200"]["content"];
    good.as_object().and_then(|kinds| kinds.keys().next()).expect("one kind").clone()
}

#[tokio::test]
async fn what_the_document_promises_is_what_comes() {
    let house = House::new(Engine::Sqlite).await;
    let on = house.airtime().await;
    house.books(&on, on.spot, "2026-03-10 06:30").await.expect("a booking");
    let district = house.district("RW54", "Kirehe").await;
    house
        .write_rows(&[
            format!(
                "INSERT INTO population (place_id, year, status, total, source, created_at) \
                 VALUES ({district}, 2022, 'census', 460860, 'RPHC5', '2026-01-01T00:00:00+00:00')"
            ),
            format!(
                "INSERT INTO campaign_place (campaign_id, place_id) \
                 VALUES ({}, {district})",
                on.campaign
            ),
        ])
        .await;
    let planner = house.someone("plans@api.test", &[Role::Coordinator], &[]).await.browser;
    let manager = house.someone("manages@api.test", &[Role::Manager], &[]).await.browser;
    let document = document();
    let (station, campaign) = (on.station.to_string(), on.campaign.to_string());
    for (_, path) in operations(&document) {
        // A copy of the trail and an import's rejects have tests of their own.
        if path.starts_with("/trail") || path.starts_with("/imports") {
            continue;
        }
        let address = if path.contains("/station/") {
            path.replace("{id}", &station) + "?week=2026-03-10"
        } else {
            path.replace("{id}", &campaign).replace("{campaign}", &campaign)
        };
        let who = if path.starts_with("/how") { &manager } else { &planner };
        let answer = who.get(&address).await;

        assert_eq!(answer.status.as_u16(), 200, "{address}: {}", answer.body);
        let kind = answer.header("content-type").split(';').next().unwrap_or_default();
        assert_eq!(kind, promised(&document, "get", &path), "{address}");
    }
    let week = planner.get(&format!("/schedule/station/{station}/week.json?week=2026-03-10")).await;
    let week: Value = serde_json::from_str(&week.body).expect("JSON");
    let responses = &document["paths"]["/schedule/station/{id}/week.json"]["get"]["responses"];
    let schema = &responses["200"]["content"]["application/json"]["schema"];
    fits(&week, schema);
    fits(&week["airings"][0], &schema["properties"]["airings"]["items"]);
    house.run_jobs().await;
}

/// The object has every required field of the schema, and no other than the schema's.
fn fits(object: &Value, schema: &Value) {
    let object = object.as_object().expect("an object");
    let known = schema["properties"].as_object().expect("properties");
    for name in schema["required"].as_array().expect("a list") {
        assert!(object.contains_key(name.as_str().expect("a name")), "{name} is missing");
    }
    for name in object.keys() {
        assert!(known.contains_key(name), "{name} is not in the document");
    }
}
