//! Every path that the house names, held against the plan.

use super::plan::{ENGINES, Floor, GROUND, PURE, ROOMS};
use crate::sources::{File, line_at, paths_of, strip, tokens_of, without_tests};

/// Where a file stands.
struct Place<'a> {
    room: &'a str,
    floor: Option<Floor>,
    /// The modules from the top of the crate down to the file.
    modules: Vec<&'a str>,
}

/// One sentence for every path that the plan forbids.
pub fn complaints(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        let Some(inside) = file.path.strip_prefix("src/") else { continue };
        let test = inside.ends_with("/tests.rs") || inside.contains("/tests/");
        if test || !inside.ends_with(".rs") || !inside.contains('/') {
            continue;
        }
        match place_of(inside) {
            Ok(place) => check(file, &place, &mut found),
            Err(why) => found.push(format!("{}: {why}", file.path)),
        }
    }
    found
}

fn place_of(inside: &str) -> Result<Place<'_>, String> {
    let stem = inside.strip_suffix(".rs").unwrap_or(inside);
    let mut modules: Vec<&str> = stem.split('/').collect();
    let door = modules.len() == 2 && modules[1] == "mod";
    if modules.last() == Some(&"mod") {
        modules.pop();
    }
    let room = modules[0];
    if !ROOMS.contains(&room) && room != "cli" {
        return Err(format!("{room} is not a room of the plan (floors/plan.rs)"));
    }
    let floor = if GROUND.contains(&room) || matches!(room, "demo" | "cli") {
        None
    } else if door {
        Some(Floor::Door)
    } else {
        let named = Floor::named(room, modules[1]);
        Some(named.ok_or_else(|| format!("{} is not a floor (floors/plan.rs)", modules[1]))?)
    };
    Ok(Place { room, floor, modules })
}

fn check(file: &File, place: &Place<'_>, found: &mut Vec<String>) {
    let code = without_tests(&strip(&file.text)).code;
    let mut complain = |at: usize, why: String| {
        found.push(format!("{}:{}: {why}", file.path, line_at(&code, at)));
    };
    for (path, at) in paths_of(&code) {
        let full = resolve(&path, &place.modules);
        if let Some(why) = forbidden(&full, place) {
            complain(at, why);
        }
    }
    let pure = place.room == "kit"
        || matches!(place.floor, Some(Floor::Rules | Floor::Engine | Floor::Case));
    for token in tokens_of(&code) {
        if pure && matches!(token.text, "async" | "await") {
            complain(token.at, "rules and engines never wait".to_owned());
        }
        if place.floor == Some(Floor::Door) && token.text == "fn" {
            complain(token.at, "a door only names, it has no logic".to_owned());
        }
    }
}

/// The path as the crate names it: `super::rules` in `src/proof/store.rs` is
/// `crate::proof::rules`.
fn resolve<'a>(path: &[&'a str], modules: &[&'a str]) -> Vec<&'a str> {
    let mut here = modules.to_vec();
    let mut rest = path;
    match path.first() {
        Some(&"self") => rest = &path[1..],
        Some(&"super") => {
            while rest.first() == Some(&"super") {
                here.pop();
                rest = &rest[1..];
            }
        }
        _ => return path.to_vec(),
    }
    [&["crate"], here.as_slice(), rest].concat()
}

fn forbidden(path: &[&str], place: &Place<'_>) -> Option<String> {
    let said = path.join("::");
    let begins = |ban: &&&str| said == ***ban || said.starts_with(&format!("{}::", **ban));
    let bans = place.floor.map_or(if place.room == "kit" { PURE } else { &[] }, Floor::bans);
    if bans.iter().any(|ban| begins(&ban)) {
        return Some(format!("{said} is banned on this floor"));
    }
    let sends = ["crate::plant::gateway", "crate::plant::mail"];
    let sender = place.floor.is_none_or(|floor| floor.may_send() || floor == Floor::Door);
    if !sender && sends.iter().any(|ban| begins(&ban)) {
        return Some(format!("{said}: only jobs send"));
    }
    let [first, room, rest @ ..] = path else { return None };
    if *first != "crate" {
        return None;
    }
    between_rooms(&said, room, rest, place)
}

fn between_rooms(said: &str, room: &str, rest: &[&str], place: &Place<'_>) -> Option<String> {
    let height = |room: &str| ROOMS.iter().position(|known| *known == room);
    let Some(there) = height(room) else {
        let outside = place.room == "cli" || place.room == "demo";
        return (!outside).then(|| format!("{said}: a room names rooms, not the wiring"));
    };
    if room == place.room {
        let (own, other) = (place.floor?, Floor::named(room, rest.first()?)?);
        return (!own.may_name(other)).then(|| format!("{said}: this floor may not name that one"));
    }
    if place.room != "cli" && height(place.room).is_some_and(|here| there > here) {
        return Some(format!("{said}: {} stands below {room}", place.room));
    }
    if GROUND.contains(&room) {
        return None;
    }
    let behind = rest.first().and_then(|name| Floor::named(room, name))?;
    let rows_to_rows = place.floor == Some(Floor::Store) && behind == Floor::Rows;
    let engine_to_engine = place.floor == Some(Floor::Engine)
        && ENGINES.iter().any(|engine| (engine.0, Some(&engine.1)) == (room, rest.first()));
    (!rows_to_rows && !engine_to_engine).then(|| format!("{said}: enter {room} by its door"))
}
