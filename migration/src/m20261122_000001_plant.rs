//! Tables of the machinery: versions, outbox, timers, form keys, files, trail.

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
        schema::run_on(manager, DbBackend::Postgres, POSTGRES).await?;
        schema::append_only(manager, "trail").await?;
        schema::append_only(manager, "trail_seal").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "restore_mark",
            "trail_seal",
            "trail",
            "stored_file",
            "form_key",
            "timer_run",
            "outbox",
            "retention_permit",
            "data_version",
        ];
        schema::drop_tables(manager, &tables).await?;
        let function = ["DROP FUNCTION refuse_change()"];
        schema::run_on(manager, DbBackend::Postgres, &function).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE data_version (
        id {int} NOT NULL CONSTRAINT data_version_pkey PRIMARY KEY,
        version {big} NOT NULL,
        CONSTRAINT data_version_id_check CHECK (id = 1))",
    "INSERT INTO data_version (id, version) VALUES (1, 1)",
    "CREATE TABLE retention_permit (
        id {int} NOT NULL CONSTRAINT retention_permit_pkey PRIMARY KEY)",
    "CREATE TABLE outbox (
        id {id},
        job TEXT NOT NULL,
        subject {big} NOT NULL,
        due_at {instant} NOT NULL,
        tries {int} NOT NULL DEFAULT 0,
        claimed_until {instant},
        done_at {instant},
        dead_at {instant},
        fault TEXT,
        CONSTRAINT outbox_tries_check CHECK (tries >= 0))",
    "CREATE INDEX outbox_due_at_idx ON outbox (due_at)
        WHERE done_at IS NULL AND dead_at IS NULL",
    "CREATE INDEX outbox_done_at_idx ON outbox (done_at) WHERE done_at IS NOT NULL",
    "CREATE TABLE timer_run (
        timer TEXT NOT NULL,
        due_at {instant} NOT NULL,
        CONSTRAINT timer_run_pkey PRIMARY KEY (timer, due_at))",
    "CREATE TABLE form_key (
        holder TEXT NOT NULL,
        form_key TEXT NOT NULL,
        subject {big} NOT NULL,
        at {instant} NOT NULL,
        CONSTRAINT form_key_pkey PRIMARY KEY (holder, form_key))",
    "CREATE INDEX form_key_at_idx ON form_key (at)",
    "CREATE TABLE stored_file (
        sha256 TEXT NOT NULL CONSTRAINT stored_file_pkey PRIMARY KEY,
        media_type TEXT NOT NULL,
        bytes {big} NOT NULL,
        created_at {instant} NOT NULL)",
    "CREATE TABLE trail (
        id {id},
        at {instant} NOT NULL,
        person {big},
        link {big},
        via TEXT NOT NULL,
        deed TEXT NOT NULL,
        room TEXT NOT NULL,
        subject {big},
        before TEXT,
        after TEXT,
        reference TEXT,
        CONSTRAINT trail_via_check CHECK (via IN ('page','link','text','command','timer')))",
    "CREATE INDEX trail_at_idx ON trail (at)",
    "CREATE INDEX trail_person_idx ON trail (person, id)",
    "CREATE INDEX trail_room_subject_idx ON trail (room, subject, id)",
    "CREATE TABLE trail_seal (
        position {big} NOT NULL CONSTRAINT trail_seal_pkey PRIMARY KEY,
        trail_id {big} NOT NULL CONSTRAINT trail_seal_trail_id_key UNIQUE,
        hash TEXT NOT NULL)",
    "CREATE TABLE restore_mark (
        id {int} NOT NULL CONSTRAINT restore_mark_pkey PRIMARY KEY,
        made_at {instant} NOT NULL,
        CONSTRAINT restore_mark_id_check CHECK (id = 1))",
];

const POSTGRES: &[&str] =
    &["CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM retention_permit) THEN
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '%', TG_ARGV[0]
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_ARGV[0];
    END $$"];
