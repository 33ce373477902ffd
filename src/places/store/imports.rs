//! Files that came to be imported.

use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel, Set};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::places::rows::import_run;

/// A file by its number.
pub async fn run_by_id(
    db: &impl ConnectionTrait,
    id: i64,
) -> Result<Option<import_run::Model>, DbErr> {
    import_run::Entity::find_by_id(id).one(db).await
}

/// The newest files.
pub async fn newest_runs(
    db: &impl ConnectionTrait,
    limit: u64,
) -> Result<Vec<import_run::Model>, DbErr> {
    let newest = import_run::Entity::find().order_by_desc(import_run::Column::Id);
    newest.limit(limit).all(db).await
}

/// The same file with the same choices, applied before.
pub async fn applied_before(
    db: &impl ConnectionTrait,
    run: &import_run::Model,
) -> Result<Option<import_run::Model>, DbErr> {
    use import_run::Column as C;
    import_run::Entity::find()
        .filter(C::Sha256.eq(&run.sha256))
        .filter(C::Kind.eq(&run.kind))
        .filter(C::State.eq("applied"))
        .filter(C::Id.ne(run.id))
        .order_by_desc(C::Id)
        .one(db)
        .await
}

/// A file that came.
pub async fn insert_run(
    txn: &impl ConnectionTrait,
    run: import_run::ActiveModel,
) -> Result<i64, DbErr> {
    Ok(run.insert(txn).await?.id)
}

/// The choices about a file that is not applied yet.
pub async fn set_choices(
    txn: &impl ConnectionTrait,
    run: import_run::Model,
    choices: String,
) -> Result<(), DbErr> {
    let mut row = run.into_active_model();
    row.choices = Set(choices);
    row.update(txn).await?;
    Ok(())
}

/// The run as it ended.
pub async fn close_run(
    txn: &impl ConnectionTrait,
    run: import_run::ActiveModel,
) -> Result<(), DbErr> {
    run.update(txn).await?;
    Ok(())
}
