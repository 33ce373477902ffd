//! Guesses at accounts and codes.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::people::rows::sign_in_try;
use crate::people::rules::tries::TryKind;

/// Count one more guess and hold the row until the write ends; gives the failures
/// before it and when the last of them was.
pub async fn count_guess(
    db: &impl ConnectionTrait,
    kind: TryKind,
    holder: &str,
    now: DateTime<Utc>,
) -> Result<(i64, DateTime<Utc>), DbErr> {
    let row = sign_in_try::ActiveModel {
        kind: Set(kind.code().to_owned()),
        holder: Set(holder.to_owned()),
        failures: Set(1),
        last_at: Set(now),
    };
    let one_more = Expr::col((sign_in_try::Entity, sign_in_try::Column::Failures)).add(1);
    let conflict = OnConflict::columns([sign_in_try::Column::Kind, sign_in_try::Column::Holder])
        .value(sign_in_try::Column::Failures, one_more)
        .to_owned();
    sign_in_try::Entity::insert(row).on_conflict(conflict).exec_without_returning(db).await?;
    let found = find(db, kind, holder).await?;
    Ok(found.map_or((0, now), |row| (row.failures - 1, row.last_at)))
}

/// The count of one holder.
async fn find(
    db: &impl ConnectionTrait,
    kind: TryKind,
    holder: &str,
) -> Result<Option<sign_in_try::Model>, DbErr> {
    let key = (kind.code().to_owned(), holder.to_owned());
    sign_in_try::Entity::find_by_id(key).one(db).await
}

/// Set the count of one holder.
pub async fn set_failures(
    db: &impl ConnectionTrait,
    kind: TryKind,
    holder: &str,
    failures: i64,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    sign_in_try::Entity::update_many()
        .col_expr(sign_in_try::Column::Failures, Expr::value(failures))
        .col_expr(sign_in_try::Column::LastAt, Expr::value(now))
        .filter(sign_in_try::Column::Kind.eq(kind.code()))
        .filter(sign_in_try::Column::Holder.eq(holder))
        .exec(db)
        .await?;
    Ok(())
}

/// Forget the guesses of one holder: the right one came.
pub async fn forgive(db: &impl ConnectionTrait, kind: TryKind, holder: &str) -> Result<(), DbErr> {
    let key = (kind.code().to_owned(), holder.to_owned());
    sign_in_try::Entity::delete_by_id(key).exec(db).await?;
    Ok(())
}

/// Forget guesses older than an instant.
pub async fn forget(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64, DbErr> {
    let old = sign_in_try::Column::LastAt.lt(before);
    Ok(sign_in_try::Entity::delete_many().filter(old).exec(db).await?.rows_affected)
}
