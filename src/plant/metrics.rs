//! Counts and times for the operator, on a port of their own.

use std::sync::OnceLock;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use sea_orm::{ConnectionTrait, Statement};
use tokio::net::TcpListener;

use super::App;
use crate::kit::Error;

static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

/// Bounds of the time a request takes, in seconds.
const SECONDS: [f64; 9] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5];

/// Counting begins, once in a process.
pub fn start() -> &'static PrometheusHandle {
    RECORDER.get_or_init(|| {
        let builder = PrometheusBuilder::new().set_buckets(&SECONDS).expect("bounds are given");
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        // A second recorder in one process cannot be installed; the first one counts.
        metrics::set_global_recorder(recorder).ok();
        handle
    })
}

/// `/metrics` is served until the house stops.
pub async fn serve(app: App, listener: TcpListener) {
    start();
    let stop = app.stop.clone();
    let router = Router::new().route("/metrics", get(page)).with_state(app);
    let serving =
        axum::serve(listener, router).with_graceful_shutdown(async move { stop.cancelled().await });
    if let Err(why) = serving.await {
        tracing::error!(%why, "metrics are no longer served");
    }
}

async fn page(State(app): State<App>) -> String {
    if let Err(why) = gauge_outbox(&app).await {
        tracing::warn!(%why, "the outbox could not be counted");
    }
    metrics::counter!("ijwi_statements_total").absolute(app.db.statements());
    let handle = start();
    handle.run_upkeep();
    handle.render()
}

/// Promises waiting, dead, and the age of the oldest one due.
async fn gauge_outbox(app: &App) -> Result<(), Error> {
    let sql = "SELECT COUNT(*) FROM outbox WHERE done_at IS NULL AND dead_at IS NULL";
    let db = app.db.read();
    let count = |sql: &str| Statement::from_string(app.db.backend(), sql);
    for (name, sql) in [
        ("ijwi_outbox_waiting", sql),
        ("ijwi_outbox_dead", "SELECT COUNT(*) FROM outbox WHERE dead_at IS NOT NULL"),
    ] {
        let row = db.query_one_raw(count(sql)).await?;
        let number: i64 = row.map_or(Ok(0), |row| row.try_get_by(0))?;
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        metrics::gauge!(name).set(f64::from(number));
    }
    Ok(())
}
