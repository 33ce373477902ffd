//! The kinds of files that this room takes: districts, sectors, boundaries.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sea_orm::{ConnectionTrait, DatabaseConnection};

use crate::kit::Error;
use crate::kit::table::{Report, Say, Wanted};
use crate::places::rules::area::{AreaFile, Level};
use crate::places::rules::compare::Source;
use crate::places::rules::decide::{Decided, Terms, decide};
use crate::places::rules::geojson::{self, ShapeFile};
use crate::places::rules::layer::{self, Care};
use crate::places::rules::layout::{DISTRICT, SECTOR};
use crate::places::rules::sums::Published;
use crate::places::rules::wide::{self, Said};
use crate::places::store::{facts, writes};
use crate::plant::app::Engines;
use crate::plant::db::Txn;
use crate::plant::intake::{Choices, ImportRefused, Importer, Prepared, Sent, allowed, table_of};

/// Districts or sectors with their figures.
#[derive(Clone, Copy, Debug)]
pub struct Places(Level);

/// Districts with their figures.
pub const DISTRICTS: Places = Places(Level::District);
/// Sectors with their figures.
pub const SECTORS: Places = Places(Level::Sector);

/// Shapes of districts and sectors.
#[derive(Clone, Copy, Debug)]
pub struct Boundaries;

/// Shapes of districts and sectors.
pub const BOUNDARIES: Boundaries = Boundaries;

struct ReadPlaces {
    file: AreaFile,
    level: Level,
    terms: Terms,
    choices: Choices,
    notes: Vec<Say>,
}

struct ReadShapes {
    file: Arc<ShapeFile>,
    source: Source,
    choices: Choices,
}

fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn source(sent: &Sent, choices: &Choices) -> Source {
    let fallback = sent.name.clone();
    Source { given: given(&choices.source), fallback, licence: given(&choices.licence) }
}

impl Importer for Places {
    fn kind(&self) -> &'static str {
        match self.0 {
            Level::District => "districts",
            Level::Sector => "sectors",
        }
    }

    fn wanted(&self) -> &'static [Wanted] {
        match self.0 {
            Level::District => DISTRICT,
            Level::Sector => SECTOR,
        }
    }

    fn prepare(&self, sent: &Sent, choices: &Choices) -> Result<Box<dyn Prepared>, Error> {
        let (table, columns) = table_of(sent, choices, self.wanted())?;
        let said = Said {
            year: choices.year,
            status: choices.status.parse().ok(),
            comma: choices.comma_use(),
        };
        let read = wide::read(&table, &columns, said);
        let file = read.map_err(|_| ImportRefused::MissingYear)?;
        let Choices { year, total, male, female, .. } = *choices;
        let terms = Terms {
            source: source(sent, choices),
            published: Published { year, total, male, female },
        };
        let (level, choices) = (self.0, choices.clone());
        Ok(Box::new(ReadPlaces { file, level, terms, choices, notes: table.notes() }))
    }
}

impl ReadPlaces {
    async fn decided(&self, on: &impl ConnectionTrait) -> Result<Decided, Error> {
        let known = facts::facts_for_places(on).await?;
        let mut decided = decide(&self.file, self.level, &known, &self.terms);
        decided.report.notes.splice(0..0, self.notes.iter().cloned());
        Ok(decided)
    }
}

impl Prepared for ReadPlaces {
    fn look<'a>(
        &'a self,
        on: &'a DatabaseConnection,
        _engines: &'a Engines,
    ) -> BoxFuture<'a, Result<Report, Error>> {
        Box::pin(async move { Ok(self.decided(on).await?.report) })
    }

    fn write<'a>(
        &'a self,
        txn: &'a Txn,
        now: DateTime<Utc>,
    ) -> BoxFuture<'a, Result<Report, Error>> {
        Box::pin(async move {
            let Decided { report, plan } = self.decided(txn).await?;
            allowed(&report, &self.choices)?;
            let ids = facts::ids_by_code(txn).await?;
            writes::put_places(txn, &plan, &ids).await?;
            let ids = facts::ids_by_code(txn).await?;
            let figures: Vec<_> = plan
                .iter()
                .filter_map(|planned| Some((*ids.get(&planned.code)?, &planned.figures)))
                .flat_map(|(id, figures)| figures.iter().map(move |figure| (id, *figure)))
                .collect();
            writes::put_figures(txn, &figures, &self.terms.source, now).await?;
            Ok(report)
        })
    }
}

impl Importer for Boundaries {
    fn kind(&self) -> &'static str {
        "boundaries"
    }

    fn wanted(&self) -> &'static [Wanted] {
        &[]
    }

    fn prepare(&self, sent: &Sent, choices: &Choices) -> Result<Box<dyn Prepared>, Error> {
        let file = Arc::new(geojson::read(&sent.bytes)?);
        let (source, choices) = (source(sent, choices), choices.clone());
        Ok(Box::new(ReadShapes { file, source, choices }))
    }
}

impl Prepared for ReadShapes {
    fn look<'a>(
        &'a self,
        on: &'a DatabaseConnection,
        engines: &'a Engines,
    ) -> BoxFuture<'a, Result<Report, Error>> {
        Box::pin(async move {
            let known = facts::facts_for_shapes(on).await?;
            let file = Arc::clone(&self.file);
            engines.run(move || layer::decide(&file, &known, Care::Whole).report).await
        })
    }

    /// Neighbours and parents were looked at before the write began; here only
    /// the rows are decided again, against what stands now.
    fn write<'a>(
        &'a self,
        txn: &'a Txn,
        now: DateTime<Utc>,
    ) -> BoxFuture<'a, Result<Report, Error>> {
        Box::pin(async move {
            let known = facts::facts_for_shapes(txn).await?;
            let decided = layer::decide(&self.file, &known, Care::Rows);
            allowed(&decided.report, &self.choices)?;
            let ids = facts::ids_by_code(txn).await?;
            let shapes: Vec<_> = decided
                .plan
                .iter()
                .filter_map(|shape| Some((*ids.get(&shape.code)?, shape)))
                .collect();
            writes::put_shapes(txn, &shapes, &self.source, now).await?;
            Ok(decided.report)
        })
    }
}
