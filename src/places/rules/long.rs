//! Files with one row per place and group of people.
//!
//! A total is never added to its parts: the row of all genders and all ages is
//! taken where there is one, else the genders of all ages are added up, else
//! the ages of each gender.

use std::collections::BTreeMap;

use super::area::{AreaFile, AreaRow, Figure, FigureFault, Status};
use super::wide::{Said, YearMissing, place};
use crate::kit::fold::heading;
use crate::kit::table::{Cells, Rejected, Row, Say};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Gender {
    Male,
    Female,
    All,
}

/// One row: a group of people of one place and year.
struct Part {
    line: usize,
    gender: Gender,
    /// The age group; empty for all ages.
    age: String,
    people: i64,
}

/// Everything that a file says of one place.
struct Gathered {
    area: AreaRow,
    years: BTreeMap<i32, Vec<Part>>,
}

/// Read a long file.
///
/// # Errors
/// Figures without a year.
pub fn read(cells: &Cells<'_>, said: Said) -> Result<AreaFile, YearMissing> {
    let header = cells.table().header().to_vec();
    let mut file = AreaFile { header, ..AreaFile::default() };
    let mut places: BTreeMap<String, Gathered> = BTreeMap::new();
    for row in cells.table().rows() {
        file.read += 1;
        let read = place(cells, row).and_then(|area| Ok((area, part(cells, row, said)?)));
        let (area, (year, part)) = match read {
            Ok(read) => read,
            Err(why) => {
                file.rejected.push(cells.rejected(row, why));
                continue;
            }
        };
        let Some(year) = year else { return Err(YearMissing) };
        let gathered = places
            .entry(area.code.clone())
            .or_insert_with(|| Gathered { area, years: BTreeMap::new() });
        let parts = gathered.years.entry(year).or_default();
        let same = |held: &&Part| held.gender == part.gender && held.age == part.age;
        match parts.iter().find(same) {
            Some(held) => file.rejected.push(repeated(row, held.line)),
            None => parts.push(part),
        }
    }
    for mut gathered in places.into_values() {
        let figures: Result<Vec<Option<Figure>>, FigureFault> =
            gathered.years.iter().map(|(year, parts)| figure(*year, parts, said)).collect();
        let AreaRow { line, cells, .. } = &gathered.area;
        match figures {
            Ok(figures) => {
                gathered.area.figures = figures.into_iter().flatten().collect();
                file.rows.push(gathered.area);
            }
            Err(fault) => {
                let (line, cells, why) = (*line, cells.clone(), Say::new(fault.words()));
                file.rejected.push(Rejected { line, cells, why });
            }
        }
    }
    file.rows.sort_by_key(|row| row.line);
    file.rejected.sort_by_key(|row| row.line);
    file.status_assumed = said.status.is_none();
    Ok(file)
}

fn repeated(row: Row<'_>, line: usize) -> Rejected {
    let why = Say::new("places.problem.group_repeated").whole("line", line);
    Rejected { line: row.line(), cells: row.cells(), why }
}

fn part(cells: &Cells<'_>, row: Row<'_>, said: Said) -> Result<(Option<i32>, Part), Say> {
    let gender = match heading(&cells.text(row, "gender")?.unwrap_or_default()).as_str() {
        "m" | "male" | "men" | "males" => Gender::Male,
        "f" | "female" | "women" | "females" => Gender::Female,
        "" | "all" | "t" | "total" | "both" => Gender::All,
        other => return Err(Say::new("places.problem.gender").text("value", other)),
    };
    let age = match heading(&cells.text(row, "age")?.unwrap_or_default()).as_str() {
        "" | "all" | "total" | "all_ages" => cells.text(row, "age_from")?.unwrap_or_default(),
        range => range.to_owned(),
    };
    let Some(people) = cells.whole(row, "people")? else {
        return Err(Say::new("places.problem.no_people"));
    };
    let period = cells.text(row, "period")?;
    let of_period = period.and_then(|day| day.get(..4).and_then(|year| year.parse().ok()));
    let of_row = cells.whole(row, "year")?.and_then(|year| i32::try_from(year).ok());
    let year = of_row.or(of_period).or(said.year);
    Ok((year, Part { line: row.line(), gender, age, people }))
}

fn figure(year: i32, parts: &[Part], said: Said) -> Result<Option<Figure>, FigureFault> {
    let of = |gender: Gender| {
        let whole = parts.iter().find(|part| part.gender == gender && part.age.is_empty());
        let ages = || {
            let mut ages = parts.iter().filter(|part| part.gender == gender).peekable();
            ages.peek().is_some().then(|| ages.map(|part| part.people).sum())
        };
        whole.map(|part| part.people).or_else(ages)
    };
    let (male, female) = (of(Gender::Male), of(Gender::Female));
    let both = male.zip(female).map(|(male, female)| male + female);
    let Some(total) = of(Gender::All).or(both) else { return Ok(None) };
    let status = said.status.unwrap_or(Status::Estimate);
    Figure { year, status, total, male, female, adults: None }.checked().map(Some)
}

#[cfg(test)]
mod tests {
    use super::super::layout::DISTRICT;
    use super::*;
    use crate::kit::table::{Table, columns};

    fn figures(rows: &str) -> AreaFile {
        let head = "ADM2_PCODE,ADM2_NAME,Population_group,Gender,Age_range,Age_min,Population,\
            Reference_year";
        let table = Table::read(format!("{head}\n{rows}").as_bytes()).expect("a table");
        let columns = columns::guess(&table, DISTRICT);
        read(&Cells::new(&table, &columns, None), Said::default()).expect("a file")
    }

    #[test]
    fn totals_are_never_added_to_their_parts() {
        let file = figures(
            "XX11,Aruba,T_TL,all,all,,100,2024\nXX11,Aruba,F_TL,f,all,,60,2024\n\
             XX11,Aruba,M_TL,m,all,,40,2024\nXX11,Aruba,F_00_04,f,0-4,0,7,2024\n",
        );
        assert_eq!(file.rows.len(), 1);
        let figure = file.rows[0].figures[0];
        assert_eq!((figure.total, figure.male, figure.female), (100, Some(40), Some(60)));
    }

    #[test]
    fn genders_then_ages_are_added_where_there_is_no_total() {
        let genders = figures("XX11,A,F,f,all,,60,2024\nXX11,A,M,m,all,,40,2024\n");
        assert_eq!(genders.rows[0].figures[0].total, 100);
        let ages = figures(
            "XX11,A,F,f,0-4,0,10,2024\nXX11,A,F,f,5+,5,50,2024\nXX11,A,M,m,0-4,0,15,2024\n\
             XX11,A,M,m,5+,5,25,2024\n",
        );
        assert_eq!(ages.rows[0].figures[0].total, 100);
    }

    #[test]
    fn a_group_told_twice_is_rejected() {
        let file = figures("XX11,A,T,all,all,,60,2024\nXX11,A,T,all,all,,61,2024\n");
        assert_eq!(file.rejected[0].line, 3);
        assert_eq!(file.rows[0].figures[0].total, 60);
    }
}
