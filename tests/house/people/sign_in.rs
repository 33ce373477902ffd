//! Signing in, and guessing.

use chrono::TimeDelta;
use ijwi::people::Role;

use crate::driver::{PASSWORD, on_both};

on_both! {
    async fn a_person_signs_in_and_out_with_a_login_and_a_password(house) {
        house.someone("marie@ijwi.test", &[Role::Manager], &[]).await;

        let (browser, answer) = house.signs_in(" Marie@ijwi.test ", PASSWORD).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/"), "{}", answer.body);
        assert_eq!(browser.get("/account").await.status, 200);

        let out = browser.fill("/account", "/sign-out", &[]).await;
        assert!(out.location().starts_with("/sign-in"));
        let again = browser.get("/account").await;
        assert_eq!((again.status.as_u16(), again.location()), (303, "/sign-in?next=/account"));
        let deeds = "SELECT COUNT(*) FROM trail WHERE deed IN ('signed_in', 'signed_out')";
        assert_eq!(house.number(deeds).await, 3);
    }

    async fn an_unknown_person_and_a_wrong_password_are_answered_alike(house) {
        house.someone("marie@ijwi.test", &[Role::Manager], &[]).await;

        let (_, known) = house.signs_in("marie@ijwi.test", "wrong password").await;
        let (_, unknown) = house.signs_in("maria@ijwi.test", "wrong password").await;

        assert_eq!((known.status.as_u16(), unknown.status.as_u16()), (422, 422));
        assert_eq!(known.body.replace("marie", "maria"), unknown.body);
        assert!(known.body.contains("value=\"marie@ijwi.test\""), "what was typed is kept");
        assert!(!known.body.contains("wrong password\""), "but not the password");
        let noted = "SELECT COUNT(*) FROM trail WHERE deed = 'sign_in_failed'";
        assert_eq!(house.number(noted).await, 2);
    }

    async fn guessing_waits_longer_and_longer_and_another_account_does_not(house) {
        house.someone("marie@ijwi.test", &[Role::Manager], &[]).await;
        house.someone("jean@ijwi.test", &[Role::Manager], &[]).await;
        for _ in 0..5 {
            house.signs_in("marie@ijwi.test", "wrong password").await;
        }

        let (_, locked) = house.signs_in("marie@ijwi.test", PASSWORD).await;
        assert_eq!((locked.status.as_u16(), locked.header("retry-after")), (429, "30"));
        let (_, other) = house.signs_in("jean@ijwi.test", PASSWORD).await;
        assert_eq!(other.status, 303);
        house.wait(TimeDelta::seconds(30));
        let (_, wrong) = house.signs_in("marie@ijwi.test", "wrong password").await;
        assert_eq!(wrong.status, 422);
        let (_, locked) = house.signs_in("marie@ijwi.test", PASSWORD).await;
        assert_eq!(locked.header("retry-after"), "60");
        house.wait(TimeDelta::seconds(60));
        let (_, right) = house.signs_in("marie@ijwi.test", PASSWORD).await;
        assert_eq!(right.status, 303);
        let (_, forgiven) = house.signs_in("marie@ijwi.test", "wrong password").await;
        assert_eq!(forgiven.status, 422);
    }

    async fn many_guesses_at_once_are_no_way_around_the_wait(house) {
        house.someone("marie@ijwi.test", &[Role::Manager], &[]).await;

        let guesses = (0..12).map(|_| house.signs_in("marie@ijwi.test", "wrong password"));
        let answers = futures_util::future::join_all(guesses).await;

        let taken = answers.iter().filter(|(_, answer)| answer.status == 422).count();
        assert_eq!(taken, 5);
        assert!(answers.iter().all(|(_, answer)| [422, 429].contains(&answer.status.as_u16())));
    }

    async fn nobody_signs_in_without_a_password_or_when_shut_out(house) {
        let admin = house.admin().await;
        let (invited, _) = house.invites("new@ijwi.test", &[Role::Manager], &[]).await;
        assert!(invited > admin.id);
        let (_, answer) = house.signs_in("new@ijwi.test", "").await;
        assert_eq!(answer.status, 422);

        let marie = house.someone("marie@ijwi.test", &[Role::Manager], &[]).await;
        let page = format!("/users/{}", marie.id);
        admin.browser.fill(&page, &format!("{page}/disabling"), &[]).await;

        assert_eq!(marie.browser.get("/account").await.status, 303);
        let (_, answer) = house.signs_in("marie@ijwi.test", PASSWORD).await;
        assert_eq!(answer.status, 422);
    }

    async fn the_way_on_stays_in_the_house(house) {
        house.someone("marie@ijwi.test", &[Role::Manager], &[]).await;
        for (next, leads) in [
            ("/account", "/account"),
            ("//evil.test", "/"),
            ("https://evil.test", "/"),
            ("\\\\evil.test", "/"),
        ] {
            let fields = [("login", "marie@ijwi.test"), ("password", PASSWORD), ("next", next)];
            let answer = house.nobody().fill("/sign-in", "/sign-in", &fields).await;
            assert_eq!(answer.location(), leads, "{next}");
        }
    }

    async fn fields_that_the_form_does_not_have_are_refused(house) {
        house.someone("marie@ijwi.test", &[Role::Manager], &[]).await;
        let fields = [("login", "marie@ijwi.test"), ("password", PASSWORD), ("role", "x")];

        let answer = house.nobody().post("/sign-in", &fields).await;

        assert_eq!(answer.status, 422);
        assert_eq!(answer.header("set-cookie"), "");
    }
}
