//! `/districts/{place}/figures`: a figure of people is entered or changed.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;

use super::edit::FormPage;
use crate::kit::{Error, Id, id, limits};
use crate::people::Coordinator;
use crate::places::{Figure, FigureRequest, Place, Status, place_by_id, put_figure};
use crate::plant::App;
use crate::plant::web::{Fields, Filling, Form, Pick, Problems, Query, Reader, Shell, see_done};

/// People of one place at most.
const PEOPLE_MAX: i64 = 2_000_000_000;

/// A figure as it is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FigureForm {
    form_key: String,
    year: String,
    status: String,
    total: String,
    male: String,
    female: String,
    adults: String,
    source: String,
    licence: String,
}

/// Which figure is changed; nothing for a new one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WhichFigure {
    year: String,
    status: String,
}

fn read(place: Id<id::Place>, form: &FigureForm) -> Result<FigureRequest, Problems> {
    let mut reader = Reader::new();
    let form_key = reader.form_key(&form.form_key);
    let year = reader.whole("year", &form.year, 1900..=2200);
    let status = reader.one("status", &form.status, |text| text.parse::<Status>().ok());
    let total = reader.whole("total", &form.total, 0..=PEOPLE_MAX);
    let male = reader.maybe_whole("male", &form.male, 0..=PEOPLE_MAX);
    let female = reader.maybe_whole("female", &form.female, 0..=PEOPLE_MAX);
    let adults = reader.maybe_whole("adults", &form.adults, 0..=PEOPLE_MAX);
    let source = reader.text("source", &form.source, limits::TEXT_CHARS_MAX);
    let licence = reader.maybe_text("licence", &form.licence, limits::TEXT_CHARS_MAX);
    let year = year.and_then(|year| i32::try_from(year).ok());
    let parts = form_key.zip(year).zip(status).zip(total);
    let parts = parts.map(|(((form_key, year), status), total)| FigureRequest {
        place,
        figure: Figure { year, status, total, male, female, adults },
        source,
        licence,
        form_key,
    });
    reader.finish_with(parts)
}

fn shown(
    shell: Shell,
    place: &Place,
    form: &FigureForm,
    problems: Problems,
) -> Result<Response, Error> {
    let words = shell.words();
    let typed = [form.status.clone()];
    let pick = |status: Status| Pick::new(status.code(), words.say(status.words()), &typed);
    let fields = Fields::new(&shell, &problems)
        .ask("year", "places.figure.year", Filling::Digits, &form.year)
        .ask(
            "status",
            "places.figure.status",
            Filling::One(Status::ALL.map(pick).into()),
            &form.status,
        )
        .ask("total", "places.figure.total", Filling::Digits, &form.total)
        .ask("male", "places.figure.male", Filling::Digits, &form.male)
        .ask("female", "places.figure.female", Filling::Digits, &form.female)
        .ask("adults", "places.figure.adults", Filling::Digits, &form.adults)
        .line("source", "places.figure.source", &form.source)
        .line("licence", "places.figure.licence", &form.licence)
        .done();
    let page_of = FormPage {
        title: words.fill("places.figure.title", &[("name", &place.name)]),
        intro: words.say("places.figure.intro"),
        action: format!("/districts/{}/figures", place.id),
        back: format!("/districts/{}", place.id),
        save: words.say("places.figure.save"),
        fields,
        problems,
        shell,
    };
    page_of.shown()
}

/// The form, with the figure that is to be changed.
pub async fn new(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Place>>,
    Query(which): Query<WhichFigure>,
) -> Result<Response, Error> {
    let place = place_by_id(&app.db, id).await?;
    let is_meant = |figure: &Figure| {
        figure.year.to_string() == which.year && figure.status.code() == which.status
    };
    let held = place.counts.iter().find(|count| is_meant(&count.figure));
    let number = |number: Option<i64>| number.map(|n| n.to_string()).unwrap_or_default();
    let form = held.map_or_else(FigureForm::default, |count| FigureForm {
        form_key: String::new(),
        year: count.figure.year.to_string(),
        status: count.figure.status.code().to_owned(),
        total: count.figure.total.to_string(),
        male: number(count.figure.male),
        female: number(count.figure.female),
        adults: number(count.figure.adults),
        source: count.source.clone(),
        licence: count.licence.clone().unwrap_or_default(),
    });
    shown(shell, &place, &form, Problems::new())
}

/// Keep the figure.
pub async fn save(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Place>>,
    Form(form): Form<FigureForm>,
) -> Result<Response, Error> {
    let problems = match read(id, &form) {
        Err(problems) => problems,
        Ok(request) => match put_figure(&app.db, &*app.clock, who, request).await {
            Ok(()) => return Ok(see_done(&format!("/districts/{id}"), "places.figure.done")),
            Err(Error::Refused(why)) => why.into(),
            Err(other) => return Err(other),
        },
    };
    let place = place_by_id(&app.db, id).await?;
    shown(shell, &place, &form, problems)
}
