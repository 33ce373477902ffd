//! What stands beside an entry: groups, topics, materials, actions, origins.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
};

use super::super::rows::{
    agreed_action, gathering_group, gathering_material, gathering_origin, gathering_topic,
};
use super::super::rules::{Action, Body, Group, How, Material, Origin};
use super::read::Named;
use crate::kit::{Error, Id, id};
use crate::places::rows::place;
use crate::plant::db::reference;

/// What stands beside an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Which groups took part.
    pub groups: Vec<Group>,
    /// What was spoken about.
    pub topics: Vec<String>,
    /// What was used and handed out.
    pub materials: Vec<Material>,
    /// What was agreed.
    pub actions: Vec<Action>,
    /// Where people came from, with the districts' names.
    pub origins: Vec<(Origin, String)>,
}

/// What stands beside the entry; five queries.
pub async fn beside(db: &impl ConnectionTrait, entry: Id<id::Gathering>) -> Result<Beside, Error> {
    let own = entry.number();
    let groups = gathering_group::Entity::find()
        .filter(gathering_group::Column::GatheringId.eq(own))
        .all(db)
        .await?;
    let topics = gathering_topic::Entity::find()
        .filter(gathering_topic::Column::GatheringId.eq(own))
        .order_by_asc(gathering_topic::Column::Position)
        .all(db)
        .await?;
    let materials = gathering_material::Entity::find()
        .filter(gathering_material::Column::GatheringId.eq(own))
        .order_by_asc(gathering_material::Column::Position)
        .all(db)
        .await?;
    let actions = agreed_action::Entity::find()
        .filter(agreed_action::Column::GatheringId.eq(own))
        .order_by_asc(agreed_action::Column::Position)
        .all(db)
        .await?;
    let place_of = reference(gathering_origin::Column::PlaceId, place::Column::Id);
    let origins = gathering_origin::Entity::find()
        .filter(gathering_origin::Column::GatheringId.eq(own))
        .join(JoinType::InnerJoin, place_of)
        .order_by_asc(place::Column::NameFolded)
        .select_also(place::Entity)
        .all(db)
        .await?;
    let mut groups: Vec<Group> = groups.iter().filter_map(|row| Group::read(&row.code)).collect();
    groups.sort_unstable();
    Ok(Beside {
        groups,
        topics: topics.into_iter().map(|row| row.words).collect(),
        materials: materials.into_iter().map(material).collect(),
        actions: actions.into_iter().map(action).collect(),
        origins: origins
            .into_iter()
            .map(|(row, place)| (origin(&row), place.map(|p| p.name).unwrap_or_default()))
            .collect(),
    })
}

fn material(row: gathering_material::Model) -> Material {
    Material {
        name: row.name,
        how: How::read(&row.how).unwrap_or(How::Used),
        units: row.units.and_then(|units| u32::try_from(units).ok()),
        place: row.place_id.map(Id::new),
    }
}

fn action(row: agreed_action::Model) -> Action {
    Action { words: row.words, who: row.who.as_deref().and_then(Body::read), due_on: row.due_on }
}

pub(super) fn origin(row: &gathering_origin::Model) -> Origin {
    Origin { place: Id::new(row.place_id), people: u32::try_from(row.people).unwrap_or(0) }
}

/// The most sectors in one list: more than any country of the region has.
const SECTORS_MAX: u64 = 2_000;

/// Every sector with its district, by name; one query.
pub async fn sectors(
    db: &impl ConnectionTrait,
) -> Result<Vec<(Id<id::Place>, Named<Id<id::Place>>)>, Error> {
    let rows = place::Entity::find()
        .filter(place::Column::Kind.eq("sector"))
        .filter(place::Column::Valid.eq(true))
        .order_by_asc(place::Column::NameFolded)
        .limit(SECTORS_MAX)
        .all(db)
        .await?;
    let sector = |row: place::Model| {
        row.parent_id
            .map(|district| (Id::new(district), Named { id: Id::new(row.id), name: row.name }))
    };
    Ok(rows.into_iter().filter_map(sector).collect())
}
