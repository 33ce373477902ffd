//! A file of stations: one row per transmitter, or one for a station of unknown frequency.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::Read;
use super::cells::day;
use crate::kit::Share;
use crate::kit::fold::folded;
use crate::kit::limits::NAME_CHARS_MAX;
use crate::kit::table::{Cells, Columns, CommaUse, Row, Say, Table, Wanted};
use crate::kit::wallclock::read_zone;
use crate::stations::rules::{Frequency, Position, PositionKind, Validity, read_language};

macro_rules! wanted {
    ($($key:literal $(($required:ident))? : $($heading:literal)|+;)*) => {
        &[$(Wanted {
            key: $key,
            required: wanted!(@ $($required)?),
            headings: &[$($heading),+],
            tags: &[],
        }),*]
    };
    (@ required) => { true };
    (@) => { false };
}
pub(super) use wanted;

/// What a file of stations may hold.
pub const STATION_WANTED: &[Wanted] = wanted! {
    "station" (required): "station" | "station_name" | "name" | "radio";
    "owner": "owner" | "ownership" | "owner_kind";
    "site": "site" | "transmitter" | "transmitter_site" | "hill";
    "pcode": "district_pcode" | "adm2_pcode" | "pcode";
    "freq_mhz": "freq_mhz" | "frequency" | "frequency_mhz" | "freq" | "mhz" | "fm";
    "power_w": "erp_w" | "power_w" | "power";
    "antenna_m": "antenna_m" | "antenna_height_m";
    "lat": "lat" | "latitude" | "mast_lat";
    "lon": "lon" | "longitude" | "mast_lon";
    "approx_lat": "approx_lat";
    "approx_lon": "approx_lon";
    "position_basis": "position_basis";
    "languages": "languages" | "language";
    "national": "national_coverage_pct" | "national_coverage";
    "zone": "zone" | "timezone" | "time_zone";
    "town": "town" | "city";
    "valid_from": "valid_from";
    "valid_to": "valid_to";
    "as_of": "as_of" | "date";
    "note": "note" | "notes" | "remarks";
    "source": "source" | "sources";
};

/// One row of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct StationRow {
    /// Its line.
    pub line: usize,
    /// Its cells, for the list of rejected rows.
    pub cells: Vec<String>,
    /// The station's name.
    pub name: String,
    /// The owner in words.
    pub owner: Option<String>,
    /// The codes of its languages.
    pub languages: BTreeSet<String>,
    /// The share of the country that it covers.
    pub national: Option<Share>,
    /// Its zone.
    pub zone: Option<Tz>,
    /// The town of its studio.
    pub town: Option<String>,
    /// The transmitter's site.
    pub site: String,
    /// The P-code of the site's district.
    pub pcode: Option<String>,
    /// The frequency; none when the file has none.
    pub frequency: Option<Frequency>,
    /// Where it stands.
    pub position: Option<Position>,
    /// How that is known.
    pub position_basis: Option<String>,
    /// Power in watts.
    pub power_w: Option<f64>,
    /// Height of the antenna.
    pub antenna_m: Option<f64>,
    /// On which days it sends.
    pub valid: Validity,
    /// What else is known.
    pub note: Option<String>,
    /// Who says so.
    pub source: Option<String>,
    /// The year or day that the source speaks of.
    pub as_of: Option<String>,
}

impl StationRow {
    /// What tells one transmitter of a station from another.
    pub fn key(&self) -> (String, String, Option<i32>, Option<NaiveDate>) {
        let khz = self.frequency.map(Frequency::khz);
        (folded(&self.name), folded(&self.site), khz, self.valid.from)
    }
}

/// Read a file of stations; a row whose key stood before is rejected.
pub fn read_stations(
    table: &Table,
    columns: &Columns,
    comma: Option<CommaUse>,
) -> Read<StationRow> {
    let cells = Cells::new(table, columns, comma);
    let mut read = Read::of(table);
    let mut seen = std::collections::BTreeMap::new();
    for row in table.rows() {
        match station_row(&cells, row) {
            Ok(station) => {
                let earlier = *seen.entry(station.key()).or_insert(station.line);
                if earlier == station.line {
                    read.rows.push(station);
                } else {
                    let why = Say::new("stations.import.problem.repeated").whole("line", earlier);
                    read.rejected.push(cells.rejected(row, why));
                }
            }
            Err(why) => read.rejected.push(cells.rejected(row, why)),
        }
    }
    read
}

