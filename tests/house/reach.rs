//! Reach: from rows to figures that may be shown.

use ijwi::campaigns::{self, Sight};
use ijwi::kit::Id;
use ijwi::people::Role;
use ijwi::reach::{self, Amount, Basis, Figures, Tier};

use crate::driver::gatherings::{counted, session};
use crate::driver::schedule::{form_key, fresh_key};
use crate::driver::{Airtime, House, on_both};

/// What a survey of two districts says of Radio A.
const LISTENERS: &str = "INSERT INTO audience (station_id, place_id, cume, week, day, source, \
    as_of, respondents, deff, created_at) SELECT {station}, id, 0.42, 0.29, 0.14, 'Survey', \
    '2025-11-01', 400, 1.5, '2026-01-01T00:00:00+00:00' FROM place WHERE pcode = 'RW54'";

impl House {
    /// The airtime's campaign in two districts, one of them surveyed, with three airings:
    /// one aired, one missed, one without an answer.
    pub async fn a_campaign_on_air(&self) -> Airtime {
        let on = self.airtime().await;
        let (kirehe, rubavu) =
            (self.district("RW54", "Kirehe").await, self.district("RW33", "Rubavu").await);
        let (station, campaign) = (on.station, on.campaign);
        let mut rows = vec![
            format!(
                "INSERT INTO daypart (station_id, code, starts, ends) \
                 VALUES ({station}, '05-09', '05:00:00', '09:00:00')"
            ),
            LISTENERS.replace("{station}", &station.to_string()),
            format!(
                "INSERT INTO audience_slot (audience_id, daypart_id, days, tuned, repeat, spot, \
                 programme) SELECT a.id, d.id, 'all', 0.062, 0.31, 0.027, 0.039 \
                 FROM audience a JOIN daypart d ON d.station_id = a.station_id \
                 WHERE a.station_id = {station}"
            ),
        ];
        for (place, people) in [(kirehe, 460_860), (rubavu, 546_683)] {
            rows.push(format!(
                "INSERT INTO population (place_id, year, status, total, source, created_at) \
                 VALUES ({place}, 2022, 'census', {people}, 'RPHC5', '2026-01-01T00:00:00+00:00')"
            ));
            rows.push(format!(
                "INSERT INTO campaign_place (campaign_id, place_id) VALUES ({campaign}, {place})"
            ));
            rows.push(format!(
                "INSERT INTO listening_figure (place_id, universe, respondents, deff, source, \
                 as_of, entered_by, created_at) SELECT {place}, 0.81, 400, 1.5, 'Survey', \
                 '2025-11-01', id, '2026-01-01T00:00:00+00:00' FROM person \
                 WHERE login = 'alice@schedule.test'"
            ));
        }
        self.write_rows(&rows).await;
        for at in ["2026-03-10 06:30", "2026-03-11 06:30", "2026-03-12 06:30"] {
            self.books(&on, on.spot, at).await.expect("a booking");
        }
        self.settle("2026-03-10", "aired").await;
        self.settle("2026-03-11", "not_aired").await;
        on
    }

    pub async fn settle(&self, day: &str, outcome: &str) {
        self.write_rows(&[format!(
            "UPDATE airing SET outcome = '{outcome}', evidence = 'confirmed' \
             WHERE air_date = '{day}'"
        )])
        .await;
    }

    pub async fn figures(&self, on: &Airtime) -> Figures {
        let db = self.app.db.read();
        let campaign =
            campaigns::visible_to(db, Sight::All, on.campaign).await.expect("a campaign");
        let seen = reach::of_campaign(&self.app, &campaign).await.expect("figures");
        assert!(!seen.is_working, "a small campaign is worked out at once");
        (*seen.figures).clone()
    }

    pub async fn case(&self, on: &Airtime, basis: Basis) -> String {
        let db = self.app.db.read();
        let campaign =
            campaigns::visible_to(db, Sight::All, on.campaign).await.expect("a campaign");
        reach::case_of_campaign(&self.app, &campaign, basis).await.expect("a case")
    }
}

