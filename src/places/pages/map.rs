//! The map of districts, for the pages of this and other rooms.

use std::collections::HashMap;

use crate::kit::{Id, id};
use crate::places::Place;
use crate::plant::draw::{self, Area, Drawing, Map};
use crate::plant::words::Words;

/// What a map shows of one district: its shade, 0..=5, and its value ready to show.
pub type Shades = HashMap<Id<id::Place>, (u8, Option<String>)>;

/// Draw the places with the shades of those in question; the others stay pale.
/// Without imported shapes the drawing is marked as schematic.
pub fn map_of(places: &[Place], words: Words, label: &str, shades: &Shades) -> Drawing {
    let area = |place: &Place| {
        let (shade, value) = match shades.get(&place.id) {
            Some((shade, value)) => (Some(*shade), value.clone()),
            None => (None, None),
        };
        let (name, rings) = (place.name.clone(), place.rings.clone());
        Area { name, value, shade, centre: place.centre, rings }
    };
    let areas: Vec<Area> = places.iter().map(area).collect();
    draw::map(&Map { label, schematic: words.say("places.map.schematic"), areas: &areas })
}

/// The shade of a value among equally wide steps up to the largest: 1..=5.
pub fn shade_of(value: i64, most: i64) -> u8 {
    if most <= 0 || value <= 0 {
        return 1;
    }
    let fifth = (value.saturating_mul(5) + most - 1) / most;
    u8::try_from(fifth.clamp(1, 5)).unwrap_or(5)
}

#[cfg(test)]
mod tests {
    use super::shade_of;

    #[test]
    fn shades_go_in_fifths_of_the_largest() {
        let shades = [0, 1, 20, 21, 99, 100].map(|value| shade_of(value, 100));
        assert_eq!(shades, [1, 1, 1, 2, 5, 5]);
        assert_eq!(shade_of(5, 0), 1);
    }
}
