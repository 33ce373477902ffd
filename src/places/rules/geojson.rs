//! Shapes of places out of a GeoJSON file, each ring sound.

use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::kit::shapes::crossing::{self, Crossing};
use crate::kit::shapes::{Ring, signed_area};
use crate::kit::table::{Rejected, Say};
use crate::kit::{Refusal, limits};

/// A polygon: the outer ring, then its holes.
pub type Polygon = Vec<Ring>;

/// Points of one shape at most.
const POINTS_MAX: usize = 100_000;
/// Shapes of one file at most.
const SHAPES_MAX: usize = 20_000;

/// The shape of one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The number of the feature in the file, from 1.
    pub feature: usize,
    /// The P-code.
    pub code: String,
    /// The name that the file gives.
    pub name: String,
    /// The shape, outer rings against the clock, holes with it.
    pub polygons: Vec<Polygon>,
}

impl Shape {
    /// All rings in one list.
    pub fn rings(&self) -> Vec<Ring> {
        self.polygons.iter().flatten().cloned().collect()
    }

    /// What a person would call it.
    pub fn subject(&self) -> String {
        let Self { code, name, .. } = self;
        if name.is_empty() { code.clone() } else { format!("{name} ({code})") }
    }
}

/// All shapes of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShapeFile {
    /// Features read.
    pub read: usize,
    /// Shapes whose rings are sound.
    pub shapes: Vec<Shape>,
    /// Features that cannot be taken.
    pub rejected: Vec<Rejected>,
    /// Rings that ran the wrong way round and were turned.
    pub turned: usize,
    /// P-codes that stand on more than one feature.
    pub repeated: Vec<String>,
}

/// The file holds no shapes that can be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShapesRefused {
    /// Not JSON, or not in the form of GeoJSON.
    #[error("not GeoJSON: line {line}")]
    NotGeoJson {
        /// Where it stops being it.
        line: usize,
    },
    /// GeoJSON, but no collection of features.
    #[error("no FeatureCollection")]
    NoCollection,
    /// Positions in another system than WGS 84.
    #[error("positions are in {0}")]
    OtherSystem(String),
    /// Shapes that may not be shared.
    #[error("shapes of GADM may not be shared")]
    NotForSharing,
    /// More shapes or bytes than the limits.
    #[error("too large")]
    TooLarge,
}

impl Refusal for ShapesRefused {
    fn field(&self) -> &'static str {
        "file"
    }

    fn words(&self) -> &'static str {
        match self {
            Self::NotGeoJson { .. } => "places.problem.not_geojson",
            Self::NoCollection => "places.problem.no_collection",
            Self::OtherSystem(_) => "places.problem.other_system",
            Self::NotForSharing => "places.problem.not_for_sharing",
            Self::TooLarge => "places.problem.too_many_shapes",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotGeoJson { line } => vec![("line", line.to_string())],
            Self::OtherSystem(name) => vec![("system", name.clone())],
            _ => Vec::new(),
        }
    }
}

#[derive(Deserialize)]
struct Collection {
    r#type: String,
    #[serde(default)]
    features: Vec<Feature>,
    crs: Option<Value>,
}

#[derive(Deserialize)]
struct Feature {
    id: Option<Value>,
    properties: Option<Map<String, Value>>,
    geometry: Option<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    r#type: String,
    coordinates: Option<Nest>,
}

/// Coordinates nested to any depth; a list that starts with a number is a point.
enum Nest {
    Number(f64),
    Point(f64, f64),
    List(Vec<Nest>),
}

impl<'de> Deserialize<'de> for Nest {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Walk;
        impl<'de> Visitor<'de> for Walk {
            type Value = Nest;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("coordinates")
            }

            fn visit_f64<E>(self, number: f64) -> Result<Nest, E> {
                Ok(Nest::Number(number))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Nest, E> {
                Ok(Nest::Number(small(i32::try_from(number).ok())))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Nest, E> {
                Ok(Nest::Number(small(i32::try_from(number).ok())))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Nest, A::Error> {
                let Some(first) = items.next_element()? else { return Ok(Nest::List(Vec::new())) };
                let Nest::Number(x) = first else {
                    let mut list = vec![first];
                    while let Some(item) = items.next_element()? {
                        list.push(item);
                    }
                    return Ok(Nest::List(list));
                };
                let y = match items.next_element()? {
                    Some(Nest::Number(y)) => y,
                    _ => f64::NAN,
                };
                while items.next_element::<serde::de::IgnoredAny>()?.is_some() {}
                Ok(Nest::Point(x, y))
            }
        }
        from.deserialize_any(Walk)
    }
}

/// A whole number of degrees; one too large for degrees is no coordinate.
fn small(number: Option<i32>) -> f64 {
    number.map_or(f64::NAN, f64::from)
}

/// Read the shapes of a GeoJSON file.
///
/// # Errors
/// [`ShapesRefused`]: no such file, positions of another system, shapes that may
/// not be shared.
pub fn read(bytes: &[u8]) -> Result<ShapeFile, ShapesRefused> {
    if bytes.len() > limits::IMPORT_BYTES_MAX {
        return Err(ShapesRefused::TooLarge);
    }
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let collection: Collection = serde_json::from_slice(plain)
        .map_err(|why| ShapesRefused::NotGeoJson { line: why.line().max(1) })?;
    if collection.r#type != "FeatureCollection" {
        return Err(ShapesRefused::NoCollection);
    }
    if let Some(name) = collection.crs.as_ref().and_then(other_system) {
        return Err(ShapesRefused::OtherSystem(name));
    }
    if collection.features.len() > SHAPES_MAX {
        return Err(ShapesRefused::TooLarge);
    }
    let mut file = ShapeFile { read: collection.features.len(), ..ShapeFile::default() };
    for (at, feature) in collection.features.into_iter().enumerate() {
        let properties = feature.properties.unwrap_or_default();
        if properties.contains_key("GID_0") {
            return Err(ShapesRefused::NotForSharing);
        }
        let code = code_of(&properties, feature.id.as_ref());
        let name = name_of(&properties);
        let shape = shape(at + 1, code.clone(), name.clone(), feature.geometry, &mut file.turned);
        match shape {
            Ok(shape) => file.shapes.push(shape),
            Err(why) => {
                let cells = vec![code.unwrap_or_default(), name];
                file.rejected.push(Rejected { line: at + 1, cells, why });
            }
        }
    }
    let mut codes: Vec<&str> = file.shapes.iter().map(|shape| shape.code.as_str()).collect();
    codes.sort_unstable();
    let twice = codes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].to_owned());
    file.repeated = twice.collect();
    file.repeated.dedup();
    Ok(file)
}

