//! The schedule: one slot is sold once, whatever comes.

mod pages;

use chrono::{NaiveDate, TimeDelta};
use ijwi::kit::{Error, Period};
use ijwi::plant::db::{Key, begin_write};
use ijwi::schedule::{self, Evidence, Outcome, Repeat, RepeatRequest, Repeated, Saving, Standing};

use crate::driver::schedule::form_key;
use crate::driver::{Airtime, House, on_both};

/// The key of the words of a refusal, or what else came.
fn words<T: std::fmt::Debug>(answer: Result<T, Error>) -> String {
    match answer {
        Err(Error::Refused(why)) => why.words().trim_start_matches("schedule.refused.").to_owned(),
        other => format!("{other:?}"),
    }
}

async fn starts(house: &House) -> Vec<String> {
    use sea_orm::EntityTrait;
    let rows = ijwi::schedule::rows::airing::Entity::find();
    let mut rows = rows.all(house.app.db.read()).await.expect("airings");
    rows.sort_by_key(|row| row.starts_at);
    rows.iter()
        .map(|row| format!("{} {}", row.starts_at.format("%d %H:%M:%S"), row.state))
        .collect()
}

on_both! {
    async fn forty_callers_at_one_slot_sell_it_once(house) {
        let on = house.airtime().await;
        for round in 0..20 {
            let at = format!("2026-03-{:02} 10:00", 5 + round);

            let calls = (0..40).map(|_| house.books(&on, on.live, &at));
            let answers = futures_util::future::join_all(calls).await;

            let sold = answers.iter().filter(|answer| answer.is_ok()).count();
            let no = answers.into_iter().filter(Result::is_err).map(words);
            assert_eq!(sold, 1, "round {round}");
            assert!(no.into_iter().all(|why| why == "taken_instead"), "round {round}");
        }
        assert_eq!(house.number("SELECT COUNT(*) FROM airing").await, 20);
    }

    async fn the_same_form_sent_twice_books_once(house) {
        let on = house.airtime().await;

        let calls = (0..4)
            .map(|_| house.sends_booking(&on, on.spot, "2026-03-10 18:30", "the-same-form"));
        let answers = futures_util::future::join_all(calls).await;

        let ids: std::collections::BTreeSet<_> =
            answers.into_iter().map(|answer| answer.expect("the same answer")).collect();
        assert_eq!(ids.len(), 1);
        assert_eq!(house.number("SELECT COUNT(*) FROM airing").await, 1);
        assert_eq!(house.number("SELECT COUNT(*) FROM trail").await, 1);
    }

    async fn spots_fill_a_break_to_the_second_and_no_further(house) {
        let on = house.airtime().await;

        house.books(&on, on.spot, "2026-03-10 18:30").await.expect("booked");
        house.books(&on, on.spot, "2026-03-10 18:30").await.expect("booked");
        let third = house.books(&on, on.spot, "2026-03-10 18:30").await;

        assert_eq!(words(third), "break_full_instead");
        assert_eq!(starts(&house).await, ["10 16:30:00 booked", "10 16:30:45 booked"]);
        let spent = house.number("SELECT CAST(SUM(price_minor) AS BIGINT) FROM airing").await;
        assert_eq!(spent, 6_000);
    }

    async fn the_database_itself_refuses_an_overlap(house) {
        let on = house.airtime().await;
        house.books(&on, on.live, "2026-03-10 10:00").await.expect("booked");
        let copy = |starts: &str, ends: &str, code: &str| format!(
            "INSERT INTO airing (code, station_id, campaign_id, message_version_id, kind, \
             starts_at, ends_at, seconds, air_date, entered_late, price_minor, currency, \
             booked_at) SELECT '{code}', station_id, campaign_id, message_version_id, kind, \
             '2026-03-10T{starts}:00+00:00', '2026-03-10T{ends}:00+00:00', 3600, air_date, \
             entered_late, price_minor, currency, booked_at FROM airing LIMIT 1"
        );
        let write = async |sql: String| {
            use sea_orm::ConnectionTrait;
            let txn = begin_write(&house.app.db, Key::none()).await.expect("a write begins");
            match txn.execute_unprepared(&sql).await {
                Ok(_) => {
                    txn.commit().await.expect("committed");
                    "stored".to_owned()
                }
                Err(why) => ijwi::plant::db::broken_constraint(&why).expect("a named rule"),
            }
        };

        let across = write(copy("08:59", "09:59", "AAAAA1")).await;
        let before = write(copy("07:01", "08:01", "AAAAA2")).await;
        let touching = write(copy("07:00", "08:00", "AAAAA3")).await;
        let wrong_length = write(copy("20:00", "20:30", "AAAAA4")).await;
        let moved = write("UPDATE airing SET starts_at = '2026-03-10T08:30:00+00:00', \
            ends_at = '2026-03-10T09:30:00+00:00' WHERE code = 'AAAAA3'".to_owned()).await;

        assert_eq!(across, "airing_station_slot_excl");
        assert_eq!(before, "airing_station_slot_excl");
        assert_eq!(touching, "stored");
        assert_eq!(wrong_length, "airing_span_check");
        assert_eq!(moved, "airing_station_slot_excl");
    }

    async fn an_airing_is_moved_and_cancelled_and_its_history_stays(house) {
        let on = house.airtime().await;
        let airing = house.books(&on, on.spot, "2026-03-10 18:30").await.expect("booked");

        house.moves(&on, airing, 1, "2026-03-11 12:30").await.expect("moved");
        let stale = house.cancels(&on, airing, 1).await;
        house.cancels(&on, airing, 2).await.expect("cancelled");
        let again = house.moves(&on, airing, 3, "2026-03-12 12:30").await;

        assert!(matches!(stale, Err(Error::Stale)), "{stale:?}");
        assert_eq!(words(again), "is_cancelled");
        assert_eq!(starts(&house).await, ["11 10:30:00 cancelled"]);
        let steps = house.number("SELECT COUNT(*) FROM airing_change").await;
        let trail = house.number("SELECT COUNT(*) FROM trail WHERE room = 'schedule'").await;
        assert_eq!((steps, trail), (3, 3));
        house.books(&on, on.spot, "2026-03-11 12:30").await.expect("its seconds are free again");
    }

    async fn what_has_begun_is_answered_not_moved(house) {
        let on = house.airtime().await;
        let airing = house.books(&on, on.live, "2026-03-03 10:00").await.expect("booked");
        house.wait(TimeDelta::days(1));

        assert_eq!(words(house.moves(&on, airing, 1, "2026-03-10 10:00").await), "has_begun");
        assert_eq!(words(house.cancels(&on, airing, 1).await), "has_begun");
        let standing = Standing {
            evidence: Evidence::Confirmed,
            outcome: Outcome::Partial,
            heard_at: None,
            heard_seconds: Some(1_800),
            reason: Some("power".into()),
        };
        let txn = begin_write(&house.app.db, Key::station(on.station)).await.expect("a write");
        schedule::settle_within(&txn, airing, &standing, house.now()).await.expect("settled");
        txn.commit().await.expect("committed");

        let day = NaiveDate::from_ymd_opt(2026, 3, 3).expect("a day");
        let of_day =
            schedule::airings_of_station_days(house.app.db.read(), on.station, day, day).await;
        let of_day = of_day.expect("read");
        assert_eq!(of_day.len(), 1);
        assert_eq!((&*of_day[0].outcome, of_day[0].heard_seconds), ("partial", Some(1_800)));
    }

    async fn a_repeat_is_booked_whole_or_where_it_fits(house) {
        let on = house.airtime().await;
        house.books(&on, on.spot, "2026-03-11 18:30").await.expect("booked");
        house.books(&on, on.spot, "2026-03-11 18:30").await.expect("booked");
        let request = repeat(&on);

        let whole = book(&house, &on, &request, Saving::All, "repeat-whole").await;
        let fitting = book(&house, &on, &request, Saving::Fitting, "repeat-fitting").await;
        let again = book(&house, &on, &request, Saving::Fitting, "repeat-fitting").await;

        let Repeated::NotBooked(judged) = whole else { panic!("{whole:?}") };
        let fits = judged.iter().filter(|one| one.verdict.is_ok()).count();
        assert_eq!((judged.len(), fits), (4, 3), "Wednesdays 4, 11, 18, 25");
        assert!(matches!(fitting, Repeated::Booked(_)));
        let (Repeated::Booked(one), Repeated::Booked(two)) = (fitting, again) else {
            panic!("booked twice")
        };
        assert_eq!(one, two);
        let of_series = "SELECT COUNT(*) FROM airing WHERE series_id IS NOT NULL";
        assert_eq!(house.number(of_series).await, 3);
    }

    async fn each_station_keeps_its_own_clock_and_broadcast_day(house) {
        let mut on = house.airtime().await;
        on.station = house.station_in("WNYC", "America/New_York").await;
        house.books(&on, on.live, "2026-03-08 02:30").await.expect("in the gap of the clocks");
        house.books(&on, on.live, "2026-03-09 02:30").await.expect("after it");
        on.station = house.station_in("Radio Misr", "Africa/Cairo").await;
        house.books(&on, on.live, "2026-03-10 23:30").await.expect("across midnight");

        assert_eq!(
            starts(&house).await,
            ["08 07:30:00 booked", "09 06:30:00 booked", "10 21:30:00 booked"]
        );
        let early = "SELECT COUNT(*) FROM airing WHERE air_date IN ('2026-03-07', '2026-03-08')";
        assert_eq!(house.number(early).await, 2, "before 05:00 it is still yesterday's day");
    }
}

fn repeat(on: &Airtime) -> RepeatRequest {
    let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).expect("a day");
    RepeatRequest {
        station: on.station,
        campaign: on.campaign,
        version: on.spot,
        repeat: Repeat {
            days: Period::new(day(3), day(31)).expect("a period"),
            weekdays: [false, false, true, false, false, false, false],
            every_weeks: 1,
            times: vec![chrono::NaiveTime::from_hms_opt(18, 30, 0).expect("a time")],
            left_out: Vec::new(),
            entered_late: false,
        },
    }
}

async fn book(
    house: &House,
    on: &Airtime,
    request: &RepeatRequest,
    saving: Saving,
    key: &str,
) -> Repeated {
    let app = &house.app;
    let given = (&*app.clock, &*app.random);
    let form = (saving, &form_key(key));
    let booked = schedule::book_repeat(&app.db, given, on.coordinator, request, form).await;
    booked.expect("an answer")
}
