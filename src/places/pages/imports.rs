//! `/imports`: files are sent, and those sent earlier are listed.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::import::kind_name;
use crate::kit::{Error, FormKey};
use crate::people::Coordinator;
use crate::places::actions::imports::{ReceiveRequest, newest, receive_file};
use crate::places::{Importers, importer};
use crate::plant::App;
use crate::plant::intake::Sent;
use crate::plant::web::{Field, Fields, Filling, Pick, Problems, Shell, Upload, page, see_other};

/// Page of `places::pages::imports`.
#[derive(Template)]
#[template(path = "places/imports.html")]
struct ImportsPage {
    shell: Shell,
    fields: Vec<Field>,
    problems: Problems,
    runs: Vec<RunRow>,
}

struct RunRow {
    href: String,
    file: String,
    kind: String,
    bytes: String,
    when: String,
    state: &'static str,
}

async fn shown(
    app: &App,
    shell: Shell,
    importers: Importers,
    kind: &str,
    problems: Problems,
) -> Result<Response, Error> {
    let words = shell.words();
    let typed = [kind.to_owned()];
    let kinds = importers
        .iter()
        .map(|known| Pick::new(known.kind(), kind_name(words, known.kind()), &typed));
    let fields = Fields::new(&shell, &problems)
        .ask("kind", "imports.list.kind", Filling::One(kinds.collect()), kind)
        .ask("file", "imports.list.file", Filling::File(".csv,.txt,.tsv,.json,.geojson"), "")
        .done();
    let runs = newest(&app.db).await?.into_iter().map(|run| RunRow {
        href: format!("/imports/{}", run.id),
        file: run.file_name,
        kind: kind_name(words, &run.kind),
        bytes: words.bytes(u64::try_from(run.bytes).unwrap_or(0)),
        when: words.day_time(run.uploaded_at.with_timezone(&app.config.zone).naive_local()),
        state: words.say(if run.state == "applied" {
            "imports.state.applied"
        } else {
            "imports.state.uploaded"
        }),
    });
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let runs = runs.collect();
    page(status, &ImportsPage { shell, fields, problems, runs })
}

/// The form and the files sent earlier.
pub async fn list(
    State(app): State<App>,
    Extension(importers): Extension<Importers>,
    _: Coordinator,
    shell: Shell,
) -> Result<Response, Error> {
    shown(&app, shell, importers, "", Problems::new()).await
}

/// Keep a file and look at it.
pub async fn receive(
    State(app): State<App>,
    Extension(importers): Extension<Importers>,
    who: Coordinator,
    shell: Shell,
    upload: Upload,
) -> Result<Response, Error> {
    if !upload.fields.keys().all(|name| ["form_key", "kind"].contains(&name.as_str())) {
        return Err(Error::NotAllowed);
    }
    let kind = upload.field("kind").to_owned();
    let known = importer(importers, &kind).ok();
    let form_key = FormKey::read(upload.field("form_key"));
    let file = upload.file.filter(|file| !file.bytes.is_empty());
    let mut problems = Problems::new();
    if known.is_none() {
        problems.add("kind", "imports.problem.kind", Vec::new());
    }
    if file.is_none() {
        problems.add("file", "imports.problem.no_file", Vec::new());
    }
    let (Some(known), Some(file), Some(form_key)) = (known, file, form_key) else {
        return shown(&app, shell, importers, &kind, problems).await;
    };
    let sent = Sent { name: file.name, bytes: file.bytes };
    let request = ReceiveRequest { kind: known.kind(), sent, form_key };
    let run = receive_file(&app.db, &app.files, &*app.clock, who, request).await?;
    Ok(see_other(&format!("/imports/{run}")))
}
