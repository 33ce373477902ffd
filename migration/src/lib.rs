//! The schema of Ijwi, step by step, for SQLite and PostgreSQL.
//!
//! Constraints are named `<table>_<columns>_key|fkey|check|idx`, because the
//! name of a broken one becomes the refusal that a person reads.

pub use sea_orm_migration::prelude::MigratorTrait;
use sea_orm_migration::prelude::*;

pub mod schema;

mod m20261122_000001_plant;
mod m20261122_000002_people;
mod m20261122_000003_places;
mod m20261122_000004_stations;
mod m20261122_000005_campaigns;
mod m20261122_000006_messages;
mod m20261122_000007_schedule;
mod m20261122_000008_proof;
mod m20261122_000009_callins;
mod m20261122_000010_gatherings;
mod m20261122_000011_reach;

/// Every step in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_plant::Migration),
            Box::new(m20261122_000002_people::Migration),
            Box::new(m20261122_000003_places::Migration),
            Box::new(m20261122_000004_stations::Migration),
            Box::new(m20261122_000005_campaigns::Migration),
            Box::new(m20261122_000006_messages::Migration),
            Box::new(m20261122_000007_schedule::Migration),
            Box::new(m20261122_000008_proof::Migration),
            Box::new(m20261122_000009_callins::Migration),
            Box::new(m20261122_000010_gatherings::Migration),
            Box::new(m20261122_000011_reach::Migration),
        ]
    }
}
