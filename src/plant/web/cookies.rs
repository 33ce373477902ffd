//! Reading and writing cookies.

use super::Site;
use axum::http::{HeaderMap, HeaderValue, header};

/// The value of a cookie that the browser sent.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// A cookie for every page of this site, out of reach of scripts.
///
/// `seconds` is how long the browser keeps it; nought takes it away.
pub fn set_cookie(site: &Site, name: &str, value: &str, seconds: u32) -> HeaderValue {
    let secure = if site.config.is_https() { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others_and_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("xijwi=1; ijwi=2; ijwix=3"));
        headers.append(header::COOKIE, HeaderValue::from_static("lang=fr"));

        assert_eq!(cookie(&headers, "ijwi"), Some("2"));
        assert_eq!(cookie(&headers, "lang"), Some("fr"));
        assert_eq!(cookie(&headers, "la"), None);
    }
}
