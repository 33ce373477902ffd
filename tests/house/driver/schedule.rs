//! A station, a campaign and messages on the air, and deeds upon them.

use chrono::{NaiveDate, NaiveTime};
use ijwi::kit::id::{Airing, Campaign, MessageVersion, Person, Station};
use ijwi::kit::{Error, FormKey, Id};
use ijwi::people::{Coordinator, coordinator_by_id};
use ijwi::plant::db::{Key, begin_write};
use ijwi::schedule::{self, BookingRequest, CancelReason, CancelRequest, MoveRequest, Wish};
use sea_orm::ConnectionTrait;

use super::House;

/// What a booking needs: made once in a fresh house.
#[derive(Clone, Copy, Debug)]
pub struct Airtime {
    /// Who books.
    pub coordinator: Coordinator,
    /// A station on air 05:00-24:00 with breaks at 06:30, 12:30, 18:30.
    pub station: Id<Station>,
    /// A running campaign of March 2026 with 300,000 RWF.
    pub campaign: Id<Campaign>,
    /// An approved spot of 45 s in Kinyarwanda.
    pub spot: Id<MessageVersion>,
    /// An approved live session of an hour in Kinyarwanda.
    pub live: Id<MessageVersion>,
}

const PERSON: &str = "INSERT INTO person (name, name_folded, login, language, created_at) \
    VALUES ('Alice', 'alice', 'alice@schedule.test', 'en', '2026-01-01T00:00:00+00:00')";
const STATION: &str = "INSERT INTO station (name, name_folded, owner_kind, zone, \
    broadcast_day_starts, version, created_at) \
    VALUES ('{name}', '{name}', 'community', '{zone}', '05:00:00', 1, \
    '2026-01-01T00:00:00+00:00')";
const CAMPAIGN: &str = "INSERT INTO campaign (name, name_folded, public_title, discreet, topic, \
    starts_on, ends_on, state, coordinator_id, version, created_by, created_at, started_at) \
    SELECT 'Border', 'border', 'Border', FALSE, 'trafficking', '2026-03-01', '2026-03-31', \
    'running', id, 1, id, '2026-01-01T00:00:00+00:00', '2026-01-01T00:00:00+00:00' \
    FROM person WHERE login = 'alice@schedule.test'";
const MESSAGE: &str = "INSERT INTO message (campaign_id, kind, number, title, title_folded, \
    topic, planned_seconds, on_fm, on_stream, version, created_by, created_at) \
    SELECT c.id, '{kind}', 1, '{kind}', '{kind}', 'trafficking', {seconds}, TRUE, FALSE, 1, \
    c.created_by, '2026-01-01T00:00:00+00:00' FROM campaign c WHERE c.name = 'Border'";
const VERSION: &str = "INSERT INTO message_version (message_id, language, code, title, script, \
    audio_state, revision, author_id, created_at, changed_at, approved_at) \
    SELECT m.id, 'rw', '{code}', 'Menya uburenganzira bwawe', '', 'none', 1, m.created_by, \
    '2026-01-01T00:00:00+00:00', '2026-01-01T00:00:00+00:00', '2026-01-02T00:00:00+00:00' \
    FROM message m WHERE m.kind = '{kind}'";

impl House {
    /// Write rows that no room has a deed for in this test.
    pub async fn write_rows(&self, statements: &[String]) {
        let txn = begin_write(&self.app.db, Key::none()).await.expect("a write begins");
        for statement in statements {
            txn.execute_unprepared(statement).await.unwrap_or_else(|why| {
                panic!("{statement}: {why}");
            });
        }
        txn.commit().await.expect("the rows stand");
    }

