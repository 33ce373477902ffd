//! Stations and gatherings put together: who in one district is reached, and how often.

use super::distribution::{BUCKETS, Distribution, MANY};
use super::listeners::{LEVELS, Listeners};
use super::reception::Reception;
use super::tier::Footing;

/// The people of one gathering.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gathered {
    /// Place of the gathering in the case.
    pub gathering: usize,
    /// Share of the district's people who came.
    pub share: f64,
    /// Day of the flight on which it counts.
    pub day: u32,
}

/// Everything worked out for one district.
///
/// Source: docs/decisions/007-reach.md, section 2.4.
#[derive(Clone, Debug)]
pub struct Local {
    /// People.
    pub people: f64,
    /// Share who hear radio at all, as used.
    pub universe: f64,
    /// Largest share who ever hear one station.
    pub ever_max: f64,
    /// Share of gatherings that the same people attend.
    pub overlap: f64,
    /// Stations heard here, in the order of the case.
    pub receptions: Vec<Reception>,
    /// Gatherings here.
    pub gathered: Vec<Gathered>,
}

/// One station as it might have been: its place among the receptions, the share who ever
/// hear it, and what share of those it reaches.
pub type Instead = (usize, f64, [f64; LEVELS]);

impl Local {
    /// What people hear on radio.
    pub fn radio(&self, listeners: &Listeners) -> Distribution {
        let mut of_listeners = Distribution::EMPTY;
        for (level, weight) in listeners.weights().iter().enumerate() {
            let mut all = Distribution::NONE;
            for it in self.receptions.iter().filter(|it| !it.cells.is_empty()) {
                let part = part(it.ever.unwrap_or(0.0), self.universe);
                all = all.and(&it.contacts[level].among(part));
            }
            of_listeners.add(*weight, &all);
        }
        of_listeners.among(self.universe)
    }

    /// Share of people who hear something on radio, had the universe been another and,
    /// perhaps, one station.
    pub fn radio_share(
        &self,
        listeners: &Listeners,
        universe: f64,
        instead: Option<Instead>,
    ) -> f64 {
        self.reached_by(listeners, universe, |place, it| match instead {
            Some((changed, ever, reached)) if changed == place => (ever, reached),
            _ => (it.ever.unwrap_or(0.0), it.reached),
        })
    }

    /// Share of people who hear something on radio, given what each station's listeners
    /// are and hear.
    pub fn reached_by(
        &self,
        listeners: &Listeners,
        universe: f64,
        station: impl Fn(usize, &Reception) -> (f64, [f64; LEVELS]),
    ) -> f64 {
        let mut missed = [1.0; LEVELS];
        for (place, it) in self.receptions.iter().enumerate() {
            if it.cells.is_empty() {
                continue;
            }
            let (ever, reached) = station(place, it);
            let part = part(ever, universe);
            missed = also_missed(missed, &reached.map(|reached| part * reached));
        }
        universe * listeners.mean(&missed.map(|it| 1.0 - it))
    }

    /// What each station adds: its place, the share of people whom nothing else reaches,
    /// and the share whom it reaches at all.
    ///
    /// Shape: stations that nobody is known to hear add nothing and are left out.
    pub fn shares_of_stations(&self, listeners: &Listeners) -> Vec<(usize, f64, f64)> {
        let heard = || self.receptions.iter().filter(|it| !it.cells.is_empty());
        let alone: Vec<[f64; LEVELS]> = heard()
            .map(|it| {
                let part = part(it.ever.unwrap_or(0.0), self.universe);
                it.reached.map(|reached| part * reached)
            })
            .collect();
        // Missed by all later stations, for each; then by all earlier ones on the way.
        let mut later = vec![[1.0; LEVELS]; alone.len()];
        for place in (1..alone.len()).rev() {
            later[place - 1] = also_missed(later[place], &alone[place]);
        }
        let missed_gatherings = 1.0 - self.gathered_share(|_| true);
        let mut earlier = [1.0; LEVELS];
        let mut result = Vec::with_capacity(alone.len());
        for ((it, alone), later) in heard().zip(&alone).zip(later) {
            let mut extra = *alone;
            for level in 0..LEVELS {
                extra[level] *= earlier[level] * later[level];
            }
            let extra = self.universe * listeners.mean(&extra) * missed_gatherings;
            result.push((it.station, extra, self.universe * listeners.mean(alone)));
            earlier = also_missed(earlier, alone);
        }
        result
    }

