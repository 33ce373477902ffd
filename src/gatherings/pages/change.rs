//! An entry is corrected or withdrawn by a new one.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;

use super::enter::{Shown, shown};
use super::form::GatheringForm;
use super::shown::{self as page_of, Wrong};
use crate::campaigns::{self, Campaign, Sight};
use crate::gatherings::{self as room, CorrectRequest, Entry, Reason, WithdrawRequest};
use crate::kit::{Error, FormKey, Id, id};
use crate::people::SignedIn;
use crate::plant::App;
use crate::plant::web::{Form, Problems, Shell, see_done};

/// Why an entry is withdrawn.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WithdrawForm {
    /// Makes the form sent twice one deed.
    pub form_key: String,
    /// Why.
    pub reason: String,
}

async fn newest(app: &App, entry: Id<id::Gathering>) -> Result<(Entry, Campaign), Error> {
    let db = app.db.read();
    let history = room::history_of(db, Sight::All, entry).await?;
    let newest = history.into_iter().next().ok_or(Error::NotFound)?;
    let campaign = campaigns::visible_to(db, Sight::All, newest.campaign.id).await?;
    Ok((newest, campaign))
}

/// `GET /gatherings/{id}/correction`.
pub async fn correction(
    State(app): State<App>,
    who: SignedIn,
    shell: Shell,
    Path(entry): Path<Id<id::Gathering>>,
) -> Result<Response, Error> {
    who.coordinator().ok_or(Error::NotAllowed)?;
    let (entry, campaign) = newest(&app, entry).await?;
    let beside = room::beside(app.db.read(), entry.id).await?;
    let form = GatheringForm::of(&entry, &beside);
    let corrects = Some(entry.id);
    let problems = Problems::new();
    shown(&app, shell, Shown { campaign: &campaign, corrects, form, problems }).await
}

/// `POST /gatherings/{id}/correction`.
pub async fn correct(
    State(app): State<App>,
    who: SignedIn,
    shell: Shell,
    Path(entry): Path<Id<id::Gathering>>,
    Form(form): Form<GatheringForm>,
) -> Result<Response, Error> {
    let coordinator = who.coordinator().ok_or(Error::NotAllowed)?;
    let (newest, campaign) = newest(&app, entry).await?;
    let form_key = FormKey::read(&form.form_key).ok_or(Error::Stale)?;
    let reason = Reason::read(&form.reason);
    let problems = match (form.terms(), reason) {
        (Ok(terms), Some(reason)) => {
            let request = CorrectRequest { form_key, entry, terms, reason };
            let (db, clock, zone) = (&app.db, &*app.clock, app.config.zone);
            match room::correct_gathering(db, clock, zone, coordinator, request).await {
                Ok(entry) => {
                    let address = format!("/gatherings/{entry}");
                    return Ok(see_done(&address, "gatherings.correct.done"));
                }
                Err(Error::Refused(why)) => why.into(),
                Err(other) => return Err(other),
            }
        }
        (terms, reason) => {
            let mut problems = terms.err().unwrap_or_default();
            if reason.is_none() {
                problems.add("reason", "gatherings.problem.reason", Vec::new());
            }
            problems
        }
    };
    let corrects = Some(newest.id);
    shown(&app, shell, Shown { campaign: &campaign, corrects, form, problems }).await
}

/// `POST /gatherings/{id}/withdrawal`.
pub async fn withdraw(
    State(app): State<App>,
    who: SignedIn,
    shell: Shell,
    Path(entry): Path<Id<id::Gathering>>,
    Form(form): Form<WithdrawForm>,
) -> Result<Response, Error> {
    let coordinator = who.coordinator().ok_or(Error::NotAllowed)?;
    let form_key = FormKey::read(&form.form_key).ok_or(Error::Stale)?;
    let problems = match Reason::read(&form.reason) {
        None => {
            let mut problems = Problems::new();
            problems.add("reason", "gatherings.problem.reason", Vec::new());
            problems
        }
        Some(reason) => {
            let request = WithdrawRequest { form_key, entry, reason };
            let (db, clock) = (&app.db, &*app.clock);
            match room::withdraw_gathering(db, clock, coordinator, request).await {
                Ok(entry) => {
                    let address = format!("/gatherings/{entry}");
                    return Ok(see_done(&address, "gatherings.withdraw.done"));
                }
                Err(Error::Refused(why)) => why.into(),
                Err(other) => return Err(other),
            }
        }
    };
    page_of::render(&app, shell, &who, entry, Wrong { problems, reason: form.reason }).await
}
