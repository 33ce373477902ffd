//! A file comes in, is looked at, and is applied whole or not at all.

use chrono::{DateTime, Utc};
use sea_orm::{IntoActiveModel, Set};

use crate::kit::table::{Columns, Report, Table};
use crate::kit::{Clock, Error, FormKey};
use crate::people::Coordinator;
use crate::places::rows::import_run;
use crate::places::store::imports as store;
use crate::plant::app::{App, Engines};
use crate::plant::db::{Db, Key, Txn, begin_write};
use crate::plant::files::{self, Files, StoredName};
use crate::plant::intake::{Choices, Importer, Prepared, Sent, allowed};
use crate::plant::once;
use crate::plant::trail::{self, Actor, Entry};

/// The kinds of import that the house knows.
pub type Importers = &'static [&'static dyn Importer];

/// The importer of a kind.
///
/// # Errors
/// Not found.
pub fn importer(importers: Importers, kind: &str) -> Result<&'static dyn Importer, Error> {
    importers.iter().copied().find(|known| known.kind() == kind).ok_or(Error::NotFound)
}

/// A file that somebody sends.
#[derive(Debug)]
pub struct ReceiveRequest {
    /// What it holds.
    pub kind: &'static str,
    /// The file.
    pub sent: Sent,
    /// Against sending twice.
    pub form_key: FormKey,
}

/// Keep a file for an import; nothing of it is taken yet.
///
/// Writes: one row each of `import_run`, `stored_file`, `trail`, `form_key`.
///
/// # Errors
/// Only faults.
pub async fn receive_file(
    db: &Db,
    files: &Files,
    clock: &dyn Clock,
    who: Coordinator,
    request: ReceiveRequest,
) -> Result<i64, Error> {
    let now = clock.now();
    let length = u64::try_from(request.sent.bytes.len()).unwrap_or(u64::MAX);
    let name = files.put(request.sent.bytes).await?;
    let txn = begin_write(db, Key::none()).await?;
    if let Some(earlier) = once::earlier(&txn, who.actor(), &request.form_key).await? {
        return Ok(earlier);
    }
    files::note(&txn, &name, "application/octet-stream", length, now).await?;
    let run = new_run(request.kind, &name, &request.sent.name, length, now);
    let id = store::insert_run(&txn, run).await?;
    let entry = Entry::new("places", "import_received", id).reference(name.as_str());
    trail::note(&txn, who.actor(), entry, now).await?;
    once::keep(&txn, who.actor(), &request.form_key, id, now).await?;
    txn.commit().await?;
    Ok(id)
}

fn new_run(
    kind: &str,
    name: &StoredName,
    file_name: &str,
    length: u64,
    now: DateTime<Utc>,
) -> import_run::ActiveModel {
    let empty = Choices::default();
    import_run::ActiveModel {
        kind: Set(kind.to_owned()),
        sha256: Set(name.as_str().to_owned()),
        file_name: Set(file_name.to_owned()),
        bytes: Set(i64::try_from(length).unwrap_or(i64::MAX)),
        choices: Set(written(&empty)),
        state: Set("uploaded".to_owned()),
        rows_new: Set(0),
        rows_changed: Set(0),
        rows_unchanged: Set(0),
        rows_rejected: Set(0),
        uploaded_at: Set(now),
        applied_at: Set(None),
        ..Default::default()
    }
}

fn written(choices: &Choices) -> String {
    serde_json::to_string(choices).expect("choices are plain values")
}

fn choices_of(run: &import_run::Model) -> Choices {
    serde_json::from_str(&run.choices).unwrap_or_default()
}

/// A file that waits, with what was said about it.
#[derive(Debug)]
pub struct Waiting {
    /// Its row.
    pub run: import_run::Model,
    /// What was said about it.
    pub choices: Choices,
}

/// A waiting or applied file by its number.
///
/// # Errors
/// Not found.
pub async fn waiting_by_id(db: &Db, id: i64) -> Result<Waiting, Error> {
    let run = store::run_by_id(db.read(), id).await?.ok_or(Error::NotFound)?;
    let choices = choices_of(&run);
    Ok(Waiting { run, choices })
}

/// The newest files.
///
/// # Errors
/// Only faults.
pub async fn newest(db: &Db) -> Result<Vec<import_run::Model>, Error> {
    Ok(store::newest_runs(db.read(), crate::kit::limits::PAGE_ROWS).await?)
}

/// When the same file was applied before, if it was.
///
/// # Errors
/// Only faults.
pub async fn applied_before(
    db: &Db,
    run: &import_run::Model,
) -> Result<Option<DateTime<Utc>>, Error> {
    let before = store::applied_before(db.read(), run).await?;
    Ok(before.and_then(|run| run.applied_at))
}

/// What a file is before anything is compared: its columns, if it is a table.
#[derive(Debug)]
pub struct Looked {
    /// The headings and the columns as they are understood.
    pub table: Option<(Vec<String>, Columns)>,
    /// What applying would do, or why that cannot be said.
    pub outcome: Result<Report, Error>,
}

