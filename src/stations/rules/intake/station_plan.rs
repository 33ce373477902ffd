//! What a file of stations would change, station by station.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveTime;

use super::{Decided, Read, StationRow};
use crate::kit::fold::folded;
use crate::kit::table::{Change, Line, Rejected, Say};
use crate::kit::{Id, Share};
use crate::stations::rules::{Frequency, OwnerKind, StationTerms, TransmitterTerms};

/// A station as it stands before the import.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownStation {
    /// Its number.
    pub number: i64,
    /// Its version.
    pub version: i64,
    /// Who it is.
    pub terms: StationTerms,
    /// Its transmitters by number.
    pub transmitters: Vec<(i64, TransmitterTerms)>,
}

/// A station as it stands after the import.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedStation {
    /// Number and version of one that is there.
    pub known: Option<(i64, i64)>,
    /// Who it is, if that is new or changes.
    pub terms: Option<StationTerms>,
    /// Transmitters that are new or change, with the number of those that are there.
    pub transmitters: Vec<(Option<i64>, TransmitterTerms)>,
}

/// Compare a file with what is known. A cell that is empty changes nothing.
pub fn decide_station_file(
    read: &Read<StationRow>,
    known: &BTreeMap<String, KnownStation>,
    districts: &BTreeMap<String, i64>,
) -> Decided<PlannedStation> {
    let mut decided = Decided { report: read.report(), plan: Vec::new() };
    let mut by_station: BTreeMap<String, Vec<&StationRow>> = BTreeMap::new();
    for row in &read.rows {
        match against(row, by_station.get(&folded(&row.name)), districts) {
            Some(why) => {
                let (line, cells) = (row.line, row.cells.clone());
                decided.report.rejected.push(Rejected { line, cells, why });
            }
            None => by_station.entry(folded(&row.name)).or_default().push(row),
        }
    }
    let taken: Vec<&StationRow> = by_station.values().flatten().copied().collect();
    if districts.is_empty() && taken.iter().any(|row| row.pcode.is_some()) {
        decided.report.notes.push(Say::new("stations.import.note.no_districts"));
    }
    let silent = taken.iter().filter(|row| row.frequency.is_none()).count();
    if silent > 0 {
        let note = Say::new("stations.import.note.no_frequency").whole("count", silent);
        decided.report.notes.push(note);
    }
    decided.report.notes.extend(shared_frequencies(&taken));
    let mut lines = Vec::new();
    for (folded_name, rows) in &by_station {
        let (planned, told) = plan(rows, known.get(folded_name), districts);
        lines.extend(told);
        decided.plan.extend(planned);
    }
    lines.sort_by_key(|(line, _)| line.line);
    for (line, novelty) in lines {
        match novelty {
            Novelty::New => decided.report.add_new(line),
            Novelty::Changed => decided.report.add_changed(line),
            Novelty::Unchanged => decided.report.unchanged += 1,
        }
    }
    decided.report.rejected.sort_by_key(|rejected| rejected.line);
    decided
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Novelty {
    New,
    Changed,
    Unchanged,
}

/// The one reason against a row that could be read.
fn against(
    row: &StationRow,
    earlier: Option<&Vec<&StationRow>>,
    districts: &BTreeMap<String, i64>,
) -> Option<Say> {
    let code = row.pcode.as_ref().filter(|_| !districts.is_empty());
    if let Some(code) = code.filter(|code| !districts.contains_key(*code)) {
        return Some(Say::new("stations.import.problem.pcode").text("code", code));
    }
    let owner = row.owner.as_ref()?;
    let other = earlier?.iter().find(|one| one.owner.as_ref().is_some_and(|said| said != owner))?;
    Some(Say::new("stations.import.problem.owner_differs").whole("line", other.line))
}

/// Frequencies that two stations have in one district: both may be true at
/// different times, so a person is told.
fn shared_frequencies(rows: &[&StationRow]) -> Vec<Say> {
    let mut heard: BTreeMap<(Frequency, &str), BTreeSet<&str>> = BTreeMap::new();
    for row in rows {
        if let Some((frequency, code)) = row.frequency.zip(row.pcode.as_deref()) {
            heard.entry((frequency, code)).or_default().insert(&row.name);
        }
    }
    let several = heard.into_iter().filter(|(_, names)| names.len() > 1);
    let note = |((frequency, code), names): ((Frequency, &str), BTreeSet<&str>)| {
        Say::new("stations.import.note.shared_frequency")
            .text("frequency", frequency.to_string())
            .text("code", code)
            .text("stations", names.into_iter().collect::<Vec<_>>().join(", "))
    };
    several.map(note).collect()
}

fn plan(
    rows: &[&StationRow],
    known: Option<&KnownStation>,
    districts: &BTreeMap<String, i64>,
) -> (Option<PlannedStation>, Vec<(Line, Novelty)>) {
    let terms = station_terms(rows, known, districts);
    let of_station =
        known.map_or_else(|| changes(None, &terms), |known| changes(Some(&known.terms), &terms));
    let mut planned = PlannedStation {
        known: known.map(|known| (known.number, known.version)),
        terms: (known.is_none() || !of_station.is_empty()).then_some(terms),
        transmitters: Vec::new(),
    };
    let mut lines = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut changes = if at == 0 { of_station.clone() } else { Vec::new() };
        let mut novelty = match (known, changes.is_empty()) {
            (None, _) => Novelty::New,
            (Some(_), false) => Novelty::Changed,
            (Some(_), true) => Novelty::Unchanged,
        };
        if let Some(frequency) = row.frequency {
            let held = known.and_then(|known| same_transmitter(known, row));
            let terms = transmitter_terms(row, frequency, held.map(|(_, terms)| terms), districts);
            let of_row = transmitter_changes(held.map(|(_, terms)| terms), &terms);
            if held.is_none() {
                novelty = Novelty::New;
            } else if !of_row.is_empty() {
                novelty = Novelty::Changed;
            }
            if !of_row.is_empty() {
                planned.transmitters.push((held.map(|(number, _)| *number), terms));
            }
            changes.extend(of_row);
        }
        lines.push((Line { line: row.line, subject: row.name.clone(), changes }, novelty));
    }
    let nothing = planned.terms.is_none() && planned.transmitters.is_empty();
    ((!nothing).then_some(planned), lines)
}

