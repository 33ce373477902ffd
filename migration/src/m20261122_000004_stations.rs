//! Tables of stations: transmitters, outages, hours, breaks, prices, audience.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::schema;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::run(manager, STATIONS).await?;
        schema::run(manager, AIRTIME).await?;
        schema::run(manager, LISTENERS).await?;
        schema::run_on(manager, DbBackend::Postgres, BIND).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::run_on(manager, DbBackend::Postgres, UNBIND).await?;
        let tables = [
            "audience_slot",
            "audience",
            "coverage_share",
            "rate",
            "station_break",
            "daypart",
            "opening_hours",
            "outage_transmitter",
            "outage",
            "transmitter_place",
            "transmitter",
            "staff_phone",
            "station_language",
            "station",
        ];
        schema::drop_tables(manager, &tables).await
    }
}

/// What the tables of people could not say before there were stations.
const BIND: &[&str] = &[
    "ALTER TABLE person_role ADD CONSTRAINT person_role_station_id_fkey
        FOREIGN KEY (station_id) REFERENCES station (id) ON DELETE CASCADE",
    "ALTER TABLE station_link ADD CONSTRAINT station_link_station_id_fkey
        FOREIGN KEY (station_id) REFERENCES station (id) ON DELETE CASCADE",
];

const UNBIND: &[&str] = &[
    "ALTER TABLE person_role DROP CONSTRAINT person_role_station_id_fkey",
    "ALTER TABLE station_link DROP CONSTRAINT station_link_station_id_fkey",
];

const STATIONS: &[&str] = &[
    "CREATE TABLE station (
        id {id},
        name TEXT NOT NULL,
        name_folded TEXT NOT NULL,
        town TEXT,
        place_id {big},
        owner_kind TEXT NOT NULL,
        owner TEXT,
        zone TEXT NOT NULL,
        broadcast_day_starts {time} NOT NULL,
        national_share {real},
        note TEXT,
        source TEXT,
        as_of TEXT,
        version {big} NOT NULL,
        archived_at {instant},
        created_at {instant} NOT NULL,
        CONSTRAINT station_name_folded_key UNIQUE (name_folded),
        CONSTRAINT station_place_id_fkey FOREIGN KEY (place_id) REFERENCES place (id),
        CONSTRAINT station_owner_kind_check CHECK (owner_kind IN ('public', 'private', 'community',
            'religious', 'university', 'international', 'other')),
        CONSTRAINT station_national_share_check CHECK (national_share BETWEEN 0 AND 1))",
    "CREATE INDEX station_place_id_idx ON station (place_id)",
    "CREATE TABLE station_language (
        id {id},
        station_id {big} NOT NULL,
        language TEXT NOT NULL,
        CONSTRAINT station_language_station_id_language_key UNIQUE (station_id, language),
        CONSTRAINT station_language_station_id_fkey
            FOREIGN KEY (station_id) REFERENCES station (id))",
    "CREATE TABLE staff_phone (
        id {id},
        station_id {big} NOT NULL,
        name TEXT NOT NULL,
        duty TEXT,
        language TEXT NOT NULL,
        phone_sealed TEXT NOT NULL,
        phone_index TEXT NOT NULL,
        created_at {instant} NOT NULL,
        archived_at {instant},
        CONSTRAINT staff_phone_station_id_fkey FOREIGN KEY (station_id) REFERENCES station (id),
        CONSTRAINT staff_phone_language_check CHECK (language IN ('en', 'fr', 'rw', 'sw')))",
    "CREATE UNIQUE INDEX staff_phone_station_id_phone_index_key
        ON staff_phone (station_id, phone_index) WHERE archived_at IS NULL",
    "CREATE INDEX staff_phone_phone_index_idx ON staff_phone (phone_index)",
    "CREATE TABLE transmitter (
        id {id},
        station_id {big} NOT NULL,
        site TEXT NOT NULL,
        place_id {big},
        freq_khz {int} NOT NULL,
        lat {real},
        lon {real},
        position_kind TEXT,
        position_basis TEXT,
        power_w {real},
        antenna_m {real},
        valid_from {date},
        valid_to {date},
        note TEXT,
        source TEXT,
        as_of TEXT,
        created_at {instant} NOT NULL,
        CONSTRAINT transmitter_station_id_fkey FOREIGN KEY (station_id) REFERENCES station (id),
        CONSTRAINT transmitter_place_id_fkey FOREIGN KEY (place_id) REFERENCES place (id),
        CONSTRAINT transmitter_freq_khz_check
            CHECK (freq_khz BETWEEN 87500 AND 108000 AND freq_khz % 50 = 0),
        CONSTRAINT transmitter_lat_check CHECK (lat BETWEEN -90 AND 90),
        CONSTRAINT transmitter_lon_check CHECK (lon BETWEEN -180 AND 180),
        CONSTRAINT transmitter_position_kind_check CHECK (position_kind IN ('mast', 'approximate')),
        CONSTRAINT transmitter_position_check CHECK ((lat IS NULL) = (lon IS NULL)
            AND (lat IS NULL) = (position_kind IS NULL)),
        CONSTRAINT transmitter_power_w_check CHECK (power_w > 0),
        CONSTRAINT transmitter_antenna_m_check CHECK (antenna_m >= 0),
        CONSTRAINT transmitter_valid_to_check CHECK (valid_to >= valid_from))",
    "CREATE UNIQUE INDEX transmitter_station_id_site_freq_khz_valid_from_key
        ON transmitter (station_id, site, freq_khz, COALESCE(valid_from, '0001-01-01'))",
    "CREATE INDEX transmitter_freq_khz_idx ON transmitter (freq_khz)",
    "CREATE TABLE transmitter_place (
        id {id},
        transmitter_id {big} NOT NULL,
        place_id {big} NOT NULL,
        CONSTRAINT transmitter_place_transmitter_id_place_id_key UNIQUE (transmitter_id, place_id),
        CONSTRAINT transmitter_place_transmitter_id_fkey
            FOREIGN KEY (transmitter_id) REFERENCES transmitter (id),
        CONSTRAINT transmitter_place_place_id_fkey FOREIGN KEY (place_id) REFERENCES place (id))",
    "CREATE TABLE outage (
        id {id},
        station_id {big} NOT NULL,
        scope TEXT NOT NULL,
        starts_at {instant} NOT NULL,
        ends_at {instant},
        reason TEXT NOT NULL,
        note TEXT,
        source TEXT,
        created_at {instant} NOT NULL,
        withdrawn_at {instant},
        CONSTRAINT outage_station_id_fkey FOREIGN KEY (station_id) REFERENCES station (id),
        CONSTRAINT outage_scope_check CHECK (scope IN ('all', 'some')),
        CONSTRAINT outage_reason_check CHECK (reason IN ('power', 'transmitter', 'link', 'weather',
            'maintenance', 'order', 'unknown', 'other')),
        CONSTRAINT outage_ends_at_check CHECK (ends_at > starts_at))",
    "CREATE INDEX outage_station_id_starts_at_idx ON outage (station_id, starts_at)",
    "CREATE TABLE outage_transmitter (
        id {id},
        outage_id {big} NOT NULL,
        transmitter_id {big} NOT NULL,
        CONSTRAINT outage_transmitter_outage_id_transmitter_id_key
            UNIQUE (outage_id, transmitter_id),
        CONSTRAINT outage_transmitter_outage_id_fkey
            FOREIGN KEY (outage_id) REFERENCES outage (id),
        CONSTRAINT outage_transmitter_transmitter_id_fkey
            FOREIGN KEY (transmitter_id) REFERENCES transmitter (id))",
];

