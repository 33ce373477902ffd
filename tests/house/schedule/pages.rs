//! The schedule's pages, as people with browsers meet them.

use axum::http::StatusCode;
use ijwi::people::Role;

use crate::driver::people::Someone;
use crate::driver::{Airtime, House, on_both};

const SOUND: &[u8] = include_bytes!("../../cases/audio/two.mp3");

/// A coordinator with a browser.
async fn coordinator(house: &House) -> Someone {
    house.someone("bea@ijwi.test", &[Role::Coordinator], &[]).await
}

fn new_address(on: &Airtime, day: &str) -> String {
    format!(
        "/airings/new?campaign={}&station={}&message={}&date={day}",
        on.campaign, on.station, on.spot
    )
}

impl House {
    /// An airing whose message has a sound; its number and the sound.
    async fn airing_with_sound(&self, on: &Airtime, at: &str) -> (i64, &'static [u8]) {
        self.books(on, on.spot, at).await.expect("booked");
        let name = self.app.files.put(SOUND.to_vec()).await.expect("kept");
        self.write_rows(&[
            format!(
                "INSERT INTO stored_file (sha256, media_type, bytes, created_at) \
                 VALUES ('{0}', 'audio/mpeg', {1}, '2026-01-01T00:00:00+00:00')",
                name.as_str(),
                SOUND.len()
            ),
            format!(
                "UPDATE message_version SET audio_sha256 = '{}', audio_state = 'decoded', \
                 audio_seconds = 30, audio_millis = 30000 WHERE code = 'IJ7K3RY'",
                name.as_str()
            ),
        ])
        .await;
        (self.number("SELECT MAX(id) FROM airing").await, SOUND)
    }
}

fn holds(body: &str, words: &[&str]) {
    for word in words {
        assert!(body.contains(word), "{word}: {body}");
    }
}

