//! The state of the house, and asking a job again.

use chrono::TimeDelta;
use ijwi::people::Role;
use ijwi::plant::backup;

use crate::driver::on_both;

/// A promise that died with a cause that names somebody.
const DEAD: &str = "INSERT INTO outbox (job, subject, due_at, tries, dead_at, fault) VALUES \
    ('messages.measure', 7, '2026-03-01T00:00:00+00:00', 12, '2026-03-01T06:00:00+00:00', \
    'fault: marie@ijwi.test has +250788123456')";

on_both! {
    async fn administrators_see_what_waits_for_their_word_and_ask_again(house) {
        let admin = house.admin().await.browser;
        let quiet = admin.get("/state").await;
        assert_eq!(quiet.status, 200);
        assert!(quiet.body.contains("Nothing waits for your word"), "{}", quiet.body);
        assert!(quiet.body.contains("people.forget") && quiet.body.contains("never"));

        house.write_rows(&[DEAD.to_owned()]).await;
        let page = admin.get("/state").await.body;

        assert!(page.contains("One job waits for your word"), "{page}");
        assert!(page.contains("tried 12 times") && page.contains("messages.measure"), "{page}");
        assert!(!page.contains("marie@") && !page.contains("0788123456"), "{page}");
        let again = page.split("action=\"/state/jobs/").nth(1).expect("a form");
        let again = format!("/state/jobs/{}", again.split('"').next().expect("its address"));
        let answer = admin.fill("/state", &again, &[]).await;

        assert_eq!(answer.location(), "/state?done=people.state.again.done");
        let due = "SELECT COUNT(*) FROM outbox WHERE dead_at IS NULL AND tries = 0 AND subject = 7";
        assert_eq!(house.number(due).await, 1);
        let noted = "SELECT COUNT(*) FROM trail WHERE deed = 'job_asked_again'";
        assert_eq!(house.number(noted).await, 1);
        assert!(!admin.get("/state").await.body.contains(&again), "it is not dead any more");
    }

    async fn what_a_restored_house_holds_back_is_told_apart(house) {
        let restored = DEAD.replace("'fault: marie@ijwi.test has +250788123456'",
            "'promised before a restore'");
        house.write_rows(&[restored]).await;

        let page = house.admin().await.browser.get("/state").await.body;

        assert!(page.contains("Promised before the restore"), "{page}");
        assert!(!page.contains("Jobs that were given up"), "{page}");
    }

    async fn a_verified_copy_and_silent_stations_stand_on_the_page(house) {
        let on = house.airtime().await;
        house.books(&on, on.spot, "2026-03-10 06:30").await.expect("booked");
        house.wait(TimeDelta::days(30));
        let made_at = house.now();
        backup::note_verified(&house.app, made_at).await.expect("noted");

        let page = house.admin().await.browser.get("/state").await.body;

        assert!(page.contains("found to hold"), "{page}");
        let silent = "after 48 hours</dt><dd class=\"num\">1</dd>";
        assert!(page.contains(silent), "{page}");
    }

    async fn nobody_else_sees_the_state_of_the_house(house) {
        for role in [Role::Coordinator, Role::Manager, Role::Auditor] {
            let login = format!("{}@ijwi.test", role.code());
            let browser = house.someone(&login, &[role], &[]).await.browser;
            assert_eq!(browser.get("/state").await.status, 403, "{login}");
        }
    }
}
