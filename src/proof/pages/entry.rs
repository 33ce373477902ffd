//! What a station told a coordinator, by telephone or by letter.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::Deserialize;

use super::read::{AnswerForm, read};
use super::view::{reason_key, said_in_words};
use crate::kit::wallclock::wall_of;
use crate::kit::{Error, Id, id};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Form, Problems, Shell, page, see_done};
use crate::plant::words::Words;
use crate::proof::actions::{self, EnteredRequest};
use crate::proof::{self as room, AboutAiring, MissReason, Outcome, Source, Told};

/// Page of `proof::pages::entry`. Needs: shell, about, form, problems, history.
#[derive(Template)]
#[template(path = "proof/entry.html")]
struct EntryPage {
    shell: Shell,
    airing: i64,
    heading: String,
    planned: String,
    form: EntryForm,
    problems: Problems,
    reasons: Vec<(&'static str, &'static str)>,
    sources: Vec<(&'static str, &'static str)>,
    history: Vec<String>,
}

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EntryForm {
    form_key: String,
    outcome: String,
    heard: String,
    seconds: String,
    reason: String,
    source: String,
    said_on: String,
}

/// `GET /airings/{id}/proof`: the form, and every word said so far.
pub async fn show(
    State(app): State<App>,
    _who: Coordinator,
    Path(airing): Path<Id<id::Airing>>,
    shell: Shell,
) -> Result<Response, Error> {
    let about = room::about_airing(app.db.read(), airing).await?.ok_or(Error::NotFound)?;
    let today = wall_of(room::zone_named(&about.zone)?, app.clock.now()).date();
    let form = EntryForm {
        form_key: shell.form_key(),
        source: Source::Phone.code().to_owned(),
        said_on: today.to_string(),
        ..EntryForm::default()
    };
    render(&app, shell, airing, &about, form, Problems::new()).await
}

/// `POST /airings/{id}/proof`: the station's word is taken.
pub async fn enter(
    State(app): State<App>,
    who: Coordinator,
    Path(airing): Path<Id<id::Airing>>,
    shell: Shell,
    Form(form): Form<EntryForm>,
) -> Result<Response, Error> {
    let about = room::about_airing(app.db.read(), airing).await?.ok_or(Error::NotFound)?;
    let problems = match read_entry(&form, Id::new(about.station_id), airing) {
        Err(problems) => problems,
        Ok(entered) => match actions::enter_answer(&app.db, &*app.clock, who, entered).await {
            Ok(()) => return Ok(see_done(&format!("/airings/{airing}"), "proof.answer.done")),
            Err(Error::Refused(why)) => Problems::from(why),
            Err(other) => return Err(other),
        },
    };
    render(&app, shell, airing, &about, form, problems).await
}

fn read_entry(
    form: &EntryForm,
    station: Id<id::Station>,
    airing: Id<id::Airing>,
) -> Result<EnteredRequest, Problems> {
    let short = AnswerForm {
        k: form.form_key.clone(),
        o: form.outcome.clone(),
        t: form.heard.clone(),
        n: form.seconds.clone(),
        r: form.reason.clone(),
    };
    let said = read(&short, station, airing);
    let mut problems = Problems::new();
    for problem in said.as_ref().err().into_iter().flatten() {
        let field = match problem.field.as_str() {
            "t" => "heard",
            "n" => "seconds",
            "r" => "reason",
            _ => "outcome",
        };
        problems.add(field, problem.key, problem.values.clone());
    }
    let told = matches!(form.source.as_str(), "phone" | "letter");
    let source = Source::read(&form.source).filter(|_| told);
    if source.is_none() {
        problems.add("source", "proof.problem.source", Vec::new());
    }
    let said_on = form.said_on.trim().parse::<NaiveDate>().ok();
    if said_on.is_none() {
        problems.add("said_on", "proof.problem.said_on", Vec::new());
    }
    match (said, source, said_on) {
        (Ok(said), Some(source), Some(said_on)) => Ok(EnteredRequest { said, source, said_on }),
        _ => Err(problems),
    }
}

async fn render(
    app: &App,
    shell: Shell,
    airing: Id<id::Airing>,
    about: &AboutAiring,
    form: EntryForm,
    problems: Problems,
) -> Result<Response, Error> {
    let words = shell.words();
    let zone = room::zone_named(&about.zone)?;
    let history = room::history_of(app.db.read(), airing).await?;
    let line = |told: &Told| line_of(told, zone, words);
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let heading = words.fill(
        "proof.entry.heading",
        &[("title", about.title.as_str()), ("station", about.station_name.as_str())],
    );
    let template = EntryPage {
        airing: airing.number(),
        heading,
        planned: words.fill(
            "proof.entry.planned",
            &[
                ("when", words.day_time(wall_of(zone, about.starts_at))),
                ("zone", shell.zone_note_of(&zone)),
            ],
        ),
        form,
        problems,
        reasons: std::iter::once(("", words.say("proof.entry.no_reason")))
            .chain(MissReason::ALL.map(|reason| (reason.code(), words.say(reason_key(reason)))))
            .collect(),
        sources: [Source::Phone, Source::Letter]
            .map(|source| (source.code(), words.say(source_key(source))))
            .to_vec(),
        history: history.iter().map(line).collect(),
        shell,
    };
    page(status, &template)
}

/// One word of the history, with how and when it came.
fn line_of(told: &Told, zone: Tz, words: Words) -> String {
    let late = told.statement.heard_at.map(|at| words.time(wall_of(zone, at).time()));
    let said = said_in_words(
        told.statement.outcome,
        &late.unwrap_or_default(),
        &told.statement.heard_seconds.unwrap_or_default().to_string(),
        told.statement.reason,
        words,
    );
    words.fill(
        "proof.entry.history_line",
        &[
            ("said", said),
            ("how", words.say(source_key(told.source)).to_owned()),
            ("said_on", words.date(told.said_on)),
            ("entered_at", words.day_time(wall_of(zone, told.entered_at))),
        ],
    )
}

/// The catalogue's key of a source.
const fn source_key(source: Source) -> &'static str {
    match source {
        Source::Page => "proof.source.page",
        Source::Link => "proof.source.link",
        Source::Phone => "proof.source.phone",
        Source::Letter => "proof.source.letter",
    }
}

impl EntryPage {
    fn outcomes(&self) -> Vec<(&'static str, &'static str)> {
        let words = self.shell.words();
        Outcome::ALL.map(|outcome| (outcome.code(), words.say(outcome_key(outcome)))).to_vec()
    }
}

/// The catalogue's key of an outcome.
const fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Aired => "proof.outcome.aired",
        Outcome::Late => "proof.outcome.late",
        Outcome::Partial => "proof.outcome.partial",
        Outcome::NotAired => "proof.outcome.not_aired",
    }
}
