//! Simpler rings whose shared borders stay shared.

use std::collections::HashMap;

use super::{Point, Ring, signed_area};

/// The digits of a rounded point: equal for equal points, in a fixed order.
type Key = (u64, u64);

/// Steps per unit by which points are told apart: a ten-millionth of a degree.
const STEPS: f64 = 1e7;

fn key((x, y): Point) -> Key {
    // Adding zero makes one zero of the two that floating point has.
    let digits = |value: f64| ((value * STEPS).round() + 0.0).to_bits();
    (digits(x), digits(y))
}

/// Leave out the points that move no border by more than `tolerance`.
///
/// Borders are cut where more than two of them meet; each piece is simplified
/// once, in one direction, so neighbours keep the very same points. A ring that
/// shrinks to nothing is left out; the largest of a shape never is.
///
/// Shape: one list of rings per area in, the same number of lists out.
pub fn simplified(areas: &[Vec<Ring>], tolerance: f64) -> Vec<Vec<Ring>> {
    let keyed: Vec<Vec<Vec<(Key, Point)>>> =
        areas.iter().map(|rings| rings.iter().map(|ring| with_keys(ring)).collect()).collect();
    let joints = joints_of(&keyed);
    keyed
        .iter()
        .map(|rings| {
            let simple: Vec<Ring> =
                rings.iter().map(|ring| simple_ring(ring, &joints, tolerance)).collect();
            let kept: Vec<Ring> = simple.into_iter().filter(|ring| ring.len() >= 3).collect();
            if kept.is_empty() { largest_in_four_points(rings) } else { kept }
        })
        .collect()
}

fn with_keys(ring: &[Point]) -> Vec<(Key, Point)> {
    let mut keyed: Vec<(Key, Point)> = ring.iter().map(|point| (key(*point), *point)).collect();
    keyed.dedup_by_key(|(key, _)| *key);
    if keyed.len() > 1 && keyed[0].0 == keyed[keyed.len() - 1].0 {
        keyed.pop();
    }
    keyed
}

/// Points at which more than two borders meet.
fn joints_of(areas: &[Vec<Vec<(Key, Point)>>]) -> HashMap<Key, bool> {
    let mut neighbours: HashMap<Key, [Option<Key>; 2]> = HashMap::new();
    let mut joints = HashMap::new();
    for ring in areas.iter().flatten() {
        for at in 0..ring.len() {
            let here = ring[at].0;
            let sides = [ring[(at + ring.len() - 1) % ring.len()].0, ring[(at + 1) % ring.len()].0];
            let known = neighbours.entry(here).or_default();
            for side in sides {
                if known.contains(&Some(side)) {
                    continue;
                }
                match known.iter_mut().find(|held| held.is_none()) {
                    Some(free) => *free = Some(side),
                    None => {
                        joints.insert(here, true);
                    }
                }
            }
        }
    }
    joints
}

fn simple_ring(ring: &[(Key, Point)], joints: &HashMap<Key, bool>, tolerance: f64) -> Ring {
    let mut cuts: Vec<usize> =
        (0..ring.len()).filter(|at| joints.contains_key(&ring[*at].0)).collect();
    if cuts.is_empty() {
        let Some(first) = (0..ring.len()).min_by_key(|at| ring[*at].0) else { return Vec::new() };
        cuts.push(first);
    }
    let mut simple = Ring::new();
    for (place, &from) in cuts.iter().enumerate() {
        let to = cuts[(place + 1) % cuts.len()];
        let length = if to > from { to - from } else { to + ring.len() - from };
        let arc: Vec<(Key, Point)> =
            (0..=length).map(|step| ring[(from + step) % ring.len()]).collect();
        let kept = simple_arc(arc, tolerance);
        simple.extend_from_slice(&kept[..kept.len() - 1]);
    }
    simple
}

/// One piece of border, simplified in the direction in which both neighbours
/// would walk it.
fn simple_arc(mut arc: Vec<(Key, Point)>, tolerance: f64) -> Vec<Point> {
    let ends = |arc: &[(Key, Point)]| {
        let last = arc.len() - 1;
        ((arc[0].0, arc[1.min(last)].0), (arc[last].0, arc[last.saturating_sub(1)].0))
    };
    let (front, back) = ends(&arc);
    let turned = back < front;
    if turned {
        arc.reverse();
    }
    let points: Vec<Point> = arc.iter().map(|(_, point)| *point).collect();
    let mut kept = if points[0] == points[points.len() - 1] {
        let far = farthest_from_start(&points);
        let mut kept = line(&points[..=far], tolerance);
        kept.pop();
        kept.extend(line(&points[far..], tolerance));
        kept
    } else {
        line(&points, tolerance)
    };
    if turned {
        kept.reverse();
    }
    kept
}