const AIRTIME: &[&str] = &[
    "CREATE TABLE opening_hours (
        id {id},
        station_id {big} NOT NULL,
        weekday {int} NOT NULL,
        opens {time} NOT NULL,
        closes {time} NOT NULL,
        CONSTRAINT opening_hours_station_id_weekday_opens_key UNIQUE (station_id, weekday, opens),
        CONSTRAINT opening_hours_station_id_fkey FOREIGN KEY (station_id) REFERENCES station (id),
        CONSTRAINT opening_hours_weekday_check CHECK (weekday BETWEEN 0 AND 6))",
    "CREATE TABLE daypart (
        id {id},
        station_id {big} NOT NULL,
        code TEXT NOT NULL,
        name TEXT,
        starts {time} NOT NULL,
        ends {time} NOT NULL,
        archived_at {instant},
        CONSTRAINT daypart_station_id_fkey FOREIGN KEY (station_id) REFERENCES station (id))",
    "CREATE UNIQUE INDEX daypart_station_id_code_key
        ON daypart (station_id, code) WHERE archived_at IS NULL",
    "CREATE INDEX daypart_station_id_idx ON daypart (station_id)",
    "CREATE TABLE station_break (
        id {id},
        station_id {big} NOT NULL,
        weekday {int} NOT NULL,
        starts {time} NOT NULL,
        seconds {int} NOT NULL,
        free_seconds {int} NOT NULL,
        valid_from {date},
        valid_to {date},
        archived_at {instant},
        CONSTRAINT station_break_station_id_fkey FOREIGN KEY (station_id) REFERENCES station (id),
        CONSTRAINT station_break_weekday_check CHECK (weekday BETWEEN 0 AND 6),
        CONSTRAINT station_break_seconds_check CHECK (seconds BETWEEN 1 AND 3600),
        CONSTRAINT station_break_free_seconds_check CHECK (free_seconds BETWEEN 0 AND seconds),
        CONSTRAINT station_break_valid_to_check CHECK (valid_to >= valid_from))",
    "CREATE UNIQUE INDEX station_break_station_id_weekday_starts_key
        ON station_break (station_id, weekday, starts, COALESCE(valid_from, '0001-01-01'))
        WHERE archived_at IS NULL",
    "CREATE TABLE rate (
        id {id},
        station_id {big} NOT NULL,
        kind TEXT NOT NULL,
        daypart_id {big},
        per_seconds {int} NOT NULL,
        price_minor {big} NOT NULL,
        currency TEXT NOT NULL,
        valid_from {date} NOT NULL,
        valid_to {date},
        archived_at {instant},
        CONSTRAINT rate_station_id_fkey FOREIGN KEY (station_id) REFERENCES station (id),
        CONSTRAINT rate_daypart_id_fkey FOREIGN KEY (daypart_id) REFERENCES daypart (id),
        CONSTRAINT rate_kind_check CHECK (kind IN ('spot', 'programme')),
        CONSTRAINT rate_per_seconds_check CHECK (per_seconds BETWEEN 1 AND 21600),
        CONSTRAINT rate_price_minor_check CHECK (price_minor >= 0),
        CONSTRAINT rate_valid_to_check CHECK (valid_to >= valid_from))",
    "CREATE UNIQUE INDEX rate_station_id_kind_daypart_id_valid_from_key
        ON rate (station_id, kind, COALESCE(daypart_id, 0), valid_from) WHERE archived_at IS NULL",
];