    /// Share of people reached on radio or at a gathering, after each day of the flight.
    pub fn curve(&self, listeners: &Listeners, days: u32) -> Vec<f64> {
        let mut missed = vec![[1.0; LEVELS]; usize::try_from(days).unwrap_or(0)];
        for it in self.receptions.iter().filter(|it| !it.cells.is_empty()) {
            let part = part(it.ever.unwrap_or(0.0), self.universe);
            for (missed, reached) in missed.iter_mut().zip(&it.curve) {
                *missed = also_missed(*missed, &reached.map(|reached| part * reached));
            }
        }
        let days = (0_u32..).zip(missed);
        days.map(|(day, missed)| {
            let radio = self.universe * listeners.mean(&missed.map(|it| 1.0 - it));
            either(radio, self.gathered_share(|it| it.day <= day))
        })
        .collect()
    }

    /// How many gatherings people attend.
    pub fn gatherings(&self) -> Distribution {
        let mut shares: Vec<f64> = self.gathered.iter().map(|it| it.share).collect();
        let apart = shares
            .iter()
            .fold(Distribution::NONE, |all, share| all.and(&Distribution::once(*share)));
        if self.overlap == 0.0 {
            return apart;
        }
        // The same people each time: as many attend j gatherings as are at the j-th largest.
        shares.sort_by(|one, other| other.total_cmp(one));
        let mut same = [0.0; BUCKETS];
        let mut larger = 1.0;
        for (attended, share) in shares.iter().enumerate() {
            same[attended.min(MANY)] += larger - share;
            larger = *share;
        }
        same[shares.len().min(MANY)] += larger;
        let mut both = Distribution::EMPTY;
        both.add(1.0 - self.overlap, &apart);
        both.add(self.overlap, &Distribution::new(same));
        both
    }

    /// Share of people at one gathering at least, among those that are asked for.
    pub fn gathered_share(&self, asked: impl Fn(&Gathered) -> bool) -> f64 {
        let asked = || self.gathered.iter().filter(|it| asked(it));
        gathered_share(asked().map(|it| it.share), self.overlap)
    }

    /// Contacts by radio per person, and how well they are founded.
    pub fn footing(&self) -> Footing {
        let mut footing = Footing::default();
        for it in &self.receptions {
            footing.take_in(&it.footing, 1.0);
        }
        footing
    }

    /// Share of people who could receive or hear a station that was used.
    pub fn potential(&self) -> f64 {
        let used = self.receptions.iter().filter(|it| it.used);
        1.0 - used.map(|it| 1.0 - it.potential).product::<f64>()
    }
}

/// Share of people at one gathering at least.
pub fn gathered_share(shares: impl Iterator<Item = f64>, overlap: f64) -> f64 {
    let (mut missed, mut largest) = (1.0, 0.0_f64);
    for share in shares {
        missed *= 1.0 - share;
        largest = largest.max(share);
    }
    (1.0 - overlap) * (1.0 - missed) + overlap * largest
}

/// Share reached by one thing or the other, when one says nothing about the other.
pub fn either(one: f64, other: f64) -> f64 {
    one + other - one * other
}

fn also_missed(mut missed: [f64; LEVELS], reached: &[f64; LEVELS]) -> [f64; LEVELS] {
    for (missed, reached) in missed.iter_mut().zip(reached) {
        *missed *= 1.0 - reached;
    }
    missed
}

fn part(some: f64, all: f64) -> f64 {
    if all > 0.0 { some / all } else { 0.0 }
}
