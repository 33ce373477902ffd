//! Cells of files about stations.

use chrono::NaiveDate;

use super::Directory;
use crate::kit::Share;
use crate::kit::fold::folded;
use crate::kit::table::{Cells, Row, Say};

/// A share, `0.42` or `42%`; nothing when the cell is empty.
pub(super) fn share(cells: &Cells<'_>, row: Row<'_>, key: &str) -> Result<Option<Share>, Say> {
    let Some(text) = cells.text(row, key)? else { return Ok(None) };
    let said = || Say::new("stations.import.problem.share").text("value", text.clone());
    let percent = text.ends_with('%');
    let digits = text.trim_end_matches('%').trim();
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',') {
        return Err(said());
    }
    let number: f64 = digits.replace(',', ".").parse().map_err(|_| said())?;
    Share::new(if percent { number / 100.0 } else { number }).map(Some).ok_or_else(said)
}

/// A day as `2026-03-02`; nothing when the cell is empty.
pub(super) fn day(cells: &Cells<'_>, row: Row<'_>, key: &str) -> Result<Option<NaiveDate>, Say> {
    let Some(text) = cells.text(row, key)? else { return Ok(None) };
    match text.parse() {
        Ok(day) if text.len() == 10 => Ok(Some(day)),
        _ => Err(Say::new("stations.import.problem.day").text("value", text)),
    }
}

/// The numbers of the station and the district that a row names.
pub(super) fn whom(
    cells: &Cells<'_>,
    row: Row<'_>,
    directory: &Directory,
) -> Result<(i64, i64), Say> {
    if let Some(why) = cells.ragged(row) {
        return Err(why);
    }
    let name = cells.needed(row, "station")?;
    let station = directory.stations.get(&folded(&name));
    let station =
        station.ok_or_else(|| Say::new("stations.import.problem.station").text("name", name))?;
    let code = cells.needed(row, "pcode")?;
    let place = directory.districts.get(&code);
    let place =
        place.ok_or_else(|| Say::new("stations.import.problem.pcode").text("code", code))?;
    Ok((station.number, *place))
}
