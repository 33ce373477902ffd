//! `POST /language`: the language picker of every page.

use std::sync::Arc;

use axum::Extension;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{Form, Site, see_other, set_cookie};
use crate::kit::{Error, Language};

/// A year.
const COOKIE_SECONDS: u32 = 365 * 86_400;

/// What the picker sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LanguageForm {
    /// The code of the language.
    pub language: String,
    /// The page to go back to.
    pub next: String,
}

/// Keep the choice in a cookie and go back.
pub async fn choose(
    Extension(site): Extension<Arc<Site>>,
    Form(form): Form<LanguageForm>,
) -> Result<Response, Error> {
    let language: Language = form.language.parse().map_err(|_| Error::NotFound)?;
    let cookie = set_cookie(&site, site.language_cookie(), language.code(), COOKIE_SECONDS);
    Ok(([(header::SET_COOKIE, cookie)], see_other(&form.next)).into_response())
}
