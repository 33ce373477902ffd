//! Gatherings of the border campaign.

use chrono::TimeDelta;

use crate::gatherings::{
    self, AttendanceTyped, DayKnown, Exactness, Group, How, Kind, Material, Origin, RecordRequest,
    Terms, Twin,
};
use crate::kit::{Error, Id, id};

use super::{Border, DISTRICTS};
use crate::demo::Seed;
use crate::demo::people::Cast;
use crate::demo::places::Places;

/// The districts that sent trainers: all eleven that border another country here.
const TRAINED: [&str; 11] = [
    "Nyagatare",
    "Kirehe",
    "Rubavu",
    "Gisagara",
    "Nyaruguru",
    "Rusizi",
    "Burera",
    "Gicumbi",
    "Ngoma",
    "Bugesera",
    "Musanze",
];

/// A gathering to be recorded.
struct Held<'a> {
    kind: Kind,
    place: &'a str,
    /// Days from today.
    day: i64,
    known: DayKnown,
    typed: AttendanceTyped,
    groups: Vec<Group>,
    venue: Option<&'a str>,
    materials: Vec<Material>,
    origins: Vec<Origin>,
}

fn counted(women: u32, men: u32, under_18: u32) -> AttendanceTyped {
    AttendanceTyped {
        women: Some(women),
        men: Some(men),
        under_18: Some(under_18),
        total: None,
        exactness: Exactness::Counted,
    }
}

/// Public sessions, a training of trainers, the closing session.
pub(super) async fn record(
    seed: &Seed<'_>,
    cast: &Cast,
    places: &Places,
    border: &Border,
) -> Result<(), Error> {
    let toolkits = |units| Material {
        name: "Counter-trafficking awareness toolkit".to_owned(),
        how: How::HandedOut,
        units: Some(units),
        place: None,
    };
    let sessions =
        [(312, 271, 140), (198, 164, 96), (421, 377, 188), (176, 149, 71), (133, 120, 58)];
    for (number, ((district, _), (women, men, under_18))) in
        DISTRICTS.iter().zip(sessions).enumerate()
    {
        let day = -40 + 7 * i64::try_from(number).unwrap_or_default();
        let held = Held {
            kind: Kind::Session,
            place: district,
            day,
            known: DayKnown::Assumed,
            typed: counted(women, men, under_18),
            groups: vec![Group::Community, Group::Youth],
            venue: None,
            materials: vec![toolkits(40)],
            origins: Vec::new(),
        };
        one(seed, cast, places, border, held).await?;
    }
    let origins = TRAINED
        .iter()
        .map(|name| Ok(Origin { place: places.of(name)?, people: 4 }))
        .collect::<Result<Vec<_>, Error>>()?;
    let training = Held {
        kind: Kind::Training,
        place: "Gasabo",
        day: -50,
        known: DayKnown::Assumed,
        typed: counted(20, 24, 0),
        groups: vec![Group::Leaders, Group::Officers, Group::Organisations],
        venue: None,
        materials: vec![toolkits(44)],
        origins,
    };
    one(seed, cast, places, border, training).await?;
    let closing = Held {
        kind: Kind::Closing,
        place: "Nyarugenge",
        day: -2,
        known: DayKnown::Assumed,
        typed: AttendanceTyped {
            women: None,
            men: None,
            under_18: None,
            total: Some(3_000),
            exactness: Exactness::Reported,
        },
        groups: vec![Group::Community],
        venue: Some("Pele Stadium, Nyamirambo"),
        materials: Vec::new(),
        origins: Vec::new(),
    };
    one(seed, cast, places, border, closing).await
}

async fn one(
    seed: &Seed<'_>,
    cast: &Cast,
    places: &Places,
    border: &Border,
    held: Held<'_>,
) -> Result<(), Error> {
    let clock = seed.clock(held.day + 1, 9);
    let terms = Terms {
        kind: held.kind,
        place: places.of(held.place)?,
        sector: None::<Id<id::Place>>,
        venue: held.venue.map(str::to_owned),
        held_on: seed.today + TimeDelta::days(held.day),
        day: held.known,
        partner: None,
        attendance: gatherings::read_attendance(held.typed)?,
        groups: held.groups,
        topics: vec!["Human trafficking".to_owned()],
        materials: held.materials,
        actions: Vec::new(),
        origins: held.origins,
    };
    let (form_key, zone) = (seed.key(), seed.app.config.zone);
    let request = RecordRequest { form_key, campaign: border.campaign, terms, twin: Twin::Unsaid };
    gatherings::record_gathering(&seed.app.db, &clock, zone, cast.plans, request).await?;
    Ok(())
}
