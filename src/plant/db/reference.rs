//! Joins along the numbers that rows keep of each other.

use sea_orm::{ColumnTrait, EntityTrait, RelationDef};

/// The join from a column to the row that it names, or to the rows that name the same.
///
/// Shape: `reference(airing::Column::StationId, station::Column::Id)`.
pub fn reference<By, To>(by: By, to: To) -> RelationDef
where
    By: ColumnTrait<EntityName: EntityTrait<Column = By>>,
    To: ColumnTrait<EntityName: EntityTrait<Column = To>>,
{
    let other = <To::EntityName as Default>::default();
    <By::EntityName as EntityTrait>::belongs_to(other).from(by).to(to).into()
}
