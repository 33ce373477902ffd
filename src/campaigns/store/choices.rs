//! What the forms of a campaign offer to choose from.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::super::rows::{campaign, partner};
use super::view::Sight;
use crate::kit::{Error, Id, id};
use crate::people::rows::{person, person_role};
use crate::places::rows::place;

/// One entry of a list to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its number.
    pub id: i64,
    /// What people read.
    pub name: String,
}

/// The longest list to choose from.
const CHOICES_MAX: u64 = 1_000;

/// Everybody who may be in charge of a campaign, by name.
pub async fn coordinators(db: &impl ConnectionTrait) -> Result<Vec<Choice>, Error> {
    let roles = person_role::Entity::find()
        .filter(person_role::Column::Role.eq("coordinator"))
        .limit(CHOICES_MAX)
        .all(db)
        .await?;
    let people = person::Entity::find()
        .filter(person::Column::Id.is_in(roles.iter().map(|role| role.person_id)))
        .filter(person::Column::DisabledAt.is_null())
        .order_by_asc(person::Column::Name)
        .order_by_asc(person::Column::Id)
        .all(db)
        .await?;
    Ok(people.into_iter().map(|row| Choice { id: row.id, name: row.name }).collect())
}

/// Whether the person may be in charge of a campaign.
pub async fn is_coordinator(
    db: &impl ConnectionTrait,
    person: Id<id::Person>,
) -> Result<bool, Error> {
    Ok(coordinators(db).await?.iter().any(|choice| choice.id == person.number()))
}

/// Every district, by name.
pub async fn districts(db: &impl ConnectionTrait) -> Result<Vec<Choice>, Error> {
    let rows = place::Entity::find()
        .filter(place::Column::Kind.eq("district"))
        .filter(place::Column::Valid.eq(true))
        .order_by_asc(place::Column::NameFolded)
        .order_by_asc(place::Column::Id)
        .limit(CHOICES_MAX)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| Choice { id: row.id, name: row.name }).collect())
}

/// How many of these are districts that exist.
pub async fn known_districts(
    db: &impl ConnectionTrait,
    places: &[Id<id::Place>],
) -> Result<usize, Error> {
    let rows: Vec<i64> = place::Entity::find()
        .select_only()
        .column(place::Column::Id)
        .filter(place::Column::Kind.eq("district"))
        .filter(place::Column::Id.is_in(places.iter().map(|place| place.number())))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.len())
}

/// Every organisation that was named before, by name.
pub async fn partners(db: &impl ConnectionTrait) -> Result<Vec<Choice>, Error> {
    let rows = partner::Entity::find()
        .order_by_asc(partner::Column::NameFolded)
        .limit(CHOICES_MAX)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| Choice { id: row.id, name: row.name }).collect())
}

/// The person's name.
pub async fn name_of(db: &impl ConnectionTrait, person: Id<id::Person>) -> Result<String, Error> {
    let row = person::Entity::find_by_id(person.number()).one(db).await?;
    row.map(|row| row.name).ok_or(Error::NotFound)
}

/// Every campaign that may be seen, by name.
pub async fn campaign_choices(
    db: &impl ConnectionTrait,
    sight: Sight,
) -> Result<Vec<Choice>, Error> {
    let mut query = campaign::Entity::find();
    if sight == Sight::NotDrafts {
        query = query.filter(campaign::Column::State.ne("draft"));
    }
    let rows = query.order_by_asc(campaign::Column::NameFolded).limit(CHOICES_MAX).all(db).await?;
    Ok(rows.into_iter().map(|row| Choice { id: row.id, name: row.name }).collect())
}
