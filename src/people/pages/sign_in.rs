//! `/sign-in`, `/sign-in/code` and `/sign-out`.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::visitor::{browser, entered, path_of};
use crate::kit::Error;
use crate::people::actions::second_factor;
use crate::people::actions::sessions;
use crate::people::actions::sign_in::{self, SignInRequest};
use crate::people::{NextStep, Recognised, SignedIn};
use crate::plant::App;
use crate::plant::web::{
    Form, Problems, Query, Shell, Site, own_path, page, see_other, set_cookie,
};

/// Where to go on to afterwards.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NextQuery {
    /// A path of our own.
    pub next: String,
}

/// What is typed to sign in.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SignInForm {
    /// The login.
    pub login: String,
    /// The password.
    pub password: String,
    /// Where to go on to.
    pub next: String,
}

/// Page of `people::pages::sign_in`.
#[derive(Template)]
#[template(path = "people/sign_in.html")]
struct SignInPage {
    shell: Shell,
    problems: Problems,
    login: String,
    next: String,
}

/// The form; somebody who is signed in goes on at once.
pub async fn show(
    shell: Shell,
    who: Option<SignedIn>,
    Query(query): Query<NextQuery>,
) -> Result<Response, Error> {
    let next = own_path(&query.next).to_owned();
    if who.is_some() {
        return Ok(see_other(&next));
    }
    let (problems, login) = (Problems::new(), String::new());
    page(StatusCode::OK, &SignInPage { shell, problems, login, next })
}

/// Sign in with a password.
pub async fn sign_in(
    State(app): State<App>,
    Extension(site): Extension<Arc<Site>>,
    shell: Shell,
    headers: HeaderMap,
    Form(form): Form<SignInForm>,
) -> Result<Response, Error> {
    let next = own_path(&form.next).to_owned();
    let login = form.login.clone();
    let request =
        SignInRequest { login: form.login, password: form.password, browser: browser(&headers) };
    match sign_in::sign_in(&app, request).await {
        Ok(session) => Ok(entered(&site, &session, &next)),
        Err(Error::Refused(why)) => {
            let shown = SignInPage { shell, problems: why.into(), login, next };
            page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(other) => Err(other),
    }
}

/// What is typed as the second factor.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CodeForm {
    /// Six digits, or a recovery code.
    pub code: String,
}

/// Page of `people::pages::sign_in` for the second factor.
#[derive(Template)]
#[template(path = "people/code.html")]
struct CodePage {
    shell: Shell,
    problems: Problems,
}

/// The form for the second factor.
pub async fn show_code(shell: Shell, who: Option<Recognised>) -> Result<Response, Error> {
    match who.map(|who| who.next_step()) {
        Some(NextStep::Code) => {
            page(StatusCode::OK, &CodePage { shell, problems: Problems::new() })
        }
        Some(other) => Ok(see_other(path_of(other))),
        None => Ok(see_other("/sign-in")),
    }
}

/// Give the second factor.
pub async fn give_code(
    State(app): State<App>,
    Extension(site): Extension<Arc<Site>>,
    shell: Shell,
    headers: HeaderMap,
    who: Recognised,
    Form(form): Form<CodeForm>,
) -> Result<Response, Error> {
    match second_factor::give_code(&app, &who, &form.code, &browser(&headers)).await {
        Ok(session) => Ok(entered(&site, &session, "/")),
        Err(Error::Refused(why)) => {
            let shown = CodePage { shell, problems: why.into() };
            page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(other) => Err(other),
    }
}

/// A button that sends nothing but itself.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pressed {
    /// The key of the form, which such deeds need not look at: twice is once.
    pub form_key: String,
}

/// Sign this browser out.
pub async fn sign_out(
    State(app): State<App>,
    Extension(site): Extension<Arc<Site>>,
    who: Option<Recognised>,
    Form(_): Form<Pressed>,
) -> Result<Response, Error> {
    if let Some(who) = who {
        match sessions::sign_out(&app, &who).await {
            Ok(()) | Err(Error::NotFound) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(signed_out(&site))
}

/// The answer that takes the cookie away.
pub(super) fn signed_out(site: &Site) -> Response {
    let gone = set_cookie(site, site.session_cookie(), "", 0);
    ([(header::SET_COOKIE, gone)], see_other("/sign-in?done=people.sign_out.done")).into_response()
}
