//! Roles and stations as forms show and send them.

use std::collections::BTreeSet;

use crate::kit::id::Station;
use crate::kit::{Error, Id};
use crate::people::{Grants, GrantsRefused, Role};
use crate::plant::App;
use crate::plant::web::Shell;

/// A station that somebody can be bound to: its number and name.
pub type StationName = (Id<Station>, String);

/// The stations, by name. This room stands below the stations', so the page of
/// wiring hands the question in.
#[derive(Clone, Copy)]
pub struct Stations(pub fn(App) -> NamesToCome);

/// The answer to come.
pub type NamesToCome =
    std::pin::Pin<Box<dyn Future<Output = Result<Vec<StationName>, Error>> + Send>>;

impl std::fmt::Debug for Stations {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stations")
    }
}

/// A role to tick.
pub struct RoleChoice {
    /// What the form sends.
    pub code: &'static str,
    /// Its name.
    pub name: String,
    /// What it opens.
    pub meaning: String,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// A station to tick.
pub struct StationChoice {
    /// What the form sends.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// The roles, those typed before ticked.
pub fn role_choices(shell: &Shell, typed: &[String]) -> Vec<RoleChoice> {
    let choice = |role: Role| RoleChoice {
        code: role.code(),
        name: shell.say(role.words()).to_owned(),
        meaning: shell.say(role.meaning()).to_owned(),
        ticked: typed.iter().any(|code| code == role.code()),
    };
    Role::ALL.into_iter().map(choice).collect()
}

/// The stations, those typed before ticked.
pub fn station_choices(names: &[StationName], typed: &[String]) -> Vec<StationChoice> {
    let choice = |(station, name): &StationName| {
        let number = station.to_string();
        StationChoice { ticked: typed.contains(&number), number, name: name.clone() }
    };
    names.iter().map(choice).collect()
}

/// What a form asks for, against the stations that there are.
pub fn read_grants(
    roles: &[String],
    stations: &[String],
    names: &[StationName],
) -> Result<Grants, GrantsRefused> {
    let known = |text: &String| {
        let station = text.parse::<Id<Station>>().ok();
        station.filter(|station| names.iter().any(|(known, _)| known == station))
    };
    let chosen: Option<BTreeSet<Id<Station>>> = stations.iter().map(known).collect();
    let chosen = chosen.ok_or(GrantsRefused::UnknownStation)?;
    Grants::decide(roles.iter().filter_map(|code| Role::of(code)), chosen)
}

/// The roles of a person as one line.
pub fn in_words(shell: &Shell, grants: &Grants) -> String {
    grants.roles().map(|role| shell.say(role.words())).collect::<Vec<_>>().join(", ")
}
