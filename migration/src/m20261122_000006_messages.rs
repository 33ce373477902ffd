//! Tables of messages: what is said on air, in which language, who approved it.

use sea_orm_migration::prelude::*;

use crate::schema;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::run(manager, MESSAGES).await?;
        schema::run(manager, VERSIONS).await?;
        schema::append_only(manager, "approval").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["approval", "message_version", "message_guest", "message_topic", "message"];
        schema::drop_tables(manager, &tables).await
    }
}

const MESSAGES: &[&str] = &[
    "CREATE TABLE message (
        id {id},
        campaign_id {big} NOT NULL,
        kind TEXT NOT NULL,
        number {int} NOT NULL,
        title TEXT NOT NULL,
        title_folded TEXT NOT NULL,
        topic TEXT NOT NULL,
        expires_on {date},
        planned_seconds {int},
        call_in_number TEXT,
        on_fm {bool} NOT NULL,
        on_stream {bool} NOT NULL,
        source_kind TEXT,
        source_title TEXT,
        source_version TEXT,
        source_language TEXT,
        version {int} NOT NULL,
        created_by {big} NOT NULL,
        created_at {instant} NOT NULL,
        CONSTRAINT message_campaign_id_kind_number_key UNIQUE (campaign_id, kind, number),
        CONSTRAINT message_campaign_id_title_folded_key UNIQUE (campaign_id, title_folded),
        CONSTRAINT message_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign (id),
        CONSTRAINT message_created_by_fkey FOREIGN KEY (created_by) REFERENCES person (id),
        CONSTRAINT message_kind_check CHECK (kind IN ('spot', 'programme', 'live_session')),
        CONSTRAINT message_planned_seconds_check CHECK (planned_seconds BETWEEN 1 AND 21600),
        CONSTRAINT message_on_fm_check CHECK (on_fm OR on_stream),
        CONSTRAINT message_source_kind_check CHECK (source_kind IN ('toolkit', 'manual')),
        CONSTRAINT message_source_title_check
            CHECK ((source_kind IS NULL) = (source_title IS NULL)))",
    "CREATE TABLE message_topic (
        message_id {big} NOT NULL,
        position {int} NOT NULL,
        topic TEXT NOT NULL,
        CONSTRAINT message_topic_pkey PRIMARY KEY (message_id, position),
        CONSTRAINT message_topic_message_id_fkey
            FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE)",
    "CREATE TABLE message_guest (
        message_id {big} NOT NULL,
        position {int} NOT NULL,
        role TEXT NOT NULL,
        partner_id {big},
        CONSTRAINT message_guest_pkey PRIMARY KEY (message_id, position),
        CONSTRAINT message_guest_message_id_fkey
            FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE,
        CONSTRAINT message_guest_partner_id_fkey
            FOREIGN KEY (partner_id) REFERENCES partner (id),
        CONSTRAINT message_guest_role_check CHECK (role IN
            ('presenter', 'investigator', 'lawyer', 'health_worker', 'social_worker',
             'local_leader', 'teacher', 'faith_leader', 'organisation', 'other')))",
];

const VERSIONS: &[&str] = &[
    "CREATE TABLE message_version (
        id {id},
        message_id {big} NOT NULL,
        language TEXT NOT NULL,
        code TEXT NOT NULL CONSTRAINT message_version_code_key UNIQUE,
        title TEXT NOT NULL,
        script TEXT NOT NULL,
        planned_seconds {int},
        audio_sha256 TEXT,
        audio_state TEXT NOT NULL,
        audio_codec TEXT,
        audio_millis {big},
        audio_seconds {int},
        audio_fault TEXT,
        revision {int} NOT NULL,
        author_id {big} NOT NULL,
        created_at {instant} NOT NULL,
        changed_at {instant} NOT NULL,
        approved_at {instant},
        CONSTRAINT message_version_message_id_language_key UNIQUE (message_id, language),
        CONSTRAINT message_version_message_id_fkey
            FOREIGN KEY (message_id) REFERENCES message (id),
        CONSTRAINT message_version_author_id_fkey FOREIGN KEY (author_id) REFERENCES person (id),
        CONSTRAINT message_version_audio_sha256_fkey
            FOREIGN KEY (audio_sha256) REFERENCES stored_file (sha256),
        CONSTRAINT message_version_language_check CHECK (length(language) BETWEEN 2 AND 3),
        CONSTRAINT message_version_planned_seconds_check
            CHECK (planned_seconds BETWEEN 1 AND 21600),
        CONSTRAINT message_version_audio_state_check CHECK
            (audio_state IN ('none', 'waiting', 'decoded', 'counted', 'failed')),
        CONSTRAINT message_version_audio_sha256_check
            CHECK ((audio_state = 'none') = (audio_sha256 IS NULL)),
        CONSTRAINT message_version_audio_seconds_check CHECK
            ((audio_state IN ('decoded', 'counted')) = (audio_seconds IS NOT NULL)),
        CONSTRAINT message_version_audio_millis_check CHECK
            ((audio_seconds IS NULL) = (audio_millis IS NULL)),
        CONSTRAINT message_version_audio_fault_check
            CHECK ((audio_state = 'failed') = (audio_fault IS NOT NULL)))",
    "CREATE TABLE approval (
        id {id},
        message_version_id {big} NOT NULL,
        revision {int} NOT NULL,
        person_id {big} NOT NULL,
        decision TEXT NOT NULL,
        decided_at {instant} NOT NULL,
        CONSTRAINT approval_message_version_id_fkey
            FOREIGN KEY (message_version_id) REFERENCES message_version (id),
        CONSTRAINT approval_person_id_fkey FOREIGN KEY (person_id) REFERENCES person (id),
        CONSTRAINT approval_decision_check CHECK (decision IN ('approved', 'withdrawn')))",
    "CREATE INDEX approval_message_version_id_idx ON approval (message_version_id)",
];
