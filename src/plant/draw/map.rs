//! The map of areas: their real shapes where known, else cells around centres.

use super::Drawing;
use super::labels::{Label, Labels, Look};
use super::svg::{Anchor, Svg, Variant};
use crate::kit::shapes::{self, Bounds, Point, Ring, arcs, cells};

/// One area of a map.
#[derive(Clone, Debug, Default)]
pub struct Area {
    /// Its name, in the language of the page.
    pub name: String,
    /// Its value ready to show, such as `62 %`; `None` draws no text.
    pub value: Option<String>,
    /// Its shade 0..=5; `None` for areas that are not in question.
    pub shade: Option<u8>,
    /// Its centre, degrees east and north.
    pub centre: Option<Point>,
    /// Its shape in degrees; empty when not known.
    pub rings: Vec<Ring>,
}

/// A map and its words.
#[derive(Clone, Copy, Debug)]
pub struct Map<'a> {
    /// What the map shows; the values of the areas follow it by themselves.
    pub label: &'a str,
    /// The word that marks a drawing that is not to scale.
    pub schematic: &'a str,
    /// The areas.
    pub areas: &'a [Area],
}

/// Bytes that one of the two drawings may have.
const BYTES_MAX: usize = 6 * 1024;
/// Half pixels by which borders may move at first.
const TOLERANCE: f64 = 1.0;
/// Times that the tolerance grows before the drawing is taken as it is.
const ROUNDS: usize = 10;
/// Times that it grows before names, then nothing more, are left out.
const ROUNDS_WITH_NAMES: usize = 5;
/// Bytes that close a drawing.
const CLOSING_BYTES: usize = 7;
/// By how much the hull of the centres grows to be the land.
const LAND_GROWN_BY: f64 = 0.08;

/// Draw the map. An area without shape and centre is left out of the drawing,
/// not out of its words.
///
/// Units: two drawings of at most 6 KB, 560 and 300 wide.
pub fn map(map: &Map) -> Drawing {
    let words = spoken(map);
    Drawing(Variant::BOTH.map(|variant| one(map, variant, &words)).concat())
}

fn spoken(map: &Map) -> String {
    let told = map
        .areas
        .iter()
        .filter_map(|area| area.value.as_ref().map(|value| format!("{} {value}", area.name)));
    let values = told.collect::<Vec<_>>().join(", ");
    if values.is_empty() { map.label.to_owned() } else { format!("{}: {values}", map.label) }
}

/// The land on paper: half pixels, so that whole numbers are exact enough.
struct Paper {
    size: (f64, f64),
    /// Rings of each area, in half pixels.
    shapes: Vec<Vec<Ring>>,
    /// The land's border when the drawing is schematic.
    land: Option<Ring>,
}

fn one(map: &Map, variant: Variant, words: &str) -> String {
    let paper = paper(map.areas, variant);
    let mut shapes = arcs::simplified(&paper.shapes, TOLERANCE);
    let mut labels: Vec<Vec<Vec<Label>>> =
        (0..map.areas.len()).map(|at| label_groups(map.areas, &shapes, at, variant)).collect();
    let everything = written_texts(map, &paper, &labels);
    for groups in &mut labels {
        groups.retain(|group| group.len() == 1);
    }
    let values = written_texts(map, &paper, &labels);
    let head = Svg::chart(variant, paper.size, words);
    let mut land = written_land(map, &paper, &shapes);
    let mut tolerance = TOLERANCE;
    for round in 0..ROUNDS {
        let texts = if round < ROUNDS_WITH_NAMES { &everything } else { &values };
        if head.len() + land.len() + texts.len() <= BYTES_MAX - CLOSING_BYTES {
            break;
        }
        tolerance *= 1.5;
        shapes = arcs::simplified(&shapes, tolerance);
        land = written_land(map, &paper, &shapes);
    }
    let fits = head.len() + land.len() + everything.len() <= BYTES_MAX - CLOSING_BYTES;
    let mut svg = head;
    svg.raw(&land);
    svg.raw(if fits { &everything } else { &values });
    svg.close()
}