fn same_transmitter<'a>(
    known: &'a KnownStation,
    row: &StationRow,
) -> Option<&'a (i64, TransmitterTerms)> {
    let site = folded(&row.site);
    known.transmitters.iter().find(|(_, terms)| {
        Some(terms.frequency) == row.frequency
            && folded(&terms.site) == site
            && terms.valid.from == row.valid.from
    })
}

/// Who the station is, from all its rows over what is known.
fn station_terms(
    rows: &[&StationRow],
    known: Option<&KnownStation>,
    districts: &BTreeMap<String, i64>,
) -> StationTerms {
    let held = known.map(|known| &known.terms);
    let first =
        |of: fn(&StationRow) -> Option<&String>| rows.iter().find_map(|row| of(row)).cloned();
    let owner = first(|row| row.owner.as_ref());
    let languages: BTreeSet<String> = rows.iter().flat_map(|row| row.languages.clone()).collect();
    let codes: BTreeSet<&String> = rows.iter().filter_map(|row| row.pcode.as_ref()).collect();
    let place = match codes.len() {
        1 => codes.first().and_then(|code| districts.get(*code)).copied().map(Id::new),
        _ => None,
    };
    let silent = rows.iter().all(|row| row.frequency.is_none());
    let note = if silent { first(|row| row.note.as_ref()) } else { None };
    let early = NaiveTime::from_hms_opt(5, 0, 0).expect("an hour of the day");
    StationTerms {
        name: held.map_or_else(|| rows[0].name.clone(), |terms| terms.name.clone()),
        town: first(|row| row.town.as_ref()).or_else(|| held?.town.clone()),
        place: held.and_then(|terms| terms.place).or(place),
        owner_kind: match (held, &owner) {
            (Some(terms), Some(words)) if terms.owner.as_ref() == Some(words) => terms.owner_kind,
            (Some(terms), None) => terms.owner_kind,
            (_, words) => OwnerKind::in_words(words.as_deref().unwrap_or_default()),
        },
        owner: owner.or_else(|| held?.owner.clone()),
        zone: rows
            .iter()
            .find_map(|row| row.zone)
            .or_else(|| Some(held?.zone))
            .unwrap_or(chrono_tz::Africa::Kigali),
        broadcast_day_starts: held.map_or(early, |terms| terms.broadcast_day_starts),
        languages: match held {
            Some(terms) if languages.is_empty() => terms.languages.clone(),
            _ => languages,
        },
        national_share: rows.iter().find_map(|row| row.national).or_else(|| held?.national_share),
        note: note.or_else(|| held?.note.clone()),
        source: first(|row| row.source.as_ref()).or_else(|| held?.source.clone()),
        as_of: first(|row| row.as_of.as_ref()).or_else(|| held?.as_of.clone()),
    }
}

