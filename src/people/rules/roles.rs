//! The five roles and what each of them opens.

use std::collections::BTreeSet;

use crate::kit::id::Station;
use crate::kit::{Id, Refusal};

/// What somebody is here for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Invites people and gives roles.
    Administrator,
    /// Plans campaigns and books airtime.
    Coordinator,
    /// Says what aired on their stations.
    StationStaff,
    /// Reads results.
    Manager,
    /// Reads the trail.
    Auditor,
}

impl Role {
    /// Every role, in the order of forms and lists.
    pub const ALL: [Self; 5] =
        [Self::Administrator, Self::Coordinator, Self::StationStaff, Self::Manager, Self::Auditor];

    /// The word in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Coordinator => "coordinator",
            Self::StationStaff => "station_staff",
            Self::Manager => "manager",
            Self::Auditor => "auditor",
        }
    }

    /// The role of a word in the database or a form.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// The key of the role's name in the catalogue.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Administrator => "people.role.administrator",
            Self::Coordinator => "people.role.coordinator",
            Self::StationStaff => "people.role.station_staff",
            Self::Manager => "people.role.manager",
            Self::Auditor => "people.role.auditor",
        }
    }

    /// The key of the sentence that says what the role may do.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Administrator => "people.role.administrator.may",
            Self::Coordinator => "people.role.coordinator.may",
            Self::StationStaff => "people.role.station_staff.may",
            Self::Manager => "people.role.manager.may",
            Self::Auditor => "people.role.auditor.may",
        }
    }

    /// Whether holding it alone already asks for a second factor.
    pub const fn needs_second_factor(self) -> bool {
        matches!(self, Self::Administrator | Self::Coordinator)
    }
}

/// All that one person may do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grants {
    roles: BTreeSet<Role>,
    stations: BTreeSet<Id<Station>>,
}

/// Stations that one person may speak for.
pub const STATIONS_PER_PERSON_MAX: usize = 50;

impl Grants {
    /// Grants as a form or a command asks for them.
    ///
    /// # Errors
    /// [`GrantsRefused`]: a role at least; stations with station staff alone.
    pub fn decide(
        roles: impl IntoIterator<Item = Role>,
        stations: impl IntoIterator<Item = Id<Station>>,
    ) -> Result<Self, GrantsRefused> {
        let grants =
            Self { roles: roles.into_iter().collect(), stations: stations.into_iter().collect() };
        if grants.roles.is_empty() {
            return Err(GrantsRefused::NoRole);
        }
        match (grants.holds(Role::StationStaff), grants.stations.len()) {
            (true, 0) => Err(GrantsRefused::NoStation),
            (false, 1..) => Err(GrantsRefused::NotStaff),
            (true, count) if count > STATIONS_PER_PERSON_MAX => Err(GrantsRefused::TooManyStations),
            _ => Ok(grants),
        }
    }

    /// Grants as the rows of the database say them.
    pub fn of_rows(rows: impl IntoIterator<Item = (String, Option<i64>)>) -> Self {
        let mut grants = Self::default();
        for (role, station) in rows {
            grants.roles.extend(Role::of(&role));
            grants.stations.extend(station.map(Id::new));
        }
        grants
    }

    /// Whether the person was given the role itself.
    pub fn holds(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// The roles, in the order of lists.
    pub fn roles(&self) -> impl Iterator<Item = Role> + '_ {
        self.roles.iter().copied()
    }

    /// The stations that the person speaks for.
    pub fn stations(&self) -> impl Iterator<Item = Id<Station>> + '_ {
        self.stations.iter().copied()
    }

    /// Whether one of the roles asks for a second factor.
    pub fn needs_second_factor(&self) -> bool {
        self.roles().any(Role::needs_second_factor)
    }

    /// Whether the person may see totals and results.
    pub fn sees_results(&self) -> bool {
        self.holds(Role::Manager) || self.holds(Role::Coordinator)
    }

    /// Whether the person may read the trail.
    pub fn reads_trail(&self) -> bool {
        self.holds(Role::Auditor) || self.holds(Role::Administrator)
    }

    /// One row per role, station staff one per station: for rows and the trail.
    pub fn rows(&self) -> Vec<(Role, Option<Id<Station>>)> {
        let plain = self.roles().filter(|role| *role != Role::StationStaff);
        let staff = self.stations().map(|station| (Role::StationStaff, Some(station)));
        plain.map(|role| (role, None)).chain(staff).collect()
    }

    /// The grants in one line of codes and numbers, for the trail.
    pub fn in_codes(&self) -> String {
        let said = self.rows().into_iter().map(|(role, station)| match station {
            Some(station) => format!("{}:{station}", role.code()),
            None => role.code().to_owned(),
        });
        said.collect::<Vec<_>>().join(" ")
    }
}

