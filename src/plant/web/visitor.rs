//! Who looks at a page, as far as the page's frame cares.

use crate::kit::Language;
use axum::http::Extensions;
use std::sync::{Arc, OnceLock};

/// The visitor, as the people room recognised them; strangers have none.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// The language that the person chose.
    pub language: Option<Language>,
    /// The name shown beside the navigation; `None` for somebody not signed in.
    pub name: Option<String>,
    /// The navigation that the person's roles open.
    pub nav: Vec<NavItem>,
    /// Roles and bounds, as the key of cached pages: the same text sees the same pages.
    pub scope: String,
    /// The version of the data when the visitor was recognised: what is read afterwards is
    /// not older.
    pub data_version: Option<i64>,
}

/// One entry of the main navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NavItem {
    /// Where it leads.
    pub path: &'static str,
    /// The key of its name in the catalogue.
    pub key: &'static str,
}

impl NavItem {
    /// Its picture in the house's sprite, named like the last part of its key.
    pub fn icon(&self) -> &'static str {
        self.key.rsplit('.').next().unwrap_or_default()
    }
}

/// A place for the visitor that the outermost layer opens, so that pages made
/// outside the rooms (a fault, a timeout) still carry the visitor's frame.
#[derive(Clone, Debug, Default)]
pub(super) struct VisitorPlace(Arc<OnceLock<Visitor>>);

impl VisitorPlace {
    pub(super) fn visitor(&self) -> Option<Visitor> {
        self.0.get().cloned()
    }
}

/// Introduce the visitor to everything that answers this request.
pub fn greet(extensions: &mut Extensions, visitor: Visitor) {
    if let Some(place) = extensions.get::<VisitorPlace>() {
        let _ = place.0.set(visitor.clone());
    }
    extensions.insert(visitor);
}

pub(super) fn visitor_of(extensions: &Extensions) -> Option<Visitor> {
    extensions
        .get::<Visitor>()
        .cloned()
        .or_else(|| extensions.get::<VisitorPlace>().and_then(VisitorPlace::visitor))
}
