//! A campaign is made, changed, copied.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::address;
use super::terms::{Deed, Offers, TermsForm};
use crate::campaigns::{self as room, Campaign, CampaignRequest, CopyBudget, EditRequest, Sight};
use crate::kit::{Error, Id, id};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Field, Filling, Form, Problems, Shell, page, see_done};

/// Page of `campaigns::pages`: new, edit, copy.
#[derive(Template)]
#[template(path = "campaigns/edit.html")]
struct EditPage {
    shell: Shell,
    title: String,
    intro: &'static str,
    back: String,
    action: String,
    version: String,
    fields: Vec<Field>,
    problems: Problems,
}

struct Shown<'a> {
    deed: Deed,
    /// The campaign that is changed or copied.
    model: Option<&'a Campaign>,
    form: &'a TermsForm,
    problems: Problems,
}

async fn shown(app: &App, shell: Shell, shown: Shown<'_>) -> Result<Response, Error> {
    let db = app.db.read();
    let coordinators = room::coordinators(db).await?;
    let districts = room::districts(db).await?;
    let offers = Offers { coordinators, districts };
    let fields = shown.form.fields(shown.deed, &shell, &shown.problems, &offers);
    let words = shell.words();
    let name = shown.model.map(|model| model.name.clone()).unwrap_or_default();
    let (title, intro) = match shown.deed {
        Deed::New => ("campaigns.new.title", "campaigns.new.intro"),
        Deed::Edit => ("campaigns.edit.title", "campaigns.edit.intro"),
        Deed::Copy => ("campaigns.copy.title", "campaigns.copy.intro"),
    };
    let below = match shown.deed {
        Deed::New => "",
        Deed::Edit => "/edit",
        Deed::Copy => "/copy",
    };
    let status =
        if shown.problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let action = shown.model.map_or("/campaigns/new".to_owned(), |model| address(model, below));
    let page_of = EditPage {
        title: words.fill(title, &[("name", name)]),
        intro: words.say(intro),
        back: shown.model.map_or("/campaigns".to_owned(), |model| address(model, "")),
        action,
        version: shown.form.version.clone(),
        fields,
        problems: shown.problems,
        shell,
    };
    page(status, &page_of)
}

/// `GET /campaigns/new`.
pub async fn new(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
) -> Result<Response, Error> {
    let form = TermsForm {
        discreet: "yes".to_owned(),
        coordinator: who.person().to_string(),
        ..TermsForm::default()
    };
    let show = Shown { deed: Deed::New, model: None, form: &form, problems: Problems::new() };
    shown(&app, shell, show).await
}

fn request(form: &TermsForm) -> Result<CampaignRequest, Problems> {
    let (form_key, terms) = form.read()?;
    Ok(CampaignRequest { form_key, terms, districts: form.places()? })
}

/// `POST /campaigns/new`.
pub async fn create(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Form(form): Form<TermsForm>,
) -> Result<Response, Error> {
    let problems = match request(&form) {
        Err(problems) => problems,
        Ok(request) => match room::create_campaign(&app.db, &*app.clock, who, request).await {
            Ok(made) => return Ok(see_done(&format!("/campaigns/{made}"), "campaigns.new.done")),
            Err(Error::Refused(why)) => why.into(),
            Err(other) => return Err(other),
        },
    };
    shown(&app, shell, Shown { deed: Deed::New, model: None, form: &form, problems }).await
}

/// `GET /campaigns/{id}/edit`.
pub async fn edit(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Campaign>>,
) -> Result<Response, Error> {
    let model = room::visible_to(app.db.read(), Sight::All, id).await?;
    let (form, problems) = (TermsForm::of(&model), Problems::new());
    shown(&app, shell, Shown { deed: Deed::Edit, model: Some(&model), form: &form, problems }).await
}

/// `POST /campaigns/{id}/edit`.
pub async fn change(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Campaign>>,
    Form(form): Form<TermsForm>,
) -> Result<Response, Error> {
    let model = room::visible_to(app.db.read(), Sight::All, id).await?;
    let version = form.version.parse().unwrap_or(0);
    let problems = match form.read() {
        Err(problems) => problems,
        Ok((form_key, terms)) => {
            let reason = form.reason();
            let request = EditRequest { form_key, campaign: id, version, terms, reason };
            match room::edit_campaign(&app.db, &*app.clock, who, request).await {
                Ok(()) => return Ok(see_done(&address(&model, ""), "campaigns.edit.done")),
                Err(Error::Refused(why)) => why.into(),
                Err(other) => return Err(other),
            }
        }
    };
    shown(&app, shell, Shown { deed: Deed::Edit, model: Some(&model), form: &form, problems }).await
}

/// `GET /campaigns/{id}/copy`.
pub async fn start_copy(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Campaign>>,
) -> Result<Response, Error> {
    let model = room::visible_to(app.db.read(), Sight::All, id).await?;
    let form = TermsForm {
        name: String::new(),
        starts_on: String::new(),
        ends_on: String::new(),
        coordinator: who.person().to_string(),
        ..TermsForm::of(&model)
    };
    let problems = Problems::new();
    shown(&app, shell, Shown { deed: Deed::Copy, model: Some(&model), form: &form, problems }).await
}

/// `POST /campaigns/{id}/copy`.
pub async fn copy(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Campaign>>,
    Form(form): Form<TermsForm>,
) -> Result<Response, Error> {
    let model = room::visible_to(app.db.read(), Sight::All, id).await?;
    let budget = if form.budget == "yes" { CopyBudget::Yes } else { CopyBudget::No };
    let problems = match request(&form) {
        Err(problems) => problems,
        Ok(request) => {
            let from = (id, budget);
            match room::copy_campaign(&app.db, &*app.clock, who, from, request).await {
                Ok(made) => {
                    return Ok(see_done(&format!("/campaigns/{made}"), "campaigns.copy.done"));
                }
                Err(Error::Refused(why)) => why.into(),
                Err(other) => return Err(other),
            }
        }
    };
    shown(&app, shell, Shown { deed: Deed::Copy, model: Some(&model), form: &form, problems }).await
}
