//! One house in a process of its own, as it would run anywhere.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use ijwi::demo;
use ijwi::plant::config::{Config, Purpose, SecondFactor};
use ijwi::serve;

use crate::client::{Client, pause};
use crate::seed::{self, Seeded};

/// How long a start or a stop may take before the measurement is given up.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where the data lie.
#[derive(Clone, Copy, Debug)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl std::fmt::Display for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        })
    }
}

impl Engine {
    /// Whether it can be measured here.
    pub fn is_here(self) -> bool {
        matches!(self, Self::Sqlite) || postgres().is_some()
    }
}

fn postgres() -> Option<String> {
    std::env::var("TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty())
}

/// A seeded house; its process runs between `starts` and `stops`.
pub struct House {
    pub address: SocketAddr,
    pub seeded: Seeded,
    database_url: String,
    folder: tempfile::TempDir,
    process: Option<Child>,
}

impl House {
    /// The demonstration and what is measured lie in a fresh database.
    pub async fn seeded(engine: Engine) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir_in(".")?;
        let database_url = match engine {
            Engine::Sqlite => format!("sqlite:{}?mode=rwc", folder.path().join("b.db").display()),
            Engine::Postgres => fresh_database().await?,
        };
        let keys = folder.path().join("b.keys");
        ijwi::plant::seal::Seal::read_or_make(
            &keys,
            std::sync::Arc::new(ijwi::plant::random::SystemRandom),
        )?;
        let mut config = Config::read(std::iter::empty())?;
        config.database_url.clone_from(&database_url);
        config.keys_file = Some(keys);
        config.files = folder.path().join("files");
        config.purpose = Purpose::Demonstration;
        config.second_factor = SecondFactor::Optional;
        let app = serve::open(config).await?;
        let links = demo::seed(&app).await.map_err(|why| anyhow::anyhow!("{why}"))?;
        let seeded = seed::add(&app, links.password).await?;
        app.db.close().await.map_err(|why| anyhow::anyhow!("{why}"))?;
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        Ok(Self { address: free, seeded, database_url, folder, process: None })
    }

    /// The process runs; says how long it took until it was ready.
    pub async fn starts(&mut self) -> anyhow::Result<Duration> {
        let file = |name: &str| -> PathBuf { self.folder.path().join(name) };
        let started = Instant::now();
        let child = Command::new(env!("CARGO_BIN_EXE_ijwi"))
            .arg("serve")
            .env("IJWI_DATABASE_URL", &self.database_url)
            .env("IJWI_KEYS_FILE", file("b.keys"))
            .env("IJWI_FILES", file("files"))
            .env("IJWI_LISTEN", self.address.to_string())
            .env("IJWI_LOG", "warn")
            .stdout(Stdio::null())
            .spawn()?;
        self.process = Some(child);
        loop {
            if let Ok(mut client) = Client::open(self.address).await
                && client.get("/health/ready", "", None).await.is_ok()
            {
                return Ok(started.elapsed());
            }
            ensure!(started.elapsed() < PATIENCE, "the house is never ready");
            pause(Duration::from_millis(1)).await;
        }
    }

    /// The process has ended by itself after being asked to.
    pub async fn stops(&mut self) -> anyhow::Result<()> {
        let Some(mut child) = self.process.take() else { return Ok(()) };
        let asked = Instant::now();
        Command::new("kill").arg(child.id().to_string()).status()?;
        while child.try_wait()?.is_none() {
            ensure!(asked.elapsed() < PATIENCE, "the house does not stop");
            pause(Duration::from_millis(5)).await;
        }
        Ok(())
    }

    /// Resident memory of the process, in KiB.
    pub fn resident(&self) -> anyhow::Result<u64> {
        let process = self.process.as_ref().context("the house runs")?;
        let status = std::fs::read_to_string(format!("/proc/{}/status", process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let figure = line.and_then(|line| line.split_whitespace().next()).context("VmRSS")?;
        Ok(figure.parse()?)
    }

    /// A manager's session, as a cookie.
    pub async fn manager(&self) -> anyhow::Result<String> {
        let mut client = Client::open(self.address).await?;
        let body = format!("login=manager&password={}", self.seeded.password);
        let answer = client.post("/sign-in", &body).await?;
        if answer.cookie.is_empty() {
            bail!("the manager cannot sign in: {}", answer.status);
        }
        Ok(answer.cookie)
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if let Some(mut child) = self.process.take() {
            child.kill().ok();
            child.wait().ok();
        }
    }
}

/// A new database on the server that the tests use; the one of the last run is dropped.
async fn fresh_database() -> anyhow::Result<String> {
    use sea_orm::{ConnectionTrait, Database};
    let url = postgres().context("TEST_POSTGRES_URL")?;
    let server = Database::connect(&url).await?;
    for sql in ["DROP DATABASE IF EXISTS ijwi_bench WITH (FORCE)", "CREATE DATABASE ijwi_bench"] {
        server.execute_unprepared(sql).await?;
    }
    let (before, _) = url.rsplit_once('/').context("the address names a database")?;
    Ok(format!("{before}/ijwi_bench"))
}
