//! Cells around points: every spot of a country goes to the nearest centre.

use super::{Bounds, Point, Ring, centre};

/// The convex ring around points; fewer than three corners when they lie in line.
///
/// Source: A. M. Andrew's monotone chain, 1979.
pub fn hull(points: &[Point]) -> Ring {
    let mut sorted: Vec<Point> = points.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    sorted.dedup();
    let turn = |o: Point, a: Point, b: Point| (a.0 - o.0) * (b.1 - o.1) - (a.1 - o.1) * (b.0 - o.0);
    let half = |points: &mut dyn Iterator<Item = Point>| {
        let mut chain = Ring::new();
        for point in points {
            while chain.len() >= 2
                && turn(chain[chain.len() - 2], chain[chain.len() - 1], point) <= 0.0
            {
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut ring = half(&mut sorted.iter().copied());
    ring.extend(half(&mut sorted.iter().rev().copied()));
    ring
}

/// The land that centres stand in: their hull grown from its middle, or a box
/// with room around them when they lie in line.
pub fn land(centres: &[Point], grown_by: f64) -> Ring {
    let ring = hull(centres);
    let spread = Bounds::of(centres.iter().copied()).map_or(0.0, |b| b.width().max(b.height()));
    let flat = super::signed_area(&ring).abs() < spread * spread * 0.01;
    match centre(&ring) {
        Some((x, y)) if !flat => {
            let grow = 1.0 + grown_by;
            ring.iter().map(|p| (x + (p.0 - x) * grow, y + (p.1 - y) * grow)).collect()
        }
        _ => room_around(centres, spread),
    }
}

fn room_around(centres: &[Point], spread: f64) -> Ring {
    let Some(bounds) = Bounds::of(centres.iter().copied()) else { return Ring::new() };
    let b = bounds.grown(if spread > 0.0 { spread * 0.25 } else { 0.5 });
    vec![(b.left, b.bottom), (b.right, b.bottom), (b.right, b.top), (b.left, b.top)]
}

/// The part of a convex land that is nearer to each centre than to any other.
///
/// Shape: one ring per centre, in order; two centres on one spot share a cell.
pub fn around(centres: &[Point], land: &[Point]) -> Vec<Ring> {
    centres
        .iter()
        .map(|here| {
            centres.iter().filter(|there| *there != here).fold(land.to_vec(), |cell, there| {
                if cell.is_empty() { cell } else { nearer(&cell, *here, *there) }
            })
        })
        .collect()
}

/// What of a cell is nearer to `here` than to `there`.
fn nearer(cell: &[Point], here: Point, there: Point) -> Ring {
    let (dx, dy) = (there.0 - here.0, there.1 - here.1);
    let (mx, my) = (f64::midpoint(here.0, there.0), f64::midpoint(here.1, there.1));
    let beyond = |p: Point| (p.0 - mx) * dx + (p.1 - my) * dy;
    let mut kept = Ring::new();
    for (a, b) in super::edges(cell) {
        let (from, to) = (beyond(a), beyond(b));
        if from <= 0.0 {
            kept.push(a);
        }
        if (from < 0.0 && to > 0.0) || (from > 0.0 && to < 0.0) {
            let part = from / (from - to);
            kept.push((a.0 + (b.0 - a.0) * part, a.1 + (b.1 - a.1) * part));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::shapes::signed_area;
    use proptest::prelude::*;

    #[test]
    fn two_centres_share_a_land_in_halves() {
        let land = [(0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (0.0, 2.0)];
        let cells = around(&[(1.0, 1.0), (3.0, 1.0)], &land);
        assert!((signed_area(&cells[0]) - 4.0).abs() < 1e-9);
        assert!((signed_area(&cells[1]) - 4.0).abs() < 1e-9);
    }

    #[test]
    fn centres_in_line_or_alone_still_get_land() {
        for centres in [vec![(1.0, 1.0)], vec![(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)], vec![]] {
            let cells = around(&centres, &land(&centres, 0.08));
            assert!(cells.iter().all(|cell| cell.len() >= 3), "{centres:?}");
        }
    }

    proptest! {
        #[test]
        fn cells_fill_the_land(
            centres in prop::collection::vec((0.0..10.0_f64, 0.0..10.0_f64), 3..30),
        ) {
            let land = land(&centres, 0.08);
            let cells = around(&centres, &land);
            let whole = signed_area(&land);
            let sum: f64 = cells.iter().map(|cell| signed_area(cell)).sum();
            prop_assert!((sum - whole).abs() <= whole.abs() * 1e-6 + 1e-9, "{sum} of {whole}");
        }
    }
}
