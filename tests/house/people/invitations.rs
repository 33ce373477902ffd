//! One-time links, and the first administrator.

use std::sync::Arc;

use chrono::TimeDelta;
use ijwi::kit::Error;
use ijwi::people::{self, Role};
use ijwi::plant::config::{Config, Purpose};

use crate::driver::{PASSWORD, on_both};

on_both! {
    async fn the_first_administrator_comes_in_by_a_link_that_works_once(house) {
        let first = people::first_administrator_link(&house.app).await.expect("asked");
        let second = people::first_administrator_link(&house.app).await.expect("asked");
        let (first, second) = (first.expect("a link"), second.expect("a link"));
        assert_eq!(house.nobody().get(&first).await.status, 410, "replaced at the next start");

        let browser = house.nobody();
        let fields = [
            ("name", "Alice Uwera"),
            ("login", "alice@ijwi.test"),
            ("password", PASSWORD),
            ("again", PASSWORD),
        ];
        let answer = browser.fill(&second, &second, &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_eq!(browser.get("/users").await.status, 200);
        assert_eq!(house.nobody().get(&second).await.status, 410);
        let none = people::first_administrator_link(&house.app).await.expect("asked");
        assert_eq!(none, None);
    }

    async fn the_first_link_expires_after_a_day_and_an_invitation_after_three(house) {
        let first = people::first_administrator_link(&house.app).await.expect("asked");
        let (_, link) = house.invites("marie@ijwi.test", &[Role::Manager], &[]).await;
        let first = first.expect("a link");
        house.wait(TimeDelta::hours(24) - TimeDelta::seconds(1));
        assert_eq!(house.nobody().get(&first).await.status, 200);
        house.wait(TimeDelta::seconds(1));
        assert_eq!(house.nobody().get(&first).await.status, 410);
        house.wait(TimeDelta::hours(48) - TimeDelta::seconds(1));
        assert_eq!(house.nobody().get(&link).await.status, 200);
        house.wait(TimeDelta::seconds(1));
        assert_eq!(house.nobody().get(&link).await.status, 410);
        assert_eq!(house.nobody().get("/invite/0123456789").await.status, 404);
    }

    async fn a_weak_password_is_refused_and_the_link_is_still_good(house) {
        let (_, link) = house.invites("marie@ijwi.test", &[Role::Manager], &[]).await;
        let browser = house.nobody();
        let weak = [("password", "marie2026"), ("again", "marie2026")];
        let differs = [("password", PASSWORD), ("again", "the goat")];
        for fields in [weak, differs] {
            let answer = browser.fill(&link, &link, &fields).await;
            assert_eq!(answer.status, 422);
            assert!(!answer.body.contains(PASSWORD));
        }
        let right = [("password", PASSWORD), ("again", PASSWORD)];
        assert_eq!(browser.fill(&link, &link, &right).await.status, 303);
        assert_eq!(browser.get("/account").await.status, 200);
    }

    async fn two_browsers_with_one_link_get_one_session(house) {
        let (_, link) = house.invites("marie@ijwi.test", &[Role::Manager], &[]).await;
        let (one, two) = (house.nobody(), house.nobody());
        let fields = [("password", PASSWORD), ("again", PASSWORD)];

        let both = futures_util::future::join(
            one.fill(&link, &link, &fields),
            two.fill(&link, &link, &fields),
        );
        let (first, second) = both.await;

        let mut statuses = [first.status.as_u16(), second.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 410]);
        assert_eq!(house.number("SELECT COUNT(*) FROM session").await, 1);
    }

    async fn demonstration_links_sign_in_in_a_demonstration_alone(house) {
        let mut house = house;
        let (person, _) = house.invites("demo@ijwi.test", &[Role::Manager], &[]).await;
        let refused = people::demonstration_link(&house.app, person).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let demo = Config { purpose: Purpose::Demonstration, ..Config::clone(&house.app.config) };
        house.app.config = Arc::new(demo);
        house.opens_again();
        let link = people::demonstration_link(&house.app, person).await.expect("a link");

        for _ in 0..2 {
            let browser = house.nobody();
            assert_eq!(browser.get(&link).await.status, 303, "opening is enough");
            assert_eq!(browser.get("/account").await.status, 200);
        }
        let browser = house.nobody();
        browser.get(&link).await;
        browser.fill("/account", "/sign-out", &[]).await;
        assert_eq!(browser.get(&link).await.status, 200, "signed out: now there is a button");
        assert_eq!(browser.fill(&link, &link, &[]).await.status, 303);
        assert_eq!(browser.get("/account").await.status, 200);
        assert_eq!(browser.get("/enter/0123456789").await.status, 200);
        assert_eq!(browser.post("/enter/0123456789", &[]).await.status, 403, "no token");
    }
}
