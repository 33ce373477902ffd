//! Times off air, and whom they cut off.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::refusals::StationRefused;
use super::validity::Validity;

/// How far ahead an outage may be announced.
const AHEAD_DAYS_MAX: i64 = 366;

/// Why a station was off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutageReason {
    /// No electricity.
    Power,
    /// The transmitter failed.
    Transmitter,
    /// The line from studio to transmitter failed.
    Link,
    /// Storm, lightning, flood.
    Weather,
    /// Planned work.
    Maintenance,
    /// An authority or the owner said so.
    Order,
    /// Nobody knows.
    Unknown,
    /// Something else, told in the note.
    Other,
}

impl OutageReason {
    /// Every reason, in the order of the picker.
    pub const ALL: [Self; 8] = [
        Self::Power,
        Self::Transmitter,
        Self::Link,
        Self::Weather,
        Self::Maintenance,
        Self::Order,
        Self::Unknown,
        Self::Other,
    ];

    /// The code that is kept.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Power => "power",
            Self::Transmitter => "transmitter",
            Self::Link => "link",
            Self::Weather => "weather",
            Self::Maintenance => "maintenance",
            Self::Order => "order",
            Self::Unknown => "unknown",
            Self::Other => "other",
        }
    }

    /// The reason of a code.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// Which of a station's transmitters are off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of them: the station is silent.
    All,
    /// Those with these numbers.
    Some(BTreeSet<i64>),
}

impl Scope {
    fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Some(one), Self::Some(two)) => !one.is_disjoint(two),
            _ => true,
        }
    }
}

/// One outage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutageSpan {
    /// The row's number; 0 for one that is not kept yet.
    pub number: i64,
    /// The first instant off air.
    pub starts_at: DateTime<Utc>,
    /// The first instant on air again; none while it lasts.
    pub ends_at: Option<DateTime<Utc>>,
    /// What is off.
    pub scope: Scope,
}

impl OutageSpan {
    /// Whether it shares an instant with a stretch of time.
    pub fn touches(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> bool {
        self.starts_at < until && self.ends_at.is_none_or(|end| from < end)
    }

    fn meets(&self, other: &Self) -> bool {
        let until = other.ends_at.unwrap_or(DateTime::<Utc>::MAX_UTC);
        self.touches(other.starts_at, until) && self.scope.meets(&other.scope)
    }
}

/// An outage has an end after its start, transmitters of this station, and does
/// not say of a time what another outage already says.
pub fn decide_outage(
    new: &OutageSpan,
    others: &[OutageSpan],
    transmitters: &BTreeSet<i64>,
    now: DateTime<Utc>,
) -> Result<(), StationRefused> {
    if new.ends_at.is_some_and(|end| end <= new.starts_at) {
        return Err(StationRefused::OutageEndsBeforeItStarts);
    }
    if new.starts_at > now + TimeDelta::days(AHEAD_DAYS_MAX) {
        return Err(StationRefused::OutageTooFarAhead);
    }
    if let Scope::Some(chosen) = &new.scope
        && (chosen.is_empty() || !chosen.is_subset(transmitters))
    {
        return Err(StationRefused::OutageWithoutTransmitter);
    }
    let mut others = others.iter().filter(|other| other.number != new.number);
    match others.find(|other| other.meets(new)) {
        Some(other) => Err(StationRefused::OutagesOverlap { starts_at: other.starts_at }),
        None => Ok(()),
    }
}

/// One transmitter as far as reception goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Serving {
    /// The transmitter's number.
    pub transmitter: i64,
    /// On which days it sends.
    pub valid: Validity,
    /// The districts it serves; empty for all of its station's.
    pub places: BTreeSet<i64>,
}

/// What is needed to say which districts a station's outages cut off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reception {
    /// The station's transmitters.
    pub transmitters: Vec<Serving>,
    /// Its outages of the time in question.
    pub outages: Vec<OutageSpan>,
}

