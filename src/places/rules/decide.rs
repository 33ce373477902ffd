//! What an import of places would do, as a whole.

use super::area::{AreaFile, AreaRow, Level};
use super::compare::{Effect, Known, Planned, Source, compare};
use super::sums::{self, Published};
use crate::kit::table::{Line, Rejected, Report, Say};

/// What is said about a file besides its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Who says so.
    pub source: Source,
    /// What was published for the whole country.
    pub published: Published,
}

/// What an import would do.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    /// For people.
    pub report: Report,
    /// For the database.
    pub plan: Vec<Planned>,
}

/// Compare a file with what is known and check its sums.
pub fn decide(file: &AreaFile, level: Level, known: &Known, terms: &Terms) -> Decided {
    let mut decided = Decided::default();
    let report = &mut decided.report;
    report.read = file.read;
    report.header.clone_from(&file.header);
    report.rejected.clone_from(&file.rejected);
    let mut taken: Vec<AreaRow> = Vec::new();
    for row in &file.rows {
        let line = |changes| Line { line: row.line, subject: subject(row), changes };
        match compare(row, level, known, &terms.source) {
            Effect::New(planned, changes) => {
                report.add_new(line(changes));
                decided.plan.push(planned);
            }
            Effect::Changed(planned, changes) => {
                report.add_changed(line(changes));
                decided.plan.push(planned);
            }
            Effect::Unchanged => report.unchanged += 1,
            Effect::Rejected(why) => {
                let (line, cells) = (row.line, row.cells.clone());
                report.rejected.push(Rejected { line, cells, why });
                continue;
            }
        }
        taken.push(row.clone());
    }
    report.rejected.sort_by_key(|rejected| rejected.line);
    if file.status_assumed {
        report.notes.push(Say::new("places.note.status_assumed"));
    }
    if taken.iter().all(|row| row.figures.is_empty()) && !taken.is_empty() {
        report.notes.push(Say::new("places.note.no_figures"));
    }
    report.checks.extend(sums::against_published(&taken, terms.published));
    report.checks.extend(sums::parts_to_wholes(&taken, level, known));
    report.notes.extend(sums::by_province(&taken));
    decided
}

fn subject(row: &AreaRow) -> String {
    row.name.as_ref().map_or_else(|| row.code.clone(), |name| format!("{name} ({})", row.code))
}
