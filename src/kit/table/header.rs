//! Where the headings are, and where the rows begin.

use std::collections::BTreeMap;

use super::number;
use super::records::Records;

/// Rows among which headings and HXL tags are looked for.
const ROWS_LOOKED_AT: usize = 25;

/// The places of headings, tags and first row among the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The record with the headings.
    pub header: usize,
    /// The record with the HXL tags.
    pub tags: Option<usize>,
    /// The first record of the table proper.
    pub first_row: usize,
}

/// Find the headings: the row above the HXL tags, else the last row that names
/// every column before the first row that holds a number.
pub fn find(records: &Records) -> Option<Found> {
    let looked_at = records.len().min(ROWS_LOOKED_AT);
    if let Some(tags) = (0..looked_at).find(|record| is_tags(records, *record)) {
        let header = tags.checked_sub(1).unwrap_or(tags);
        return Some(Found { header, tags: Some(tags), first_row: tags + 1 });
    }
    let width = commonest_width(records, looked_at)?;
    let fits = |record: &usize| records.width(*record) == width;
    let numbered = |record: &usize| (0..width).any(|c| is_figure(records.cell(*record, c)));
    let first_figures = (0..looked_at).filter(fits).find(numbered).unwrap_or(looked_at);
    let names_all = |record: &usize| names_every_column(records, *record);
    let header = (0..first_figures)
        .filter(fits)
        .find(names_all)
        .or_else(|| (0..first_figures).rfind(fits))
        .or_else(|| (0..looked_at).find(fits))?;
    Some(Found { header, tags: None, first_row: header + 1 })
}

fn is_tags(records: &Records, record: usize) -> bool {
    let cells = (0..records.width(record)).map(|column| records.cell(record, column));
    let (mut filled, mut tagged) = (0, 0);
    for cell in cells.filter(|cell| !cell.is_empty()) {
        filled += 1;
        tagged += usize::from(cell.starts_with('#'));
    }
    tagged * 2 > filled
}

fn commonest_width(records: &Records, looked_at: usize) -> Option<usize> {
    let mut counts = BTreeMap::new();
    for record in 0..looked_at {
        *counts.entry(records.width(record)).or_insert(0_usize) += 1;
    }
    counts.into_iter().max_by_key(|(width, count)| (*count, *width)).map(|(width, _)| width)
}

/// A cell that holds a number, but not one that may well be a heading: a year.
fn is_figure(cell: &str) -> bool {
    number::looks_like_number(cell) && !number::is_year(cell)
}

fn names_every_column(records: &Records, record: usize) -> bool {
    let names: Vec<&str> = (0..records.width(record)).map(|c| records.cell(record, c)).collect();
    let distinct = |at: usize| !names[..at].contains(&names[at]);
    names.iter().all(|name| !name.is_empty()) && (0..names.len()).all(distinct)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::table::records::{Records, delimiter_of};

    fn find_in(text: &str) -> Found {
        find(&Records::read(text, delimiter_of(text)).expect("records")).expect("found")
    }

    #[test]
    fn headings_are_found_under_titles_and_above_tags() {
        let plain = Found { header: 0, tags: None, first_row: 1 };
        assert_eq!(find_in("code,name,people\nR1,A,5\n"), plain);
        assert_eq!(find_in("code,2021,2022\nR1,5,6\n"), plain);
        assert_eq!(find_in("station,site,freq\nA,,\nB,x,99.9\n"), plain);
        assert_eq!(find_in("name,town\nA,x\nB,y\n"), plain);
        let titled = Found { header: 1, tags: None, first_row: 2 };
        assert_eq!(
            find_in("Population of the country\ncode,name,people\nR1,A,5\nR2,B,6\n"),
            titled
        );
        let grouped = Found { header: 1, tags: None, first_row: 2 };
        assert_eq!(find_in("Area,,People\ncode,name,people\nR1,A,5\nR2,B,6\n"), grouped);
        let tagged = Found { header: 1, tags: Some(2), first_row: 3 };
        assert_eq!(find_in("t\na,b\n#adm1+code,#population\nR1,5\n"), tagged);
    }
}