fn station_row(cells: &Cells<'_>, row: Row<'_>) -> Result<StationRow, Say> {
    if let Some(why) = cells.ragged(row) {
        return Err(why);
    }
    let name = cells.needed(row, "station")?;
    if name.chars().count() > NAME_CHARS_MAX {
        let why = Say::new("stations.import.problem.name_too_long");
        return Err(why.whole("limit", NAME_CHARS_MAX));
    }
    Ok(StationRow {
        line: row.line(),
        cells: row.cells(),
        name,
        owner: cells.text(row, "owner")?,
        languages: languages(cells, row)?,
        national: national(cells, row)?,
        zone: zone(cells, row)?,
        town: cells.text(row, "town")?,
        site: cells.text(row, "site")?.unwrap_or_default(),
        pcode: cells.text(row, "pcode")?,
        frequency: frequency(cells, row)?,
        position: position(cells, row)?,
        position_basis: cells.text(row, "position_basis")?,
        power_w: above_zero(cells, row, "power_w")?,
        antenna_m: above_zero(cells, row, "antenna_m")?,
        valid: validity(cells, row)?,
        note: cells.text(row, "note")?,
        source: cells.text(row, "source")?,
        as_of: as_of(cells, row)?,
    })
}

fn languages(cells: &Cells<'_>, row: Row<'_>) -> Result<BTreeSet<String>, Say> {
    let text = cells.text(row, "languages")?.unwrap_or_default();
    let names = text.split([';', ',', '/', '|']).map(str::trim).filter(|name| !name.is_empty());
    let known = |name: &str| {
        let unknown = || Say::new("stations.import.problem.language").text("value", name);
        read_language(name).map(str::to_owned).ok_or_else(unknown)
    };
    names.map(known).collect()
}

/// The regulator's figure stands in percent, with or without the sign.
fn national(cells: &Cells<'_>, row: Row<'_>) -> Result<Option<Share>, Say> {
    let Some(text) = cells.text(row, "national")? else { return Ok(None) };
    let odd = || Say::new("stations.import.problem.percent").text("value", text.clone());
    Share::read_percent(&text).map(Some).ok_or_else(odd)
}

fn zone(cells: &Cells<'_>, row: Row<'_>) -> Result<Option<Tz>, Say> {
    let Some(text) = cells.text(row, "zone")? else { return Ok(None) };
    let unknown = || Say::new("stations.import.problem.zone").text("value", text.clone());
    read_zone(&text).map(Some).ok_or_else(unknown)
}

fn frequency(cells: &Cells<'_>, row: Row<'_>) -> Result<Option<Frequency>, Say> {
    let Some(text) = cells.text(row, "freq_mhz")? else { return Ok(None) };
    let odd = || Say::new("stations.import.problem.frequency").text("value", text.clone());
    Frequency::read(&text).map(Some).ok_or_else(odd)
}

/// A position that is called approximate is never taken for a mast's.
fn position(cells: &Cells<'_>, row: Row<'_>) -> Result<Option<Position>, Say> {
    for (lat, lon, kind) in [
        ("lat", "lon", PositionKind::Mast),
        ("approx_lat", "approx_lon", PositionKind::Approximate),
    ] {
        match (cells.real(row, lat)?, cells.real(row, lon)?) {
            (None, None) => {}
            (Some(lat), Some(lon))
                if (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon) =>
            {
                return Ok(Some(Position { lat, lon, kind }));
            }
            _ => return Err(Say::new("stations.import.problem.position")),
        }
    }
    Ok(None)
}