const LISTENERS: &[&str] = &[
    "CREATE TABLE coverage_share (
        id {id},
        station_id {big} NOT NULL,
        place_id {big} NOT NULL,
        low {real} NOT NULL,
        central {real} NOT NULL,
        high {real} NOT NULL,
        source TEXT NOT NULL,
        as_of {date} NOT NULL,
        created_at {instant} NOT NULL,
        replaced_at {instant},
        CONSTRAINT coverage_share_station_id_fkey FOREIGN KEY (station_id) REFERENCES station (id),
        CONSTRAINT coverage_share_place_id_fkey FOREIGN KEY (place_id) REFERENCES place (id),
        CONSTRAINT coverage_share_order_check
            CHECK (0 <= low AND low <= central AND central <= high AND high <= 1))",
    "CREATE UNIQUE INDEX coverage_share_station_id_place_id_key
        ON coverage_share (station_id, place_id) WHERE replaced_at IS NULL",
    "CREATE INDEX coverage_share_place_id_idx ON coverage_share (place_id)",
    "CREATE TABLE audience (
        id {id},
        station_id {big} NOT NULL,
        place_id {big} NOT NULL,
        cume {real},
        week {real},
        day {real},
        source TEXT NOT NULL,
        as_of {date} NOT NULL,
        respondents {int},
        deff {real},
        created_at {instant} NOT NULL,
        replaced_at {instant},
        CONSTRAINT audience_station_id_fkey FOREIGN KEY (station_id) REFERENCES station (id),
        CONSTRAINT audience_place_id_fkey FOREIGN KEY (place_id) REFERENCES place (id),
        CONSTRAINT audience_cume_check CHECK (cume BETWEEN 0 AND 1),
        CONSTRAINT audience_week_check CHECK (week BETWEEN 0 AND 1),
        CONSTRAINT audience_day_check CHECK (day BETWEEN 0 AND 1),
        CONSTRAINT audience_respondents_check CHECK (respondents >= 1),
        CONSTRAINT audience_deff_check CHECK (deff >= 1))",
    "CREATE UNIQUE INDEX audience_station_id_place_id_key
        ON audience (station_id, place_id) WHERE replaced_at IS NULL",
    "CREATE INDEX audience_place_id_idx ON audience (place_id)",
    "CREATE TABLE audience_slot (
        id {id},
        audience_id {big} NOT NULL,
        daypart_id {big} NOT NULL,
        days TEXT NOT NULL,
        tuned {real},
        repeat {real},
        spot {real},
        programme {real},
        CONSTRAINT audience_slot_audience_id_daypart_id_days_key
            UNIQUE (audience_id, daypart_id, days),
        CONSTRAINT audience_slot_audience_id_fkey
            FOREIGN KEY (audience_id) REFERENCES audience (id),
        CONSTRAINT audience_slot_daypart_id_fkey FOREIGN KEY (daypart_id) REFERENCES daypart (id),
        CONSTRAINT audience_slot_days_check CHECK (days IN ('all', 'weekday', 'weekend')),
        CONSTRAINT audience_slot_tuned_check CHECK (tuned BETWEEN 0 AND 1),
        CONSTRAINT audience_slot_repeat_check CHECK (repeat BETWEEN 0 AND 1),
        CONSTRAINT audience_slot_spot_check CHECK (spot BETWEEN 0 AND 1),
        CONSTRAINT audience_slot_programme_check CHECK (programme BETWEEN 0 AND 1))",
];
