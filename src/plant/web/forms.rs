//! Forms and query strings: read strictly, cleaned of what no field may hold.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use serde::de::DeserializeOwned;

use super::Site;
use super::answer::Trouble;
use super::csrf::{self, CSRF_FIELD};
use crate::kit::Error;

/// The most fields that a form may send.
const FIELDS_MAX: usize = 2_000;

/// A form that was sent with a POST: the token against forged requests is checked,
/// then `T` is read, whose unknown fields are refused.
#[derive(Clone, Copy, Debug)]
pub struct Form<T>(pub T);

/// The query string, read into `T`; `done`, which the frame shows, is not handed on.
#[derive(Clone, Copy, Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Trouble;

    async fn from_request(request: Request, state: &S) -> Result<Self, Trouble> {
        let site = site_of(request.extensions().get())?;
        let (headers, path) = (request.headers().clone(), request.uri().path().to_owned());
        if !is_form(&headers) {
            return Err(Trouble::plain(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let body = Bytes::from_request(request, state).await;
        let body = body.map_err(|why| Trouble::plain(why.into_response().status()))?;
        let (pairs, sent) = pairs_of(&body)?;
        csrf::check_token(&site, &headers, &path, sent.as_deref())?;
        read(&pairs).map(Self)
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Trouble> {
        let query = parts.uri.query().unwrap_or_default();
        let (mut pairs, _) = pairs_of(query.as_bytes())?;
        pairs.retain(|(name, _)| name != "done");
        read(&pairs).map(Self)
    }
}

pub(super) fn site_of(site: Option<&Arc<Site>>) -> Result<Arc<Site>, Error> {
    site.cloned().ok_or_else(|| Error::fault("the layers of plant::web are not in place"))
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

type Pairs = Vec<(String, String)>;

/// The cleaned fields, and apart from them the token.
fn pairs_of(text: &[u8]) -> Result<(Pairs, Option<String>), Trouble> {
    let unreadable = |_| Trouble::plain(StatusCode::UNPROCESSABLE_ENTITY);
    let mut pairs: Pairs = serde_html_form::from_bytes(text).map_err(unreadable)?;
    if pairs.len() > FIELDS_MAX {
        return Err(Trouble::plain(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let token = pairs.iter().find(|(name, _)| name == CSRF_FIELD).map(|(_, value)| value.clone());
    pairs.retain(|(name, _)| name != CSRF_FIELD);
    for (_, value) in &mut pairs {
        *value = clean(value);
    }
    Ok((pairs, token))
}

fn read<T: DeserializeOwned>(pairs: &Pairs) -> Result<T, Trouble> {
    let unreadable = |_| Trouble::plain(StatusCode::UNPROCESSABLE_ENTITY);
    let text =
        serde_html_form::to_string(pairs).map_err(|_| Trouble::plain(StatusCode::BAD_REQUEST))?;
    serde_html_form::from_str(&text).map_err(unreadable)
}

/// Take away what no field may hold: control characters but tab and line feed,
/// and the signs that turn the direction of writing. Spaces at the ends go too.
pub(super) fn clean(value: &str) -> String {
    let kept = |c: &char| {
        let turning = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        !turning && (!c.is_control() || matches!(c, '\n' | '\t'))
    };
    let text: String = value.chars().filter(kept).collect();
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq, serde::Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct Sample {
        name: String,
        days: Vec<String>,
    }

    fn sample(text: &str) -> Option<Sample> {
        read(&pairs_of(text.as_bytes()).ok()?.0).ok()
    }

    #[test]
    fn fields_lists_and_the_token_are_told_apart() {
        let (pairs, token) = pairs_of(b"csrf=abc&name=a+b&days=0&days=6").expect("a form");
        let form: Sample = read(&pairs).expect("a sample");

        assert_eq!(token.as_deref(), Some("abc"));
        assert_eq!(form, Sample { name: "a b".into(), days: vec!["0".into(), "6".into()] });
    }

    #[test]
    fn unknown_and_doubled_fields_are_refused() {
        assert_eq!(sample("name=a&booked_by=7"), None);
        assert_eq!(sample("name=a&name=b"), None);
        assert_eq!(sample(""), Some(Sample::default()));
    }

    #[test]
    fn hostile_signs_are_taken_away() {
        let form = sample("name=+a%00b%0D%0Ac%E2%80%AE%1B+").expect("a sample");

        assert_eq!(form.name, "ab\nc");
    }

    #[test]
    fn a_form_without_end_is_refused() {
        assert_eq!(sample(&"days=1&".repeat(FIELDS_MAX + 1)), None);
    }
}
