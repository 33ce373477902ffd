//! The kinds of files that this room takes: stations, coverage, audience.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sea_orm::{ConnectionTrait, DatabaseConnection};

use crate::kit::Error;
use crate::kit::table::{Columns, Report, Table, Wanted};
use crate::plant::app::Engines;
use crate::plant::db::Txn;
use crate::plant::intake::{Choices, Importer, Prepared, Sent, allowed, table_of};
use crate::stations::rules::intake::{
    self, AudiencePlan, CoveragePlan, Decided, PlannedStation, Read, StationRow,
};
use crate::stations::store;

/// One kind of file about stations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StationFiles {
    /// Stations and transmitters.
    Stations,
    /// The share of each district's people that they cover.
    Coverage,
    /// What surveys say of their listeners.
    Audience,
}

/// Stations and transmitters.
pub const STATION_FILES: StationFiles = StationFiles::Stations;
/// The share of each district's people that stations cover.
pub const COVERAGE_FILES: StationFiles = StationFiles::Coverage;
/// What surveys say of stations' listeners.
pub const AUDIENCE_FILES: StationFiles = StationFiles::Audience;

/// A file that was read.
struct ReadFile {
    what: What,
    choices: Choices,
    notes: Vec<crate::kit::table::Say>,
}

enum What {
    Stations(Read<StationRow>),
    // Figures name stations and districts, so their rows are read beside the database.
    Coverage(Table, Columns),
    Audience(Table, Columns),
}

/// What a file would change.
enum Plan {
    Stations(Vec<PlannedStation>),
    Coverage(Vec<CoveragePlan>),
    Audience(Vec<AudiencePlan>),
}

impl Importer for StationFiles {
    fn kind(&self) -> &'static str {
        match self {
            Self::Stations => "stations",
            Self::Coverage => "coverage",
            Self::Audience => "audience",
        }
    }

    fn wanted(&self) -> &'static [Wanted] {
        match self {
            Self::Stations => intake::STATION_WANTED,
            Self::Coverage => intake::COVERAGE_WANTED,
            Self::Audience => intake::AUDIENCE_WANTED,
        }
    }

    fn prepare(&self, sent: &Sent, choices: &Choices) -> Result<Box<dyn Prepared>, Error> {
        let (table, columns) = table_of(sent, choices, self.wanted())?;
        let notes = table.notes();
        let what = match self {
            Self::Stations => {
                What::Stations(intake::read_stations(&table, &columns, choices.comma_use()))
            }
            Self::Coverage => What::Coverage(table, columns),
            Self::Audience => What::Audience(table, columns),
        };
        Ok(Box::new(ReadFile { what, choices: choices.clone(), notes }))
    }
}

impl ReadFile {
    async fn decided(&self, on: &impl ConnectionTrait) -> Result<(Report, Plan), Error> {
        let (mut report, plan) = match &self.what {
            What::Stations(read) => {
                let known = store::known_stations(on).await?;
                let districts = store::districts_by_code(on).await?;
                let Decided { report, plan } =
                    intake::decide_station_file(read, &known, &districts);
                (report, Plan::Stations(plan))
            }
            What::Coverage(table, columns) => {
                let directory = store::directory(on).await?;
                let held = store::held_coverage(on, &directory).await?;
                let read = intake::read_coverage(table, columns, &directory);
                let Decided { report, plan } = intake::decide_coverage_file(&read, &held);
                (report, Plan::Coverage(plan))
            }
            What::Audience(table, columns) => {
                let directory = store::directory(on).await?;
                let held = store::held_audience(on, &directory).await?;
                let read = intake::read_audience(table, columns, &directory);
                let Decided { report, plan } = intake::decide_audience_file(&read, &held);
                (report, Plan::Audience(plan))
            }
        };
        report.notes.splice(0..0, self.notes.iter().cloned());
        Ok((report, plan))
    }
}

impl Prepared for ReadFile {
    fn look<'a>(
        &'a self,
        on: &'a DatabaseConnection,
        _engines: &'a Engines,
    ) -> BoxFuture<'a, Result<Report, Error>> {
        Box::pin(async move { Ok(self.decided(on).await?.0) })
    }

    fn write<'a>(
        &'a self,
        txn: &'a Txn,
        now: DateTime<Utc>,
    ) -> BoxFuture<'a, Result<Report, Error>> {
        Box::pin(async move {
            let (report, plan) = self.decided(txn).await?;
            allowed(&report, &self.choices)?;
            match plan {
                Plan::Stations(plan) => store::put_stations(txn, &plan, now).await?,
                Plan::Coverage(plan) => store::put_coverage_plan(txn, &plan, now).await?,
                Plan::Audience(plan) => store::put_audience_plan(txn, &plan, now).await?,
            }
            Ok(report)
        })
    }
}
