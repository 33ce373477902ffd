//! Somebody with a browser: keeps cookies, follows nothing by itself.

use std::collections::BTreeMap;
use std::sync::Mutex;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// A browser that asks the house in process.
pub struct Caller {
    router: Router,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// What the house answered.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub body: String,
    /// The body as bytes.
    pub bytes: Vec<u8>,
}

impl Caller {
    /// A browser without cookies.
    pub fn new(router: Router) -> Self {
        Self { router, cookies: Mutex::default() }
    }

    /// The browser goes on at other pages, with its cookies.
    pub fn comes_to(&mut self, router: Router) {
        self.router = router;
    }

    /// The browser holds this cookie.
    pub fn keep_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().expect("short").insert(name.to_owned(), value.to_owned());
    }

    /// The cookie's value, if the browser holds it.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().expect("short").get(name).cloned()
    }

    /// Ask with any request; cookies are added and kept.
    pub async fn ask(&self, mut request: Request<Body>) -> Answer {
        let cookies: Vec<String> = {
            let kept = self.cookies.lock().expect("short");
            kept.iter().map(|(name, value)| format!("{name}={value}")).collect()
        };
        if !cookies.is_empty() {
            let value = cookies.join("; ").parse().expect("plain cookies");
            request.headers_mut().insert(header::COOKIE, value);
        }
        let answer = self.router.clone().oneshot(request).await.expect("a router always answers");
        let (parts, body) = answer.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().expect("plain cookies");
            let pair = text.split(';').next().expect("a first part");
            let (name, value) = pair.split_once('=').expect("a name and a value");
            let mut kept = self.cookies.lock().expect("short");
            if value.is_empty() || text.contains("Max-Age=0") {
                kept.remove(name);
            } else {
                kept.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = body.collect().await.expect("a whole body").to_bytes().to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, body, bytes }
    }

    /// Open a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).expect("a path")).await
    }

    /// Send a form as a page of the same site would.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_body(fields);
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body));
        self.ask(request.expect("a form")).await
    }

    /// Open the page, fill in the form that posts to `action`, and send it. The
    /// fields that the page already carries go with it unless given anew.
    pub async fn fill(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let shown = self.get(page).await;
        assert_eq!(shown.status, StatusCode::OK, "{page}: {}", shown.body);
        let mut all = shown.hidden_fields(action);
        all.retain(|(name, _)| !fields.iter().any(|(given, _)| given == name));
        let all: Vec<(&str, &str)> = all
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .chain(fields.iter().copied())
            .collect();
        self.post(action, &all).await
    }
}

impl Answer {
    /// Where a 303 leads, or "".
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// A header's text, or "".
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The hidden fields of the form that posts to `action`.
    pub fn hidden_fields(&self, action: &str) -> Vec<(String, String)> {
        let form = self
            .body
            .split("<form")
            .skip(1)
            .find(|form| {
                let tag = form.split('>').next().unwrap_or_default();
                let posts = attribute(tag, "method").is_some_and(|method| method == "post");
                posts && attribute(tag, "action").is_some_and(|to| to == action)
            })
            .unwrap_or_else(|| panic!("no form posts to {action}: {}", self.body));
        let form = form.split("</form>").next().unwrap_or_default();
        form.split("<input")
            .skip(1)
            .filter_map(|input| {
                let tag = input.split('>').next()?;
                if attribute(tag, "type")? != "hidden" {
                    return None;
                }
                Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default()))
            })
            .collect()
    }
}

/// The value of an attribute in a tag, entities resolved.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let value = tag[start..].split('"').next()?;
    Some(
        value
            .replace("&#34;", "\"")
            .replace("&#38;", "&")
            .replace("&#39;", "'")
            .replace("&#60;", "<")
            .replace("&#62;", ">")
            .replace("&amp;", "&")
            .replace("&quot;", "\""),
    )
}

fn form_body(fields: &[(&str, &str)]) -> String {
    let escape = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                    char::from(byte).to_string()
                }
                b' ' => "+".to_owned(),
                other => format!("%{other:02X}"),
            })
            .collect()
    };
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value)));
    pairs.collect::<Vec<_>>().join("&")
}