/// Look at a file: what applying it would do. Nothing is written.
///
/// # Errors
/// Only faults; what is wrong with the file is the outcome.
pub async fn look(
    app: &App,
    importer: &'static dyn Importer,
    waiting: &Waiting,
) -> Result<Looked, Error> {
    let sent = sent(&app.files, waiting).await?;
    let (name, wanted) = (sent.name.clone(), importer.wanted());
    let choices = waiting.choices.clone();
    let (table, prepared) = app
        .engines
        .run(move || {
            let known = || {
                let table = Table::read(&sent.bytes).ok()?;
                let columns = choices.columns(&table, wanted);
                Some((table.header().to_vec(), columns))
            };
            let table = (!wanted.is_empty()).then(known).flatten();
            (table, importer.prepare(&sent, &choices))
        })
        .await?;
    tracing::debug!(file = name, "looked at a file");
    let outcome = match prepared {
        Ok(prepared) => Ok(prepared.look(app.db.read(), &app.engines).await?),
        Err(why) if why.is_refusal() => Err(why),
        Err(other) => return Err(other),
    };
    Ok(Looked { table, outcome })
}

async fn sent(files: &Files, waiting: &Waiting) -> Result<Sent, Error> {
    let name = StoredName::read(&waiting.run.sha256).ok_or(Error::NotFound)?;
    let bytes = files.read(&name).await?;
    Ok(Sent { name: waiting.run.file_name.clone(), bytes })
}

/// Change what is said about a file that is not applied yet; the same again is no deed.
///
/// Writes: one row of `import_run`, one of `trail`.
///
/// # Errors
/// Not found; stale when it is applied already.
pub async fn choose(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    id: i64,
    choices: &Choices,
) -> Result<(), Error> {
    let now = clock.now();
    let txn = begin_write(db, Key::none()).await?;
    let run = store::run_by_id(&txn, id).await?.ok_or(Error::NotFound)?;
    if run.state == "applied" {
        return Err(Error::Stale);
    }
    let choices = written(choices);
    if run.choices == choices {
        return Ok(());
    }
    store::set_choices(&txn, run, choices).await?;
    let entry = Entry::new("places", "import_described", id);
    trail::note(&txn, who.actor(), entry, now).await?;
    txn.commit().await
}

/// Apply a file: all of it or nothing. One that is applied already stays so.
///
/// Writes: the rows of its kind, one row of `import_run`, one of `trail`.
///
/// # Errors
/// Refused when a check stands against it.
pub async fn apply_import(
    app: &App,
    who: Coordinator,
    importer: &'static dyn Importer,
    id: i64,
) -> Result<(), Error> {
    let waiting = waiting_by_id(&app.db, id).await?;
    let sent = sent(&app.files, &waiting).await?;
    let ready = ready(&app.db, &app.engines, importer, sent, &waiting.choices).await?;
    let now = app.clock.now();
    let txn = begin_write(&app.db, Key::everything()).await?;
    let run = store::run_by_id(&txn, id).await?.ok_or(Error::NotFound)?;
    if run.state == "applied" {
        return Ok(());
    }
    let report = ready.write(&txn, now).await?;
    let whole = |count: usize| Set(i64::try_from(count).unwrap_or(i64::MAX));
    let mut row = run.into_active_model();
    row.state = Set("applied".to_owned());
    row.applied_at = Set(Some(now));
    row.rows_new = whole(report.new);
    row.rows_changed = whole(report.changed);
    row.rows_unchanged = whole(report.unchanged);
    row.rows_rejected = whole(report.rejected.len());
    store::close_run(&txn, row).await?;
    note(&txn, who.actor(), Some(id), importer.kind(), &report, now).await?;
    txn.commit().await
}

/// Read a file and look at it whole; refuse it if a check stands against it.
async fn ready(
    db: &Db,
    engines: &Engines,
    importer: &'static dyn Importer,
    sent: Sent,
    choices: &Choices,
) -> Result<Box<dyn Prepared>, Error> {
    let said = choices.clone();
    let prepared = engines.run(move || importer.prepare(&sent, &said)).await??;
    let report = prepared.look(db.read(), engines).await?;
    allowed(&report, choices)?;
    Ok(prepared)
}

async fn note(
    txn: &Txn,
    actor: Actor,
    run: Option<i64>,
    kind: &str,
    report: &Report,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let counts = format!(
        "{kind}: {} new, {} changed, {} unchanged, {} rejected",
        report.new,
        report.changed,
        report.unchanged,
        report.rejected.len()
    );
    let entry = match run {
        Some(run) => Entry::new("places", "import_applied", run),
        None => Entry::of("places", "import_applied"),
    };
    trail::note(txn, actor, entry.after(counts), now).await
}

/// Whether a command only looks or also writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Say what would happen.
    DryRun,
    /// Do it.
    Write,
}

/// What a command made of a file.
#[derive(Debug)]
pub struct Imported {
    /// What would happen, or did.
    pub report: Report,
    /// Why it was not written, if it was asked for.
    pub refused: Option<Error>,
}

/// Import a file from the command line, dry unless asked to write.
///
/// Writes: the rows of its kind and one of `trail`; nothing when nothing changes.
///
/// # Errors
/// Refused when the file cannot be read at all.
pub async fn import_by_command(
    app: &App,
    importer: &'static dyn Importer,
    sent: Sent,
    choices: &Choices,
    deed: Deed,
) -> Result<Imported, Error> {
    let said = choices.clone();
    let prepared = app.engines.run(move || importer.prepare(&sent, &said)).await??;
    let report = prepared.look(app.db.read(), &app.engines).await?;
    if deed == Deed::DryRun {
        return Ok(Imported { report, refused: None });
    }
    if let Err(why) = allowed(&report, choices) {
        return Ok(Imported { report, refused: Some(why.into()) });
    }
    if report.changes_something() {
        let now = app.clock.now();
        let txn = begin_write(&app.db, Key::everything()).await?;
        let written = prepared.write(&txn, now).await?;
        note(&txn, Actor::command(), None, importer.kind(), &written, now).await?;
        txn.commit().await?;
    }
    Ok(Imported { report, refused: None })
}
