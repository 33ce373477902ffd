//! Persons, their roles, sessions, links and second factors.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::schema;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::run(manager, PERSONS).await?;
        for (table, statement) in BOUND_TO_STATIONS {
            let fkey = station_fkey(manager.get_database_backend(), table);
            schema::run(manager, &[&statement.replace("{station_fkey}", &fkey)]).await?;
        }
        schema::run(manager, SIGNING_IN).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "sign_in_try",
            "recovery_code",
            "second_factor",
            "invitation",
            "session",
            "station_link",
            "person_role",
            "person",
        ];
        schema::drop_tables(manager, &tables).await
    }
}

/// SQLite writes foreign keys with the table and takes one to a table that comes
/// later; on PostgreSQL the step that makes `station` adds them.
fn station_fkey(engine: DbBackend, table: &str) -> String {
    if engine != DbBackend::Sqlite {
        return String::new();
    }
    format!(
        ", CONSTRAINT {table}_station_id_fkey FOREIGN KEY (station_id)
           REFERENCES station (id) ON DELETE CASCADE"
    )
}

const PERSONS: &[&str] = &["CREATE TABLE person (
        id {id},
        name TEXT NOT NULL,
        name_folded TEXT NOT NULL,
        login TEXT NOT NULL CONSTRAINT person_login_key UNIQUE,
        password_hash TEXT,
        password_set_at {instant},
        language TEXT NOT NULL,
        disabled_at {instant},
        created_at {instant} NOT NULL,
        CONSTRAINT person_language_check CHECK (language IN ('en','fr','rw','sw')))"];

const BOUND_TO_STATIONS: &[(&str, &str)] = &[
    (
        "person_role",
        "CREATE TABLE person_role (
            id {id},
            person_id {big} NOT NULL CONSTRAINT person_role_person_id_fkey REFERENCES person (id),
            role TEXT NOT NULL,
            station_id {big},
            CONSTRAINT person_role_role_check CHECK (role IN
                ('administrator','coordinator','station_staff','manager','auditor')),
            CONSTRAINT person_role_station_id_check CHECK
                ((role = 'station_staff') = (station_id IS NOT NULL))
            {station_fkey})",
    ),
    (
        "station_link",
        "CREATE TABLE station_link (
            id {id},
            station_id {big} NOT NULL,
            token_hash TEXT NOT NULL CONSTRAINT station_link_token_hash_key UNIQUE,
            made_by {big} CONSTRAINT station_link_made_by_fkey REFERENCES person (id),
            made_at {instant} NOT NULL,
            expires_at {instant} NOT NULL,
            revoked_at {instant}
            {station_fkey})",
    ),
];

const SIGNING_IN: &[&str] = &[
    "CREATE UNIQUE INDEX person_role_person_id_role_station_id_key
        ON person_role (person_id, role, COALESCE(station_id, 0))",
    "CREATE INDEX person_role_station_id_idx ON person_role (station_id)",
    "CREATE INDEX person_name_folded_idx ON person (name_folded)",
    "CREATE INDEX station_link_station_id_idx ON station_link (station_id)",
    "CREATE TABLE session (
        id {id},
        token_hash TEXT NOT NULL CONSTRAINT session_token_hash_key UNIQUE,
        person_id {big} NOT NULL CONSTRAINT session_person_id_fkey REFERENCES person (id),
        stage TEXT NOT NULL,
        browser TEXT NOT NULL,
        made_at {instant} NOT NULL,
        seen_at {instant} NOT NULL,
        CONSTRAINT session_stage_check CHECK (stage IN ('half','whole')))",
    "CREATE INDEX session_person_id_idx ON session (person_id)",
    "CREATE INDEX session_seen_at_idx ON session (seen_at)",
    "CREATE TABLE invitation (
        id {id},
        token_hash TEXT NOT NULL CONSTRAINT invitation_token_hash_key UNIQUE,
        person_id {big} NOT NULL CONSTRAINT invitation_person_id_fkey REFERENCES person (id),
        kind TEXT NOT NULL,
        made_by {big} CONSTRAINT invitation_made_by_fkey REFERENCES person (id),
        made_at {instant} NOT NULL,
        expires_at {instant} NOT NULL,
        used_at {instant},
        CONSTRAINT invitation_kind_check CHECK (kind IN ('first','welcome','reset','enter')))",
    "CREATE INDEX invitation_person_id_idx ON invitation (person_id)",
    "CREATE TABLE second_factor (
        person_id {big} NOT NULL CONSTRAINT second_factor_pkey PRIMARY KEY
            CONSTRAINT second_factor_person_id_fkey REFERENCES person (id),
        secret_sealed TEXT NOT NULL,
        step_used {big} NOT NULL,
        made_at {instant} NOT NULL,
        confirmed_at {instant})",
    "CREATE TABLE recovery_code (
        id {id},
        person_id {big} NOT NULL CONSTRAINT recovery_code_person_id_fkey REFERENCES person (id),
        code_index TEXT NOT NULL,
        used_at {instant},
        CONSTRAINT recovery_code_person_id_code_index_key UNIQUE (person_id, code_index))",
    "CREATE TABLE sign_in_try (
        kind TEXT NOT NULL,
        holder TEXT NOT NULL,
        failures {big} NOT NULL,
        last_at {instant} NOT NULL,
        CONSTRAINT sign_in_try_pkey PRIMARY KEY (kind, holder),
        CONSTRAINT sign_in_try_kind_check CHECK (kind IN ('account','code')))",
    "CREATE INDEX sign_in_try_last_at_idx ON sign_in_try (last_at)",
];
