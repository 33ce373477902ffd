//! Walls about Rust text that clippy does not see.

use super::lists::{JOIN_SQL, SPEAK_SQL};
use crate::sources::{File, line_at, strip, tokens_of, without_tests};

fn rust(files: &[File]) -> impl Iterator<Item = &File> {
    files.iter().filter(|file| file.path.ends_with(".rs"))
}

fn listed(file: &File, list: &[&str]) -> bool {
    list.iter().any(|entry| file.path.starts_with(entry))
}

/// Calls that take a statement as text.
const SPEAKING: [&str; 9] = [
    "from_string",
    "from_sql_and_values",
    "execute_unprepared",
    "execute_raw",
    "query_one_raw",
    "query_all_raw",
    "stream_raw",
    "cust",
    "cust_with_values",
];

/// How a statement begins.
const VERBS: [&str; 9] =
    ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "CREATE ", "DROP ", "ALTER ", "WITH ", "PRAGMA "];

/// SQL outside the listed files, and statements put together by `format!`.
pub fn sql(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in rust(files) {
        let stripped = strip(&file.text);
        let tokens = tokens_of(&stripped.code);
        let mut complain = |at: usize, why: &str| {
            found.push(format!("{}:{}: {why}", file.path, line_at(&file.text, at)));
        };
        for (at, token) in tokens.iter().enumerate() {
            let calls = tokens.get(at + 1).is_some_and(|next| matches!(next.text, "(" | "::"));
            let named = at > 0 && matches!(tokens[at - 1].text, "." | "::");
            let from_string = token.text == "from_string"
                && tokens[..at].iter().rev().nth(1).is_none_or(|t| t.text != "Statement");
            let speaks = SPEAKING.contains(&token.text) && calls && named && !from_string;
            if speaks && !listed(file, SPEAK_SQL) {
                complain(token.at, "SQL stands in listed files (tidy/lists.rs)");
            }
            let joins = matches!(token.text, "format" | "concat" | "push_str" | "write");
            if joins && !listed(file, JOIN_SQL) {
                let said = first_words(&stripped.bare[token.at..]);
                if VERBS.iter().any(|verb| said.starts_with(verb)) {
                    complain(token.at, "bind the values, never put SQL together");
                }
            }
        }
    }
    found
}

/// What stands in the first string of a call that begins here.
fn first_words(text: &str) -> &str {
    let call = &text[..text.find(';').unwrap_or(text.len())];
    let Some(opening) = call.find('(') else { return "" };
    let near = &call[opening..];
    near.find('"').filter(|quote| *quote < 40).map_or("", |quote| near[quote + 1..].trim_start())
}

/// `#[allow(..)]` in any form.
pub fn allowed_lints(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in rust(files) {
        let code = strip(&file.text).code;
        let tokens = tokens_of(&code);
        for three in tokens.windows(3) {
            let [mark, name, open] = three else { continue };
            if name.text == "allow" && open.text == "(" && matches!(mark.text, "[" | ",") {
                let line = line_at(&code, name.at);
                found.push(format!("{}:{line}: expect the lint, with its reason", file.path));
            }
        }
    }
    found
}

/// Structs named `..Form` or `..Query` that would take fields they do not know.
pub fn open_forms(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in rust(files).filter(|file| file.path.starts_with("src/")) {
        let code = without_tests(&strip(&file.text)).code;
        for (at, _) in code.match_indices("struct ") {
            let name = code[at + 7..].split(|c: char| !c.is_alphanumeric()).next();
            let before = &code[..at];
            let item = before.rfind([';', '}']).map_or(before, |end| &before[end..]);
            let read = item.contains("Deserialize");
            let form = name.is_some_and(|name| name.ends_with("Form") || name.ends_with("Query"));
            if form && read && !item.contains("deny_unknown_fields") {
                let line = line_at(&code, at);
                found.push(format!("{}:{line}: deny_unknown_fields", file.path));
            }
        }
    }
    found
}

/// Ways in which a phone number could leave memory by accident.
pub fn loud_phones(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in rust(files).filter(|file| file.path.starts_with("src/")) {
        let code = without_tests(&strip(&file.text)).code;
        let squeezed: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
        for banned in ["Display for Phone ", "Serialize for Phone ", "for Phone {"] {
            let quiet = banned == "for Phone {" && !squeezed.contains("ValueType for Phone {");
            if squeezed.contains(banned) && !quiet {
                found.push(format!("{}: a phone number is not written out", file.path));
            }
        }
        for (at, _) in code.match_indices("struct Phone(") {
            let before = &code[..at];
            let item = before.rfind([';', '}']).map_or(before, |end| &before[end..]);
            if ["Debug", "Serialize", "DeriveValueType"].iter().any(|trait_| item.contains(trait_))
            {
                found.push(format!("{}: a phone number is not derived into words", file.path));
            }
        }
    }
    found
}
