//! What a file says beside what is known.

use std::collections::HashMap;

use super::area::{AreaRow, Figure, Level, Status};
use crate::kit::table::{Change, Say};

/// A place as it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownPlace {
    /// District or sector.
    pub level: Level,
    /// Its name.
    pub name: String,
    /// The P-code of the place above.
    pub parent: Option<String>,
    /// The P-code of the province.
    pub province_code: Option<String>,
    /// The name of the province.
    pub province: Option<String>,
    /// Degrees north and east of the centre.
    pub centre: Option<(f64, f64)>,
}

/// A figure as it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownFigure {
    /// The numbers.
    pub figure: Figure,
    /// Who says so.
    pub source: String,
    /// Under which licence.
    pub licence: Option<String>,
}

/// Everything that is known of places, by P-code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// The places.
    pub places: HashMap<String, KnownPlace>,
    /// The figures, by code, year and status.
    pub figures: HashMap<(String, i32, Status), KnownFigure>,
}

/// Who says what a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// What the person gave; nothing keeps the source of figures that do not change.
    pub given: Option<String>,
    /// What is written when nothing was given.
    pub fallback: String,
    /// Under which licence.
    pub licence: Option<String>,
}

impl Source {
    /// The source that is written.
    pub fn written(&self) -> &str {
        self.given.as_deref().unwrap_or(&self.fallback)
    }
}

/// What a row does to what is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// The place is new.
    New(Planned, Vec<Change>),
    /// Something of it, or a figure, is new or changes.
    Changed(Planned, Vec<Change>),
    /// Nothing.
    Unchanged,
    /// The row cannot be taken.
    Rejected(Say),
}

/// What is written for a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// The P-code.
    pub code: String,
    /// The place as it will be; `None` when it stays as it is.
    pub place: Option<KnownPlace>,
    /// Figures that are new or change.
    pub figures: Vec<Figure>,
}

/// Compare one row with what is known.
pub fn compare(row: &AreaRow, level: Level, known: &Known, source: &Source) -> Effect {
    let held = known.places.get(&row.code);
    if let Err(why) = fits(row, level, held, known) {
        return Effect::Rejected(why);
    }
    let mut changes = Vec::new();
    let Some(wanted) = place_after(row, level, held) else {
        return Effect::Rejected(Say::new("places.problem.no_name").text("code", &row.code));
    };
    place_changes(held, &wanted, &mut changes);
    let place = (!changes.is_empty()).then_some(wanted);
    let mut figures = Vec::new();
    for figure in &row.figures {
        let key = (row.code.clone(), figure.year, figure.status);
        if figure_changes(known.figures.get(&key), *figure, source, &mut changes) {
            figures.push(*figure);
        }
    }
    let planned = Planned { code: row.code.clone(), place, figures };
    match held {
        None => Effect::New(planned, changes),
        Some(_) if changes.is_empty() => Effect::Unchanged,
        Some(_) => Effect::Changed(planned, changes),
    }
}

fn fits(row: &AreaRow, level: Level, held: Option<&KnownPlace>, known: &Known) -> Result<(), Say> {
    if held.is_some_and(|held| held.level != level) {
        return Err(Say::new("places.problem.other_kind").text("code", &row.code));
    }
    if level == Level::Sector {
        let parent = row.parent.as_deref().unwrap_or_default();
        let district = known.places.get(parent).is_some_and(|p| p.level == Level::District);
        if !district {
            return Err(Say::new("places.problem.unknown_district").text("code", parent));
        }
    }
    Ok(())
}

/// The place as it will be: what the row leaves open stays as it is.
fn place_after(row: &AreaRow, level: Level, held: Option<&KnownPlace>) -> Option<KnownPlace> {
    let keep = |new: &Option<String>, old: fn(&KnownPlace) -> &Option<String>| {
        new.clone().or_else(|| held.and_then(|held| old(held).clone()))
    };
    let parent = match level {
        Level::District => None,
        Level::Sector => keep(&row.parent, |held| &held.parent),
    };
    Some(KnownPlace {
        level,
        name: row.name.clone().or_else(|| held.map(|held| held.name.clone()))?,
        parent,
        province_code: keep(&row.province_code, |held| &held.province_code),
        province: keep(&row.province, |held| &held.province),
        centre: row.centre.or_else(|| held.and_then(|held| held.centre)),
    })
}

