//! What airs when: the days of one station and daypart, as heard in one district.

use super::types::{AiringKind, Basis, Status};

/// Airings of one day that count, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Load {
    /// Certain to have aired: spots, programmes.
    pub sure: [u32; 2],
    /// Counted by the station's record: spots, programmes.
    pub unsure: [u32; 2],
}

impl Load {
    /// Count so many airings more, as far as they count at all on this basis.
    pub fn count(&mut self, basis: Basis, status: Status, kind: AiringKind, count: u32) {
        let counted = match (basis, status) {
            (Basis::Planned, _) | (_, Status::Confirmed) => &mut self.sure,
            (Basis::Expected, Status::Planned) => &mut self.unsure,
            (Basis::Confirmed, Status::Planned) | (_, Status::Denied) => return,
        };
        let place = &mut counted[kind_place(kind)];
        *place = place.saturating_add(count);
    }

    /// Whether nothing counts on this day.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The place of a kind in lists of two.
pub fn kind_place(kind: AiringKind) -> usize {
    match kind {
        AiringKind::Spot => 0,
        AiringKind::Programme => 1,
    }
}

/// The place of a kind of day in lists of two: weekday, weekend.
pub type DayKind = usize;

/// A day on which something airs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AiringDay {
    /// Day of the flight.
    pub day: u32,
    /// Weekday or weekend.
    pub day_kind: DayKind,
    /// What airs.
    pub load: Load,
}

/// Days that are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Weekday or weekend.
    pub day_kind: DayKind,
    /// What airs on each of them.
    pub load: Load,
    /// How many there are.
    pub days: u32,
}

/// The days of one cell, one by one and gathered into patterns.
///
/// Source: docs/decisions/007-reach.md, section 2.4.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Days with at least one counted airing, ascending; each with the place of its
    /// pattern.
    pub days: Vec<(u32, usize)>,
    /// The distinct days.
    pub patterns: Vec<Pattern>,
}

impl Profile {
    /// The profile of these days.
    ///
    /// Shape: days ascending, each at most once; empty ones are left out.
    pub fn new(days: &[AiringDay]) -> Self {
        let mut order: Vec<&AiringDay> = days.iter().filter(|it| !it.load.is_empty()).collect();
        order.sort_by_key(|it| (it.day_kind, it.load, it.day));
        let mut profile = Self::default();
        for it in order {
            match profile.patterns.last_mut() {
                Some(last) if (last.day_kind, last.load) == (it.day_kind, it.load) => {
                    last.days += 1;
                }
                _ => {
                    profile.patterns.push(Pattern {
                        day_kind: it.day_kind,
                        load: it.load,
                        days: 1,
                    });
                }
            }
            profile.days.push((it.day, profile.patterns.len() - 1));
        }
        profile.days.sort_unstable();
        profile
    }

    /// Whether some airing counts by the station's record only.
    pub fn is_unsure(&self) -> bool {
        self.patterns.iter().any(|it| it.load.unsure != [0, 0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spots(count: u32) -> Load {
        Load { sure: [count, 0], unsure: [0, 0] }
    }

    #[test]
    fn days_alike_share_a_pattern() {
        let day = |day, day_kind, load| AiringDay { day, day_kind, load };
        let days = [
            day(0, 0, spots(2)),
            day(1, 0, spots(1)),
            day(2, 0, spots(0)),
            day(3, 0, spots(2)),
            day(5, 1, spots(2)),
        ];

        let profile = Profile::new(&days);

        let days_of: Vec<u32> = profile.patterns.iter().map(|it| it.days).collect();
        assert_eq!(days_of, [1, 2, 1]);
        assert_eq!(profile.days, [(0, 1), (1, 0), (3, 1), (5, 2)]);
        assert_eq!(Profile::new(&[]), Profile::default());
    }

    #[test]
    fn what_counts_depends_on_the_basis() {
        let counted = |basis, status| {
            let mut load = Load::default();
            load.count(basis, status, AiringKind::Programme, 3);
            (load.sure[1], load.unsure[1])
        };

        assert_eq!(counted(Basis::Confirmed, Status::Confirmed), (3, 0));
        assert_eq!(counted(Basis::Confirmed, Status::Planned), (0, 0));
        assert_eq!(counted(Basis::Expected, Status::Planned), (0, 3));
        assert_eq!(counted(Basis::Expected, Status::Denied), (0, 0));
        assert_eq!(counted(Basis::Planned, Status::Denied), (3, 0));
    }
}
