//! `/listening/{place}`: how many of a district's people hear radio.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::kit::{Error, FormKey, Id, Share, id, limits};
use crate::people::Coordinator;
use crate::places;
use crate::plant::App;
use crate::plant::web::{Form, Problems, Shell, page, see_done};
use crate::reach::{Listening, ListeningRequest, listening_of, set_listening};

/// What is typed into the form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ListeningForm {
    /// Percent of the people who heard radio in four weeks.
    pub universe: String,
    /// How many were asked.
    pub respondents: String,
    /// Design effect.
    pub deff: String,
    /// Who says so.
    pub source: String,
    /// The day that the source speaks of.
    pub as_of: String,
    /// The form's key.
    pub form_key: String,
}

/// Page of `reach::pages::form` and `::put`.
#[derive(Template)]
#[template(path = "reach/listening.html")]
struct ListeningPage {
    shell: Shell,
    problems: Problems,
    form: ListeningForm,
    place: i64,
    name: String,
    rows: Vec<Row>,
}

struct Row {
    share: String,
    asked: String,
    source: String,
    as_of: String,
    in_force: bool,
}

/// The form, with the figures so far.
pub async fn form(
    State(app): State<App>,
    _right: Coordinator,
    shell: Shell,
    Path(place): Path<Id<id::Place>>,
) -> Result<Response, Error> {
    let form = ListeningForm { form_key: shell.form_key(), ..ListeningForm::default() };
    show(&app, shell, place, form, Problems::new()).await
}

/// The figure is entered.
pub async fn put(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(place): Path<Id<id::Place>>,
    Form(form): Form<ListeningForm>,
) -> Result<Response, Error> {
    let request = match read(place, &form) {
        Ok(request) => request,
        Err(problems) => return show(&app, shell, place, form, problems).await,
    };
    let (clock, zone) = (&*app.clock, app.config.zone);
    match set_listening(&app.db, clock, zone, who, request).await {
        Ok(()) => Ok(see_done(&format!("/listening/{place}"), "reach.listening.done")),
        Err(Error::Refused(why)) => show(&app, shell, place, form, why.into()).await,
        Err(other) => Err(other),
    }
}

fn read(place: Id<id::Place>, form: &ListeningForm) -> Result<ListeningRequest, Problems> {
    let mut problems = Problems::new();
    let universe = Share::read_percent(&form.universe);
    if universe.is_none() {
        problems.add("universe", "reach.problem.universe", Vec::new());
    }
    let respondents = optional(&form.respondents);
    if respondents.is_err() {
        problems.add("respondents", "reach.refused.respondents", Vec::new());
    }
    let deff: Result<Option<f64>, ()> = optional(&form.deff.replace(',', "."));
    if deff.is_err() {
        problems.add("deff", "reach.refused.deff", Vec::new());
    }
    let letters = form.source.chars().count();
    if letters == 0 || letters > limits::TEXT_CHARS_MAX {
        problems.add("source", "reach.problem.source", Vec::new());
    }
    let as_of = form.as_of.parse();
    if as_of.is_err() {
        problems.add("as_of", "reach.problem.as_of", Vec::new());
    }
    let form_key = FormKey::read(&form.form_key);
    match (universe, respondents, deff, as_of, form_key) {
        (Some(universe), Ok(respondents), Ok(deff), Ok(as_of), Some(form_key))
            if problems.is_empty() =>
        {
            let source = form.source.clone();
            Ok(ListeningRequest { place, universe, respondents, deff, source, as_of, form_key })
        }
        _ => Err(problems),
    }
}

fn optional<T: std::str::FromStr>(text: &str) -> Result<Option<T>, ()> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| ()) }
}

async fn show(
    app: &App,
    shell: Shell,
    place: Id<id::Place>,
    form: ListeningForm,
    problems: Problems,
) -> Result<Response, Error> {
    let name = places::place_by_id(&app.db, place).await?.name;
    let words = shell.words();
    let row = |it: Listening| Row {
        share: it.universe.map(|share| words.percent(share.value())).unwrap_or_default(),
        asked: it.respondents.map(|n| words.whole(n.into())).unwrap_or_default(),
        source: it.source,
        as_of: words.date(it.as_of),
        in_force: it.in_force,
    };
    let rows = listening_of(&app.db, place).await?.into_iter().map(row).collect();
    let failed = !problems.is_empty();
    let status = if failed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let place = place.number();
    page(status, &ListeningPage { shell, problems, form, place, name, rows })
}
