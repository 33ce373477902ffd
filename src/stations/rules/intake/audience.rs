//! A file of what surveys say of stations' listeners: one row per slot.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::cells::{day, share, whom};
use super::station_file::wanted;
use super::{Decided, Directory, Read};
use crate::kit::table::{Cells, Change, Columns, Line, Rejected, Row, Say, Table, Wanted};
use crate::kit::{Refusal as _, Share};
use crate::stations::rules::{AudienceFigures, Days, SlotFigures, decide_audience};

/// What a file of audience figures may hold.
pub const AUDIENCE_WANTED: &[Wanted] = wanted! {
    "station" (required): "station" | "station_name" | "radio";
    "pcode" (required): "district_pcode" | "adm2_pcode" | "pcode" | "district";
    "cume": "cume" | "four_weeks";
    "week": "week" | "seven_days";
    "day": "day" | "yesterday";
    "respondents": "respondents" | "n";
    "deff": "deff" | "design_effect";
    "daypart": "daypart" | "slot";
    "days": "days" | "day_kind";
    "tuned": "tuned" | "rating";
    "repeat": "repeat";
    "spot": "spot";
    "programme": "programme" | "program";
    "source" (required): "source" | "sources";
    "as_of" (required): "as_of" | "date";
};

/// One row of the file: a slot, or a station in a district without slots.
#[derive(Clone, Debug, PartialEq)]
pub struct AudienceLine {
    /// Its line.
    pub line: usize,
    /// Its cells.
    pub cells: Vec<String>,
    /// What it is about, as a person would call it.
    pub subject: String,
    /// What it says, with one slot or none.
    pub plan: AudiencePlan,
}

/// A survey's figures to be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct AudiencePlan {
    /// The station's number.
    pub station: i64,
    /// The district's number.
    pub place: i64,
    /// The figures.
    pub figures: AudienceFigures,
    /// Who says so.
    pub source: String,
    /// The day that the source speaks of.
    pub as_of: NaiveDate,
}

/// Read a file of audience figures.
pub fn read_audience(
    table: &Table,
    columns: &Columns,
    directory: &Directory,
) -> Read<AudienceLine> {
    let cells = Cells::new(table, columns, None);
    let mut read = Read::of(table);
    for row in table.rows() {
        match line(&cells, row, directory) {
            Ok(line) => read.rows.push(line),
            Err(why) => read.rejected.push(cells.rejected(row, why)),
        }
    }
    read
}

fn line(cells: &Cells<'_>, row: Row<'_>, directory: &Directory) -> Result<AudienceLine, Say> {
    let (station, place) = whom(cells, row, directory)?;
    let respondents = cells.whole(row, "respondents")?;
    let figures = AudienceFigures {
        cume: share(cells, row, "cume")?,
        week: share(cells, row, "week")?,
        day: share(cells, row, "day")?,
        respondents: respondents.map(|n| u32::try_from(n).unwrap_or(u32::MAX)),
        deff: cells.real(row, "deff")?,
        slots: slot(cells, row, (station, directory))?.into_iter().collect(),
    };
    let no_day = || Say::new("stations.import.problem.day").text("value", "");
    let as_of = day(cells, row, "as_of")?.ok_or_else(no_day)?;
    let source = cells.needed(row, "source")?;
    let subject = format!("{}, {}", cells.needed(row, "station")?, cells.needed(row, "pcode")?);
    let plan = AudiencePlan { station, place, figures, source, as_of };
    Ok(AudienceLine { line: row.line(), cells: row.cells(), subject, plan })
}

