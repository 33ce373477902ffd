//! Redirects stay inside the house.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The path, if it leads to our own pages; else `/`.
pub fn own_path(next: &str) -> &str {
    let plain = next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let inside = next.starts_with('/') && !next.starts_with("//");
    if plain && inside { next } else { "/" }
}

/// After a deed: look at this page now (303). Only our own paths.
pub fn see_other(path: &str) -> Response {
    let place = HeaderValue::try_from(own_path(path)).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response()
}

/// After a deed: look at this page, which says what was done.
///
/// `key` is a sentence of the catalogue whose key ends in `.done`.
pub fn see_done(path: &str, key: &str) -> Response {
    let sign = if path.contains('?') { '&' } else { '?' };
    see_other(&format!("{path}{sign}done={key}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_paths_are_followed() {
        assert_eq!(own_path("/plan?view=day#x"), "/plan?view=day#x");
        for foreign in [
            "//evil",
            "https://evil",
            "\\\\evil",
            "/\\evil",
            "",
            "plan",
            "/a\r\nb",
            "/\tevil",
            "/é",
        ] {
            assert_eq!(own_path(foreign), "/", "{foreign:?}");
        }
    }

    #[test]
    fn a_deed_ends_in_a_redirect_that_says_what_was_done() {
        let answer = see_done("/airings/7?a=b", "schedule.book.done");

        assert_eq!(answer.status(), 303);
        assert_eq!(answer.headers()["location"], "/airings/7?a=b&done=schedule.book.done");
    }
}
