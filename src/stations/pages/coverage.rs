//! The share of a district's people that can hear the station.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;

use super::form::{FormPage, Reading, address, district_entries, in_use, one_of, told};
use crate::kit::limits::TEXT_CHARS_MAX;
use crate::kit::{Error, Id, Share, id};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Fields, Filling, Form, Problems, Query, Reader, Shell, see_done};
use crate::stations::{self as room, CoverageRequest, Station};

/// Which district's figures are shown for a change.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlaceQuery {
    /// The district.
    pub place: String,
}

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CoverageForm {
    /// The form's key.
    pub form_key: String,
    /// The district.
    pub place: String,
    /// At least, in percent.
    pub low: String,
    /// Most likely, in percent.
    pub central: String,
    /// At most, in percent.
    pub high: String,
    /// Who says so.
    pub source: String,
    /// The day that the source speaks of.
    pub as_of: String,
}

impl CoverageForm {
    fn read(&self, station: Id<id::Station>) -> Result<CoverageRequest, Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let place = reader.one("place", &self.place, |typed| typed.parse().ok());
        let low = reader.percent("low", &self.low);
        let central = reader.percent("central", &self.central);
        let high = reader.percent("high", &self.high);
        let source = reader.text("source", &self.source, TEXT_CHARS_MAX);
        let as_of = reader.day("as_of", &self.as_of);
        let shares = low.zip(central).zip(high);
        let parts = form_key.zip(place).zip(shares).zip(as_of);
        reader.finish_with(parts.map(|(((form_key, place), ((low, central), high)), as_of)| {
            CoverageRequest { station, place, low, central, high, source, as_of, form_key }
        }))
    }

    async fn page(
        self,
        app: &App,
        shell: Shell,
        problems: Problems,
        station: &Station,
    ) -> Result<Response, Error> {
        let words = shell.words();
        let places = district_entries(app, words.say("form.choose")).await?;
        let fields = Fields::new(&shell, &problems)
            .ask("place", "stations.field.covered", one_of(places, &self.place), "")
            .ask("low", "stations.field.low", Filling::Digits, &self.low)
            .hint("stations.hint.percent")
            .ask("central", "stations.field.central", Filling::Digits, &self.central)
            .ask("high", "stations.field.high", Filling::Digits, &self.high)
            .line("source", "stations.field.source", &self.source)
            .ask("as_of", "stations.field.as_of_day", Filling::Day, &self.as_of)
            .done();
        let page_of = FormPage {
            title: words.fill("stations.coverage.title", &[("name", &station.name)]),
            intro: words.say("stations.coverage.intro").to_owned(),
            back: address(station.id, ""),
            action: address(station.id, "/coverage"),
            version: String::new(),
            fields,
            problems,
            shell,
        };
        page_of.answer()
    }
}

/// `GET /stations/{id}/coverage`.
pub async fn show(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
    Query(query): Query<PlaceQuery>,
) -> Result<Response, Error> {
    let station = in_use(&app, id).await?;
    let held = room::coverage_of(app.db.read(), &[id]).await?;
    let held = held.into_iter().find(|one| one.place.to_string() == query.place);
    let form = match held {
        None => CoverageForm { place: query.place, ..CoverageForm::default() },
        Some(held) => {
            let [low, central, high] = held.shares.map(Share::plain_percent);
            let (place, source) = (query.place, held.source);
            let (form_key, as_of) = (String::new(), held.as_of.to_string());
            CoverageForm { form_key, place, low, central, high, source, as_of }
        }
    };
    form.page(&app, shell, Problems::new(), &station).await
}

/// `POST /stations/{id}/coverage`.
pub async fn save(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
    Form(form): Form<CoverageForm>,
) -> Result<Response, Error> {
    let station = in_use(&app, id).await?;
    let problems = match form.read(id) {
        Err(problems) => problems,
        Ok(request) => match room::set_coverage(&app.db, &*app.clock, who, request).await {
            Ok(()) => return Ok(see_done(&address(id, ""), "stations.saved.done")),
            Err(Error::Refused(why)) => told(shell.words(), &*why),
            Err(other) => return Err(other),
        },
    };
    form.page(&app, shell, problems, &station).await
}
