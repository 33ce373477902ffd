//! `GET /districts/{place}`: one place with its figures, sources and sectors.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::list::shades;
use super::map::map_of;
use super::this_year;
use crate::kit::{Error, Id, id};
use crate::people::SignedIn;
use crate::places::{Count, Level, Place, place_by_id, sectors_of};
use crate::plant::App;
use crate::plant::draw::Drawing;
use crate::plant::web::{Shell, cached};
use crate::plant::words::Words;

/// Page of `places::pages::show`.
#[derive(Template)]
#[template(path = "places/show.html")]
struct ShowPage {
    shell: Shell,
    href: String,
    finding: String,
    facts: Vec<(&'static str, String)>,
    figures: Vec<FigureRow>,
    left_out: Vec<LeftOutRow>,
    left_out_sum: Option<String>,
    sectors: Vec<SectorRow>,
    map: Drawing,
    back: String,
    is_district: bool,
    may_edit: bool,
}

struct FigureRow {
    year: String,
    status: &'static str,
    numbers: [String; 4],
    source: String,
    href: String,
}

struct LeftOutRow {
    people: String,
    reason: String,
    end: String,
}

struct SectorRow {
    href: String,
    name: String,
    pcode: String,
    people: String,
    year: String,
}

/// One place.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    shell: Shell,
    headers: HeaderMap,
    Path(id): Path<Id<id::Place>>,
) -> Result<Response, Error> {
    let year = this_year(&app);
    let may_edit = who.coordinator().is_some();
    let rendered = async || rendered(&app, shell.clone(), id, year, may_edit).await;
    cached(&app, &shell, &headers, &year.to_string(), rendered).await
}

async fn rendered(
    app: &App,
    shell: Shell,
    id: Id<id::Place>,
    year: i32,
    may_edit: bool,
) -> Result<String, Error> {
    let place = place_by_id(&app.db, id).await?;
    let sectors = sectors_of(&app.db, id).await?;
    let words = shell.words();
    let href = format!("/districts/{id}");
    let label = words.fill("places.show.map", &[("name", &place.name)]);
    let shown = ShowPage {
        finding: finding(words, &place, year),
        facts: facts(words, &place),
        figures: place.counts.iter().map(|count| figure_row(words, count, &href)).collect(),
        left_out: left_out(words, &place, &href),
        left_out_sum: left_out_sum(words, &place, year),
        map: map_of(&sectors, words, &label, &shades(words, &sectors, year)),
        sectors: sectors.iter().map(|sector| sector_row(words, sector, year)).collect(),
        back: place.parent.map_or_else(back_to_all, |above| format!("/districts/{above}")),
        is_district: place.level == Level::District,
        may_edit,
        href,
        shell,
    };
    shown.render().map_err(Error::fault)
}

fn back_to_all() -> String {
    "/districts".to_owned()
}

fn finding(words: Words, place: &Place, year: i32) -> String {
    let Some((count, people)) = place.count_for(year).zip(place.people_for(year)) else {
        return words.fill("places.show.no_people", &[("name", &place.name)]);
    };
    let values = [
        ("name", place.name.clone()),
        ("people", words.whole(people)),
        ("status", words.say(count.figure.status.words()).to_owned()),
        ("year", count.figure.year.to_string()),
    ];
    words.fill("places.show.finding", &values)
}

fn facts(words: Words, place: &Place) -> Vec<(&'static str, String)> {
    let centre = place.centre.map(|(lon, lat)| format!("{lat:.2}, {lon:.2}"));
    let area = place.area_km2.map(|area| words.decimal(area, 1));
    let facts = [
        ("places.list.pcode", Some(place.pcode.clone())),
        ("places.field.province", Some(place.province.clone())),
        ("places.field.centre", centre),
        ("places.list.area", area),
        ("places.show.shape_source", place.shape_source.clone()),
    ];
    let there = facts.into_iter().filter_map(|(key, value)| Some((key, value?)));
    there.filter(|(_, value)| !value.is_empty()).collect()
}

fn figure_row(words: Words, count: &Count, href: &str) -> FigureRow {
    let figure = count.figure;
    let numbers = [Some(figure.total), figure.male, figure.female, figure.adults];
    let licence = count.licence.as_deref().map(|licence| format!(" ({licence})"));
    FigureRow {
        year: figure.year.to_string(),
        status: words.say(figure.status.words()),
        numbers: numbers.map(|number| number.map(|n| words.whole(n)).unwrap_or_default()),
        source: format!("{}{}", count.source, licence.unwrap_or_default()),
        href: format!("{href}/figures?year={}&status={}", figure.year, figure.status),
    }
}

fn left_out(words: Words, place: &Place, href: &str) -> Vec<LeftOutRow> {
    let row = |entry: &crate::places::LeftOut| LeftOutRow {
        people: words.whole(entry.people),
        reason: entry.reason.clone(),
        end: format!("{href}/exclusions/{}/end", entry.id),
    };
    place.left_out.iter().map(row).collect()
}

fn left_out_sum(words: Words, place: &Place, year: i32) -> Option<String> {
    let left = place.people_for(year).filter(|_| !place.left_out.is_empty())?;
    let values = [("people", words.whole(place.people_left_out())), ("left", words.whole(left))];
    Some(words.fill("places.show.left_out_sum", &values))
}

fn sector_row(words: Words, place: &Place, year: i32) -> SectorRow {
    let none = words.say("places.list.no_figure");
    SectorRow {
        href: format!("/districts/{}", place.id),
        name: place.name.clone(),
        pcode: place.pcode.clone(),
        people: place.people_for(year).map_or_else(|| none.to_owned(), |n| words.whole(n)),
        year: place.count_for(year).map(|count| count.figure.year.to_string()).unwrap_or_default(),
    }
}
