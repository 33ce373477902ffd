//! Browsers that are signed in.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType,
    QueryFilter, QueryOrder, QuerySelect,
};

use crate::kit::Id;
use crate::kit::id::{Person, Session};
use crate::people::rows::{person, person_role, second_factor, session};
use crate::people::rules::lifetimes::Stage;
use crate::people::rules::roles::Grants;
use crate::plant::db::reference;

/// A session with the person behind it.
#[derive(Clone, Debug)]
pub struct Found {
    /// The session's number.
    pub id: i64,
    /// Whose it is.
    pub person_id: i64,
    /// How far the sign-in has come.
    pub stage: String,
    /// When it began.
    pub made_at: DateTime<Utc>,
    /// When it was last used, as last flushed.
    pub seen_at: DateTime<Utc>,
    /// The person's name.
    pub name: String,
    /// The person's login.
    pub login: String,
    /// The language of the person's pages.
    pub language: String,
    /// What the person may do.
    pub grants: Grants,
    /// Whether a second factor is confirmed.
    pub has_factor: bool,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    person_id: i64,
    stage: String,
    made_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    name: String,
    login: String,
    language: String,
    confirmed_at: Option<DateTime<Utc>>,
    role: Option<String>,
    station_id: Option<i64>,
}

/// The session of a token's hash with its person, in one query; nothing for
/// somebody who was shut out.
pub async fn session_by_hash(
    db: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<Option<Found>, DbErr> {
    let to_person = reference(session::Column::PersonId, person::Column::Id);
    let to_roles = reference(session::Column::PersonId, person_role::Column::PersonId);
    let to_factor = reference(session::Column::PersonId, second_factor::Column::PersonId);
    let rows: Vec<Row> = session::Entity::find()
        .select_only()
        .columns([session::Column::Id, session::Column::PersonId, session::Column::Stage])
        .columns([session::Column::MadeAt, session::Column::SeenAt])
        .columns([person::Column::Name, person::Column::Login, person::Column::Language])
        .column(second_factor::Column::ConfirmedAt)
        .columns([person_role::Column::Role, person_role::Column::StationId])
        .join(JoinType::InnerJoin, to_person)
        .join(JoinType::LeftJoin, to_roles)
        .join(JoinType::LeftJoin, to_factor)
        .filter(session::Column::TokenHash.eq(token_hash))
        .filter(person::Column::DisabledAt.is_null())
        .into_model()
        .all(db)
        .await?;
    let grants = rows.iter().filter_map(|row| Some((row.role.clone()?, row.station_id)));
    let grants = Grants::of_rows(grants);
    Ok(rows.into_iter().next().map(|row| Found {
        id: row.id,
        person_id: row.person_id,
        stage: row.stage,
        made_at: row.made_at,
        seen_at: row.seen_at,
        name: row.name,
        login: row.login,
        language: row.language,
        grants,
        has_factor: row.confirmed_at.is_some(),
    }))
}

/// Begin a session.
pub async fn insert_session(
    db: &impl ConnectionTrait,
    person: Id<Person>,
    token_hash: String,
    stage: Stage,
    browser: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = session::ActiveModel {
        id: NotSet,
        token_hash: Set(token_hash),
        person_id: Set(person.number()),
        stage: Set(stage.code().to_owned()),
        browser: Set(browser.to_owned()),
        made_at: Set(now),
        seen_at: Set(now),
    };
    session::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The sessions of one person, the newest first.
pub async fn sessions_of(
    db: &impl ConnectionTrait,
    person: Id<Person>,
    most: u64,
) -> Result<Vec<session::Model>, DbErr> {
    session::Entity::find()
        .filter(session::Column::PersonId.eq(person.number()))
        .order_by_desc(session::Column::Id)
        .limit(most)
        .all(db)
        .await
}

/// End one session of a person; says whether there was one.
pub async fn end_session(
    db: &impl ConnectionTrait,
    person: Id<Person>,
    session: Id<Session>,
) -> Result<bool, DbErr> {
    let ended = session::Entity::delete_many()
        .filter(session::Column::Id.eq(session.number()))
        .filter(session::Column::PersonId.eq(person.number()))
        .exec(db)
        .await?;
    Ok(ended.rows_affected > 0)
}

/// End every session of a person; says how many there were.
pub async fn end_sessions(db: &impl ConnectionTrait, person: Id<Person>) -> Result<u64, DbErr> {
    let of_person = session::Column::PersonId.eq(person.number());
    let ended = session::Entity::delete_many().filter(of_person).exec(db).await?;
    Ok(ended.rows_affected)
}

/// End the sessions of a person beyond the newest ones.
pub async fn end_oldest(
    db: &impl ConnectionTrait,
    person: Id<Person>,
    kept: u64,
) -> Result<(), DbErr> {
    let newest = sessions_of(db, person, kept).await?;
    let Some(last) = newest.last().filter(|_| u64::try_from(newest.len()).unwrap_or(0) >= kept)
    else {
        return Ok(());
    };
    session::Entity::delete_many()
        .filter(session::Column::PersonId.eq(person.number()))
        .filter(session::Column::Id.lt(last.id))
        .exec(db)
        .await?;
    Ok(())
}

/// Remember when a session was last used; never earlier than it is known to have been.
pub async fn set_seen(
    db: &impl ConnectionTrait,
    session: Id<Session>,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::SeenAt, Expr::value(at))
        .filter(session::Column::Id.eq(session.number()))
        .filter(session::Column::SeenAt.lt(at))
        .exec(db)
        .await?;
    Ok(())
}

/// Sessions that are over are forgotten.
pub async fn forget_sessions(
    db: &impl ConnectionTrait,
    made_before: DateTime<Utc>,
    seen_before: DateTime<Utc>,
    half_before: DateTime<Utc>,
) -> Result<u64, DbErr> {
    let half = Expr::col(session::Column::Stage)
        .eq(Stage::Half.code())
        .and(Expr::col(session::Column::MadeAt).lt(half_before));
    let over = Condition::any()
        .add(session::Column::MadeAt.lt(made_before))
        .add(session::Column::SeenAt.lt(seen_before))
        .add(half);
    Ok(session::Entity::delete_many().filter(over).exec(db).await?.rows_affected)
}

/// Nobody is signed in any more.
pub async fn end_every_session(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    session::Entity::delete_many().exec(db).await?;
    Ok(())
}
