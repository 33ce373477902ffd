//! What an airing of the schedule is in a case.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::facts::{AiringFacts, DistrictFacts};
use crate::kit::wallclock;
use crate::proof::half_was_heard;
use crate::reach::model::{AiringKind, Status};
use crate::schedule::{Evidence, Outcome};
use crate::stations::{Daypart, Reception, broadcast_day, daypart_at};

/// The daypart of what airs in none of a station's own.
pub const NO_DAYPART: &str = "other";

/// One airing as the schedule tells it.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its number.
    pub airing: i64,
    /// `spot`, `programme` or `live_session`.
    pub is_spot: bool,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// The first instant after it.
    pub ends_at: DateTime<Utc>,
    /// Its length.
    pub seconds: u32,
    /// Its broadcast day.
    pub air_date: NaiveDate,
    /// Its daypart's number.
    pub daypart: Option<i64>,
    /// How well it is known.
    pub evidence: Evidence,
    /// What became of it.
    pub outcome: Outcome,
    /// When it was heard instead.
    pub heard_at: Option<DateTime<Utc>>,
    /// How much was heard.
    pub heard_seconds: Option<u32>,
    /// What it costs, in minor units.
    pub price_minor: i64,
    /// In which currency.
    pub currency: String,
}

/// A station as far as its airings need it.
#[derive(Clone, Debug)]
pub struct OnAir {
    /// Its time zone.
    pub zone: Tz,
    /// When its broadcast day begins.
    pub day_starts: chrono::NaiveTime,
    /// Its dayparts.
    pub dayparts: Vec<Daypart>,
    /// Whom its outages cut off.
    pub reception: Reception,
}

/// What is known of an airing, for an estimate.
///
/// Source: docs/decisions/007-reach.md, section 13.
pub fn status_of(told: &Told) -> Status {
    let heard = |seconds| half_was_heard(seconds, told.seconds);
    match told.outcome {
        Outcome::NotAired => Status::Denied,
        _ if told.evidence < Evidence::Confirmed => Status::Planned,
        Outcome::Unanswered => Status::Planned,
        Outcome::Aired | Outcome::Late => Status::Confirmed,
        Outcome::Partial if told.heard_seconds.is_some_and(heard) => Status::Confirmed,
        Outcome::Partial => Status::Denied,
    }
}

/// The airing with the day, the daypart and the districts in which it was heard.
pub fn airing_of(
    told: &Told,
    station: usize,
    on: &OnAir,
    districts: &[DistrictFacts],
    flight: (NaiveDate, NaiveDate),
) -> AiringFacts {
    let status = status_of(told);
    let late = (told.outcome == Outcome::Late).then_some(told.heard_at).flatten();
    let by_number = |number: i64| on.dayparts.iter().find(|part| part.number == number);
    let (day, daypart, from, until) = match late {
        None => {
            let daypart = told.daypart.and_then(by_number);
            (told.air_date, daypart, told.starts_at, told.ends_at)
        }
        Some(heard_at) => {
            let wall = wallclock::wall_of(on.zone, heard_at);
            let daypart = daypart_at(&on.dayparts, wall.time());
            let until = heard_at + TimeDelta::seconds(i64::from(told.seconds));
            (broadcast_day(on.day_starts, wall), daypart, heard_at, until)
        }
    };
    let off = |district: &DistrictFacts| on.reception.is_cut_off(district.place, day, from, until);
    let cut = !on.reception.outages.is_empty() && status != Status::Denied;
    let not_in = districts.iter().enumerate().filter(|(_, district)| cut && off(district));
    AiringFacts {
        airing: told.airing,
        station,
        day: day_of(day, flight),
        daypart: daypart.map_or_else(|| NO_DAYPART.to_owned(), |part| part.code.clone()),
        kind: if told.is_spot { AiringKind::Spot } else { AiringKind::Programme },
        status,
        not_in: not_in.map(|(place, _)| place).collect(),
        level: Evidence::ALL.iter().position(|level| *level == told.evidence).unwrap_or(0),
        price_minor: told.price_minor,
        currency: told.currency.clone(),
    }
}

