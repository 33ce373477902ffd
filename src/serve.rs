//! Opening a house from its settings, serving it, and stopping gently.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use chrono::{DateTime, Utc};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::kit::Error;
use crate::people;
use crate::plant::app::Engines;
use crate::plant::config::Config;
use crate::plant::db::Db;
use crate::plant::files::Files;
use crate::plant::gateway::RecordingGateway;
use crate::plant::memory::Memory;
use crate::plant::random::{SystemClock, SystemRandom};
use crate::plant::seal::Seal;
use crate::plant::web::Site;
use crate::plant::{App, backup, metrics, outbox, timers};
use crate::wiring;

/// How long answers under way may take after the word to stop.
const STOP_SECONDS: u64 = 10;

/// Whether there may be a house where the settings point: a file that is not there is none.
pub fn stands(config: &Config) -> bool {
    sqlite_file(&config.database_url).is_none_or(|file| file.exists())
}

/// Everything a house needs, opened as the settings say; the schema is the newest.
pub async fn open(config: Config) -> anyhow::Result<App> {
    let random = Arc::new(SystemRandom);
    let seal = match (&config.keys_file, sqlite_file(&config.database_url)) {
        (Some(path), _) => Seal::read(path, random.clone())?,
        (None, Some(database)) => {
            Seal::read_or_make(&database.with_extension("keys"), random.clone())?
        }
        (None, None) => anyhow::bail!("IJWI_KEYS_FILE is required with this database"),
    };
    let db = Db::open(&config.database_url, config.readers, wiring::wiring()).await;
    let db = db.map_err(|why| anyhow::anyhow!("the database cannot be opened: {why}"))?;
    let (config, seal) = (Arc::new(config), Arc::new(seal));
    let clock = Arc::new(SystemClock);
    let site = Site::new(Arc::clone(&config), clock.clone(), random.clone(), Arc::clone(&seal));
    Ok(App {
        db,
        clock,
        random,
        gateway: Arc::new(RecordingGateway::default()),
        files: Files::in_folder(&config.files).context("the folder IJWI_FILES cannot be made")?,
        engines: Engines::new(config.engine_threads),
        seal,
        config,
        memory: Memory::default(),
        site: Arc::new(site),
        stop: CancellationToken::new(),
    })
}

/// A house that woke up as a restored copy has ended what was before: sign-ins,
/// station links, stale promises. Says when the copy was made.
pub async fn wake(app: &App) -> Result<Option<DateTime<Utc>>, Error> {
    let now = app.clock.now();
    let Some(restored) = backup::wake(&app.db, now).await? else { return Ok(None) };
    people::end_everything_within(&restored.txn, now).await?;
    restored.txn.commit().await?;
    Ok(Some(restored.made_at))
}

/// The file behind a SQLite address, if there is one.
pub fn sqlite_file(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("sqlite:")?.split('?').next()?;
    let path = path.strip_prefix("//").unwrap_or(path);
    (!path.is_empty() && path != ":memory:").then(|| PathBuf::from(path))
}

/// A port that pages will be served on.
pub async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("{address} cannot be listened on"))
}

/// Pages are served, jobs done and timers kept until SIGTERM, SIGINT or the
/// house's own word; answers under way are finished first, within 10 s.
pub async fn until_stopped(app: App, listener: TcpListener) -> anyhow::Result<()> {
    let tasks = TaskTracker::new();
    start_tasks(&app, &tasks).await?;
    let router = wiring::router(&app);
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let stop = app.stop.clone();
    let serving = axum::serve(listener, service)
        .with_graceful_shutdown(async move { stop.cancelled().await })
        .into_future();
    let asked = app.stop.clone();
    tasks.spawn(async move {
        tokio::select! {
            () = told_to_stop() => asked.cancel(),
            () = asked.cancelled() => {}
        }
    });
    tasks.close();
    let late = async {
        app.stop.cancelled().await;
        pause(Duration::from_secs(STOP_SECONDS)).await;
    };
    tokio::select! {
        served = serving => served.context("serving failed")?,
        () = late => tracing::warn!("answers under way were cut off after {STOP_SECONDS} s"),
    }
    tokio::select! {
        () = tasks.wait() => {}
        () = pause(Duration::from_secs(STOP_SECONDS)) => tracing::warn!("a task did not stop"),
    }
    app.db.close().await.map_err(|why| anyhow::anyhow!("{why}"))?;
    Ok(())
}

async fn start_tasks(app: &App, tasks: &TaskTracker) -> anyhow::Result<()> {
    tasks.spawn(outbox::run_until_stopped(app.clone(), wiring::JOBS));
    tasks.spawn(timers::run_until_stopped(app.clone(), wiring::TIMERS));
    if let Some(address) = app.config.metrics_listen {
        let listener = bind(address).await?;
        tasks.spawn(metrics::serve(app.clone(), listener));
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "stopping has a time limit")]
async fn pause(span: Duration) {
    tokio::time::sleep(span).await;
}

#[cfg(unix)]
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let mut term = signal(SignalKind::terminate()).expect("the process may hear SIGTERM");
    tokio::select! {
        _ = term.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    tokio::signal::ctrl_c().await.ok();
}
