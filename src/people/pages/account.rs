//! `/account`: language, password, second factor, sessions.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::sign_in::{Pressed, signed_out};
use super::visitor::{browser, entered};
use crate::kit::id::Session;
use crate::kit::{Error, Id, Language};
use crate::people::actions::account::{self, PasswordChange};
use crate::people::actions::second_factor::{self, FactorShown};
use crate::people::actions::sessions::{self, SessionShown};
use crate::people::{CHARS_ADVISED, CHARS_MAX, CHARS_MIN, SignedIn};
use crate::plant::App;
use crate::plant::web::{Form, Problems, Shell, Site, page, see_done};

/// One session in the page's words.
struct SessionLine {
    id: String,
    browser: String,
    began: String,
    last_used: String,
    is_this: bool,
}

/// Page of `people::pages::account`.
#[derive(Template)]
#[template(path = "people/account.html")]
struct AccountPage {
    shell: Shell,
    problems: Problems,
    login: String,
    roles: String,
    factor: FactorShown,
    is_required: bool,
    sessions: Vec<SessionLine>,
}

impl AccountPage {
    async fn new(app: &App, shell: Shell, who: &SignedIn) -> Result<Self, Error> {
        let words = shell.words();
        let zone = app.config.zone;
        let local = |at: chrono::DateTime<chrono::Utc>| {
            words.day_time(at.with_timezone(&zone).naive_local())
        };
        let line = |session: SessionShown| SessionLine {
            id: session.id.to_string(),
            browser: session.browser,
            began: local(session.made_at),
            last_used: local(session.seen_at),
            is_this: session.is_this,
        };
        let sessions = sessions::own_sessions(app, who).await?;
        let roles = who.grants().roles().map(|role| words.say(role.words()));
        Ok(Self {
            problems: Problems::new(),
            login: who.login().to_owned(),
            roles: roles.collect::<Vec<_>>().join(", "),
            factor: second_factor::own_factor(app, who).await?,
            is_required: second_factor::must_have_factor(app, who),
            sessions: sessions.into_iter().map(line).collect(),
            shell,
        })
    }

    fn length_hint(&self) -> String {
        let values = [("least", CHARS_MIN), ("advised", CHARS_ADVISED), ("most", CHARS_MAX)];
        self.shell.fill("people.password.hint", &values)
    }
}

/// The own account.
pub async fn show(State(app): State<App>, shell: Shell, who: SignedIn) -> Result<Response, Error> {
    page(StatusCode::OK, &AccountPage::new(&app, shell, &who).await?)
}

/// Another language for the own pages.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LanguageChoice {
    /// The code of the language.
    pub language: String,
}

/// Change the language of the own pages.
pub async fn change_language(
    State(app): State<App>,
    who: SignedIn,
    Form(form): Form<LanguageChoice>,
) -> Result<Response, Error> {
    let language: Language = form.language.parse().map_err(|_| Error::NotFound)?;
    account::change_language(&app, &who, language).await?;
    Ok(see_done("/account", "people.language.done"))
}

/// A new password in place of the present one.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PasswordForm {
    /// The present password.
    pub present: String,
    /// The new one.
    pub password: String,
    /// The new one once more.
    pub again: String,
}

/// Change the own password; other browsers are signed out.
pub async fn change_password(
    State(app): State<App>,
    Extension(site): Extension<Arc<Site>>,
    shell: Shell,
    headers: HeaderMap,
    who: SignedIn,
    Form(form): Form<PasswordForm>,
) -> Result<Response, Error> {
    let PasswordForm { present, password, again } = form;
    let change = PasswordChange { present, password, again, browser: browser(&headers) };
    match account::change_password(&app, &who, change).await {
        Ok(session) => Ok(entered(&site, &session, "/account?done=people.password.done")),
        Err(Error::Refused(why)) => {
            let mut shown = AccountPage::new(&app, shell, &who).await?;
            shown.problems = why.into();
            page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(other) => Err(other),
    }
}

/// End one of the own sessions.
pub async fn end_session(
    State(app): State<App>,
    who: SignedIn,
    Path(session): Path<Id<Session>>,
    Form(_): Form<Pressed>,
) -> Result<Response, Error> {
    sessions::end_session(&app, &who, session).await?;
    Ok(see_done("/account", "people.session.done"))
}

/// End all of the own sessions, this one too.
pub async fn end_sessions(
    State(app): State<App>,
    Extension(site): Extension<Arc<Site>>,
    who: SignedIn,
    Form(_): Form<Pressed>,
) -> Result<Response, Error> {
    sessions::sign_out_everywhere(&app, &who).await?;
    Ok(signed_out(&site))
}
