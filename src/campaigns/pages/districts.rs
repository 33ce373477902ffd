//! The districts of a campaign and what is wanted there.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::show::{DistrictRow, district_row};
use super::{KeyForm, address, picks};
use crate::campaigns::{self as room, Campaign, DistrictRequest, Goals, Sight};
use crate::kit::{Error, Id, id};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Field, Fields, Filling, Form, Problems, Reader, Shell, page, see_done};

/// More people than live in any country that uses this.
const PEOPLE_MAX: i64 = 2_000_000_000;

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DistrictForm {
    /// The form's key.
    pub form_key: String,
    /// The district.
    pub districts: String,
    /// People, at least once.
    pub reach1: String,
    /// People, at least three times.
    pub reach3: String,
    /// Percent of the population.
    pub percent: String,
}

impl DistrictForm {
    fn read(&self, campaign: Id<id::Campaign>) -> Result<DistrictRequest, Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let place = reader.one("districts", &self.districts, |typed| typed.parse().ok());
        let goals = Goals {
            reach1: reader.maybe_whole("reach1", &self.reach1, 1..=PEOPLE_MAX),
            reach3: reader.maybe_whole("reach3", &self.reach3, 1..=PEOPLE_MAX),
            percent: reader.maybe_whole("percent", &self.percent, 1..=100),
        };
        let parts = form_key.zip(place);
        reader.finish_with(parts.map(|(form_key, place)| DistrictRequest {
            form_key,
            campaign,
            place,
            goals,
        }))
    }
}

/// Page of `campaigns::pages::districts`.
#[derive(Template)]
#[template(path = "campaigns/districts.html")]
struct DistrictsPage {
    shell: Shell,
    problems: Problems,
    base: String,
    name: String,
    rows: Vec<DistrictRow>,
    fields: Vec<Field>,
    may_change: bool,
}

async fn shown(
    app: &App,
    shell: Shell,
    campaign: Campaign,
    (form, problems): (&DistrictForm, Problems),
) -> Result<Response, Error> {
    let (db, words) = (app.db.read(), shell.words());
    let base = address(&campaign, "");
    let rows = room::districts_of(db, campaign.id).await?;
    let none = Some(shell.say("form.choose"));
    let offers = picks(&room::districts(db).await?, std::slice::from_ref(&form.districts), none);
    let fields = Fields::new(&shell, &problems)
        .ask("districts", "campaigns.field.district", Filling::One(offers), "")
        .ask("reach1", "campaigns.field.reach1", Filling::Digits, &form.reach1)
        .ask("reach3", "campaigns.field.reach3", Filling::Digits, &form.reach3)
        .ask("percent", "campaigns.field.percent", Filling::Digits, &form.percent)
        .hint("campaigns.hint.percent")
        .done();
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page_of = DistrictsPage {
        problems,
        rows: rows.into_iter().map(|line| district_row(&base, line, words)).collect(),
        fields,
        may_change: campaign.state.still_open().is_ok(),
        name: campaign.name,
        base,
        shell,
    };
    page(status, &page_of)
}

/// `GET /campaigns/{id}/districts`.
pub async fn show(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Campaign>>,
) -> Result<Response, Error> {
    let campaign = room::visible_to(app.db.read(), Sight::All, id).await?;
    shown(&app, shell, campaign, (&DistrictForm::default(), Problems::new())).await
}

/// `POST /campaigns/{id}/districts`.
pub async fn set(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Campaign>>,
    Form(form): Form<DistrictForm>,
) -> Result<Response, Error> {
    let campaign = room::visible_to(app.db.read(), Sight::All, id).await?;
    let problems = match form.read(id) {
        Err(problems) => problems,
        Ok(request) => match room::set_district(&app.db, &*app.clock, who, request).await {
            Ok(()) => {
                return Ok(see_done(&address(&campaign, "/districts"), "campaigns.district.done"));
            }
            Err(Error::Refused(why)) => why.into(),
            Err(other) => return Err(other),
        },
    };
    shown(&app, shell, campaign, (&form, problems)).await
}

/// `POST /campaigns/{id}/districts/{place}/removal`.
pub async fn remove(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path((id, place)): Path<(Id<id::Campaign>, Id<id::Place>)>,
    Form(form): Form<KeyForm>,
) -> Result<Response, Error> {
    let campaign = room::visible_to(app.db.read(), Sight::All, id).await?;
    let problems = match form.read() {
        Err(problems) => problems,
        Ok(key) => {
            match room::remove_district(&app.db, &*app.clock, who, (id, place), &key).await {
                Ok(()) => {
                    return Ok(see_done(
                        &address(&campaign, "/districts"),
                        "campaigns.removal.done",
                    ));
                }
                Err(Error::Refused(why)) => why.into(),
                Err(other) => return Err(other),
            }
        }
    };
    shown(&app, shell, campaign, (&DistrictForm::default(), problems)).await
}
