//! The life of the house leaves no deed out: every form's address, every job and every
//! action that writes stands in it.

use std::collections::BTreeSet;

use axum::http::Method;

use crate::life::crawl::{route_of, routes};
use crate::life::{Step, afterwards, steps};
use crate::sources::{File, house_files, strip, tokens_of, without_tests};

/// Actions found to write that stand in no line, each with its reason.
const ELSEWHERE: &[(&str, &str)] = &[
    ("messages::measure_sound", "the job messages.measure, which is a line, is this alone"),
    ("people::person_in_full", "reads: a question of its store has the name of a deed"),
    ("schedule::settle_within", "part of an answer: it takes the answer's transaction"),
];

#[test]
fn every_form_of_the_house_is_sent_in_its_life() {
    let routes = routes(|method| method != Method::GET);
    let mut sent = BTreeSet::new();
    for step in steps() {
        if let Step::Form(deed) = step {
            sent.insert(route_of(deed.to, &routes).unwrap_or_else(|| panic!("{}", deed.to)));
        }
    }
    let missing: Vec<&String> = routes.iter().filter(|route| !sent.contains(*route)).collect();
    assert!(missing.is_empty(), "no line in tests/house/life sends {missing:#?}");
}

#[test]
fn every_job_runs_in_its_life() {
    let runs: BTreeSet<&str> = steps()
        .into_iter()
        .chain(afterwards())
        .filter_map(|step| if let Step::Job(name, _) = step { Some(name) } else { None })
        .collect();
    let missing: Vec<&str> =
        ijwi::wiring::JOBS.iter().map(|job| job.name).filter(|name| !runs.contains(name)).collect();
    assert!(missing.is_empty(), "no line in tests/house/life runs {missing:?}");
}

/// A function: its name, whether everybody may call it, and what it calls.
struct Function<'a> {
    name: &'a str,
    is_open: bool,
    words: BTreeSet<&'a str>,
}

fn functions(code: &str) -> Vec<Function<'_>> {
    let tokens = tokens_of(code);
    let starts: Vec<usize> = (0..tokens.len())
        .filter(|at| tokens[*at].text == "fn" && tokens.get(at + 2).is_some_and(|t| t.text == "("))
        .collect();
    let mut found = Vec::new();
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(tokens.len());
        let before = |back: usize| start.checked_sub(back).map_or("", |at| tokens[at].text);
        let is_open = before(1) == "async" && before(2) == "pub";
        let called = tokens[start + 2..end].windows(3).filter_map(|three| {
            let [before, name, after] = three else { return None };
            let is_call = after.text == "(" && before.text != ".";
            (is_call || name.text == "Txn").then_some(name.text)
        });
        let words = called.collect();
        found.push(Function { name: tokens[start + 1].text, is_open, words });
    }
    found
}

/// The open actions of the rooms that begin a write or stand in one, by themselves or
/// through another function of their room's actions.
fn writing(files: &[File]) -> BTreeSet<String> {
    let mut rooms: std::collections::BTreeMap<&str, String> = std::collections::BTreeMap::new();
    for file in files {
        let mut parts = file.path.split('/');
        let (Some("src"), Some(room), Some(floor)) = (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        if floor == "actions" || floor == "actions.rs" {
            rooms.entry(room).or_default().push_str(&without_tests(&strip(&file.text)).code);
        }
    }
    let mut all = BTreeSet::new();
    for (room, code) in &rooms {
        let functions = functions(code);
        let mut writers =
            BTreeSet::from(["begin_write", "begin_write_many", "begin_housekeeping", "Txn"]);
        loop {
            let more: Vec<&str> = functions
                .iter()
                .filter(|one| !writers.contains(one.name) && !one.words.is_disjoint(&writers))
                .map(|one| one.name)
                .collect();
            if more.is_empty() {
                break;
            }
            writers.extend(more);
        }
        let open = functions.iter().filter(|one| one.is_open && writers.contains(one.name));
        all.extend(open.map(|one| format!("{room}::{}", one.name)));
    }
    all
}

fn told() -> BTreeSet<String> {
    let jobs = |name: &str| ijwi::wiring::JOBS.iter().any(|job| job.name == name);
    let names = steps().into_iter().chain(afterwards()).filter_map(|step| match step {
        Step::Form(deed) => Some(deed.action.to_owned()),
        Step::Command(name, ..) => Some(name.to_owned()),
        Step::Job(name, _) => jobs(name).then(|| name.replace('.', "::")),
        Step::Rows(_) | Step::Promises | Step::Wait(_) => None,
    });
    names.chain(ELSEWHERE.iter().map(|(name, _)| (*name).to_owned())).collect()
}

#[test]
fn every_action_that_writes_has_a_line_in_its_life() {
    let told = told();
    let writing = writing(&house_files());
    let missing: Vec<&String> = writing.iter().filter(|name| !told.contains(*name)).collect();
    assert!(missing.is_empty(), "no line in tests/house/life names {missing:#?}");
    for (name, why) in ELSEWHERE {
        assert!(writing.contains(*name) && why.len() > 20, "{name} is excused for nothing");
    }
}

#[test]
fn an_action_without_a_line_is_found() {
    let text = "pub async fn look_on(db: &Db) { read(db) }\n\
        pub async fn pay(db: &Db) { begin_write(db) }\n\
        async fn inner(txn: &Txn) {}\n\
        pub async fn pay_twice(db: &Db) { inner(pay(db)) }";
    let found = writing(&[File::made_up("src/campaigns/actions/money.rs", text)]);
    let expected = ["campaigns::pay", "campaigns::pay_twice"].map(str::to_owned);
    assert_eq!(found, BTreeSet::from(expected));
}
