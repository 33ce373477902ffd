//! The airings of a case, sorted by station, daypart and day.

use serde::{Deserialize, Serialize};

use super::profile::{AiringDay, Load};
use super::types::{Airing, Basis, Case, Status};

/// Where one airing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    daypart: usize,
    day: u32,
    airing: usize,
}

/// The airings of a case, sorted.
#[derive(Clone, Debug)]
pub struct Schedule {
    dayparts: Vec<String>,
    weekend: Vec<bool>,
    by_station: Vec<Vec<Entry>>,
}

/// The airings of one station and daypart that count in one district.
#[derive(Clone, Debug)]
pub struct CellDays {
    /// Place of the daypart.
    pub daypart: usize,
    /// Days with a counted airing, ascending.
    pub days: Vec<AiringDay>,
}

/// What became of a station's airings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Airings that were confirmed.
    pub confirmed: u64,
    /// Airings that were denied.
    pub denied: u64,
    /// Airings that nobody has reported.
    pub planned: u64,
}

impl Record {
    /// Count one entry of the airings list.
    pub fn note(&mut self, airing: &Airing) {
        let place = match airing.status {
            Status::Confirmed => &mut self.confirmed,
            Status::Denied => &mut self.denied,
            Status::Planned => &mut self.planned,
        };
        *place = place.saturating_add(u64::from(airing.count));
    }

    /// Chance that an unreported airing has aired: (c + 1) / (c + f + 2).
    ///
    /// Source: docs/decisions/007-reach.md, section 3.
    pub fn chance(&self) -> f64 {
        let (aired, failed) = self.beta();
        aired / (aired + failed)
    }

    /// The Beta distribution of that chance.
    pub fn beta(&self) -> (f64, f64) {
        (whole(self.confirmed) + 1.0, whole(self.denied) + 1.0)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of airings are far below 2^53")]
fn whole(count: u64) -> f64 {
    count as f64
}

impl Schedule {
    /// The airings of a case; those that refer to no station of it are left out.
    pub fn new(case: &Case) -> Self {
        let mut dayparts: Vec<String> = case.airings.iter().map(|it| it.daypart.clone()).collect();
        dayparts.sort_unstable();
        dayparts.dedup();
        let mut by_station = vec![Vec::new(); case.stations.len()];
        for (place, airing) in case.airings.iter().enumerate() {
            let known = dayparts.binary_search(&airing.daypart);
            if let (Some(entries), Ok(daypart)) = (by_station.get_mut(airing.station), known) {
                entries.push(Entry { daypart, day: airing.day, airing: place });
            }
        }
        for entries in &mut by_station {
            entries.sort_unstable();
        }
        let weekend = (0..case.days).map(|day| case.start_on.is_weekend_after(day)).collect();
        Self { dayparts, weekend, by_station }
    }

    /// The name of a daypart.
    pub fn daypart(&self, place: usize) -> &str {
        self.dayparts.get(place).map_or("", String::as_str)
    }

    /// Whether dayparts have the same places in both.
    pub fn same_dayparts(&self, other: &Self) -> bool {
        self.dayparts == other.dayparts
    }

    /// What became of the airings of one station.
    pub fn record(&self, airings: &[Airing], station: usize) -> Record {
        let mut record = Record::default();
        for entry in self.by_station.get(station).into_iter().flatten() {
            if let Some(airing) = airings.get(entry.airing) {
                record.note(airing);
            }
        }
        record
    }

    /// What counts of a station's airings in one district, by daypart.
    pub fn counted(
        &self,
        airings: &[Airing],
        basis: Basis,
        station: usize,
        district: usize,
    ) -> Vec<CellDays> {
        let mut result: Vec<CellDays> = Vec::new();
        for entry in self.by_station.get(station).into_iter().flatten() {
            let Some(airing) = airings.get(entry.airing) else {
                continue;
            };
            if airing.not_in.contains(&district) {
                continue;
            }
            let mut load = Load::default();
            load.count(basis, airing.status, airing.kind, airing.count);
            if load.is_empty() {
                continue;
            }
            if result.last().is_none_or(|it| it.daypart != entry.daypart) {
                result.push(CellDays { daypart: entry.daypart, days: Vec::new() });
            }
            let Some(cell) = result.last_mut() else {
                continue;
            };
            match cell.days.last_mut().filter(|it| it.day == entry.day) {
                Some(same) => same.load.count(basis, airing.status, airing.kind, airing.count),
                None => cell.days.push(AiringDay {
                    day: entry.day,
                    day_kind: usize::from(self.is_weekend(entry.day)),
                    load,
                }),
            }
        }
        result
    }

    fn is_weekend(&self, day: u32) -> bool {
        let place = usize::try_from(day).unwrap_or(usize::MAX);
        self.weekend.get(place).copied().unwrap_or(false)
    }
}
