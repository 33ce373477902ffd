//! One more person at the station who is called or texted.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;

use super::form::{FormPage, address, in_use, one_of, told};
use crate::kit::limits::NAME_CHARS_MAX;
use crate::kit::{Error, Id, Language, Phone, id};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Fields, Form, Problems, Reader, Shell, see_done};
use crate::stations::{self as room, PhoneRequest, Station};

/// What was typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PhoneForm {
    /// The form's key.
    pub form_key: String,
    /// Who answers.
    pub name: String,
    /// What this person does there.
    pub duty: String,
    /// The number.
    pub phone: String,
    /// The language of texts.
    pub language: String,
}

impl PhoneForm {
    fn read(&self, station: Id<id::Station>, code: &str) -> Result<PhoneRequest, Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let name = reader.text("name", &self.name, NAME_CHARS_MAX);
        let duty = reader.maybe_text("duty", &self.duty, NAME_CHARS_MAX);
        let phone = Phone::read(&self.phone, code);
        if phone.is_none() {
            reader.against("phone", "stations.problem.phone");
        }
        let language = reader.one("language", &self.language, |typed| typed.parse().ok());
        let parts = form_key.zip(phone).zip(language);
        reader.finish_with(parts.map(|((form_key, phone), language): (_, Language)| PhoneRequest {
            station,
            name,
            duty,
            language,
            phone,
            form_key,
        }))
    }

    fn page(self, shell: Shell, problems: Problems, station: &Station) -> Result<Response, Error> {
        let words = shell.words();
        let languages = Language::ALL.map(|language| (language.code(), language.own_name()));
        let fields = Fields::new(&shell, &problems)
            .line("name", "stations.field.person", &self.name)
            .line("duty", "stations.field.duty", &self.duty)
            .line("phone", "stations.field.phone", &self.phone)
            .hint("stations.hint.phone")
            .ask("language", "stations.field.text_language", one_of(languages, &self.language), "")
            .done();
        let page_of = FormPage {
            title: words.fill("stations.phone.title", &[("name", &station.name)]),
            intro: words.say("stations.phone.intro").to_owned(),
            back: address(station.id, ""),
            action: address(station.id, "/phones"),
            version: String::new(),
            fields,
            problems,
            shell,
        };
        page_of.answer()
    }
}

/// `GET /stations/{id}/phones`.
pub async fn show(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
) -> Result<Response, Error> {
    let station = in_use(&app, id).await?;
    let language = Language::Rw.code().to_owned();
    PhoneForm { language, ..PhoneForm::default() }.page(shell, Problems::new(), &station)
}

/// `POST /stations/{id}/phones`.
pub async fn add(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
    Form(form): Form<PhoneForm>,
) -> Result<Response, Error> {
    let station = in_use(&app, id).await?;
    let problems = match form.read(id, &app.config.country_code) {
        Err(problems) => problems,
        Ok(request) => match room::add_phone(&app.db, &*app.clock, &app.seal, who, request).await {
            Ok(()) => return Ok(see_done(&address(id, ""), "stations.saved.done")),
            Err(Error::Refused(why)) => told(shell.words(), &*why),
            Err(other) => return Err(other),
        },
    };
    form.page(shell, problems, &station)
}