fn paper(areas: &[Area], variant: Variant) -> Paper {
    let real = areas.iter().any(|area| !area.rings.is_empty());
    let (degrees, land) = if real {
        (areas.iter().map(|area| area.rings.clone()).collect::<Vec<_>>(), None)
    } else {
        schematic(areas)
    };
    let points = degrees.iter().flatten().flatten().copied();
    let width = variant.pick(560.0, 300.0);
    let Some(bounds) = Bounds::of(points) else {
        return Paper { size: (width, 40.0), shapes: degrees, land: None };
    };
    let margin = variant.pick(15.0, 8.0);
    let shrink = f64::midpoint(bounds.bottom, bounds.top).to_radians().cos().max(0.01);
    let (wide, high) = ((bounds.width() * shrink).max(1e-6), bounds.height().max(1e-6));
    let scale = ((width - 2.0 * margin) / wide).min(variant.pick(560.0, 330.0) / high);
    let size = (width, high * scale + 2.0 * margin);
    let indent = (width - wide * scale) / 2.0;
    let place = |(x, y): &Point| {
        let right = indent + (x - bounds.left) * shrink * scale;
        let down = margin + (bounds.top - y) * scale;
        (right * 2.0, down * 2.0)
    };
    let placed = |ring: &Ring| ring.iter().map(place).collect::<Ring>();
    let shapes = degrees.iter().map(|rings| rings.iter().map(placed).collect()).collect();
    Paper { size, shapes, land: land.as_ref().map(placed) }
}

fn schematic(areas: &[Area]) -> (Vec<Vec<Ring>>, Option<Ring>) {
    let centres: Vec<Point> = areas.iter().filter_map(|area| area.centre).collect();
    let land = cells::land(&centres, LAND_GROWN_BY);
    let mut found = cells::around(&centres, &land).into_iter();
    let ring = |area: &Area| area.centre.and_then(|_| found.next()).into_iter().collect();
    let rings = areas.iter().map(ring).collect();
    (rings, Some(land))
}

fn written_land(map: &Map, paper: &Paper, shapes: &[Vec<Ring>]) -> String {
    let mut svg = Svg::part();
    svg.raw("<g transform=\"scale(.5)\" stroke=\"var(--surface)\" stroke-width=\"2.5\"");
    svg.raw(" stroke-linejoin=\"round\">");
    for shade in [None, Some(0), Some(1), Some(2), Some(3), Some(4), Some(5)] {
        let of_shade = map.areas.iter().zip(shapes).filter(|(area, _)| area.shade == shade);
        write_shapes(&mut svg, of_shade.map(|(_, rings)| rings), shade.unwrap_or(0));
    }
    if let Some(land) = &paper.land {
        svg.path(land, true, "fill=\"none\" stroke=\"var(--line-strong)\"");
    }
    svg.raw("</g>");
    svg.into_part()
}

fn written_texts(map: &Map, paper: &Paper, areas: &[Vec<Vec<Label>>]) -> String {
    let mut svg = Svg::part();
    let mut labels = Labels::new(paper.size);
    if paper.land.is_some() {
        let look = Look { class: "m t11", pixels: 11, bold: false };
        labels.put(&mut svg, (2.0, paper.size.1 - 4.0), Anchor::Start, look, map.schematic);
    }
    for groups in areas {
        labels.put_first(&mut svg, groups);
    }
    svg.into_part()
}

fn write_shapes<'a>(svg: &mut Svg, shapes: impl Iterator<Item = &'a Vec<Ring>>, shade: u8) {
    let mut outline = String::new();
    for ring in shapes.flatten() {
        write_ring(&mut outline, ring);
    }
    if outline.is_empty() {
        return;
    }
    svg.raw("<path fill=\"var(--q");
    svg.put(f64::from(shade));
    svg.raw(")\" fill-rule=\"evenodd\" d=\"");
    svg.raw(&outline);
    svg.raw("\"/>");
}

/// A ring in whole half pixels, each point told from the one before.
fn write_ring(outline: &mut String, ring: &[Point]) {
    let whole = |(x, y): Point| (x.round() + 0.0, y.round() + 0.0);
    let mut points = ring.iter().map(|point| whole(*point));
    let Some(mut last) = points.next() else { return };
    outline.push('M');
    outline.push_str(&last.0.to_string());
    outline.push(' ');
    outline.push_str(&last.1.to_string());
    outline.push('l');
    for point in points {
        let (dx, dy) = (point.0 - last.0 + 0.0, point.1 - last.1 + 0.0);
        if dx.abs() + dy.abs() > 0.0 {
            for step in [dx, dy] {
                if step >= 0.0 && !outline.ends_with('l') {
                    outline.push(' ');
                }
                outline.push_str(&step.to_string());
            }
            last = point;
        }
    }
    if outline.ends_with('l') {
        outline.push_str("0 0");
    }
    outline.push('Z');
}

