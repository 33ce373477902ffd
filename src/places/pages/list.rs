//! `GET /districts`: the list by province with its map.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::map::{Shades, map_of, shade_of};
use super::this_year;
use crate::kit::Error;
use crate::kit::fold::folded;
use crate::people::SignedIn;
use crate::places::{Place, districts};
use crate::plant::App;
use crate::plant::draw::Drawing;
use crate::plant::web::{Query, Shell, cached};
use crate::plant::words::Words;

/// What the address of the list asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ListQuery {
    /// Part of a name or P-code.
    pub q: String,
    /// `name`, `people` or `area`; by P-code when empty.
    pub sort: String,
}

/// Page of `places::pages::list`.
#[derive(Template)]
#[template(path = "places/list.html")]
struct ListPage {
    shell: Shell,
    q: String,
    finding: String,
    map: Drawing,
    provinces: Vec<Province>,
    is_empty: bool,
    may_edit: bool,
}

struct Province {
    name: String,
    people: String,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    name: String,
    pcode: String,
    people: String,
    year: String,
    area: String,
}

/// The districts, by province.
pub async fn list(
    State(app): State<App>,
    who: SignedIn,
    shell: Shell,
    headers: HeaderMap,
    Query(query): Query<ListQuery>,
) -> Result<Response, Error> {
    let year = this_year(&app);
    let may_edit = who.coordinator().is_some();
    let rendered = async || rendered(&app, shell.clone(), &query, year, may_edit).await;
    cached(&app, &shell, &headers, &year.to_string(), rendered).await
}

async fn rendered(
    app: &App,
    shell: Shell,
    query: &ListQuery,
    year: i32,
    may_edit: bool,
) -> Result<String, Error> {
    let all = districts(&app.db).await?;
    let words = shell.words();
    let shown = ListPage {
        finding: finding(words, &all, year),
        map: map(words, &all, year),
        provinces: provinces(words, &all, query, year),
        is_empty: all.is_empty(),
        q: query.q.clone(),
        may_edit,
        shell,
    };
    shown.render().map_err(Error::fault)
}

fn people(place: &Place, year: i32) -> i64 {
    place.people_for(year).unwrap_or(0)
}

fn finding(words: Words, all: &[Place], year: i32) -> String {
    let sum: i64 = all.iter().map(|place| people(place, year)).sum();
    let largest = all.iter().max_by_key(|place| people(place, year));
    let Some(largest) = largest.filter(|_| sum > 0) else {
        return words.say("places.list.title").to_owned();
    };
    let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let values = [("people", words.whole(sum)), ("largest", largest.name.clone())];
    words.count("places.list.finding", count, &values)
}

/// The map by number of people, the number said of each district.
pub(super) fn map(words: Words, all: &[Place], year: i32) -> Drawing {
    let label = words.say("places.list.map");
    map_of(all, words, label, &shades(words, all, year))
}

/// Shades and short numbers by people.
pub(super) fn shades(words: Words, all: &[Place], year: i32) -> Shades {
    let most = all.iter().map(|place| people(place, year)).max().unwrap_or(0);
    let shade = |place: &Place| {
        let people = place.people_for(year)?;
        let short = f64::from(i32::try_from(people).unwrap_or(i32::MAX));
        Some((place.id, (shade_of(people, most), Some(words.short(short)))))
    };
    all.iter().filter_map(shade).collect()
}

fn provinces(words: Words, all: &[Place], query: &ListQuery, year: i32) -> Vec<Province> {
    let wanted = folded(&query.q);
    let small = query.q.to_lowercase();
    let fits =
        |place: &&Place| place.name_folded.contains(&wanted) || place.pcode.to_lowercase() == small;
    let mut found: Vec<&Place> = all.iter().filter(fits).collect();
    match query.sort.as_str() {
        "name" => found.sort_by(|a, b| a.name_folded.cmp(&b.name_folded)),
        "people" => found.sort_by_key(|place| std::cmp::Reverse(people(place, year))),
        "area" => {
            let area = |place: &Place| place.area_km2.unwrap_or(0.0);
            found.sort_by(|a, b| area(b).total_cmp(&area(a)));
        }
        _ => {}
    }
    let mut codes: Vec<&str> = found.iter().map(|place| place.province_code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    let province = |code: &str| {
        let of: Vec<&&Place> = found.iter().filter(|place| place.province_code == code).collect();
        let name = of.first().map_or("", |place| place.province.as_str());
        let none = words.say("places.list.no_province");
        Province {
            name: if name.is_empty() { none } else { name }.to_owned(),
            people: words.whole(of.iter().map(|place| people(place, year)).sum()),
            rows: of.into_iter().map(|place| row(words, place, year)).collect(),
        }
    };
    codes.into_iter().map(province).collect()
}

fn row(words: Words, place: &Place, year: i32) -> Row {
    let count = place.count_for(year);
    let none = words.say("places.list.no_figure");
    Row {
        href: format!("/districts/{}", place.id),
        name: place.name.clone(),
        pcode: place.pcode.clone(),
        people: place.people_for(year).map_or_else(|| none.to_owned(), |n| words.whole(n)),
        year: count.map(|count| count.figure.year.to_string()).unwrap_or_default(),
        area: place.area_km2.map(|area| words.decimal(area, 0)).unwrap_or_default(),
    }
}
