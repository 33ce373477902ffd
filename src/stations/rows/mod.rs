//! The tables of stations, one to one.

mod airtime;
mod identity;
mod listeners;
mod transmission;

pub use airtime::{daypart, opening_hours, rate, station_break};
pub use identity::{staff_phone, station, station_language};
pub use listeners::{audience, audience_slot, coverage_share};
pub use transmission::{outage, outage_transmitter, transmitter, transmitter_place};