/// The looks of value and name inside a shade.
fn looks(shade: u8, variant: Variant) -> (Look, Look) {
    let pixels = variant.pick(17, 12);
    let (value, name) = match (shade, variant) {
        (0..=2, Variant::Wide) => ("b t17 lo", "lo"),
        (0..=2, Variant::Narrow) => ("b lo", "lo"),
        (3, Variant::Wide) => ("b t17 mid", "mid"),
        (3, Variant::Narrow) => ("b mid", "mid"),
        (_, Variant::Wide) => ("b t17 hi", "hi"),
        (_, Variant::Narrow) => ("b hi", "hi"),
    };
    let name = Look { class: name, pixels: 12, bold: false };
    (Look { class: value, pixels, bold: true }, name)
}

/// Where the texts of an area may stand, best first: both inside, the value
/// alone inside, both beside it where no other area has a value.
fn label_groups(
    areas: &[Area],
    shapes: &[Vec<Ring>],
    index: usize,
    variant: Variant,
) -> Vec<Vec<Label>> {
    let area = &areas[index];
    let rings = &shapes[index];
    let bounds = Bounds::of(rings.iter().flatten().map(|p| (p.0 / 2.0, p.1 / 2.0)));
    let (Some(value), Some(bounds)) = (&area.value, bounds) else { return Vec::new() };
    let middle = middle_of(rings);
    let (value_look, name_look) = looks(area.shade.unwrap_or(0), variant);
    let stacked = |(x, y): Point, anchor, value_look: Look, name_look: Look| {
        let place = |text: &String, y, look| Label { text: text.clone(), at: (x, y), anchor, look };
        vec![place(value, y, value_look), place(&area.name, y + 14.0, name_look)]
    };
    let around = |(x, y): Point| [(x, y), (x, y + 9.0), (x, y - 9.0), (x + 12.0, y), (x - 12.0, y)];
    let spots = around(middle);
    let mut groups: Vec<Vec<Label>> =
        spots.map(|spot| stacked(spot, Anchor::Middle, value_look, name_look)).into();
    groups.extend(spots.map(|(x, y)| {
        vec![Label {
            text: value.clone(),
            at: (x, y + 5.0),
            anchor: Anchor::Middle,
            look: value_look,
        }]
    }));
    groups.retain(|group| group.iter().all(|label| lies_in(label, rings)));
    let halo = Look { class: "halo", pixels: 12, bold: false };
    let beside = [
        ((bounds.right + 4.0, middle.1), Anchor::Start),
        ((bounds.left - 4.0, middle.1), Anchor::End),
        ((middle.0, bounds.bottom - 18.0), Anchor::Middle),
        ((middle.0, bounds.top + 14.0), Anchor::Middle),
    ]
    .map(|(spot, anchor)| stacked(spot, anchor, Look::BOLD_HALO, halo));
    let others = |label: &Label| {
        let valued = |at: &usize| *at != index && areas[*at].value.is_some();
        (0..areas.len()).filter(valued).any(|at| touches(label, &shapes[at]))
    };
    groups.extend(beside.into_iter().filter(|group| !group.iter().any(others)));
    groups
}

/// The middle of the largest ring, in pixels.
fn middle_of(rings: &[Ring]) -> Point {
    let area = |ring: &&Ring| shapes::signed_area(ring).abs();
    let largest = rings.iter().max_by(|a, b| area(a).total_cmp(&area(b)));
    let (x, y) = largest.and_then(|ring| shapes::centre(ring)).unwrap_or_default();
    (x / 2.0, y / 2.0)
}

/// Points on the border of a text's box, in half pixels.
fn border_of(label: &Label) -> Vec<Point> {
    let b = label.bounds();
    let steps = [0.0, 0.25, 0.5, 0.75, 1.0];
    let levels = [b.bottom, b.top].into_iter();
    levels.flat_map(|y| steps.map(|step| ((b.left + b.width() * step) * 2.0, y * 2.0))).collect()
}

fn lies_in(label: &Label, rings: &[Ring]) -> bool {
    border_of(label).into_iter().all(|point| shapes::holds(rings, point))
}

fn touches(label: &Label, rings: &[Ring]) -> bool {
    border_of(label).into_iter().any(|point| shapes::holds(rings, point))
}