fn farthest_from_start(points: &[Point]) -> usize {
    let distance = |at: &usize| (points[*at].0 - points[0].0).hypot(points[*at].1 - points[0].1);
    (0..points.len()).max_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(0)
}

/// The line without the points that lie within `tolerance` of what remains.
///
/// Source: D. H. Douglas and T. K. Peucker, 1973.
pub fn line(points: &[Point], tolerance: f64) -> Vec<Point> {
    if points.len() < 3 {
        return points.to_vec();
    }
    let mut keep = vec![false; points.len()];
    keep[0] = true;
    keep[points.len() - 1] = true;
    let mut spans = vec![(0, points.len() - 1)];
    while let Some((from, to)) = spans.pop() {
        let far = (from + 1..to)
            .map(|at| (at, distance_to(points[at], points[from], points[to])))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((at, distance)) = far
            && distance > tolerance
        {
            keep[at] = true;
            spans.push((from, at));
            spans.push((at, to));
        }
    }
    points.iter().zip(keep).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}

fn distance_to(p: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 {
        (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (p.0 - a.0 - along * dx).hypot(p.1 - a.1 - along * dy)
}

/// The outermost four points of the largest ring, in their order on it.
fn largest_in_four_points(rings: &[Vec<(Key, Point)>]) -> Vec<Ring> {
    let plain = |ring: &Vec<(Key, Point)>| ring.iter().map(|(_, point)| *point).collect::<Ring>();
    let area = |ring: &Ring| signed_area(ring).abs();
    let Some(ring) = rings.iter().map(plain).max_by(|a, b| area(a).total_cmp(&area(b))) else {
        return Vec::new();
    };
    let outermost = |measure: fn(&Point) -> f64| {
        (0..ring.len()).max_by(|a, b| measure(&ring[*a]).total_cmp(&measure(&ring[*b])))
    };
    let sides: [fn(&Point) -> f64; 4] = [|p| p.0, |p| p.1, |p| -p.0, |p| -p.1];
    let mut corners: Vec<usize> = sides.into_iter().filter_map(outermost).collect();
    corners.sort_unstable();
    corners.dedup();
    vec![corners.into_iter().map(|at| ring[at]).collect()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// Two neighbours with a crooked border between them.
    fn neighbours() -> Vec<Vec<Ring>> {
        let border: Vec<Point> =
            (0..=20).map(|y| (5.0 + f64::from(y % 3) * 0.1, f64::from(y))).collect();
        let mut west = vec![(0.0, 20.0), (0.0, 0.0)];
        west.extend(&border);
        let mut east = vec![(10.0, 0.0), (10.0, 20.0)];
        east.extend(border.iter().rev());
        vec![vec![west], vec![east]]
    }

    #[test]
    fn neighbours_keep_the_same_border() {
        let simple = simplified(&neighbours(), 0.05);
        let keys = |ring: &Ring| -> HashSet<Key> {
            ring.iter().copied().filter(|(x, _)| (4.0..6.0).contains(x)).map(key).collect()
        };
        assert_eq!(keys(&simple[0][0]), keys(&simple[1][0]));

        let coarse = simplified(&neighbours(), 1.0);
        assert_eq!((coarse[0][0].len(), coarse[1][0].len()), (4, 4));
    }

    #[test]
    fn a_small_island_goes_and_the_largest_ring_stays() {
        let dot: Ring = vec![(50.0, 0.0), (50.01, 0.0), (50.01, 0.01)];
        let with_dot = vec![vec![neighbours()[0][0].clone(), dot.clone()], vec![dot]];
        let simple = simplified(&with_dot, 1.0);
        assert_eq!(simple[0].len(), 1);
        assert_eq!(simple[1].len(), 1);
        assert!(simple[1][0].len() >= 2);
        assert_eq!(simplified(&[vec![]], 1.0), [Vec::<Ring>::new()]);
    }

    #[test]
    fn a_straight_line_keeps_its_ends() {
        let points: Vec<Point> = (0..10).map(|at| (f64::from(at), 0.0)).collect();
        assert_eq!(line(&points, 0.1), [(0.0, 0.0), (9.0, 0.0)]);
    }
}