on_both! {
    async fn the_command_answers_the_downloaded_case_with_the_numbers_of_the_page(house) {
        let on = house.a_campaign_on_air().await;
        house.records(&on, session(Id::new(1), counted(100, 50))).await.expect("a gathering");

        let figures = house.figures(&on).await;

        for basis in reach::BASES {
            let answer = figures.answer(basis).expect("an answer");
            let told = reach::case::answer(&house.case(&on, basis).await, None).expect("a case");
            assert_eq!(told, reach::write_answer(answer), "{basis:?}");
        }
        assert_eq!(figures.answer(Basis::Confirmed).expect("one").airings.confirmed, 1);
        assert_eq!(figures.aired_in_all().missed, 1);
        house.run_jobs().await;
    }

    async fn one_more_confirmation_changes_the_figures(house) {
        let on = house.a_campaign_on_air().await;
        let before = house.figures(&on).await;

        house.settle("2026-03-12", "aired").await;
        let after = house.figures(&on).await;

        let reached = |it: &Figures| {
            let answer = it.answer(Basis::Confirmed).expect("an answer");
            answer.total.reach.expect("people")[0]
        };
        assert!(reached(&after) > reached(&before));
        let told = reach::case::answer(&house.case(&on, Basis::Confirmed).await, None);
        let answer = after.answer(Basis::Confirmed).expect("an answer");
        assert_eq!(told.expect("a case"), reach::write_answer(answer));
    }

    async fn a_closed_campaign_keeps_its_figures_for_ever(house) {
        let on = house.a_campaign_on_air().await;
        let before = house.figures(&on).await;
        let key = form_key(&fresh_key());
        let (db, clock) = (&house.app.db, &*house.app.clock);
        campaigns::close_campaign(db, clock, on.coordinator, on.campaign, &key)
            .await
            .expect("closed");
        house.run_jobs().await;

        house.write_rows(&["UPDATE population SET total = 1000".to_owned()]).await;
        house.settle("2026-03-12", "aired").await;

        let json = |it: &Figures| serde_json::to_string(it).expect("text");
        assert_eq!(json(&house.figures(&on).await), json(&before));
        assert_eq!(house.number("SELECT COUNT(*) FROM estimate").await, 3);
    }

    async fn where_nobody_was_asked_nothing_better_than_a_range_is_said(house) {
        let on = house.a_campaign_on_air().await;
        house.write_rows(&["DELETE FROM listening_figure".to_owned()]).await;

        let told = house.figures(&on).await.published(Basis::Confirmed).expect("something");

        assert_eq!(told.tier(), Tier::C);
        assert!(matches!(told.amount(), Amount::Between { .. }), "{told}");
        assert_eq!((told.often(), told.people(), told.frequency()), (None, None, None));
    }

    async fn without_any_audience_only_the_potential_is_said(house) {
        let on = house.a_campaign_on_air().await;
        let rows = ["DELETE FROM audience_slot", "DELETE FROM audience"];
        house.write_rows(&rows.map(str::to_owned)).await;

        let figures = house.figures(&on).await;

        let told = figures.published(Basis::Confirmed).expect("something");
        assert!(matches!(told.amount(), Amount::Potential { .. }), "{told}");
        assert_eq!(told.cost_each(1000.0), None);
    }

    async fn managers_see_results_and_station_staff_do_not(house) {
        let on = house.a_campaign_on_air().await;
        let paths = [
            "/results".to_owned(),
            format!("/results/{}", on.campaign),
            format!("/how/{}", on.campaign),
            format!("/how/{}/case.json", on.campaign),
        ];
        let manager = house.someone("manager@reach.test", &[Role::Manager], &[]).await;
        let staff = house.someone("staff@reach.test", &[Role::StationStaff], &[on.station]).await;

        for path in paths {
            let answer = manager.browser.get(&path).await;
            assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.body);
            assert_eq!(staff.browser.get(&path).await.status.as_u16(), 403, "{path}");
            assert_eq!(house.nobody().get(&path).await.status.as_u16(), 303, "{path}");
        }
        let page = manager.browser.get(&format!("/results/{}", on.campaign)).await;
        assert!(page.header("etag").starts_with("W/"), "{}", page.header("etag"));
        assert_eq!(page.header("cache-control"), "private, no-cache");
        assert_eq!(page.body.matches("<h1").count(), 1);
        assert!(!page.body.contains("<script"));
        let oldest = "Oldest inputs: people of 2022, listening of 1 November 2025";
        assert!(page.body.contains(oldest), "{}", page.body);
        house.run_jobs().await;
    }
}
