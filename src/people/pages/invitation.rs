//! `/invite/{token}`: a one-time link to a first or a new password.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::visitor::{browser, entered};
use crate::kit::Error;
use crate::people::actions::invitations::{self, Choice, Opened};
use crate::people::{CHARS_ADVISED, CHARS_MAX, CHARS_MIN, LinkKind};
use crate::plant::App;
use crate::plant::web::{Form, Problems, Shell, Site, page};

/// What the holder of a link chooses.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChoiceForm {
    /// The name, asked of the first administrator alone.
    pub name: String,
    /// The login, asked of the first administrator alone.
    pub login: String,
    /// The new password.
    pub password: String,
    /// The new password once more.
    pub again: String,
}

/// Page of `people::pages::invitation`.
#[derive(Template)]
#[template(path = "people/invite.html")]
struct InvitePage {
    shell: Shell,
    problems: Problems,
    is_first: bool,
    is_reset: bool,
    name: String,
    login: String,
    action: String,
}

impl InvitePage {
    fn new(shell: Shell, opened: Opened, token: &str) -> Self {
        let is_first = opened.kind == LinkKind::First;
        let typed = |text: String| if is_first { String::new() } else { text };
        Self {
            shell,
            problems: Problems::new(),
            is_first,
            is_reset: opened.kind == LinkKind::Reset,
            name: typed(opened.name),
            login: typed(opened.login),
            action: format!("/invite/{token}"),
        }
    }

    fn length_hint(&self) -> String {
        let values = [("least", CHARS_MIN), ("advised", CHARS_ADVISED), ("most", CHARS_MAX)];
        self.shell.fill("people.password.hint", &values)
    }
}

/// The form; opening it uses nothing up.
pub async fn show(
    State(app): State<App>,
    shell: Shell,
    Path(token): Path<String>,
) -> Result<Response, Error> {
    let opened = invitations::open_link(&app, &token).await?;
    page(StatusCode::OK, &InvitePage::new(shell, opened, &token))
}

/// The link is used up and its holder signed in.
pub async fn choose(
    State(app): State<App>,
    Extension(site): Extension<Arc<Site>>,
    shell: Shell,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(form): Form<ChoiceForm>,
) -> Result<Response, Error> {
    let (name, login) = (form.name.clone(), form.login.clone());
    let choice = Choice {
        name: form.name,
        login: form.login,
        password: form.password,
        again: form.again,
        browser: browser(&headers),
    };
    match invitations::use_link(&app, &token, choice).await {
        Ok(session) => Ok(entered(&site, &session, "/")),
        Err(Error::Refused(why)) => {
            let opened = invitations::open_link(&app, &token).await?;
            let mut shown = InvitePage::new(shell, opened, &token);
            if shown.is_first {
                (shown.name, shown.login) = (name, login);
            }
            shown.problems = why.into();
            page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(other) => Err(other),
    }
}
