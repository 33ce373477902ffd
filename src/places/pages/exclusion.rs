//! `/districts/{place}/exclusions`: people are left out of a place, or counted again.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;

use super::edit::FormPage;
use crate::kit::{Error, Id, id, limits};
use crate::people::Coordinator;
use crate::places::{ExclusionRequest, Place, count_again, leave_out, place_by_id};
use crate::plant::App;
use crate::plant::web::{Fields, Filling, Form, Problems, Reader, Shell, see_done};

/// An exclusion as it is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExclusionForm {
    form_key: String,
    people: String,
    reason: String,
}

/// A button that says everything by being pressed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pressed {}

fn read(place: Id<id::Place>, form: &ExclusionForm) -> Result<ExclusionRequest, Problems> {
    let mut reader = Reader::new();
    let form_key = reader.form_key(&form.form_key);
    let people = reader.whole("people", &form.people, 1..=2_000_000_000);
    let reason = reader.text("reason", &form.reason, limits::TEXT_CHARS_MAX);
    let parts = form_key.zip(people);
    let parts =
        parts.map(|(form_key, people)| ExclusionRequest { place, people, reason, form_key });
    reader.finish_with(parts)
}

fn shown(
    shell: Shell,
    place: &Place,
    form: &ExclusionForm,
    problems: Problems,
) -> Result<Response, Error> {
    let fields = Fields::new(&shell, &problems)
        .ask("people", "places.exclude.people", Filling::Digits, &form.people)
        .ask("reason", "places.exclude.reason", Filling::Line, &form.reason)
        .done();
    let words = shell.words();
    let page_of = FormPage {
        title: words.fill("places.exclude.title", &[("name", &place.name)]),
        intro: words.say("places.exclude.intro"),
        action: format!("/districts/{}/exclusions", place.id),
        back: format!("/districts/{}", place.id),
        save: words.say("places.exclude.save"),
        fields,
        problems,
        shell,
    };
    page_of.shown()
}

/// The empty form.
pub async fn new(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Place>>,
) -> Result<Response, Error> {
    let place = place_by_id(&app.db, id).await?;
    shown(shell, &place, &ExclusionForm::default(), Problems::new())
}

/// Leave the people out.
pub async fn save(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Place>>,
    Form(form): Form<ExclusionForm>,
) -> Result<Response, Error> {
    let problems = match read(id, &form) {
        Err(problems) => problems,
        Ok(request) => match leave_out(&app.db, &*app.clock, who, request).await {
            Ok(()) => return Ok(see_done(&format!("/districts/{id}"), "places.exclude.done")),
            Err(Error::Refused(why)) => why.into(),
            Err(other) => return Err(other),
        },
    };
    let place = place_by_id(&app.db, id).await?;
    shown(shell, &place, &form, problems)
}

/// Count the people again.
pub async fn end(
    State(app): State<App>,
    who: Coordinator,
    Path((_, adjustment)): Path<(Id<id::Place>, i64)>,
    Form(_): Form<Pressed>,
) -> Result<Response, Error> {
    let place = count_again(&app.db, &*app.clock, who, adjustment).await?;
    Ok(see_done(&format!("/districts/{place}"), "places.again.done"))
}
