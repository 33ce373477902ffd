//! How a file comes into the house: every kind of import behind one door.
//!
//! A room that takes files implements [`Importer`]; `wiring.rs` lists them; the
//! command line and the page of imports know nothing else about a kind.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sea_orm::DatabaseConnection;
use serde::{Deserialize, Serialize};

use super::app::Engines;
use super::db::Txn;
use crate::kit::table::report::Against;
use crate::kit::table::{
    Cell, Columns, CommaUse, Report, Say, Sheet, Table, Value, Wanted, columns,
};
use crate::kit::{Error, Refusal};
use crate::plant::words::Words;

/// What a person says about a file; everything may be left open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Choices {
    /// Which column holds what: the thing and the column, counted from 0; a number
    /// past the last column means that the file does not have it.
    pub columns: BTreeMap<String, usize>,
    /// Who says what the file says.
    pub source: String,
    /// Under which licence.
    pub licence: String,
    /// The year of figures that do not say theirs.
    pub year: Option<i32>,
    /// `census`, `projection` or `estimate`, for figures that do not say.
    pub status: String,
    /// `groups` or `fraction` where the comma can mean both.
    pub comma: String,
    /// The published number of all people.
    pub total: Option<i64>,
    /// The published number of male people.
    pub male: Option<i64>,
    /// The published number of female people.
    pub female: Option<i64>,
    /// Why checks that failed are accepted.
    pub accept: String,
    /// Whether to go on without the rejected rows.
    pub leave_out: bool,
}

impl Choices {
    /// The columns of a table: guessed, then as the person said.
    pub fn columns(&self, table: &Table, wanted: &[Wanted]) -> Columns {
        let mut columns = columns::guess(table, wanted);
        for wish in wanted {
            if let Some(said) = self.columns.get(wish.key) {
                columns.set(wish.key, Some(*said).filter(|said| *said < table.header().len()));
            }
        }
        columns
    }

    /// What the person said of commas.
    pub fn comma_use(&self) -> Option<CommaUse> {
        match self.comma.as_str() {
            "groups" => Some(CommaUse::Groups),
            "fraction" => Some(CommaUse::Fraction),
            _ => None,
        }
    }
}

/// A file as it came.
#[derive(Clone, Debug)]
pub struct Sent {
    /// What the sender's machine called it.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// One kind of import.
pub trait Importer: Send + Sync {
    /// Its name in commands, addresses and keys of words.
    fn kind(&self) -> &'static str;

    /// The columns it looks for; none when the file is no table.
    fn wanted(&self) -> &'static [Wanted];

    /// Read the file without the database.
    ///
    /// # Errors
    /// Refused when it is no such file, or a column or choice is missing.
    fn prepare(&self, sent: &Sent, choices: &Choices) -> Result<Box<dyn Prepared>, Error>;
}

/// A file that was read and can be compared with what is known.
pub trait Prepared: Send + Sync {
    /// What applying would do; nothing is written. Long arithmetic runs on `engines`.
    fn look<'a>(
        &'a self,
        on: &'a DatabaseConnection,
        engines: &'a Engines,
    ) -> BoxFuture<'a, Result<Report, Error>>;

    /// Do it, all or nothing, and say what was done. An importer calls [`allowed`]
    /// on its report before its first write.
    fn write<'a>(
        &'a self,
        txn: &'a Txn,
        now: DateTime<Utc>,
    ) -> BoxFuture<'a, Result<Report, Error>>;
}

/// Why an import is not applied.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportRefused {
    /// Columns that the kind needs are not known.
    #[error("these columns are not known: {0}")]
    MissingColumns(String),
    /// The file does not say the year of its figures.
    #[error("the year of the figures is not known")]
    MissingYear,
    /// A check failed that nobody may overrule.
    #[error("a check of the file failed")]
    CheckFailed,
    /// A check failed and nobody accepted it.
    #[error("a check failed and was not accepted with a reason")]
    NotAccepted,
    /// Rows are rejected, and nobody said to go on without them.
    #[error("{0} rows are rejected")]
    RowsRejected(usize),
}

impl Refusal for ImportRefused {
    fn field(&self) -> &'static str {
        match self {
            Self::MissingColumns(_) => "columns",
            Self::MissingYear => "year",
            Self::CheckFailed => "file",
            Self::NotAccepted => "accept",
            Self::RowsRejected(_) => "leave_out",
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Self::MissingColumns(_) => "imports.problem.missing_columns",
            Self::MissingYear => "imports.problem.missing_year",
            Self::CheckFailed => "imports.problem.check_failed",
            Self::NotAccepted => "imports.problem.not_accepted",
            Self::RowsRejected(_) => "imports.problem.rows_rejected",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::MissingColumns(columns) => vec![("columns", columns.clone())],
            Self::RowsRejected(count) => vec![("count", count.to_string())],
            _ => Vec::new(),
        }
    }
}

/// Whether a report may be applied under these choices.
///
/// # Errors
/// What stands against it.
pub fn allowed(report: &Report, choices: &Choices) -> Result<(), ImportRefused> {
    match report.stands_against(choices.leave_out, !choices.accept.trim().is_empty()) {
        None => Ok(()),
        Some(Against::Check) => Err(ImportRefused::CheckFailed),
        Some(Against::NotAccepted) => Err(ImportRefused::NotAccepted),
        Some(Against::Rejected) => Err(ImportRefused::RowsRejected(report.rejected.len())),
    }
}

/// A sentence about a file in a language, numbers as that language writes them.
pub fn told(words: Words, say: &Say) -> String {
    let written = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        Value::Whole(number) => words.whole(*number),
        Value::Share(share) => words.percent_to(*share, 2),
        Value::Word(key) => words.say(key).to_owned(),
    };
    let values: Vec<(&str, String)> =
        say.values.iter().map(|(name, value)| (*name, written(value))).collect();
    words.fill(say.key, &values)
}

/// The rejected rows in the layout of the file, each with its reason.
pub fn rejects_sheet(words: Words, report: &Report) -> String {
    let mut headings: Vec<&str> = report.header.iter().map(String::as_str).collect();
    headings.push("line");
    headings.push("reason");
    let mut sheet = Sheet::new(&headings);
    for row in &report.rejected {
        let reason = told(words, &row.why);
        let cells = (0..report.header.len())
            .map(|at| row.cells.get(at).map_or(Cell::Empty, |cell| Cell::Text(cell)));
        let line = Cell::Whole(i64::try_from(row.line).unwrap_or(i64::MAX));
        sheet.row(cells.chain([line, Cell::Text(&reason)]));
    }
    sheet.into_string()
}

/// The table of a file and its columns, all required ones known.
///
/// # Errors
/// Refused when the file is no table or a required column is not known.
pub fn table_of(
    sent: &Sent,
    choices: &Choices,
    wanted: &[Wanted],
) -> Result<(Table, Columns), Error> {
    let table = Table::read(&sent.bytes)?;
    let columns = choices.columns(&table, wanted);
    let missing = columns.missing(wanted);
    if !missing.is_empty() {
        return Err(ImportRefused::MissingColumns(missing.join(", ")).into());
    }
    Ok((table, columns))
}
