//! Hostile words in every text that a form takes change no page: no new element, no new
//! attribute, no sign that turns the reading order, no formula in a table.
//! `tests/house/quiet.rs` lives a life in these words and looks at all of its pages.

use std::collections::{BTreeMap, BTreeSet};

use crate::driver::Answer;
use crate::life::crawl::Visit;

/// What closes quotes and tags, what other engines would work out, what turns the order
/// of reading, and what rings a bell.
pub fn words(words: &str) -> String {
    format!("={words}\"'><xss onx=y>&lt;{{{{7}}}}\u{202e}\u{7}")
}

/// How the hostile words stand on a page that shows them.
const SHOWN: &str = "&#34;&#39;&#62;&#60;xss onx=y&#62;&#38;lt;{{7}}";

/// Elements of a page, each with the names of its attributes.
fn elements(body: &str) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let name: String =
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "/!-".contains(*c)).collect();
        rest = &rest[name.len()..];
        found.insert((name.clone(), String::new()));
        loop {
            rest = rest.trim_start();
            let attribute: String =
                rest.chars().take_while(|c| !c.is_whitespace() && !"=>\"'<".contains(*c)).collect();
            if attribute.is_empty() {
                break;
            }
            rest = &rest[attribute.len()..];
            if let Some(value) = rest.strip_prefix("=\"") {
                rest = value.split_once('"').map_or("", |(_, after)| after);
            } else if let Some(value) = rest.strip_prefix('=') {
                rest = value.trim_start_matches(|c: char| !c.is_whitespace() && c != '>');
            }
            found.insert((name.clone(), attribute));
        }
    }
    found
}

/// The words stay words wherever they are shown.
pub fn change_no_page(seen: &BTreeMap<Visit, Answer>) {
    for (visit, answer) in seen {
        let kind = answer.header("content-type");
        let text = kind.starts_with("text/") || kind.starts_with("application/json");
        let turned = text && answer.body.contains(['\u{202e}', '\u{7}']);
        assert!(!turned, "{visit:?} shows a sign that is no letter");
        if kind.starts_with("text/html") {
            let new = |(name, at): &&(String, String)| name == "xss" || at == "onx";
            let elements = elements(&answer.body);
            assert!(!elements.iter().any(|one| new(&one)), "{visit:?}: {}", answer.body);
        }
        if kind.starts_with("application/json") {
            serde_json::from_str::<serde_json::Value>(&answer.body).expect("whole JSON");
        }
        if kind.starts_with("text/csv") {
            let mut cells = answer.body.split([',', '\n']);
            let formula = cells.find(|cell| cell.trim_matches('"').starts_with('='));
            assert_eq!(formula, None, "{visit:?}");
        }
    }
    let shown = seen.values().filter(|answer| answer.body.contains(SHOWN)).count();
    assert!(shown > 40, "the words stand on {shown} pages");
}

#[test]
fn the_elements_of_a_page_are_told_with_their_attributes() {
    let found = elements("<p class=\"a > b\" hidden>x</p><xss onx=y>");
    let found: Vec<_> = found.iter().map(|(name, at)| (name.as_str(), at.as_str())).collect();
    let expected =
        [("/p", ""), ("p", ""), ("p", "class"), ("p", "hidden"), ("xss", ""), ("xss", "onx")];
    assert_eq!(found, expected);
}
