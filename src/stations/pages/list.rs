//! `GET /stations`: the list.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::form::{district_entries, some_of};
use super::tables::{languages, owner};
use crate::kit::Error;
use crate::people::{Manager, SignedIn};
use crate::plant::App;
use crate::plant::web::{Paging, Pick, Query, Shell, page};
use crate::plant::words::Words;
use crate::stations::{self as room, StationFilter, StationLine, StationSort};

/// What the address of the list asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ListQuery {
    /// Part of a name.
    pub q: String,
    /// One district alone.
    pub place: String,
    /// `yes` for stations that were put away.
    pub archived: String,
    /// The order.
    pub sort: String,
    /// Which page.
    pub page: String,
}

/// Page of `stations::pages::list`.
#[derive(Template)]
#[template(path = "stations/list.html")]
struct ListPage {
    shell: Shell,
    rows: Vec<Row>,
    found: String,
    paging: Paging,
    q: String,
    places: Vec<Pick>,
    sorts: Vec<Pick>,
    archived: bool,
    filtered: bool,
    may_edit: bool,
}

/// A line of the list in the visitor's words.
struct Row {
    href: String,
    name: String,
    whereabouts: String,
    frequencies: String,
    languages: String,
    owner: &'static str,
}

/// The stations that are asked for.
pub async fn list(
    State(app): State<App>,
    _: Manager,
    who: SignedIn,
    shell: Shell,
    Query(query): Query<ListQuery>,
) -> Result<Response, Error> {
    let filter = StationFilter {
        text: query.q.chars().take(100).collect(),
        place: query.place.parse().ok(),
        archived: query.archived == "yes",
        sort: StationSort::read(&query.sort),
    };
    let db = app.db.read();
    let count = room::count_stations(db, &filter).await?;
    let paging = Paging::new(&query.page, count, &kept(&filter));
    let lines = room::list_stations(db, &filter, paging.offset(), paging.limit()).await?;
    let words = shell.words();
    let every = words.say("stations.list.every_district");
    let places =
        some_of(district_entries(&app, every).await?, std::slice::from_ref(&query.place)).0;
    let count = i64::try_from(count).unwrap_or(0);
    let page_of = ListPage {
        rows: lines.into_iter().map(|line| row(line, words)).collect(),
        found: words.count::<&str>("stations.list.found", count, &[]),
        places,
        sorts: sorts(words, filter.sort),
        archived: filter.archived,
        filtered: !query.q.is_empty() || filter.place.is_some() || filter.archived,
        may_edit: who.coordinator().is_some(),
        q: filter.text,
        paging,
        shell,
    };
    page(StatusCode::OK, &page_of)
}

/// The address of the list with what its pages must keep.
fn kept(filter: &StationFilter) -> String {
    let place = filter.place.map(|place| place.to_string()).unwrap_or_default();
    let archived = if filter.archived { "yes" } else { "" };
    let pairs = [
        ("q", filter.text.as_str()),
        ("place", place.as_str()),
        ("archived", archived),
        ("sort", filter.sort.word()),
    ];
    let there: Vec<_> = pairs.iter().filter(|(_, value)| !value.is_empty()).collect();
    let query = serde_html_form::to_string(&there).unwrap_or_default();
    format!("/stations?{query}")
}

fn sorts(words: Words, chosen: StationSort) -> Vec<Pick> {
    let typed = [chosen.word().to_owned()];
    vec![
        Pick::new("name", words.say("stations.list.by_name"), &typed),
        Pick::new("district", words.say("stations.list.by_district"), &typed),
        Pick::new("newest", words.say("stations.list.newest"), &typed),
    ]
}

fn row(line: StationLine, words: Words) -> Row {
    let whereabouts = [line.town, line.district].into_iter().flatten();
    let mut whereabouts: Vec<String> = whereabouts.collect();
    whereabouts.dedup();
    let frequencies: Vec<String> = line.frequencies.iter().map(ToString::to_string).collect();
    Row {
        href: format!("/stations/{}", line.id),
        name: line.name,
        whereabouts: whereabouts.join(", "),
        frequencies: frequencies.join(", "),
        languages: languages(&line.languages),
        owner: owner(words, line.owner_kind),
    }
}
