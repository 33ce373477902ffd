//! Files with one row per place.

use super::area::{AreaFile, AreaRow, Figure, Status};
use super::layout::{self, Group};
use crate::kit::table::{Cells, Columns, CommaUse, Rejected, Row, Say, Table};

/// What a person said about a file of places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The year of figures that do not say theirs.
    pub year: Option<i32>,
    /// How such figures were found.
    pub status: Option<Status>,
    /// What commas mean.
    pub comma: Option<CommaUse>,
}

/// The figures of a file do not say their year, and nobody said it for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearMissing;

/// Read a file of places, one row per place or one per group of people.
///
/// # Errors
/// Figures without a year.
pub fn read(table: &Table, columns: &Columns, said: Said) -> Result<AreaFile, YearMissing> {
    let cells = Cells::new(table, columns, said.comma);
    if layout::is_long(columns) {
        return super::long::read(&cells, said);
    }
    let groups = layout::groups(table, columns);
    let year_known = columns.of("year").is_some() || said.year.is_some();
    if !year_known && groups.iter().any(|group| group.year.is_none()) {
        return Err(YearMissing);
    }
    let mut file = AreaFile { header: table.header().to_vec(), ..AreaFile::default() };
    for row in table.rows() {
        file.read += 1;
        match area_row(&cells, row, &groups, said) {
            Ok(area) => file.rows.push(area),
            Err(why) => file.rejected.push(cells.rejected(row, why)),
        }
    }
    let assumed = |group: &Group| group.status.or(said.status).is_none();
    file.status_assumed = groups.iter().any(assumed);
    reject_repeated(&mut file);
    Ok(file)
}

fn area_row(cells: &Cells<'_>, row: Row<'_>, groups: &[Group], said: Said) -> Result<AreaRow, Say> {
    let mut area = place(cells, row)?;
    let row_year = cells.whole(row, "year")?.and_then(|year| i32::try_from(year).ok());
    for group in groups {
        let year = group.year.or(row_year).or(said.year);
        if let Some(figure) = figure(cells, row, group, year, said)? {
            area.figures.push(figure);
        }
    }
    Ok(area)
}

/// The place of a row, without figures.
///
/// # Errors
/// The one reason against the row.
pub fn place(cells: &Cells<'_>, row: Row<'_>) -> Result<AreaRow, Say> {
    if let Some(why) = cells.ragged(row) {
        return Err(why);
    }
    Ok(AreaRow {
        line: row.line(),
        cells: row.cells(),
        code: code(cells.needed(row, "code")?)?,
        name: name(cells.text(row, "name")?)?,
        parent: cells.text(row, "parent")?,
        province_code: cells.text(row, "province_code")?,
        province: name(cells.text(row, "province")?)?,
        centre: centre(cells, row)?,
        figures: Vec::new(),
    })
}

/// Characters of a P-code; its form differs from country to country.
const CODE_CHARS_MAX: usize = 24;

/// Whether a text has the form of a P-code.
pub fn is_code(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    (1..=CODE_CHARS_MAX).contains(&text.len()) && text.chars().all(plain)
}

fn code(text: String) -> Result<String, Say> {
    if !is_code(&text) {
        let shown: String = text.chars().take(40).collect();
        return Err(Say::new("places.problem.code").text("value", shown));
    }
    Ok(text)
}

fn name(text: Option<String>) -> Result<Option<String>, Say> {
    let limit = crate::kit::limits::NAME_CHARS_MAX;
    if text.as_ref().is_some_and(|text| text.chars().count() > limit) {
        return Err(Say::new("places.problem.name_too_long").whole("limit", limit));
    }
    Ok(text)
}

fn centre(cells: &Cells<'_>, row: Row<'_>) -> Result<Option<(f64, f64)>, Say> {
    let (Some(lat), Some(lon)) = (cells.real(row, "lat")?, cells.real(row, "lon")?) else {
        return Ok(None);
    };
    if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
        let shown = format!("{lat}, {lon}");
        return Err(Say::new("places.problem.centre").text("value", shown));
    }
    Ok(Some((lat, lon)))
}

fn figure(
    cells: &Cells<'_>,
    row: Row<'_>,
    group: &Group,
    year: Option<i32>,
    said: Said,
) -> Result<Option<Figure>, Say> {
    let count =
        |column: Option<usize>| column.map_or(Ok(None), |column| cells.whole_at(row, column));
    let (male, female) = (count(group.male)?, count(group.female)?);
    let both = male.zip(female).map(|(male, female)| male + female);
    let Some(total) = count(group.total)?.or(both) else { return Ok(None) };
    let Some(year) = year else { return Err(Say::new("places.problem.year")) };
    let status = group.status.or(said.status).unwrap_or(Status::Estimate);
    let figure = Figure { year, status, total, male, female, adults: count(group.adults)? };
    figure.checked().map(Some).map_err(|fault| Say::new(fault.words()))
}

