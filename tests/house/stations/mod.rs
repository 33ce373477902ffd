//! Stations: entered, changed, put away; their hours, outages and figures.

mod files;
mod pages;

use chrono::{NaiveDate, TimeDelta, Weekday};
use ijwi::kit::{Currency, Error, Id, Language, Money, Phone, Share};
use ijwi::people::Coordinator;
use ijwi::stations::{
    self, AudienceFigures, AudienceRequest, CoverageRequest, DaypartRequest, Days, EditRequest,
    HoursRequest, OpenStretch, OpeningHours, Part, PhoneRequest, Rate, RateKind, RateRequest,
    Scope, SlotFigures, StationFilter, StationRequest, StationSort, Validity,
};

use crate::driver::schedule::{form_key, fresh_key};
use crate::driver::stations::{day, minute, refusal, terms_of, time};
use crate::driver::{House, on_both};

type Station = Id<ijwi::kit::id::Station>;
type Place = Id<ijwi::kit::id::Place>;

pub fn share(value: f64) -> Share {
    Share::new(value).expect("a share")
}

async fn covers(
    house: &House,
    who: Coordinator,
    (station, place): (Station, Place),
    shares: [f64; 3],
) -> Result<(), Error> {
    let [low, central, high] = shares.map(share);
    let (source, as_of) = ("survey of the tests".to_owned(), day("2026-01-15"));
    let form_key = form_key(&fresh_key());
    let request = CoverageRequest { station, place, low, central, high, source, as_of, form_key };
    stations::set_coverage(&house.app.db, &*house.app.clock, who, request).await
}

async fn open_hours(
    house: &House,
    who: Coordinator,
    station: Station,
    hours: &[(Weekday, &str, &str)],
) -> Result<(), Error> {
    let open = |(weekday, opens, closes): &(Weekday, &str, &str)| OpenStretch {
        weekday: *weekday,
        opens: time(opens),
        closes: time(closes),
    };
    let hours = OpeningHours(hours.iter().map(open).collect());
    let request = HoursRequest { station, hours, form_key: form_key(&fresh_key()) };
    stations::set_hours(&house.app.db, &*house.app.clock, who, request).await
}

async fn airtime(house: &House, station: Station) -> stations::Airtime {
    let now = house.now();
    let until = now + TimeDelta::days(7);
    stations::airtime_of(house.app.db.read(), station, now, until).await.expect("airtime")
}

