//! What files about stations say, and what taking them would change.

mod audience;
mod cells;
mod coverage;
mod station_file;
mod station_plan;

pub use audience::{
    AUDIENCE_WANTED, AudienceLine, AudiencePlan, decide_audience_file, read_audience,
};
pub use coverage::{
    COVERAGE_WANTED, CoverageLine, CoveragePlan, decide_coverage_file, read_coverage,
};
pub use station_file::{STATION_WANTED, StationRow, read_stations};
pub use station_plan::{KnownStation, PlannedStation, decide_station_file};

use std::collections::BTreeMap;

use super::Daypart;
use crate::kit::table::{Rejected, Report, Table};

/// Rows of a file as they were read, and those that could not be.
#[derive(Clone, Debug)]
pub struct Read<T> {
    /// The rows, in the order of the file.
    pub rows: Vec<T>,
    /// Rows that cannot be taken.
    pub rejected: Vec<Rejected>,
    /// The headings.
    pub header: Vec<String>,
}

/// What taking a file would do: for people, and for the database.
#[derive(Clone, Debug)]
pub struct Decided<T> {
    /// For people.
    pub report: Report,
    /// For the database.
    pub plan: Vec<T>,
}

impl<T> Read<T> {
    /// No row of a table yet.
    fn of(table: &Table) -> Self {
        Self { rows: Vec::new(), rejected: Vec::new(), header: table.header().to_vec() }
    }

    /// A report that counts the rows and holds those rejected so far.
    fn report(&self) -> Report {
        Report {
            read: self.rows.len() + self.rejected.len(),
            rejected: self.rejected.clone(),
            header: self.header.clone(),
            ..Report::default()
        }
    }
}

/// A station as figures about it need to know it.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedStation {
    /// Its number.
    pub number: i64,
    /// Its dayparts.
    pub dayparts: Vec<Daypart>,
}

/// Stations by folded name and districts by P-code.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// Stations in use.
    pub stations: BTreeMap<String, NamedStation>,
    /// Districts.
    pub districts: BTreeMap<String, i64>,
}
