//! Sessions, passwords and second factors.

use chrono::TimeDelta;
use ijwi::people::Role;

use crate::driver::people::digits;
use crate::driver::{Caller, House, PASSWORD, on_both};

on_both! {
    async fn a_session_ends_after_twelve_idle_hours_and_after_fourteen_days(house) {
        let marie = house.someone("marie@ijwi.test", &[Role::Manager], &[]).await.browser;
        for _ in 0..27 {
            house.wait(TimeDelta::hours(12) - TimeDelta::seconds(1));
            assert_eq!(marie.get("/account").await.status, 200);
        }
        house.wait(TimeDelta::hours(12));
        assert_eq!(marie.get("/account").await.status, 303, "fourteen days");

        let jean = house.someone("jean@ijwi.test", &[Role::Manager], &[]).await.browser;
        house.wait(TimeDelta::hours(12));
        assert_eq!(jean.get("/account").await.status, 303, "twelve idle hours");
    }

    async fn when_a_session_was_last_used_is_written_down_by_a_timer_alone(house) {
        let marie = house.someone("marie@ijwi.test", &[Role::Manager], &[]).await.browser;
        let start = house.number("SELECT COUNT(*) FROM session WHERE seen_at = made_at").await;
        house.wait(TimeDelta::hours(1));
        marie.get("/account").await;
        let same = "SELECT COUNT(*) FROM session WHERE seen_at = made_at";
        assert_eq!((start, house.number(same).await), (1, 1), "a GET never writes");

        house.promises("people.flush").await;
        house.run_jobs().await;

        assert_eq!(house.number(same).await, 0);
        house.wait(TimeDelta::hours(11) + TimeDelta::minutes(59));
        assert_eq!(marie.get("/account").await.status, 200);
    }

    async fn the_cookie_is_kept_nowhere(house) {
        let (browser, answer) = {
            house.someone("marie@ijwi.test", &[Role::Manager], &[]).await;
            house.signs_in("marie@ijwi.test", PASSWORD).await
        };
        let cookie = browser.cookie("ijwi").expect("a session");
        assert!(cookie.len() >= 52);
        let header = answer.header("set-cookie");
        assert!(header.contains("HttpOnly") && header.contains("SameSite=Lax"), "{header}");
        let found = format!("SELECT COUNT(*) FROM session WHERE token_hash = '{cookie}'");
        assert_eq!(house.number(&found).await, 0);
    }

    async fn a_new_password_ends_the_other_sessions(house) {
        let marie = house.someone("marie@ijwi.test", &[Role::Manager], &[]).await.browser;
        let (other, _) = house.signs_in("marie@ijwi.test", PASSWORD).await;
        let change = |present: &'static str, new: &'static str| {
            [("present", present), ("password", new), ("again", new)]
        };

        for (present, new) in [("wrong", "quiet river stones"), (PASSWORD, "password2026")] {
            let fields = change(present, new);
            let answer = marie.fill("/account", "/account/password", &fields).await;
            assert_eq!(answer.status, 422, "{present} {new}");
        }
        let fields = change(PASSWORD, "quiet river stones");
        let answer = marie.fill("/account", "/account/password", &fields).await;

        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_eq!(other.get("/account").await.status, 303);
        assert_eq!(marie.get("/account").await.status, 200);
        let (_, old) = house.signs_in("marie@ijwi.test", PASSWORD).await;
        assert_eq!(old.status, 422);
    }

    async fn signing_out_everywhere_ends_every_session_of_one_person(house) {
        let marie = house.someone("marie@ijwi.test", &[Role::Manager], &[]).await.browser;
        let jean = house.someone("jean@ijwi.test", &[Role::Manager], &[]).await.browser;
        let (other, _) = house.signs_in("marie@ijwi.test", PASSWORD).await;
        assert!(marie.get("/account").await.body.contains("Firefox, Android"));

        marie.fill("/account", "/account/sessions/ending", &[]).await;

        assert_eq!(marie.get("/account").await.status, 303);
        assert_eq!(other.get("/account").await.status, 303);
        assert_eq!(jean.get("/account").await.status, 200);
    }

    async fn nobody_ends_the_session_of_somebody_else(house) {
        let marie = house.someone("marie@ijwi.test", &[Role::Manager], &[]).await;
        let jean = house.someone("jean@ijwi.test", &[Role::Manager], &[]).await;
        let sql = format!("SELECT id FROM session WHERE person_id = {}", jean.id);
        let session = house.number(&sql).await;
        let (_other, _) = house.signs_in("marie@ijwi.test", PASSWORD).await;
        let own = marie.browser.get("/account").await;
        let form = own.body.split("action=\"/account/sessions/").nth(1).expect("another session");
        let own_id = form.split('/').next().expect("a number");
        let fields = own.hidden_fields(&format!("/account/sessions/{own_id}/ending"));
        let fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();

        let path = format!("/account/sessions/{session}/ending");
        assert_eq!(marie.browser.post(&path, &fields).await.status, 404);
        assert_eq!(jean.browser.get("/account").await.status, 200);
        let path = format!("/account/sessions/{own_id}/ending");
        assert_eq!(marie.browser.post(&path, &fields).await.status, 303);
    }
}

