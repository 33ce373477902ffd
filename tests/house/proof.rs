//! Proof: the station's word by page and link, corrections, what may not be said.

use axum::http::StatusCode;
use chrono::TimeDelta;
use ijwi::kit::id::Airing;
use ijwi::kit::{Id, clock};
use ijwi::people::{self, Role};
use ijwi::schedule;
use sea_orm::EntityTrait;

use crate::driver::{Airtime, Caller, House, on_both};

/// The link's path of the airtime's station.
async fn link_of(house: &House, on: &Airtime) -> String {
    let made = people::make_station_link(&house.app, on.coordinator, on.station).await;
    format!("/s/{}", made.expect("a link").token)
}

/// A spot today at 12:30 in Kigali, and it is 13:00 there now.
async fn aired_at_noon(house: &House, on: &Airtime) -> Id<Airing> {
    let airing = house.books(on, on.spot, "2026-03-02 12:30").await.expect("booked");
    house.wait(TimeDelta::hours(3));
    airing
}

async fn says(
    browser: &Caller,
    link: &str,
    airing: Id<Airing>,
    fields: &[(&str, &str)],
) -> StatusCode {
    browser.fill(link, &format!("{link}/i/{airing}"), fields).await.status
}

async fn standing(house: &House, airing: Id<Airing>) -> (String, String) {
    let row = schedule::rows::airing::Entity::find_by_id(airing.number());
    let row = row.one(house.app.db.read()).await.expect("read").expect("the airing");
    (row.evidence, row.outcome)
}

fn words(evidence: &str, outcome: &str) -> (String, String) {
    (evidence.to_owned(), outcome.to_owned())
}

