//! How much two shapes overlap, measured along level lines.

use super::{Bounds, Point, Ring, edges};

/// Level lines laid through the box that two shapes share. The measure misses
/// slivers lower than one part in so many of that box.
const LINES: u16 = 256;

/// The area that two shapes share, in the square of their unit.
///
/// Shape: rings of each, holes included; the order and the winding do not matter.
pub fn shared_area(one: &[Ring], other: &[Ring]) -> f64 {
    let bounds = |rings: &[Ring]| Bounds::of(rings.iter().flatten().copied());
    let (Some(a), Some(b)) = (bounds(one), bounds(other)) else { return 0.0 };
    let Some(both) = a.shared(b) else { return 0.0 };
    let step = both.height() / f64::from(LINES);
    let (one, other) = (edges_in(one, both), edges_in(other, both));
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut length = 0.0;
    for line in 0..LINES {
        let y = both.bottom + (f64::from(line) + 0.5) * step;
        crossings(&one, y, &mut left);
        crossings(&other, y, &mut right);
        length += shared_length(&left, &right);
    }
    length * step
}

/// The edges of a shape that reach into the height of a box.
fn edges_in(rings: &[Ring], bounds: Bounds) -> Vec<(Point, Point)> {
    let near =
        |(a, b): &(Point, Point)| a.1.max(b.1) >= bounds.bottom && a.1.min(b.1) <= bounds.top;
    rings.iter().flat_map(|ring| edges(ring)).filter(near).collect()
}

fn crossings(edges: &[(Point, Point)], y: f64, at: &mut Vec<f64>) {
    at.clear();
    for (a, b) in edges {
        if (a.1 > y) != (b.1 > y) {
            at.push(a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0));
        }
    }
    at.sort_by(f64::total_cmp);
}

/// The length of level line that lies inside both shapes; inside is between
/// each odd crossing and the even one after it.
fn shared_length(one: &[f64], other: &[f64]) -> f64 {
    let ((one, _), (other, _)) = (one.as_chunks::<2>(), other.as_chunks::<2>());
    let (mut i, mut j, mut length) = (0, 0, 0.0);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        length += (a[1].min(b[1]) - a[0].max(b[0])).max(0.0);
        if a[1] < b[1] { i += 1 } else { j += 1 }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, side: f64) -> Ring {
        vec![(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
    }

    #[test]
    fn overlap_of_squares_is_exact_and_of_neighbours_none() {
        let one = [square(0.0, 0.0, 2.0)];
        assert!((shared_area(&one, &[square(1.0, 1.0, 2.0)]) - 1.0).abs() < 1e-9);
        assert!((shared_area(&one, &one) - 4.0).abs() < 1e-9);
        assert!(shared_area(&one, &[square(2.0, 0.0, 2.0)]).abs() < 1e-9);
        let holed = [square(0.0, 0.0, 4.0), square(1.0, 1.0, 2.0)];
        assert!((shared_area(&holed, &[square(0.0, 0.0, 4.0)]) - 12.0).abs() < 0.05);
        assert!(shared_area(&one, &[]).abs() < f64::EPSILON);
    }

    #[test]
    fn overlap_of_slanted_shapes_is_close() {
        let triangle = [vec![(0.0, 0.0), (4.0, 0.0), (0.0, 4.0)]];
        assert!((shared_area(&triangle, &[square(0.0, 0.0, 4.0)]) - 8.0).abs() < 0.001);
    }
}
