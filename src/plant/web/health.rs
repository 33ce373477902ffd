//! Whether the house lives and can serve.

use axum::extract::State;
use axum::http::StatusCode;

use crate::plant::App;

/// The process answers.
pub async fn live() -> &'static str {
    "ok\n"
}

/// The database answers, or 503: says nothing about why.
pub async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.db.version().await {
        Ok(_) => (StatusCode::OK, "ok\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready\n"),
    }
}
