//! Whether the shapes of a file fit their places, each other and what lies above.
//!
//! Overlap is looked for among the shapes of the file, along 256 level lines for
//! each pair of neighbours; slivers lower than that are not seen.

use std::collections::{BTreeMap, HashMap};

use super::area::Level;
use super::compare::KnownPlace;
use super::geojson::{Polygon, Shape, ShapeFile};
use super::outline;
use crate::kit::shapes::{self, Bounds, Point, Ring, arcs, scan};
use crate::kit::table::{Change, Check, Line, Rejected, Report, Say};

/// Of the smaller neighbour, how much may lie in the other.
const OVERLAP_MAX: f64 = 0.001;
/// Of a place, how much must lie in the one above.
const INSIDE_MIN: f64 = 0.9;
/// Degrees that a country may reach beyond the centres of its places.
const BEYOND: f64 = 1.0;
/// Degrees by which a border on the screen may move: about 55 m.
const SCREEN_TOLERANCE: f64 = 0.0005;
/// Names that a sentence lists at most.
const NAMES_MAX: usize = 10;

/// What is known about places and shapes.
#[derive(Clone, Debug, Default)]
pub struct KnownLand {
    /// Places by P-code.
    pub places: HashMap<String, KnownPlace>,
    /// Stored shapes by P-code, as their text.
    pub shapes: HashMap<String, String>,
    /// Stored shapes of districts, as rings.
    pub outlines: HashMap<String, Vec<Ring>>,
}

/// A shape that will be stored.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedShape {
    /// The P-code.
    pub code: String,
    /// The whole shape as GeoJSON.
    pub shape: String,
    /// The shape for the screen.
    pub outline: String,
    /// Square kilometres.
    pub area_km2: f64,
}

/// What an import of shapes would do.
#[derive(Clone, Debug, Default)]
pub struct DecidedLayer {
    /// For people.
    pub report: Report,
    /// For the database.
    pub plan: Vec<PlannedShape>,
}

/// How closely shapes are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// Neighbours and parents too; takes longer.
    Whole,
    /// Only what decides which rows are written.
    Rows,
}

/// Compare the shapes of a file with what is known, and check them.
pub fn decide(file: &ShapeFile, known: &KnownLand, care: Care) -> DecidedLayer {
    let mut report = Report {
        read: file.read,
        rejected: file.rejected.clone(),
        header: vec!["pcode".to_owned(), "name".to_owned()],
        ..Report::default()
    };
    let country = country(known);
    let mut taken: Vec<&Shape> = Vec::new();
    for shape in &file.shapes {
        match fits(shape, known, country) {
            Ok(()) => taken.push(shape),
            Err(why) => {
                let cells = vec![shape.code.clone(), shape.name.clone()];
                report.rejected.push(Rejected { line: shape.feature, cells, why });
            }
        }
    }
    report.rejected.sort_by_key(|rejected| rejected.line);
    if file.turned > 0 {
        report.notes.push(Say::new("places.note.turned").whole("count", file.turned));
    }
    if !file.repeated.is_empty() {
        let say = Say::new("places.check.codes_repeated").text("codes", list(&file.repeated));
        report.checks.push(Check { found: say, good: false, acceptable: false });
    }
    if care == Care::Whole {
        report.notes.extend(without_shape(&taken, known));
        report.checks.extend(overlaps(&taken, known));
        report.checks.extend(inside(&taken, known, &mut report.notes));
    }
    let plan = plan(&taken, known, &mut report);
    DecidedLayer { report, plan }
}

fn list(names: &[String]) -> String {
    let shown = names.iter().take(NAMES_MAX).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > NAMES_MAX { format!("{shown} …") } else { shown }
}

/// The box that all known centres lie in, with room around.
fn country(known: &KnownLand) -> Option<Bounds> {
    let centres = known.places.values().filter_map(|place| place.centre);
    Bounds::of(centres.map(|(lat, lon)| (lon, lat))).map(|bounds| bounds.grown(BEYOND))
}

fn fits(shape: &Shape, known: &KnownLand, country: Option<Bounds>) -> Result<(), Say> {
    if !known.places.contains_key(&shape.code) {
        return Err(Say::new("places.problem.shape_of_nothing").text("code", &shape.code));
    }
    let (Some(country), Some((x, y))) = (country, middle(&shape.polygons)) else { return Ok(()) };
    if country.holds((x, y)) {
        return Ok(());
    }
    if country.holds((y, x)) {
        return Err(Say::new("places.problem.shape_swapped"));
    }
    Err(Say::new("places.problem.shape_far"))
}

/// The middle of the largest polygon.
fn middle(polygons: &[Polygon]) -> Option<Point> {
    let outer = polygons.iter().filter_map(|polygon| polygon.first());
    let area = |ring: &&Ring| shapes::signed_area(ring).abs();
    let largest = outer.max_by(|a, b| area(a).total_cmp(&area(b)))?;
    shapes::centre(largest)
}