fn slot(
    cells: &Cells<'_>,
    row: Row<'_>,
    (station, directory): (i64, &Directory),
) -> Result<Option<SlotFigures>, Say> {
    let Some(code) = cells.text(row, "daypart")? else { return Ok(None) };
    let own = directory.stations.values().find(|one| one.number == station);
    let daypart = own.and_then(|own| own.dayparts.iter().find(|part| part.code == code));
    let no_daypart = || Say::new("stations.import.problem.daypart").text("code", code.clone());
    let daypart = daypart.ok_or_else(no_daypart)?.number;
    let word = cells.text(row, "days")?.unwrap_or_else(|| "all".to_owned());
    let days = Days::read(&word.to_lowercase());
    let days = days.ok_or_else(|| Say::new("stations.import.problem.days").text("value", word))?;
    Ok(Some(SlotFigures {
        daypart,
        days,
        tuned: share(cells, row, "tuned")?,
        repeat: share(cells, row, "repeat")?,
        spot: share(cells, row, "spot")?,
        programme: share(cells, row, "programme")?,
    }))
}

/// Put the rows about one station in one district together and compare them
/// with the figures in force; rows that contradict each other are all rejected.
pub fn decide_audience_file(
    read: &Read<AudienceLine>,
    held: &BTreeMap<(i64, i64), AudiencePlan>,
) -> Decided<AudiencePlan> {
    let mut decided = Decided { report: read.report(), plan: Vec::new() };
    let mut groups: BTreeMap<(i64, i64), Vec<&AudienceLine>> = BTreeMap::new();
    for row in &read.rows {
        groups.entry((row.plan.station, row.plan.place)).or_default().push(row);
    }
    for (whom, rows) in groups {
        match together(&rows) {
            Err(why) => decided.report.rejected.extend(rows.iter().map(|row| Rejected {
                line: row.line,
                cells: row.cells.clone(),
                why: why.clone(),
            })),
            Ok(plan) => {
                let old = held.get(&whom);
                if old.is_some_and(|old| same(old, &plan)) {
                    decided.report.unchanged += rows.len();
                    continue;
                }
                for row in &rows {
                    let line = told(row);
                    if old.is_some() {
                        decided.report.add_changed(line);
                    } else {
                        decided.report.add_new(line);
                    }
                }
                decided.plan.push(plan);
            }
        }
    }
    decided.report.rejected.sort_by_key(|rejected| rejected.line);
    decided
}

/// One survey's figures out of its rows: a value may stand on any of them, but
/// no two of them may differ.
fn together(rows: &[&AudienceLine]) -> Result<AudiencePlan, Say> {
    let mut plan = rows[0].plan.clone();
    let mut agree = true;
    for row in &rows[1..] {
        let (one, other) = (&mut plan.figures, &row.plan.figures);
        agree &= merge(&mut one.cume, other.cume) & merge(&mut one.week, other.week);
        agree &= merge(&mut one.day, other.day) & merge(&mut one.deff, other.deff);
        agree &= merge(&mut one.respondents, other.respondents);
        agree &= plan.source == row.plan.source && plan.as_of == row.plan.as_of;
        one.slots.extend(other.slots.iter().copied());
    }
    if !agree {
        return Err(Say::new("stations.import.problem.rows_differ"));
    }
    decide_audience(&plan.figures).map_err(|why| Say::new(why.words()))?;
    Ok(plan)
}

fn merge<T: PartialEq + Copy>(one: &mut Option<T>, other: Option<T>) -> bool {
    if one.is_none() {
        *one = other;
    }
    other.is_none() || *one == other
}

/// Whether two surveys' figures are the same, whatever the order of their slots.
fn same(old: &AudiencePlan, new: &AudiencePlan) -> bool {
    let sorted = |plan: &AudiencePlan| {
        let mut plan = plan.clone();
        plan.figures.slots.sort_by_key(|slot| (slot.daypart, slot.days));
        plan
    };
    sorted(old) == sorted(new)
}

