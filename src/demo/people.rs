//! The people of the demonstration: nobody real, one for each role.

use crate::kit::id::Person;
use crate::kit::{Error, Id, Language};
use crate::people::{self, Coordinator, Grants, Invite};

use super::Seed;
use super::stations::Stations;

/// Who acts in the demonstration.
pub(super) struct Cast {
    pub administrator: Id<Person>,
    pub coordinator: Id<Person>,
    pub second_coordinator: Id<Person>,
    pub manager: Id<Person>,
    pub auditor: Id<Person>,
    /// The first coordinator's right.
    pub plans: Coordinator,
    /// The second coordinator's right: approves what the first one made.
    pub approves: Coordinator,
}

/// One person for each role that is not bound to a station.
pub(super) async fn invite(seed: &Seed<'_>) -> Result<Cast, Error> {
    let administrator =
        one(seed, "administrator", "Demo Administrator", &["administrator"]).await?;
    let coordinator = one(seed, "coordinator", "Demo Coordinator", &["coordinator"]).await?;
    let second = one(seed, "coordinator2", "Demo Second Coordinator", &["coordinator"]).await?;
    let manager = one(seed, "manager", "Demo Manager", &["manager"]).await?;
    let auditor = one(seed, "auditor", "Demo Auditor", &["auditor"]).await?;
    Ok(Cast {
        administrator,
        coordinator,
        second_coordinator: second,
        manager,
        auditor,
        plans: people::coordinator_by_id(&seed.app.db, coordinator).await?,
        approves: people::coordinator_by_id(&seed.app.db, second).await?,
    })
}

async fn one(
    seed: &Seed<'_>,
    login: &str,
    name: &str,
    roles: &[&str],
) -> Result<Id<Person>, Error> {
    person(seed, login, name, Grants::of_rows(rows(roles, None))).await
}

fn rows(roles: &[&str], station: Option<i64>) -> Vec<(String, Option<i64>)> {
    roles.iter().map(|role| ((*role).to_owned(), station)).collect()
}

async fn person(
    seed: &Seed<'_>,
    login: &str,
    name: &str,
    grants: Grants,
) -> Result<Id<Person>, Error> {
    let (login, name) = (login.to_owned(), name.to_owned());
    let invite = Invite { name, login, language: Language::En, grants };
    let (person, _link) = people::invite_by_command(seed.app, invite).await?;
    Ok(person)
}

/// Somebody who works at the first station of the border campaign.
pub(super) async fn bind_staff(seed: &Seed<'_>, stations: &Stations) -> Result<Id<Person>, Error> {
    let station = Some(stations.host().number());
    let grants = Grants::of_rows(rows(&["station_staff"], station));
    person(seed, "station", "Demo Presenter", grants).await
}
