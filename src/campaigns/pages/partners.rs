//! The partners of a campaign with their roles and logos.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::show::{PartnerRow, partner_row, role_said};
use super::{KeyForm, address};
use crate::campaigns::{self as room, Campaign, Part, PartnerRequest, Role, Sight, logo_type};
use crate::kit::limits::{LOGO_BYTES_MAX, NAME_CHARS_MAX};
use crate::kit::{Error, Id, id};
use crate::people::{Coordinator, SignedIn};
use crate::plant::App;
use crate::plant::web::{
    Field, Fields, Filling, Form, Pick, Problems, Reader, Shell, Upload, page, see_done,
};

/// The fields that the form may send besides its file.
const FIELDS: [&str; 3] = ["form_key", "partner", "role"];

/// What was typed.
#[derive(Clone, Debug, Default)]
struct Typed {
    form_key: String,
    partner: String,
    role: String,
    logo: Option<Vec<u8>>,
}

impl Typed {
    fn of(upload: Upload<LOGO_BYTES_MAX>) -> Result<Self, Error> {
        let known = |fields: &BTreeMap<String, String>| {
            fields.keys().all(|name| FIELDS.contains(&name.as_str()))
        };
        if !known(&upload.fields) {
            return Err(Error::NotAllowed);
        }
        Ok(Self {
            form_key: upload.field("form_key").to_owned(),
            partner: upload.field("partner").to_owned(),
            role: upload.field("role").to_owned(),
            logo: upload.file.map(|file| file.bytes),
        })
    }

    fn read(&self, campaign: Id<id::Campaign>) -> Result<PartnerRequest, Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let name = reader.text("partner", &self.partner, NAME_CHARS_MAX);
        let role = reader.one("role", &self.role, Role::read);
        let parts = form_key.zip(role);
        reader.finish_with(parts.map(|(form_key, role)| PartnerRequest {
            form_key,
            campaign,
            name,
            role,
            logo: self.logo.clone(),
        }))
    }

    fn fields(&self, shell: &Shell, problems: &Problems) -> Vec<Field> {
        let typed = std::slice::from_ref(&self.role);
        let words = shell.words();
        let roles = Role::ALL.map(|role| Pick::new(role.word(), role_said(words, role), typed));
        let pictures = Filling::File("image/png,image/jpeg,image/webp");
        Fields::new(shell, problems)
            .line("partner", "campaigns.field.partner", &self.partner)
            .ask("role", "campaigns.field.role", Filling::One(roles.to_vec()), "")
            .ask("logo", "campaigns.field.logo", pictures, "")
            .hint("campaigns.hint.logo")
            .done()
    }
}

/// Page of `campaigns::pages::partners`.
#[derive(Template)]
#[template(path = "campaigns/partners.html")]
struct PartnersPage {
    shell: Shell,
    problems: Problems,
    base: String,
    name: String,
    rows: Vec<PartnerRow>,
    fields: Vec<Field>,
    may_change: bool,
}

async fn shown(
    app: &App,
    shell: Shell,
    campaign: Campaign,
    (typed, problems): (&Typed, Problems),
) -> Result<Response, Error> {
    let words = shell.words();
    let base = address(&campaign, "");
    let lines = room::partners_of(app.db.read(), campaign.id).await?;
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page_of = PartnersPage {
        fields: typed.fields(&shell, &problems),
        problems,
        rows: lines.into_iter().map(|line| partner_row(&base, line, words)).collect(),
        may_change: campaign.state.still_open().is_ok(),
        name: campaign.name,
        base,
        shell,
    };
    page(status, &page_of)
}

/// `GET /campaigns/{id}/partners`.
pub async fn show(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Campaign>>,
) -> Result<Response, Error> {
    let campaign = room::visible_to(app.db.read(), Sight::All, id).await?;
    shown(&app, shell, campaign, (&Typed::default(), Problems::new())).await
}

/// `POST /campaigns/{id}/partners`.
pub async fn add(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Campaign>>,
    upload: Upload<LOGO_BYTES_MAX>,
) -> Result<Response, Error> {
    let campaign = room::visible_to(app.db.read(), Sight::All, id).await?;
    let typed = Typed::of(upload)?;
    let problems = match typed.read(id) {
        Err(problems) => problems,
        Ok(request) => {
            match room::add_partner(&app.db, &app.files, &*app.clock, who, request).await {
                Ok(()) => {
                    return Ok(see_done(
                        &address(&campaign, "/partners"),
                        "campaigns.partner.done",
                    ));
                }
                Err(Error::Refused(why)) => why.into(),
                Err(other) => return Err(other),
            }
        }
    };
    shown(&app, shell, campaign, (&typed, problems)).await
}

/// `POST /campaigns/{id}/partners/{role}/removal`.
pub async fn remove(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path((id, role)): Path<(Id<id::Campaign>, i64)>,
    Form(form): Form<KeyForm>,
) -> Result<Response, Error> {
    let campaign = room::visible_to(app.db.read(), Sight::All, id).await?;
    let part = Part::Partner(role);
    let problems = match form.read() {
        Err(problems) => problems,
        Ok(key) => match room::remove_part(&app.db, &*app.clock, who, (id, part), &key).await {
            Ok(()) => {
                return Ok(see_done(&address(&campaign, "/partners"), "campaigns.removal.done"));
            }
            Err(Error::Refused(why)) => why.into(),
            Err(other) => return Err(other),
        },
    };
    shown(&app, shell, campaign, (&Typed::default(), problems)).await
}

/// `GET /campaigns/{id}/partners/{role}/logo`: the picture, never run as a page.
pub async fn logo(
    State(app): State<App>,
    who: SignedIn,
    Path((id, role)): Path<(Id<id::Campaign>, i64)>,
) -> Result<Response, Error> {
    let campaign = room::visible_to(app.db.read(), Sight::of(&who)?, id).await?;
    let name = room::logo_of(app.db.read(), campaign.id, role).await?;
    let bytes = app.files.read(&name).await?;
    let kind = logo_type(&bytes).ok_or(Error::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"logo\""),
    ];
    Ok((headers, bytes).into_response())
}
