//! The schema goes down and up again, whatever stands in it.

use ijwi_migration::{Migrator, MigratorTrait};

use crate::driver::on_both;
use crate::life::Life;
use crate::life::tables::Tables;

on_both! {
    async fn the_schema_goes_down_step_by_step_with_data_in_it_and_up_again(house) {
        let mut life = Life::begins(house).await;
        life.lives().await;
        let tables = Tables::of(&life.house).await;
        let before = tables.schema().await;
        assert!(before.len() > 100, "{} parts of a schema", before.len());
        let steps = u32::try_from(Migrator::migrations().len()).expect("few");

        for step in 1..=steps {
            let down = Migrator::down(tables.beside(), Some(1)).await;
            down.unwrap_or_else(|why| panic!("step {step} down: {why}"));
        }

        let left = tables.schema().await;
        assert!(left.is_empty(), "still there at the bottom: {left:#?}");
        for step in 1..=steps {
            let up = Migrator::up(tables.beside(), Some(1)).await;
            up.unwrap_or_else(|why| panic!("step {step} up: {why}"));
        }
        for (now, before) in tables.schema().await.iter().zip(&before) {
            assert_eq!(now, before);
        }
        assert_eq!(tables.schema().await.len(), before.len());
        let again = Migrator::down(tables.beside(), None).await;
        again.expect("all the way down");
        Migrator::up(tables.beside(), None).await.expect("all the way up");
        assert_eq!(tables.schema().await, before);
        let who = life.house.planner().await;
        life.house.enters(who, "Radio A").await.expect("the schema can be lived in");
    }
}
