//! How each role gets into the demonstration.

use crate::kit::clock::secret;
use crate::kit::id::Person;
use crate::kit::{Error, Id};
use crate::people;

use super::Seed;
use super::people::Cast;
use super::stations::Stations;

/// One role's way in: a link for a person, a name and a password for a machine.
#[derive(Clone, Debug)]
pub struct Account {
    /// The role, as the command prints it.
    pub role: &'static str,
    /// The path of the link that signs in.
    pub path: String,
    /// The login.
    pub login: &'static str,
}

/// Every way in.
#[derive(Clone, Debug)]
pub struct Links {
    /// The roles that sign in.
    pub accounts: Vec<Account>,
    /// The path of the station's own link.
    pub station: String,
    /// The password of every account, made anew each time.
    pub password: String,
}

/// Links and one password for the roles, and the link of the first station.
pub(super) async fn make(
    seed: &Seed<'_>,
    cast: &Cast,
    staff: Id<Person>,
    stations: &Stations,
) -> Result<Links, Error> {
    let app = seed.app;
    let password = secret(&*app.random);
    let people: [(&'static str, &'static str, Id<Person>); 5] = [
        ("administrator", "administrator", cast.administrator),
        ("coordinator", "coordinator", cast.coordinator),
        ("station", "station", staff),
        ("manager", "manager", cast.manager),
        ("auditor", "auditor", cast.auditor),
    ];
    people::demonstration_password(
        app,
        &[
            cast.administrator,
            cast.coordinator,
            cast.second_coordinator,
            staff,
            cast.manager,
            cast.auditor,
        ],
        &password,
    )
    .await?;
    let mut accounts = Vec::new();
    for (role, login, person) in people {
        let path = people::demonstration_link(app, person).await?;
        accounts.push(Account { role, path, login });
    }
    let made = people::make_station_link(app, cast.plans, stations.host()).await?;
    Ok(Links { accounts, station: format!("/s/{}", made.token), password })
}
