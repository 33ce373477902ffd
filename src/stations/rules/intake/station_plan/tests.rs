//! A file of stations against what is known.

use std::collections::BTreeMap;

use super::*;
use crate::kit::table::{Table, columns};
use crate::stations::rules::intake::{STATION_WANTED, read_stations};

const HEAD: &str = "station,owner,site,district_pcode,freq_mhz,source\n";

fn decide(rows: &str, known: &BTreeMap<String, KnownStation>) -> Decided<PlannedStation> {
    let table = Table::read(format!("{HEAD}{rows}").as_bytes()).expect("a table");
    let columns = columns::guess(&table, STATION_WANTED);
    let districts = BTreeMap::from([("X11".to_owned(), 1), ("X12".to_owned(), 2)]);
    decide_station_file(&read_stations(&table, &columns, None), known, &districts)
}

/// What stands after a plan was carried out on an empty house.
fn carried_out(plan: &[PlannedStation]) -> BTreeMap<String, KnownStation> {
    let stations = plan.iter().zip(1..).map(|(planned, number)| {
        let terms = planned.terms.clone().expect("new");
        let transmitters = (1..).zip(planned.transmitters.iter().map(|(_, terms)| terms.clone()));
        let transmitters = transmitters.collect();
        (folded(&terms.name), KnownStation { number, version: 1, terms, transmitters })
    });
    stations.collect()
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let rows = "A,private,Hill,X11,95.5,S\nA,private,Ridge,X12,96.1,S\nB,community,,X11,,S\n";
    let first = decide(rows, &BTreeMap::new());
    assert_eq!((first.report.new, first.report.rejected.len()), (3, 0));
    assert_eq!(first.plan.len(), 2);

    let again = decide(rows, &carried_out(&first.plan));

    assert_eq!((again.report.new, again.report.changed, again.report.unchanged), (0, 0, 3));
    assert_eq!(again.plan, []);
}

#[test]
fn a_station_of_one_district_has_its_studio_there() {
    let plan =
        decide("A,,Hill,X11,95.5,\nA,,Ridge,X12,96.1,\nB,,Hill,X11,99.9,\n", &BTreeMap::new()).plan;
    let places: Vec<_> =
        plan.iter().map(|planned| planned.terms.as_ref().and_then(|terms| terms.place)).collect();
    assert_eq!(places, [None, Some(Id::new(1))]);
}

#[test]
fn a_changed_row_says_what_was_and_an_empty_cell_changes_nothing() {
    let first = decide("A,private,Hill,X11,95.5,S\n", &BTreeMap::new());
    let known = carried_out(&first.plan);

    let changed = decide("A,,Hill,X12,95.5,T\n", &known);

    assert_eq!(changed.report.changed, 1);
    let told: Vec<_> = changed.report.changed_first[0]
        .changes
        .iter()
        .map(|change| (change.field, change.old.as_deref().unwrap_or(""), change.new.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("stations.field.source", "S", "T"),
            ("stations.field.site_district", "#1", "#2"),
            ("stations.field.source", "S", "T"),
        ]
    );
    let kept = changed.plan[0].terms.as_ref().expect("the source changed");
    assert_eq!(kept.owner.as_deref(), Some("private"));
}

#[test]
fn rows_that_contradict_are_rejected_and_shared_frequencies_told() {
    let decided = decide(
        "A,private,Hill,X11,95.5,\nA,public,Ridge,X11,96.1,\nB,,Hill,X99,99.9,\nC,,Hut,X11,95.5,\n",
        &BTreeMap::new(),
    );
    let reasons: Vec<_> =
        decided.report.rejected.iter().map(|row| (row.line, row.why.key)).collect();
    assert_eq!(
        reasons,
        [(3, "stations.import.problem.owner_differs"), (4, "stations.import.problem.pcode"),]
    );
    let notes: Vec<_> = decided.report.notes.iter().map(|note| note.key).collect();
    assert_eq!(notes, ["stations.import.note.shared_frequency"]);
    assert_eq!(decided.report.new, 2);
}
