//! The witnesses: values that exist only when somebody has the right they name.
//!
//! Their fields are private to this room, so an action that asks for a
//! [`Coordinator`] cannot be called without one:
//!
//! ```compile_fail
//! use ijwi::people::{Coordinator, StationStaff};
//!
//! fn book_airing(_who: Coordinator) {}
//!
//! fn confirm_page(staff: StationStaff) {
//!     book_airing(staff); // station staff do not book
//! }
//! ```
//!
//! ```
//! use ijwi::people::Coordinator;
//!
//! fn book_airing(_who: Coordinator) {}
//!
//! fn booking_page(who: Coordinator) {
//!     book_airing(who);
//! }
//! ```

use std::sync::Arc;

use super::sign_in::NextStep;
use crate::kit::id::{Person, Session, Station, StationLink};
use crate::kit::{Error, Id, Language};
use crate::people::rules::lifetimes::Stage;
use crate::people::rules::roles::{Grants, Role};
use crate::people::store;
use crate::plant::db::Db;
use crate::plant::trail::{Actor, Via};

/// Somebody whose session is known, perhaps without the second factor yet.
#[derive(Clone, Debug)]
pub struct Recognised {
    pub(in crate::people) who: SignedIn,
    pub(in crate::people) stage: Stage,
    /// Whether a second factor is set up and confirmed.
    pub(in crate::people) has_factor: bool,
    /// The version of the data at which this was true.
    pub(in crate::people) data_version: i64,
}

impl Recognised {
    /// The person, whether the sign-in is complete or not: for the sign-in's own pages.
    pub(in crate::people) fn person(&self) -> &SignedIn {
        &self.who
    }

    /// The person, if the sign-in is complete.
    pub fn signed_in(&self) -> Option<&SignedIn> {
        (self.stage == Stage::Whole).then_some(&self.who)
    }

    /// What the person has to do next.
    pub fn next_step(&self) -> NextStep {
        match (self.stage, self.has_factor) {
            (Stage::Whole, _) => NextStep::Home,
            (Stage::Half, true) => NextStep::Code,
            (Stage::Half, false) => NextStep::SetUp,
        }
    }
}

/// Somebody who is signed in, whatever the roles.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub(in crate::people) person: Id<Person>,
    pub(in crate::people) session: Option<Id<Session>>,
    pub(in crate::people) name: Arc<str>,
    pub(in crate::people) login: Arc<str>,
    pub(in crate::people) language: Language,
    pub(in crate::people) grants: Arc<Grants>,
    pub(in crate::people) via: Via,
}

impl SignedIn {
    /// Who it is.
    pub fn person(&self) -> Id<Person> {
        self.person
    }

    /// The name shown beside the navigation.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the person types to sign in.
    pub fn login(&self) -> &str {
        &self.login
    }

    /// The language of this person's pages.
    pub fn language(&self) -> Language {
        self.language
    }

    /// What the person may do.
    pub fn grants(&self) -> &Grants {
        &self.grants
    }

    /// Who stands behind a deed, for the trail.
    pub fn actor(&self) -> Actor {
        Actor { person: Some(self.person.number()), link: None, via: self.via }
    }

    /// The administrator's right, if this person has it.
    pub fn admin(&self) -> Option<Admin> {
        let holds = self.grants.holds(Role::Administrator);
        holds.then_some(Admin { person: self.person, via: self.via })
    }

    /// The coordinator's right, if this person has it.
    pub fn coordinator(&self) -> Option<Coordinator> {
        let holds = self.grants.holds(Role::Coordinator);
        holds.then_some(Coordinator { person: self.person, via: self.via })
    }

    /// The right to see totals, if this person is a manager or a coordinator.
    pub fn manager(&self) -> Option<Manager> {
        self.grants.sees_results().then_some(Manager { person: self.person, via: self.via })
    }

    /// The right to read the trail, if this person is an auditor or an administrator.
    pub fn auditor(&self) -> Option<Auditor> {
        self.grants.reads_trail().then_some(Auditor { person: self.person, via: self.via })
    }

    /// The right to speak for stations, if this person has any.
    pub fn station_staff(&self) -> Option<StationStaff> {
        let stations: Arc<[Id<Station>]> = self.grants.stations().collect();
        (!stations.is_empty()).then_some(StationStaff {
            speaker: Speaker::Person(self.person),
            stations,
            via: self.via,
        })
    }
}

