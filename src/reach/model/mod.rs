//! The reach estimator: how many different people heard a campaign, how often, and how
//! sure that is. A pure function of a [`Case`]; docs/decisions/007-reach.md says why.

mod answer;
mod attention;
mod calendar;
mod cell;
#[cfg(test)]
pub(crate) mod checks;
mod combine;
mod curve;
mod distribution;
mod estimate;
mod figures;
mod heard;
mod interval;
mod kernel;
mod listeners;
mod profile;
mod published;
mod quadrature;
mod reception;
mod schedule;
mod tier;
mod types;
mod warning;

pub use answer::{
    Answer, Ask, DistrictAnswer, Group, Interval, MODEL, Reach, Sensitivity, StationAnswer, Total,
};
pub use calendar::Date;
pub use estimate::{Estimator, estimate, estimate_point};
pub use published::{Amount, CostEach, Published};
pub use schedule::Record;
pub use tier::{Headline, Tier};
pub use types::{
    Airing, AiringKind, Audience, Basis, Case, DAYS_MAX, District, Gathering, GatheringSize,
    HeadCount, Options, Settings, Slot, SlotDays, Station, Status, Survey,
};
pub use warning::{Strain, Warning};
