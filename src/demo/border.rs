//! A campaign of two months in five border districts.
//!
//! Public facts: the Rwanda Investigation Bureau with IOM, coordinated by the
//! Ministry of Justice, funded by the Government of Japan; live sessions on
//! community radio, public sessions, a training of trainers from border
//! districts, a toolkit, a closing session of 3,000 people in Kigali; "over
//! 50,000 reached" was reported without a method. The flight is moved so that it
//! runs on the day of the demonstration; airtime, answers, calls and attendance
//! other than the closing session's are made up.

mod airtime;
mod gathered;

use chrono::{NaiveDate, TimeDelta};

use crate::campaigns::{
    self, BudgetRequest, CampaignRequest, CampaignTerms, Discretion, DistrictRequest, Exactness,
    FigureRequest, Goals, PartnerRequest, Role,
};
use crate::kit::{Currency, Error, Id, Money, Period, id};
use crate::messages::Kind;

use super::clock::Standing;
use super::messages::{self, Planned};
use super::people::Cast;
use super::places::Places;
use super::stations::Stations;
use super::{MADE_UP, Seed};

/// The target districts, with the share of their people that is to be reached.
pub(super) const DISTRICTS: [(&str, i64); 5] =
    [("Nyagatare", 15), ("Kirehe", 15), ("Rubavu", 20), ("Gisagara", 15), ("Nyaruguru", 10)];

/// Days of the flight before and after the day of the demonstration.
const DAYS_BEFORE: i64 = 55;
const DAYS_AFTER: i64 = 6;

/// What the pieces of this campaign share.
struct Border {
    campaign: Id<id::Campaign>,
    first: NaiveDate,
    last: NaiveDate,
    /// A spot of 30 s, a spot of 60 s, a live session, all in Kinyarwanda.
    short: Id<id::MessageVersion>,
    long: Id<id::MessageVersion>,
    live: Id<id::MessageVersion>,
}

/// The campaign runs: part answered, part missed, part waiting.
pub(super) async fn run(
    seed: &Seed<'_>,
    cast: &Cast,
    places: &Places,
    stations: &Stations,
) -> Result<(), Error> {
    let clock = seed.clock(-DAYS_BEFORE - 10, 8);
    let first = seed.today - TimeDelta::days(DAYS_BEFORE);
    let last = seed.today + TimeDelta::days(DAYS_AFTER);
    let campaign = draft(seed, cast, &clock, places, (first, last)).await?;
    let (short, long, live) = write(seed, cast, &clock, campaign, last).await?;
    campaigns::start_campaign(&seed.app.db, &clock, cast.plans, campaign, &seed.key()).await?;
    let border = Border { campaign, first, last, short, long, live };
    airtime::book(seed, cast, stations, &border).await?;
    airtime::answer(seed, cast, stations, &border).await?;
    gathered::record(seed, cast, places, &border).await
}

async fn draft(
    seed: &Seed<'_>,
    cast: &Cast,
    clock: &Standing,
    places: &Places,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Id<id::Campaign>, Error> {
    let db = &seed.app.db;
    let terms = CampaignTerms {
        name: "Counter-trafficking awareness, border districts".to_owned(),
        public_title: "Know before you go".to_owned(),
        discretion: Discretion::Discreet,
        topic: "Human trafficking".to_owned(),
        flight: Period::new(first, last).expect("two months"),
        coordinator: cast.coordinator,
    };
    let districts =
        DISTRICTS.iter().map(|(name, _)| places.of(name)).collect::<Result<Vec<_>, _>>()?;
    let request = CampaignRequest { form_key: seed.key(), terms, districts };
    let campaign = campaigns::create_campaign(db, clock, cast.plans, request).await?;
    for (name, percent) in DISTRICTS {
        let goals = Goals { reach1: None, reach3: None, percent: Some(percent) };
        let place = places.of(name)?;
        let request = DistrictRequest { form_key: seed.key(), campaign, place, goals };
        campaigns::set_district(db, clock, cast.plans, request).await?;
    }
    for (name, role) in [
        ("Rwanda Investigation Bureau", Role::Lead),
        ("International Organization for Migration", Role::Implementing),
        ("Ministry of Justice", Role::Coordination),
        ("Government of Japan", Role::Donor),
    ] {
        let name = name.to_owned();
        let request = PartnerRequest { form_key: seed.key(), campaign, name, role, logo: None };
        campaigns::add_partner(db, &seed.app.files, clock, cast.plans, request).await?;
    }
    let request = BudgetRequest {
        form_key: seed.key(),
        campaign,
        name: format!("Airtime ({MADE_UP})"),
        money: Money { minor: 12_000_000, currency: Currency::RWF },
        donor: None,
    };
    campaigns::add_budget_line(db, clock, cast.plans, request).await?;
    let request = FigureRequest {
        form_key: seed.key(),
        campaign,
        number: 50_000,
        exactness: Exactness::Over,
        about: "People reached, as reported".to_owned(),
        definition: None,
        source: "IOM Rwanda, press note on the campaign".to_owned(),
        reported_on: None,
    };
    campaigns::add_figure(db, clock, cast.plans, request).await?;
    Ok(campaign)
}

type Versions = (Id<id::MessageVersion>, Id<id::MessageVersion>, Id<id::MessageVersion>);

async fn write(
    seed: &Seed<'_>,
    cast: &Cast,
    clock: &Standing,
    campaign: Id<id::Campaign>,
    last: NaiveDate,
) -> Result<Versions, Error> {
    let toolkit = Some("Counter-trafficking awareness toolkit");
    let planned = |kind, title, seconds, versions| Planned {
        kind,
        title,
        topic: "Human trafficking",
        expires_on: last,
        seconds,
        toolkit,
        versions,
    };
    let first = |made: Vec<Id<id::MessageVersion>>| {
        made.first().copied().ok_or_else(|| Error::fault("no version was made"))
    };
    let spot = planned(
        Kind::Spot,
        "Check that job offer",
        30,
        &[
            ("rw", "Banza ugenzure ako kazi", "Mbere yo kwemera akazi ko mu mahanga, banza ubaze."),
            ("sw", "Kagua kazi hiyo kwanza", "Kabla ya kukubali kazi ya nje, uliza kwanza."),
            (
                "fr",
                "Vérifiez cette offre d’emploi",
                "Avant d’accepter un emploi à l’étranger, renseignez-vous.",
            ),
        ],
    );
    let short = first(messages::make(seed, cast, clock, campaign, &spot).await?)?;
    let spot = planned(
        Kind::Spot,
        "Ask who is taking them",
        60,
        &[(
            "rw",
            "Baza uwo ubajyanye",
            "Umwana ugiye kure n’umuntu utamuzi: baza, menyesha, tabara.",
        )],
    );
    let long = first(messages::make(seed, cast, clock, campaign, &spot).await?)?;
    let session = planned(
        Kind::LiveSession,
        "Live session with listeners",
        3_600,
        &[(
            "rw",
            "Ikiganiro n’abumva",
            "Umunyamakuru n’umutumirwa wo mu bugenzacyaha; abumva bahamagara.",
        )],
    );
    let live = first(messages::make(seed, cast, clock, campaign, &session).await?)?;
    Ok((short, long, live))
}