impl Reception {
    /// Whether a district could not hear an airing that lasted from one instant
    /// to the other, because everything that serves it was off at some moment of it.
    ///
    /// Shape: `day` is the airing's local day, by which transmitters come and go.
    /// A district without any transmitter of its own falls with the whole station alone.
    pub fn is_cut_off(
        &self,
        place: i64,
        day: NaiveDate,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> bool {
        let mut off = BTreeSet::<i64>::new();
        for outage in self.outages.iter().filter(|outage| outage.touches(from, until)) {
            match &outage.scope {
                Scope::All => return true,
                Scope::Some(chosen) => off.extend(chosen),
            }
        }
        let serves = |one: &&Serving| {
            one.valid.holds(day) && (one.places.is_empty() || one.places.contains(&place))
        };
        let serving: Vec<i64> =
            self.transmitters.iter().filter(serves).map(|one| one.transmitter).collect();
        !serving.is_empty() && serving.iter().all(|transmitter| off.contains(transmitter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::hours(hour)
    }

    fn off(number: i64, from: i64, until: Option<i64>, scope: &[i64]) -> OutageSpan {
        let chosen: BTreeSet<i64> = scope.iter().copied().collect();
        let scope = if chosen.is_empty() { Scope::All } else { Scope::Some(chosen) };
        OutageSpan { number, starts_at: at(from), ends_at: until.map(at), scope }
    }

    #[test]
    fn an_outage_is_told_once() {
        let both = BTreeSet::from([1, 2]);
        let decide =
            |new: &OutageSpan, others: &[OutageSpan]| decide_outage(new, others, &both, at(0));
        let first = off(7, 10, Some(20), &[1]);
        let again = StationRefused::OutagesOverlap { starts_at: at(10) };
        assert_eq!(decide(&off(0, 19, None, &[]), std::slice::from_ref(&first)), Err(again));
        assert_eq!(decide(&off(0, 20, None, &[]), std::slice::from_ref(&first)), Ok(()));
        assert_eq!(decide(&off(0, 12, None, &[2]), std::slice::from_ref(&first)), Ok(()));
        assert_eq!(decide(&off(7, 10, Some(30), &[1]), &[first]), Ok(()));
        let backwards = StationRefused::OutageEndsBeforeItStarts;
        assert_eq!(decide(&off(0, 5, Some(5), &[]), &[]), Err(backwards));
        let stranger = StationRefused::OutageWithoutTransmitter;
        assert_eq!(decide(&off(0, 5, None, &[3]), &[]), Err(stranger));
        assert_eq!(
            decide(&off(0, 24 * 400, None, &[]), &[]),
            Err(StationRefused::OutageTooFarAhead)
        );
    }

    #[test]
    fn a_district_is_cut_off_when_all_that_serves_it_is_off() {
        let serving = |transmitter, places: &[i64]| Serving {
            transmitter,
            valid: Validity::default(),
            places: places.iter().copied().collect(),
        };
        let reception = Reception {
            transmitters: vec![serving(1, &[10]), serving(2, &[20]), serving(3, &[20, 30])],
            outages: vec![off(1, 0, Some(5), &[1]), off(2, 0, Some(5), &[2]), off(3, 8, None, &[])],
        };
        let day = at(0).date_naive();
        let cut = |place, from, until| reception.is_cut_off(place, day, at(from), at(until));
        assert!(cut(10, 1, 2) && !cut(20, 1, 2) && !cut(30, 1, 2));
        assert!(!cut(10, 5, 6));
        assert!(cut(20, 7, 9) && cut(99, 100, 101) && !cut(99, 1, 2));
    }

    #[test]
    fn a_transmitter_that_is_gone_serves_nobody() {
        let day = NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day");
        let gone = Validity { from: None, to: day.pred_opt() };
        let places = BTreeSet::new();
        let one = Serving { transmitter: 1, valid: Validity::default(), places: places.clone() };
        let two = Serving { transmitter: 2, valid: gone, places };
        let outages = vec![off(1, 0, Some(5), &[1])];
        let reception = Reception { transmitters: vec![one, two], outages };
        assert!(reception.is_cut_off(10, day, at(1), at(2)));
    }
}
