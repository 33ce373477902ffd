//! Tables of the schedule: airings, the series they were booked in, their changes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::schema;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::run(manager, TABLES).await?;
        schema::run_on(manager, DbBackend::Sqlite, SQLITE).await?;
        schema::run_on(manager, DbBackend::Postgres, POSTGRES).await?;
        schema::append_only(manager, "airing_change").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::drop_tables(manager, &["airing_change", "airing", "series"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE series (
        id {id},
        station_id {big} NOT NULL,
        campaign_id {big} NOT NULL,
        message_version_id {big} NOT NULL,
        weekdays TEXT NOT NULL,
        every_weeks {int} NOT NULL,
        times TEXT NOT NULL,
        first_on {date} NOT NULL,
        last_on {date} NOT NULL,
        zone TEXT NOT NULL,
        booked_at {instant} NOT NULL,
        CONSTRAINT series_station_id_fkey FOREIGN KEY (station_id) REFERENCES station (id),
        CONSTRAINT series_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign (id),
        CONSTRAINT series_message_version_id_fkey
            FOREIGN KEY (message_version_id) REFERENCES message_version (id),
        CONSTRAINT series_every_weeks_check CHECK (every_weeks BETWEEN 1 AND 8),
        CONSTRAINT series_last_on_check CHECK (last_on >= first_on))",
    "CREATE TABLE airing (
        id {id},
        code TEXT NOT NULL,
        station_id {big} NOT NULL,
        campaign_id {big} NOT NULL,
        message_version_id {big} NOT NULL,
        kind TEXT NOT NULL,
        series_id {big},
        break_id {big},
        break_starts_at {instant},
        break_ends_at {instant},
        starts_at {instant} NOT NULL,
        ends_at {instant} NOT NULL,
        seconds {int} NOT NULL,
        air_date {date} NOT NULL,
        daypart_id {big},
        state TEXT NOT NULL DEFAULT 'booked',
        entered_late {bool} NOT NULL,
        cancel_reason TEXT,
        evidence TEXT NOT NULL DEFAULT 'planned',
        outcome TEXT NOT NULL DEFAULT 'unanswered',
        heard_at {instant},
        heard_seconds {int},
        reason TEXT,
        settled_at {instant},
        rate_id {big},
        price_minor {big} NOT NULL,
        currency TEXT NOT NULL,
        version {int} NOT NULL DEFAULT 1,
        booked_at {instant} NOT NULL,
        CONSTRAINT airing_code_key UNIQUE (code),
        CONSTRAINT airing_station_id_fkey FOREIGN KEY (station_id) REFERENCES station (id),
        CONSTRAINT airing_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign (id),
        CONSTRAINT airing_message_version_id_fkey
            FOREIGN KEY (message_version_id) REFERENCES message_version (id),
        CONSTRAINT airing_series_id_fkey FOREIGN KEY (series_id) REFERENCES series (id),
        CONSTRAINT airing_break_id_fkey FOREIGN KEY (break_id) REFERENCES station_break (id),
        CONSTRAINT airing_daypart_id_fkey FOREIGN KEY (daypart_id) REFERENCES daypart (id),
        CONSTRAINT airing_rate_id_fkey FOREIGN KEY (rate_id) REFERENCES rate (id),
        CONSTRAINT airing_kind_check CHECK (kind IN ('spot', 'programme', 'live_session')),
        CONSTRAINT airing_seconds_check CHECK (seconds BETWEEN 1 AND 21600),
        CONSTRAINT airing_ends_at_check CHECK (ends_at > starts_at),
        CONSTRAINT airing_break_check CHECK (
            (break_id IS NULL AND break_starts_at IS NULL AND break_ends_at IS NULL)
            OR (kind = 'spot' AND break_id IS NOT NULL AND break_starts_at <= starts_at
                AND break_ends_at >= ends_at)),
        CONSTRAINT airing_state_check CHECK (state IN ('booked', 'cancelled')),
        CONSTRAINT airing_cancel_reason_check CHECK (
            (state = 'cancelled') = (cancel_reason IS NOT NULL)),
        CONSTRAINT airing_evidence_check CHECK (
            evidence IN ('planned', 'presumed', 'confirmed', 'evidenced', 'verified')),
        CONSTRAINT airing_outcome_check CHECK (
            outcome IN ('unanswered', 'aired', 'late', 'partial', 'not_aired')),
        CONSTRAINT airing_answer_check CHECK (state = 'booked' OR outcome = 'unanswered'),
        CONSTRAINT airing_heard_seconds_check CHECK (heard_seconds BETWEEN 0 AND 86400),
        CONSTRAINT airing_price_minor_check CHECK (price_minor >= 0),
        CONSTRAINT airing_currency_check CHECK (length(currency) = 3),
        CONSTRAINT airing_version_check CHECK (version >= 1))",
    "CREATE INDEX airing_station_id_air_date_idx ON airing (station_id, air_date)",
    "CREATE INDEX airing_campaign_id_air_date_idx ON airing (campaign_id, air_date)",
    "CREATE INDEX airing_series_id_idx ON airing (series_id) WHERE series_id IS NOT NULL",
    "CREATE TABLE airing_change (
        id {id},
        airing_id {big} NOT NULL,
        deed TEXT NOT NULL,
        person_id {big},
        starts_at {instant} NOT NULL,
        seconds {int} NOT NULL,
        reason TEXT,
        at {instant} NOT NULL,
        CONSTRAINT airing_change_airing_id_fkey FOREIGN KEY (airing_id) REFERENCES airing (id),
        CONSTRAINT airing_change_person_id_fkey FOREIGN KEY (person_id) REFERENCES person (id),
        CONSTRAINT airing_change_deed_check CHECK (deed IN ('booked', 'moved', 'cancelled')))",
    "CREATE INDEX airing_change_airing_id_idx ON airing_change (airing_id)",
];

