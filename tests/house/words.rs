//! The catalogue: whole in four languages, without a key too few or too many.

use std::collections::BTreeSet;

use ijwi::kit::Language;
use ijwi::plant::words::{Entry, Phrase, catalogue};

use crate::sources::{File, house_files, line_at};

/// Literals of three parts and more that look like keys and are none.
const NOT_KEYS: &[&str] = &[];

#[test]
fn every_file_of_the_catalogue_can_be_read() {
    assert!(catalogue().faults().is_empty(), "\n{}", catalogue().faults().join("\n"));
}

#[test]
fn every_sentence_stands_in_four_languages_with_the_same_placeholders() {
    let found: Vec<String> = catalogue()
        .entries()
        .filter_map(|(key, entry)| Some(format!("{key}: {}", lack(entry)?)))
        .collect();

    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// What an entry lacks, if anything.
fn lack(entry: &Entry) -> Option<String> {
    let english = entry.own_phrase(Language::En)?;
    for language in Language::ALL {
        let Some(phrase) = entry.own_phrase(language).filter(|phrase| !phrase.other.is_empty())
        else {
            return Some(format!("no {}", language.code()));
        };
        if placeholders(phrase) != placeholders(english) {
            return Some(format!("other placeholders in {}", language.code()));
        }
    }
    None
}

/// The names in braces; `{n}` may be left out of a singular ("one airing").
fn placeholders(phrase: &Phrase) -> BTreeSet<&str> {
    let but_n = |text| names_of(text).into_iter().filter(|name| *name != "n");
    let mut names: BTreeSet<&str> = names_of(&phrase.other);
    if let Some(one) = &phrase.one {
        let same = but_n(one).eq(but_n(&phrase.other));
        if !same {
            names.insert("(one and other differ)");
        }
    }
    names
}

fn names_of(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

/// Placeholders that hold a number of things.
const NUMBERS: &[&str] = &[
    "n",
    "count",
    "planned",
    "gatherings",
    "pairs",
    "places",
    "districts",
    "of",
    "cells",
    "columns",
    "slots",
    "rows",
];

/// What a placeholder counts in an English sentence: "{n} airings".
fn counted_nouns(text: &str) -> Vec<&str> {
    let plural = |word: &str| word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .filter(|(name, _)| NUMBERS.contains(name))
        .filter(|(_, after)| {
            let noun = after.strip_prefix(' ').unwrap_or("");
            plural(noun.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or(""))
        })
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn a_noun_that_is_counted_has_its_singular() {
    let found: Vec<String> = catalogue()
        .entries()
        .filter_map(|(key, entry)| Some((key, entry.own_phrase(Language::En)?)))
        .filter(|(_, phrase)| phrase.one.is_none() && !counted_nouns(&phrase.other).is_empty())
        .map(|(key, phrase)| format!("{key}: {}", phrase.other))
        .collect();

    assert!(found.is_empty(), "\n{}", found.join("\n"));
    assert_eq!(counted_nouns("{n} airings in {place}, {name} changes at most {most} rows"), ["n"]);
}

#[test]
fn every_key_that_pages_and_code_speak_is_in_the_catalogue() {
    let known: BTreeSet<&str> = catalogue().entries().map(|(key, _)| key).collect();
    let mut found = Vec::new();
    for file in speaking_files() {
        for (at, key) in spoken(&file) {
            if !known.contains(key) && !NOT_KEYS.contains(&key) {
                found.push(format!("{}:{}: {key}", file.path, line_at(&file.text, at)));
            }
        }
    }

    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn no_key_of_the_catalogue_is_left_unspoken() {
    let files = speaking_files();
    let literals: BTreeSet<&str> =
        files.iter().flat_map(|file| literals(&file.text)).map(|(_, text)| key_in(text)).collect();
    // A key may be put together: its beginning up to the brace is then spoken.
    let begun: Vec<&str> = literals
        .iter()
        .filter_map(|text| text.split_once('{').map(|(start, _)| start))
        .filter(|start| start.ends_with('.'))
        .collect();
    let spoken = |key: &str| literals.contains(key) || begun.iter().any(|b| key.starts_with(b));
    let unspoken: Vec<&str> =
        catalogue().entries().map(|(key, _)| key).filter(|key| !spoken(key)).collect();

    assert!(unspoken.is_empty(), "\n{}", unspoken.join("\n"));
}

/// Templates, and code without its tests.
fn speaking_files() -> Vec<File> {
    let mut files = house_files();
    files.retain(|file| {
        (file.path.starts_with("templates/") && file.path.ends_with(".html"))
            || (file.path.starts_with("src/") && file.path.ends_with(".rs"))
    });
    for file in files.iter_mut().filter(|file| file.path.ends_with(".rs")) {
        file.text = before_tests(&file.text).to_owned();
    }
    files
}

/// Tests stand at the end of a file.
fn before_tests(text: &str) -> &str {
    &text[..text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len())]
}

/// Literals that are keys: the argument of a word method, or three parts and more.
fn spoken(file: &File) -> Vec<(usize, &str)> {
    let asked = |at: usize| {
        let before = file.text[..at].trim_end();
        ["say(", "fill(", "count("].iter().any(|call| before.ends_with(call))
    };
    let is_key = |at: usize, text: &str| asked(at) || text.matches('.').count() >= 2;
    let mut keys = literals(&file.text);
    keys.retain(|(at, text)| looks_like_key(text) && is_key(*at, text));
    keys
}

/// The key in a literal, or in an address that ends with `?done=` and a key.
fn key_in(literal: &str) -> &str {
    literal.rsplit_once("done=").map_or(literal, |(_, key)| key)
}

fn looks_like_key(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    text.contains('.')
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.split('.').all(|part| !part.is_empty() && part.chars().all(plain))
}

/// Every short text between two quotation marks of one line, with where it opens.
fn literals(text: &str) -> Vec<(usize, &str)> {
    let marks: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    let pairs = marks.windows(2).map(|pair| (pair[0], &text[pair[0] + 1..pair[1]]));
    pairs.filter(|(_, inside)| inside.len() < 100 && !inside.contains(['\n', ' '])).collect()
}

#[test]
fn a_missing_key_in_a_template_or_in_code_is_found() {
    let template =
        File::made_up("templates/a/b.html", r#"<p class="x">{{ shell.say("a.b") }}</p>"#);
    let code =
        File::made_up("src/a.rs", r#"put("a.news"); problems.add("start", "a.problem.soon")"#);

    assert_eq!(spoken(&template).iter().map(|(_, key)| *key).collect::<Vec<_>>(), ["a.b"]);
    assert_eq!(spoken(&code).iter().map(|(_, key)| *key).collect::<Vec<_>>(), ["a.problem.soon"]);
}