    /// A station, a campaign and two messages that may air.
    pub async fn airtime(&self) -> Airtime {
        self.write_rows(&[
            PERSON.to_owned(),
            "INSERT INTO person_role (person_id, role) SELECT id, 'coordinator' FROM person \
             WHERE login = 'alice@schedule.test'"
                .to_owned(),
            CAMPAIGN.to_owned(),
            "INSERT INTO budget_line (campaign_id, name, amount_minor, currency) \
             SELECT id, 'Airtime', 300000, 'RWF' FROM campaign WHERE name = 'Border'"
                .to_owned(),
            MESSAGE.replace("{kind}", "spot").replace("{seconds}", "45"),
            VERSION.replace("{kind}", "spot").replace("{code}", "IJ7K3RY"),
            MESSAGE.replace("{kind}", "live_session").replace("{seconds}", "3600"),
            VERSION.replace("{kind}", "live_session").replace("{code}", "IJM2D8B"),
        ])
        .await;
        let station = self.station_in("Radio A", "Africa/Kigali").await;
        let breaks = (0..7).flat_map(|day| ["06:30", "12:30", "18:30"].map(|at| (day, at)));
        let breaks = breaks.map(|(day, at)| {
            format!(
                "INSERT INTO station_break (station_id, weekday, starts, seconds, free_seconds) \
                 VALUES ({station}, {day}, '{at}:00', 120, 90)"
            )
        });
        let hours = (0..7).map(|day| {
            format!(
                "INSERT INTO opening_hours (station_id, weekday, opens, closes) \
                 VALUES ({station}, {day}, '05:00:00', '00:00:00')"
            )
        });
        let rate = format!(
            "INSERT INTO rate (station_id, kind, per_seconds, price_minor, currency, valid_from) \
             VALUES ({station}, 'spot', 30, 2000, 'RWF', '2026-01-01')"
        );
        self.write_rows(&breaks.chain(hours).chain([rate]).collect::<Vec<_>>()).await;
        let person = "SELECT id FROM person WHERE login = 'alice@schedule.test'";
        let person: Id<Person> = Id::new(self.number(person).await);
        let version = "SELECT id FROM message_version WHERE code = ";
        Airtime {
            coordinator: coordinator_by_id(&self.app.db, person).await.expect("a coordinator"),
            station,
            campaign: Id::new(self.number("SELECT id FROM campaign WHERE name = 'Border'").await),
            spot: Id::new(self.number(&format!("{version}'IJ7K3RY'")).await),
            live: Id::new(self.number(&format!("{version}'IJM2D8B'")).await),
        }
    }

    /// One more station, with nothing recorded but its zone.
    pub async fn station_in(&self, name: &str, zone: &str) -> Id<Station> {
        self.write_rows(&[STATION.replace("{name}", name).replace("{zone}", zone)]).await;
        Id::new(self.number(&format!("SELECT id FROM station WHERE name = '{name}'")).await)
    }

    /// The airtime's coordinator books a message at a wall time.
    pub async fn books(
        &self,
        on: &Airtime,
        version: Id<MessageVersion>,
        at: &str,
    ) -> Result<Id<Airing>, Error> {
        self.sends_booking(on, version, at, &fresh_key()).await
    }

    /// As [`House::books`], with the form's key.
    pub async fn sends_booking(
        &self,
        on: &Airtime,
        version: Id<MessageVersion>,
        at: &str,
        key: &str,
    ) -> Result<Id<Airing>, Error> {
        let request = BookingRequest {
            station: on.station,
            campaign: on.campaign,
            version,
            wish: wish(at),
            form_key: form_key(key),
        };
        let app = &self.app;
        schedule::book_airing(&app.db, &*app.clock, &*app.random, on.coordinator, request).await
    }

    /// The airtime's coordinator moves an airing that was seen at that version.
    pub async fn moves(
        &self,
        on: &Airtime,
        airing: Id<Airing>,
        version: i32,
        at: &str,
    ) -> Result<(), Error> {
        let (wish, form_key) = (wish(at), form_key(&fresh_key()));
        let request = MoveRequest { airing, version, wish, form_key };
        schedule::move_airing(&self.app.db, &*self.app.clock, on.coordinator, request).await
    }

    /// The airtime's coordinator cancels an airing that was seen at that version.
    pub async fn cancels(
        &self,
        on: &Airtime,
        airing: Id<Airing>,
        version: i32,
    ) -> Result<(), Error> {
        let reason = CancelReason::Station;
        let request = CancelRequest { airing, version, reason, form_key: form_key(&fresh_key()) };
        schedule::cancel_airing(&self.app.db, &*self.app.clock, on.coordinator, request).await
    }
}

/// A key for a form.
pub fn form_key(key: &str) -> FormKey {
    FormKey::read(key).expect("a form key")
}

/// A key that no other form of this test run has.
pub fn fresh_key() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    format!("form-key-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A wish for a wall time such as `2026-03-10 18:30`.
pub fn wish(at: &str) -> Wish {
    let (date, time) = at.split_once(' ').expect("a day and a time");
    let date: NaiveDate = date.parse().expect("a day");
    let time = NaiveTime::parse_from_str(time, "%H:%M").expect("a time");
    Wish { date, time, entered_late: false }
}