fn plain_area(rings: &[Ring]) -> f64 {
    rings.iter().map(|ring| shapes::signed_area(ring)).sum::<f64>().abs()
}

/// Places of the same level that will have no shape.
fn without_shape(taken: &[&Shape], known: &KnownLand) -> Option<Say> {
    let level = known.places.get(&taken.first()?.code)?.level;
    let given = |code: &String| {
        known.shapes.contains_key(code) || taken.iter().any(|shape| shape.code == *code)
    };
    let mut names: Vec<String> = known
        .places
        .iter()
        .filter(|(code, place)| place.level == level && !given(code))
        .map(|(code, place)| format!("{} ({code})", place.name))
        .collect();
    names.sort_unstable();
    let say = Say::new("places.note.without_shape").whole("count", names.len());
    (!names.is_empty()).then(|| say.text("names", list(&names)))
}

fn overlaps(taken: &[&Shape], known: &KnownLand) -> Vec<Check> {
    let level = |shape: &Shape| known.places.get(&shape.code).map(|place| place.level);
    let rings: Vec<Vec<Ring>> = taken.iter().map(|shape| shape.rings()).collect();
    let bounds: Vec<Option<Bounds>> =
        rings.iter().map(|rings| Bounds::of(rings.iter().flatten().copied())).collect();
    let mut pairs = 0_usize;
    let mut checks = Vec::new();
    for one in 0..taken.len() {
        for other in one + 1..taken.len() {
            let near = bounds[one].zip(bounds[other]).is_some_and(|(a, b)| a.shared(b).is_some());
            if !near || level(taken[one]) != level(taken[other]) {
                continue;
            }
            pairs += 1;
            let shared = scan::shared_area(&rings[one], &rings[other]);
            let smaller = plain_area(&rings[one]).min(plain_area(&rings[other]));
            if shared > smaller * OVERLAP_MAX {
                let say = Say::new("places.check.overlap").text("one", taken[one].subject());
                let say = say.text("other", taken[other].subject());
                let found = say.share("share", shared / smaller);
                checks.push(Check { found, good: false, acceptable: true });
            }
        }
    }
    if checks.is_empty() {
        let found = Say::new("places.check.no_overlap").whole("pairs", pairs);
        checks.push(Check { found, good: true, acceptable: true });
    }
    checks
}

fn inside(taken: &[&Shape], known: &KnownLand, notes: &mut Vec<Say>) -> Vec<Check> {
    let in_file: HashMap<&str, Vec<Ring>> =
        taken.iter().map(|shape| (shape.code.as_str(), shape.rings())).collect();
    let (mut looked, mut unknown, mut checks) = (0_usize, 0_usize, Vec::new());
    for shape in taken {
        let Some(place) = known.places.get(&shape.code) else { continue };
        let (Level::Sector, Some(parent)) = (place.level, &place.parent) else { continue };
        let above = in_file.get(parent.as_str()).or_else(|| known.outlines.get(parent));
        let Some(above) = above else {
            unknown += 1;
            continue;
        };
        looked += 1;
        let own = shape.rings();
        let share = scan::shared_area(&own, above) / plain_area(&own);
        if share < INSIDE_MIN {
            let say = Say::new("places.check.outside").text("place", shape.subject());
            let found = say.text("district", parent).share("share", 1.0 - share);
            checks.push(Check { found, good: false, acceptable: true });
        }
    }
    if unknown > 0 {
        notes.push(Say::new("places.note.inside_unknown").whole("count", unknown));
    }
    if looked > 0 && checks.is_empty() {
        let found = Say::new("places.check.inside").whole("count", looked);
        checks.push(Check { found, good: true, acceptable: true });
    }
    checks
}

/// New and changed shapes, with outlines that neighbours share.
fn plan(taken: &[&Shape], known: &KnownLand, report: &mut Report) -> Vec<PlannedShape> {
    let mut layers: BTreeMap<&str, Vec<&Shape>> = BTreeMap::new();
    for shape in taken {
        let level = known.places.get(&shape.code).map_or("", |place| place.level.code());
        layers.entry(level).or_default().push(shape);
    }
    let mut planned = Vec::new();
    for layer in layers.into_values() {
        let texts: Vec<String> =
            layer.iter().map(|shape| outline::geometry(&shape.polygons)).collect();
        let same = |(shape, text): (&&Shape, &String)| known.shapes.get(&shape.code) == Some(text);
        if layer.iter().zip(&texts).all(same) {
            report.unchanged += layer.len();
            continue;
        }
        let whole: Vec<Vec<Ring>> = layer.iter().map(|shape| shape.rings()).collect();
        let outlines = arcs::simplified(&whole, SCREEN_TOLERANCE);
        for ((shape, text), rings) in layer.iter().zip(texts).zip(outlines) {
            let line = |changes| Line { line: shape.feature, subject: shape.subject(), changes };
            let area = area_km2(&shape.polygons);
            let new = format!("{area:.1} km²");
            match known.shapes.get(&shape.code) {
                Some(held) if *held == text => {
                    report.unchanged += 1;
                    continue;
                }
                Some(_) => {
                    let old = Some("–".to_owned());
                    let change = Change { field: "places.field.shape", old, new };
                    report.add_changed(line(vec![change]));
                }
                None => {
                    let change = Change { field: "places.field.shape", old: None, new };
                    report.add_new(line(vec![change]));
                }
            }
            let (code, outline) = (shape.code.clone(), outline::written(&rings));
            planned.push(PlannedShape { code, shape: text, outline, area_km2: area });
        }
    }
    planned
}

