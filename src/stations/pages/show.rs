//! `GET /stations/{id}`: everything about one station, section by section.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::form::address;
use super::tables::{
    AudienceLine, CoverageLine, OutageLine, TransmitterLine, audience_line, break_week,
    coverage_line, daypart_lines, hours_lines, languages, outage_line, owner, rate_lines,
    transmitter_line,
};
use crate::kit::wallclock::wall_of;
use crate::kit::{Error, Id, Phone, id};
use crate::people::{Manager, SignedIn};
use crate::plant::App;
use crate::plant::web::{Shell, page};
use crate::plant::words::Words;
use crate::stations::{self as room, Airtime, Station};

/// Page of `stations::pages::show`.
#[derive(Template)]
#[template(path = "stations/show.html")]
struct ShowPage {
    shell: Shell,
    path: String,
    name: String,
    finding: String,
    zone_note: String,
    facts: Vec<(&'static str, String)>,
    transmitters: Vec<TransmitterLine>,
    outages: Vec<OutageLine>,
    hours: Vec<(&'static str, String)>,
    dayparts: Vec<(i64, String, String)>,
    breaks: Vec<[String; 5]>,
    rates: Vec<(i64, [String; 4])>,
    coverage: Vec<CoverageLine>,
    audience: Vec<AudienceLine>,
    phones: Vec<PhoneLine>,
    archived: bool,
    may_edit: bool,
    may_plan: bool,
}

/// Somebody who is called or texted; the number is never shown whole.
struct PhoneLine {
    number: i64,
    name: String,
    duty: String,
    phone: String,
    language: &'static str,
}

/// Everything about one station: a fixed number of queries.
pub async fn show(
    State(app): State<App>,
    _: Manager,
    who: SignedIn,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
) -> Result<Response, Error> {
    let (db, now, words) = (app.db.read(), app.clock.now(), shell.words());
    let station = room::station_by_id(db, id).await?;
    let airtime = room::airtime_of(db, id, now, now).await?;
    let transmitters = room::transmitters_of(db, id).await?;
    let outages = room::outages_of(db, id).await?;
    let coverage = room::coverage_of(db, &[id]).await?;
    let audience = room::audience_of(db, &[id]).await?;
    let may_plan = who.coordinator().is_some();
    let path = address(id, "");
    let frequencies: BTreeMap<i64, String> = transmitters
        .iter()
        .map(|one| (one.id.number(), format!("{}\u{a0}MHz", one.terms.frequency)))
        .collect();
    let some_serve = transmitters.iter().any(|one| !one.terms.serves.is_empty());
    let districts = if some_serve { room::districts(db).await? } else { Vec::new() };
    let names: BTreeMap<i64, String> =
        districts.into_iter().map(|(place, name, _)| (place.number(), name)).collect();
    let today = wall_of(station.zone, now).date();
    let page_of = ShowPage {
        finding: finding(words, &frequencies, coverage.len(), &airtime, today),
        zone_note: shell.zone_note_of(&station.zone),
        facts: facts(words, &station),
        outages: outages
            .into_iter()
            .map(|one| outage_line(words, (&path, station.zone), one, &frequencies))
            .collect(),
        transmitters: transmitters
            .into_iter()
            .map(|one| transmitter_line(words, &path, one, &names))
            .collect(),
        hours: hours_lines(words, &airtime),
        dayparts: daypart_lines(words, &airtime),
        breaks: break_week(words, &airtime, today),
        rates: rate_lines(words, &airtime),
        coverage: coverage.into_iter().map(|one| coverage_line(words, &path, one)).collect(),
        audience: audience.iter().map(|one| audience_line(words, &path, one)).collect(),
        phones: if may_plan { phone_lines(&app, id).await? } else { Vec::new() },
        archived: station.is_archived,
        may_edit: may_plan && !station.is_archived,
        may_plan,
        name: station.name,
        path,
        shell,
    };
    page(StatusCode::OK, &page_of)
}

async fn phone_lines(app: &App, id: Id<id::Station>) -> Result<Vec<PhoneLine>, Error> {
    let phones = room::phones_of(app.db.read(), &app.seal, id).await?;
    let lines = phones.into_iter().map(|one| PhoneLine {
        number: one.number,
        name: one.name,
        duty: one.duty.unwrap_or_default(),
        phone: one.phone.as_ref().map_or_else(|| "–".to_owned(), Phone::masked),
        language: one.language.own_name(),
    });
    Ok(lines.collect())
}

/// What a planner wants to know first: where it is heard and how much it gives.
fn finding(
    words: Words,
    frequencies: &BTreeMap<i64, String>,
    districts: usize,
    airtime: &Airtime,
    today: chrono::NaiveDate,
) -> String {
    let mut sent: Vec<&str> = frequencies.values().map(String::as_str).collect();
    sent.sort_unstable();
    sent.dedup();
    let mut parts = Vec::new();
    if !sent.is_empty() {
        parts.push(sent.join(", "));
    }
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    if districts > 0 {
        parts.push(words.count::<&str>("stations.heard_in", count(districts), &[]));
    }
    let now = airtime.breaks.iter().filter(|one| one.valid.holds(today));
    let (breaks, seconds) =
        now.fold((0, 0), |(breaks, seconds), one| (breaks + 1, seconds + one.free_seconds));
    if breaks > 0 {
        let free = [("free", words.length(seconds))];
        parts.push(words.count("stations.breaks_a_week", breaks, &free));
    }
    if parts.is_empty() {
        words.say("stations.nothing_known").to_owned()
    } else {
        parts.join(" · ")
    }
}

fn facts(words: Words, station: &Station) -> Vec<(&'static str, String)> {
    let owner_words = station.owner.as_ref().map(|owner| format!(" ({owner})")).unwrap_or_default();
    let national = station.national_share.map(|share| words.percent(share.value()));
    let said = [station.source.clone(), station.as_of.clone()].into_iter().flatten();
    let all = [
        ("stations.field.town", station.town.clone()),
        ("stations.field.district", station.district.as_ref().map(|(_, name)| name.clone())),
        (
            "stations.field.owner",
            Some(format!("{}{owner_words}", owner(words, station.owner_kind))),
        ),
        ("stations.field.languages", Some(languages(&station.languages))),
        ("stations.field.day_starts", Some(words.time(station.broadcast_day_starts))),
        ("stations.field.zone", Some(station.zone.name().to_owned())),
        ("stations.field.national", national),
        ("stations.field.note", station.note.clone()),
        ("stations.field.source", Some(said.collect::<Vec<_>>().join(", "))),
    ];
    let there = all.into_iter().filter_map(|(key, value)| {
        let value = value.filter(|text| !text.is_empty())?;
        Some((words.say(key), value))
    });
    there.collect()
}
