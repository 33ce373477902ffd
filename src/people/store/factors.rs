//! Second factors and recovery codes.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter};

use crate::kit::Id;
use crate::kit::id::Person;
use crate::people::rows::{recovery_code, second_factor};

/// The second factor of a person, confirmed or not.
pub async fn factor_of(
    db: &impl ConnectionTrait,
    person: Id<Person>,
) -> Result<Option<second_factor::Model>, DbErr> {
    second_factor::Entity::find_by_id(person.number()).one(db).await
}

/// Take a person's second factor and recovery codes away; says whether there was one.
pub async fn remove(db: &impl ConnectionTrait, person: Id<Person>) -> Result<bool, DbErr> {
    remove_codes(db, person).await?;
    let gone = second_factor::Entity::delete_by_id(person.number()).exec(db).await?;
    Ok(gone.rows_affected > 0)
}

async fn remove_codes(db: &impl ConnectionTrait, person: Id<Person>) -> Result<(), DbErr> {
    let of_person = recovery_code::Column::PersonId.eq(person.number());
    recovery_code::Entity::delete_many().filter(of_person).exec(db).await?;
    Ok(())
}

/// Keep a new secret that is not confirmed yet.
pub async fn insert(
    db: &impl ConnectionTrait,
    person: Id<Person>,
    secret_sealed: String,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = second_factor::ActiveModel {
        person_id: Set(person.number()),
        secret_sealed: Set(secret_sealed),
        step_used: Set(-1),
        made_at: Set(now),
        confirmed_at: Set(None),
    };
    second_factor::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The code of a step was taken; says whether it was newer than all before.
pub async fn take_step(
    db: &impl ConnectionTrait,
    person: Id<Person>,
    step: i64,
) -> Result<bool, DbErr> {
    let taken = second_factor::Entity::update_many()
        .col_expr(second_factor::Column::StepUsed, Expr::value(step))
        .filter(second_factor::Column::PersonId.eq(person.number()))
        .filter(second_factor::Column::StepUsed.lt(step))
        .exec(db)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// The first code was given: the factor counts from now on, with these codes on paper.
pub async fn confirm(
    db: &impl ConnectionTrait,
    person: Id<Person>,
    code_indexes: Vec<String>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    second_factor::Entity::update_many()
        .col_expr(second_factor::Column::ConfirmedAt, Expr::value(now))
        .filter(second_factor::Column::PersonId.eq(person.number()))
        .exec(db)
        .await?;
    remove_codes(db, person).await?;
    let rows = code_indexes.into_iter().map(|code_index| recovery_code::ActiveModel {
        id: NotSet,
        person_id: Set(person.number()),
        code_index: Set(code_index),
        used_at: Set(None),
    });
    recovery_code::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// A recovery code is used up; says whether it was there and fresh.
pub async fn take_recovery_code(
    db: &impl ConnectionTrait,
    person: Id<Person>,
    code_index: &str,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let taken = recovery_code::Entity::update_many()
        .col_expr(recovery_code::Column::UsedAt, Expr::value(now))
        .filter(recovery_code::Column::PersonId.eq(person.number()))
        .filter(recovery_code::Column::CodeIndex.eq(code_index))
        .filter(recovery_code::Column::UsedAt.is_null())
        .exec(db)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// How many recovery codes are left.
pub async fn recovery_codes_left(
    db: &impl ConnectionTrait,
    person: Id<Person>,
) -> Result<u64, DbErr> {
    recovery_code::Entity::find()
        .filter(recovery_code::Column::PersonId.eq(person.number()))
        .filter(recovery_code::Column::UsedAt.is_null())
        .count(db)
        .await
}
