//! What is passed in: everything the house cannot make up by itself.

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use super::config::Config;
use super::db::Db;
use super::files::Files;
use super::gateway::Gateway;
use super::memory::Memory;
use super::seal::Seal;
use super::web::Site;
use crate::kit::{Clock, Error, Random};

/// The state that every handler, job and timer is given.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub random: Arc<dyn Random>,
    /// The way to phones.
    pub gateway: Arc<dyn Gateway>,
    /// Stored files.
    pub files: Files,
    /// Settings.
    pub config: Arc<Config>,
    /// The seal for small secrets.
    pub seal: Arc<Seal>,
    /// The blocking pool for engines.
    pub engines: Engines,
    /// What rooms remember between requests.
    pub memory: Memory,
    /// What the web layers share.
    pub site: Arc<Site>,
    /// Says when to stop.
    pub stop: CancellationToken,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("App")
    }
}

/// Runs engines beside the pages, never more at once than there are threads for them.
#[derive(Clone, Debug)]
pub struct Engines {
    free: Arc<Semaphore>,
}

impl Engines {
    /// Room for that many runs at once.
    pub fn new(threads: usize) -> Self {
        Self { free: Arc::new(Semaphore::new(threads.max(1))) }
    }

    /// What the engine answers, worked out on a blocking thread.
    ///
    /// Errors: a fault when the engine panicked.
    pub async fn run<T: Send + 'static>(
        &self,
        engine: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let place = Arc::clone(&self.free).acquire_owned().await;
        let place = place.map_err(|why| Error::fault(why.to_string()))?;
        let run = tokio::task::spawn_blocking(move || {
            let answer = engine();
            drop(place);
            answer
        });
        run.await.map_err(|why| Error::fault(format!("an engine stopped: {why}")))
    }
}
