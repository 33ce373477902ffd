//! Figures that others published about a campaign: kept apart from ours.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::show::{FigureRow, figure_row};
use super::{KeyForm, address};
use crate::campaigns::{self as room, Campaign, Exactness, FigureRequest, Part, Sight};
use crate::kit::limits::TEXT_CHARS_MAX;
use crate::kit::{Error, Id, id};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{
    Field, Fields, Filling, Form, Pick, Problems, Reader, Shell, page, see_done,
};

/// Larger than anything that is ever published.
const FIGURE_MAX: i64 = 1_000_000_000_000;

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FigureForm {
    /// The form's key.
    pub form_key: String,
    /// The figure.
    pub number: String,
    /// How exact it claims to be.
    pub exactness: String,
    /// What was counted.
    pub about: String,
    /// How it was counted.
    pub definition: String,
    /// Who published it.
    pub source: String,
    /// When.
    pub reported_on: String,
}

impl FigureForm {
    fn read(&self, campaign: Id<id::Campaign>) -> Result<FigureRequest, Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let number = reader.whole("number", &self.number, 0..=FIGURE_MAX);
        let exactness = reader.one("exactness", &self.exactness, Exactness::read);
        let about = reader.text("about", &self.about, TEXT_CHARS_MAX);
        let definition = reader.maybe_text("definition", &self.definition, TEXT_CHARS_MAX);
        let source = reader.text("source", &self.source, TEXT_CHARS_MAX);
        let reported_on = reader.maybe_day("reported_on", &self.reported_on);
        let parts = form_key.zip(number).zip(exactness);
        reader.finish_with(parts.map(|((form_key, number), exactness)| FigureRequest {
            form_key,
            campaign,
            number,
            exactness,
            about,
            definition,
            source,
            reported_on,
        }))
    }

    fn fields(&self, shell: &Shell, problems: &Problems) -> Vec<Field> {
        let typed = std::slice::from_ref(&self.exactness);
        let kinds = Exactness::ALL.map(|kind| {
            let key = match kind {
                Exactness::Exactly => "campaigns.exactness.exactly",
                Exactness::About => "campaigns.exactness.about",
                Exactness::Over => "campaigns.exactness.over",
            };
            Pick::new(kind.word(), shell.say(key), typed)
        });
        let day = Filling::Day;
        Fields::new(shell, problems)
            .ask("exactness", "campaigns.field.exactness", Filling::One(kinds.to_vec()), "")
            .ask("number", "campaigns.field.number", Filling::Digits, &self.number)
            .line("about", "campaigns.field.about", &self.about)
            .hint("campaigns.hint.about")
            .line("definition", "campaigns.field.definition", &self.definition)
            .hint("campaigns.hint.definition")
            .line("source", "campaigns.field.source", &self.source)
            .ask("reported_on", "campaigns.field.reported_on", day, &self.reported_on)
            .done()
    }
}

/// Page of `campaigns::pages::figures`.
#[derive(Template)]
#[template(path = "campaigns/figures.html")]
struct FiguresPage {
    shell: Shell,
    problems: Problems,
    base: String,
    name: String,
    rows: Vec<FigureRow>,
    fields: Vec<Field>,
    may_change: bool,
}

async fn shown(
    app: &App,
    shell: Shell,
    campaign: Campaign,
    (form, problems): (&FigureForm, Problems),
) -> Result<Response, Error> {
    let (db, words) = (app.db.read(), shell.words());
    let base = address(&campaign, "");
    let lines = room::figures_of(db, campaign.id).await?;
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page_of = FiguresPage {
        fields: form.fields(&shell, &problems),
        problems,
        rows: lines.into_iter().map(|line| figure_row(&base, line, words)).collect(),
        may_change: campaign.state.still_open().is_ok(),
        name: campaign.name,
        base,
        shell,
    };
    page(status, &page_of)
}

/// `GET /campaigns/{id}/figures`.
pub async fn show(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Campaign>>,
) -> Result<Response, Error> {
    let campaign = room::visible_to(app.db.read(), Sight::All, id).await?;
    shown(&app, shell, campaign, (&FigureForm::default(), Problems::new())).await
}

/// `POST /campaigns/{id}/figures`.
pub async fn add(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Campaign>>,
    Form(form): Form<FigureForm>,
) -> Result<Response, Error> {
    let campaign = room::visible_to(app.db.read(), Sight::All, id).await?;
    let problems = match form.read(id) {
        Err(problems) => problems,
        Ok(request) => match room::add_figure(&app.db, &*app.clock, who, request).await {
            Ok(()) => {
                return Ok(see_done(&address(&campaign, "/figures"), "campaigns.figure.done"));
            }
            Err(Error::Refused(why)) => why.into(),
            Err(other) => return Err(other),
        },
    };
    shown(&app, shell, campaign, (&form, problems)).await
}

/// `POST /campaigns/{id}/figures/{figure}/removal`.
pub async fn remove(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path((id, figure)): Path<(Id<id::Campaign>, i64)>,
    Form(form): Form<KeyForm>,
) -> Result<Response, Error> {
    let campaign = room::visible_to(app.db.read(), Sight::All, id).await?;
    let part = Part::Figure(figure);
    let problems = match form.read() {
        Err(problems) => problems,
        Ok(key) => match room::remove_part(&app.db, &*app.clock, who, (id, part), &key).await {
            Ok(()) => {
                return Ok(see_done(&address(&campaign, "/figures"), "campaigns.removal.done"));
            }
            Err(Error::Refused(why)) => why.into(),
            Err(other) => return Err(other),
        },
    };
    shown(&app, shell, campaign, (&FigureForm::default(), problems)).await
}
