//! How a route stands on the page of wiring.

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodRouter, on};

use crate::plant::App;

/// What kind of answer a route gives: its policy header, limits and time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Class {
    /// A page for people who sign in.
    #[default]
    Page,
    /// A station's page, with its one inline sheet.
    Station,
    /// A page with a player, or the sound itself.
    Sound,
    /// A form that carries a file.
    Upload,
    /// An answer for machines: health, lists as JSON or CSV.
    Plain,
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
    /// The handler.
    pub serve: MethodRouter<App>,
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
        serve: on(axum::routing::MethodFilter::GET, handler),
    }
}

/// A deed.
pub fn post<H: Handler<T, App>, T: 'static>(path: &'static str, handler: H) -> Route {
    Route {
        method: Method::POST,
        path,
        class: Class::Page,
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
}
