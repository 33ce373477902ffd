//! What attendance says about districts: never more than somebody counted there.

use chrono::NaiveDate;

use super::{Attendance, Exactness, Kind, Origin};
use crate::kit::{Id, id};

/// A gathering that stands, with its counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Its newest entry.
    pub gathering: Id<id::Gathering>,
    /// What kind it was.
    pub kind: Kind,
    /// The district of the venue.
    pub place: Id<id::Place>,
    /// The day.
    pub held_on: NaiveDate,
    /// How many came.
    pub attendance: Attendance,
    /// Where people came from, as far as known.
    pub origins: Vec<Origin>,
}

/// People of one district at one gathering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attended {
    /// The gathering.
    pub gathering: Id<id::Gathering>,
    /// The district that they belong to.
    pub place: Id<id::Place>,
    /// The day.
    pub held_on: NaiveDate,
    /// How many.
    pub people: u32,
    /// How the number is known.
    pub exactness: Exactness,
}

/// Sums over gatherings. Gatherings without a number are counted apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turnout {
    /// Gatherings that stand.
    pub gatherings: u32,
    /// Those of them where nobody knows how many came.
    pub unknown: u32,
    /// Those of them whose number is an estimate or a report.
    pub about: u32,
    /// People, where the number is known.
    pub people: u32,
    /// Women and girls, where known.
    pub women: u32,
    /// Men and boys, where known.
    pub men: u32,
    /// Under 18, where known.
    pub under_18: u32,
}

/// Whose attendance it was: that of the districts of origin where they are
/// known, else that of the venue's district.
///
/// Shape: people whose origin is not known, at a gathering where that of others
/// is, belong to nobody; gatherings without a number give nothing.
pub fn attended(gatherings: &[Counted]) -> Vec<Attended> {
    let mut found = Vec::new();
    for counted in gatherings {
        let Some(total) = counted.attendance.total() else { continue };
        let exactness = counted.attendance.exactness();
        let mut add = |place, people| {
            let Counted { gathering, held_on, .. } = *counted;
            found.push(Attended { gathering, place, held_on, people, exactness });
        };
        if counted.origins.is_empty() {
            add(counted.place, total);
        }
        for origin in &counted.origins {
            add(origin.place, origin.people);
        }
    }
    found
}

/// The sums over all of them.
pub fn turnout<'a>(all: impl IntoIterator<Item = &'a Attendance>) -> Turnout {
    let mut sums = Turnout::default();
    for attendance in all {
        sums.gatherings += 1;
        match attendance.exactness() {
            Exactness::Counted => {}
            Exactness::Estimated | Exactness::Reported => sums.about += 1,
            Exactness::Unknown => sums.unknown += 1,
        }
        let add = |sum: &mut u32, part: Option<u32>| *sum = sum.saturating_add(part.unwrap_or(0));
        add(&mut sums.people, attendance.total());
        add(&mut sums.women, attendance.women());
        add(&mut sums.men, attendance.men());
        add(&mut sums.under_18, attendance.under_18());
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::super::{AttendanceTyped, read_attendance};
    use super::*;

    fn came(total: Option<u32>) -> Attendance {
        let exactness = if total.is_some() { Exactness::Reported } else { Exactness::Unknown };
        let typed = AttendanceTyped { women: None, men: None, under_18: None, total, exactness };
        read_attendance(typed).expect("numbers that agree")
    }

    fn counted(number: i64, place: i64, total: Option<u32>, origins: &[(i64, u32)]) -> Counted {
        let origin =
            |(place, people): &(i64, u32)| Origin { place: Id::new(*place), people: *people };
        Counted {
            gathering: Id::new(number),
            kind: Kind::Session,
            place: Id::new(place),
            held_on: NaiveDate::from_ymd_opt(2026, 1, 10).expect("a day"),
            attendance: came(total),
            origins: origins.iter().map(origin).collect(),
        }
    }

    #[test]
    fn people_belong_to_their_origin_to_the_venue_or_to_nobody() {
        let gatherings = [
            counted(1, 52, Some(400), &[]),
            counted(2, 11, Some(40), &[(52, 10), (53, 25)]),
            counted(3, 53, None, &[]),
        ];

        let found: Vec<_> =
            attended(&gatherings).iter().map(|one| (one.place.number(), one.people)).collect();

        assert_eq!(found, [(52, 400), (52, 10), (53, 25)]);
    }

    #[test]
    fn an_unknown_number_is_not_nought() {
        let sums = turnout(&[came(Some(60)), came(None)]);

        assert_eq!((sums.gatherings, sums.unknown, sums.about, sums.people), (2, 1, 1, 60));
        assert_eq!(turnout(&[]), Turnout::default());
    }
}
