//! Gatherings: counts stand, corrections follow, nothing is overwritten.

use axum::http::StatusCode;
use chrono::TimeDelta;
use ijwi::campaigns::Sight;
use ijwi::gatherings::{
    self, Action, Attendance, Body, DayKnown, GatheringFilter, Group, How, Material, Origin,
    Standing, attended, turnout,
};
use ijwi::kit::Error;
use ijwi::people::Role;
use ijwi::plant::db::{Key, begin_write};
use sea_orm::ConnectionTrait;

use crate::driver::gatherings::{counted, session};
use crate::driver::on_both;
use crate::driver::people::PASSWORD;
use crate::driver::schedule::fresh_key;
use crate::driver::stations::{day, refusal};

on_both! {
    async fn a_gathering_stands_with_everything_beside_it(house) {
        let airtime = house.airtime().await;
        let place = house.district("RW52", "Nyagatare").await;
        let other = house.district("RW53", "Gatsibo").await;
        let mut terms = session(place, counted(212, 188));
        terms.venue = Some("Market square".to_owned());
        terms.day = DayKnown::Assumed;
        terms.groups = vec![Group::Leaders, Group::Teachers];
        terms.topics = vec!["False promises of work".to_owned()];
        terms.origins = vec![Origin { place: other, people: 40 }];
        let (how, units) = (How::HandedOut, Some(300));
        terms.materials =
            vec![Material { name: "Toolkit".to_owned(), how, units, place: Some(other) }];
        let (who, due_on) = (Some(Body::Schools), Some(day("2026-04-01")));
        terms.actions = vec![Action { words: "A club in each school".to_owned(), who, due_on }];

        let entry = house.records(&airtime, terms.clone()).await.expect("entered");

        let db = house.app.db.read();
        let history = gatherings::history_of(db, Sight::All, entry).await.expect("a history");
        assert_eq!(history.len(), 1);
        assert_eq!(history[0].place.name, "Nyagatare");
        assert_eq!(history[0].venue, terms.venue);
        assert_eq!((history[0].day, history[0].held_on), (terms.day, terms.held_on));
        assert_eq!(history[0].attendance, terms.attendance);
        assert_eq!(history[0].entered_by, "Alice");
        let beside = gatherings::beside(db, entry).await.expect("what stands beside");
        assert_eq!(beside.groups, terms.groups);
        assert_eq!(beside.topics, terms.topics);
        assert_eq!(beside.materials, terms.materials);
        assert_eq!(beside.actions, terms.actions);
        assert_eq!(beside.origins, [(terms.origins[0], "Gatsibo".to_owned())]);
    }

    async fn a_form_sent_twice_enters_one_gathering(house) {
        let airtime = house.airtime().await;
        let place = house.district("RW52", "Nyagatare").await;
        let key = fresh_key();

        let first = house.records_once(&airtime, session(place, counted(1, 2)), &key).await;
        let again = house.records_once(&airtime, session(place, counted(1, 2)), &key).await;

        assert_eq!(first.expect("entered"), again.expect("the same answer"));
        assert_eq!(house.number("SELECT COUNT(*) FROM gathering").await, 1);
        let noted = "SELECT COUNT(*) FROM trail WHERE room = 'gatherings'";
        assert_eq!(house.number(noted).await, 1);
    }

    async fn an_equal_gathering_is_asked_about(house) {
        let airtime = house.airtime().await;
        let place = house.district("RW52", "Nyagatare").await;
        house.records(&airtime, session(place, counted(1, 2))).await.expect("entered");

        let again = house.records(&airtime, session(place, counted(3, 4))).await;

        assert_eq!(refusal(again), "gatherings.problem.same_again");
        assert_eq!(house.number("SELECT COUNT(*) FROM gathering").await, 1);
    }

    async fn a_correction_is_a_new_row_and_the_old_one_counts_no_more(house) {
        let airtime = house.airtime().await;
        let place = house.district("RW52", "Nyagatare").await;
        let first =
            house.records(&airtime, session(place, counted(10, 10))).await.expect("entered");

        let second = house.corrects(&airtime, first, session(place, counted(12, 10))).await;
        let second = second.expect("corrected");
        let late = house.corrects(&airtime, first, session(place, counted(1, 1))).await;

        assert!(matches!(late, Err(Error::Stale)), "{late:?}");
        let db = house.app.db.read();
        let standing = gatherings::counted_of(db, airtime.campaign).await.expect("a list");
        let sums = turnout(standing.iter().map(|one| &one.attendance));
        assert_eq!((sums.gatherings, sums.people, sums.women), (1, 22, 12));
        let history = gatherings::history_of(db, Sight::All, first).await.expect("a history");
        assert_eq!(history.iter().map(|one| one.id).collect::<Vec<_>>(), [second, first]);
        assert!(history.iter().all(|one| one.first == first));
    }

    async fn a_withdrawn_gathering_counts_no_more_and_stays_so(house) {
        let airtime = house.airtime().await;
        let place = house.district("RW52", "Nyagatare").await;
        let first =
            house.records(&airtime, session(place, counted(10, 10))).await.expect("entered");

        let last = house.withdraws(&airtime, first).await.expect("withdrawn");
        let mended = house.corrects(&airtime, last, session(place, counted(1, 1))).await;

        assert_eq!(refusal(mended), "gatherings.problem.withdrawn");
        let db = house.app.db.read();
        let filter = GatheringFilter { sight: Sight::All, campaign: Some(airtime.campaign) };
        let sums = gatherings::turnout_of(db, filter).await.expect("sums");
        assert_eq!(sums, gatherings::Turnout::default());
        let history = gatherings::history_of(db, Sight::All, last).await.expect("a history");
        assert_eq!(history[0].standing, Standing::Withdrawn);
        assert_eq!(history[1].attendance.total(), Some(20));
    }

    async fn attendance_belongs_to_the_districts_people_came_from(house) {
        let airtime = house.airtime().await;
        let near = house.district("RW52", "Nyagatare").await;
        let far = house.district("RW11", "Nyarugenge").await;
        house.records(&airtime, session(near, counted(200, 200))).await.expect("entered");
        let mut training = session(far, counted(30, 30));
        training.origins = vec![Origin { place: near, people: 25 }];
        house.records(&airtime, training).await.expect("entered");
        let unknown = session(far, Attendance::UNKNOWN);
        let refused = house.records(&airtime, unknown.clone()).await;
        assert_eq!(refusal(refused), "gatherings.problem.same_again");
        let another = ijwi::gatherings::Terms { held_on: day("2026-02-28"), ..unknown };
        house.records(&airtime, another).await.expect("entered");

        let db = house.app.db.read();
        let standing = gatherings::counted_of(db, airtime.campaign).await.expect("a list");
        let mut found: Vec<_> =
            attended(&standing).iter().map(|one| (one.place, one.people)).collect();
        found.sort_unstable();

        assert_eq!(found, [(near, 25), (near, 400)]);
        let sums = turnout(standing.iter().map(|one| &one.attendance));
        assert_eq!((sums.gatherings, sums.unknown, sums.people), (3, 1, 460));
        let filter = GatheringFilter { sight: Sight::All, campaign: Some(airtime.campaign) };
        assert_eq!(gatherings::turnout_of(db, filter).await.expect("sums"), sums);
    }

    async fn entries_can_be_neither_changed_nor_deleted(house) {
        let airtime = house.airtime().await;
        let place = house.district("RW52", "Nyagatare").await;
        house.records(&airtime, session(place, counted(1, 2))).await.expect("entered");

        for sql in [
            "UPDATE gathering SET venue = 'x'",
            "UPDATE attendance SET total = 1",
            "DELETE FROM attendance",
            "DELETE FROM gathering",
        ] {
            let txn = begin_write(&house.app.db, Key::none()).await.expect("a write");
            assert!(txn.execute_unprepared(sql).await.is_err(), "{sql}");
        }
    }

    async fn a_draft_is_seen_by_coordinators_alone(house) {
        let airtime = house.airtime().await;
        let place = house.district("RW52", "Nyagatare").await;
        house.records(&airtime, session(place, counted(1, 2))).await.expect("entered");
        house.write_rows(&["UPDATE campaign SET state = 'draft', started_at = NULL".to_owned()])
            .await;

        let db = house.app.db.read();
        for (sight, seen) in [(Sight::All, 1), (Sight::NotDrafts, 0)] {
            let filter = GatheringFilter { sight, campaign: None };
            let sums = gatherings::turnout_of(db, filter).await.expect("sums");
            assert_eq!(sums.gatherings, seen);
            let list = gatherings::list_gatherings(db, filter, 50, 0).await.expect("a list");
            assert_eq!(u32::try_from(list.len()).expect("few"), seen);
        }
    }
}

