//! Why a file is no table, in words that a person can act on.

use crate::kit::{Refusal, limits};

/// The file cannot be read as a table; nothing of it was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableRefused {
    /// Nothing but blanks.
    #[error("the file is empty")]
    Empty,
    /// More bytes than the limit.
    #[error("the file is larger than {} bytes", limits::IMPORT_BYTES_MAX)]
    TooLarge,
    /// The file is a spreadsheet or another packed file.
    #[error("the file is a packed file, such as a spreadsheet")]
    Spreadsheet,
    /// The bytes are no text.
    #[error("the file is not text")]
    NotText,
    /// More rows than the limit.
    #[error("more than {} rows", limits::IMPORT_ROWS_MAX)]
    TooManyRows,
    /// One line is longer than the limit.
    #[error("line {line} is too long")]
    LineTooLong {
        /// Where it starts.
        line: usize,
    },
    /// More columns than the limit.
    #[error("line {line} has too many columns")]
    TooManyColumns {
        /// Where it starts.
        line: usize,
    },
    /// A quotation mark is opened and never closed.
    #[error("a quotation mark opened on line {line} is never closed")]
    OpenQuote {
        /// Where the row starts.
        line: usize,
    },
    /// No row looks like headings.
    #[error("no row of headings")]
    NoHeader,
    /// Headings and nothing beneath.
    #[error("no rows beneath the headings")]
    NoRows,
}

impl Refusal for TableRefused {
    fn field(&self) -> &'static str {
        "file"
    }

    fn words(&self) -> &'static str {
        match self {
            Self::Empty => "imports.problem.empty",
            Self::TooLarge => "imports.problem.too_large",
            Self::Spreadsheet => "imports.problem.spreadsheet",
            Self::NotText => "imports.problem.not_text",
            Self::TooManyRows => "imports.problem.too_many_rows",
            Self::LineTooLong { .. } => "imports.problem.line_too_long",
            Self::TooManyColumns { .. } => "imports.problem.too_many_columns",
            Self::OpenQuote { .. } => "imports.problem.open_quote",
            Self::NoHeader => "imports.problem.no_header",
            Self::NoRows => "imports.problem.no_rows",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::LineTooLong { line }
            | Self::TooManyColumns { line }
            | Self::OpenQuote { line } => vec![("line", line.to_string())],
            Self::TooManyRows => vec![("limit", limits::IMPORT_ROWS_MAX.to_string())],
            Self::TooLarge => {
                vec![("megabytes", (limits::IMPORT_BYTES_MAX / 1024 / 1024).to_string())]
            }
            _ => Vec::new(),
        }
    }
}
