//! Each wall is shown to hold: a made-up offence is found, a permitted twin is not.

use super::{check, news};
use crate::sources::File;

#[test]
fn each_wall_of_rooms_and_floors_is_found_broken() {
    let offences = [
        ("src/schedule/rules.rs", "use sea_orm::DbErr;", "banned on this floor"),
        ("src/schedule/rules/slots.rs", "use crate::plant::db::Db;", "banned on this floor"),
        ("src/schedule/rules.rs", "fn x() { std::env::temp_dir(); }", "banned on this floor"),
        ("src/schedule/rules.rs", "async fn x() {}", "never wait"),
        ("src/kit/money.rs", "use tokio::sync::Mutex;", "banned on this floor"),
        ("src/kit/money.rs", "use crate::plant::App;", "banned on this floor"),
        ("src/reach/model/curve.rs", "use std::{fs, io};", "banned on this floor"),
        ("src/reach/case.rs", "use std::net::TcpStream;", "banned on this floor"),
        ("src/messages/decode.rs", "use std::fs::File;", "banned on this floor"),
        ("src/schedule/rows.rs", "use super::store::x;", "may not name"),
        ("src/schedule/store.rs", "use axum::http::Uri;", "banned on this floor"),
        ("src/schedule/store.rs", "use crate::kit::{Clock, Id};", "banned on this floor"),
        ("src/schedule/store.rs", "use super::actions::x;", "may not name"),
        ("src/schedule/store.rs", "use crate::campaigns::store;", "by its door"),
        ("src/schedule/actions.rs", "use sea_orm::EntityTrait;", "banned on this floor"),
        ("src/schedule/actions/book.rs", "use crate::schedule::pages::x;", "may not name"),
        ("src/schedule/actions.rs", "use askama::Template;", "banned on this floor"),
        ("src/schedule/actions.rs", "use crate::plant::gateway::Gateway;", "only jobs send"),
        ("src/schedule/actions.rs", "fn x() { crate::people::rules::y() }", "by its door"),
        ("src/schedule/pages.rs", "use super::{rules, store};", "may not name"),
        ("src/schedule/pages/new.rs", "use super::super::rules::y;", "may not name"),
        ("src/schedule/pages.rs", "use sea_orm::EntityTrait;", "banned on this floor"),
        ("src/schedule/jobs.rs", "use super::store;", "may not name"),
        ("src/schedule/texts.rs", "use super::rules;", "may not name"),
        ("src/schedule/mod.rs", "pub fn x() {}", "no logic"),
        ("src/schedule/helpers.rs", "", "not a floor"),
        ("src/utils/text.rs", "", "not a room"),
        ("src/plant/web/mod.rs", "use crate::people::Coordinator;", "stands below"),
        ("src/schedule/actions.rs", "use crate::proof::x;", "stands below"),
        ("src/schedule/actions.rs", "use crate::wiring::JOBS;", "not the wiring"),
        ("src/demo/mod.rs", "use crate::schedule::store;", "by its door"),
        ("src/cli/serve.rs", "use crate::schedule::store;", "by its door"),
    ];
    for (path, text, why) in offences {
        let found = check::complaints(&[File::made_up(path, text)]);
        assert!(found.iter().any(|said| said.contains(why)), "{path}: {text}: {found:?}");
    }
}

#[test]
fn what_the_plan_permits_passes() {
    let permitted = [
        ("src/schedule/rules.rs", "use crate::kit::Slot; use crate::campaigns::Flight;"),
        ("src/schedule/rules.rs", "// async sea_orm::x\nconst A: &str = \"use axum::x;\";"),
        ("src/schedule/rules.rs", "#[cfg(test)] mod tests { use std::fs; }"),
        ("src/planning/optimiser/mod.rs", "use crate::reach::model::estimate;"),
        ("src/schedule/rows.rs", "use sea_orm::entity::prelude::*;"),
        ("src/schedule/store.rs", "use crate::campaigns::rows::campaign; use super::rules;"),
        (
            "src/schedule/actions.rs",
            "use super::{rows, rules, store}; use sea_orm::ActiveValue::Set;",
        ),
        ("src/schedule/pages.rs", "use super::book; use crate::plant::web::Form;"),
        ("src/schedule/jobs.rs", "use super::actions; use crate::plant::gateway::Gateway;"),
        ("src/schedule/mod.rs", "mod rules; pub use rules::Slot; pub const A: &str = \"a.b\";"),
        ("src/wiring.rs", "use crate::schedule::pages::book;"),
        ("src/cli/serve.rs", "use crate::wiring::JOBS;"),
    ];
    for (path, text) in permitted {
        let found = check::complaints(&[File::made_up(path, text)]);
        assert!(found.is_empty(), "{path}: {found:?}");
    }
}

#[test]
fn news_without_their_other_half_are_found() {
    let said = |promise: &str, wire: &str| {
        let files =
            [File::made_up("src/proof/actions.rs", promise), File::made_up("src/wiring.rs", wire)];
        news::complaints(&files)
    };
    let put = "fn x() { outbox::put(&txn, super::ACCEPTED, id, now); }";
    let hear = "Job { name: \"reach.recount\", hears: &[crate::proof::ACCEPTED, proof::MISSED] }";

    assert_eq!(said(put, ""), ["proof::ACCEPTED is promised, not wired"]);
    assert_eq!(said(put, hear), ["proof::MISSED is wired, not promised"]);
    assert!(said(put, "hears: &[proof::ACCEPTED]").is_empty());
    assert!(said(put, "const TOLD: &[&str] = &[proof::ACCEPTED];").is_empty());
    assert_eq!(said("fn x() { outbox::put(&txn, \"a.b\", id, now); }", "").len(), 1);
    assert_eq!(said("fn x() { outbox::put(&txn, news, id, now); }", "").len(), 1);
}

#[test]
fn jobs_and_timers_without_their_other_half_are_found() {
    use ijwi::plant::outbox::{Job, JobEnd};
    use ijwi::plant::timers::Timer;
    let job = |name| Job { name, hears: &[], run: |_, _| Box::pin(async { JobEnd::Done }) };
    let timer = |job| Timer { name: "t", schedule: "* * * * *", zone: chrono_tz::UTC, job };

    assert_eq!(news::unmatched(&[], &[timer("proof.x")], &[]).len(), 1);
    assert_eq!(news::unmatched(&[job("proof.x")], &[], &[]).len(), 1);
    assert!(news::unmatched(&[job("proof.x")], &[timer("proof.x")], &[]).is_empty());
    let asks = File::made_up("src/proof/actions.rs", "fn x() { put_job(&txn, \"proof.x\") }");
    assert!(news::unmatched(&[job("proof.x")], &[], &[asks]).is_empty());
    assert_eq!(news::unmatched(&[job("nowhere.x")], &[timer("nowhere.x")], &[]).len(), 1);
    let twice = [job("proof.x"), job("proof.x")];
    assert_eq!(news::unmatched(&twice, &[timer("proof.x")], &[]).len(), 1);
}
