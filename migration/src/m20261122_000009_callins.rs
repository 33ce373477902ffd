//! Tables of call-ins: topics and what was counted. No caller is kept.

use sea_orm_migration::prelude::*;

use crate::schema;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::run(manager, TABLES).await?;
        schema::append_only(manager, "call_in").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::drop_tables(manager, &["call_in", "topic"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE topic (
        id {id},
        campaign_id {big} NOT NULL,
        code TEXT NOT NULL,
        name TEXT NOT NULL,
        retired {bool} NOT NULL,
        created_at {instant} NOT NULL,
        CONSTRAINT topic_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign (id),
        CONSTRAINT topic_campaign_id_code_key UNIQUE (campaign_id, code))",
    // One row a press: a call counted, or with `takes_back_id` one counted by mistake.
    "CREATE TABLE call_in (
        id {id},
        airing_id {big} NOT NULL,
        topic_id {big},
        sex TEXT NOT NULL,
        age_band TEXT NOT NULL,
        language TEXT,
        outcome TEXT NOT NULL,
        channel TEXT NOT NULL,
        takes_back_id {big},
        at {instant} NOT NULL,
        CONSTRAINT call_in_airing_id_fkey FOREIGN KEY (airing_id) REFERENCES airing (id),
        CONSTRAINT call_in_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES topic (id),
        CONSTRAINT call_in_takes_back_id_fkey
            FOREIGN KEY (takes_back_id) REFERENCES call_in (id),
        CONSTRAINT call_in_takes_back_id_key UNIQUE (takes_back_id),
        CONSTRAINT call_in_sex_check CHECK (sex IN ('female', 'male', 'not_asked')),
        CONSTRAINT call_in_age_band_check CHECK (
            age_band IN ('under_18', '18_24', '25_34', '35_49', '50_plus', 'not_asked')),
        CONSTRAINT call_in_language_check CHECK (language IN ('rw', 'en', 'fr', 'sw')),
        CONSTRAINT call_in_outcome_check
            CHECK (outcome IN ('answered', 'on_air', 'referred', 'left')),
        CONSTRAINT call_in_channel_check CHECK (channel IN ('call', 'text')))",
    "CREATE INDEX call_in_airing_id_idx ON call_in (airing_id)",
];
