//! Places and figures that a person types.

use crate::kit::{Clock, Error, FormKey, Id, id};
use crate::people::Coordinator;
use crate::places::rules::area::{Figure, Level};
use crate::places::rules::compare::{KnownPlace, Planned, Source};
use crate::places::rules::figures::{CodeTaken, FigureRefused, decide_exclusion};
use crate::places::store::reads::{self, Which};
use crate::places::store::{facts, writes};
use crate::plant::db::{Db, Key, begin_write};
use crate::plant::once;
use crate::plant::trail::{self, Entry};

/// A figure as a person types it.
#[derive(Clone, Debug)]
pub struct FigureRequest {
    /// The place.
    pub place: Id<id::Place>,
    /// The numbers.
    pub figure: Figure,
    /// Who says so.
    pub source: String,
    /// Under which licence.
    pub licence: Option<String>,
    /// Against sending twice.
    pub form_key: FormKey,
}

/// Enter a figure of a place; one of the same year and status is replaced.
///
/// Writes: one row each of `population`, `trail`, `form_key`.
///
/// # Errors
/// Not found; refused when its parts do not fit.
pub async fn put_figure(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: FigureRequest,
) -> Result<(), Error> {
    let now = clock.now();
    let number = request.place.number();
    let txn = begin_write(db, Key::place(request.place)).await?;
    if once::earlier(&txn, who.actor(), &request.form_key).await?.is_some() {
        return Ok(());
    }
    if reads::places(&txn, Which::One(number)).await?.is_empty() {
        return Err(Error::NotFound);
    }
    let figure = request.figure.checked().map_err(FigureRefused::from)?;
    let source =
        Source { given: Some(request.source), licence: request.licence, ..Source::default() };
    writes::put_figures(&txn, &[(number, figure)], &source, now).await?;
    let after = format!("{} {}: {}", figure.year, figure.status, figure.total);
    let entry = Entry::new("places", "figure_entered", number).after(after);
    trail::note(&txn, who.actor(), entry, now).await?;
    once::keep(&txn, who.actor(), &request.form_key, number, now).await?;
    txn.commit().await
}

/// People to leave out of a place.
#[derive(Clone, Debug)]
pub struct ExclusionRequest {
    /// The place.
    pub place: Id<id::Place>,
    /// How many.
    pub people: i64,
    /// Why.
    pub reason: String,
    /// Against sending twice.
    pub form_key: FormKey,
}

/// Leave people out of a place: a camp, a prison.
///
/// Writes: one row each of `population_adjustment`, `trail`, `form_key`.
///
/// # Errors
/// Not found; refused when more would be left out than live there.
pub async fn leave_out(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: ExclusionRequest,
) -> Result<(), Error> {
    let now = clock.now();
    let number = request.place.number();
    let txn = begin_write(db, Key::place(request.place)).await?;
    if once::earlier(&txn, who.actor(), &request.form_key).await?.is_some() {
        return Ok(());
    }
    if reads::places(&txn, Which::One(number)).await?.is_empty() {
        return Err(Error::NotFound);
    }
    let figures: Vec<Figure> =
        facts::figures_of(&txn, number).await?.into_iter().map(|held| held.figure).collect();
    let held = reads::adjustments(&txn, Which::One(number)).await?;
    let left_out = held.iter().map(|row| row.people).sum();
    decide_exclusion(request.people, left_out, &figures)?;
    let id = writes::insert_adjustment(&txn, number, request.people, &request.reason, now).await?;
    let entry = Entry::new("places", "people_left_out", number).after(request.people.to_string());
    trail::note(&txn, who.actor(), entry, now).await?;
    once::keep(&txn, who.actor(), &request.form_key, id, now).await?;
    txn.commit().await
}

/// Count people again who were left out; done twice it stays done.
///
/// Writes: one row of `population_adjustment`, one of `trail`.
///
/// # Errors
/// Not found.
pub async fn count_again(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    adjustment: i64,
) -> Result<Id<id::Place>, Error> {
    let now = clock.now();
    let txn = begin_write(db, Key::none()).await?;
    let row = reads::adjustment_by_id(&txn, adjustment).await?.ok_or(Error::NotFound)?;
    let place = row.place_id;
    if row.withdrawn_at.is_none() {
        let entry =
            Entry::new("places", "people_counted_again", place).before(row.people.to_string());
        writes::withdraw_adjustment(&txn, row, now).await?;
        trail::note(&txn, who.actor(), entry, now).await?;
    }
    txn.commit().await?;
    Ok(Id::new(place))
}

/// A district as a person types it.
#[derive(Clone, Debug)]
pub struct DistrictRequest {
    /// The P-code.
    pub pcode: String,
    /// The name.
    pub name: String,
    /// The P-code of the province.
    pub province_code: Option<String>,
    /// The name of the province.
    pub province: Option<String>,
    /// Degrees north and east.
    pub centre: Option<(f64, f64)>,
    /// Against sending twice.
    pub form_key: FormKey,
}

/// Add a district.
///
/// Writes: one row each of `place`, `trail`, `form_key`.
///
/// # Errors
/// Refused when the P-code is taken.
pub async fn add_district(
    db: &Db,
    clock: &dyn Clock,
    who: Coordinator,
    request: DistrictRequest,
) -> Result<Id<id::Place>, Error> {
    let now = clock.now();
    let txn = begin_write(db, Key::everything()).await?;
    if let Some(earlier) = once::earlier(&txn, who.actor(), &request.form_key).await? {
        return Ok(Id::new(earlier));
    }
    let ids = facts::ids_by_code(&txn).await?;
    if ids.contains_key(&request.pcode) {
        return Err(CodeTaken.into());
    }
    let place = KnownPlace {
        level: Level::District,
        name: request.name,
        parent: None,
        province_code: request.province_code,
        province: request.province,
        centre: request.centre,
    };
    let code = request.pcode;
    let planned = Planned { code: code.clone(), place: Some(place), figures: Vec::new() };
    writes::put_places(&txn, &[planned], &ids).await?;
    let ids = facts::ids_by_code(&txn).await?;
    let id = *ids.get(&code).ok_or_else(|| Error::fault("the new district is not there"))?;
    let entry = Entry::new("places", "district_added", id).after(code);
    trail::note(&txn, who.actor(), entry, now).await?;
    once::keep(&txn, who.actor(), &request.form_key, id, now).await?;
    txn.commit().await?;
    Ok(Id::new(id))
}
