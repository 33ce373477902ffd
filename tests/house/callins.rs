//! Call-ins: presses are counted, taken back, and belong to live sessions.

use axum::http::StatusCode;
use chrono::TimeDelta;
use ijwi::callins::{self, ShownCount};
use ijwi::kit::Id;
use ijwi::kit::id::Airing;
use ijwi::people::{self, Role};

use crate::driver::{Airtime, House, on_both};

/// A live session that began half an hour ago, and the page on which its calls
/// are counted.
async fn on_air(house: &House, on: &Airtime) -> (Id<Airing>, String) {
    let airing = house.books(on, on.live, "2026-03-02 14:00").await.expect("booked");
    house.wait(TimeDelta::minutes(270));
    let made = people::make_station_link(&house.app, on.coordinator, on.station).await;
    (airing, format!("/s/{}/i/{airing}/calls", made.expect("a link").token))
}

on_both! {
    async fn one_press_is_one_call_and_can_be_taken_back(house) {
        let on = house.airtime().await;
        let (_, page) = on_air(&house, &on).await;
        let browser = house.nobody();

        for sex in ["female", "female", "male"] {
            let sent = browser.fill(&page, &page, &[("sex", sex)]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        }
        let totals = callins::totals_of(&house.app.db, on.campaign).await.expect("totals");
        assert_eq!((totals.calls, totals.referred), (3, 0));
        assert_eq!(callins::shown(totals.calls), ShownCount::FewerThanTen);

        let back = format!("{page}/taken-back");
        browser.fill(&page, &back, &[]).await;
        let totals = callins::totals_of(&house.app.db, on.campaign).await.expect("totals");
        assert_eq!(totals.calls, 2);
        assert_eq!(house.number("SELECT COUNT(*) FROM call_in").await, 4);
    }

    async fn the_same_press_sent_twice_counts_once_and_two_buttons_are_two_calls(house) {
        let on = house.airtime().await;
        let (_, page) = on_air(&house, &on).await;
        let browser = house.nobody();
        let key = browser.get(&page).await.hidden_fields(&page);
        let key = key.iter().find(|(name, _)| name == "k").expect("a key").1.clone();

        for sex in ["female", "female", "male"] {
            browser.post(&page, &[("k", &key), ("sex", sex)]).await;
        }

        assert_eq!(house.number("SELECT COUNT(*) FROM call_in").await, 2);
    }

    async fn a_coded_entry_takes_codes_and_no_words(house) {
        let on = house.airtime().await;
        let (airing, page) = on_air(&house, &on).await;
        let who = house.someone("plans@ijwi.test", &[Role::Coordinator], &[]).await;
        let topics = format!("/campaigns/{}/topics", on.campaign);
        let added = who.browser.fill(&topics, &topics, &[("name", "Job offers")]).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let again = who.browser.fill(&topics, &topics, &[("name", "job  OFFERS")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        let topic = house.number("SELECT id FROM topic").await.to_string();

        let entry = [
            ("topic", topic.as_str()),
            ("sex", "female"),
            ("age", "18_24"),
            ("outcome", "referred"),
            ("channel", "call"),
            ("language", "rw"),
            ("count", "3"),
        ];
        let sent = house.nobody().fill(&page, &page, &entry).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let totals = callins::totals_of(&house.app.db, on.campaign).await.expect("totals");
        assert_eq!((totals.calls, totals.referred), (3, 3));

        for wrong in [("name", "Canary Uwase"), ("count", "+250780000001"), ("sex", "other")] {
            let sent = house.nobody().fill(&page, &page, &[wrong]).await;
            assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
        }
        assert_eq!(house.number("SELECT COUNT(*) FROM call_in").await, 3);
        let seen = who.browser.get(&format!("/s/airing/{airing}/calls")).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(seen.body.contains("Job offers"));
    }

    async fn a_spot_takes_no_calls_and_an_old_session_takes_them_from_a_coordinator(house) {
        let on = house.airtime().await;
        let spot = house.books(&on, on.spot, "2026-03-02 12:30").await.expect("booked");
        let (airing, page) = on_air(&house, &on).await;
        let who = house.someone("plans@ijwi.test", &[Role::Coordinator], &[]).await;
        let on_spot = format!("/s/airing/{spot}/calls");
        let sent = who.browser.fill(&on_spot, &on_spot, &[("sex", "male")]).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);

        let link = page.split("/i/").next().expect("a path").to_owned();
        house.wait(TimeDelta::hours(35));
        assert_eq!(house.nobody().get(&link).await.status, StatusCode::OK);
        house.wait(TimeDelta::hours(5));
        let late = format!("/s/airing/{airing}/calls");
        let who = house.someone("later@ijwi.test", &[Role::Coordinator], &[]).await;
        let sent = who.browser.fill(&late, &late, &[("sex", "male")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    }
}