/// The booked airings of a station never overlap, and an airing is as long as
/// it says.
///
/// Because stored airings do not overlap, the one that starts last before the
/// new end is the only one that can reach into it: one step into the index.
const SQLITE: &[&str] = &[
    "CREATE INDEX airing_station_id_starts_at_idx ON airing (station_id, starts_at)
        WHERE state = 'booked'",
    "CREATE TRIGGER airing_station_slot_insert BEFORE INSERT ON airing
     WHEN NEW.state = 'booked' AND (
        SELECT ends_at FROM airing
        WHERE station_id = NEW.station_id AND state = 'booked' AND starts_at < NEW.ends_at
        ORDER BY starts_at DESC LIMIT 1) > NEW.starts_at
     BEGIN SELECT RAISE(ABORT, 'airing_station_slot_excl'); END",
    "CREATE TRIGGER airing_station_slot_update
     BEFORE UPDATE OF station_id, starts_at, ends_at, state ON airing
     WHEN NEW.state = 'booked' AND (
        SELECT ends_at FROM airing
        WHERE station_id = NEW.station_id AND state = 'booked' AND starts_at < NEW.ends_at
            AND id <> NEW.id
        ORDER BY starts_at DESC LIMIT 1) > NEW.starts_at
     BEGIN SELECT RAISE(ABORT, 'airing_station_slot_excl'); END",
    "CREATE TRIGGER airing_span_insert BEFORE INSERT ON airing
     WHEN length(NEW.starts_at) <> 25
        OR unixepoch(NEW.ends_at) - unixepoch(NEW.starts_at) <> NEW.seconds
     BEGIN SELECT RAISE(ABORT, 'airing_span_check'); END",
    "CREATE TRIGGER airing_span_update BEFORE UPDATE OF starts_at, ends_at, seconds ON airing
     WHEN length(NEW.starts_at) <> 25
        OR unixepoch(NEW.ends_at) - unixepoch(NEW.starts_at) <> NEW.seconds
     BEGIN SELECT RAISE(ABORT, 'airing_span_check'); END",
];

const POSTGRES: &[&str] = &[
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    "ALTER TABLE airing ADD CONSTRAINT airing_station_slot_excl EXCLUDE USING gist (
        station_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (state = 'booked')",
    "ALTER TABLE airing ADD CONSTRAINT airing_span_check CHECK (
        date_trunc('second', starts_at, 'UTC') = starts_at
        AND ends_at = starts_at + seconds * INTERVAL '1 second')",
];
