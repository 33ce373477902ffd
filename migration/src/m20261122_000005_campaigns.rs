//! Tables of campaigns: flights, districts with goals, partners, budgets.

use sea_orm_migration::prelude::*;

use crate::schema;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::run(manager, CAMPAIGNS).await?;
        schema::run(manager, PARTNERS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "external_figure",
            "budget_line",
            "campaign_partner",
            "partner",
            "goal",
            "campaign_place",
            "campaign",
        ];
        schema::drop_tables(manager, &tables).await
    }
}

const CAMPAIGNS: &[&str] = &[
    "CREATE TABLE campaign (
        id {id},
        name TEXT NOT NULL,
        name_folded TEXT NOT NULL CONSTRAINT campaign_name_folded_key UNIQUE,
        public_title TEXT NOT NULL,
        discreet {bool} NOT NULL,
        topic TEXT NOT NULL,
        starts_on {date} NOT NULL,
        ends_on {date} NOT NULL,
        state TEXT NOT NULL,
        coordinator_id {big} NOT NULL,
        copied_from_id {big},
        version {int} NOT NULL,
        created_by {big} NOT NULL,
        created_at {instant} NOT NULL,
        started_at {instant},
        closed_at {instant},
        CONSTRAINT campaign_coordinator_id_fkey
            FOREIGN KEY (coordinator_id) REFERENCES person (id),
        CONSTRAINT campaign_created_by_fkey FOREIGN KEY (created_by) REFERENCES person (id),
        CONSTRAINT campaign_copied_from_id_fkey
            FOREIGN KEY (copied_from_id) REFERENCES campaign (id),
        CONSTRAINT campaign_ends_on_check CHECK (ends_on >= starts_on),
        CONSTRAINT campaign_state_check CHECK (state IN ('draft', 'running', 'closed')),
        CONSTRAINT campaign_started_at_check
            CHECK ((state = 'draft') = (started_at IS NULL)),
        CONSTRAINT campaign_closed_at_check
            CHECK ((state = 'closed') = (closed_at IS NOT NULL)))",
    "CREATE INDEX campaign_state_starts_on_idx ON campaign (state, starts_on)",
    "CREATE INDEX campaign_coordinator_id_idx ON campaign (coordinator_id)",
    "CREATE TABLE campaign_place (
        campaign_id {big} NOT NULL,
        place_id {big} NOT NULL,
        CONSTRAINT campaign_place_pkey PRIMARY KEY (campaign_id, place_id),
        CONSTRAINT campaign_place_campaign_id_fkey
            FOREIGN KEY (campaign_id) REFERENCES campaign (id),
        CONSTRAINT campaign_place_place_id_fkey FOREIGN KEY (place_id) REFERENCES place (id))",
    "CREATE INDEX campaign_place_place_id_idx ON campaign_place (place_id)",
    "CREATE TABLE goal (
        campaign_id {big} NOT NULL,
        place_id {big} NOT NULL,
        kind TEXT NOT NULL,
        number {big} NOT NULL,
        CONSTRAINT goal_pkey PRIMARY KEY (campaign_id, place_id, kind),
        CONSTRAINT goal_campaign_id_place_id_fkey FOREIGN KEY (campaign_id, place_id)
            REFERENCES campaign_place (campaign_id, place_id) ON DELETE CASCADE,
        CONSTRAINT goal_kind_check CHECK (kind IN ('reach1', 'reach3', 'percent')),
        CONSTRAINT goal_number_check
            CHECK (number >= 1 AND (kind <> 'percent' OR number <= 100)))",
];

const PARTNERS: &[&str] = &[
    "CREATE TABLE partner (
        id {id},
        name TEXT NOT NULL,
        name_folded TEXT NOT NULL CONSTRAINT partner_name_folded_key UNIQUE,
        created_at {instant} NOT NULL)",
    "CREATE TABLE campaign_partner (
        id {id},
        campaign_id {big} NOT NULL,
        partner_id {big} NOT NULL,
        role TEXT NOT NULL,
        logo_sha256 TEXT,
        CONSTRAINT campaign_partner_campaign_id_partner_id_role_key
            UNIQUE (campaign_id, partner_id, role),
        CONSTRAINT campaign_partner_campaign_id_fkey
            FOREIGN KEY (campaign_id) REFERENCES campaign (id),
        CONSTRAINT campaign_partner_partner_id_fkey
            FOREIGN KEY (partner_id) REFERENCES partner (id),
        CONSTRAINT campaign_partner_logo_sha256_fkey
            FOREIGN KEY (logo_sha256) REFERENCES stored_file (sha256),
        CONSTRAINT campaign_partner_role_check CHECK
            (role IN ('lead', 'implementing', 'coordination', 'donor', 'support')))",
    "CREATE INDEX campaign_partner_partner_id_idx ON campaign_partner (partner_id)",
    "CREATE TABLE budget_line (
        id {id},
        campaign_id {big} NOT NULL,
        name TEXT NOT NULL,
        amount_minor {big} NOT NULL,
        currency TEXT NOT NULL,
        partner_id {big},
        CONSTRAINT budget_line_campaign_id_fkey
            FOREIGN KEY (campaign_id) REFERENCES campaign (id),
        CONSTRAINT budget_line_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partner (id),
        CONSTRAINT budget_line_amount_minor_check CHECK (amount_minor > 0),
        CONSTRAINT budget_line_currency_check CHECK (length(currency) = 3))",
    "CREATE INDEX budget_line_campaign_id_idx ON budget_line (campaign_id)",
    "CREATE TABLE external_figure (
        id {id},
        campaign_id {big} NOT NULL,
        number {big} NOT NULL,
        exactness TEXT NOT NULL,
        about TEXT NOT NULL,
        definition TEXT,
        source TEXT NOT NULL,
        reported_on {date},
        created_at {instant} NOT NULL,
        CONSTRAINT external_figure_campaign_id_fkey
            FOREIGN KEY (campaign_id) REFERENCES campaign (id),
        CONSTRAINT external_figure_number_check CHECK (number >= 0),
        CONSTRAINT external_figure_exactness_check
            CHECK (exactness IN ('exactly', 'about', 'over')))",
    "CREATE INDEX external_figure_campaign_id_idx ON external_figure (campaign_id)",
];