on_both! {
    async fn a_new_station_has_the_usual_dayparts_and_no_hours(house) {
        let who = house.planner().await;
        let station = house.enters(who, "Radio Umucyo").await.expect("entered");

        let airtime = airtime(&house, station).await;

        let codes: Vec<_> = airtime.dayparts.iter().map(|part| part.code.as_str()).collect();
        assert_eq!(codes, ["05-09", "09-12", "12-14", "14-17", "17-20", "20-23"]);
        assert!(!airtime.hours.are_known() && airtime.breaks.is_empty());
        assert_eq!(airtime.languages, ["rw", "sw"]);
        assert_eq!(airtime.zone, chrono_tz::Africa::Kigali);
        assert_eq!(house.number("SELECT COUNT(*) FROM trail").await, 1);
    }

    async fn the_same_form_twice_is_one_station_and_the_same_name_none(house) {
        let who = house.planner().await;
        let key = fresh_key();
        let enter = |name: &str, key: &str| {
            let request = StationRequest { terms: terms_of(name), form_key: form_key(key) };
            stations::create_station(&house.app.db, &*house.app.clock, who, request)
        };

        let first = enter("Radio Umucyo", &key).await.expect("entered");
        let again = enter("Radio Umucyo", &key).await.expect("the same answer");
        let other = enter("RADIO  umucyó", &fresh_key()).await;

        assert_eq!(first, again);
        assert_eq!(refusal(other), "stations.problem.name_taken");
        assert_eq!(house.number("SELECT COUNT(*) FROM station").await, 1);
    }

    async fn two_editors_notice_each_other(house) {
        let who = house.planner().await;
        let station = house.enters(who, "Radio Umucyo").await.expect("entered");
        let edit = |name: &str| {
            let (version, terms) = (1, terms_of(name));
            let form_key = form_key(&fresh_key());
            let request = EditRequest { station, version, terms, form_key };
            stations::edit_station(&house.app.db, &*house.app.clock, who, request)
        };

        edit("Radio Umucyo FM").await.expect("changed");
        let late = edit("Umucyo").await;

        assert!(matches!(late, Err(Error::Stale)));
        let shown = stations::station_by_id(house.app.db.read(), station).await.expect("there");
        assert_eq!((shown.name.as_str(), shown.version), ("Radio Umucyo FM", 2));
        assert_eq!(shown.languages, ["rw", "sw"]);
    }

    async fn breaks_come_all_or_none_and_within_the_hours(house) {
        let who = house.planner().await;
        let station = house.enters(who, "Radio Umucyo").await.expect("entered");
        let hours = [(Weekday::Mon, "05:00", "00:00"), (Weekday::Tue, "05:00", "00:00")];
        open_hours(&house, who, station, &hours).await.expect("open");
        let both = vec![minute(Weekday::Mon, "07:00"), minute(Weekday::Tue, "07:00")];
        house.adds_breaks(who, station, both).await.expect("added");

        let one_bad = vec![minute(Weekday::Mon, "08:00"), minute(Weekday::Tue, "07:00")];
        let overlap = house.adds_breaks(who, station, one_bad).await;
        let closed = house.adds_breaks(who, station, vec![minute(Weekday::Wed, "07:00")]).await;
        let later = [(Weekday::Mon, "08:00", "00:00"), (Weekday::Tue, "05:00", "00:00")];
        let left_out = open_hours(&house, who, station, &later).await;

        assert_eq!(refusal(overlap), "stations.problem.breaks_overlap");
        assert_eq!(refusal(closed), "stations.problem.break_outside_hours");
        assert_eq!(refusal(left_out), "stations.problem.break_left_out");
        let airtime = airtime(&house, station).await;
        assert_eq!(airtime.breaks.len(), 2);
        let monday = airtime.breaks_on(day("2026-03-09")).count();
        assert_eq!((monday, airtime.breaks_on(day("2026-03-11")).count()), (1, 0));
    }

    async fn the_price_in_force_is_the_dayparts_own(house) {
        let who = house.planner().await;
        let station = house.enters(who, "Radio Umucyo").await.expect("entered");
        let morning = airtime(&house, station).await.dayparts[0].number;
        let ask = async |daypart, minor, from| {
            let price = Money { minor, currency: Currency::RWF };
            let valid = Validity::since(day(from));
            let kind = RateKind::Spot;
            let rate = Rate { number: 0, kind, daypart, per_seconds: 30, price, valid };
            let request = RateRequest { station, rate, form_key: form_key(&fresh_key()) };
            stations::add_rate(&house.app.db, &*house.app.clock, who, request).await
        };
        ask(None, 2_000, "2026-01-01").await.expect("any");
        ask(Some(morning), 5_000, "2026-01-01").await.expect("morning");

        let twice = ask(Some(morning), 6_000, "2026-01-01").await;
        let foreign = ask(Some(morning + 999), 6_000, "2026-02-01").await;

        assert_eq!(refusal(twice), "stations.problem.rate_twice");
        assert!(matches!(foreign, Err(Error::NotFound)));
        let airtime = airtime(&house, station).await;
        let minor = |at: &str, seconds| {
            let wall = day("2026-03-09").and_time(time(at));
            airtime.price_of(RateKind::Spot, wall, seconds).map(|price| price.minor)
        };
        assert_eq!(minor("07:00", 60), Some(10_000));
        assert_eq!(minor("10:00", 45), Some(3_000));
        let wall = day("2025-12-31").and_time(time("10:00"));
        assert_eq!(airtime.price_of(RateKind::Spot, wall, 30), None);
    }

    async fn an_outage_cuts_off_the_districts_that_nothing_else_serves(house) {
        let who = house.planner().await;
        let station = house.enters(who, "Radio Umucyo").await.expect("entered");
        let east = house.district("X51", "East").await;
        let west = house.district("X52", "West").await;
        house.adds_transmitter(who, station, "96.1", &[east, west]).await.expect("added");
        house.adds_transmitter(who, station, "89.8", &[west]).await.expect("added");
        let sent = stations::transmitters_of(house.app.db.read(), station).await.expect("both");
        let frequency = |one: &stations::Transmitter| one.terms.frequency.to_string();
        assert_eq!(sent.iter().map(frequency).collect::<Vec<_>>(), ["89.8", "96.1"]);
        let some = Scope::Some([sent[1].id.number()].into());

        let span = ("03 06:00", Some("03 12:00"));
        house.enters_outage(who, station, span, some.clone()).await.expect("known");
        let again = house.enters_outage(who, station, ("03 11:00", None), Scope::All).await;
        house.enters_outage(who, station, ("05 06:00", None), Scope::All).await.expect("known");

        assert_eq!(refusal(again), "stations.problem.outages_overlap");
        let (from, until) = (house.now(), house.now() + TimeDelta::days(20));
        let one = [station];
        let reception = stations::reception_of(house.app.db.read(), &one, from, until);
        let reception = &reception.await.expect("reception")[&station.number()];
        let cut = |place: Place, date: NaiveDate, hour| {
            let start = date.and_time(time(hour)).and_utc();
            let end = start + TimeDelta::minutes(1);
            reception.is_cut_off(place.number(), date, start, end)
        };
        let tuesday = day("2026-03-03");
        assert!(cut(east, tuesday, "07:00") && !cut(west, tuesday, "07:00"));
        assert!(!cut(east, tuesday, "12:00"));
        assert!(cut(west, day("2026-03-06"), "07:00"));
        let silent = airtime(&house, station).await;
        let at = day("2026-03-06").and_time(time("07:00")).and_utc();
        assert!(silent.silence_during(at, at + TimeDelta::seconds(30)).is_some());
    }

    async fn a_withdrawn_outage_cuts_off_nobody(house) {
        let who = house.planner().await;
        let station = house.enters(who, "Radio Umucyo").await.expect("entered");
        let span = ("03 06:00", None);
        house.enters_outage(who, station, span, Scope::All).await.expect("known");
        let outages = stations::outages_of(house.app.db.read(), station).await.expect("one");
        let part = Part::Outage(outages[0].span.number);
        let app = &house.app;

        let key = form_key(&fresh_key());
        let gone = stations::archive_part(&app.db, &*app.clock, who, (station, part), &key).await;
        gone.expect("gone");
        let key = form_key(&fresh_key());
        let again = stations::archive_part(&app.db, &*app.clock, who, (station, part), &key).await;

        assert!(matches!(again, Err(Error::NotFound)));
        assert!(airtime(&house, station).await.outages.is_empty());
        house.enters_outage(who, station, span, Scope::All).await.expect("free again");
    }

    async fn a_newer_figure_takes_the_place_of_the_older(house) {
        let who = house.planner().await;
        let station = house.enters(who, "Radio Umucyo").await.expect("entered");
        let place = house.district("X51", "East").await;

        covers(&house, who, (station, place), [0.5, 0.7, 0.8]).await.expect("kept");
        covers(&house, who, (station, place), [0.4, 0.6, 0.9]).await.expect("kept");
        let backwards = covers(&house, who, (station, place), [0.7, 0.6, 0.9]).await;
        let nowhere = covers(&house, who, (station, Id::new(9_999)), [0.4, 0.6, 0.9]).await;

        assert_eq!(refusal(backwards), "stations.problem.coverage_order");
        assert_eq!(refusal(nowhere), "stations.problem.place");
        let read = house.app.db.read();
        let held = stations::coverage_of(read, &[station]).await.expect("one");
        assert_eq!(held.len(), 1);
        assert_eq!(held[0].shares, [0.4, 0.6, 0.9].map(share));
        let within = stations::coverage_within(read, &[place]).await.expect("one");
        assert_eq!(within, held);
        assert_eq!(house.number("SELECT COUNT(*) FROM coverage_share").await, 2);
    }

    async fn audience_is_kept_by_slot_and_found_by_district(house) {
        let who = house.planner().await;
        let station = house.enters(who, "Radio Umucyo").await.expect("entered");
        let place = house.district("X51", "East").await;
        let morning = airtime(&house, station).await.dayparts[0].number;
        let slot = |daypart, days| SlotFigures {
            daypart,
            days,
            tuned: Some(share(0.062)),
            repeat: Some(share(0.31)),
            spot: Some(share(0.027)),
            programme: None,
        };
        let figures = |slots| AudienceFigures {
            cume: Some(share(0.42)),
            week: Some(share(0.29)),
            day: None,
            respondents: Some(400),
            deff: Some(1.5),
            slots,
        };
        let says = async |figures| {
            let (source, as_of) = ("survey of the tests".to_owned(), day("2026-01-15"));
            let form_key = form_key(&fresh_key());
            let request = AudienceRequest { station, place, figures, source, as_of, form_key };
            stations::set_audience(&house.app.db, &*house.app.clock, who, request).await
        };

        let slots = vec![slot(morning, Days::Weekday), slot(morning, Days::Weekend)];
        says(figures(slots)).await.expect("kept");
        let beside = says(figures(vec![slot(morning, Days::All), slot(morning, Days::Weekend)]));
        let foreign = says(figures(vec![slot(morning + 999, Days::All)]));

        assert_eq!(refusal(beside.await), "stations.problem.all_beside_others");
        assert!(matches!(foreign.await, Err(Error::NotFound)));
        let held = stations::audience_within(house.app.db.read(), &[place]).await.expect("one");
        assert_eq!(held.len(), 1);
        assert_eq!(held[0].figures.slots.len(), 2);
        assert_eq!(held[0].figures.respondents, Some(400));
        assert_eq!(held[0].dayparts[&morning], "05-09");
        assert_eq!(held[0].pcode, "X51");
    }

    async fn a_staff_phone_rests_sealed(house) {
        let who = house.planner().await;
        let station = house.enters(who, "Radio Umucyo").await.expect("entered");
        let add = async || {
            let request = PhoneRequest {
                station,
                name: "Traffic desk".to_owned(),
                duty: None,
                language: Language::Rw,
                phone: Phone::read("0788 000 001", "250").expect("a number"),
                form_key: form_key(&fresh_key()),
            };
            let app = &house.app;
            stations::add_phone(&app.db, &*app.clock, &app.seal, who, request).await
        };

        add().await.expect("added");
        assert_eq!(refusal(add().await), "stations.problem.phone_twice");

        let plain = "SELECT COUNT(*) FROM staff_phone WHERE phone_sealed LIKE '%788000001%' \
            OR phone_index LIKE '%788000001%'";
        assert_eq!(house.number(plain).await, 0);
        let phones = stations::phones_of(house.app.db.read(), &house.app.seal, station).await;
        let phones = phones.expect("one");
        let masked = phones.iter().filter_map(|one| Some(one.phone.as_ref()?.masked()));
        let masked: Vec<_> = masked.collect();
        assert_eq!(masked, ["+250•••01"]);
    }

    async fn stations_are_found_by_name_and_by_district(house) {
        let who = house.planner().await;
        let umucyo = house.enters(who, "Radio Umucyó").await.expect("entered");
        house.enters(who, "100% Radio").await.expect("entered");
        let place = house.district("X51", "East").await;
        covers(&house, who, (umucyo, place), [0.1, 0.2, 0.3]).await.expect("kept");
        let find = async |text: &str, place| {
            let (text, sort) = (text.to_owned(), StationSort::District);
            let filter = StationFilter { text, place, archived: false, sort };
            let found = stations::list_stations(house.app.db.read(), &filter, 0, 50).await;
            let names = found.expect("a list").into_iter().map(|line| line.name);
            names.collect::<Vec<_>>()
        };

        assert_eq!(find("umucyo", None).await, ["Radio Umucyó"]);
        assert_eq!(find("%", None).await, ["100% Radio"]);
        assert_eq!(find("", Some(place)).await, ["Radio Umucyó"]);
        assert_eq!(find("", None).await.len(), 2);
    }

    async fn a_station_that_is_put_away_takes_no_change_until_it_is_back(house) {
        let who = house.planner().await;
        let station = house.enters(who, "Radio Umucyo").await.expect("entered");
        let app = &house.app;
        let key = form_key(&fresh_key());
        stations::archive_station(&app.db, &*app.clock, who, station, &key).await.expect("away");

        let breaks = vec![minute(Weekday::Mon, "07:00")];
        let closed = house.adds_breaks(who, station, breaks.clone()).await;
        assert_eq!(refusal(closed), "stations.problem.archived");
        assert!(stations::station_choices(app.db.read()).await.expect("none").is_empty());

        let key = form_key(&fresh_key());
        stations::restore_station(&app.db, &*app.clock, who, station, &key).await.expect("back");
        house.adds_breaks(who, station, breaks).await.expect("added");
        assert_eq!(stations::station_choices(app.db.read()).await.expect("one").len(), 1);
    }

    async fn a_daypart_may_come_back_under_its_code(house) {
        let who = house.planner().await;
        let station = house.enters(who, "Radio Umucyo").await.expect("entered");
        let first = airtime(&house, station).await.dayparts[0].clone();
        let app = &house.app;
        let part = Part::Daypart(first.number);
        let add = async |starts: &str| {
            let mut daypart = first.clone();
            daypart.starts = time(starts);
            let request =
                DaypartRequest { station, daypart, name: None, form_key: form_key(&fresh_key()) };
            stations::add_daypart(&app.db, &*app.clock, who, request).await
        };

        assert_eq!(refusal(add("04:00").await), "stations.problem.daypart_code_taken");
        let key = form_key(&fresh_key());
        let gone = stations::archive_part(&app.db, &*app.clock, who, (station, part), &key).await;
        gone.expect("gone");
        add("04:00").await.expect("added");

        assert_eq!(airtime(&house, station).await.dayparts[0].starts, time("04:00"));
    }
}
