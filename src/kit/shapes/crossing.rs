//! Whether a ring crosses itself.

use super::{Point, edges};

/// What was found about a ring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Crossing {
    /// No two edges meet but at the point they share.
    None,
    /// Two edges cross near this point.
    At(Point),
    /// Too many edges lie above each other to look at every pair.
    TooMany,
}

/// Pairs of edges that are looked at in one ring at most.
const PAIRS_MAX: usize = 4_000_000;

/// Look for two edges of a ring that cross or touch.
pub fn of(ring: &[Point]) -> Crossing {
    let count = ring.len();
    let segments: Vec<(Point, Point)> = edges(ring).collect();
    let mut order: Vec<usize> = (0..count).collect();
    let left = |at: usize| segments[at].0.0.min(segments[at].1.0);
    order.sort_by(|a, b| left(*a).total_cmp(&left(*b)));
    let mut pairs = 0;
    for (place, &i) in order.iter().enumerate() {
        let right = segments[i].0.0.max(segments[i].1.0);
        for &j in &order[place + 1..] {
            if left(j) > right {
                break;
            }
            pairs += 1;
            if pairs > PAIRS_MAX {
                return Crossing::TooMany;
            }
            let neighbours = (i + 1) % count == j || (j + 1) % count == i;
            if !neighbours && meet(segments[i], segments[j]) {
                return Crossing::At(segments[i].0);
            }
        }
    }
    Crossing::None
}

fn meet((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let apart = |p: f64, q: f64, r: f64, s: f64| p.max(q) < r.min(s) || r.max(s) < p.min(q);
    if apart(a.1, b.1, c.1, d.1) || apart(a.0, b.0, c.0, d.0) {
        return false;
    }
    let side = |p: Point, q: Point, r: Point| (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0);
    let (c_side, d_side) = (side(a, b, c), side(a, b, d));
    let (a_side, b_side) = (side(c, d, a), side(c, d, b));
    c_side * d_side < 0.0 && a_side * b_side < 0.0 || overlaps_along(c_side, d_side, a_side, b_side)
}

/// Two edges on one line whose boxes meet lie on each other.
fn overlaps_along(c: f64, d: f64, a: f64, b: f64) -> bool {
    [a, b, c, d].iter().all(|side| side.abs() < 1e-18)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bow_tie_crosses_and_a_square_does_not() {
        let square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
        let bow_tie = [(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0)];
        assert_eq!(of(&square), Crossing::None);
        assert!(matches!(of(&bow_tie), Crossing::At(_)));
        assert_eq!(of(&[]), Crossing::None);
    }

    #[test]
    fn work_has_an_end() {
        let mut comb: Vec<Point> =
            (0..6000).map(|at| (f64::from(at % 2) * 9.0, f64::from(at))).collect();
        comb.extend([(20.0, 5999.0), (20.0, -1.0), (0.0, -1.0)]);
        assert_eq!(of(&comb), Crossing::TooMany);
    }
}