on_both! {
    async fn an_airing_is_booked_on_the_page_and_stands_in_the_week(house) {
        let on = house.airtime().await;
        let bea = coordinator(&house).await;
        let page = new_address(&on, "2026-03-10");

        let shown = bea.browser.get(&page).await;
        let booked = bea.browser.fill(&page, "/airings/new", &[("time", "18:30")]).await;
        let airing = bea.browser.get(booked.location()).await;
        let week = format!("/schedule/station/{}", on.station);
        let list = bea.browser.get(&format!("{week}?week=2026-03-12")).await;
        let other = bea.browser.get(&format!("{week}?week=2026-03-17")).await;

        assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
        let free = "18:30: 1\u{a0}min 30\u{a0}s free";
        holds(&shown.body, &[free, "Menya uburenganzira", "05:00–00:00"]);
        assert_eq!(booked.status, StatusCode::SEE_OTHER, "{}", booked.body);
        holds(&airing.body, &["The airing is booked.", "RWF", "Booked for", "Kigali (UTC+2)"]);
        holds(&list.body, &["Radio A: one airing booked this week", ">18:30</a>"]);
        holds(&other.body, &["nothing is booked this week"]);
        let campaign = format!("/schedule/campaign/{}?week=2026-03-10", on.campaign);
        holds(&bea.browser.get(&campaign).await.body, &["Radio A"]);
        holds(&bea.browser.get("/schedule").await.body, &["Radio A"]);
    }

    async fn a_stations_staff_hear_what_they_are_to_air_and_nothing_else(house) {
        let on = house.airtime().await;
        let (airing, sound) = house.airing_with_sound(&on, "2026-03-10 18:30").await;
        let other = house.station_in("Radio B", "Africa/Kigali").await;
        let staff = |login, station| {
            let house = &house;
            async move { house.someone(login, &[Role::StationStaff], &[station]).await.browser }
        };
        let own = staff("own@radio.test", on.station).await;
        let stranger = staff("other@radio.test", other).await;
        let manager = house.someone("manager@ijwi.test", &[Role::Manager], &[]).await.browser;
        let page = format!("/airings/{airing}");
        let path = format!("{page}/sound");

        let heard = own.get(&path).await;
        assert_eq!((heard.status.as_u16(), &heard.bytes[..]), (200, sound));
        assert!(heard.header("content-disposition").starts_with("attachment; filename=\"IJ"));
        let shown = own.get(&page).await;
        holds(&shown.body, &["<audio controls", &format!("href=\"{path}\" download")]);
        assert!(shown.header("content-security-policy").contains("media-src 'self'"));
        assert!(!shown.body.contains("/schedule/campaign/"), "no way to a page that is not theirs");
        assert!(coordinator(&house).await.browser.get(&path).await.status == 200);
        assert_eq!(stranger.get(&path).await.status, 404);
        assert_eq!(manager.get(&path).await.status, 404);
        assert!(!manager.get(&page).await.body.contains("<audio"));
        let cancelled = "UPDATE airing SET state = 'cancelled', cancel_reason = 'plan'";
        house.write_rows(&[cancelled.to_owned()]).await;
        assert_eq!(own.get(&path).await.status, 404, "what was cancelled is not to air");
    }

    async fn a_week_is_there_for_machines_in_the_stations_own_time(house) {
        let on = house.airtime().await;
        let bea = coordinator(&house).await;
        house.books(&on, on.spot, "2026-03-10 18:30").await.expect("booked");
        let week = format!("/schedule/station/{}", on.station);

        let json = bea.browser.get(&format!("{week}/week.json?week=2026-03-12")).await;
        let csv = bea.browser.get(&format!("{week}/week.csv?week=2026-03-12")).await;

        holds(&json.body, &["\"starts_at\":\"2026-03-10T18:30:00+02:00\"", "\"seconds\":45"]);
        assert_eq!(json.header("content-type"), "application/json");
        holds(&csv.body, &[",2026-03-10T18:30:00+02:00,Africa/Kigali,45,spot,"]);
    }

    async fn an_unchanged_week_is_not_sent_again(house) {
        let on = house.airtime().await;
        let bea = coordinator(&house).await;
        let week = format!("/schedule/station/{}?week=2026-03-10", on.station);
        let first = bea.browser.get(&week).await;
        let ask = || {
            let request = axum::http::Request::get(&week);
            let request = request.header("if-none-match", first.header("etag"));
            request.body(axum::body::Body::empty()).expect("a request")
        };

        let same = bea.browser.ask(ask()).await;
        house.books(&on, on.spot, "2026-03-10 18:30").await.expect("booked");
        let changed = bea.browser.ask(ask()).await;

        assert_eq!((same.status, same.body.len()), (StatusCode::NOT_MODIFIED, 0));
        assert_eq!(changed.status, StatusCode::OK);
        holds(&changed.body, &[">18:30</a>"]);
    }

    async fn wrong_input_keeps_what_was_typed_and_says_what_would_work(house) {
        let on = house.airtime().await;
        let bea = coordinator(&house).await;
        let page = new_address(&on, "2026-03-10");

        let unreadable = bea.browser.fill(&page, "/airings/new", &[("time", "25:99")]).await;
        house.books(&on, on.spot, "2026-03-10 18:30").await.expect("booked");
        house.books(&on, on.spot, "2026-03-10 18:30").await.expect("booked");
        let full = bea.browser.fill(&page, "/airings/new", &[("time", "18:30")]).await;
        let past = new_address(&on, "2026-03-01");
        let late = [("time", "18:30"), ("entered_late", "yes")];
        let unsaid = bea.browser.fill(&past, "/airings/new", &[("time", "18:30")]).await;
        let late = bea.browser.fill(&past, "/airings/new", &late).await;

        assert_eq!(unreadable.status, StatusCode::UNPROCESSABLE_ENTITY);
        holds(&unreadable.body, &["<title>Error: ", "value=\"2026-03-10\""]);
        holds(&full.body, &["The nearest with room is 10 March 2026 12:30."]);
        holds(&unsaid.body, &["tick that it is entered late"]);
        assert_eq!(late.status, StatusCode::SEE_OTHER, "{}", late.body);
    }

    async fn a_repeat_is_looked_at_before_it_is_booked(house) {
        let on = house.airtime().await;
        let bea = coordinator(&house).await;
        let picks = format!("campaign={}&station={}&message={}", on.campaign, on.station, on.spot);
        let days = "first=2026-03-03&last=2026-03-31&weekdays=2&times=18:30&every_weeks=1";
        let page = format!("/airings/repeat?{picks}&{days}");

        let shown = bea.browser.get(&page).await;
        let booked = bea.browser.fill(&page, "/airings/repeat", &[("choice", "all")]).await;
        house.books(&on, on.spot, "2026-03-11 18:30").await.expect("the second of two");
        let partly = bea.browser.get(&page).await;
        let all = bea.browser.fill(&page, "/airings/repeat", &[("choice", "all")]).await;
        let fitting = bea.browser.fill(&page, "/airings/repeat", &[("choice", "fitting")]).await;

        holds(&shown.body, &["4 of 4 fit"]);
        assert_eq!(booked.status, StatusCode::SEE_OTHER, "{}", booked.body);
        holds(&partly.body, &["3 of 4 fit"]);
        assert_eq!(all.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(fitting.status, StatusCode::SEE_OTHER, "{}", fitting.body);
        assert_eq!(house.number("SELECT COUNT(*) FROM airing").await, 8);
        let wrong = bea.browser.get(&format!("/airings/repeat?{picks}&{days}&other_times=7")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn an_airing_is_moved_and_cancelled_on_its_pages(house) {
        let on = house.airtime().await;
        let bea = coordinator(&house).await;
        let airing = house.books(&on, on.spot, "2026-03-10 18:30").await.expect("booked");
        let to_move = format!("/airings/{airing}/move");
        let to_cancel = format!("/airings/{airing}/cancellation");

        let on_day = format!("{to_move}?date=2026-03-11");
        let moved = bea.browser.fill(&on_day, &to_move, &[("time", "12:30")]).await;
        let unsaid = bea.browser.fill(&to_cancel, &to_cancel, &[]).await;
        let cancelled = bea.browser.fill(&to_cancel, &to_cancel, &[("reason", "station")]).await;
        let page = bea.browser.get(cancelled.location()).await;

        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(cancelled.status, StatusCode::SEE_OTHER, "{}", cancelled.body);
        holds(&page.body, &["Moved to 11 March 2026 12:30", "The station asked for it", "Alice"]);
    }

    async fn a_station_sees_its_own_week_and_no_other(house) {
        let on = house.airtime().await;
        let other = house.station_in("Radio B", "Africa/Kigali").await;
        let airing = house.books(&on, on.spot, "2026-03-10 18:30").await.expect("booked");
        let own = house.someone("own@ijwi.test", &[Role::StationStaff], &[on.station]).await;
        let stranger = house.someone("else@ijwi.test", &[Role::StationStaff], &[other]).await;
        let week = format!("/schedule/station/{}?week=2026-03-10", on.station);
        let campaign = format!("/schedule/campaign/{}", on.campaign);

        assert_eq!(own.browser.get(&week).await.status, StatusCode::OK);
        assert_eq!(own.browser.get(&format!("/airings/{airing}")).await.status, StatusCode::OK);
        assert_eq!(own.browser.get("/airings/new").await.status, StatusCode::FORBIDDEN);
        assert_eq!(own.browser.get(&campaign).await.status, StatusCode::NOT_FOUND);
        assert_eq!(stranger.browser.get(&week).await.status, StatusCode::NOT_FOUND);
        let of_other = stranger.browser.get(&format!("/airings/{airing}")).await;
        assert_eq!(of_other.status, StatusCode::NOT_FOUND);
        assert!(!stranger.browser.get("/schedule").await.body.contains("Radio A"));
        assert_eq!(house.nobody().get(&week).await.status, StatusCode::SEE_OTHER);
    }
}
