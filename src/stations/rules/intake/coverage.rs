//! A file of the share of each district's people that stations cover.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::cells::{day, share, whom};
use super::station_file::wanted;
use super::{Decided, Directory, Read};
use crate::kit::table::{Cells, Change, Columns, Line, Rejected, Row, Say, Table, Wanted};
use crate::kit::{Refusal as _, Share};
use crate::stations::rules::decide_coverage;

/// What a file of coverage may hold.
pub const COVERAGE_WANTED: &[Wanted] = wanted! {
    "station" (required): "station" | "station_name" | "radio";
    "pcode" (required): "district_pcode" | "adm2_pcode" | "pcode" | "district";
    "low" (required): "low" | "share_low" | "at_least";
    "central" (required): "central" | "share" | "coverage" | "share_central";
    "high" (required): "high" | "share_high" | "at_most";
    "source" (required): "source" | "sources";
    "as_of" (required): "as_of" | "date";
};

/// One row of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct CoverageLine {
    /// Its line.
    pub line: usize,
    /// Its cells.
    pub cells: Vec<String>,
    /// What it is about, as a person would call it.
    pub subject: String,
    /// What it says.
    pub plan: CoveragePlan,
}

/// A figure to be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct CoveragePlan {
    /// The station's number.
    pub station: i64,
    /// The district's number.
    pub place: i64,
    /// At least, most likely, at most.
    pub shares: [Share; 3],
    /// Who says so.
    pub source: String,
    /// The day that the source speaks of.
    pub as_of: NaiveDate,
}

/// Read a file of coverage; of several rows about one thing the first is taken.
pub fn read_coverage(
    table: &Table,
    columns: &Columns,
    directory: &Directory,
) -> Read<CoverageLine> {
    let cells = Cells::new(table, columns, None);
    let mut read = Read::of(table);
    let mut seen: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    for row in table.rows() {
        match line(&cells, row, directory) {
            Ok(line) => {
                let earlier =
                    *seen.entry((line.plan.station, line.plan.place)).or_insert(line.line);
                if earlier == line.line {
                    read.rows.push(line);
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

fn line(cells: &Cells<'_>, row: Row<'_>, directory: &Directory) -> Result<CoverageLine, Say> {
    let (station, place) = whom(cells, row, directory)?;
    let needed = |key| {
        let empty = || Say::new("stations.import.problem.share").text("value", "");
        share(cells, row, key)?.ok_or_else(empty)
    };
    let shares = [needed("low")?, needed("central")?, needed("high")?];
    let [low, central, high] = shares;
    decide_coverage(low, central, high).map_err(|why| Say::new(why.words()))?;
    let no_day = || Say::new("stations.import.problem.day").text("value", "");
    let as_of = day(cells, row, "as_of")?.ok_or_else(no_day)?;
    let source = cells.needed(row, "source")?;
    let subject = format!("{}, {}", cells.needed(row, "station")?, cells.needed(row, "pcode")?);
    let plan = CoveragePlan { station, place, shares, source, as_of };
    Ok(CoverageLine { line: row.line(), cells: row.cells(), subject, plan })
}

/// Compare a file with the figures in force, by station and district.
pub fn decide_coverage_file(
    read: &Read<CoverageLine>,
    held: &BTreeMap<(i64, i64), CoveragePlan>,
) -> Decided<CoveragePlan> {
    let mut decided = Decided { report: read.report(), plan: Vec::new() };
    for row in &read.rows {
        let old = held.get(&(row.plan.station, row.plan.place));
        if old == Some(&row.plan) {
            decided.report.unchanged += 1;
            continue;
        }
        let change =
            Change { field: "stations.field.coverage", old: old.map(told), new: told(&row.plan) };
        let line = Line { line: row.line, subject: row.subject.clone(), changes: vec![change] };
        if old.is_some() {
            decided.report.add_changed(line);
        } else {
            decided.report.add_new(line);
        }
        decided.plan.push(row.plan.clone());
    }
    decided.report.rejected.sort_by_key(|rejected: &Rejected| rejected.line);
    decided
}

fn told(plan: &CoveragePlan) -> String {
    let [low, central, high] = plan.shares.map(Share::plain_percent);
    format!("{low}–{central}–{high} % ({}, {})", plan.source, plan.as_of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::table::columns;
    use crate::stations::rules::intake::NamedStation;

    fn directory() -> Directory {
        let station = NamedStation { number: 7, dayparts: Vec::new() };
        Directory {
            stations: [("radio a".to_owned(), station)].into(),
            districts: [("X11".to_owned(), 1)].into(),
        }
    }

    fn read(rows: &str) -> Read<CoverageLine> {
        let text = format!("station,district_pcode,low,central,high,source,as_of\n{rows}");
        let table = Table::read(text.as_bytes()).expect("a table");
        read_coverage(&table, &columns::guess(&table, COVERAGE_WANTED), &directory())
    }

    #[test]
    fn figures_are_read_as_shares_or_percent_and_known_again() {
        let read = read("RADIO A,X11,0.4,60%,0.75,A survey,2026-01-15\n");
        assert_eq!(read.rejected, []);
        let plan = read.rows[0].plan.clone();
        assert_eq!(plan.shares.map(Share::plain_percent), ["40", "60", "75"]);
        let new = decide_coverage_file(&read, &BTreeMap::new());
        assert_eq!((new.report.new, new.plan.len()), (1, 1));
        let again = decide_coverage_file(&read, &[((7, 1), plan)].into());
        assert_eq!((again.report.unchanged, again.plan.len()), (1, 0));
    }

    #[test]
    fn a_row_that_cannot_be_true_says_why() {
        let table = [
            ("Radio B,X11,0.4,0.6,0.7,S,2026-01-15", "stations.import.problem.station"),
            ("Radio A,X99,0.4,0.6,0.7,S,2026-01-15", "stations.import.problem.pcode"),
            ("Radio A,X11,0.7,0.6,0.8,S,2026-01-15", "stations.problem.coverage_order"),
            ("Radio A,X11,40,60,70,S,2026-01-15", "stations.import.problem.share"),
            ("Radio A,X11,-0.1,0.6,0.7,S,2026-01-15", "stations.import.problem.share"),
            ("Radio A,X11,,0.6,0.7,S,2026-01-15", "stations.import.problem.share"),
            ("Radio A,X11,0.4,0.6,0.7,,2026-01-15", "imports.problem.cell_empty"),
            ("Radio A,X11,0.4,0.6,0.7,S,15.1.2026", "stations.import.problem.day"),
        ];
        for (row, reason) in table {
            let reasons: Vec<_> =
                read(&format!("{row}\n")).rejected.iter().map(|row| row.why.key).collect();
            assert_eq!(reasons, [reason], "{row}");
        }
        let twice = "Radio A,X11,0.4,0.6,0.7,S,2026-01-15\n".repeat(2);
        assert_eq!(read(&twice).rejected[0].why.key, "stations.import.problem.repeated");
    }
}
