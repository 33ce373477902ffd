//! One cell together with what airs in it, and what comes of that.

use super::cell::{Cell, Days, TUNED_MAX};
use super::curve::{self, Steps};
use super::distribution::Distribution;
use super::kernel::{self, Caught};
use super::listeners::{Habits, LEVELS, Listeners};
use super::profile::{Pattern, Profile};
use super::schedule::CellDays;
use super::types::{Audience, Settings};
use super::warning::Strain;

/// What the model's constants are taken from.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Constants of the case.
    pub settings: &'a Settings,
    /// Light and heavy listeners.
    pub listeners: &'a Listeners,
    /// Length of the flight.
    pub days: u32,
    /// Chance of an unreported airing of the station to have aired.
    pub chance: f64,
}

/// One cell, what airs in it and what comes of that.
#[derive(Clone, Debug)]
pub struct HeardCell {
    /// Place of the daypart.
    pub daypart: usize,
    /// The constants.
    pub cell: Cell,
    /// What airs.
    pub profile: Profile,
    /// Chance of an unreported airing to have aired.
    pub chance: f64,
    /// Own chances of the listeners to be tuned in.
    habits: Habits,
    /// Share of those tuned in who catch something, by pattern.
    caught: Caught,
    /// What the station's listeners hear, by level.
    pub contacts: [Distribution; LEVELS],
    /// Share of the station's listeners who hear something, by level.
    pub reached: [f64; LEVELS],
    /// The same after each day on which something airs.
    pub steps: Steps,
    /// Airings times the share of all people who hear one of them.
    pub contacts_per_person: f64,
}

/// An audience that might have been.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Other {
    /// Share of people who ever hear the station.
    pub ever: f64,
    /// Listening, as a multiple of what was taken.
    pub factor: f64,
    /// How much the same people come back.
    pub habit: f64,
    /// Chance of an unreported airing to have aired.
    pub chance: f64,
}

impl HeardCell {
    /// What comes of the airings of one daypart; none where nobody is known to hear the
    /// station.
    pub fn new(
        figures: &Audience,
        counted: &CellDays,
        daypart: &str,
        context: Context,
    ) -> Option<Self> {
        let mut cell = Cell::new(figures, daypart, context.settings)?;
        let part = part_tuned(cell.tuned, cell.ever);
        if context.listeners.would_cap(part) {
            cell.strains.push(Strain::HeavyCapped);
        }
        let habits = context.listeners.habits(part, cell.habit);
        let profile = profile(&cell, counted);
        Some(Self::of(counted.daypart, cell, &habits, profile, context.chance))
    }

    /// The same cell with other airings or another chance; kept as it is where nothing of
    /// it changes.
    pub fn again(self, counted: &CellDays, chance: f64) -> Self {
        let profile = profile(&self.cell, counted);
        let same_chance = self.chance.to_bits() == chance.to_bits();
        if profile == self.profile && (same_chance || !profile.is_unsure()) {
            return self;
        }
        Self::of(self.daypart, self.cell, &self.habits, profile, chance)
    }

    fn of(daypart: usize, cell: Cell, habits: &Habits, profile: Profile, chance: f64) -> Self {
        let caught = kernel::caught(&cell, &profile, chance);
        let patterns = profile.patterns.iter();
        Self {
            daypart,
            chance,
            contacts: kernel::contacts(&cell, &profile, chance, habits),
            reached: kernel::reached(&cell.attention, &caught, habits),
            steps: curve::steps(&cell, &profile, &caught, habits),
            contacts_per_person: patterns.map(|it| contacts_of(&cell, it, chance)).sum(),
            cell,
            profile,
            habits: *habits,
            caught,
        }
    }

    /// Share of the listeners who hear something, had the audience been another.
    pub fn reached_if(&self, listeners: &Listeners, audience: Other) -> [f64; LEVELS] {
        let part = part_tuned(self.cell.tuned * audience.factor, audience.ever);
        let habits = listeners.habits(part, audience.habit);
        if audience.chance.to_bits() == self.chance.to_bits() {
            return kernel::reached(&self.cell.attention, &self.caught, &habits);
        }
        let caught = kernel::caught(&self.cell, &self.profile, audience.chance);
        kernel::reached(&self.cell.attention, &caught, &habits)
    }

    /// The audience as it was taken to be: the start of a change.
    pub fn as_taken(&self) -> Other {
        Other { ever: self.cell.ever, factor: 1.0, habit: self.cell.habit, chance: self.chance }
    }
}

/// The part of a station's listeners who are tuned in on a random day.
pub fn part_tuned(tuned: f64, ever: f64) -> f64 {
    if ever > 0.0 { (tuned / ever).min(TUNED_MAX) } else { 0.0 }
}

fn profile(cell: &Cell, counted: &CellDays) -> Profile {
    if cell.days == Days::Apart {
        return Profile::new(&counted.days);
    }
    let mut days = counted.days.clone();
    for day in &mut days {
        day.day_kind = 0;
    }
    Profile::new(&days)
}

fn contacts_of(cell: &Cell, pattern: &Pattern, chance: f64) -> f64 {
    let of_kind = |kind: usize| {
        let (sure, unsure) = (pattern.load.sure[kind], pattern.load.unsure[kind]);
        let airings = f64::from(sure) + chance * f64::from(unsure);
        airings * cell.kinds[kind][pattern.day_kind].rating
    };
    f64::from(pattern.days) * (of_kind(0) + of_kind(1))
}
