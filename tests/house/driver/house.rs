//! One house with everything that is passed in under the test's control.

use std::sync::{Arc, Mutex};

use axum::Router;
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use ijwi::kit::{Clock, Random};
use ijwi::plant::App;
use ijwi::plant::app::Engines;
use ijwi::plant::config::{Config, SecondFactor};
use ijwi::plant::db::Db;
use ijwi::plant::files::Files;
use ijwi::plant::gateway::RecordingGateway;
use ijwi::plant::memory::Memory;
use ijwi::plant::outbox;
use ijwi::plant::seal::Seal;
use ijwi::plant::web::Site;
use tokio_util::sync::CancellationToken;

use super::{Caller, Engine};

/// A clock that stands until it is moved.
pub struct FixedClock(Mutex<DateTime<Utc>>);

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().expect("only read and set")
    }
}

/// The same bytes in every run: a counter mixed by multiplication.
#[derive(Default)]
pub struct SeededRandom(Mutex<u64>);

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().expect("only read and set");
        for byte in bytes {
            *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (*state ^ (*state >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            *byte = mixed.to_be_bytes()[0];
        }
    }
}

/// A house for one test, with its own database.
pub struct House {
    /// What handlers, jobs and timers are given.
    pub app: App,
    clock: Arc<FixedClock>,
    router: Router,
    folder: tempfile::TempDir,
}

/// Monday 2 March 2026, 10:00 in Kigali.
fn morning() -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2026, 3, 2)
        .and_then(|day| day.and_hms_opt(8, 0, 0))
        .map(|at: NaiveDateTime| at.and_utc())
        .expect("a day")
}

impl House {
    /// A house on a fresh database: Monday 2 March 2026, 10:00 in Kigali.
    pub async fn new(engine: Engine) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = engine.fresh(folder.path()).await;
        let db = Db::open(&url, 2, ijwi::wiring::wiring()).await.expect("the database opens");
        let clock = Arc::new(FixedClock(Mutex::new(morning())));
        let random: Arc<dyn Random> = Arc::new(SeededRandom::default());
        let mut config = Config::read(std::iter::empty()).expect("the defaults hold");
        config.second_factor = SecondFactor::Optional;
        config.database_url = url;
        let config = Arc::new(config);
        let seal = Arc::new(Seal::with_key([7; 32], random.clone()));
        let site = Site::new(Arc::clone(&config), clock.clone(), random.clone(), Arc::clone(&seal));
        let app = App {
            db,
            clock: clock.clone(),
            random,
            gateway: Arc::new(RecordingGateway::default()),
            files: Files::in_folder(&folder.path().join("files")).expect("a folder"),
            config,
            seal,
            engines: Engines::new(1),
            memory: Memory::default(),
            site: Arc::new(site),
            stop: CancellationToken::new(),
        };
        let router = ijwi::wiring::router(&app);
        Self { app, clock, router, folder }
    }

    /// The pages are served anew, after what is passed in was changed.
    pub fn opens_again(&mut self) {
        self.router = ijwi::wiring::router(&self.app);
    }

    /// The house starts anew on the same database: what it kept in mind is forgotten.
    pub fn restarts(&mut self) {
        let app = &self.app;
        let (config, clock) = (Arc::clone(&app.config), self.clock.clone());
        let site = Site::new(config, clock, app.random.clone(), Arc::clone(&app.seal));
        self.app.site = Arc::new(site);
        self.app.memory = Memory::default();
        self.opens_again();
    }

    /// A browser of before comes to the pages as they are served now.
    pub fn lets_in(&self, caller: &mut Caller) {
        caller.comes_to(self.router.clone());
    }

    /// Which engine it stands on.
    pub fn engine(&self) -> Engine {
        if self.app.db.backend() == sea_orm::DbBackend::Sqlite {
            Engine::Sqlite
        } else {
            Engine::Postgres
        }
    }

    /// Where its files lie, and its database when that is a file.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The present instant.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Time passes.
    pub fn wait(&self, span: TimeDelta) {
        *self.clock.0.lock().expect("only read and set") += span;
    }

    /// A job is promised now, as its timer would.
    pub async fn promises(&self, job: &'static str) {
        let txn = ijwi::plant::db::begin_housekeeping(&self.app.db).await.expect("a write");
        outbox::put_job(&txn, job, 0, self.now()).await.expect("promised");
        txn.commit().await.expect("kept");
    }

    /// Everything promised and due is done; says how many jobs ran.
    pub async fn run_jobs(&self) -> usize {
        outbox::drain(&self.app, ijwi::wiring::JOBS).await.expect("the outbox is read")
    }

    /// Somebody who is not signed in.
    pub fn nobody(&self) -> Caller {
        Caller::new(self.router.clone())
    }

    /// One number from the database.
    pub async fn number(&self, sql: &str) -> i64 {
        use sea_orm::{ConnectionTrait, Statement};
        let ask = Statement::from_string(self.app.db.backend(), sql);
        let row = self.app.db.read().query_one_raw(ask).await.expect("a query that fits");
        row.expect("one row").try_get_by(0).expect("a whole number")
    }
}
