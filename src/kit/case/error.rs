//! Why a case was refused.

use std::fmt::{self, Write as _};

/// Longest piece of a case that is repeated in a refusal, in characters.
const SHOWN_MAX: usize = 60;

/// Why a case was refused, in one line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CaseError {
    /// A field, named by its path, is not what it should be.
    #[error("{path}: {problem}")]
    Field {
        /// Such as `stations[0].districts[0].cume`; `case` for the whole.
        path: String,
        /// What is wrong, after the colon.
        problem: String,
    },
    /// The text is not JSON.
    #[error("not JSON: {problem}")]
    NotJson {
        /// What is wrong, and where.
        problem: String,
    },
}

/// The way to a place in a case.
#[derive(Clone, Copy, Debug)]
pub enum Path<'a> {
    /// The case itself.
    Root,
    /// A field of the place before.
    Field(&'a Path<'a>, &'a str),
    /// An item of the list before.
    Item(&'a Path<'a>, usize),
}

impl<'a> Path<'a> {
    /// A field of this place.
    #[must_use]
    pub fn field(&'a self, name: &'a str) -> Self {
        Self::Field(self, name)
    }

    /// An item of this list.
    #[must_use]
    pub fn item(&'a self, place: usize) -> Self {
        Self::Item(self, place)
    }

    /// The refusal of what stands here.
    pub fn refuse(&self, problem: impl fmt::Display) -> CaseError {
        CaseError::Field { path: self.to_string(), problem: one_line(&problem.to_string()) }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => write!(out, "case"),
            Self::Field(Path::Root, name) => write!(out, "{}", shown(name)),
            Self::Field(before, name) => write!(out, "{before}.{}", shown(name)),
            Self::Item(Path::Root, place) => write!(out, "[{place}]"),
            Self::Item(before, place) => write!(out, "{before}[{place}]"),
        }
    }
}

/// A text of the case, fit for one line: short, and without control characters.
pub fn shown(text: &str) -> String {
    let mut result = String::new();
    for (place, letter) in text.chars().enumerate() {
        if place == SHOWN_MAX {
            result.push_str("..");
            break;
        }
        if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') {
            // Writing to a String cannot fail.
            let _ = write!(result, "{}", letter.escape_default());
        } else {
            result.push(letter);
        }
    }
    result
}

fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}
