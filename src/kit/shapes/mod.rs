//! Flat geometry of rings of points: areas, overlaps, simpler forms.
//!
//! Points are `(x, y)`: degrees east and north for places, pixels for drawings.
//! A ring does not repeat its first point at the end.

pub mod arcs;
pub mod cells;
pub mod crossing;
pub mod scan;

/// A point: east and north, or right and down.
pub type Point = (f64, f64);
/// A closed line; the first point is not repeated.
pub type Ring = Vec<Point>;

/// The smallest box around points: left, bottom, right, top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Smallest x.
    pub left: f64,
    /// Smallest y.
    pub bottom: f64,
    /// Largest x.
    pub right: f64,
    /// Largest y.
    pub top: f64,
}

impl Bounds {
    /// The box around points; `None` when there is no point.
    pub fn of(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        let mut points = points.into_iter();
        let (x, y) = points.next()?;
        let start = Self { left: x, bottom: y, right: x, top: y };
        Some(points.fold(start, |held, (x, y)| Self {
            left: held.left.min(x),
            bottom: held.bottom.min(y),
            right: held.right.max(x),
            top: held.top.max(y),
        }))
    }

    /// How wide the box is.
    pub fn width(self) -> f64 {
        self.right - self.left
    }

    /// How high the box is.
    pub fn height(self) -> f64 {
        self.top - self.bottom
    }

    /// The part that two boxes share, if they do.
    pub fn shared(self, other: Self) -> Option<Self> {
        let both = Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        };
        (both.left < both.right && both.bottom < both.top).then_some(both)
    }

    /// The box with a margin on every side.
    #[must_use]
    pub fn grown(self, by: f64) -> Self {
        let (left, bottom) = (self.left - by, self.bottom - by);
        Self { left, bottom, right: self.right + by, top: self.top + by }
    }

    /// Whether a point lies in the box.
    pub fn holds(self, (x, y): Point) -> bool {
        (self.left..=self.right).contains(&x) && (self.bottom..=self.top).contains(&y)
    }
}

/// The points of a ring with the one after each.
pub fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    (0..ring.len()).map(|at| (ring[at], ring[(at + 1) % ring.len()]))
}

/// The area of a ring; positive when it runs against the clock (y upward).
pub fn signed_area(ring: &[Point]) -> f64 {
    let Some(&(ox, oy)) = ring.first() else { return 0.0 };
    let doubled: f64 =
        edges(ring).map(|(a, b)| (a.0 - ox) * (b.1 - oy) - (b.0 - ox) * (a.1 - oy)).sum();
    doubled / 2.0
}

/// The centre of gravity of a ring; the mean of its points when it has no area.
pub fn centre(ring: &[Point]) -> Option<Point> {
    let &(ox, oy) = ring.first()?;
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for (a, b) in edges(ring) {
        let (ax, ay, bx, by) = (a.0 - ox, a.1 - oy, b.0 - ox, b.1 - oy);
        let cross = ax * by - bx * ay;
        area += cross;
        x += (ax + bx) * cross;
        y += (ay + by) * cross;
    }
    if area.abs() < f64::EPSILON * 16.0 {
        let bounds = Bounds::of(ring.iter().copied())?;
        return Some((bounds.left + bounds.width() / 2.0, bounds.bottom + bounds.height() / 2.0));
    }
    Some((ox + x / (3.0 * area), oy + y / (3.0 * area)))
}

/// Whether a point lies inside rings, holes left out.
pub fn holds(rings: &[Ring], (x, y): Point) -> bool {
    let crosses = |(a, b): (Point, Point)| {
        (a.1 > y) != (b.1 > y) && x < a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0)
    };
    rings.iter().flat_map(|ring| edges(ring)).filter(|edge| crosses(*edge)).count() % 2 == 1
}

/// Kilometres of one degree of latitude on a sphere of the earth's area.
///
/// Source: authalic radius of WGS 84, 6,371.0072 km, times pi / 180.
const KM_PER_DEGREE: f64 = 111.195_051_97;

/// The area of a ring of degrees in square kilometres, without its sign.
///
/// Each edge is weighed at its middle latitude, which is exact to better than
/// one in ten thousand for shapes of districts.
pub fn area_km2(ring: &[Point]) -> f64 {
    let Some(&(ox, _)) = ring.first() else { return 0.0 };
    let sine_strip = |(a, b): (Point, Point)| {
        let (from, to) = (a.1.to_radians().sin(), b.1.to_radians().sin());
        f64::midpoint(a.0 - ox, b.0 - ox) * (to - from)
    };
    let sum: f64 = edges(ring).map(sine_strip).sum();
    sum.abs() * KM_PER_DEGREE * KM_PER_DEGREE * 180.0 / std::f64::consts::PI
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(at: Point, side: f64) -> Ring {
        let (x, y) = at;
        vec![(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
    }

    #[test]
    fn areas_and_centres_of_a_square() {
        let ring = square((1.0, 2.0), 2.0);
        assert!((signed_area(&ring) - 4.0).abs() < 1e-12);
        let turned: Ring = ring.iter().rev().copied().collect();
        assert!((signed_area(&turned) + 4.0).abs() < 1e-12);
        assert_eq!(centre(&ring), Some((2.0, 3.0)));
        assert_eq!(centre(&[(1.0, 1.0), (3.0, 1.0)]), Some((2.0, 1.0)));
        assert_eq!(centre(&[]), None);
        let rings = [ring];
        assert!(holds(&rings, (2.0, 3.0)) && !holds(&rings, (4.0, 3.0)));
    }

    #[test]
    fn one_square_degree_at_the_equator_has_its_known_area() {
        let area = area_km2(&square((30.0, 0.0), 1.0));
        assert!((area - 12_363.7).abs() < 1.0, "{area}");
    }

    #[test]
    fn a_hole_is_outside() {
        let rings = [square((0.0, 0.0), 10.0), square((4.0, 4.0), 2.0)];
        assert!(holds(&rings, (1.0, 1.0)) && !holds(&rings, (5.0, 5.0)));
    }
}
