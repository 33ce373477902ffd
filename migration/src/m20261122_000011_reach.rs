//! Reach: how many people of a district hear radio at all, and kept estimates.

use sea_orm_migration::prelude::*;

use crate::schema;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::run(manager, TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::drop_tables(manager, &["estimate", "listening_figure"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE listening_figure (
        id {id},
        place_id {big} NOT NULL,
        universe {real} NOT NULL,
        respondents {int},
        deff {real},
        source TEXT NOT NULL,
        as_of {date} NOT NULL,
        entered_by {big} NOT NULL,
        created_at {instant} NOT NULL,
        replaced_at {instant},
        CONSTRAINT listening_figure_place_id_fkey FOREIGN KEY (place_id) REFERENCES place (id),
        CONSTRAINT listening_figure_entered_by_fkey
            FOREIGN KEY (entered_by) REFERENCES person (id),
        CONSTRAINT listening_figure_universe_check CHECK (universe >= 0 AND universe <= 1),
        CONSTRAINT listening_figure_respondents_check
            CHECK (respondents IS NULL OR respondents > 0),
        CONSTRAINT listening_figure_deff_check CHECK (deff IS NULL OR deff >= 1))",
    "CREATE UNIQUE INDEX listening_figure_place_id_key ON listening_figure (place_id)
        WHERE replaced_at IS NULL",
    "CREATE TABLE estimate (
        id {id},
        campaign_id {big} NOT NULL,
        basis TEXT NOT NULL,
        case_json TEXT NOT NULL,
        case_sha256 TEXT NOT NULL,
        model TEXT NOT NULL,
        answer_json TEXT NOT NULL,
        figures_json TEXT NOT NULL,
        facts_version {big} NOT NULL,
        made_at {instant} NOT NULL,
        frozen_at {instant},
        frozen_reason TEXT,
        CONSTRAINT estimate_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign (id),
        CONSTRAINT estimate_basis_check CHECK (basis IN ('confirmed', 'expected', 'planned')),
        CONSTRAINT estimate_frozen_reason_check CHECK (frozen_reason IN ('closed')),
        CONSTRAINT estimate_frozen_check CHECK ((frozen_at IS NULL) = (frozen_reason IS NULL)))",
    "CREATE UNIQUE INDEX estimate_campaign_id_basis_key ON estimate (campaign_id, basis)
        WHERE frozen_at IS NOT NULL",
    "CREATE INDEX estimate_campaign_id_made_at_idx ON estimate (campaign_id, made_at)",
];
