//! Walls about files as such: length, weight, promises, places.

use super::lists::RECORDED;
use crate::sources::File;

/// The most lines of a file: one concept, read in one sitting.
const LINES_MAX: usize = 400;
/// The most letters of a line.
const LETTERS_MAX: usize = 100;
/// The most lines of a template. Its lines may be long, because white space
/// between tags shows; its weight is bounded instead.
const TEMPLATE_LINES_MAX: usize = 80;
/// The most bytes of a template.
const TEMPLATE_BYTES_MAX: usize = 12 * 1024;
/// The heaviest file that may be committed, in KiB.
const KIBIBYTES_MAX: usize = 500;

/// Files with too many lines and lines with too many letters.
pub fn too_long(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| !file.ends_with_any(RECORDED)) {
        let template = file.path.starts_with("templates/");
        let most = if template { TEMPLATE_LINES_MAX } else { LINES_MAX };
        let lines = file.text.lines().count();
        if lines > most {
            found.push(format!("{}: {lines} lines, {most} are the most", file.path));
        }
        if template && file.bytes > TEMPLATE_BYTES_MAX {
            found.push(format!("{}: {} bytes", file.path, file.bytes));
        }
        for (number, line) in file.text.lines().enumerate() {
            let letters = line.chars().count();
            if letters > LETTERS_MAX && !template && !file.path.ends_with(".css") {
                found.push(format!("{}:{}: {letters} letters", file.path, number + 1));
            }
        }
    }
    found
}

/// Files too heavy to commit.
pub fn too_heavy(files: &[File]) -> Vec<String> {
    let heavy = files.iter().filter(|file| file.bytes > KIBIBYTES_MAX * 1024);
    heavy.map(|file| format!("{}: {} KiB", file.path, file.bytes / 1024)).collect()
}

/// Marks that say "later", put together so that this file does not hold them.
fn marks() -> [String; 6] {
    [
        ["TO", "DO"],
        ["FIX", "ME"],
        ["HA", "CK:"],
        ["to", "do!("],
        ["unimple", "mented!("],
        ["dbg", "!("],
    ]
    .map(|halves| halves.concat())
}

/// Work that was put off.
pub fn left_undone(files: &[File]) -> Vec<String> {
    places(files, &marks(), "is left for later")
}

/// Places of one machine: home folders, workplaces, mirrors.
pub fn machine_names(files: &[File]) -> Vec<String> {
    let names = [["/ro", "ot/"], ["/ho", "me/"], ["/wo", "rk/"], ["reso", "lved\": \"http"]];
    places(files, &names.map(|halves| halves.concat()), "belongs to one machine")
}

fn places(files: &[File], words: &[String], why: &str) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.path != "Cargo.lock") {
        for (number, line) in file.text.lines().enumerate() {
            if let Some(word) = words.iter().find(|word| line.contains(word.as_str())) {
                found.push(format!("{}:{}: `{word}` {why}", file.path, number + 1));
            }
        }
    }
    found
}