/// Why roles cannot be given like this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GrantsRefused {
    /// Nothing was chosen.
    #[error("a person needs a role")]
    NoRole,
    /// Station staff of no station.
    #[error("station staff need a station")]
    NoStation,
    /// Stations were chosen, but not the role that goes with them.
    #[error("only station staff are bound to stations")]
    NotStaff,
    /// More stations than one person speaks for.
    #[error("more than {STATIONS_PER_PERSON_MAX} stations")]
    TooManyStations,
    /// One of the stations is not there.
    #[error("a station is not there")]
    UnknownStation,
    /// Nobody would be left who can give roles.
    #[error("the last administrator")]
    LastAdministrator,
}

impl Refusal for GrantsRefused {
    fn field(&self) -> &'static str {
        match self {
            Self::NoRole | Self::LastAdministrator => "roles",
            _ => "stations",
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Self::NoRole => "people.problem.no_role",
            Self::NoStation => "people.problem.no_station",
            Self::NotStaff => "people.problem.not_staff",
            Self::TooManyStations => "people.problem.too_many_stations",
            Self::UnknownStation => "people.problem.unknown_station",
            Self::LastAdministrator => "people.problem.last_administrator",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooManyStations => vec![("most", STATIONS_PER_PERSON_MAX.to_string())],
            _ => Vec::new(),
        }
    }
}

/// Whether somebody can still give roles after a change.
///
/// Shape: what the person holds before and will hold after (`None`: shut out), and
/// how many others hold the administrator's role and can sign in.
pub fn decide_administrators(
    before: &Grants,
    after: Option<&Grants>,
    others: u64,
) -> Result<(), GrantsRefused> {
    let held = before.holds(Role::Administrator);
    let holds = after.is_some_and(|grants| grants.holds(Role::Administrator));
    if held && !holds && others == 0 { Err(GrantsRefused::LastAdministrator) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grants(roles: &[Role], stations: &[i64]) -> Result<Grants, GrantsRefused> {
        Grants::decide(roles.iter().copied(), stations.iter().copied().map(Id::new))
    }

    #[test]
    fn stations_go_with_station_staff_and_with_nobody_else() {
        assert_eq!(grants(&[], &[]), Err(GrantsRefused::NoRole));
        assert_eq!(grants(&[Role::StationStaff], &[]), Err(GrantsRefused::NoStation));
        assert_eq!(grants(&[Role::Manager], &[3]), Err(GrantsRefused::NotStaff));
        assert!(grants(&[Role::Manager, Role::StationStaff], &[3, 4]).is_ok());
        let many: Vec<i64> = (1..=51).collect();
        assert_eq!(grants(&[Role::StationStaff], &many), Err(GrantsRefused::TooManyStations));
    }

    #[test]
    fn a_role_opens_what_it_is_for_and_nothing_else() {
        let opens = |role: Role| {
            let stations: &[i64] = if role == Role::StationStaff { &[1] } else { &[] };
            let grants = grants(&[role], stations).expect("one role");
            (grants.sees_results(), grants.reads_trail(), grants.needs_second_factor())
        };
        assert_eq!(opens(Role::Administrator), (false, true, true));
        assert_eq!(opens(Role::Coordinator), (true, false, true));
        assert_eq!(opens(Role::StationStaff), (false, false, false));
        assert_eq!(opens(Role::Manager), (true, false, false));
        assert_eq!(opens(Role::Auditor), (false, true, false));
    }

    #[test]
    fn grants_survive_rows_and_read_as_codes_in_the_trail() {
        let given = grants(&[Role::Auditor, Role::StationStaff], &[9, 7]).expect("two roles");
        let rows = given.rows().into_iter();
        let rows = rows.map(|(role, at)| (role.code().to_owned(), at.map(Id::number)));
        assert_eq!(Grants::of_rows(rows), given);
        assert_eq!(given.in_codes(), "auditor station_staff:7 station_staff:9");
    }

    #[test]
    fn the_last_administrator_stays() {
        let admin = grants(&[Role::Administrator], &[]).expect("a role");
        let manager = grants(&[Role::Manager], &[]).expect("a role");
        let last = Err(GrantsRefused::LastAdministrator);
        assert_eq!(decide_administrators(&admin, Some(&manager), 0), last);
        assert_eq!(decide_administrators(&admin, None, 0), last);
        assert_eq!(decide_administrators(&admin, None, 1), Ok(()));
        assert_eq!(decide_administrators(&manager, None, 0), Ok(()));
    }
}
