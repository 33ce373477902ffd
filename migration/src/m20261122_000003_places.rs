//! Tables of places: districts and sectors, their people, shapes and imports.

use sea_orm_migration::prelude::*;

use crate::schema;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::run(manager, TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["import_run", "boundary", "population_adjustment", "population", "place"];
        schema::drop_tables(manager, &tables).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE place (
        id {id},
        kind TEXT NOT NULL,
        pcode TEXT NOT NULL,
        name TEXT NOT NULL,
        name_folded TEXT NOT NULL,
        parent_id {big},
        province_code TEXT,
        province TEXT,
        lat {real},
        lon {real},
        valid {bool} NOT NULL,
        CONSTRAINT place_pcode_key UNIQUE (pcode),
        CONSTRAINT place_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES place (id),
        CONSTRAINT place_kind_check CHECK (kind IN ('district', 'sector')),
        CONSTRAINT place_lat_check CHECK (lat BETWEEN -90 AND 90),
        CONSTRAINT place_lon_check CHECK (lon BETWEEN -180 AND 180))",
    "CREATE INDEX place_parent_id_idx ON place (parent_id)",
    "CREATE INDEX place_kind_name_folded_idx ON place (kind, name_folded)",
    "CREATE TABLE population (
        id {id},
        place_id {big} NOT NULL,
        year {int} NOT NULL,
        status TEXT NOT NULL,
        total {big} NOT NULL,
        male {big},
        female {big},
        adults {big},
        source TEXT NOT NULL,
        licence TEXT,
        created_at {instant} NOT NULL,
        CONSTRAINT population_place_id_year_status_key UNIQUE (place_id, year, status),
        CONSTRAINT population_place_id_fkey FOREIGN KEY (place_id) REFERENCES place (id),
        CONSTRAINT population_status_check CHECK (status IN ('census', 'projection', 'estimate')),
        CONSTRAINT population_year_check CHECK (year BETWEEN 1900 AND 2200),
        CONSTRAINT population_total_check CHECK (total >= 0),
        CONSTRAINT population_male_check CHECK (male BETWEEN 0 AND total),
        CONSTRAINT population_female_check CHECK (female BETWEEN 0 AND total),
        CONSTRAINT population_adults_check CHECK (adults BETWEEN 0 AND total))",
    "CREATE TABLE population_adjustment (
        id {id},
        place_id {big} NOT NULL,
        people {big} NOT NULL,
        reason TEXT NOT NULL,
        created_at {instant} NOT NULL,
        withdrawn_at {instant},
        CONSTRAINT population_adjustment_place_id_fkey
            FOREIGN KEY (place_id) REFERENCES place (id),
        CONSTRAINT population_adjustment_people_check CHECK (people > 0))",
    "CREATE INDEX population_adjustment_place_id_idx ON population_adjustment (place_id)",
    "CREATE TABLE boundary (
        place_id {big} NOT NULL CONSTRAINT boundary_pkey PRIMARY KEY,
        shape TEXT NOT NULL,
        outline TEXT NOT NULL,
        area_km2 {real} NOT NULL,
        source TEXT NOT NULL,
        licence TEXT,
        valid_from {date},
        created_at {instant} NOT NULL,
        CONSTRAINT boundary_place_id_fkey FOREIGN KEY (place_id) REFERENCES place (id),
        CONSTRAINT boundary_area_km2_check CHECK (area_km2 > 0))",
    "CREATE TABLE import_run (
        id {id},
        kind TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        file_name TEXT NOT NULL,
        bytes {big} NOT NULL,
        choices TEXT NOT NULL,
        state TEXT NOT NULL,
        rows_new {big} NOT NULL,
        rows_changed {big} NOT NULL,
        rows_unchanged {big} NOT NULL,
        rows_rejected {big} NOT NULL,
        uploaded_at {instant} NOT NULL,
        applied_at {instant},
        CONSTRAINT import_run_sha256_fkey FOREIGN KEY (sha256) REFERENCES stored_file (sha256),
        CONSTRAINT import_run_state_check CHECK (state IN ('uploaded', 'applied')),
        CONSTRAINT import_run_applied_at_check
            CHECK ((state = 'applied') = (applied_at IS NOT NULL)))",
    "CREATE INDEX import_run_uploaded_at_idx ON import_run (uploaded_at)",
    "CREATE INDEX import_run_sha256_idx ON import_run (sha256)",
];
