//! The frame around every page, and the words and tokens that a template asks for.

use std::fmt::Display;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use chrono::{Offset, TimeZone};
use chrono_tz::Tz;

use super::visitor::visitor_of;
use super::{NavItem, Problem, Site, Visitor, assets, cookie, csrf};
use crate::kit::{Error, Language, clock};
use crate::plant::words::{self, Words};

/// What `base.html` needs, and what pages ask for words, tokens and addresses.
#[derive(Clone, Debug)]
pub struct Shell {
    words: Words,
    visitor: Visitor,
    csrf: Option<String>,
    address: String,
    done: Option<String>,
    site: Arc<Site>,
}

impl<S: Send + Sync> FromRequestParts<S> for Shell {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let site = parts.extensions.get::<Arc<Site>>().ok_or_else(|| Error::fault("no site"))?;
        let visitor = visitor_of(&parts.extensions);
        Ok(Self::of(Arc::clone(site), visitor, &parts.uri, &parts.headers))
    }
}

impl Shell {
    pub(super) fn of(
        site: Arc<Site>,
        visitor: Option<Visitor>,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Self {
        let visitor = visitor.unwrap_or_default();
        let language = visitor.language.unwrap_or_else(|| asked_language(&site, headers));
        Self {
            words: Words(language),
            csrf: csrf::token(&site, headers),
            address: uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            done: done_key(uri.query().unwrap_or_default()),
            visitor,
            site,
        }
    }

    /// The catalogue and formats of the visitor's language.
    pub fn words(&self) -> Words {
        self.words
    }

    /// The visitor's language.
    pub fn language(&self) -> Language {
        self.words.language()
    }

    /// The version of the data when the visitor was recognised; strangers are not looked up.
    pub(super) fn data_version(&self) -> Option<i64> {
        self.visitor.data_version
    }

    /// The sentence of a key.
    pub fn say<'a>(&self, key: &'a str) -> &'a str {
        self.words.say(key)
    }

    /// The sentence of a key with its values.
    pub fn fill<V: Display>(&self, key: &str, values: &[(&str, V)]) -> String {
        self.words.fill(key, values)
    }

    /// The sentence of a key for `n` things.
    pub fn count(&self, key: &str, n: &i64) -> String {
        self.words.count::<&str>(key, *n, &[])
    }

    /// The sentence of a problem.
    pub fn tell(&self, problem: &Problem) -> String {
        problem.sentence(self.words)
    }

    /// Whether a choice is the one that was made; templates cannot say it of two kinds of text.
    pub fn same(&self, one: impl AsRef<str>, other: impl AsRef<str>) -> bool {
        one.as_ref() == other.as_ref()
    }

    /// Whether a choice is among those that were made.
    pub fn holds(&self, made: &[String], one: impl AsRef<str>) -> bool {
        made.iter().any(|choice| choice == one.as_ref())
    }

    /// The languages of the picker.
    pub fn languages(&self) -> &[Language] {
        &self.site.config.languages
    }

    /// The signed-in person's name.
    pub fn name(&self) -> Option<&str> {
        self.visitor.name.as_deref()
    }

    /// Whether somebody is signed in.
    pub fn is_signed_in(&self) -> bool {
        self.visitor.name.is_some()
    }

    /// The main navigation.
    pub fn nav(&self) -> &[NavItem] {
        &self.visitor.nav
    }

    /// Whether this page belongs to the entry of the navigation.
    pub fn is_at(&self, item: &NavItem) -> bool {
        let path = self.address.split('?').next().unwrap_or_default();
        let rest = path.strip_prefix(item.path);
        rest.is_some_and(|rest| rest.is_empty() || (item.path != "/" && rest.starts_with('/')))
    }

    /// Roles and bounds of the visitor; part of the key of cached pages.
    pub fn scope(&self) -> &str {
        &self.visitor.scope
    }

    /// The token for the hidden field `csrf`; empty for a stranger.
    pub fn csrf(&self) -> &str {
        self.csrf.as_deref().unwrap_or_default()
    }

    /// A new key for the hidden field `form_key`.
    pub fn form_key(&self) -> String {
        clock::secret(&*self.site.random)
    }

    /// The address of this page, for the way back from another one.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What the last deed did, if this page comes after one.
    pub fn done(&self) -> Option<&str> {
        self.done.as_deref().map(|key| self.words.say(key))
    }

    /// Whether the data are made up.
    pub fn is_sample(&self) -> bool {
        self.site.is_sample()
    }

    /// The address of a file of `static/`, which changes with its content.
    pub fn asset(&self, name: &str) -> &'static str {
        assets::address(name)
    }

    /// "All times in Kigali (UTC+2)", for the organisation's zone.
    pub fn zone_note(&self) -> String {
        self.zone_note_of(&self.site.config.zone)
    }

    /// The same for a page whose times are a station's.
    pub fn zone_note_of(&self, zone: &Tz) -> String {
        let seconds = zone
            .offset_from_utc_datetime(&self.site.clock.now().naive_utc())
            .fix()
            .local_minus_utc();
        let sign = if seconds < 0 { '−' } else { '+' };
        let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() / 60 % 60);
        let minutes = if minutes == 0 { String::new() } else { format!(":{minutes:02}") };
        let city = zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ");
        self.fill("shell.zone", &[("city", city), ("offset", format!("UTC{sign}{hours}{minutes}"))])
    }
}

/// What the browser asks for: an earlier choice, else its own list, else ours.
fn asked_language(site: &Site, headers: &HeaderMap) -> Language {
    let chosen = cookie(headers, site.language_cookie()).and_then(|code| code.parse().ok());
    let listed =
        || headers.get("accept-language").and_then(|list| words::accepted(list.to_str().ok()?));
    chosen.or_else(listed).unwrap_or_else(|| site.default_language())
}

/// The sentence that `?done=` names: any key of the catalogue that ends in `.done`.
fn done_key(query: &str) -> Option<String> {
    let key = query.split('&').find_map(|pair| pair.strip_prefix("done="))?;
    (key.rsplit('.').next() == Some("done") && Words::knows(key)).then(|| key.to_owned())
}