/// The name of a coordinate system that is not WGS 84 by degrees.
fn other_system(crs: &Value) -> Option<String> {
    if crs.is_null() {
        return None;
    }
    let name = crs.pointer("/properties/name").and_then(Value::as_str).unwrap_or("?");
    let small = name.to_lowercase();
    let ours = ["crs84", "epsg:4326", "epsg::4326", "wgs84", "wgs 84"];
    let known = ours.iter().any(|known| small.ends_with(known));
    (!known).then(|| name.chars().take(60).collect())
}

fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty() && text.chars().count() <= limits::NAME_CHARS_MAX).then_some(text)
}

fn code_of(properties: &Map<String, Value>, id: Option<&Value>) -> Option<String> {
    let by_key = |wanted: &str| {
        let held = properties.iter().find(|(key, _)| key.to_lowercase() == wanted);
        held.and_then(|(_, value)| text_of(value))
    };
    // The deepest level that a feature names is its own; the others are above it.
    let keys = [
        "pcode",
        "adm3_pcode",
        "admin3pcode",
        "admin3_pcode",
        "adm2_pcode",
        "admin2pcode",
        "admin2_pcode",
        "adm1_pcode",
        "admin1pcode",
        "shapeiso",
    ];
    keys.into_iter().find_map(by_key).or_else(|| id.and_then(text_of))
}

fn name_of(properties: &Map<String, Value>) -> String {
    let keys = [
        "name",
        "adm3_en",
        "adm3_name",
        "adm2_en",
        "adm2_name",
        "adm1_en",
        "adm1_name",
        "shapename",
    ];
    let by_key = |wanted: &str| {
        let held = properties.iter().find(|(key, _)| key.to_lowercase() == wanted);
        held.and_then(|(_, value)| text_of(value))
    };
    keys.into_iter().find_map(by_key).unwrap_or_default()
}

fn shape(
    feature: usize,
    code: Option<String>,
    name: String,
    geometry: Option<Geometry>,
    turned: &mut usize,
) -> Result<Shape, Say> {
    let code = code.ok_or(Say::new("places.problem.shape_without_code"))?;
    let not_polygon = || Say::new("places.problem.not_polygon");
    let geometry = geometry.ok_or_else(not_polygon)?;
    let coordinates = geometry.coordinates.ok_or_else(not_polygon)?;
    let nested = match (geometry.r#type.as_str(), coordinates) {
        ("Polygon", Nest::List(rings)) => vec![Nest::List(rings)],
        ("MultiPolygon", Nest::List(polygons)) => polygons,
        _ => return Err(not_polygon()),
    };
    let mut polygons = Vec::new();
    let mut points = 0;
    for polygon in nested {
        let Nest::List(rings) = polygon else { return Err(not_polygon()) };
        let mut sound = Polygon::new();
        for ring in rings {
            let mut ring = ring_of(ring)?;
            points += ring.len();
            if points > POINTS_MAX {
                let say = Say::new("places.problem.too_many_points");
                return Err(say.whole("limit", POINTS_MAX));
            }
            let outer = sound.is_empty();
            if (signed_area(&ring) > 0.0) != outer {
                ring.reverse();
                *turned += 1;
            }
            sound.push(ring);
        }
        if sound.is_empty() {
            return Err(not_polygon());
        }
        polygons.push(sound);
    }
    if polygons.is_empty() {
        return Err(not_polygon());
    }
    Ok(Shape { feature, code, name, polygons })
}

/// A ring whose ends meet, within the earth, with an area, not crossing itself.
fn ring_of(nest: Nest) -> Result<Ring, Say> {
    let Nest::List(items) = nest else { return Err(Say::new("places.problem.not_polygon")) };
    let mut ring = Ring::with_capacity(items.len());
    for item in items {
        let Nest::Point(x, y) = item else { return Err(Say::new("places.problem.not_polygon")) };
        if !(-180.0..=180.0).contains(&x) || !(-90.0..=90.0).contains(&y) {
            let shown = format!("{x}, {y}");
            return Err(Say::new("places.problem.position").text("value", shown));
        }
        ring.push((x, y));
    }
    if ring.len() < 4 || ring.first() != ring.last() {
        return Err(Say::new("places.problem.ring_open"));
    }
    ring.dedup();
    ring.pop();
    if ring.len() < 3 || signed_area(&ring).abs() < 1e-12 {
        return Err(Say::new("places.problem.ring_flat"));
    }
    match crossing::of(&ring) {
        Crossing::None => Ok(ring),
        Crossing::At((x, y)) => {
            let shown = format!("{x}, {y}");
            Err(Say::new("places.problem.ring_crosses").text("value", shown))
        }
        Crossing::TooMany => Err(Say::new("places.problem.ring_too_crooked")),
    }
}

#[cfg(test)]
#[path = "geojson_tests.rs"]
mod tests;
