//! Persons and what they may do.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::kit::id::Person;
use crate::kit::{Id, Language};
use crate::people::rows::{person, person_role};
use crate::people::rules::names::folded;
use crate::people::rules::roles::{Grants, Role};

/// A person to be kept.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// The name, tidied.
    pub name: String,
    /// The login in small letters.
    pub login: String,
    /// The language of the pages.
    pub language: Language,
}

/// The row of a person.
pub async fn person_by_id(
    db: &impl ConnectionTrait,
    person: Id<Person>,
) -> Result<Option<person::Model>, DbErr> {
    person::Entity::find_by_id(person.number()).one(db).await
}

/// The row of a login in small letters.
pub async fn person_by_login(
    db: &impl ConnectionTrait,
    login: &str,
) -> Result<Option<person::Model>, DbErr> {
    person::Entity::find().filter(person::Column::Login.eq(login)).one(db).await
}

/// What a person may do.
pub async fn grants_of(db: &impl ConnectionTrait, person: Id<Person>) -> Result<Grants, DbErr> {
    let rows = person_role::Entity::find()
        .filter(person_role::Column::PersonId.eq(person.number()))
        .all(db)
        .await?;
    Ok(Grants::of_rows(rows.into_iter().map(|row| (row.role, row.station_id))))
}

/// Keep a new person without a password.
pub async fn insert_person(
    db: &impl ConnectionTrait,
    new: NewPerson,
    now: DateTime<Utc>,
) -> Result<Id<Person>, DbErr> {
    let row = person::ActiveModel {
        id: NotSet,
        name_folded: Set(folded(&new.name)),
        name: Set(new.name),
        login: Set(new.login),
        password_hash: Set(None),
        password_set_at: Set(None),
        language: Set(new.language.code().to_owned()),
        disabled_at: Set(None),
        created_at: Set(now),
    };
    Ok(Id::new(person::Entity::insert(row).exec(db).await?.last_insert_id))
}

/// Replace what a person may do.
pub async fn replace_grants(
    db: &impl ConnectionTrait,
    person: Id<Person>,
    grants: &Grants,
) -> Result<(), DbErr> {
    person_role::Entity::delete_many()
        .filter(person_role::Column::PersonId.eq(person.number()))
        .exec(db)
        .await?;
    let rows = grants.rows().into_iter().map(|(role, station)| person_role::ActiveModel {
        id: NotSet,
        person_id: Set(person.number()),
        role: Set(role.code().to_owned()),
        station_id: Set(station.map(Id::number)),
    });
    person_role::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// Change columns of one person.
async fn update(
    db: &impl ConnectionTrait,
    person: Id<Person>,
    columns: person::ActiveModel,
) -> Result<(), DbErr> {
    person::Entity::update_many()
        .set(columns)
        .filter(person::Column::Id.eq(person.number()))
        .exec(db)
        .await?;
    Ok(())
}

/// Set the password's hash.
pub async fn set_password(
    db: &impl ConnectionTrait,
    person: Id<Person>,
    hash: String,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let columns = person::ActiveModel {
        password_hash: Set(Some(hash)),
        password_set_at: Set(Some(now)),
        ..Default::default()
    };
    update(db, person, columns).await
}

/// Shut a person out, or let them in again.
pub async fn set_disabled(
    db: &impl ConnectionTrait,
    person: Id<Person>,
    at: Option<DateTime<Utc>>,
) -> Result<(), DbErr> {
    update(db, person, person::ActiveModel { disabled_at: Set(at), ..Default::default() }).await
}

/// Change the language of a person's pages.
pub async fn set_language(
    db: &impl ConnectionTrait,
    person: Id<Person>,
    language: Language,
) -> Result<(), DbErr> {
    let columns =
        person::ActiveModel { language: Set(language.code().to_owned()), ..Default::default() };
    update(db, person, columns).await
}

/// Change name and login.
pub async fn set_name(
    db: &impl ConnectionTrait,
    person: Id<Person>,
    name: String,
    login: String,
) -> Result<(), DbErr> {
    let columns = person::ActiveModel {
        name_folded: Set(folded(&name)),
        name: Set(name),
        login: Set(login),
        ..Default::default()
    };
    update(db, person, columns).await
}

/// How many others hold the administrator's role and can sign in.
pub async fn other_administrators(
    db: &impl ConnectionTrait,
    person: Id<Person>,
) -> Result<u64, DbErr> {
    let admins = Query::select()
        .column(person_role::Column::PersonId)
        .from(person_role::Entity)
        .and_where(person_role::Column::Role.eq(Role::Administrator.code()))
        .to_owned();
    person::Entity::find()
        .filter(person::Column::Id.ne(person.number()))
        .filter(person::Column::DisabledAt.is_null())
        .filter(person::Column::PasswordHash.is_not_null())
        .filter(person::Column::Id.in_subquery(admins))
        .count(db)
        .await
}

/// The persons whose name or login holds the text; all of them for none.
fn searched(search: &str) -> sea_orm::Select<person::Entity> {
    let wanted = format!("%{}%", folded(search).replace(['%', '_', '\\'], ""));
    let in_name = Expr::col(person::Column::NameFolded).like(wanted.as_str());
    person::Entity::find()
        .filter(in_name.or(Expr::col(person::Column::Login).like(wanted.as_str())))
}

/// How many persons a search finds.
pub async fn count(db: &impl ConnectionTrait, search: &str) -> Result<u64, DbErr> {
    searched(search).count(db).await
}

/// Some of the persons that a search finds, by name, with what they may do.
pub async fn list(
    db: &impl ConnectionTrait,
    search: &str,
    offset: u64,
    limit: u64,
) -> Result<Vec<(person::Model, Grants)>, DbErr> {
    let rows = searched(search)
        .order_by_asc(person::Column::NameFolded)
        .order_by_asc(person::Column::Id)
        .offset(offset)
        .limit(limit)
        .all(db)
        .await?;
    let mut roles: BTreeMap<i64, Vec<(String, Option<i64>)>> = BTreeMap::new();
    let ids = rows.iter().map(|row| row.id);
    let all = person_role::Entity::find().filter(person_role::Column::PersonId.is_in(ids));
    for row in all.all(db).await? {
        roles.entry(row.person_id).or_default().push((row.role, row.station_id));
    }
    let with_grants = rows.into_iter().map(|row| {
        let grants = Grants::of_rows(roles.remove(&row.id).unwrap_or_default());
        (row, grants)
    });
    Ok(with_grants.collect())
}
