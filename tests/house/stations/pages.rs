//! Pages of stations: a coordinator fills in every form, a manager only reads.

use ijwi::people::Role;

use crate::driver::{Caller, House, on_both};

const NEW: [(&str, &str); 5] = [
    ("name", "Radio Umucyo"),
    ("owner_kind", "community"),
    ("zone", "Africa/Kigali"),
    ("day_starts", "05:00"),
    ("languages", "rw"),
];

async fn coordinator(house: &House) -> Caller {
    house.someone("jeanne@ijwi.test", &[Role::Coordinator], &[]).await.browser
}

/// Where the page of a station just entered is.
async fn entered(browser: &Caller) -> String {
    let answer = browser.fill("/stations/new", "/stations/new", &NEW).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location().split('?').next().unwrap_or_default().to_owned()
}

/// Fill in the form at a path below the station's page; it must be taken.
async fn saves(browser: &Caller, path: &str, below: &str, fields: &[(&str, &str)]) {
    let form = format!("{path}/{below}");
    let answer = browser.fill(&form, &form, fields).await;
    assert_eq!(answer.status, 303, "{below}: {}", answer.body);
}

on_both! {
    async fn everything_about_a_station_is_entered_by_forms(house) {
        let place = house.district("X51", "East").await.to_string();
        let browser = coordinator(&house).await;
        let path = entered(&browser).await;

        let transmitter = [("frequency", "95,5"), ("site", "Hill"), ("serves", place.as_str())];
        saves(&browser, &path, "transmitters/new", &transmitter).await;
        let hours = [("monday", "05:00-00:00"), ("sunday", "06:00-12:00, 14:00-02:00")];
        saves(&browser, &path, "hours", &hours).await;
        let breaks = [("days", "0"), ("times", "06:30, 12:30"), ("seconds", "120"),
            ("free_seconds", "90")];
        saves(&browser, &path, "breaks", &breaks).await;
        let night = [("starts", "23:00"), ("ends", "05:00")];
        saves(&browser, &path, "dayparts", &night).await;
        let rate = [
            ("kind", "spot"),
            ("per_seconds", "30"),
            ("currency", "RWF"),
            ("price", "15 000"),
            ("valid_from", "2026-01-01"),
        ];
        saves(&browser, &path, "rates", &rate).await;
        let off = [("starts", "2026-02-01"), ("starts_time", "10:00"), ("reason", "power")];
        saves(&browser, &path, "outages/new", &off).await;
        let covered = [("place", place.as_str()), ("low", "40"), ("central", "60"),
            ("high", "75.5"), ("source", "S"), ("as_of", "2026-01-15")];
        saves(&browser, &path, "coverage", &covered).await;
        let part = house.number("SELECT MIN(id) FROM daypart").await;
        let slot = format!("{part}:all");
        let heard = [
            ("place", place.as_str()),
            ("cume", "42"),
            ("respondents", "400"),
            ("source", "S"),
            ("as_of", "2026-01-15"),
            ("slot", slot.as_str()),
            ("tuned", "6.2"),
            ("repeat", ""),
            ("spot", ""),
            ("programme", ""),
        ];
        saves(&browser, &path, "audience", &heard).await;
        let phone = [("name", "Desk"), ("phone", "0788 000 001"), ("language", "rw")];
        saves(&browser, &path, "phones", &phone).await;

        let page = browser.get(&path).await;
        assert_eq!(page.status, 200);
        for shown in [
            "95.5", "Hill", "14:00-02:00", "06:30", "23-05", "15,000", "East", "42.0%", "6.2%",
            "+250•••01",
        ] {
            assert!(page.body.contains(shown), "{shown}: {}", page.body);
        }
        assert!(!page.body.contains("788000001"));
        for below in ["edit", "breaks", "audience?place=", "coverage?place="] {
            let shown = browser.get(&format!("{path}/{below}")).await;
            assert_eq!(shown.status, 200, "{below}");
        }
        let list = browser.get("/stations?q=umucyo&sort=district").await;
        assert!(list.body.contains("Radio Umucyo") && list.body.contains("95.5"));
    }

    async fn a_form_that_is_refused_keeps_what_was_typed(house) {
        let browser = coordinator(&house).await;
        let path = entered(&browser).await;
        let form = format!("{path}/breaks");
        let typed = [("days", "0"), ("times", "06:30"), ("seconds", "60"), ("free_seconds", "90")];

        let refused = browser.fill(&form, &form, &typed).await;

        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("<title>Error: "), "{}", refused.body);
        assert!(refused.body.contains("06:30") && refused.body.contains("free_seconds-wrong"));
        let twice = browser.fill("/stations/new", "/stations/new", &NEW).await;
        assert_eq!(twice.status, 422);
        assert!(twice.body.contains("name-wrong") && twice.body.contains("Radio Umucyo"));
        assert_eq!(house.number("SELECT COUNT(*) FROM station_break").await, 0);
    }

    async fn parts_and_stations_are_put_away_and_come_back(house) {
        let browser = coordinator(&house).await;
        let path = entered(&browser).await;
        let daypart = house.number("SELECT MIN(id) FROM daypart").await;

        let part = format!("{path}/parts/dayparts/{daypart}/archival");
        assert_eq!(browser.fill(&path, &part, &[]).await.status, 303);
        let away = format!("{path}/archival");
        assert_eq!(browser.fill(&path, &away, &[]).await.status, 303);
        assert_eq!(browser.get(&format!("{path}/edit")).await.status, 404);
        assert!(!browser.get("/stations").await.body.contains(">Radio Umucyo<"));
        assert!(browser.get("/stations?archived=yes").await.body.contains(">Radio Umucyo<"));
        let back = format!("{path}/return");
        assert_eq!(browser.fill(&path, &back, &[]).await.status, 303);
        assert_eq!(browser.get(&format!("{path}/edit")).await.status, 200);
    }

    async fn a_manager_reads_and_a_stranger_signs_in(house) {
        let planner = coordinator(&house).await;
        let path = entered(&planner).await;
        let phone = [("name", "Desk"), ("phone", "0788 000 001"), ("language", "rw")];
        saves(&planner, &path, "phones", &phone).await;
        let manager = house.someone("marie@ijwi.test", &[Role::Manager], &[]).await.browser;

        let page = manager.get(&path).await;

        assert_eq!(page.status, 200);
        assert!(!page.body.contains("+250") && !page.body.contains("/edit"));
        assert_eq!(manager.get(&format!("{path}/edit")).await.status, 403);
        assert_eq!(house.nobody().get(&path).await.status, 303);
        assert_eq!(planner.get("/stations/999").await.status, 404);
        assert_eq!(planner.get("/stations/x").await.status, 404);
    }
}