fn told(row: &AudienceLine) -> Line {
    let percent = |field, share: Option<Share>| {
        share.map(|share| Change { field, old: None, new: format!("{} %", share.plain_percent()) })
    };
    let figures = &row.plan.figures;
    let slot = figures.slots.first();
    let changes = [
        percent("stations.field.cume", figures.cume),
        percent("stations.field.week", figures.week),
        percent("stations.field.day", figures.day),
        percent("stations.field.tuned", slot.and_then(|slot| slot.tuned)),
        percent("stations.field.repeat", slot.and_then(|slot| slot.repeat)),
        percent("stations.field.spot", slot.and_then(|slot| slot.spot)),
        percent("stations.field.programme", slot.and_then(|slot| slot.programme)),
    ];
    let changes = changes.into_iter().flatten().collect();
    Line { line: row.line, subject: row.subject.clone(), changes }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::table::columns;
    use crate::stations::rules::intake::NamedStation;
    use crate::stations::rules::usual_dayparts;

    const HEAD: &str = "station,district_pcode,cume,week,day,respondents,deff,daypart,days,tuned,\
        repeat,spot,programme,source,as_of\n";

    fn read(rows: &str) -> Read<AudienceLine> {
        let mut dayparts = usual_dayparts();
        (1..).zip(&mut dayparts).for_each(|(number, part)| part.number = number);
        let directory = Directory {
            stations: [("radio a".to_owned(), NamedStation { number: 7, dayparts })].into(),
            districts: [("X11".to_owned(), 1)].into(),
        };
        let table = Table::read(format!("{HEAD}{rows}").as_bytes()).expect("a table");
        read_audience(&table, &columns::guess(&table, AUDIENCE_WANTED), &directory)
    }

    const TWO: &str = "Radio A,X11,0.42,0.29,0.14,400,1.5,05-09,weekday,0.062,0.31,0.027,0.039,S,\
        2026-01-15\nRadio A,X11,,,,,,05-09,weekend,0.048,0.28,0.021,0.03,S,2026-01-15\n";

    #[test]
    fn rows_about_one_station_and_district_are_one_survey() {
        let read = read(TWO);
        assert_eq!(read.rejected, []);
        let new = decide_audience_file(&read, &BTreeMap::new());
        assert_eq!((new.report.new, new.plan.len()), (2, 1));
        let plan = new.plan[0].clone();
        assert_eq!(plan.figures.slots.len(), 2);
        assert_eq!(plan.figures.respondents, Some(400));
        let again = decide_audience_file(&read, &[((7, 1), plan)].into());
        assert_eq!((again.report.unchanged, again.plan.len()), (2, 0));
    }

    #[test]
    fn rows_that_contradict_are_all_rejected() {
        let other = "Radio A,X11,0.5,,,,,09-12,all,0.05,,,,S,2026-01-15\n";
        let decided = decide_audience_file(&read(&format!("{TWO}{other}")), &BTreeMap::new());
        let reasons: Vec<_> = decided.report.rejected.iter().map(|row| row.why.key).collect();
        assert_eq!(reasons, ["stations.import.problem.rows_differ"; 3]);
        let above = "Radio A,X11,0.04,,,,,09-12,all,0.05,,,,S,2026-01-15\n";
        let decided = decide_audience_file(&read(above), &BTreeMap::new());
        assert_eq!(decided.report.rejected[0].why.key, "stations.problem.slot_above_cume");
    }

    #[test]
    fn a_row_that_cannot_be_read_says_why() {
        let table = [
            ("Radio A,X11,1.2,,,,,,,,,,,S,2026-01-15", "stations.import.problem.share"),
            ("Radio A,X11,0.4,,,,,06-07,all,,,,,S,2026-01-15", "stations.import.problem.daypart"),
            ("Radio A,X11,0.4,,,,,05-09,monday,,,,,S,2026-01-15", "stations.import.problem.days"),
            ("Radio A,X11,0.4,,,-3,,,,,,,,S,2026-01-15", "imports.problem.negative"),
        ];
        for (row, reason) in table {
            let reasons: Vec<_> =
                read(&format!("{row}\n")).rejected.iter().map(|row| row.why.key).collect();
            assert_eq!(reasons, [reason], "{row}");
        }
    }
}
