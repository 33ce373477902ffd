//! News: what a room promises in its transaction, and who hears it.

use std::collections::BTreeSet;

use ijwi::plant::outbox::Job;
use ijwi::plant::timers::Timer;

use crate::sources::{File, Token, strip, tokens_of, without_tests};

/// The page of wiring.
const WIRING: &str = "src/wiring.rs";

/// Promised and not wired, wired and not promised, promised without a name.
pub fn complaints(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    let mut promised = BTreeSet::new();
    let mut wired = BTreeSet::new();
    for file in files.iter().filter(|file| file.path.starts_with("src/")) {
        let code = without_tests(&strip(&file.text)).code;
        let tokens = tokens_of(&code);
        if file.path == WIRING {
            wired.extend(heard(&tokens));
        } else if !file.path.starts_with("src/plant/") {
            let room = file.path.split('/').nth(1).unwrap_or_default();
            for name in puts(&tokens) {
                if name.is_empty() || name.chars().any(char::is_lowercase) {
                    found.push(format!("{}: promise news by a constant of the room", file.path));
                } else {
                    promised.insert(format!("{room}::{name}"));
                }
            }
        }
    }
    let unheard = promised.difference(&wired).map(|name| format!("{name} is promised, not wired"));
    let unsaid = wired.difference(&promised).map(|name| format!("{name} is wired, not promised"));
    found.extend(unheard.chain(unsaid));
    found
}

/// The last word of the second argument of every `outbox::put(..)`.
fn puts<'a>(tokens: &[Token<'a>]) -> Vec<&'a str> {
    let mut names = Vec::new();
    for (at, four) in tokens.windows(4).enumerate() {
        if !four.iter().map(|token| token.text).eq(["outbox", "::", "put", "("]) {
            continue;
        }
        let mut arguments = tokens[at + 4..].split(|token| token.text == ",");
        let name = arguments.nth(1).and_then(|argument| {
            let words = argument.iter().filter(|token| token.text != "::");
            words.map(|token| token.text).next_back()
        });
        names.push(name.filter(|name| *name != "\"").unwrap_or_default());
    }
    names
}

/// How a list of heard news begins: a job's, and that of news without a hearer.
const LISTS: [&[&str]; 2] =
    [&["hears", ":", "&", "["], &["TOLD", ":", "&", "[", "&", "str", "]", "=", "&", "["]];

/// `room::NAME` of every constant in such a list.
fn heard(tokens: &[Token<'_>]) -> Vec<String> {
    let words: Vec<&str> = tokens.iter().map(|token| token.text).collect();
    let mut names = Vec::new();
    for list in LISTS {
        for (at, start) in words.windows(list.len()).enumerate() {
            if start != list {
                continue;
            }
            let inside: Vec<&str> =
                words[at + list.len()..].iter().copied().take_while(|word| *word != "]").collect();
            for entry in inside.split(|word| *word == ",").filter(|entry| !entry.is_empty()) {
                let kept = entry.iter().filter(|word| !matches!(**word, "::" | "crate"));
                names.push(kept.copied().collect::<Vec<_>>().join("::"));
            }
        }
    }
    names
}

/// Timers without a job, jobs that nothing starts, names that do not say their room.
pub fn unmatched(jobs: &[Job], timers: &[Timer], files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for timer in timers {
        if !jobs.iter().any(|job| job.name == timer.job) {
            found.push(format!("the timer `{}` starts no job of the house", timer.name));
        }
    }
    let names: BTreeSet<&str> = jobs.iter().map(|job| job.name).collect();
    if names.len() != jobs.len() {
        found.push("two jobs share a name".to_owned());
    }
    for job in jobs {
        let room = job.name.split('.').next().unwrap_or_default();
        if !super::plan::ROOMS.contains(&room) || room == job.name {
            found.push(format!("`{}` does not begin with its room", job.name));
        }
        let quoted = format!("\"{}\"", job.name);
        let asked = || {
            let rooms = files.iter().filter(|f| f.path.starts_with("src/") && f.path != WIRING);
            rooms.map(|file| strip(&file.text).bare).any(|text| text.contains(&quoted))
        };
        let timed = timers.iter().any(|timer| timer.job == job.name);
        if job.hears.is_empty() && !timed && !asked() {
            found.push(format!("nothing starts the job `{}`", job.name));
        }
    }
    found
}
