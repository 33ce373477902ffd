//! Whether the house lives and can serve.

use axum::extract::State;
use axum::http::StatusCode;

use crate::plant::App;

/// The process answers.
#[utoipa::path(get, path = "/health/live", operation_id = "is_live",
    responses((status = 200, description = "`ok`", body = String)))]
pub async fn live() -> &'static str {
    "ok\n"
}

/// The database answers, or 503: says nothing about why.
#[utoipa::path(get, path = "/health/ready", operation_id = "is_ready", responses(
    (status = 200, description = "`ok`", body = String),
    (status = 503, description = "`not ready`", body = String)))]
pub async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.db.version().await {
        Ok(_) => (StatusCode::OK, "ok\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready\n"),
    }
}
