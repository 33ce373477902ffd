//! Which answer an error becomes: the one place that chooses status codes.
//!
//! An error answers with a bare status and leaves its cause in the response's
//! extensions; the `pages` layer, which knows the visitor, makes the page of it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use super::visitor::VisitorPlace;
use super::{RequestNumber, Shell, Site};
use crate::kit::{Error, Fault};
use crate::plant::words::Words;

/// An error on its way to becoming a page.
#[derive(Clone, Debug)]
pub struct Trouble {
    status: StatusCode,
    cause: Option<Arc<Error>>,
}

impl Trouble {
    /// A status alone, for requests that no page of ours sends.
    pub const fn plain(status: StatusCode) -> Self {
        Self { status, cause: None }
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self { status: status_of(&error), cause: Some(Arc::new(error)) }
    }
}

/// The status of an error.
fn status_of(error: &Error) -> StatusCode {
    match error {
        Error::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::NotAllowed => StatusCode::FORBIDDEN,
        Error::Stale => StatusCode::CONFLICT,
        Error::Gone => StatusCode::GONE,
        Error::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
        Error::Away(_) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        let wait = match self.cause.as_deref() {
            Some(Error::TooMany(seconds)) => Some(*seconds),
            Some(Error::Away(_)) => Some(5),
            _ => None,
        };
        if let Some(seconds) = wait {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        Trouble::from(self).into_response()
    }
}

/// A page with a status: 200, or 422 for a form that comes back.
pub fn page(status: StatusCode, template: &impl Template) -> Result<Response, Error> {
    let html = template.render().map_err(|why| Error::fault(format!("template: {why}")))?;
    Ok((status, Html(html)).into_response())
}

/// Page of `plant::web` for every status of 400 and above. Needs nothing but its parts.
#[derive(Template)]
#[template(path = "shell/problem.html")]
struct ProblemPage {
    shell: Shell,
    title: String,
    what_now: String,
    reference: String,
}

/// Turn bare answers of trouble into pages, and log each fault once.
pub(super) async fn pages(
    State(site): State<Arc<Site>>,
    mut request: Request,
    next: Next,
) -> Response {
    let place = VisitorPlace::default();
    request.extensions_mut().insert(place.clone());
    let (uri, headers) = (request.uri().clone(), request.headers().clone());
    let safe = request.method().is_safe();
    let number = request.extensions().get::<RequestNumber>().cloned().unwrap_or_default();
    let response = next.run(request).await;
    let Some(trouble) = trouble_of(&response, safe) else { return response };
    log(&trouble, &number);
    if uri.path().starts_with("/in/") {
        return response;
    }
    let shell = Shell::of(site, place.visitor(), &uri, &headers);
    dressed(&trouble, shell, &number, response)
}

/// The trouble of a bare answer: ours, or that of the framework's own answers,
/// which are empty, or one line about a path that does not parse.
fn trouble_of(response: &Response, safe: bool) -> Option<Trouble> {
    if let Some(trouble) = response.extensions().get::<Trouble>() {
        return Some(Trouble { status: shown(trouble.status, safe), cause: trouble.cause.clone() });
    }
    let status = response.status();
    let bare =
        !response.headers().contains_key(header::CONTENT_TYPE) || status == StatusCode::BAD_REQUEST;
    (status.as_u16() >= 400 && bare).then(|| Trouble::plain(shown(status, safe)))
}

/// The status that people are shown for a status of the framework.
fn shown(status: StatusCode, safe: bool) -> StatusCode {
    match status.as_u16() {
        400 if safe => StatusCode::NOT_FOUND,
        400 | 415 => StatusCode::UNPROCESSABLE_ENTITY,
        401 => StatusCode::FORBIDDEN,
        403..=405 | 409 | 410 | 413 | 422 | 429 | 503 => status,
        408 => StatusCode::SERVICE_UNAVAILABLE,
        _ if status.is_server_error() => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::NOT_FOUND,
    }
}

fn log(trouble: &Trouble, number: &RequestNumber) {
    let reference = number.as_str();
    match trouble.cause.as_deref() {
        Some(Error::Fault(Fault(cause))) => tracing::error!(reference, %cause, "fault"),
        Some(Error::Away(Fault(cause))) => tracing::warn!(reference, %cause, "away"),
        _ => {}
    }
}

fn dressed(
    trouble: &Trouble,
    shell: Shell,
    number: &RequestNumber,
    mut response: Response,
) -> Response {
    let (title, what_now) = sentences(trouble, shell.words());
    let reference = number.as_str().to_owned();
    let html = ProblemPage { shell, title, what_now, reference }.render().unwrap_or_default();
    *response.status_mut() = trouble.status;
    *response.body_mut() = html.into();
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, html);
    response.headers_mut().remove(header::CONTENT_LENGTH);
    response
}

/// What happened and what to do now, never why.
fn sentences(trouble: &Trouble, words: Words) -> (String, String) {
    let (title, what_now) = match trouble.status.as_u16() {
        403 => ("shell.problem.403.title", "shell.problem.403.now"),
        405 => ("shell.problem.405.title", "shell.problem.405.now"),
        409 => ("shell.problem.409.title", "shell.problem.409.now"),
        410 => ("shell.problem.410.title", "shell.problem.410.now"),
        413 => ("shell.problem.413.title", "shell.problem.413.now"),
        422 => ("shell.problem.422.title", "shell.problem.422.now"),
        429 => ("shell.problem.429.title", "shell.problem.429.now"),
        500 => ("shell.problem.500.title", "shell.problem.500.now"),
        503 => ("shell.problem.503.title", "shell.problem.503.now"),
        _ => ("shell.problem.404.title", "shell.problem.404.now"),
    };
    let what_now = match trouble.cause.as_deref() {
        Some(Error::Refused(why)) => words.fill(why.words(), &why.values()),
        Some(Error::TooMany(seconds)) => words.fill(what_now, &[("wait", words.length(*seconds))]),
        _ => words.say(what_now).to_owned(),
    };
    (words.say(title).to_owned(), what_now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_framework_speaks_our_statuses() {
        let shown =
            |status, safe| shown(StatusCode::from_u16(status).expect("a status"), safe).as_u16();

        assert_eq!(shown(400, true), 404);
        assert_eq!(shown(400, false), 422);
        assert_eq!([401, 405, 408, 415, 501].map(|s| shown(s, true)), [403, 405, 503, 422, 500]);
    }
}
