//! The 30 districts of Rwanda with the people counted in 2022.

use std::collections::BTreeMap;

use crate::kit::{Error, Id, id};
use crate::places;
use crate::plant::intake::{Choices, Sent};

use super::Seed;
use super::people::Cast;

/// Public facts, each row with its source.
const DISTRICTS: &str = include_str!("districts.csv");

/// The districts by their names.
pub(super) struct Places(BTreeMap<String, Id<id::Place>>);

impl Places {
    /// The district of that name.
    pub(super) fn of(&self, name: &str) -> Result<Id<id::Place>, Error> {
        let found = self.0.get(name).copied();
        found.ok_or_else(|| Error::fault(format!("the table of districts lacks {name}")))
    }
}

/// The districts stand, imported as any table would be.
pub(super) async fn add(seed: &Seed<'_>, _cast: &Cast) -> Result<Places, Error> {
    let sent = Sent { name: "districts.csv".to_owned(), bytes: DISTRICTS.as_bytes().to_vec() };
    let choices = Choices {
        source: "NISR, Fifth Rwanda Population and Housing Census 2022".to_owned(),
        licence: "CC BY 4.0".to_owned(),
        year: Some(2022),
        status: "census".to_owned(),
        total: Some(13_246_394),
        ..Choices::default()
    };
    let (importer, write) = (&places::DISTRICTS, places::Deed::Write);
    let done = places::import_by_command(seed.app, importer, sent, &choices, write).await?;
    if let Some(why) = done.refused {
        return Err(Error::fault(format!("the table of districts was refused: {why}")));
    }
    let all = places::districts(&seed.app.db).await?;
    Ok(Places(all.into_iter().map(|place| (place.name, place.id)).collect()))
}
