//! The table of proofs: what aired, who says so, and how.

use sea_orm_migration::prelude::*;

use crate::schema;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::run(manager, TABLES).await?;
        schema::append_only(manager, "proof").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::drop_tables(manager, &["proof"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE proof (
        id {id},
        airing_id {big} NOT NULL,
        corrects_id {big},
        outcome TEXT NOT NULL,
        heard_at {instant},
        heard_seconds {int},
        reason TEXT,
        source TEXT NOT NULL,
        level TEXT NOT NULL,
        person_id {big},
        link_id {big},
        said_on {date} NOT NULL,
        entered_at {instant} NOT NULL,
        CONSTRAINT proof_airing_id_fkey FOREIGN KEY (airing_id) REFERENCES airing (id),
        CONSTRAINT proof_corrects_id_fkey FOREIGN KEY (corrects_id) REFERENCES proof (id),
        CONSTRAINT proof_person_id_fkey FOREIGN KEY (person_id) REFERENCES person (id),
        CONSTRAINT proof_link_id_fkey FOREIGN KEY (link_id) REFERENCES station_link (id),
        CONSTRAINT proof_corrects_id_key UNIQUE (corrects_id),
        CONSTRAINT proof_outcome_check
            CHECK (outcome IN ('aired', 'late', 'partial', 'not_aired')),
        CONSTRAINT proof_heard_at_check CHECK ((outcome = 'late') = (heard_at IS NOT NULL)),
        CONSTRAINT proof_heard_seconds_check
            CHECK ((outcome = 'partial') = (heard_seconds IS NOT NULL)
                AND (heard_seconds IS NULL OR heard_seconds > 0)),
        CONSTRAINT proof_reason_check CHECK ((outcome = 'not_aired') = (reason IS NOT NULL)),
        CONSTRAINT proof_source_check CHECK (source IN ('page', 'link', 'phone', 'letter')),
        CONSTRAINT proof_level_check CHECK (level IN ('confirmed', 'evidenced', 'verified')),
        CONSTRAINT proof_who_check CHECK ((person_id IS NULL) <> (link_id IS NULL)))",
    // The first word about an airing is one row; every later one corrects another.
    "CREATE UNIQUE INDEX proof_airing_id_key ON proof (airing_id) WHERE corrects_id IS NULL",
    "CREATE INDEX proof_airing_id_idx ON proof (airing_id, id)",
];
