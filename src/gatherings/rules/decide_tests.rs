//! Examples for what may be entered.

use chrono::TimeZone;
use chrono_tz::Africa::Kigali;

use super::super::{
    Action, AttendanceTyped, DayKnown, Exactness, Kind, Material, Origin, read_attendance,
};
use super::*;
use crate::gatherings::rules::How;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
}

fn facts() -> GatheringFacts {
    GatheringFacts {
        today: day(6, 1),
        state: State::Running,
        starts_on: day(5, 1),
        ends_on: day(6, 30),
        districts: [52, 53].map(Id::new).into(),
        district_of_sector: Some(Id::new(52)),
        partner_known: true,
        twin_stands: false,
    }
}

fn terms() -> Terms {
    let attendance = AttendanceTyped {
        women: Some(30),
        men: Some(30),
        under_18: None,
        total: None,
        exactness: Exactness::Counted,
    };
    Terms {
        kind: Kind::Session,
        place: Id::new(52),
        sector: None,
        venue: None,
        held_on: day(5, 20),
        day: DayKnown::Reported,
        partner: None,
        attendance: read_attendance(attendance).expect("numbers that agree"),
        groups: Vec::new(),
        topics: Vec::new(),
        materials: Vec::new(),
        actions: Vec::new(),
        origins: Vec::new(),
    }
}

fn origins(all: &[(i64, u32)]) -> Vec<Origin> {
    all.iter().map(|(place, people)| Origin { place: Id::new(*place), people: *people }).collect()
}

#[test]
fn each_reason_against_an_entry_is_named() {
    use GatheringRefused as No;
    type Change = fn(&mut Terms, &mut GatheringFacts);
    let cases: [(Change, Result<(), No>); 16] = [
        (|_, _| {}, Ok(())),
        (|_, facts| facts.state = State::Draft, Ok(())),
        (|_, facts| facts.state = State::Closed, Err(No::CampaignClosed)),
        (|terms, _| terms.held_on = day(6, 1), Ok(())),
        (|terms, _| terms.held_on = day(6, 2), Err(No::InFuture)),
        (|terms, _| terms.held_on = day(1, 1), Ok(())),
        (
            |_, facts| facts.starts_on = day(9, 18),
            Err(No::FarFromFlight { days: DAYS_FROM_FLIGHT_MAX }),
        ),
        (|terms, _| terms.place = Id::new(9), Err(No::UnknownDistrict)),
        (|terms, _| terms.sector = Some(Id::new(520)), Ok(())),
        (
            |terms, _| {
                terms.place = Id::new(53);
                terms.sector = Some(Id::new(520));
            },
            Err(No::SectorElsewhere),
        ),
        (
            |terms, facts| {
                terms.partner = Some(Id::new(1));
                facts.partner_known = false;
            },
            Err(No::UnknownPartner),
        ),
        (|terms, _| terms.origins = origins(&[(52, 30), (53, 30)]), Ok(())),
        (
            |terms, _| terms.origins = origins(&[(52, 31), (53, 30)]),
            Err(No::OriginsAboveTotal { origins: 61, total: 60 }),
        ),
        (|terms, _| terms.origins = origins(&[(52, 1), (52, 1)]), Err(No::OriginWrong)),
        (|terms, _| terms.origins = origins(&[(9, 1)]), Err(No::OriginWrong)),
        (|_, facts| facts.twin_stands = true, Err(No::SameAgain)),
    ];
    for (at, (change, expected)) in cases.into_iter().enumerate() {
        let (mut terms, mut facts) = (terms(), facts());
        change(&mut terms, &mut facts);
        assert_eq!(decide_gathering(&terms, Twin::Unsaid, &facts), expected, "case {at}");
    }
    let twin = GatheringFacts { twin_stands: true, ..facts() };
    assert_eq!(decide_gathering(&terms(), Twin::Another, &twin), Ok(()));
}

#[test]
fn no_field_of_words_takes_a_number_or_a_name() {
    type Put = fn(&mut Terms, String);
    let fields: [(&str, Put); 4] = [
        ("venue", |terms, words| terms.venue = Some(words)),
        ("topics", |terms, words| terms.topics.push(words)),
        ("materials", |terms, name| {
            terms.materials.push(Material { name, how: How::Used, units: None, place: None });
        }),
        ("actions", |terms, words| {
            terms.actions.push(Action { words, who: None, due_on: None });
        }),
    ];
    for (field, put) in fields {
        let mut harmless = terms();
        put(&mut harmless, "Radio and safe travel".to_owned());
        assert_eq!(decide_gathering(&harmless, Twin::Unsaid, &facts()), Ok(()), "{field}");
        let mut personal = terms();
        put(&mut personal, "ring 0780 000 001".to_owned());
        let refused = Err(GatheringRefused::LooksPersonal { field });
        assert_eq!(decide_gathering(&personal, Twin::Unsaid, &facts()), refused);
    }
}

#[test]
fn an_entry_is_mended_or_withdrawn_for_a_reason_that_fits() {
    use GatheringRefused as No;
    use Standing::{Held, Withdrawn};
    let cases = [
        (Held, Reason::Recount, Held, Ok(())),
        (Held, Reason::Twice, Withdrawn, Ok(())),
        (Held, Reason::Twice, Held, Err(No::ReasonUnfit)),
        (Held, Reason::Recount, Withdrawn, Err(No::ReasonUnfit)),
        (Withdrawn, Reason::Recount, Held, Err(No::Withdrawn)),
    ];
    for (standing, reason, becomes, expected) in cases {
        let decided = decide_change(State::Running, standing, reason, becomes);
        assert_eq!(decided, expected, "{standing:?} {reason:?}");
    }
    let closed = decide_change(State::Closed, Held, Reason::Twice, Withdrawn);
    assert_eq!(closed, Err(No::CampaignClosed));
}

#[test]
fn a_discreet_venue_is_shown_a_day_after_its_day_has_ended() {
    // The day ends at 22:00 UTC in Kigali.
    let at = |day, hour| Utc.with_ymd_and_hms(2026, 5, day, hour, 0, 0).single().expect("a time");
    assert!(!venue_shown(day(5, 20), Kigali, at(20, 12)));
    assert!(!venue_shown(day(5, 20), Kigali, at(21, 21)));
    assert!(venue_shown(day(5, 20), Kigali, at(21, 22)));
}
