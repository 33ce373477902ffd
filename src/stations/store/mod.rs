//! Queries; the connection is the first parameter.

mod airtime;
mod intake;
mod list;
mod listeners;
mod read;
mod reception;
mod station;
mod write;
mod write_airtime;
mod write_listeners;

pub use airtime::{Airtime, airtime_of};
pub(in crate::stations) use airtime::{breaks_of, dayparts_of, hours_of, rates_of};
pub(in crate::stations) use intake::*;
pub use list::{
    StationChoice, StationFilter, StationLine, StationSort, count_stations, districts,
    list_stations, station_choices,
};
pub use listeners::{
    Audience, Coverage, audience_of, audience_within, coverage_of, coverage_within,
};
pub use reception::{outages_between, reception_of};
pub use station::{
    Outage, StaffPhone, Station, Transmitter, outages_of, phones_of, station_by_id, station_names,
    transmitters_of, zone_of,
};
pub use write::*;
pub use write_airtime::*;
pub use write_listeners::*;
