//! `/account/second-factor`: set up, confirmed, taken away.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::sign_in::{CodeForm, Pressed};
use super::visitor::{browser, session_cookie};
use crate::kit::Error;
use crate::people::actions::second_factor::{self, FactorShown};
use crate::people::{Recognised, SignedIn, picture};
use crate::plant::App;
use crate::plant::web::{Form, Problems, Shell, Site, page, see_done, see_other};

/// Page of `people::pages::factor`.
#[derive(Template)]
#[template(path = "people/factor.html")]
struct FactorPage {
    shell: Shell,
    problems: Problems,
    factor: FactorShown,
    picture: Option<(i32, String)>,
    is_required: bool,
    is_half: bool,
}

impl FactorPage {
    async fn new(app: &App, shell: Shell, who: &Recognised) -> Result<Self, Error> {
        let factor = second_factor::own_factor(app, who.person()).await?;
        let address = match &factor {
            FactorShown::Waiting { address, .. } => Some(address.as_str()),
            _ => None,
        };
        Ok(Self {
            shell,
            problems: Problems::new(),
            picture: address.and_then(picture),
            factor,
            is_required: second_factor::must_have_factor(app, who.person()),
            is_half: who.signed_in().is_none(),
        })
    }

    /// The secret in groups of four, as it is typed into an app.
    fn groups(letters: &str) -> String {
        let groups = letters.as_bytes().chunks(4);
        groups.map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
    }
}

/// What stands of the second factor.
pub async fn show(
    State(app): State<App>,
    shell: Shell,
    who: Recognised,
) -> Result<Response, Error> {
    let shown = FactorPage::new(&app, shell, &who).await?;
    // Half way through, a confirmed factor is given, not shown.
    if shown.is_half && matches!(shown.factor, FactorShown::Confirmed { .. }) {
        return Ok(see_other("/sign-in/code"));
    }
    page(StatusCode::OK, &shown)
}

/// Begin to set one up.
pub async fn begin(
    State(app): State<App>,
    who: SignedIn,
    Form(_): Form<Pressed>,
) -> Result<Response, Error> {
    second_factor::begin_factor(&app, &who).await?;
    Ok(see_other("/account/second-factor"))
}

/// Page of `people::pages::factor` with the recovery codes, shown once.
#[derive(Template)]
#[template(path = "people/recovery_codes.html")]
struct CodesPage {
    shell: Shell,
    codes: Vec<String>,
}

/// The first code proves that the phone has the secret.
pub async fn confirm(
    State(app): State<App>,
    Extension(site): Extension<Arc<Site>>,
    shell: Shell,
    headers: HeaderMap,
    who: Recognised,
    Form(form): Form<CodeForm>,
) -> Result<Response, Error> {
    match second_factor::confirm_factor(&app, &who, &form.code, &browser(&headers)).await {
        Ok(confirmed) => {
            let shown = page(StatusCode::OK, &CodesPage { shell, codes: confirmed.codes })?;
            Ok(match confirmed.entered {
                Some(session) => {
                    let cookie = session_cookie(&site, &session.token);
                    ([(header::SET_COOKIE, cookie)], shown).into_response()
                }
                None => shown,
            })
        }
        Err(Error::Refused(why)) => {
            let mut shown = FactorPage::new(&app, shell, &who).await?;
            shown.problems = why.into();
            page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(other) => Err(other),
    }
}

/// The present password, before something that only its owner may do.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PresentForm {
    /// The present password.
    pub present: String,
}

/// Take the own second factor away.
pub async fn remove(
    State(app): State<App>,
    shell: Shell,
    who: Recognised,
    signed_in: SignedIn,
    Form(form): Form<PresentForm>,
) -> Result<Response, Error> {
    match second_factor::remove_factor(&app, &signed_in, form.present).await {
        Ok(()) => Ok(see_done("/account/second-factor", "people.factor.removal.done")),
        Err(Error::Refused(why)) => {
            let mut shown = FactorPage::new(&app, shell, &who).await?;
            shown.problems = why.into();
            page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(other) => Err(other),
    }
}
