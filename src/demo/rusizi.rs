//! A campaign of three days in Rusizi, November 2019, typed in weeks later.
//!
//! Public facts: Never Again Rwanda and USAID held a training, a round table, a
//! live session and a public session; about 60 people took part. The days of the
//! single events are assumed.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::campaigns::{
    self, CampaignRequest, CampaignTerms, Discretion, DistrictRequest, Goals, PartnerRequest, Role,
};
use crate::gatherings::{
    self, Action, Attendance, AttendanceTyped, Body, DayKnown, Exactness, Group, Kind as Gathered,
    RecordRequest, Terms, Twin,
};
use crate::kit::{Error, Id, Period, id};
use crate::messages::Kind;
use crate::proof::{self, Answer, AnswerRequest, EnteredRequest, Source};
use crate::schedule::{self, BookingRequest, Wish};

use super::Seed;
use super::clock::Standing;
use super::messages::{self, Planned};
use super::people::Cast;
use super::places::Places;
use super::stations::Stations;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2019, month, day).expect("a day of 2019")
}

fn at(date: NaiveDate) -> DateTime<Utc> {
    date.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(9)
}

/// The campaign is held whole, and closed.
pub(super) async fn run(
    seed: &Seed<'_>,
    cast: &Cast,
    places: &Places,
    stations: &Stations,
) -> Result<(), Error> {
    let db = &seed.app.db;
    let clock = Standing(at(day(12, 2)));
    let rusizi = places.of("Rusizi")?;
    let campaign = draft(seed, cast, &clock, rusizi).await?;
    let title = "Abakiri bato n’icuruzwa ry’abantu";
    let script = "Ikiganiro cy’ako kanya n’abatumirwa, abumva bahamagara.";
    let planned = Planned {
        kind: Kind::LiveSession,
        title: "Young people and human trafficking",
        topic: "Human trafficking",
        expires_on: day(12, 31),
        seconds: 3_600,
        toolkit: None,
        versions: &[("rw", title, script)],
    };
    let versions = messages::make(seed, cast, &clock, campaign, &planned).await?;
    let version = *versions.first().ok_or_else(|| Error::fault("no version was made"))?;
    campaigns::start_campaign(db, &clock, cast.plans, campaign, &seed.key()).await?;
    let station = stations.of("RC Rusizi")?;
    let time = NaiveTime::from_hms_opt(14, 0, 0).expect("a time of day");
    let wish = Wish { date: day(11, 14), time, entered_late: true };
    let request = BookingRequest { station, campaign, version, wish, form_key: seed.key() };
    let random = &*seed.app.random;
    let airing = schedule::book_airing(db, &clock, random, cast.plans, request).await?;
    let form_key = seed.key();
    let said = AnswerRequest { station, airing, answer: Answer::Aired, form_key };
    let entered = EnteredRequest { said, source: Source::Letter, said_on: day(11, 20) };
    proof::enter_answer(db, &clock, cast.plans, entered).await?;
    gather(seed, cast, &clock, campaign, rusizi).await?;
    let closing = Standing(at(day(12, 20)));
    campaigns::close_campaign(db, &closing, cast.plans, campaign, &seed.key()).await
}

async fn draft(
    seed: &Seed<'_>,
    cast: &Cast,
    clock: &Standing,
    rusizi: Id<id::Place>,
) -> Result<Id<id::Campaign>, Error> {
    let db = &seed.app.db;
    let terms = CampaignTerms {
        name: "Youth against human trafficking, Rusizi".to_owned(),
        public_title: "Young people of Rusizi".to_owned(),
        discretion: Discretion::Open,
        topic: "Human trafficking".to_owned(),
        flight: Period::new(day(11, 13), day(11, 15)).expect("three days"),
        coordinator: cast.coordinator,
    };
    let request = CampaignRequest { form_key: seed.key(), terms, districts: vec![rusizi] };
    let campaign = campaigns::create_campaign(db, clock, cast.plans, request).await?;
    let goals = Goals { reach1: None, reach3: None, percent: Some(10) };
    let request = DistrictRequest { form_key: seed.key(), campaign, place: rusizi, goals };
    campaigns::set_district(db, clock, cast.plans, request).await?;
    for (name, role) in [("Never Again Rwanda", Role::Implementing), ("USAID", Role::Donor)] {
        let name = name.to_owned();
        let request = PartnerRequest { form_key: seed.key(), campaign, name, role, logo: None };
        campaigns::add_partner(db, &seed.app.files, clock, cast.plans, request).await?;
    }
    Ok(campaign)
}

async fn gather(
    seed: &Seed<'_>,
    cast: &Cast,
    clock: &Standing,
    campaign: Id<id::Campaign>,
    place: Id<id::Place>,
) -> Result<(), Error> {
    let about_sixty = gatherings::read_attendance(AttendanceTyped {
        women: None,
        men: None,
        under_18: None,
        total: Some(60),
        exactness: Exactness::Estimated,
    })?;
    let groups = vec![Group::Leaders, Group::Teachers, Group::Organisations];
    let agreed = Action {
        words: "Teachers speak of false job offers in every school club".to_owned(),
        who: Some(Body::Schools),
        due_on: Some(day(12, 31)),
    };
    let held = [
        (Gathered::Training, day(11, 13), about_sixty, groups, Vec::new()),
        (
            Gathered::RoundTable,
            day(11, 14),
            Attendance::UNKNOWN,
            vec![Group::Leaders],
            vec![agreed],
        ),
        (Gathered::Session, day(11, 15), Attendance::UNKNOWN, vec![Group::Community], Vec::new()),
    ];
    for (kind, held_on, attendance, groups, actions) in held {
        let terms = Terms {
            kind,
            place,
            sector: None,
            venue: None,
            held_on,
            day: DayKnown::Assumed,
            partner: None,
            attendance,
            groups,
            topics: vec!["Human trafficking".to_owned()],
            materials: Vec::new(),
            actions,
            origins: Vec::new(),
        };
        let (form_key, zone) = (seed.key(), seed.app.config.zone);
        let request = RecordRequest { form_key, campaign, terms, twin: Twin::Unsaid };
        gatherings::record_gathering(&seed.app.db, clock, zone, cast.plans, request).await?;
    }
    Ok(())
}