fn area_km2(polygons: &[Polygon]) -> f64 {
    let one = |polygon: &Polygon| {
        let mut rings = polygon.iter().map(|ring| shapes::area_km2(ring));
        let outer = rings.next().unwrap_or(0.0);
        outer - rings.sum::<f64>()
    };
    polygons.iter().map(one).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(level: Level, parent: Option<&str>, centre: (f64, f64)) -> KnownPlace {
        KnownPlace {
            level,
            name: "Aruba".into(),
            parent: parent.map(str::to_owned),
            province_code: None,
            province: None,
            centre: Some(centre),
        }
    }

    fn square(code: &str, x: f64, y: f64, side: f64) -> Shape {
        let ring = vec![(x, y), (x + side, y), (x + side, y + side), (x, y + side)];
        let (name, polygons) = (String::new(), vec![vec![ring]]);
        Shape { feature: 1, code: code.into(), name, polygons }
    }

    fn known() -> KnownLand {
        let mut known = KnownLand::default();
        known.places.insert("D1".into(), place(Level::District, None, (-1.5, 30.5)));
        known.places.insert("D2".into(), place(Level::District, None, (-1.5, 31.5)));
        known.places.insert("S1".into(), place(Level::Sector, Some("D1"), (-1.5, 30.5)));
        known
    }

    fn file(shapes: Vec<Shape>) -> ShapeFile {
        ShapeFile { read: shapes.len(), shapes, ..ShapeFile::default() }
    }

    fn failed(decided: &DecidedLayer) -> Vec<&'static str> {
        decided.report.checks.iter().filter(|check| !check.good).map(|c| c.found.key).collect()
    }

    #[test]
    fn sound_neighbours_are_taken_once() {
        let two = file(vec![square("D1", 30.0, -2.0, 1.0), square("D2", 31.0, -2.0, 1.0)]);
        let decided = decide(&two, &known(), Care::Whole);
        assert!(failed(&decided).is_empty());
        assert_eq!((decided.report.new, decided.plan.len()), (2, 2));
        assert!((decided.plan[0].area_km2 - 12_357.0).abs() < 20.0);

        let mut after = known();
        let stored = decided.plan.iter().map(|shape| (shape.code.clone(), shape.shape.clone()));
        after.shapes.extend(stored);
        let again = decide(&two, &after, Care::Whole);
        assert_eq!((again.report.unchanged, again.plan.len()), (2, 0));
    }

    #[test]
    fn overlap_and_lying_outside_are_told() {
        let over = file(vec![square("D1", 30.0, -2.0, 1.0), square("D2", 30.9, -2.0, 1.0)]);
        assert_eq!(failed(&decide(&over, &known(), Care::Whole)), ["places.check.overlap"]);
        let mut with_district = known();
        let rings = square("D1", 30.0, -2.0, 1.0).rings();
        with_district.outlines.insert("D1".into(), rings);
        let astray = file(vec![square("S1", 30.8, -1.5, 0.4)]);
        let decided = decide(&astray, &with_district, Care::Whole);
        assert_eq!(failed(&decided), ["places.check.outside"]);
    }

    #[test]
    fn shapes_of_nothing_far_away_or_turned_round_are_rejected() {
        let reason = |shape: Shape| {
            decide(&file(vec![shape]), &known(), Care::Whole).report.rejected[0].why.key
        };
        assert_eq!(reason(square("D9", 30.0, -2.0, 1.0)), "places.problem.shape_of_nothing");
        assert_eq!(reason(square("D1", -2.0, 30.0, 1.0)), "places.problem.shape_swapped");
        assert_eq!(reason(square("D1", 10.0, 50.0, 1.0)), "places.problem.shape_far");
        let mut twice = file(vec![square("D1", 30.0, -2.0, 1.0)]);
        twice.repeated.push("D1".into());
        let decided = decide(&twice, &known(), Care::Whole);
        assert!(decided.report.stands_against(true, true).is_some());
    }
}
