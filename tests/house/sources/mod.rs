//! The house's own files, read as text for the walls.

mod paths;
mod strip;

pub use paths::{Token, paths_of, tokens_of};
pub use strip::{strip, without_tests};

use std::fs;
use std::path::Path;

/// One file of the house: its path from the top, its size, and its text.
#[derive(Clone, Debug)]
pub struct File {
    /// Path from the top of the repository, with `/`.
    pub path: String,
    /// Size in bytes.
    pub bytes: usize,
    /// The text; empty when the file is not text.
    pub text: String,
}

impl File {
    /// A made-up file, for planting violations.
    pub fn made_up(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), bytes: text.len(), text: text.to_owned() }
    }

    /// Whether the path ends with one of these endings.
    pub fn ends_with_any(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.path.ends_with(ending))
    }
}

/// Folders that are made, not written.
const MADE: [&str; 4] = ["target", ".git", "node_modules", "files"];

/// Every file of the repository, in order of path.
pub fn house_files() -> Vec<File> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    gather(top, top, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn gather(top: &Path, folder: &Path, into: &mut Vec<File>) {
    for entry in fs::read_dir(folder).expect("a folder of the house can be listed") {
        let path = entry.expect("an entry of a folder").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if MADE.contains(&name.as_str()) || name.contains(".db") {
            continue;
        }
        if path.is_dir() {
            gather(top, &path, into);
        } else {
            let bytes = fs::read(&path).expect("a file of the house can be read");
            let inside = path.strip_prefix(top).expect("every file stands below the top");
            let size = bytes.len();
            into.push(File {
                path: inside.to_string_lossy().replace('\\', "/"),
                bytes: size,
                text: String::from_utf8(bytes).unwrap_or_default(),
            });
        }
    }
}

/// The number of the line, from 1, in which the byte stands.
pub fn line_at(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}
