//! What the pages of reach say, and what they never say.

use ijwi::campaigns;
use ijwi::kit::Id;
use ijwi::people::Role;
use ijwi::plant::seal::hex;
use ijwi::reach;
use sha2::{Digest, Sha256};

use crate::driver::gatherings::{counted, session};
use crate::driver::schedule::{form_key, fresh_key};
use crate::driver::{Airtime, Caller, House, on_both};

impl House {
    async fn manages(&self) -> Caller {
        self.someone("manages@reach.test", &[Role::Manager], &[]).await.browser
    }
}

/// What stands in the page's main part, without the addresses of its frame.
async fn said(who: &Caller, path: &str) -> String {
    let page = who.get(path).await;
    assert_eq!(page.status.as_u16(), 200, "{path}: {}", page.body);
    let main = page.body.split("<main").nth(1).and_then(|rest| rest.split("</main>").next());
    main.expect("a main part").to_owned()
}

fn results(on: &Airtime) -> String {
    format!("/results/{}", on.campaign)
}

fn how(on: &Airtime) -> String {
    format!("/how/{}", on.campaign)
}

/// The headline alone.
fn headline(page: &str) -> &str {
    let at = page.find("class=\"headline\">").expect("a headline");
    let rest = &page[at + "class=\"headline\">".len()..];
    rest.split('<').next().expect("words")
}

