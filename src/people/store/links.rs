//! One-time links and station links.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::kit::Id;
use crate::kit::id::{Invitation, Person, Station, StationLink};
use crate::people::rows::{invitation, person, station_link};
use crate::people::rules::lifetimes::LinkKind;

/// A link of a token's hash with the person it lets in.
pub async fn invitation_by_hash(
    db: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<Option<(invitation::Model, person::Model)>, DbErr> {
    let found = invitation::Entity::find()
        .filter(invitation::Column::TokenHash.eq(token_hash))
        .one(db)
        .await?;
    let Some(link) = found else { return Ok(None) };
    let holder = person::Entity::find_by_id(link.person_id).one(db).await?;
    Ok(holder.map(|holder| (link, holder)))
}

/// Keep a link.
pub async fn insert_invitation(
    db: &impl ConnectionTrait,
    person: Id<Person>,
    kind: LinkKind,
    token_hash: String,
    made_by: Option<i64>,
    now: DateTime<Utc>,
) -> Result<Id<Invitation>, DbErr> {
    let row = invitation::ActiveModel {
        id: NotSet,
        token_hash: Set(token_hash),
        person_id: Set(person.number()),
        kind: Set(kind.code().to_owned()),
        made_by: Set(made_by),
        made_at: Set(now),
        expires_at: Set(kind.expires_at(now)),
        used_at: Set(None),
    };
    Ok(Id::new(invitation::Entity::insert(row).exec(db).await?.last_insert_id))
}

/// Every open link of a person is used up.
pub async fn use_up(
    db: &impl ConnectionTrait,
    person: Id<Person>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    invitation::Entity::update_many()
        .col_expr(invitation::Column::UsedAt, Expr::value(now))
        .filter(invitation::Column::PersonId.eq(person.number()))
        .filter(invitation::Column::UsedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// The newest open link of a person.
pub async fn open_invitation(
    db: &impl ConnectionTrait,
    person: Id<Person>,
    now: DateTime<Utc>,
) -> Result<Option<invitation::Model>, DbErr> {
    invitation::Entity::find()
        .filter(invitation::Column::PersonId.eq(person.number()))
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::ExpiresAt.gt(now))
        .order_by_desc(invitation::Column::Id)
        .one(db)
        .await
}

/// Keep a station's link.
pub async fn insert_station_link(
    db: &impl ConnectionTrait,
    station: Id<Station>,
    token_hash: String,
    made_by: Option<i64>,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<Id<StationLink>, DbErr> {
    let row = station_link::ActiveModel {
        id: NotSet,
        station_id: Set(station.number()),
        token_hash: Set(token_hash),
        made_by: Set(made_by),
        made_at: Set(now),
        expires_at: Set(expires_at),
        revoked_at: Set(None),
    };
    Ok(Id::new(station_link::Entity::insert(row).exec(db).await?.last_insert_id))
}

/// The station link of a token's hash.
pub async fn station_link_by_hash(
    db: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<Option<station_link::Model>, DbErr> {
    let of_token = station_link::Column::TokenHash.eq(token_hash);
    station_link::Entity::find().filter(of_token).one(db).await
}

/// The newest links of a station.
pub async fn station_links_of(
    db: &impl ConnectionTrait,
    station: Id<Station>,
    most: u64,
) -> Result<Vec<station_link::Model>, DbErr> {
    station_link::Entity::find()
        .filter(station_link::Column::StationId.eq(station.number()))
        .order_by_desc(station_link::Column::Id)
        .limit(most)
        .all(db)
        .await
}

/// Every open link of a station is revoked; says how many there were.
pub async fn revoke_station_links(
    db: &impl ConnectionTrait,
    station: Id<Station>,
    now: DateTime<Utc>,
) -> Result<u64, DbErr> {
    let revoked = station_link::Entity::update_many()
        .col_expr(station_link::Column::RevokedAt, Expr::value(now))
        .filter(station_link::Column::StationId.eq(station.number()))
        .filter(station_link::Column::RevokedAt.is_null())
        .exec(db)
        .await?;
    Ok(revoked.rows_affected)
}

/// No station link of any station works any more.
pub async fn revoke_every_station_link(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    station_link::Entity::update_many()
        .col_expr(station_link::Column::RevokedAt, Expr::value(now))
        .filter(station_link::Column::RevokedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}