/// Rows whose code stands on more than one line are all rejected: nobody can
/// know which of them is meant.
fn reject_repeated(file: &mut AreaFile) {
    let mut lines = std::collections::HashMap::new();
    for row in &file.rows {
        lines.entry(row.code.clone()).or_insert_with(Vec::new).push(row.line);
    }
    let (kept, repeated): (Vec<AreaRow>, Vec<AreaRow>) =
        std::mem::take(&mut file.rows).into_iter().partition(|row| lines[&row.code].len() == 1);
    file.rows = kept;
    for row in repeated {
        let others = lines[&row.code].iter().filter(|line| **line != row.line);
        let others = others.take(5).map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let why = Say::new("places.problem.repeated").text("code", row.code).text("lines", others);
        file.rejected.push(Rejected { line: row.line, cells: row.cells, why });
    }
    file.rejected.sort_by_key(|rejected| rejected.line);
}

#[cfg(test)]
mod tests {
    use super::super::layout::{DISTRICT, SECTOR};
    use super::*;
    use crate::kit::table::{Wanted, columns};

    fn read_as(wanted: &[Wanted], text: &[u8], said: Said) -> Result<AreaFile, YearMissing> {
        let table = Table::read(text).expect("a table");
        read(&table, &columns::guess(&table, wanted), said)
    }

    #[test]
    fn our_own_layout_is_read_as_it_is() {
        let text = b"pcode,nisr_code,district,province_pcode,province,population_2022,male_2022,\
            female_2022,population_2026_proj,adults_16plus_2026_proj,centroid_lat,centroid_lon,\
            female_headed_hh_pct_2022\nXX11,11,Aruba,XX1,North,100,40,60,120,70,-1.5,30.25,25.4\n";
        let file = read_as(DISTRICT, text, Said::default()).expect("a file");
        let row = &file.rows[0];
        assert_eq!((row.code.as_str(), row.name.as_deref()), ("XX11", Some("Aruba")));
        assert_eq!(row.province_code.as_deref(), Some("XX1"));
        assert_eq!(row.centre, Some((-1.5, 30.25)));
        let census = Figure {
            year: 2022,
            status: Status::Census,
            total: 100,
            male: Some(40),
            female: Some(60),
            adults: None,
        };
        let projection = Figure {
            year: 2026,
            status: Status::Projection,
            total: 120,
            male: None,
            female: None,
            adults: Some(70),
        };
        assert_eq!(row.figures, [census, projection]);
        assert!(!file.status_assumed);
    }

    #[test]
    fn humanitarian_layouts_are_read() {
        let said = Said { year: Some(2024), ..Said::default() };
        let wide = b"ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE,T_TL,F_TL,M_TL,T_00_04\n\
            North,XX1,Aruba,XX11,100,60,40,9\n";
        let file = read_as(DISTRICT, wide, said).expect("a file");
        assert_eq!(file.rows[0].figures[0].female, Some(60));
        assert!(file.status_assumed);
        assert_eq!(read_as(DISTRICT, wide, Said::default()), Err(YearMissing));

        let other = b"adm2_pcode,adm2_name,T_TL,T_TF,T_TM\nXX11,Aruba,100,60,40\n";
        assert_eq!(
            read_as(DISTRICT, other, said).expect("a file").rows[0].figures[0].male,
            Some(40)
        );

        let tagged = b"Adm2 code,Name,Population,Female,Male,Year\n\
            #adm2+code,#adm2+name,#population,#population+f,#population+m,#date+year\n\
            XX11,Aruba,100,60,40,2022\n";
        let file = read_as(DISTRICT, tagged, Said::default()).expect("a file");
        assert_eq!((file.rows[0].figures[0].year, file.rows[0].figures[0].total), (2022, 100));
    }

    #[test]
    fn rows_at_fault_are_rejected_with_their_line_and_reason() {
        let text = b"sector_pcode,sector,district_pcode,population_2022,male_2022,female_2022\n\
            S1,A,D1,10,4,6\nS2,B,D1,10,5,6\nS3,C,D1,ten,,\n,D,D1,1,,\nS5,E,D1,-4,,\nS6,F,D1,1\n\
            S7,G,D1,1.5,,\nS8,H,D1,1,,\nS8,I,D1,1,,\nS;9,J,D1,1,,\n";
        let file = read_as(SECTOR, text, Said::default()).expect("a file");
        assert_eq!((file.read, file.rows.len()), (10, 1));
        let reasons: Vec<(usize, &str)> =
            file.rejected.iter().map(|row| (row.line, row.why.key)).collect();
        assert_eq!(
            reasons,
            [
                (3, "places.problem.sexes"),
                (4, "imports.problem.not_a_number"),
                (5, "imports.problem.cell_empty"),
                (6, "imports.problem.negative"),
                (7, "imports.problem.ragged"),
                (8, "imports.problem.fraction"),
                (9, "places.problem.repeated"),
                (10, "places.problem.repeated"),
                (11, "places.problem.code"),
            ]
        );
    }
}