on_both! {
    async fn what_is_only_planned_is_never_said_to_be_heard(house) {
        let on = house.a_campaign_on_air().await;
        for day in ["2026-03-10", "2026-03-11"] {
            house.settle(day, "unanswered").await;
        }
        house.write_rows(&["UPDATE airing SET evidence = 'planned'".to_owned()]).await;
        let manager = house.manages().await;

        for path in [results(&on), how(&on)] {
            let page = said(&manager, &path).await;
            assert_eq!(headline(&page), "Nothing that counts has aired yet", "{path}");
            assert!(!page.contains("people heard it ("), "{path}: {page}");
            assert!(!page.contains("reached"), "{path}: {page}");
        }
        let page = said(&manager, &results(&on)).await;
        assert!(page.contains("If everything airs, about"), "{page}");
        assert!(page.contains("people will hear it ("), "{page}");
        let list = said(&manager, "/results").await;
        assert!(list.contains("Nothing that counts has aired yet"), "{list}");
        assert!(!list.contains("people heard it"), "{list}");
        house.run_jobs().await;
    }

    async fn of_one_broadcast_no_single_number_is_claimed(house) {
        let on = house.a_campaign_on_air().await;
        let gone = "UPDATE airing SET state = 'cancelled', cancel_reason = 'plan', \
            outcome = 'unanswered', evidence = 'planned' WHERE air_date > '2026-03-10'";
        house.write_rows(&[gone.to_owned()]).await;
        let manager = house.manages().await;

        let page = said(&manager, &results(&on)).await;

        assert!(headline(&page).starts_with("One broadcast: somewhere between "), "{page}");
        assert!(page.contains("no single figure is claimed"), "{page}");
        assert!(!page.contains("About "), "{page}");
        assert!(!page.contains("Three times or more"), "{page}");
        house.run_jobs().await;
    }

    async fn a_closed_campaigns_page_stands_still_whatever_changes(house) {
        let on = house.a_campaign_on_air().await;
        let manager = house.manages().await;
        let key = form_key(&fresh_key());
        let (db, clock) = (&house.app.db, &*house.app.clock);
        let closed = campaigns::close_campaign(db, clock, on.coordinator, on.campaign, &key);
        closed.await.expect("closed");
        house.run_jobs().await;
        let before = (said(&manager, &results(&on)).await, said(&manager, &how(&on)).await);

        house
            .write_rows(&[
                "UPDATE population SET total = 1000".to_owned(),
                "UPDATE audience SET cume = 0.01, week = 0.01, day = 0.001".to_owned(),
                "UPDATE listening_figure SET universe = 0.02".to_owned(),
                "UPDATE campaign_place SET campaign_id = campaign_id".to_owned(),
            ])
            .await;
        house.settle("2026-03-12", "aired").await;

        let after = (said(&manager, &results(&on)).await, said(&manager, &how(&on)).await);
        assert!(before.0.contains("these figures no longer change"), "{}", before.0);
        assert_eq!(headline(&after.0), headline(&before.0));
        assert!(after.1 == before.1, "the inputs of a closed campaign stand still");
        let list = said(&manager, "/results").await;
        assert!(list.contains(headline(&before.0)), "{list}");
    }

    async fn a_district_without_a_population_is_named_and_counts_nobody(house) {
        let on = house.a_campaign_on_air().await;
        let manager = house.manages().await;
        let both = house.figures(&on).await.answer(reach::Basis::Confirmed).expect("one").clone();
        let gone = "DELETE FROM population WHERE place_id IN \
            (SELECT id FROM place WHERE pcode = 'RW33')";
        house.write_rows(&[gone.to_owned()]).await;

        let figures = house.figures(&on).await;
        let one = figures.answer(reach::Basis::Confirmed).expect("one");
        assert_eq!((both.districts.len(), one.districts.len()), (2, 1));
        for path in [results(&on), how(&on)] {
            let page = said(&manager, &path).await;
            assert!(page.contains("Rubavu") && page.contains("unknown"), "{path}: {page}");
        }

        house.write_rows(&["DELETE FROM population".to_owned()]).await;
        let page = said(&manager, &results(&on)).await;
        let none = "No district of this campaign has a population figure yet";
        assert_eq!(headline(&page), none);
        assert!(!page.contains("people heard it"), "{page}");
        assert!(said(&manager, &how(&on)).await.contains("unknown"));
        assert!(said(&manager, "/results").await.contains(none));
        let case = manager.get(&format!("{}/case.json", how(&on))).await;
        assert_eq!(case.status.as_u16(), 404);
        house.run_jobs().await;
    }

    async fn few_calls_are_not_told_nor_what_would_tell_them(house) {
        let on = house.a_campaign_on_air().await;
        let live = house.books(&on, on.live, "2026-03-09 19:00").await.expect("booked");
        let manager = house.manages().await;
        let count = |outcome: &str, many: usize| {
            let row = format!(
                "INSERT INTO call_in (airing_id, sex, age_band, outcome, channel, at) \
                 VALUES ({live}, 'not_asked', 'not_asked', '{outcome}', 'call', \
                 '2026-03-09T17:10:00+00:00')"
            );
            vec![row; many]
        };
        let calls = async || {
            let page = said(&manager, &results(&on)).await;
            let at = page.find("id=\"beside\"").expect("a section");
            page[at..].split("</section>").next().expect("its end").to_owned()
        };

        house.write_rows(&count("answered", 4)).await;
        let few = calls().await;
        assert!(few.contains("Calls and texts: fewer than 10"), "{few}");
        assert!(!few.contains("Told of a service"), "{few}");

        house.write_rows(&count("referred", 38)).await;
        let below_a_hundred = calls().await;
        assert!(below_a_hundred.contains("Calls and texts: 42"), "{below_a_hundred}");
        assert!(!below_a_hundred.contains("Told of a service"), "{below_a_hundred}");

        house.write_rows(&count("referred", 62)).await;
        let four_others = calls().await;
        assert!(four_others.contains("Calls and texts: 104"), "{four_others}");
        assert!(!four_others.contains("Told of a service"), "{four_others}");

        house.write_rows(&count("answered", 8)).await;
        let many = calls().await;
        assert!(many.contains("Calls and texts: 112"), "{many}");
        assert!(many.contains("Told of a service: 100"), "{many}");
        house.run_jobs().await;
    }

    async fn figures_of_defaults_alone_say_so(house) {
        let on = house.a_campaign_on_air().await;
        let rows = ["DELETE FROM listening_figure", "DELETE FROM audience_slot"];
        house.write_rows(&rows.map(str::to_owned)).await;
        let manager = house.manages().await;

        let page = said(&manager, &results(&on)).await;
        assert!(headline(&page).starts_with("Roughly "), "{page}");
        assert!(headline(&page).ends_with("audience by time of day assumed"), "{page}");
        assert!(page.contains("Tier C: important inputs are assumed"), "{page}");
        assert!(!page.contains("Three times or more"), "{page}");
        let page = said(&manager, &how(&on)).await;
        for assumed in ["Kirehe, Rubavu", "Tier C"] {
            assert!(page.contains(assumed), "{assumed}: {page}");
        }
        house.run_jobs().await;
    }

    async fn a_potential_audience_is_never_called_reached(house) {
        let on = house.a_campaign_on_air().await;
        let covered = format!(
            "INSERT INTO coverage_share (station_id, place_id, low, central, high, \
             source, as_of, created_at) SELECT {}, id, 0.5, 0.6, 0.7, 'Survey', \
             '2025-11-01', '2026-01-01T00:00:00+00:00' FROM place \
             WHERE pcode = 'RW54'",
            on.station
        );
        let rows = ["DELETE FROM audience_slot".to_owned(), "DELETE FROM audience".to_owned()];
        house.write_rows(&rows).await;
        house.write_rows(&[covered]).await;
        let manager = house.manages().await;

        let page = said(&manager, &results(&on)).await;
        assert!(headline(&page).starts_with("Potential audience: "), "{page}");
        for path in [results(&on), how(&on), "/results".to_owned()] {
            let page = said(&manager, &path).await;
            for never in ["people heard it", "reached", "Three times or more"] {
                assert!(!page.contains(never), "{path} says `{never}`: {page}");
            }
        }
        house.run_jobs().await;
    }

    async fn every_input_that_changes_changes_the_page(house) {
        let on = house.a_campaign_on_air().await;
        let manager = house.manages().await;
        let (station, campaign) = (on.station, on.campaign);
        let inputs = [
            ("an answer", "UPDATE airing SET outcome = 'aired', evidence = 'confirmed' \
                WHERE air_date = '2026-03-12'".to_owned()),
            ("a population", "UPDATE population SET total = total + 50000".to_owned()),
            ("an audience figure", "UPDATE audience SET cume = 0.5, week = 0.4".to_owned()),
            ("a slot", "UPDATE audience_slot SET tuned = 0.08, spot = 0.05".to_owned()),
            ("a listening figure", "UPDATE listening_figure SET universe = 0.43".to_owned()),
            ("coverage", format!(
                "INSERT INTO coverage_share (station_id, place_id, low, central, high, source, \
                 as_of, created_at) SELECT {station}, id, 0.8, 0.9, 0.95, 'Survey', '2025-11-01', \
                 '2026-01-01T00:00:00+00:00' FROM place \
                 WHERE pcode = 'RW54'"
            )),
            ("a goal", format!(
                "INSERT INTO goal (campaign_id, place_id, kind, number) SELECT {campaign}, id, \
                 'reach1', 77000 FROM place WHERE pcode = 'RW54'"
            )),
            ("an outage", format!(
                "INSERT INTO outage (station_id, starts_at, ends_at, scope, reason, \
                 created_at) VALUES ({station}, '2026-03-10T00:00:00+00:00', \
                 '2026-03-10T23:00:00+00:00', 'all', 'power', '2026-01-01T00:00:00+00:00')"
            )),
            ("a price", "UPDATE airing SET price_minor = 5000, currency = 'RWF'".to_owned()),
            ("a district", format!(
                "DELETE FROM campaign_place WHERE campaign_id = {campaign} AND place_id IN \
                 (SELECT id FROM place WHERE pcode = 'RW33')"
            )),
        ];
        // With one station the share that hears radio at all moves the working alone.
        let pages =
            async || said(&manager, &results(&on)).await + &said(&manager, &how(&on)).await;
        let mut before = pages().await;
        for (what, row) in inputs {
            house.write_rows(&[row]).await;
            let after = pages().await;
            assert!(after != before, "{what} changed and the page did not");
            before = after;
        }
        house.records(&on, session(Id::new(1), counted(100, 50))).await.expect("a gathering");
        assert!(pages().await != before, "a gathering");
        house.run_jobs().await;
    }

    async fn the_case_that_the_page_hands_out_gives_the_pages_figures_to_the_digit(house) {
        let on = house.a_campaign_on_air().await;
        house.records(&on, session(Id::new(1), counted(100, 50))).await.expect("a gathering");
        let manager = house.manages().await;
        let page = said(&manager, &how(&on)).await;
        let figures = house.figures(&on).await;
        let folder = tempfile::tempdir().expect("a folder");
        for basis in reach::BASES {
            let link = format!("{}/case.json?basis={}", how(&on), basis.word());
            assert!(page.contains(&link), "{link} is not on the page");
            let case = manager.get(&link).await;
            assert!(page.contains(&hex(&Sha256::digest(&case.bytes))), "its hash stands there");
            let file = folder.path().join("case.json");
            std::fs::write(&file, &case.bytes).expect("kept");

            let told = tokio::process::Command::new(env!("CARGO_BIN_EXE_ijwi"))
                .arg("reach")
                .arg(&file)
                .output()
                .await
                .expect("the command runs");

            let told = String::from_utf8(told.stdout).expect("text");
            let answer = figures.answer(basis).expect("an answer");
            assert_eq!(told.trim_end(), reach::write_answer(answer), "{basis:?}");
        }
        let wrong = manager.get(&format!("{}/case.json?basis=rumoured", how(&on))).await;
        assert_eq!(wrong.status.as_u16(), 404);
        for known in ["Survey", "RPHC5", "2022", "Tier", "nested-audience/1"] {
            assert!(page.contains(known), "{known}: {page}");
        }
        house.run_jobs().await;
    }
}
