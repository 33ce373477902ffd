//! One station as heard in one district.

use super::cell::tuned_share;
use super::curve;
use super::distribution::Distribution;
use super::heard::{Context, HeardCell, part_tuned};
use super::listeners::LEVELS;
use super::schedule::CellDays;
use super::tier::Footing;
use super::types::Audience;

/// One station as heard in one district.
///
/// Source: docs/decisions/007-reach.md, section 2.4.
#[derive(Clone, Debug)]
pub struct Reception {
    /// Place of the station.
    pub station: usize,
    /// Share of people who ever hear the station, if that was asked.
    pub ever: Option<f64>,
    /// Share who can receive the station or hear it.
    pub potential: f64,
    /// Share who hear it on a day: as asked, else as it seems from its dayparts.
    pub daily: f64,
    /// Whether some airing counts here.
    pub used: bool,
    /// The dayparts in which something counts.
    pub cells: Vec<HeardCell>,
    /// What the station's listeners hear, by level.
    pub contacts: [Distribution; LEVELS],
    /// Share of the station's listeners who hear something, by level.
    pub reached: [f64; LEVELS],
    /// The same after each day of the flight; empty where nothing counts.
    pub curve: Vec<[f64; LEVELS]>,
    /// Contacts per person of the district, and how well they are founded.
    pub footing: Footing,
}

impl Reception {
    /// A station as heard in a district, given what counts of its airings there.
    ///
    /// Shape: `before` is an earlier state of the same reception, of which unchanged
    /// cells are kept. `name` gives the name of a daypart.
    pub fn new<'n>(
        station: usize,
        figures: &Audience,
        counted: &[CellDays],
        context: Context,
        name: impl Fn(usize) -> &'n str,
        before: Option<Self>,
    ) -> Self {
        let ever = figures.ever();
        let used = !counted.is_empty();
        let mut footing = Footing::default();
        if used {
            footing.note_station(ever.is_some());
        }
        let mut kept = before.map(|it| it.cells).unwrap_or_default();
        let mut cells = Vec::with_capacity(counted.len());
        for it in counted {
            let old = kept.iter().position(|old| old.daypart == it.daypart);
            let cell = match old.map(|place| kept.swap_remove(place)) {
                Some(old) => Some(old.again(it, context.chance)),
                None => HeardCell::new(figures, it, name(it.daypart), context),
            };
            cells.extend(cell);
        }
        for it in &cells {
            footing.note_contacts(it.cell.evidence, it.contacts_per_person);
        }
        let (contacts, reached) = together(&cells);
        let days = if cells.is_empty() { 0 } else { context.days };
        Self {
            station,
            ever,
            potential: figures.coverage.unwrap_or(0.0).max(ever.unwrap_or(0.0)),
            daily: daily(figures, ever.unwrap_or(0.0), &cells, &name),
            used,
            contacts,
            reached,
            curve: curve::by_day(cells.iter().map(|it| &it.steps), days),
            cells,
            footing,
        }
    }

    /// Share of the listeners who hear something in some cell, given what share hears
    /// something in each.
    pub fn reached_by(&self, cell: impl Fn(usize, &HeardCell) -> [f64; LEVELS]) -> [f64; LEVELS] {
        let mut missed = [1.0; LEVELS];
        for (place, it) in self.cells.iter().enumerate() {
            for (missed, reached) in missed.iter_mut().zip(cell(place, it)) {
                *missed *= 1.0 - reached;
            }
        }
        missed.map(|it| 1.0 - it)
    }
}

/// What the listeners hear in all cells together.
fn together(cells: &[HeardCell]) -> ([Distribution; LEVELS], [f64; LEVELS]) {
    let mut contacts = [Distribution::NONE; LEVELS];
    let mut missed = [1.0; LEVELS];
    for cell in cells {
        for level in 0..LEVELS {
            contacts[level] = contacts[level].and(&cell.contacts[level]);
            missed[level] *= 1.0 - cell.reached[level];
        }
    }
    (contacts, missed.map(|it| 1.0 - it))
}

fn daily<'n>(
    figures: &Audience,
    ever: f64,
    cells: &[HeardCell],
    name: impl Fn(usize) -> &'n str,
) -> f64 {
    if let Some(day) = figures.day {
        return day;
    }
    let mut dayparts: Vec<&str> = figures.slots.iter().map(|it| it.daypart.as_str()).collect();
    dayparts.extend(cells.iter().map(|it| name(it.daypart)));
    dayparts.sort_unstable();
    dayparts.dedup();
    let missed: f64 = dayparts
        .iter()
        .map(|daypart| 1.0 - part_tuned(tuned_share(figures, ever, daypart), ever))
        .product();
    ever * (1.0 - missed)
}
