//! A restore as the README tells it, while and after people work.

use std::path::Path;
use std::sync::Arc;

use chrono::TimeDelta;
use ijwi::people::Role;
use ijwi::plant::config::Config;
use ijwi::plant::db::{Db, Key, begin_write};
use ijwi::plant::files::Files;
use ijwi::plant::{App, backup, files, outbox};

use crate::driver::{Engine, House};

/// A file and a booking are kept, and a job is promised for that day.
async fn works(house: &House, on: &crate::driver::Airtime, at: &str) {
    let name = house.app.files.put(at.as_bytes().to_vec()).await.expect("kept");
    let txn = begin_write(&house.app.db, Key::none()).await.expect("a write");
    files::note(&txn, &name, "audio/wav", 8, house.now()).await.expect("noted");
    outbox::put_job(&txn, "plant.tidy", 1, house.now()).await.expect("promised");
    txn.commit().await.expect("done");
    house.books(on, on.spot, at).await.expect("booked");
}

/// The copy lies where README says: the database, and the content of `files`.
fn copy_files(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the copy's files") {
        let entry = entry.expect("an entry");
        std::fs::copy(entry.path(), to.join(entry.file_name())).expect("copied");
    }
}

/// Deeds before, during and after the copy; gives its folder.
async fn copied(house: &House, session: &mut Option<String>) -> tempfile::TempDir {
    let on = house.airtime().await;
    works(house, &on, "2026-03-10 06:30").await;
    let admin = house.someone("a@restore.test", &[Role::Administrator], &[]).await;
    *session = admin.browser.cookie("ijwi");
    house.wait(TimeDelta::days(3));
    let folder = tempfile::tempdir().expect("a folder");

    let (made, ()) = tokio::join!(backup::make(&house.app, folder.path()), async {
        for at in ["2026-03-11 06:30", "2026-03-11 12:30", "2026-03-11 18:30"] {
            works(house, &on, at).await;
        }
    });

    made.expect("the copy is made while people work");
    works(house, &on, "2026-03-12 06:30").await;
    backup::verify(folder.path()).await.expect("the copy holds");
    assert_eq!(house.number("SELECT COUNT(*) FROM airing").await, 5);
    folder
}

/// The copy starts elsewhere and is what it should be.
async fn starts(house: &mut House, url: &str, place: &Path, session: Option<String>) {
    let db = Db::open(url, 2, ijwi::wiring::wiring()).await.expect("the copy opens");
    let config = Config { database_url: url.to_owned(), ..Config::clone(&house.app.config) };
    let files = Files::in_folder(place).expect("a folder");
    let memory = ijwi::plant::memory::Memory::default();
    let config = Arc::new(config);
    house.app = App { db, config, files, memory, ..house.app.clone() };
    house.opens_again();

    let woken = ijwi::serve::wake(&house.app).await.expect("it wakes");

    assert_eq!(woken, Some(house.now()), "made at this instant of the still clock");
    let airings = house.number("SELECT COUNT(*) FROM airing").await;
    assert!((1..=4).contains(&airings), "{airings}: what came after the copy is not there");
    let noted = house.number("SELECT COUNT(*) FROM stored_file").await;
    let kept = std::fs::read_dir(place).expect("files").count();
    assert!(i64::try_from(kept).expect("few") >= noted, "{noted} files are noted, {kept} kept");
    assert_eq!(house.number("SELECT COUNT(*) FROM session").await, 0);
    let browser = house.nobody();
    browser.keep_cookie("ijwi", &session.expect("somebody was signed in"));
    assert!(browser.get("/users").await.location().starts_with("/sign-in"));
    let waiting = outbox::dead(&house.app.db).await.expect("a list");
    assert!(!waiting.is_empty(), "promises of three days ago wait for a person");
    for promise in &waiting {
        assert!(promise.fault.as_deref() == Some("promised before a restore"), "{promise:?}");
    }
    let live = "SELECT COUNT(*) FROM outbox WHERE dead_at IS NULL AND done_at IS NULL";
    assert!(house.number(live).await >= airings - 1, "promises of today are kept");
    house.run_jobs().await;
    assert!(ijwi::serve::wake(&house.app).await.expect("asked").is_none(), "once");
    ijwi::plant::trail::seal(&house.app.db).await.expect("sealed");
    let verdict = ijwi::plant::trail::verify(&house.app.db).await.expect("checked");
    assert!(matches!(verdict, ijwi::plant::trail::Verdict::Whole { .. }), "{verdict:?}");
}

#[tokio::test]
async fn a_sqlite_house_is_restored_from_a_copy_made_while_people_worked() {
    let mut house = House::new(Engine::Sqlite).await;
    let mut session = None;
    let copy = copied(&house, &mut session).await;
    house.run_jobs().await;

    let elsewhere = tempfile::tempdir().expect("another machine");
    let database = elsewhere.path().join("ijwi.db");
    std::fs::copy(copy.path().join("ijwi.db"), &database).expect("copied");
    let place = elsewhere.path().join("files");
    copy_files(&copy.path().join("files"), &place);
    let url = format!("sqlite:{}?mode=rw", database.display());

    starts(&mut house, &url, &place, session).await;
}

#[tokio::test]
async fn a_postgres_house_is_restored_by_pg_restore() {
    let tools = ["pg_dump", "pg_restore"]
        .map(|tool| std::process::Command::new(tool).arg("--version").output().is_ok());
    if !Engine::postgres_is_here() || tools != [true, true] {
        eprintln!("skipped: PostgreSQL, pg_dump and pg_restore are needed");
        return;
    }
    let mut house = House::new(Engine::Postgres).await;
    let mut session = None;
    let copy = copied(&house, &mut session).await;
    house.run_jobs().await;

    let elsewhere = tempfile::tempdir().expect("another machine");
    let place = elsewhere.path().join("files");
    copy_files(&copy.path().join("files"), &place);
    let url = Engine::empty().await;
    let restored = std::process::Command::new("pg_restore")
        .args([&format!("--dbname={url}"), "--no-owner"])
        .arg(copy.path().join("ijwi.dump"))
        .output()
        .expect("pg_restore runs");
    assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));

    starts(&mut house, &url, &place, session).await;
}

#[test]
fn the_readme_tells_these_steps() {
    let readme = include_str!("../../README.md");
    for step in [
        "copy `DIR/ijwi.db` to where `IJWI_DATABASE_URL` points",
        "the content of `DIR/files` into the folder of files",
        "pg_restore --dbname=ADDRESS --no-owner DIR/ijwi.dump",
        "old sign-ins and links end, and promises older than a day wait",
    ] {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words(readme).contains(step), "{step}");
    }
}
