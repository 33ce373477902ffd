//! Shapes as the database keeps them: outlines for the screen, whole shapes as GeoJSON.

use super::geojson::Polygon;
use crate::kit::shapes::Ring;

/// Steps per degree in an outline: about eleven metres.
const STEPS: f64 = 1e4;

/// Rings as text: whole steps, each point told from the one before, rings
/// parted by `;`.
pub fn written(rings: &[Ring]) -> String {
    let mut text = String::new();
    for ring in rings {
        if !text.is_empty() {
            text.push(';');
        }
        let mut last = (0.0, 0.0);
        for (x, y) in ring {
            let here = ((x * STEPS).round(), (y * STEPS).round());
            for step in [here.0 - last.0, here.1 - last.1] {
                if !text.is_empty() && !text.ends_with(';') {
                    text.push(' ');
                }
                text.push_str(&(step + 0.0).to_string());
            }
            last = here;
        }
    }
    text
}

/// The rings of an outline; a part that cannot be read is left out.
pub fn read(text: &str) -> Vec<Ring> {
    let ring = |part: &str| -> Option<Ring> {
        let steps: Vec<f64> =
            part.split(' ').map(|step| step.parse().ok()).collect::<Option<_>>()?;
        let mut last = (0.0, 0.0);
        let (pairs, odd) = steps.as_chunks::<2>();
        let points = pairs.iter().map(|[dx, dy]| {
            last = (last.0 + dx, last.1 + dy);
            (last.0 / STEPS, last.1 / STEPS)
        });
        let ring: Ring = points.collect();
        (odd.is_empty() && ring.len() >= 3).then_some(ring)
    };
    text.split(';').filter_map(ring).collect()
}

/// A shape as a GeoJSON geometry, rings closed.
pub fn geometry(polygons: &[Polygon]) -> String {
    let mut text = String::from("{\"type\":\"MultiPolygon\",\"coordinates\":[");
    for (at, polygon) in polygons.iter().enumerate() {
        text.push_str(if at == 0 { "[" } else { ",[" });
        for (at, ring) in polygon.iter().enumerate() {
            text.push_str(if at == 0 { "[" } else { ",[" });
            for (at, (x, y)) in ring.iter().chain(ring.first()).enumerate() {
                text.push_str(if at == 0 { "[" } else { ",[" });
                for part in [x.to_string().as_str(), ",", y.to_string().as_str(), "]"] {
                    text.push_str(part);
                }
            }
            text.push(']');
        }
        text.push(']');
    }
    text.push_str("]}");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_come_back_as_they_went() {
        let rings = vec![
            vec![(30.0769, -1.9548), (30.0732, -1.9437), (30.0669, -1.9378)],
            vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)],
        ];
        let text = written(&rings);
        assert_eq!(text, "300769 -19548 -37 111 -63 59;0 0 10000 0 0 10000");
        for (ring, back) in rings.iter().zip(read(&text)) {
            for (one, other) in ring.iter().zip(back) {
                assert!((one.0 - other.0).abs() < 1e-9 && (one.1 - other.1).abs() < 1e-9);
            }
        }
        assert!(read("").is_empty() && read("1 2 3;x").is_empty());
    }
}
