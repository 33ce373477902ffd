//! Places as pages and other rooms see them.

use std::collections::HashMap;

use crate::kit::shapes::{Point, Ring};
use crate::kit::{Error, Id, id};
use crate::places::rows::{place, population, population_adjustment};
use crate::places::rules::area::{Figure, Level, Status};
use crate::places::rules::figures::speaking_for;
use crate::places::rules::outline;
use crate::places::store::reads::{self as store, ScreenShape, Which};
use crate::plant::db::Db;

/// One figure with who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The numbers.
    pub figure: Figure,
    /// Who says so.
    pub source: String,
    /// Under which licence.
    pub licence: Option<String>,
}

/// People who are left out of a place, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The number of the entry.
    pub id: i64,
    /// How many.
    pub people: i64,
    /// Why.
    pub reason: String,
}

/// A place with its people and its shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its number.
    pub id: Id<id::Place>,
    /// District or sector.
    pub level: Level,
    /// Its P-code.
    pub pcode: String,
    /// Its name.
    pub name: String,
    /// Its name as it is searched.
    pub name_folded: String,
    /// The district of a sector.
    pub parent: Option<Id<id::Place>>,
    /// The P-code of the province.
    pub province_code: String,
    /// The name of the province.
    pub province: String,
    /// Degrees east and north of the centre.
    pub centre: Option<Point>,
    /// All figures, oldest year first.
    pub counts: Vec<Count>,
    /// People left out.
    pub left_out: Vec<LeftOut>,
    /// The shape for the screen; empty when not known.
    pub rings: Vec<Ring>,
    /// Square kilometres, by the shape.
    pub area_km2: Option<f64>,
    /// Who says what the shape is, and under which licence.
    pub shape_source: Option<String>,
}

impl Place {
    /// The figure that speaks for a year: of the nearest year that is not later,
    /// else of the first later one.
    pub fn count_for(&self, year: i32) -> Option<&Count> {
        speaking_for(year, &self.counts, |count| &count.figure)
    }

    /// How many people are left out.
    pub fn people_left_out(&self) -> i64 {
        self.left_out.iter().map(|entry| entry.people).sum()
    }

    /// The people who may be reached, by the figure that speaks for a year, those
    /// left out taken off.
    pub fn people_for(&self, year: i32) -> Option<i64> {
        let count = self.count_for(year)?;
        Some((count.figure.total - self.people_left_out()).max(0))
    }
}

/// All districts with their people and shapes, by P-code: four queries.
///
/// # Errors
/// Only faults.
pub async fn districts(db: &Db) -> Result<Vec<Place>, Error> {
    load(db, Which::All(Level::District)).await
}

/// One place with its people and shape.
///
/// # Errors
/// Not found.
pub async fn place_by_id(db: &Db, id: Id<id::Place>) -> Result<Place, Error> {
    load(db, Which::One(id.number())).await?.pop().ok_or(Error::NotFound)
}

/// The sectors of a district with their people and shapes, by P-code.
///
/// # Errors
/// Only faults.
pub async fn sectors_of(db: &Db, district: Id<id::Place>) -> Result<Vec<Place>, Error> {
    load(db, Which::Beneath(district.number())).await
}

async fn load(db: &Db, which: Which) -> Result<Vec<Place>, Error> {
    let on = db.read();
    let rows = store::places(on, which).await?;
    let mut counts = by_place(store::figures(on, which).await?, |row| row.place_id);
    let mut left_out = by_place(store::adjustments(on, which).await?, |row| row.place_id);
    let mut shapes = by_place(store::shapes(on, which).await?, |row| row.place_id);
    let place = |row: place::Model| {
        let id = row.id;
        let shape = shapes.remove(&id).and_then(|mut shapes| shapes.pop());
        place_of(
            row,
            counts.remove(&id).unwrap_or_default(),
            left_out.remove(&id).unwrap_or_default(),
            shape,
        )
    };
    Ok(rows.into_iter().map(place).collect())
}

fn by_place<T>(rows: Vec<T>, place: impl Fn(&T) -> i64) -> HashMap<i64, Vec<T>> {
    let mut held: HashMap<i64, Vec<T>> = HashMap::new();
    for row in rows {
        held.entry(place(&row)).or_default().push(row);
    }
    held
}

fn place_of(
    row: place::Model,
    counts: Vec<population::Model>,
    left_out: Vec<population_adjustment::Model>,
    shape: Option<ScreenShape>,
) -> Place {
    let left_out = left_out.into_iter().map(|row| LeftOut {
        id: row.id,
        people: row.people,
        reason: row.reason,
    });
    Place {
        id: Id::new(row.id),
        level: if row.kind == "sector" { Level::Sector } else { Level::District },
        pcode: row.pcode,
        name: row.name,
        name_folded: row.name_folded,
        parent: row.parent_id.map(Id::new),
        province_code: row.province_code.unwrap_or_default(),
        province: row.province.unwrap_or_default(),
        centre: row.lat.zip(row.lon).map(|(lat, lon)| (lon, lat)),
        counts: counts.into_iter().map(count_of).collect(),
        left_out: left_out.collect(),
        rings: shape.as_ref().map(|shape| outline::read(&shape.outline)).unwrap_or_default(),
        area_km2: shape.as_ref().map(|shape| shape.area_km2),
        shape_source: shape.map(|shape| match shape.licence {
            Some(licence) => format!("{} ({licence})", shape.source),
            None => shape.source,
        }),
    }
}

fn count_of(row: population::Model) -> Count {
    let figure = Figure {
        year: row.year,
        status: row.status.parse().unwrap_or(Status::Estimate),
        total: row.total,
        male: row.male,
        female: row.female,
        adults: row.adults,
    };
    Count { figure, source: row.source, licence: row.licence }
}
