//! Adding an entry with everything beside it.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait};

use super::super::rows::{
    agreed_action, attendance, gathering, gathering_group, gathering_material, gathering_origin,
    gathering_topic,
};
use super::super::rules::{DayKnown, Reason, Standing, Terms};
use super::read::Entry;
use crate::kit::{Error, Id, id};
use crate::plant::db::broken_constraint;

/// The entry stands, after the one that it corrects if there is one.
///
/// Errors: [`Error::Stale`] when somebody else has corrected it already.
pub async fn insert_entry(
    db: &impl ConnectionTrait,
    campaign: Id<id::Campaign>,
    terms: &Terms,
    after: Option<(&Entry, Reason)>,
    by: Id<id::Person>,
    now: DateTime<Utc>,
) -> Result<Id<id::Gathering>, Error> {
    let standing = match after {
        Some((_, reason)) if reason.withdraws() => Standing::Withdrawn,
        _ => Standing::Held,
    };
    let row = gathering::ActiveModel {
        id: NotSet,
        campaign_id: Set(campaign.number()),
        kind: Set(terms.kind.code().to_owned()),
        place_id: Set(terms.place.number()),
        sector_id: Set(terms.sector.map(Id::number)),
        venue: Set(terms.venue.clone()),
        held_on: Set(terms.held_on),
        date_assumed: Set(terms.day == DayKnown::Assumed),
        partner_id: Set(terms.partner.map(Id::number)),
        first_id: Set(after.map(|(entry, _)| entry.first.number())),
        corrects_id: Set(after.map(|(entry, _)| entry.id.number())),
        reason: Set(after.map(|(_, reason)| reason.code().to_owned())),
        standing: Set(standing.code().to_owned()),
        entered_by: Set(by.number()),
        entered_at: Set(now),
    };
    let id = match row.insert(db).await {
        Ok(row) => row.id,
        Err(why) if broken_constraint(&why).as_deref() == Some("gathering_corrects_id_key") => {
            return Err(Error::Stale);
        }
        Err(why) => return Err(why.into()),
    };
    insert_attendance(db, id, terms).await?;
    insert_beside(db, id, terms).await?;
    Ok(Id::new(id))
}

async fn insert_attendance(db: &impl ConnectionTrait, id: i64, terms: &Terms) -> Result<(), Error> {
    let counts = &terms.attendance;
    let row = attendance::ActiveModel {
        gathering_id: Set(id),
        women: Set(counts.women().map(whole)),
        men: Set(counts.men().map(whole)),
        under_18: Set(counts.under_18().map(whole)),
        total: Set(counts.total().map(whole)),
        exactness: Set(counts.exactness().code().to_owned()),
    };
    attendance::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

async fn insert_beside(db: &impl ConnectionTrait, id: i64, terms: &Terms) -> Result<(), Error> {
    let groups = terms.groups.iter().map(|group| gathering_group::ActiveModel {
        gathering_id: Set(id),
        code: Set(group.code().to_owned()),
    });
    let topics = (1..).zip(&terms.topics).map(|(position, words)| gathering_topic::ActiveModel {
        gathering_id: Set(id),
        position: Set(position),
        words: Set(words.clone()),
    });
    let materials =
        (1..).zip(&terms.materials).map(|(position, material)| gathering_material::ActiveModel {
            gathering_id: Set(id),
            position: Set(position),
            name: Set(material.name.clone()),
            how: Set(material.how.code().to_owned()),
            units: Set(material.units.map(whole)),
            place_id: Set(material.place.map(Id::number)),
        });
    let actions = (1..).zip(&terms.actions).map(|(position, action)| agreed_action::ActiveModel {
        gathering_id: Set(id),
        position: Set(position),
        words: Set(action.words.clone()),
        who: Set(action.who.map(|who| who.code().to_owned())),
        due_on: Set(action.due_on),
    });
    let origins = terms.origins.iter().map(|origin| gathering_origin::ActiveModel {
        gathering_id: Set(id),
        place_id: Set(origin.place.number()),
        people: Set(whole(origin.people)),
    });
    gathering_group::Entity::insert_many(groups).exec_without_returning(db).await?;
    gathering_topic::Entity::insert_many(topics).exec_without_returning(db).await?;
    gathering_material::Entity::insert_many(materials).exec_without_returning(db).await?;
    agreed_action::Entity::insert_many(actions).exec_without_returning(db).await?;
    gathering_origin::Entity::insert_many(origins).exec_without_returning(db).await?;
    Ok(())
}

/// The rules allow far fewer people than the column holds.
fn whole(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
