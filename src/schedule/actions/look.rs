//! Looking before booking; nothing is written.

use chrono::NaiveDate;

use crate::kit::id::{Airing, Station};
use crate::kit::{Clock, Error, Id};
use crate::people::SignedIn;
use crate::plant::db::Db;
use crate::schedule::rules::{DayView, view_day};
use crate::schedule::store::{self, AiringDetail, Change, Subject};

/// What a station's day holds for a message.
pub async fn day_for(
    db: &Db,
    clock: &dyn Clock,
    subject: Subject,
    (date, entered_late): (NaiveDate, bool),
) -> Result<DayView, Error> {
    let facts = store::facts_for_booking(db.read(), subject, (date, date), clock.now()).await?;
    Ok(view_day(&facts, date, entered_late))
}

/// One airing and what was done to it, oldest first.
pub async fn airing_with_history(
    db: &Db,
    airing: Id<Airing>,
) -> Result<(AiringDetail, Vec<Change>), Error> {
    let detail = store::airing_detail(db.read(), airing).await?;
    Ok((detail, store::changes_of(db.read(), airing).await?))
}

/// Whether somebody may see what a station airs: coordinators, managers, and
/// the station's own staff. To others the station is not there.
pub fn may_see_station(who: &SignedIn, station: Id<Station>) -> Result<(), Error> {
    let staff = who.station_staff();
    if staff.is_some_and(|staff| staff.speaks_for(station)) {
        return Ok(());
    }
    may_see_campaigns(who)
}

/// Whether somebody may see what airs for a campaign: coordinators and managers.
pub fn may_see_campaigns(who: &SignedIn) -> Result<(), Error> {
    if who.manager().is_some() {
        return Ok(());
    }
    // A station's staff may not know which other stations and campaigns there are.
    Err(if who.station_staff().is_some() { Error::NotFound } else { Error::NotAllowed })
}