on_both! {
    async fn a_station_says_through_its_link_what_aired(house) {
        let on = house.airtime().await;
        let airing = aired_at_noon(&house, &on).await;
        let link = link_of(&house, &on).await;
        let browser = house.nobody();

        let status = says(&browser, &link, airing, &[("o", "aired")]).await;

        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(standing(&house, airing).await, words("confirmed", "aired"));
        assert_eq!(house.number("SELECT COUNT(*) FROM proof WHERE source = 'link'").await, 1);
        assert!(browser.get(&link).await.body.contains("class=\"d\""));
    }

    async fn the_same_form_sent_twice_is_one_proof(house) {
        let on = house.airtime().await;
        let airing = aired_at_noon(&house, &on).await;
        let link = link_of(&house, &on).await;
        let browser = house.nobody();
        let action = format!("{link}/i/{airing}");
        let page = browser.get(&link).await;
        let key = page.hidden_fields(&action);
        let key = key.iter().find(|(name, _)| name == "k").expect("a key").1.clone();

        for _ in 0..3 {
            let sent = browser.post(&action, &[("k", &key), ("o", "aired")]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER);
        }

        assert_eq!(house.number("SELECT COUNT(*) FROM proof").await, 1);
        let other = [("k", key.as_str()), ("o", "not_aired"), ("r", "power")];
        browser.post(&action, &other).await;
        assert_eq!(standing(&house, airing).await, words("confirmed", "not_aired"));
    }

    async fn a_correction_is_a_new_row_that_names_the_old_one(house) {
        let on = house.airtime().await;
        let airing = aired_at_noon(&house, &on).await;
        let link = link_of(&house, &on).await;
        let browser = house.nobody();
        says(&browser, &link, airing, &[("o", "aired")]).await;

        let change = format!("{link}?change={airing}");
        let late = [("o", "late"), ("t", "12:45")];
        let sent = browser.fill(&change, &format!("{link}/i/{airing}"), &late).await;

        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(standing(&house, airing).await, words("confirmed", "late"));
        assert_eq!(house.number("SELECT COUNT(*) FROM proof").await, 2);
        assert_eq!(house.number("SELECT COUNT(*) FROM proof WHERE corrects_id IS NULL").await, 1);
    }

    async fn what_was_typed_wrongly_stays_beside_what_is_wrong(house) {
        let on = house.airtime().await;
        let airing = aired_at_noon(&house, &on).await;
        let link = link_of(&house, &on).await;
        let browser = house.nobody();
        let action = format!("{link}/i/{airing}");

        let early = browser.fill(&link, &action, &[("o", "late"), ("t", "12:10")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.body.contains("value=\"12:10\""), "{}", early.body);
        assert!(early.body.contains("<title>Ikosa: "), "{}", early.body);

        let whole = browser.fill(&link, &action, &[("o", "partial"), ("n", "45")]).await;
        assert_eq!(whole.status, StatusCode::UNPROCESSABLE_ENTITY);
        let extra = browser.fill(&link, &action, &[("o", "aired"), ("level", "verified")]).await;
        assert_eq!(extra.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(house.number("SELECT COUNT(*) FROM proof").await, 0);
    }

    async fn a_link_says_nothing_of_another_station_and_ends_when_revoked(house) {
        let on = house.airtime().await;
        let airing = aired_at_noon(&house, &on).await;
        let other = house.station_in("Radio B", "Africa/Kigali").await;
        let foreign = people::make_station_link(&house.app, on.coordinator, other).await;
        let foreign = format!("/s/{}", foreign.expect("a link").token);
        let browser = house.nobody();

        assert!(!browser.get(&foreign).await.body.contains("Menya uburenganzira"));
        let key = clock::secret(&*house.app.random);
        let fields = [("k", key.as_str()), ("o", "aired")];
        let sent = browser.post(&format!("{foreign}/i/{airing}"), &fields).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND);
        assert_eq!(house.number("SELECT COUNT(*) FROM proof").await, 0);

        people::revoke_station_links(&house.app, on.coordinator, other).await.expect("revoked");
        assert_eq!(browser.get(&foreign).await.status, StatusCode::GONE);
        assert_eq!(browser.get("/s/NOSUCHTOKEN").await.status, StatusCode::NOT_FOUND);
    }

    async fn staff_answer_for_their_own_station_alone(house) {
        let on = house.airtime().await;
        let airing = aired_at_noon(&house, &on).await;
        let other = house.station_in("Radio B", "Africa/Kigali").await;
        let own = house.someone("own@ijwi.test", &[Role::StationStaff], &[on.station]).await;
        let stranger = house.someone("other@ijwi.test", &[Role::StationStaff], &[other]).await;
        let page = format!("/s/station/{}", on.station);
        let action = format!("{page}/i/{airing}");

        assert_eq!(stranger.browser.get(&page).await.status, StatusCode::NOT_FOUND);
        let wrong = stranger.browser.post(&action, &[("k", "0123456789")]).await;
        assert_eq!(wrong.status, StatusCode::NOT_FOUND);
        let sent = own.browser.fill(&page, &action, &[("o", "aired")]).await;

        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        assert_eq!(house.number("SELECT COUNT(*) FROM proof WHERE source = 'page'").await, 1);
    }

    async fn a_coordinator_enters_what_a_station_told_by_telephone(house) {
        let on = house.airtime().await;
        let airing = aired_at_noon(&house, &on).await;
        let who = house.someone("plans@ijwi.test", &[Role::Coordinator], &[]).await;
        assert!(who.browser.get("/waiting").await.body.contains("Menya uburenganzira"));

        let page = format!("/airings/{airing}/proof");
        let told = [
            ("outcome", "not_aired"),
            ("reason", "power"),
            ("source", "phone"),
            ("said_on", "2026-03-02"),
        ];
        let future = [("outcome", "aired"), ("source", "phone"), ("said_on", "2026-03-09")];
        let refused = who.browser.fill(&page, &page, &future).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let sent = who.browser.fill(&page, &page, &told).await;

        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        assert_eq!(standing(&house, airing).await, words("confirmed", "not_aired"));
        assert!(!who.browser.get("/waiting").await.body.contains("Menya uburenganzira"));
    }

    async fn planned_airtime_counts_as_nothing(house) {
        let on = house.airtime().await;
        let airing = aired_at_noon(&house, &on).await;
        assert_eq!(standing(&house, airing).await, words("planned", "unanswered"));
    }

    async fn a_proof_is_never_changed_or_deleted(house) {
        let on = house.airtime().await;
        let airing = aired_at_noon(&house, &on).await;
        let link = link_of(&house, &on).await;
        says(&house.nobody(), &link, airing, &[("o", "aired")]).await;

        for sql in ["UPDATE proof SET outcome = 'not_aired'", "DELETE FROM proof"] {
            let txn = ijwi::plant::db::begin_write(&house.app.db, ijwi::plant::db::Key::none());
            let txn = txn.await.expect("a write");
            let refused = sea_orm::ConnectionTrait::execute_unprepared(&txn, sql).await;
            assert!(refused.is_err(), "{sql}");
        }
    }

    async fn a_stations_page_is_small(house) {
        let on = house.airtime().await;
        aired_at_noon(&house, &on).await;
        let link = link_of(&house, &on).await;
        let request = axum::http::Request::get(&link).header("accept-encoding", "br");
        let request = request.body(axum::body::Body::empty()).expect("a request");
        let answer = house.nobody().ask(request).await;

        assert_eq!(answer.header("content-encoding"), "br");
        assert!(answer.bytes.len() < 5_600, "{} bytes", answer.bytes.len());
    }
}
