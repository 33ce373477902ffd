//! A message is made and changed.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::said::address;
use super::terms::TermsForm;
use crate::campaigns::{self, Campaign, Sight};
use crate::kit::{Error, Id, id};
use crate::messages::{self as room, Message, MessageEdit, MessageRequest};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Field, Filling, Form, Problems, Query, Shell, page, see_done};

/// Which campaign the new message is for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewQuery {
    /// The campaign.
    pub campaign: String,
}

/// Page of `messages::pages`: new, edit.
#[derive(Template)]
#[template(path = "messages/edit.html")]
struct EditPage {
    shell: Shell,
    title: String,
    campaign: String,
    campaign_name: String,
    back: String,
    action: String,
    version: String,
    fields: Vec<Field>,
    problems: Problems,
}

async fn shown(
    app: &App,
    shell: Shell,
    (campaign, message): (Campaign, Option<&Message>),
    (form, problems): (&TermsForm, Problems),
) -> Result<Response, Error> {
    let partners = campaigns::partners_of(app.db.read(), campaign.id).await?;
    let kind = message.map(|message| message.kind);
    let words = shell.words();
    let name = message.map(|message| message.terms.title.clone()).unwrap_or_default();
    let title = if kind.is_some() { "messages.edit.title" } else { "messages.new.title" };
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let list = format!("/messages?campaign={}", campaign.id);
    let page_of = EditPage {
        title: words.fill(title, &[("name", name)]),
        campaign: campaign.id.to_string(),
        campaign_name: campaign.name,
        back: message.map_or(list, |message| address(message.id)),
        action: message
            .map_or("/messages/new".to_owned(), |message| format!("{}/edit", address(message.id))),
        version: form.version.clone(),
        fields: form.fields(kind, &shell, &problems, &partners),
        problems,
        shell,
    };
    page(status, &page_of)
}

/// `GET /messages/new?campaign=7`.
pub async fn new(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Query(query): Query<NewQuery>,
) -> Result<Response, Error> {
    let campaign = query.campaign.parse().map_err(|_| Error::NotFound)?;
    let campaign = campaigns::visible_to(app.db.read(), Sight::All, campaign).await?;
    let form = TermsForm {
        expires_on: campaign.ends_on.to_string(),
        channels: vec!["fm".to_owned()],
        ..TermsForm::default()
    };
    shown(&app, shell, (campaign, None), (&form, Problems::new())).await
}

/// `POST /messages/new`.
pub async fn create(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Form(form): Form<TermsForm>,
) -> Result<Response, Error> {
    let campaign = form.campaign.parse().map_err(|_| Error::NotFound)?;
    let campaign = campaigns::visible_to(app.db.read(), Sight::All, campaign).await?;
    let problems = match form.read(None) {
        Err(problems) => problems,
        Ok((form_key, kind, terms)) => {
            let request = MessageRequest { form_key, campaign: campaign.id, kind, terms };
            match room::create_message(&app.db, &*app.clock, who, request).await {
                Ok(made) => return Ok(see_done(&address(made), "messages.new.done")),
                Err(Error::Refused(why)) => why.into(),
                Err(other) => return Err(other),
            }
        }
    };
    shown(&app, shell, (campaign, None), (&form, problems)).await
}

async fn found(app: &App, id: Id<id::Message>) -> Result<(Campaign, Message), Error> {
    let message = room::message_of(app.db.read(), id).await?;
    let campaign = campaigns::visible_to(app.db.read(), Sight::All, message.campaign).await?;
    Ok((campaign, message))
}

/// `GET /messages/{id}/edit`.
pub async fn edit(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Message>>,
) -> Result<Response, Error> {
    let (campaign, message) = found(&app, id).await?;
    let form = TermsForm::of(&message);
    shown(&app, shell, (campaign, Some(&message)), (&form, Problems::new())).await
}

/// `POST /messages/{id}/edit`.
pub async fn change(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Message>>,
    Form(form): Form<TermsForm>,
) -> Result<Response, Error> {
    let (campaign, message) = found(&app, id).await?;
    let version = form.version.parse().unwrap_or(0);
    let problems = match form.read(Some(message.kind)) {
        Err(problems) => problems,
        Ok((form_key, _, terms)) => {
            let request = MessageEdit { form_key, message: id, version, terms };
            match room::edit_message(&app.db, &*app.clock, who, request).await {
                Ok(()) => return Ok(see_done(&address(id), "messages.edit.done")),
                Err(Error::Refused(why)) => why.into(),
                Err(other) => return Err(other),
            }
        }
    };
    shown(&app, shell, (campaign, Some(&message)), (&form, problems)).await
}
