//! `ijwi import KIND FILE`: what a file would change, and with `--write` the change.

use std::path::PathBuf;

use clap::Args;

use super::End;
use crate::kit::table::{Report, report::EXAMPLES};
use crate::kit::{Error, Language};
use crate::places::{Deed, Imported, import_by_command, importer};
use crate::plant::App;
use crate::plant::intake::{Choices, Sent, rejects_sheet, told};
use crate::plant::words::Words;
use crate::wiring;

/// What the command is asked.
#[derive(Debug, Args)]
pub struct Import {
    /// What the file holds
    #[arg(value_parser = kinds())]
    kind: String,
    /// The file: CSV for tables, GeoJSON for boundaries
    file: PathBuf,
    /// Store it; without this nothing is written
    #[arg(long)]
    write: bool,
    /// Who says what the file says
    #[arg(long, default_value = "", hide_default_value = true)]
    source: String,
    /// Under which licence
    #[arg(long, default_value = "", hide_default_value = true)]
    licence: String,
    /// The year of figures that do not say theirs
    #[arg(long)]
    year: Option<i32>,
    /// How figures that do not say so were found: census, projection, estimate
    #[arg(long, default_value = "", hide_default_value = true)]
    status: String,
    /// What a comma in a number means where it can mean both: groups, fraction
    #[arg(long, default_value = "", hide_default_value = true)]
    comma: String,
    /// The published number of all people, to compare the sum with
    #[arg(long)]
    total: Option<i64>,
    /// The published number of male people
    #[arg(long)]
    male: Option<i64>,
    /// The published number of female people
    #[arg(long)]
    female: Option<i64>,
    /// Why a failed check is right; without a reason it stops the import
    #[arg(long, default_value = "", hide_default_value = true)]
    accept: String,
    /// Go on without the rejected rows
    #[arg(long)]
    leave_out_rejected: bool,
    /// Which column holds what, as name=number from 1; may be given again
    #[arg(long = "column", value_name = "NAME=NUMBER", value_parser = column)]
    columns: Vec<(String, usize)>,
    /// Write the rejected rows with their reasons to this CSV file
    #[arg(long)]
    rejects: Option<PathBuf>,
}

fn kinds() -> clap::builder::PossibleValuesParser {
    wiring::IMPORTERS.iter().map(|importer| importer.kind()).collect::<Vec<_>>().into()
}

fn column(text: &str) -> Result<(String, usize), String> {
    let parts = text.split_once('=').and_then(|(name, number)| {
        let number: usize = number.parse().ok()?;
        Some((name.to_owned(), number.checked_sub(1)?))
    });
    parts.ok_or_else(|| "write it as name=number, the first column is 1".to_owned())
}

/// What the command has to say.
pub struct Said {
    /// For standard output.
    pub report: Vec<String>,
    /// Why nothing was written although it was asked for.
    pub refused: Option<String>,
}

/// Look at the file, and store it when asked.
pub async fn carry_out(app: &App, asked: &Import) -> Result<Said, End> {
    let words = Words(Language::En);
    let shown = asked.file.display();
    let bytes = std::fs::read(&asked.file).map_err(|why| End::Asked(format!("{shown}: {why}")))?;
    let name = asked.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let importer = importer(wiring::IMPORTERS, &asked.kind)
        .map_err(|_| End::Asked(format!("{}: no such kind", asked.kind)))?;
    let deed = if asked.write { Deed::Write } else { Deed::DryRun };
    let sent = Sent { name, bytes };
    let answer = import_by_command(app, importer, sent, &choices(asked), deed).await;
    let Imported { report, refused } = match answer {
        Ok(done) => done,
        Err(Error::Refused(why)) => {
            let sentence = words.fill(why.words(), &why.values());
            return Err(End::Asked(format!("{shown}: {sentence}")));
        }
        Err(other) => return Err(End::Ours(anyhow::anyhow!("{other}"))),
    };
    if let Some(path) = &asked.rejects {
        std::fs::write(path, rejects_sheet(words, &report))
            .map_err(|why| End::Asked(format!("{}: {why}", path.display())))?;
    }
    let mut lines = lines(words, &report);
    lines.push(outcome(words, &report, deed, refused.as_ref()));
    let refused = refused.map(|why| match why {
        Error::Refused(why) => words.fill(why.words(), &why.values()),
        other => other.to_string(),
    });
    Ok(Said { report: lines, refused })
}

fn choices(asked: &Import) -> Choices {
    Choices {
        columns: asked.columns.iter().cloned().collect(),
        source: asked.source.clone(),
        licence: asked.licence.clone(),
        year: asked.year,
        status: asked.status.clone(),
        comma: asked.comma.clone(),
        total: asked.total,
        male: asked.male,
        female: asked.female,
        accept: asked.accept.clone(),
        leave_out: asked.leave_out_rejected,
    }
}

fn outcome(words: Words, report: &Report, deed: Deed, refused: Option<&Error>) -> String {
    let key = match (deed, refused) {
        (Deed::DryRun, _) => "imports.command.dry",
        (Deed::Write, Some(_)) => "imports.command.refused",
        (Deed::Write, None) if report.changes_something() => "imports.command.written",
        (Deed::Write, None) => "imports.command.same",
    };
    words.say(key).to_owned()
}

fn lines(words: Words, report: &Report) -> Vec<String> {
    let count = |count: usize| words.whole(i64::try_from(count).unwrap_or(i64::MAX));
    let counts = [
        ("read", count(report.read)),
        ("new", count(report.new)),
        ("changed", count(report.changed)),
        ("unchanged", count(report.unchanged)),
        ("rejected", count(report.rejected.len())),
    ];
    let mut lines = vec![words.fill("imports.show.counts", &counts)];
    for check in &report.checks {
        let key = if check.good { "imports.command.good" } else { "imports.command.bad" };
        lines.push(words.fill(key, &[("found", told(words, &check.found))]));
    }
    lines.extend(report.notes.iter().map(|note| told(words, note)));
    lines.extend(report.rejected.iter().take(EXAMPLES).map(|row| {
        let values = [("line", row.line.to_string()), ("reason", told(words, &row.why))];
        words.fill("imports.command.line", &values)
    }));
    lines
}
