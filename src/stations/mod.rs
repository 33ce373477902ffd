//! Radio stations: where they send, when, for how much, and who hears them.

mod actions;
/// What people see of stations in a browser.
pub mod pages;
/// The tables; only stores of this and higher rooms read them.
pub mod rows;
mod rules;
mod store;

pub use actions::importers::{AUDIENCE_FILES, COVERAGE_FILES, STATION_FILES};
pub use actions::{
    OUTAGE, add_breaks, add_daypart, add_phone, add_rate, archive_part, archive_station,
    change_break, create_station, edit_station, put_outage, put_transmitter, restore_station,
    set_audience, set_coverage, set_hours,
};
pub use rules::*;
pub use store::{
    Airtime, Audience, Coverage, Outage, StaffPhone, Station, StationChoice, StationFilter,
    StationLine, StationSort, Transmitter, airtime_of, audience_of, audience_within,
    count_stations, coverage_of, coverage_within, districts, list_stations, outages_between,
    outages_of, phones_of, reception_of, station_by_id, station_choices, station_names,
    transmitters_of, zone_of,
};
