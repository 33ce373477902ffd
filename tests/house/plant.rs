//! The machinery: writes, promises, timers and the trail, on both engines.

use chrono::TimeDelta;
use ijwi::kit::{Error, FormKey};
use ijwi::plant::db::{Key, begin_write};
use ijwi::plant::timers::{self, Timer};
use ijwi::plant::trail::{self, Actor, Entry, Verdict};
use ijwi::plant::{once, outbox};
use sea_orm::ConnectionTrait;

use crate::driver::on_both;

const TIMER: Timer =
    Timer { name: "t", schedule: "0 9 * * *", zone: chrono_tz::Africa::Kigali, job: "plant.tidy" };

on_both! {
    async fn a_write_that_is_dropped_leaves_nothing(house) {
        let db = &house.app.db;
        let version = db.version().await.expect("a version");

        let txn = begin_write(db, Key::none()).await.expect("a write");
        outbox::put_job(&txn, "plant.tidy", 1, house.now()).await.expect("promised");
        drop(txn);

        assert_eq!(house.number("SELECT COUNT(*) FROM outbox").await, 0);
        assert_eq!(db.version().await.expect("a version"), version);
    }

    async fn the_data_version_grows_with_every_write(house) {
        let db = &house.app.db;
        let version = db.version().await.expect("a version");

        begin_write(db, Key::everything()).await.expect("a write").commit().await.expect("done");

        assert_eq!(db.version().await.expect("a version"), version + 1);
    }

    async fn the_reading_side_cannot_write(house) {
        if house.app.db.backend() == sea_orm::DbBackend::Sqlite {
            let sql = "UPDATE data_version SET version = 0";
            assert!(house.app.db.read().execute_unprepared(sql).await.is_err());
        }
    }

    async fn a_form_sent_twice_finds_its_first_answer(house) {
        let key = FormKey::read("0123456789").expect("a key");
        let actor = Actor::person(1);
        let txn = begin_write(&house.app.db, Key::none()).await.expect("a write");
        assert_eq!(once::earlier(&txn, actor, &key).await.expect("asked"), None);
        once::keep(&txn, actor, &key, 41, house.now()).await.expect("kept");
        txn.commit().await.expect("done");

        let txn = begin_write(&house.app.db, Key::none()).await.expect("a write");
        assert_eq!(once::earlier(&txn, actor, &key).await.expect("asked"), Some(41));
        assert_eq!(once::earlier(&txn, Actor::person(2), &key).await.expect("asked"), None);
    }

    async fn a_timer_runs_a_due_time_once_and_passes_over_missed_ones(house) {
        let db = &house.app.db;
        for _ in 0..2 {
            timers::look(db, &[TIMER], house.now()).await.expect("looked");
        }
        assert_eq!(house.number("SELECT COUNT(*) FROM outbox").await, 1);

        house.wait(TimeDelta::days(5));
        timers::look(db, &[TIMER], house.now()).await.expect("looked");
        assert_eq!(house.number("SELECT COUNT(*) FROM outbox").await, 2);
        assert_eq!(house.run_jobs().await, 2);
        assert_eq!(house.number("SELECT COUNT(*) FROM outbox WHERE done_at IS NULL").await, 0);
    }

    async fn a_job_that_nobody_knows_is_dead_and_can_be_asked_again(house) {
        let txn = begin_write(&house.app.db, Key::none()).await.expect("a write");
        outbox::put_job(&txn, "no.such", 1, house.now()).await.expect("promised");
        txn.commit().await.expect("done");

        house.run_jobs().await;

        let dead = outbox::dead(&house.app.db).await.expect("a list");
        assert_eq!(dead.len(), 1);
        let txn = begin_write(&house.app.db, Key::none()).await.expect("a write");
        outbox::retry(&txn, dead[0].id, house.now()).await.expect("due again");
        assert!(matches!(outbox::retry(&txn, 999, house.now()).await, Err(Error::NotFound)));
        txn.commit().await.expect("done");
        assert!(outbox::dead(&house.app.db).await.expect("a list").is_empty());
    }

    async fn news_that_nobody_hears_are_a_fault(house) {
        let txn = begin_write(&house.app.db, Key::none()).await.expect("a write");
        let put = outbox::put(&txn, "plant.unheard", 1, house.now()).await;
        assert!(matches!(put, Err(Error::Fault(_))));
    }

    async fn the_trail_cannot_be_changed_and_a_forged_one_is_found(house) {
        let db = &house.app.db;
        for subject in 1..=3 {
            let txn = begin_write(db, Key::none()).await.expect("a write");
            let entry = Entry::new("plant", "tested", subject).before("a").after("b");
            trail::note(&txn, Actor::person(7), entry, house.now()).await.expect("noted");
            txn.commit().await.expect("done");
        }
        assert_eq!(trail::seal(db).await.expect("sealed"), 3);
        assert_eq!(trail::seal(db).await.expect("sealed"), 0);
        let whole = trail::verify(db).await.expect("verified");
        assert!(matches!(whole, Verdict::Whole { sealed: 3, tail: 0, .. }), "{whole:?}");

        for sql in ["UPDATE trail SET deed = 'x'", "DELETE FROM trail", "DELETE FROM trail_seal"] {
            let txn = begin_write(db, Key::none()).await.expect("a write");
            assert!(txn.execute_unprepared(sql).await.is_err(), "{sql}");
        }
        let txn = begin_write(db, Key::none()).await.expect("a write");
        for sql in [
            "INSERT INTO retention_permit (id) VALUES (1)",
            "UPDATE trail SET after = 'c' WHERE subject = 2",
            "DELETE FROM retention_permit",
        ] {
            txn.execute_unprepared(sql).await.expect("the permit lets it pass");
        }
        txn.commit().await.expect("done");
        let broken = trail::verify(db).await.expect("verified");
        assert!(matches!(broken, Verdict::Broken { position: 2, .. }), "{broken:?}");
    }
}
