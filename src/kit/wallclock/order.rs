//! Wall times in order become instants in order.

use std::collections::BTreeMap;
use std::iter::Peekable;

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

use super::{Note, Settled, instant_of, wall_of};

/// The instants that wall times stand for, each with the wall time that was asked.
///
/// Shape: wall times in order; the answer is strictly increasing. In a gap the
/// order may turn (02:40 in a gap of one hour is 03:40, later than 03:10) and
/// two wall times may meet in one instant, which then comes once, for the
/// earlier of the two.
pub fn in_order<I: Iterator<Item = NaiveDateTime>>(
    zone: Tz,
    walls: I,
) -> impl Iterator<Item = (NaiveDateTime, Settled)> {
    InOrder {
        zone,
        walls: walls.peekable(),
        read_until: NaiveDateTime::MIN,
        waiting: BTreeMap::new(),
    }
}

struct InOrder<I: Iterator<Item = NaiveDateTime>> {
    zone: Tz,
    walls: Peekable<I>,
    /// Wall times up to this one may still come before those that wait.
    read_until: NaiveDateTime,
    waiting: BTreeMap<DateTime<Utc>, (NaiveDateTime, Option<Note>)>,
}

impl<I: Iterator<Item = NaiveDateTime>> Iterator for InOrder<I> {
    type Item = (NaiveDateTime, Settled);

    fn next(&mut self) -> Option<Self::Item> {
        let (read_until, waiting) = (&mut self.read_until, &mut self.waiting);
        while let Some(wall) = self.walls.next_if(|wall| waiting.is_empty() || *wall <= *read_until)
        {
            let settled = instant_of(self.zone, wall);
            let shown = match settled.note {
                Some(Note::Gap) => wall_of(self.zone, settled.instant),
                Some(Note::Fold) | None => wall,
            };
            *read_until = shown.max(*read_until);
            waiting.entry(settled.instant).or_insert((wall, settled.note));
        }
        let (instant, (wall, note)) = self.waiting.pop_first()?;
        Some((wall, Settled { instant, note }))
    }
}
