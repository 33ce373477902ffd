//! One campaign, as those see it who may.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, EntityTrait};

use super::super::rows::campaign;
use super::super::rules::{Discretion, State};
use crate::kit::{Error, Id, id};
use crate::people::SignedIn;

/// How much of the campaigns somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Coordinators: all of them.
    All,
    /// Managers: those that run or are over.
    NotDrafts,
}

impl Sight {
    /// What a signed-in person sees of campaigns, or that they see none.
    pub fn of(who: &SignedIn) -> Result<Self, Error> {
        match (who.coordinator(), who.manager()) {
            (Some(_), _) => Ok(Self::All),
            (None, Some(_)) => Ok(Self::NotDrafts),
            (None, None) => Err(Error::NotAllowed),
        }
    }

    /// Whether a campaign in this state is seen.
    pub const fn sees(self, state: State) -> bool {
        matches!((self, state), (Self::All, _) | (_, State::Running | State::Closed))
    }
}

/// A campaign with what other rooms need of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Its number.
    pub id: Id<id::Campaign>,
    /// The name that people at work use.
    pub name: String,
    /// The neutral title.
    pub public_title: String,
    /// Whether the outside sees the neutral title alone.
    pub discretion: Discretion,
    /// What it is about.
    pub topic: String,
    /// The first day of the flight.
    pub starts_on: NaiveDate,
    /// The last day of the flight.
    pub ends_on: NaiveDate,
    /// Where it stands.
    pub state: State,
    /// The person in charge.
    pub coordinator: Id<id::Person>,
    /// When it was set running.
    pub started_at: Option<DateTime<Utc>>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Grows with every change.
    pub version: i32,
}

impl Campaign {
    /// The title for texts, file names and feeds.
    pub fn outside_title(&self) -> &str {
        if self.discretion.is_discreet() { &self.public_title } else { &self.name }
    }
}

/// A row with its words read.
pub(super) fn read(row: campaign::Model) -> Result<Campaign, Error> {
    let state = State::read(&row.state)
        .ok_or_else(|| Error::fault(format!("campaign {} in an unknown state", row.id)))?;
    Ok(Campaign {
        id: Id::new(row.id),
        name: row.name,
        public_title: row.public_title,
        discretion: Discretion::of(row.discreet),
        topic: row.topic,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        state,
        coordinator: Id::new(row.coordinator_id),
        started_at: row.started_at,
        closed_at: row.closed_at,
        version: row.version,
    })
}

/// The campaign, if it exists and may be seen.
///
/// Errors: [`Error::NotFound`] in both other cases, so that nobody learns which.
pub async fn visible_to(
    db: &impl ConnectionTrait,
    sight: Sight,
    campaign: Id<id::Campaign>,
) -> Result<Campaign, Error> {
    let row = campaign::Entity::find_by_id(campaign.number()).one(db).await?;
    let seen = read(row.ok_or(Error::NotFound)?)?;
    if sight.sees(seen.state) { Ok(seen) } else { Err(Error::NotFound) }
}