fn transmitter_terms(
    row: &StationRow,
    frequency: Frequency,
    held: Option<&TransmitterTerms>,
    districts: &BTreeMap<String, i64>,
) -> TransmitterTerms {
    let place = row.pcode.as_ref().and_then(|code| districts.get(code)).copied().map(Id::new);
    let or = |new: &Option<String>, old: fn(&TransmitterTerms) -> &Option<String>| {
        new.clone().or_else(|| old(held?).clone())
    };
    TransmitterTerms {
        site: held.map_or_else(|| row.site.clone(), |terms| terms.site.clone()),
        place: place.or_else(|| held?.place),
        frequency,
        position: row.position.or_else(|| held?.position),
        position_basis: or(&row.position_basis, |terms| &terms.position_basis),
        power_w: row.power_w.or_else(|| held?.power_w),
        antenna_m: row.antenna_m.or_else(|| held?.antenna_m),
        valid: super::super::Validity {
            from: row.valid.from,
            to: row.valid.to.or_else(|| held?.valid.to),
        },
        note: or(&row.note, |terms| &terms.note),
        source: or(&row.source, |terms| &terms.source),
        as_of: or(&row.as_of, |terms| &terms.as_of),
        serves: held.map(|terms| terms.serves.clone()).unwrap_or_default(),
    }
}

/// What differs between two lists of named values.
fn differing(
    old: Option<Vec<(&'static str, Option<String>)>>,
    new: Vec<(&'static str, Option<String>)>,
) -> Vec<Change> {
    let is_new = old.is_none();
    let old = old.unwrap_or_default();
    let before =
        |field| old.iter().find(|(name, _)| *name == field).and_then(|(_, was)| was.clone());
    new.into_iter()
        .filter_map(|(field, value)| {
            let (was, new) = (before(field), value.unwrap_or_default());
            let same = was.clone().unwrap_or_default() == new;
            (!same || (is_new && !new.is_empty())).then_some(Change { field, old: was, new })
        })
        .collect()
}

fn changes(old: Option<&StationTerms>, new: &StationTerms) -> Vec<Change> {
    let named = |terms: &StationTerms| {
        let languages: Vec<&str> = terms.languages.iter().map(String::as_str).collect();
        let languages = (!languages.is_empty()).then(|| languages.join(" "));
        vec![
            ("stations.field.name", Some(terms.name.clone())),
            ("stations.field.owner", terms.owner.clone()),
            ("stations.field.town", terms.town.clone()),
            ("stations.field.district", terms.place.map(|place| format!("#{place}"))),
            ("stations.field.languages", languages),
            ("stations.field.zone", Some(terms.zone.name().to_owned())),
            ("stations.field.national", terms.national_share.map(Share::plain_percent)),
            ("stations.field.note", terms.note.clone()),
            ("stations.field.source", terms.source.clone()),
            ("stations.field.as_of", terms.as_of.clone()),
        ]
    };
    differing(old.map(named), named(new))
}

fn transmitter_changes(old: Option<&TransmitterTerms>, new: &TransmitterTerms) -> Vec<Change> {
    let named = |terms: &TransmitterTerms| {
        let position =
            terms.position.map(|at| format!("{}, {} ({})", at.lat, at.lon, at.kind.code()));
        vec![
            ("stations.field.frequency", Some(terms.frequency.to_string())),
            ("stations.field.site", Some(terms.site.clone())),
            ("stations.field.site_district", terms.place.map(|place| format!("#{place}"))),
            ("stations.field.position", position),
            ("stations.field.position_basis", terms.position_basis.clone()),
            ("stations.field.power", terms.power_w.map(|watts| watts.to_string())),
            ("stations.field.antenna", terms.antenna_m.map(|metres| metres.to_string())),
            ("stations.field.valid_from", terms.valid.from.map(|day| day.to_string())),
            ("stations.field.valid_to", terms.valid.to.map(|day| day.to_string())),
            ("stations.field.note", terms.note.clone()),
            ("stations.field.source", terms.source.clone()),
            ("stations.field.as_of", terms.as_of.clone()),
        ]
    };
    differing(old.map(named), named(new))
}

#[cfg(test)]
mod tests;
