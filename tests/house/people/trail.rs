//! Reading the trail with filters, and taking a copy.

use chrono::TimeDelta;
use ijwi::people::Role;

use crate::driver::on_both;

on_both! {
    async fn auditors_read_the_trail_by_person_deed_subject_and_day(house) {
        house.wait(TimeDelta::hours(13));
        let auditor = house.someone("audrey@ijwi.test", &[Role::Auditor], &[]).await.browser;
        house.wait(TimeDelta::hours(2));
        let marie = house.someone("marie@ijwi.test", &[Role::Manager], &[]).await;
        let rows = |body: &str| body.matches("<th scope=\"row\">").count();

        let all = auditor.get("/trail").await;
        assert_eq!((all.status.as_u16(), rows(&all.body)), (200, 8));
        for (query, found) in [
            ("person=marie", 2),
            ("deed=signed_in", 2),
            ("room=people", 8),
            ("room=schedule", 0),
            (&*format!("subject={}", marie.id), 4),
            ("from=2026-03-03", 4),
            ("to=2026-03-02", 4),
            ("from=2026-03-02&to=2026-03-02&deed=signed_in", 1),
            ("person=%25", 4),
        ] {
            let page = auditor.get(&format!("/trail?{query}")).await;
            assert_eq!((page.status.as_u16(), rows(&page.body)), (200, found), "{query}");
        }
        for wrong in ["subject=abc", "from=yesterday", "to=2026-02-30"] {
            assert_eq!(auditor.get(&format!("/trail?{wrong}")).await.status, 422, "{wrong}");
        }
        assert_eq!(marie.browser.get("/trail").await.status, 403);
    }

    async fn a_copy_of_the_trail_is_itself_noted(house) {
        let admin = house.admin().await.browser;

        let csv = admin.fill("/trail?deed=signed_in", "/trail/copy", &[]).await;

        assert_eq!(csv.status, 200, "{}", csv.body);
        assert!(csv.header("content-type").starts_with("text/csv"));
        let lines: Vec<&str> = csv.body.lines().collect();
        assert_eq!(lines.len(), 2, "{}", csv.body);
        assert!(lines[0].starts_with("id,at,person") && lines[1].contains("signed_in"));
        let noted = "SELECT COUNT(*) FROM trail WHERE deed = 'trail_copied'";
        assert_eq!(house.number(noted).await, 1);
    }
}