fn place_changes(held: Option<&KnownPlace>, wanted: &KnownPlace, changes: &mut Vec<Change>) {
    let mut note = |field: &'static str, old: Option<String>, new: Option<String>| {
        if let Some(new) = new.filter(|new| old.as_ref() != Some(new)) {
            changes.push(Change { field, old, new });
        }
    };
    let centre = |place: &KnownPlace| place.centre.map(|(lat, lon)| format!("{lat}, {lon}"));
    note("places.field.name", held.map(|p| p.name.clone()), Some(wanted.name.clone()));
    let text = |read: fn(&KnownPlace) -> &Option<String>| {
        (held.and_then(|held| read(held).clone()), read(wanted).clone())
    };
    let (old, new) = text(|place| &place.parent);
    note("places.field.district", old, new);
    let (old, new) = text(|place| &place.province_code);
    note("places.field.province_code", old, new);
    let (old, new) = text(|place| &place.province);
    note("places.field.province", old, new);
    note("places.field.centre", held.and_then(centre), centre(wanted));
}

/// Note what a figure changes; say whether anything.
fn figure_changes(
    held: Option<&KnownFigure>,
    figure: Figure,
    source: &Source,
    changes: &mut Vec<Change>,
) -> bool {
    let numbers = |figure: &Figure| {
        let parts = [Some(figure.total), figure.male, figure.female, figure.adults];
        let texts = parts.map(|part| part.map_or_else(|| "–".to_owned(), |n| n.to_string()));
        format!("{} {}: {}", figure.year, figure.status, texts.join(" / "))
    };
    let Some(held) = held else {
        let new = numbers(&figure);
        changes.push(Change { field: "places.field.people", old: None, new });
        return true;
    };
    let before = changes.len();
    if held.figure != figure {
        let (old, new) = (Some(numbers(&held.figure)), numbers(&figure));
        changes.push(Change { field: "places.field.people", old, new });
    }
    if let Some(given) = source.given.as_ref().filter(|given| **given != held.source) {
        let (old, new) = (Some(held.source.clone()), given.clone());
        changes.push(Change { field: "places.field.source", old, new });
    }
    if let Some(licence) = source.licence.as_ref().filter(|new| held.licence.as_ref() != Some(new))
    {
        let (old, new) = (held.licence.clone(), licence.clone());
        changes.push(Change { field: "places.field.licence", old, new });
    }
    changes.len() > before
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(code: &str) -> AreaRow {
        let figure = Figure {
            year: 2022,
            status: Status::Census,
            total: 10,
            male: None,
            female: None,
            adults: None,
        };
        AreaRow {
            line: 2,
            cells: Vec::new(),
            code: code.into(),
            name: Some("Aruba".into()),
            parent: None,
            province_code: None,
            province: None,
            centre: Some((-1.5, 30.0)),
            figures: vec![figure],
        }
    }

    fn known_after(effect: &Effect) -> Known {
        let mut known = Known::default();
        let (Effect::New(planned, _) | Effect::Changed(planned, _)) = effect else { return known };
        known.places.extend(planned.place.clone().map(|place| (planned.code.clone(), place)));
        for figure in &planned.figures {
            let key = (planned.code.clone(), figure.year, figure.status);
            let (source, licence) = ("x".to_owned(), None);
            known.figures.insert(key, KnownFigure { figure: *figure, source, licence });
        }
        known
    }

    #[test]
    fn the_same_row_twice_changes_nothing() {
        let source = Source { fallback: "x".into(), ..Source::default() };
        let first = compare(&row("D1"), Level::District, &Known::default(), &source);
        assert!(matches!(first, Effect::New(..)));

        let known = known_after(&first);
        let again = compare(&row("D1"), Level::District, &known, &source);
        assert_eq!(again, Effect::Unchanged);

        let mut other = row("D1");
        other.figures[0].total = 11;
        let Effect::Changed(planned, changes) = compare(&other, Level::District, &known, &source)
        else {
            panic!("changed");
        };
        assert_eq!((planned.place, planned.figures.len(), changes.len()), (None, 1, 1));

        let given = Source { given: Some("census office".into()), ..source };
        let effect = compare(&row("D1"), Level::District, &known, &given);
        assert!(matches!(effect, Effect::Changed(..)));
    }

    #[test]
    fn rows_that_do_not_fit_are_rejected() {
        let source = Source::default();
        let known = known_after(&compare(&row("D1"), Level::District, &Known::default(), &source));
        let as_sector = compare(&row("D1"), Level::Sector, &known, &source);
        assert!(matches!(as_sector, Effect::Rejected(ref why) if why.key.ends_with("other_kind")));
        let orphan = AreaRow { parent: Some("D9".into()), ..row("S1") };
        let orphan = compare(&orphan, Level::Sector, &known, &source);
        assert!(
            matches!(orphan, Effect::Rejected(ref why) if why.key.ends_with("unknown_district"))
        );
        let nameless = AreaRow { name: None, ..row("D2") };
        let nameless = compare(&nameless, Level::District, &known, &source);
        assert!(matches!(nameless, Effect::Rejected(ref why) if why.key.ends_with("no_name")));
        let renamed = AreaRow { name: None, ..row("D1") };
        assert_eq!(compare(&renamed, Level::District, &known, &source), Effect::Unchanged);
    }
}