macro_rules! witnesses {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name {
                person: Id<Person>,
                via: Via,
            }

            impl $name {
                /// Who it is.
                pub fn person(self) -> Id<Person> {
                    self.person
                }

                /// Who stands behind a deed, for the trail.
                pub fn actor(self) -> Actor {
                    Actor { person: Some(self.person.number()), link: None, via: self.via }
                }
            }
        )*
    };
}

witnesses! {
    /// Somebody who invites people and gives roles.
    Admin,
    /// Somebody who plans campaigns and books airtime.
    Coordinator,
    /// Somebody who may see totals and results: managers and coordinators.
    Manager,
    /// Somebody who may read the trail: auditors and administrators.
    Auditor,
}

/// Who speaks for a station.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// One of its staff, signed in.
    Person(Id<Person>),
    /// Whoever holds its link.
    Link(Id<StationLink>),
}

/// Somebody who may say what aired on certain stations.
#[derive(Clone, Debug)]
pub struct StationStaff {
    speaker: Speaker,
    stations: Arc<[Id<Station>]>,
    via: Via,
}

impl StationStaff {
    /// The holder of a link that was found to be good.
    pub(in crate::people) fn of_link(link: Id<StationLink>, station: Id<Station>) -> Self {
        Self { speaker: Speaker::Link(link), stations: Arc::new([station]), via: Via::Link }
    }

    /// The person or link that speaks.
    pub fn speaker(&self) -> Speaker {
        self.speaker
    }

    /// The stations spoken for, at least one.
    pub fn stations(&self) -> &[Id<Station>] {
        &self.stations
    }

    /// Whether the station is one of them.
    pub fn speaks_for(&self, station: Id<Station>) -> bool {
        self.stations.contains(&station)
    }

    /// Who stands behind a deed, for the trail.
    pub fn actor(&self) -> Actor {
        match self.speaker {
            Speaker::Person(person) => {
                Actor { person: Some(person.number()), link: None, via: self.via }
            }
            Speaker::Link(link) => Actor::link(link.number()),
        }
    }
}

/// Somebody as the database knows them now, for the command line, jobs and tests.
///
/// Errors: `NotFound` when there is no such person or they were shut out.
pub async fn person_by_id(db: &Db, person: Id<Person>) -> Result<SignedIn, Error> {
    let found = store::persons::person_by_id(db.read(), person).await?;
    let found = found.filter(|row| row.disabled_at.is_none()).ok_or(Error::NotFound)?;
    let grants = store::persons::grants_of(db.read(), person).await?;
    Ok(SignedIn {
        person,
        session: None,
        name: found.name.into(),
        login: found.login.into(),
        language: found.language.parse().unwrap_or_default(),
        grants: Arc::new(grants),
        via: Via::Command,
    })
}

/// The coordinator of that number, if the database says so now.
pub async fn coordinator_by_id(db: &Db, person: Id<Person>) -> Result<Coordinator, Error> {
    person_by_id(db, person).await?.coordinator().ok_or(Error::NotAllowed)
}

/// The administrator of that number, if the database says so now.
pub async fn admin_by_id(db: &Db, person: Id<Person>) -> Result<Admin, Error> {
    person_by_id(db, person).await?.admin().ok_or(Error::NotAllowed)
}

/// The manager or coordinator of that number, if the database says so now.
pub async fn manager_by_id(db: &Db, person: Id<Person>) -> Result<Manager, Error> {
    person_by_id(db, person).await?.manager().ok_or(Error::NotAllowed)
}

/// The auditor or administrator of that number, if the database says so now.
pub async fn auditor_by_id(db: &Db, person: Id<Person>) -> Result<Auditor, Error> {
    person_by_id(db, person).await?.auditor().ok_or(Error::NotAllowed)
}

/// The station staff of that number, if the database says so now.
pub async fn station_staff_by_id(db: &Db, person: Id<Person>) -> Result<StationStaff, Error> {
    person_by_id(db, person).await?.station_staff().ok_or(Error::NotAllowed)
}

/// The row of a session as a person that the house recognises.
pub(in crate::people) fn recognised(row: &store::sessions::Found, data_version: i64) -> Recognised {
    Recognised {
        who: SignedIn {
            person: Id::new(row.person_id),
            session: Some(Id::new(row.id)),
            name: row.name.as_str().into(),
            login: row.login.as_str().into(),
            language: row.language.parse().unwrap_or_default(),
            grants: Arc::new(row.grants.clone()),
            via: Via::Page,
        },
        stage: Stage::of(&row.stage),
        has_factor: row.has_factor,
        data_version,
    }
}
