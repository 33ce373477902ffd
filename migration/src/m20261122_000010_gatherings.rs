//! Tables of gatherings: counts of people, never their names.

use sea_orm_migration::prelude::*;

use crate::schema;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Every table of the room; rows are only ever added.
const TABLES: [&str; 7] = [
    "agreed_action",
    "gathering_material",
    "gathering_origin",
    "gathering_topic",
    "gathering_group",
    "attendance",
    "gathering",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::run(manager, GATHERING).await?;
        schema::run(manager, BESIDE).await?;
        for table in TABLES {
            schema::append_only(manager, table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::drop_tables(manager, &TABLES).await
    }
}

const GATHERING: &[&str] = &[
    "CREATE TABLE gathering (
        id {id},
        campaign_id {big} NOT NULL,
        kind TEXT NOT NULL,
        place_id {big} NOT NULL,
        sector_id {big},
        venue TEXT,
        held_on {date} NOT NULL,
        date_assumed {bool} NOT NULL,
        partner_id {big},
        first_id {big},
        corrects_id {big} CONSTRAINT gathering_corrects_id_key UNIQUE,
        reason TEXT,
        standing TEXT NOT NULL,
        entered_by {big} NOT NULL,
        entered_at {instant} NOT NULL,
        CONSTRAINT gathering_campaign_id_fkey
            FOREIGN KEY (campaign_id) REFERENCES campaign (id),
        CONSTRAINT gathering_place_id_fkey FOREIGN KEY (place_id) REFERENCES place (id),
        CONSTRAINT gathering_sector_id_fkey FOREIGN KEY (sector_id) REFERENCES place (id),
        CONSTRAINT gathering_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partner (id),
        CONSTRAINT gathering_first_id_fkey FOREIGN KEY (first_id) REFERENCES gathering (id),
        CONSTRAINT gathering_corrects_id_fkey
            FOREIGN KEY (corrects_id) REFERENCES gathering (id),
        CONSTRAINT gathering_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person (id),
        CONSTRAINT gathering_kind_check CHECK (kind IN
            ('session', 'dialogue', 'training', 'round_table', 'closing')),
        CONSTRAINT gathering_standing_check CHECK (standing IN ('held', 'withdrawn')),
        CONSTRAINT gathering_reason_check CHECK (reason IN
            ('typing', 'recount', 'late_report', 'wrong_place', 'twice', 'not_held')),
        CONSTRAINT gathering_correction_check CHECK
            ((corrects_id IS NULL) = (first_id IS NULL)
             AND (corrects_id IS NULL) = (reason IS NULL)
             AND (standing = 'held' OR corrects_id IS NOT NULL)))",
    "CREATE INDEX gathering_campaign_id_held_on_idx ON gathering (campaign_id, held_on)",
    "CREATE INDEX gathering_first_id_idx ON gathering (first_id)",
    "CREATE TABLE attendance (
        gathering_id {big} NOT NULL CONSTRAINT attendance_pkey PRIMARY KEY,
        women {int},
        men {int},
        under_18 {int},
        total {int},
        exactness TEXT NOT NULL,
        CONSTRAINT attendance_gathering_id_fkey
            FOREIGN KEY (gathering_id) REFERENCES gathering (id),
        CONSTRAINT attendance_exactness_check CHECK
            (exactness IN ('counted', 'estimated', 'reported', 'unknown')),
        CONSTRAINT attendance_total_check CHECK
            ((total IS NULL) = (exactness = 'unknown') AND (total IS NULL OR total >= 0)),
        CONSTRAINT attendance_women_check CHECK
            (women IS NULL OR (women >= 0 AND total IS NOT NULL AND women <= total)),
        CONSTRAINT attendance_men_check CHECK
            (men IS NULL OR (men >= 0 AND total IS NOT NULL AND men <= total)),
        CONSTRAINT attendance_women_men_check CHECK
            (women IS NULL OR men IS NULL OR women + men = total),
        CONSTRAINT attendance_under_18_check CHECK
            (under_18 IS NULL OR (under_18 >= 0 AND total IS NOT NULL AND under_18 <= total)))",
];

const BESIDE: &[&str] = &[
    "CREATE TABLE gathering_group (
        gathering_id {big} NOT NULL,
        code TEXT NOT NULL,
        CONSTRAINT gathering_group_pkey PRIMARY KEY (gathering_id, code),
        CONSTRAINT gathering_group_gathering_id_fkey
            FOREIGN KEY (gathering_id) REFERENCES gathering (id))",
    "CREATE TABLE gathering_topic (
        gathering_id {big} NOT NULL,
        position {int} NOT NULL,
        words TEXT NOT NULL,
        CONSTRAINT gathering_topic_pkey PRIMARY KEY (gathering_id, position),
        CONSTRAINT gathering_topic_gathering_id_fkey
            FOREIGN KEY (gathering_id) REFERENCES gathering (id))",
    "CREATE TABLE gathering_origin (
        gathering_id {big} NOT NULL,
        place_id {big} NOT NULL,
        people {int} NOT NULL,
        CONSTRAINT gathering_origin_pkey PRIMARY KEY (gathering_id, place_id),
        CONSTRAINT gathering_origin_gathering_id_fkey
            FOREIGN KEY (gathering_id) REFERENCES gathering (id),
        CONSTRAINT gathering_origin_place_id_fkey FOREIGN KEY (place_id) REFERENCES place (id),
        CONSTRAINT gathering_origin_people_check CHECK (people > 0))",
    "CREATE TABLE gathering_material (
        gathering_id {big} NOT NULL,
        position {int} NOT NULL,
        name TEXT NOT NULL,
        how TEXT NOT NULL,
        units {int},
        place_id {big},
        CONSTRAINT gathering_material_pkey PRIMARY KEY (gathering_id, position),
        CONSTRAINT gathering_material_gathering_id_fkey
            FOREIGN KEY (gathering_id) REFERENCES gathering (id),
        CONSTRAINT gathering_material_place_id_fkey FOREIGN KEY (place_id) REFERENCES place (id),
        CONSTRAINT gathering_material_how_check CHECK (how IN ('used', 'handed_out')),
        CONSTRAINT gathering_material_units_check CHECK (units IS NULL OR units > 0))",
    "CREATE TABLE agreed_action (
        gathering_id {big} NOT NULL,
        position {int} NOT NULL,
        words TEXT NOT NULL,
        who TEXT,
        due_on {date},
        CONSTRAINT agreed_action_pkey PRIMARY KEY (gathering_id, position),
        CONSTRAINT agreed_action_gathering_id_fkey
            FOREIGN KEY (gathering_id) REFERENCES gathering (id))",
];
