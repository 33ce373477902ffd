//! `/imports/{run}`: what a file would change, and the change.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::import_form::{self, ColumnField};
use crate::kit::Error;
use crate::kit::table::report::EXAMPLES;
use crate::kit::table::{Check, Line, Report};
use crate::people::Coordinator;
use crate::places::actions::imports::{
    Looked, Waiting, applied_before, apply_import, choose, look, waiting_by_id,
};
use crate::places::{Importers, importer};
use crate::plant::App;
use crate::plant::intake::{allowed, rejects_sheet, told};
use crate::plant::web::{Field, Filling, Form, Problems, Shell, page, see_done, see_other};
use crate::plant::words::Words;

/// Page of `places::pages::import`.
#[derive(Template)]
#[template(path = "places/import.html")]
struct ImportPage {
    shell: Shell,
    href: String,
    title: String,
    kind: String,
    same_before: Option<String>,
    problems: Problems,
    counts: Vec<(&'static str, String)>,
    checks: Vec<CheckRow>,
    notes: Vec<String>,
    rejects: Vec<RejectRow>,
    rejects_more: Option<String>,
    examples: Vec<Examples>,
    fields: Vec<Field>,
    columns: Vec<ColumnField>,
    may_apply: bool,
    is_open: bool,
    says_nothing: bool,
}

struct CheckRow {
    found: String,
    good: bool,
}

struct RejectRow {
    line: String,
    row: String,
    reason: String,
}

/// The first new or changed rows.
struct Examples {
    title: &'static str,
    rows: Vec<ExampleRow>,
}

struct ExampleRow {
    line: String,
    subject: String,
    field: &'static str,
    old: String,
    new: String,
}

/// What people call a kind of import.
pub(super) fn kind_name(words: Words, kind: &str) -> String {
    let key = format!("imports.kind.{kind}");
    if Words::knows(&key) { words.say(&key).to_owned() } else { kind.to_owned() }
}

fn examples(words: Words, report: &Report) -> Vec<Examples> {
    let rows = |lines: &[Line]| {
        let rows = lines.iter().flat_map(|line| {
            line.changes.iter().map(|change| ExampleRow {
                line: line.line.to_string(),
                subject: line.subject.clone(),
                field: words.say(change.field),
                old: change.old.clone().unwrap_or_default(),
                new: change.new.clone(),
            })
        });
        rows.collect()
    };
    let kinds = [
        ("imports.show.new_first", &report.new_first),
        ("imports.show.changed_first", &report.changed_first),
    ];
    let there = kinds.into_iter().filter(|(_, lines)| !lines.is_empty());
    there.map(|(key, lines)| Examples { title: words.say(key), rows: rows(lines) }).collect()
}

fn counts(words: Words, report: &Report) -> Vec<(&'static str, String)> {
    let count = |count: usize| words.whole(i64::try_from(count).unwrap_or(i64::MAX));
    vec![
        ("imports.show.read", count(report.read)),
        ("imports.show.new", count(report.new)),
        ("imports.show.changed", count(report.changed)),
        ("imports.show.unchanged", count(report.unchanged)),
        ("imports.show.rejected", count(report.rejected.len())),
    ]
}

fn reject_rows(words: Words, report: &Report) -> (Vec<RejectRow>, Option<String>) {
    let rows = report.rejected.iter().take(EXAMPLES).map(|row| RejectRow {
        line: row.line.to_string(),
        row: row.cells.join(" · ").chars().take(160).collect(),
        reason: told(words, &row.why),
    });
    let all = i64::try_from(report.rejected.len()).unwrap_or(i64::MAX);
    let shown = i64::try_from(EXAMPLES).unwrap_or(i64::MAX);
    let values = [("shown", words.whole(shown)), ("all", words.whole(all))];
    let more = (all > shown).then(|| words.fill("imports.show.rejects_more", &values));
    (rows.collect(), more)
}

fn title(words: Words, waiting: &Waiting, outcome: &Result<Report, Error>) -> String {
    let key = match outcome {
        _ if waiting.run.state == "applied" => "imports.show.title_applied",
        Err(_) => "imports.show.title_stopped",
        Ok(report) if report.changes_something() => "imports.show.title",
        Ok(report) if report.rejected.is_empty() => "imports.show.title_same",
        Ok(_) => "imports.show.title",
    };
    words.fill(key, &[("file", &waiting.run.file_name)])
}

struct Seen {
    waiting: Waiting,
    looked: Looked,
    sent: import_form::Sent,
    problems: Problems,
}

async fn shown(
    app: &App,
    shell: Shell,
    importers: Importers,
    seen: Seen,
) -> Result<Response, Error> {
    let Seen { waiting, looked, sent, mut problems } = seen;
    let words = shell.words();
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let wanted = importer(importers, &waiting.run.kind)?.wanted();
    let before = applied_before(&app.db, &waiting.run).await?;
    let before = before.map(|at| words.date(at.with_timezone(&app.config.zone).date_naive()));
    let title = title(words, &waiting, &looked.outcome);
    let empty = Report::default();
    let report = match &looked.outcome {
        Ok(report) => report,
        Err(Error::Refused(why)) => {
            problems.add(why.field(), why.words(), named(words, why.values()));
            &empty
        }
        Err(_) => &empty,
    };
    let is_open = waiting.run.state != "applied";
    let free = looked.outcome.is_ok() && allowed(report, &waiting.choices).is_ok();
    let (rejects, rejects_more) = reject_rows(words, report);
    let check = |check: &Check| CheckRow { found: told(words, &check.found), good: check.good };
    let people = wanted.iter().any(|wish| wish.key == "female");
    let columns = looked
        .table
        .as_ref()
        .map(|(header, columns)| import_form::column_fields(words, wanted, header, columns));
    let page_of = ImportPage {
        href: format!("/imports/{}", waiting.run.id),
        title,
        kind: kind_name(words, &waiting.run.kind),
        same_before: before.map(|date| words.fill("imports.show.same_before", &[("date", date)])),
        counts: if looked.outcome.is_ok() { counts(words, report) } else { Vec::new() },
        checks: report.checks.iter().map(check).collect(),
        notes: report.notes.iter().map(|note| told(words, note)).collect(),
        rejects,
        rejects_more,
        examples: examples(words, report),
        fields: import_form::fields(&shell, &problems, &sent, people),
        columns: columns.unwrap_or_default(),
        may_apply: is_open && free && report.changes_something(),
        says_nothing: is_open && looked.outcome.is_ok() && !report.changes_something(),
        is_open,
        problems,
        shell,
    };
    page(status, &page_of)
}

/// The keys of missing columns as people call them.
fn named(words: Words, values: Vec<(&'static str, String)>) -> Vec<(&'static str, String)> {
    let called = |(name, value): (&'static str, String)| {
        if name != "columns" {
            return (name, value);
        }
        let names: Vec<String> =
            value.split(", ").map(|key| import_form::column_name(words, key)).collect();
        (name, names.join(", "))
    };
    values.into_iter().map(called).collect()
}

/// What the file would change.
pub async fn show(
    State(app): State<App>,
    Extension(importers): Extension<Importers>,
    _: Coordinator,
    shell: Shell,
    Path(run): Path<i64>,
) -> Result<Response, Error> {
    let waiting = waiting_by_id(&app.db, run).await?;
    let looked = look(&app, importer(importers, &waiting.run.kind)?, &waiting).await?;
    let sent = import_form::typed(&waiting.choices);
    shown(&app, shell, importers, Seen { waiting, looked, sent, problems: Problems::new() }).await
}

/// Say something about the file and look again.
pub async fn describe(
    State(app): State<App>,
    Extension(importers): Extension<Importers>,
    who: Coordinator,
    shell: Shell,
    Path(run): Path<i64>,
    Form(sent): Form<import_form::Sent>,
) -> Result<Response, Error> {
    if !import_form::knows(&sent) {
        return Err(Error::NotAllowed);
    }
    let waiting = waiting_by_id(&app.db, run).await?;
    let importer = importer(importers, &waiting.run.kind)?;
    match import_form::read(&sent, importer.wanted()) {
        Ok(choices) => {
            choose(&app.db, &*app.clock, who, run, &choices).await?;
            Ok(see_other(&format!("/imports/{run}")))
        }
        Err(problems) => {
            let looked = look(&app, importer, &waiting).await?;
            shown(&app, shell, importers, Seen { waiting, looked, sent, problems }).await
        }
    }
}

/// Apply the file.
pub async fn apply(
    State(app): State<App>,
    Extension(importers): Extension<Importers>,
    who: Coordinator,
    shell: Shell,
    Path(run): Path<i64>,
    Form(_): Form<super::exclusion::Pressed>,
) -> Result<Response, Error> {
    let waiting = waiting_by_id(&app.db, run).await?;
    let importer = importer(importers, &waiting.run.kind)?;
    let problems = match apply_import(&app, who, importer, run).await {
        Ok(()) => return Ok(see_done(&format!("/imports/{run}"), "imports.apply.done")),
        Err(Error::Refused(why)) => why.into(),
        Err(other) => return Err(other),
    };
    let looked = look(&app, importer, &waiting).await?;
    let sent = import_form::typed(&waiting.choices);
    shown(&app, shell, importers, Seen { waiting, looked, sent, problems }).await
}

/// The rows of an import that were not taken, with their reasons.
#[utoipa::path(get, path = "/imports/{run}/rejects.csv", operation_id = "import_rejects_csv",
    params(("run" = i64, Path, description = "The import's number")),
    responses((status = 200, description = "A line for each row, headings first",
        body = String, content_type = "text/csv")),
    security(("session" = [])))]
pub async fn rejects(
    State(app): State<App>,
    Extension(importers): Extension<Importers>,
    _: Coordinator,
    shell: Shell,
    Path(run): Path<i64>,
) -> Result<Response, Error> {
    let waiting = waiting_by_id(&app.db, run).await?;
    let looked = look(&app, importer(importers, &waiting.run.kind)?, &waiting).await?;
    let text = rejects_sheet(shell.words(), &looked.outcome?);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"rejected.csv\""),
    ];
    Ok((headers, text).into_response())
}
