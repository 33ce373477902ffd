//! Districts, a coordinator and stations, and deeds upon them.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime, Weekday};
use ijwi::kit::id::{Place, Station};
use ijwi::kit::{Error, Id};
use ijwi::people::{Coordinator, coordinator_by_id};
use ijwi::places::{self, Deed, Imported};
use ijwi::plant::intake::{Choices, Sent};
use ijwi::stations::{
    self, BreakTime, BreaksRequest, Frequency, OutageReason, OutageRequest, OwnerKind, Scope,
    StationRequest, StationTerms, TransmitterRequest, TransmitterTerms, Validity, read_time,
};

use super::House;
use super::schedule::{form_key, fresh_key};

/// Who a station of tests is.
pub fn terms_of(name: &str) -> StationTerms {
    StationTerms {
        name: name.to_owned(),
        town: Some("Nyakarambi".to_owned()),
        place: None,
        owner_kind: OwnerKind::Community,
        owner: None,
        zone: chrono_tz::Africa::Kigali,
        broadcast_day_starts: NaiveTime::from_hms_opt(5, 0, 0).expect("a time"),
        languages: BTreeSet::from(["rw".to_owned(), "sw".to_owned()]),
        national_share: None,
        note: None,
        source: None,
        as_of: None,
    }
}

/// A wall time.
pub fn time(text: &str) -> NaiveTime {
    read_time(text).expect("a time")
}

/// A date.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A break of a minute that may be filled whole.
pub fn minute(weekday: Weekday, starts: &str) -> BreakTime {
    let valid = Validity::default();
    BreakTime { number: 0, weekday, starts: time(starts), seconds: 60, free_seconds: 60, valid }
}

impl House {
    /// Somebody who may change stations.
    pub async fn planner(&self) -> Coordinator {
        self.write_rows(&[
            "INSERT INTO person (name, name_folded, login, language, created_at) \
             VALUES ('Jeanne', 'jeanne', 'jeanne@stations.test', 'en', '2026-01-01T00:00:00+00:00')"
                .to_owned(),
            "INSERT INTO person_role (person_id, role) SELECT id, 'coordinator' FROM person \
             WHERE login = 'jeanne@stations.test'"
                .to_owned(),
        ])
        .await;
        let person = "SELECT id FROM person WHERE login = 'jeanne@stations.test'";
        let person = Id::new(self.number(person).await);
        coordinator_by_id(&self.app.db, person).await.expect("a coordinator")
    }

    /// A district that stands under a P-code.
    pub async fn district(&self, pcode: &str, name: &str) -> Id<Place> {
        let folded = name.to_lowercase();
        self.write_rows(&[format!(
            "INSERT INTO place (kind, pcode, name, name_folded, valid) \
             VALUES ('district', '{pcode}', '{name}', '{folded}', TRUE)"
        )])
        .await;
        Id::new(self.number(&format!("SELECT id FROM place WHERE pcode = '{pcode}'")).await)
    }

    /// The planner enters a station.
    pub async fn enters(&self, who: Coordinator, name: &str) -> Result<Id<Station>, Error> {
        let request = StationRequest { terms: terms_of(name), form_key: form_key(&fresh_key()) };
        stations::create_station(&self.app.db, &*self.app.clock, who, request).await
    }

    /// The planner adds breaks to a station.
    pub async fn adds_breaks(
        &self,
        who: Coordinator,
        station: Id<Station>,
        breaks: Vec<BreakTime>,
    ) -> Result<(), Error> {
        let request = BreaksRequest { station, breaks, form_key: form_key(&fresh_key()) };
        stations::add_breaks(&self.app.db, &*self.app.clock, who, request).await
    }

    /// The planner adds a transmitter that serves certain districts.
    pub async fn adds_transmitter(
        &self,
        who: Coordinator,
        station: Id<Station>,
        frequency: &str,
        serves: &[Id<Place>],
    ) -> Result<(), Error> {
        let terms = TransmitterTerms {
            site: "Hill".to_owned(),
            place: None,
            frequency: Frequency::read(frequency).expect("a frequency"),
            position: None,
            position_basis: None,
            power_w: Some(500.0),
            antenna_m: None,
            valid: Validity::default(),
            note: None,
            source: None,
            as_of: None,
            serves: serves.iter().map(|place| place.number()).collect(),
        };
        let form_key = form_key(&fresh_key());
        let request = TransmitterRequest { station, transmitter: None, terms, form_key };
        stations::put_transmitter(&self.app.db, &*self.app.clock, who, request).await
    }

    /// The planner enters an outage between two UTC times of March 2026, such as `03 06:00`.
    pub async fn enters_outage(
        &self,
        who: Coordinator,
        station: Id<Station>,
        (from, until): (&str, Option<&str>),
        scope: Scope,
    ) -> Result<(), Error> {
        let instant = |text: &str| {
            let (date, at) = text.split_once(' ').expect("a day and a time");
            day(&format!("2026-03-{date}")).and_time(time(at)).and_utc()
        };
        let request = OutageRequest {
            station,
            outage: None,
            starts_at: instant(from),
            ends_at: until.map(instant),
            scope,
            reason: OutageReason::Power,
            note: None,
            source: None,
            form_key: form_key(&fresh_key()),
        };
        stations::put_outage(&self.app.db, &*self.app.clock, who, request).await
    }
}

impl House {
    /// A file is imported from the command line.
    pub async fn takes_file(&self, kind: &str, text: &str, deed: Deed) -> Imported {
        let importer = places::importer(ijwi::wiring::IMPORTERS, kind).expect("a kind");
        let sent = Sent { name: "test.csv".to_owned(), bytes: text.as_bytes().to_vec() };
        let choices = Choices::default();
        places::import_by_command(&self.app, importer, sent, &choices, deed).await.expect("read")
    }
}

/// The words that a refusal is told in.
pub fn refusal<T: std::fmt::Debug>(answer: Result<T, Error>) -> &'static str {
    match answer {
        Err(Error::Refused(why)) => why.words(),
        other => panic!("not refused: {other:?}"),
    }
}
