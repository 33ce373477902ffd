//! How a route stands on the page of wiring.

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodRouter, on};
use utoipa::openapi::HttpMethod;
use utoipa::openapi::path::Operation;

use crate::kit::limits::{
    FORM_BYTES_MAX, REQUEST_SECONDS_MAX, UPLOAD_BYTES_MAX, UPLOAD_SECONDS_MAX,
};
use crate::plant::App;

/// What kind of answer a route gives: its policy header, its cache header, the
/// bytes it takes in and the time it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Class {
    /// A page for people who sign in; also whatever has no route.
    #[default]
    Page,
    /// A station's page, with its one inline sheet.
    Station,
    /// A page with a player, or the sound itself.
    Sound,
    /// A form that carries a file.
    Upload,
    /// An answer for machines: health, lists as JSON or CSV. It stands in the API document.
    Plain,
    /// A file of the binary under an address that changes with its content.
    Asset,
    /// A picture that somebody uploaded.
    Picture,
}

impl Class {
    /// Every class.
    pub const ALL: [Self; 7] = [
        Self::Page,
        Self::Station,
        Self::Sound,
        Self::Upload,
        Self::Plain,
        Self::Asset,
        Self::Picture,
    ];

    /// The most bytes of a request's body.
    pub const fn bytes_max(self) -> usize {
        match self {
            Self::Upload => UPLOAD_BYTES_MAX + FORM_BYTES_MAX,
            _ => FORM_BYTES_MAX,
        }
    }

    /// The seconds that a request may take; a file on a slow line has more.
    pub const fn seconds_max(self) -> u64 {
        match self {
            Self::Upload => UPLOAD_SECONDS_MAX,
            _ => REQUEST_SECONDS_MAX,
        }
    }
}

/// One way into the house.
#[derive(Clone)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, parameters in braces.
    pub path: &'static str,
    /// Its class.
    pub class: Class,
    /// What the API document says of it; every answer for machines says something.
    pub told: Option<Told>,
    /// The handler.
    pub serve: MethodRouter<App>,
}

/// What a handler says of itself in the API document.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// The path as it is written there.
    pub path: fn() -> String,
    /// The methods.
    pub methods: fn() -> Vec<HttpMethod>,
    /// What goes in and what comes out.
    pub operation: fn() -> Operation,
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// A page or list to read.
pub fn get<H: Handler<T, App>, T: 'static>(path: &'static str, handler: H) -> Route {
    Route {
        method: Method::GET,
        path,
        class: Class::Page,
        told: None,
        serve: on(axum::routing::MethodFilter::GET, handler),
    }
}

/// A deed.
pub fn post<H: Handler<T, App>, T: 'static>(path: &'static str, handler: H) -> Route {
    Route {
        method: Method::POST,
        path,
        class: Class::Page,
        told: None,
        serve: on(axum::routing::MethodFilter::POST, handler),
    }
}

impl Route {
    /// The same route in another class.
    #[must_use]
    pub fn class(mut self, class: Class) -> Self {
        self.class = class;
        self
    }

    /// The same route as an answer for machines, described by its handler.
    #[must_use]
    pub fn plain<P: utoipa::Path>(mut self, _: P) -> Self {
        self.class = Class::Plain;
        self.told = Some(Told { path: P::path, methods: P::methods, operation: P::operation });
        self
    }
}