on_both! {
    async fn a_coordinator_enters_corrects_and_withdraws_on_pages(house) {
        let airtime = house.airtime().await;
        let place = house.district("RW52", "Nyagatare").await.to_string();
        let alice = house.someone("c@gatherings.test", &[Role::Coordinator], &[]).await.browser;
        let new = format!("/gatherings/new?campaign={}", airtime.campaign);
        let mut fields = vec![
            ("kind", "session"), ("held_on", "2026-03-01"), ("exactness", "reported"),
            ("total", "60"), ("place", &place), ("venue", "Market"), ("groups", "leaders"),
            ("groups", "teachers"), ("topics", "Travel\nWork"), ("material_name", "Toolkit"),
            ("material_how", "handed_out"), ("material_units", "30"), ("material_place", ""),
        ];
        fields.push(("action_words", "A club"));

        let entered = alice.fill(&new, "/gatherings/new", &fields).await;

        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.body);
        let path = entered.location().split('?').next().expect("a path").to_owned();
        let shown = alice.get(&path).await.body;
        for words in ["about 60", "Nyagatare", "Market", "Toolkit", "A club", "Local leaders"] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        let correction = format!("{path}/correction");
        let mut again = fields.clone();
        again.retain(|(name, _)| *name != "total");
        again.extend([("total", "64"), ("reason", "recount")]);
        let corrected = alice.fill(&correction, &correction, &again).await;
        assert_eq!(corrected.status, StatusCode::SEE_OTHER, "{}", corrected.body);
        let newest = corrected.location().split('?').next().expect("a path").to_owned();
        let stale = alice.post(&correction, &[("form_key", "0123456789")]).await;
        assert_eq!(stale.status, StatusCode::FORBIDDEN, "a form without its token");
        let list = alice.get("/gatherings").await.body;
        assert!(list.contains("64 people came to one gathering"), "{list}");
        let withdrawal = format!("{newest}/withdrawal");
        let gone = alice.fill(&newest, &withdrawal, &[("reason", "twice")]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
        assert!(alice.get("/gatherings").await.body.contains("No gatherings yet"));
    }

    async fn what_was_typed_stays_when_something_is_wrong(house) {
        let airtime = house.airtime().await;
        let place = house.district("RW52", "Nyagatare").await.to_string();
        let alice = house.someone("c@gatherings.test", &[Role::Coordinator], &[]).await.browser;
        let new = format!("/gatherings/new?campaign={}", airtime.campaign);
        let fields = [
            ("kind", "session"), ("held_on", "2026-03-01"), ("exactness", "counted"),
            ("women", "10"), ("men", "10"), ("total", "21"), ("place", &place),
            ("venue", "<b>Market</b>"),
        ];

        let answer = alice.fill(&new, "/gatherings/new", &fields).await;

        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("<title>Error: "), "{}", answer.body);
        assert!(answer.body.contains("Women and men are 20, but everybody is 21."));
        assert!(answer.body.contains("&#60;b&#62;Market") && !answer.body.contains("<b>Market"));
        assert_eq!(house.number("SELECT COUNT(*) FROM gathering").await, 0);
        let unknown = [("kind", "session"), ("entered_by", "1")];
        let refused = alice.fill(&new, "/gatherings/new", &unknown).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "an unknown field");
    }

    async fn managers_see_counts_and_a_discreet_venue_a_day_later(house) {
        let airtime = house.airtime().await;
        let place = house.district("RW52", "Nyagatare").await;
        house.write_rows(&["UPDATE campaign SET discreet = TRUE".to_owned()]).await;
        let mut terms = session(place, counted(30, 30));
        terms.venue = Some("Kanari hall".to_owned());
        let entry = house.records(&airtime, terms).await.expect("entered");
        let path = format!("/gatherings/{entry}");
        let manager = house.someone("m@gatherings.test", &[Role::Manager], &[]).await.browser;
        house.someone("s@gatherings.test", &[Role::Auditor], &[]).await;

        let early = manager.get(&path).await;
        house.wait(TimeDelta::days(1));
        let (manager, _) = house.signs_in("m@gatherings.test", PASSWORD).await;
        let (staff, _) = house.signs_in("s@gatherings.test", PASSWORD).await;
        let late = manager.get(&path).await;

        assert_eq!((early.status, late.status), (StatusCode::OK, StatusCode::OK));
        assert!(!early.body.contains("Kanari") && late.body.contains("Kanari"));
        assert!(!early.body.contains("/correction"), "managers change nothing");
        let new = format!("/gatherings/new?campaign={}", airtime.campaign);
        for (method_path, status) in [
            (new.clone(), StatusCode::FORBIDDEN),
            (format!("{path}/correction"), StatusCode::FORBIDDEN),
            ("/gatherings/999".to_owned(), StatusCode::NOT_FOUND),
            ("/gatherings?campaign=999".to_owned(), StatusCode::NOT_FOUND),
        ] {
            assert_eq!(manager.get(&method_path).await.status, status, "{method_path}");
        }
        for path in ["/gatherings", "/gatherings.csv", path.as_str()] {
            assert_eq!(staff.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
            assert_eq!(house.nobody().get(path).await.status, StatusCode::SEE_OTHER, "{path}");
        }
        let copy = manager.get("/gatherings.csv").await.body;
        assert!(copy.contains("Nyagatare") && copy.contains(",60\r\n"), "{copy}");
        assert!(!copy.contains("Kanari"), "venues do not leave the house");
    }
}
