//! Places with their people and shapes, for pages and other rooms.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::places::rows::{boundary, place, population, population_adjustment};
use crate::places::rules::area::Level;
use crate::plant::db::reference;

/// Places of a kind at most; more than any country has.
const PLACES_MAX: u64 = 5_000;

/// Which places are asked for.
#[derive(Clone, Copy, Debug)]
pub enum Which {
    /// All of a kind.
    All(Level),
    /// One place.
    One(i64),
    /// The sectors of a district.
    Beneath(i64),
}

impl Which {
    fn filter(self) -> sea_orm::sea_query::SimpleExpr {
        match self {
            Self::All(level) => place::Column::Kind.eq(level.code()),
            Self::One(id) => place::Column::Id.eq(id),
            Self::Beneath(id) => place::Column::ParentId.eq(id),
        }
    }
}

/// The places, by P-code.
pub async fn places(db: &impl ConnectionTrait, which: Which) -> Result<Vec<place::Model>, DbErr> {
    let query = place::Entity::find().filter(which.filter());
    query.order_by_asc(place::Column::Pcode).limit(PLACES_MAX).all(db).await
}

/// All figures of the places, oldest year first.
pub async fn figures(
    db: &impl ConnectionTrait,
    which: Which,
) -> Result<Vec<population::Model>, DbErr> {
    population::Entity::find()
        .join(JoinType::InnerJoin, reference(population::Column::PlaceId, place::Column::Id))
        .filter(which.filter())
        .order_by_asc(population::Column::Year)
        .all(db)
        .await
}

/// People left out of the places, withdrawn entries not among them.
pub async fn adjustments(
    db: &impl ConnectionTrait,
    which: Which,
) -> Result<Vec<population_adjustment::Model>, DbErr> {
    use population_adjustment::{Column, Entity};
    Entity::find()
        .join(JoinType::InnerJoin, reference(Column::PlaceId, place::Column::Id))
        .filter(which.filter())
        .filter(Column::WithdrawnAt.is_null())
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// The shape of a place for the screen, with its source.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ScreenShape {
    /// The place.
    pub place_id: i64,
    /// Its outline as text.
    pub outline: String,
    /// Square kilometres.
    pub area_km2: f64,
    /// Who says so.
    pub source: String,
    /// Under which licence.
    pub licence: Option<String>,
}

/// The shapes of the places for the screen.
pub async fn shapes(db: &impl ConnectionTrait, which: Which) -> Result<Vec<ScreenShape>, DbErr> {
    use boundary::{Column, Entity};
    Entity::find()
        .select_only()
        .columns([
            Column::PlaceId,
            Column::Outline,
            Column::AreaKm2,
            Column::Source,
            Column::Licence,
        ])
        .join(JoinType::InnerJoin, reference(Column::PlaceId, place::Column::Id))
        .filter(which.filter())
        .limit(PLACES_MAX)
        .into_model()
        .all(db)
        .await
}

/// One adjustment by its number.
pub async fn adjustment_by_id(
    db: &impl ConnectionTrait,
    id: i64,
) -> Result<Option<population_adjustment::Model>, DbErr> {
    population_adjustment::Entity::find_by_id(id).one(db).await
}
