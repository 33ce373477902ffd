//! How many statements a page sends to the database: a fixed number, however long
//! its lists are.

use ijwi::people::Role;

use crate::driver::gatherings::{counted, session};
use crate::driver::{Airtime, Caller, House, on_both};

/// Every page that lists something, and the most statements that it may need.
const PAGES: &[(&str, u64)] = &[
    ("/schedule", 8),
    ("/schedule/station/1", 4),
    ("/schedule/campaign/1", 4),
    ("/schedule/station/1/week.csv", 4),
    ("/schedule/station/1/week.json", 4),
    ("/airings/1", 8),
    ("/waiting", 8),
    ("/stations", 8),
    ("/stations/1", 24),
    ("/campaigns", 8),
    ("/campaigns/1", 24),
    ("/messages", 8),
    ("/gatherings", 8),
    ("/districts", 8),
    ("/results", 32),
    ("/results/1", 32),
    ("/how/1", 32),
    ("/trail", 8),
    ("/users", 8),
];

impl House {
    /// What each page sends when it is asked for the first time.
    async fn statements(&self, reader: &Caller) -> Vec<(&'static str, u64)> {
        let mut sent = Vec::new();
        for (path, _) in PAGES {
            // Another write, so that nothing is kept of what was shown before.
            self.write_rows(&[]).await;
            let before = self.app.db.statements();
            let answer = reader.get(path).await;
            assert!(answer.status.is_success(), "{path}: {} {}", answer.status, answer.body);
            sent.push((*path, self.app.db.statements() - before));
        }
        sent
    }

    /// One more of everything that is listed.
    async fn grows(&self, on: &Airtime, round: u32) {
        for hour in [6, 12, 18] {
            let at = format!("2026-03-{:02} {hour:02}:30", 2 + round);
            if let Ok(airing) = self.books(on, on.spot, &at).await
                && hour == 12
            {
                self.cancels(on, airing, 1).await.expect("cancelled");
            }
        }
        let station = self.station_in(&format!("Station {round}"), "Africa/Kigali").await;
        let pcode = format!("RW{}", 80 + round);
        let place = self.district(&pcode, &format!("District {round}")).await;
        self.records(on, session(place, counted(12, 30))).await.expect("recorded");
        let campaign = on.campaign;
        self.write_rows(&[
            format!(
                "INSERT INTO population (place_id, year, status, total, source, created_at) \
                 VALUES ({place}, 2022, 'census', 400000, 'Census', '2026-01-01T00:00:00+00:00')"
            ),
            format!(
                "INSERT INTO campaign_place (campaign_id, place_id) VALUES ({campaign}, {place})"
            ),
            format!(
                "INSERT INTO coverage_share (station_id, place_id, low, central, high, source, \
                 as_of, created_at) VALUES ({station}, {place}, 0.2, 0.3, 0.4, 'Survey', \
                 '2026-01-01', '2026-01-01T00:00:00+00:00')"
            ),
            format!(
                "INSERT INTO airing (code, station_id, campaign_id, message_version_id, kind, \
                 starts_at, ends_at, seconds, air_date, entered_late, price_minor, currency, \
                 booked_at) VALUES ('OTHER{round}', {station}, {campaign}, {}, 'spot', \
                 '2026-03-03T08:00:00+00:00', '2026-03-03T08:00:45+00:00', 45, '2026-03-03', \
                 FALSE, 2000, 'RWF', '2026-03-01T00:00:00+00:00')",
                on.spot
            ),
        ])
        .await;
        self.invites(&format!("guest{round}@ijwi.test"), &[Role::StationStaff], &[station]).await;
    }
}

on_both! {
    async fn a_pages_statements_do_not_grow_with_its_rows(house) {
        let on = house.airtime().await;
        let roles = [Role::Coordinator, Role::Manager, Role::Auditor, Role::Administrator];
        let reader = house.someone("reader@ijwi.test", &roles, &[]).await.browser;
        house.grows(&on, 0).await;
        let few = house.statements(&reader).await;

        for round in 1..8 {
            house.grows(&on, round).await;
        }

        assert_eq!(house.statements(&reader).await, few);
        for ((path, sent), (_, most)) in few.into_iter().zip(PAGES) {
            assert!(sent <= *most, "{path} sends {sent} statements");
        }
    }

    async fn what_has_not_changed_is_answered_by_one_statement(house) {
        let on = house.airtime().await;
        house.books(&on, on.spot, "2026-03-03 06:30").await.expect("booked");
        let reader = house.someone("reader@ijwi.test", &[Role::Manager], &[]).await.browser;
        reader.get("/schedule/station/1").await;
        let before = house.app.db.statements();

        reader.get("/schedule/station/1").await;

        // The version of the data, and nothing else.
        assert_eq!(house.app.db.statements() - before, 1);
    }
}
