//! One more daypart.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;

use super::form::{FormPage, Reading, address, in_use, told};
use crate::kit::limits::NAME_CHARS_MAX;
use crate::kit::{Error, Id, id};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Fields, Form, Problems, Reader, Shell, see_done};
use crate::stations::{self as room, DAYPART_CODE_CHARS_MAX, Daypart, DaypartRequest, Station};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DaypartForm {
    /// The form's key.
    pub form_key: String,
    /// Its code; empty for one made of its hours.
    pub code: String,
    /// Its own name.
    pub name: String,
    /// The start.
    pub starts: String,
    /// The end.
    pub ends: String,
}

impl DaypartForm {
    fn read(&self, station: Id<id::Station>) -> Result<DaypartRequest, Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let starts = reader.time("starts", &self.starts);
        let ends = reader.time("ends", &self.ends);
        let name = reader.maybe_text("name", &self.name, NAME_CHARS_MAX);
        let code = reader.maybe_text("code", &self.code, DAYPART_CODE_CHARS_MAX);
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':');
        if code.as_ref().is_some_and(|code| !code.chars().all(plain)) {
            reader.against("code", "stations.problem.code");
        }
        let parts = form_key.zip(starts).zip(ends);
        reader.finish_with(parts.map(|((form_key, starts), ends)| {
            let of_hours = || format!("{}-{}", starts.format("%H"), ends.format("%H"));
            let code = code.unwrap_or_else(of_hours);
            let daypart = Daypart { number: 0, code, starts, ends };
            DaypartRequest { station, daypart, name, form_key }
        }))
    }

    fn page(self, shell: Shell, problems: Problems, station: &Station) -> Result<Response, Error> {
        let words = shell.words();
        let fields = Fields::new(&shell, &problems)
            .line("starts", "stations.field.starts", &self.starts)
            .hint("stations.hint.time")
            .line("ends", "stations.field.ends", &self.ends)
            .hint("stations.hint.past_midnight")
            .line("code", "stations.field.code", &self.code)
            .hint("stations.hint.code")
            .line("name", "stations.field.daypart_name", &self.name)
            .done();
        let page_of = FormPage {
            title: words.fill("stations.daypart.title", &[("name", &station.name)]),
            intro: words.say("stations.daypart.intro").to_owned(),
            back: address(station.id, ""),
            action: address(station.id, "/dayparts"),
            version: String::new(),
            fields,
            problems,
            shell,
        };
        page_of.answer()
    }
}

/// `GET /stations/{id}/dayparts`.
pub async fn show(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
) -> Result<Response, Error> {
    let station = in_use(&app, id).await?;
    DaypartForm::default().page(shell, Problems::new(), &station)
}

/// `POST /stations/{id}/dayparts`.
pub async fn add(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
    Form(form): Form<DaypartForm>,
) -> Result<Response, Error> {
    let station = in_use(&app, id).await?;
    let problems = match form.read(id) {
        Err(problems) => problems,
        Ok(request) => match room::add_daypart(&app.db, &*app.clock, who, request).await {
            Ok(()) => return Ok(see_done(&address(id, ""), "stations.saved.done")),
            Err(Error::Refused(why)) => told(shell.words(), &*why),
            Err(other) => return Err(other),
        },
    };
    form.page(shell, problems, &station)
}
