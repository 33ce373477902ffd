//! Copies of the house: made, checked, woken up from.

use chrono::TimeDelta;
use ijwi::plant::backup;
use ijwi::plant::db::{Key, begin_write};
use ijwi::plant::trail::{self, Actor, Entry};
use ijwi::plant::{files, outbox};
use sea_orm::ConnectionTrait;

use crate::driver::{House, on_both};

async fn lives(house: &House) {
    let name = house.app.files.put(b"a jingle".to_vec()).await.expect("kept");
    let txn = begin_write(&house.app.db, Key::none()).await.expect("a write");
    files::note(&txn, &name, "audio/wav", 8, house.now()).await.expect("noted");
    let entry = Entry::new("plant", "tested", 1);
    trail::note(&txn, Actor::command(), entry, house.now()).await.expect("noted");
    outbox::put_job(&txn, "plant.tidy", 1, house.now()).await.expect("promised");
    txn.commit().await.expect("done");
    trail::seal(&house.app.db).await.expect("sealed");
}

on_both! {
    async fn a_backup_holds_and_a_changed_one_is_found(house) {
        lives(&house).await;
        let folder = tempfile::tempdir().expect("a folder");

        let said = backup::make(&house.app, folder.path()).await.expect("made");
        assert!(said.contains("1 files"), "{said}");
        let made_at = backup::verify(folder.path()).await.expect("it holds");
        assert_eq!(made_at, house.now());
        let again = backup::make(&house.app, folder.path()).await;
        assert!(matches!(again, Err(backup::BackupFault::NotEmpty(_))));
        assert_eq!(house.number("SELECT COUNT(*) FROM restore_mark").await, 0);

        let stored = std::fs::read_dir(folder.path().join("files")).expect("a folder");
        let stored = stored.flatten().next().expect("one file").path();
        std::fs::write(&stored, b"another jingle").expect("written");
        let differs = backup::verify(folder.path()).await;
        assert!(matches!(differs, Err(backup::BackupFault::Differs(_))), "{differs:?}");
    }

    async fn a_house_that_wakes_as_a_copy_repeats_no_old_promise(house) {
        lives(&house).await;
        let admin = house.admin().await;
        let txn = begin_write(&house.app.db, Key::none()).await.expect("a write");
        let mark = format!(
            "INSERT INTO restore_mark (id, made_at) VALUES (1, '{}')",
            house.now().to_rfc3339()
        );
        txn.execute_unprepared(&mark).await.expect("marked");
        txn.commit().await.expect("done");
        house.wait(TimeDelta::hours(30));

        let woken = ijwi::serve::wake(&house.app).await.expect("woken");
        assert_eq!(woken, Some(house.now() - TimeDelta::hours(30)));
        assert_eq!(house.number("SELECT COUNT(*) FROM session").await, 0);

        assert_eq!(outbox::dead(&house.app.db).await.expect("a list").len(), 1);
        assert!(ijwi::serve::wake(&house.app).await.expect("asked").is_none());
        assert!(admin.browser.get("/users").await.location().starts_with("/sign-in"));
        assert_eq!(
            house.number("SELECT COUNT(*) FROM trail WHERE deed = 'restored'").await,
            1
        );
    }
}
