//! Gatherings in a house: terms, entries, corrections.

use ijwi::gatherings::{
    self, Attendance, AttendanceTyped, CorrectRequest, DayKnown, Exactness, Kind, Reason,
    RecordRequest, Terms, Twin, WithdrawRequest, read_attendance,
};
use ijwi::kit::id::{Gathering, Place};
use ijwi::kit::{Error, Id};

use super::House;
use super::schedule::{Airtime, form_key, fresh_key};
use super::stations::day;

/// So many women and men, counted.
pub fn counted(women: u32, men: u32) -> Attendance {
    let typed = AttendanceTyped {
        women: Some(women),
        men: Some(men),
        under_18: None,
        total: None,
        exactness: Exactness::Counted,
    };
    read_attendance(typed).expect("numbers that agree")
}

/// A session of 1 March 2026 in the district.
pub fn session(place: Id<Place>, attendance: Attendance) -> Terms {
    Terms {
        kind: Kind::Session,
        place,
        sector: None,
        venue: None,
        held_on: day("2026-03-01"),
        day: DayKnown::Reported,
        partner: None,
        attendance,
        groups: Vec::new(),
        topics: Vec::new(),
        materials: Vec::new(),
        actions: Vec::new(),
        origins: Vec::new(),
    }
}

impl House {
    /// The coordinator enters a gathering of the running campaign.
    pub async fn records(&self, airtime: &Airtime, terms: Terms) -> Result<Id<Gathering>, Error> {
        self.records_once(airtime, terms, &fresh_key()).await
    }

    /// The same form, with its key.
    pub async fn records_once(
        &self,
        airtime: &Airtime,
        terms: Terms,
        key: &str,
    ) -> Result<Id<Gathering>, Error> {
        let campaign = airtime.campaign;
        let request =
            RecordRequest { form_key: form_key(key), campaign, terms, twin: Twin::Unsaid };
        let (db, clock, zone) = (&self.app.db, &*self.app.clock, self.app.config.zone);
        gatherings::record_gathering(db, clock, zone, airtime.coordinator, request).await
    }

    /// The coordinator corrects an entry.
    pub async fn corrects(
        &self,
        airtime: &Airtime,
        entry: Id<Gathering>,
        terms: Terms,
    ) -> Result<Id<Gathering>, Error> {
        let form_key = form_key(&fresh_key());
        let request = CorrectRequest { form_key, entry, terms, reason: Reason::Recount };
        let (db, clock, zone) = (&self.app.db, &*self.app.clock, self.app.config.zone);
        gatherings::correct_gathering(db, clock, zone, airtime.coordinator, request).await
    }

    /// The coordinator withdraws an entry that stands twice.
    pub async fn withdraws(
        &self,
        airtime: &Airtime,
        entry: Id<Gathering>,
    ) -> Result<Id<Gathering>, Error> {
        let form_key = form_key(&fresh_key());
        let request = WithdrawRequest { form_key, entry, reason: Reason::Twice };
        let (db, clock) = (&self.app.db, &*self.app.clock);
        gatherings::withdraw_gathering(db, clock, airtime.coordinator, request).await
    }
}