fn above_zero(cells: &Cells<'_>, row: Row<'_>, key: &str) -> Result<Option<f64>, Say> {
    match cells.real(row, key)? {
        Some(number) if number <= 0.0 || !number.is_finite() => {
            Err(Say::new("stations.import.problem.above_zero").text("value", number.to_string()))
        }
        read => Ok(read),
    }
}

fn validity(cells: &Cells<'_>, row: Row<'_>) -> Result<Validity, Say> {
    let valid = Validity { from: day(cells, row, "valid_from")?, to: day(cells, row, "valid_to")? };
    let backwards = Say::new("stations.problem.ends_before_it_begins");
    if valid.is_in_order() { Ok(valid) } else { Err(backwards) }
}

/// A year, a month or a day: as exact as the source, not more.
fn as_of(cells: &Cells<'_>, row: Row<'_>) -> Result<Option<String>, Say> {
    let Some(text) = cells.text(row, "as_of")? else { return Ok(None) };
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.clone(),
    };
    let is_day = whole.len() == 10 && whole.parse::<NaiveDate>().is_ok();
    let odd = || Say::new("stations.import.problem.as_of").text("value", text.clone());
    if is_day { Ok(Some(text)) } else { Err(odd()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::table::columns;

    fn read(text: &str) -> Read<StationRow> {
        let table = Table::read(text.as_bytes()).expect("a table");
        let columns = columns::guess(&table, STATION_WANTED);
        read_stations(&table, &columns, None)
    }

    fn reasons(text: &str) -> Vec<&'static str> {
        read(text).rejected.iter().map(|row| row.why.key).collect()
    }

    #[test]
    fn a_row_is_a_transmitter_with_its_station() {
        let read = read(
            "station,owner,site,district_pcode,freq_mhz,approx_lat,approx_lon,languages,\
             national_coverage_pct,as_of\n\
             Radio A,public (X),Hill,X12,95.5,-1.5,30.0,Kinyarwanda;English,98,2017\n\
             Radio B,,,,,,,,,2015-03-02\n",
        );
        assert_eq!(read.rejected, []);
        let [first, second] = &read.rows[..] else { panic!("two rows") };
        assert_eq!(first.frequency.map(Frequency::khz), Some(95_500));
        let kind = first.position.map(|position| position.kind);
        assert_eq!(kind, Some(PositionKind::Approximate));
        assert_eq!(first.languages, BTreeSet::from(["en".to_owned(), "rw".to_owned()]));
        assert_eq!(first.national.map(Share::value), Some(0.98));
        assert_eq!((second.frequency, second.as_of.as_deref()), (None, Some("2015-03-02")));
    }

    #[test]
    fn a_row_that_cannot_be_true_says_why() {
        let head = "station,freq_mhz,lat,lon,languages,as_of,erp_w,valid_from,valid_to\n";
        let table = [
            ("A,95.52,,,,,,,", "stations.import.problem.frequency"),
            ("A,95.5,1,,,,,,", "stations.import.problem.position"),
            ("A,95.5,91,1,,,,,", "stations.import.problem.position"),
            ("A,95.5,,,Elvish,,,,", "stations.import.problem.language"),
            ("A,95.5,,,,May 2017,,,", "stations.import.problem.as_of"),
            ("A,95.5,,,,,0,,", "stations.import.problem.above_zero"),
            ("A,95.5,,,,,,1/2/2020,", "stations.import.problem.day"),
            ("A,95.5,,,,,,2020-01-02,2020-01-01", "stations.problem.ends_before_it_begins"),
            (",95.5,,,,,,,", "imports.problem.cell_empty"),
        ];
        for (row, reason) in table {
            assert_eq!(reasons(&format!("{head}Other,99.9,,,,,,,\n{row}\n")), [reason], "{row}");
        }
    }

    #[test]
    fn the_same_transmitter_twice_is_taken_once() {
        let text = "station,site,freq_mhz\nA,Hill,95.5\nA,HILL,95.50\nA,Hill,99.9\n";
        assert_eq!(reasons(text), ["stations.import.problem.repeated"]);
        assert_eq!(read(text).rows.len(), 2);
    }
}