async fn gives(browser: &Caller, path: &str, code: &str) -> (u16, String) {
    let answer = browser.fill(path, path, &[("code", code)]).await;
    (answer.status.as_u16(), answer.body)
}

fn strict(mut house: House) -> House {
    house.becomes_strict();
    house
}

on_both! {
    async fn planners_are_led_to_a_second_factor_and_give_it_from_then_on(house) {
        let house = strict(house);
        house.someone("cora@ijwi.test", &[Role::Coordinator], &[]).await;
        let (browser, answer) = house.signs_in("cora@ijwi.test", PASSWORD).await;
        assert_eq!(answer.location(), "/account/second-factor");
        assert_eq!(browser.get("/account").await.location(), "/account/second-factor");
        let page = browser.get("/account/second-factor").await.body;
        assert!(page.contains("<svg"));
        assert_eq!(gives(&browser, "/account/second-factor", "000000").await.0, 422);
        let code = digits(&house, &page);
        let half = browser.cookie("ijwi");
        let (status, codes) = gives(&browser, "/account/second-factor", &code).await;
        assert_eq!((status, codes.matches("<code>").count()), (200, 10));
        assert_ne!(browser.cookie("ijwi"), half, "a new session");
        assert_eq!(browser.get("/account").await.status, 200);

        let (next, answer) = house.signs_in("cora@ijwi.test", PASSWORD).await;
        assert_eq!(answer.location(), "/sign-in/code");
        assert_eq!(next.get("/account").await.status, 303);
        assert_eq!(gives(&next, "/sign-in/code", &code).await.0, 422, "a code works once");
        house.wait(TimeDelta::seconds(30));
        let fresh = digits(&house, &page);
        assert_eq!(gives(&next, "/sign-in/code", &fresh).await.0, 303);
        assert_eq!(next.get("/account").await.status, 200);

        let recovery = codes.split("<code>").nth(1).expect("a code").split('<').next();
        let recovery = recovery.expect("a code").to_lowercase();
        for expected in [303, 422] {
            let (lost, _) = house.signs_in("cora@ijwi.test", PASSWORD).await;
            assert_eq!(gives(&lost, "/sign-in/code", &recovery).await.0, expected);
        }
    }

    async fn a_half_session_opens_nothing_and_ends_after_ten_minutes(house) {
        let house = strict(house);
        house.someone("cora@ijwi.test", &[Role::Coordinator], &[]).await;
        let (browser, _) = house.signs_in("cora@ijwi.test", PASSWORD).await;
        assert_eq!(browser.get("/users").await.status, 303);
        house.wait(TimeDelta::minutes(10));
        let answer = browser.get("/account/second-factor").await;
        assert_eq!(answer.location(), "/sign-in?next=/account/second-factor");
    }

    async fn guessing_codes_waits_too(house) {
        let house = strict(house);
        house.someone("cora@ijwi.test", &[Role::Coordinator], &[]).await;
        let (browser, _) = house.signs_in("cora@ijwi.test", PASSWORD).await;
        for _ in 0..5 {
            assert_eq!(gives(&browser, "/account/second-factor", "123456").await.0, 422);
        }
        assert_eq!(gives(&browser, "/account/second-factor", "123456").await.0, 429);
    }

    async fn a_second_factor_is_taken_away_with_the_password(house) {
        let mina = house.someone("mina@ijwi.test", &[Role::Manager], &[]).await.browser;
        mina.fill("/account/second-factor", "/account/second-factor/secret", &[]).await;
        let code = digits(&house, &mina.get("/account/second-factor").await.body);
        assert_eq!(gives(&mina, "/account/second-factor", &code).await.0, 200);

        let removal = "/account/second-factor/removal";
        let wrong = mina.fill("/account/second-factor", removal, &[("present", "x")]).await;
        assert_eq!(wrong.status, 422);
        let right = mina.fill("/account/second-factor", removal, &[("present", PASSWORD)]).await;
        assert_eq!(right.status, 303);
        let (_, answer) = house.signs_in("mina@ijwi.test", PASSWORD).await;
        assert_eq!(answer.location(), "/");
    }
}