/// The day of the flight, from 0; what lies outside counts at its nearer end.
pub fn day_of(day: NaiveDate, (first, last): (NaiveDate, NaiveDate)) -> u32 {
    let within = day.clamp(first, last.max(first));
    u32::try_from((within - first).num_days()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stations::{OutageSpan, Scope};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn told(evidence: Evidence, outcome: Outcome) -> Told {
        Told {
            airing: 7,
            is_spot: true,
            starts_at: at("2026-03-03T05:30:00Z"),
            ends_at: at("2026-03-03T05:31:00Z"),
            seconds: 60,
            air_date: day("2026-03-03"),
            daypart: Some(1),
            evidence,
            outcome,
            heard_at: None,
            heard_seconds: None,
            price_minor: 2_000,
            currency: "RWF".into(),
        }
    }

    fn on_air() -> OnAir {
        let time = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
        let part = |number, code: &str, from, to| Daypart {
            number,
            code: code.into(),
            starts: time(from),
            ends: time(to),
        };
        OnAir {
            zone: chrono_tz::Africa::Kigali,
            day_starts: time(5),
            dayparts: vec![part(1, "05-09", 5, 9), part(2, "17-20", 17, 20)],
            reception: Reception::default(),
        }
    }

    fn district(place: i64) -> DistrictFacts {
        DistrictFacts {
            place,
            code: place.to_string(),
            name: String::new(),
            province_code: String::new(),
            people: None,
            universe: None,
            goal_once: None,
            goal_often: None,
            goal_percent: None,
        }
    }

    const FLIGHT: (&str, &str) = ("2026-03-01", "2026-03-31");

    fn placed(told: &Told, on: &OnAir) -> AiringFacts {
        let flight = (day(FLIGHT.0), day(FLIGHT.1));
        airing_of(told, 0, on, &[district(10), district(20)], flight)
    }

    #[test]
    fn what_nobody_vouches_for_stays_planned() {
        use {Evidence as E, Outcome as O};
        let half = |seconds| Told { heard_seconds: seconds, ..told(E::Confirmed, O::Partial) };
        let table = [
            (told(E::Planned, O::Unanswered), Status::Planned),
            (told(E::Presumed, O::Unanswered), Status::Planned),
            (told(E::Presumed, O::Aired), Status::Planned),
            (told(E::Confirmed, O::Aired), Status::Confirmed),
            (told(E::Evidenced, O::Late), Status::Confirmed),
            (told(E::Verified, O::NotAired), Status::Denied),
            (half(Some(30)), Status::Confirmed),
            (half(Some(29)), Status::Denied),
            (half(None), Status::Denied),
        ];
        for (told, status) in table {
            assert_eq!(status_of(&told), status, "{told:?}");
        }
    }

    #[test]
    fn a_late_airing_counts_where_it_was_heard() {
        let mut late = told(Evidence::Confirmed, Outcome::Late);
        late.heard_at = Some(at("2026-03-04T16:00:00Z"));

        let placed = placed(&late, &on_air());

        assert_eq!((placed.day, placed.daypart.as_str()), (3, "17-20"));
    }

    #[test]
    fn an_airing_at_night_or_after_the_flight_still_has_a_place() {
        let mut late = told(Evidence::Confirmed, Outcome::Late);
        late.heard_at = Some(at("2026-04-04T21:00:00Z"));

        let placed = placed(&late, &on_air());

        assert_eq!((placed.day, placed.daypart.as_str()), (30, NO_DAYPART));
    }

    #[test]
    fn an_outage_cuts_all_districts_off() {
        let mut on = on_air();
        let span = OutageSpan {
            number: 1,
            starts_at: at("2026-03-03T05:00:00Z"),
            ends_at: None,
            scope: Scope::All,
        };
        on.reception.outages.push(span);

        let aired = placed(&told(Evidence::Confirmed, Outcome::Aired), &on);
        let denied = placed(&told(Evidence::Confirmed, Outcome::NotAired), &on);

        assert_eq!(aired.not_in, [0, 1]);
        assert!(denied.not_in.is_empty());
    }
}
