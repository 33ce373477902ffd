//! The figures of one daypart, with defaults where nobody was asked.

use super::types::{Audience, Slot, SlotDays};

/// Shares of the days of a week that are weekdays and weekend.
pub const WEEK: [f64; 2] = [5.0 / 7.0, 2.0 / 7.0];

/// Share who hear a spot, of those tuned in, where nobody was asked.
///
/// Source: docs/decisions/007-reach.md, section 4.
const SPOT_DEFAULT: f64 = 0.45;

/// Share tuned in at a time of day nobody was asked about, of those who heard the station
/// yesterday, in seven days, in four weeks. Assumptions, fitted on simulated listeners.
///
/// Source: docs/decisions/007-reach.md, section 5.
const TUNED_OF_DAY: f64 = 0.33;
const TUNED_OF_WEEK: f64 = 0.115;
const TUNED_OF_CUME: f64 = 0.075;

/// The slot figures of one kind of day, defaults filled in where nobody was asked.
#[derive(Clone, Copy)]
pub struct Figures {
    /// Share tuned in on a random such day.
    pub tuned: f64,
    /// Whether that was asked.
    pub tuned_known: bool,
    /// Chance to be tuned in again, if asked.
    pub repeat: Option<f64>,
    /// Share who hear one spot.
    pub spot: f64,
    /// Share who hear one programme, if asked.
    pub programme: Option<f64>,
}

/// The figures of a cell's kinds of day, with their shares of the week.
#[derive(Clone, Copy)]
pub enum Given {
    /// One set serves every day.
    One(Figures),
    /// Weekdays, and weekend.
    Both([Figures; 2]),
}

impl Given {
    /// The mean of a figure over the days of a week.
    pub fn mix(&self, figure: impl Fn(&Figures) -> f64) -> f64 {
        match self {
            Self::One(only) => figure(only),
            Self::Both(both) => WEEK[0] * figure(&both[0]) + WEEK[1] * figure(&both[1]),
        }
    }

    /// Whether a test holds for some kind of day.
    pub fn any(&self, test: impl Fn(&Figures) -> bool) -> bool {
        match self {
            Self::One(only) => test(only),
            Self::Both(both) => both.iter().any(test),
        }
    }

    /// The figures of one kind of day.
    pub fn of_day(&self, day_kind: usize) -> &Figures {
        match self {
            Self::One(only) => only,
            Self::Both(both) => &both[day_kind],
        }
    }
}

/// The figures of one daypart of a station in a district.
///
/// Source: docs/decisions/007-reach.md, section 5, for what stands in where nobody was asked.
pub fn figures(audience: &Audience, ever: f64, daypart: &str) -> Given {
    let slot =
        |days| audience.slots.iter().find(|slot| slot.days == days && slot.daypart == daypart);
    let complete = |slot: Option<&Slot>| complete(audience, ever, slot);
    if let Some(all) = slot(SlotDays::All) {
        return Given::One(complete(Some(all)));
    }
    match (slot(SlotDays::Weekday), slot(SlotDays::Weekend)) {
        (Some(weekday), Some(weekend)) => {
            Given::Both([complete(Some(weekday)), complete(Some(weekend))])
        }
        (only, None) | (None, only) => Given::One(complete(only)),
    }
}

fn complete(audience: &Audience, ever: f64, slot: Option<&Slot>) -> Figures {
    let asked = slot.and_then(|it| it.tuned);
    let tuned = asked.unwrap_or_else(|| {
        let of_day = audience.day.map(|day| TUNED_OF_DAY * day);
        let of_week = || audience.week.map(|week| TUNED_OF_WEEK * week);
        let of_cume = || audience.cume.map_or(0.0, |cume| TUNED_OF_CUME * cume);
        of_day.or_else(of_week).unwrap_or_else(of_cume).min(ever)
    });
    Figures {
        tuned,
        tuned_known: asked.is_some(),
        repeat: slot.and_then(|it| it.repeat),
        spot: slot.and_then(|it| it.spot).unwrap_or(SPOT_DEFAULT * tuned),
        programme: slot.and_then(|it| it.programme),
    }
}
