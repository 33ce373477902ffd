//! Walls about templates and scripts.

use super::lists::{INLINE_SHEET, RAW_ICONS};
use crate::sources::{File, line_at};

/// Everything that a template may not hold.
pub fn offences(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.path.starts_with("templates/")) {
        if file.path.ends_with(".html") {
            check(file, &mut found);
        }
    }
    found
}

fn check(file: &File, found: &mut Vec<String>) {
    let text = without_comments(&file.text);
    let mut complain = |at: usize, why: &str| {
        found.push(format!("{}:{}: {why}", file.path, line_at(&text, at)));
    };
    if !file.text.starts_with("{#") {
        complain(0, "the first line says whose page it is and what it needs");
    }
    let filters = text.match_indices('|').filter(|(at, _)| {
        let after = text[at + 1..].trim_start();
        let name = after.split(|c: char| !c.is_alphanumeric()).next();
        name == Some("safe") && !RAW_ICONS.contains(&file.path.as_str())
    });
    for (at, _) in filters {
        complain(at, "escape everything");
    }
    for (at, tag) in tags(&text) {
        let name = tag.split([' ', '\n', '>', '/']).next().unwrap_or_default().to_lowercase();
        if name == "script" && !tag.contains(" src=") {
            complain(at, "no inline script");
        }
        if name == "style" && !INLINE_SHEET.contains(&file.path.as_str()) {
            complain(at, "no inline style sheet");
        }
        for attribute in attributes(tag) {
            if attribute == "style" {
                complain(at, "no style attribute");
            }
            if attribute.len() > 4 && attribute.starts_with("on") {
                complain(at, "no handler in an attribute");
            }
        }
        let loads = ["script", "link", "img", "audio", "source", "iframe"].contains(&name.as_str());
        let elsewhere = ["src=\"http", "href=\"http", "src=\"//", "href=\"//"];
        if loads && elsewhere.iter().any(|host| tag.contains(host)) {
            complain(at, "nothing is loaded from another host");
        }
        if tag.contains("javascript:") {
            complain(at, "no script in an address");
        }
    }
}

fn without_comments(text: &str) -> String {
    let mut rest = text.to_owned();
    while let Some(start) = rest.find("{#") {
        let end = rest[start..].find("#}").map_or(rest.len(), |end| start + end + 2);
        let blank: String =
            rest[start..end].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
        rest.replace_range(start..end, &blank);
    }
    rest
}

/// The inside of every opening tag and where it begins.
fn tags(text: &str) -> Vec<(usize, &str)> {
    let opening = text.match_indices('<').filter_map(|(at, _)| {
        let inside = &text[at + 1..];
        if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        Some((at, &inside[..end_of_tag(inside)]))
    });
    opening.collect()
}

/// Where the tag closes; a `>` inside quotes or a template's braces is not its end.
fn end_of_tag(inside: &str) -> usize {
    let mut quoted = false;
    let mut depth = 0_usize;
    let bytes = inside.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'"' if depth == 0 => quoted = !quoted,
            b'>' if depth == 0 && !quoted => return at,
            _ => {}
        }
    }
    inside.len()
}

/// The names of a tag's attributes, in small letters.
fn attributes(tag: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in tag.match_indices('=') {
        let before = &tag[..at];
        let start = before.rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
        let name = &before[start.map_or(0, |start| start + 1)..];
        if start.is_some_and(|start| before[start..].starts_with([' ', '\n'])) {
            names.push(name.to_lowercase());
        }
    }
    names
}
