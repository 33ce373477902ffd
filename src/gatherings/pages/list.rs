//! The list of gatherings, as a page and as a table to take along.

use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{part_said, people_said};
use crate::campaigns::{self, Sight};
use crate::gatherings::{self as room, DayKnown, Entry, GatheringFilter, Turnout};
use crate::kit::Error;
use crate::kit::table::{Cell, Sheet};
use crate::people::SignedIn;
use crate::plant::App;
use crate::plant::web::{Paging, Query, Shell, page};
use crate::plant::words::Words;

/// The most rows of a table that is taken along.
const COPY_ROWS_MAX: u64 = 20_000;

/// What the address of the list asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ListQuery {
    /// Of one campaign alone.
    pub campaign: String,
    /// Which page.
    pub page: String,
}

/// Page of `gatherings::pages::list`.
#[derive(Template)]
#[template(path = "gatherings/list.html")]
struct ListPage {
    shell: Shell,
    finding: String,
    campaign: Option<(String, String)>,
    rows: Vec<Row>,
    facts: Vec<(&'static str, String)>,
    paging: Paging,
    copy: String,
    new: Option<String>,
}

struct Row {
    href: String,
    held_on: String,
    assumed: bool,
    kind: &'static str,
    place: String,
    campaign: String,
    people: String,
    women: String,
    men: String,
    under_18: String,
}

/// `GET /gatherings?campaign=&page=`.
pub async fn list(
    State(app): State<App>,
    who: SignedIn,
    shell: Shell,
    Query(query): Query<ListQuery>,
) -> Result<Response, Error> {
    let filter = filter_of(&who, &query.campaign)?;
    let db = app.db.read();
    let campaign = match filter.campaign {
        Some(campaign) => Some(campaigns::visible_to(db, filter.sight, campaign).await?),
        None => None,
    };
    let sums = room::turnout_of(db, filter).await?;
    let own = campaign.as_ref().map_or_else(
        || "/gatherings".to_owned(),
        |campaign| format!("/gatherings?campaign={}", campaign.id),
    );
    let paging = Paging::new(&query.page, u64::from(sums.gatherings), &own);
    let entries = room::list_gatherings(db, filter, paging.limit(), paging.offset()).await?;
    let words = shell.words();
    let open = campaign.as_ref().filter(|one| one.state != campaigns::State::Closed);
    let template = ListPage {
        finding: finding(words, &sums),
        facts: facts(words, &sums),
        rows: entries.iter().map(|entry| row(words, entry)).collect(),
        copy: own.replacen("/gatherings", "/gatherings.csv", 1),
        new: open
            .filter(|_| who.coordinator().is_some())
            .map(|campaign| format!("/gatherings/new?campaign={}", campaign.id)),
        campaign: campaign.map(|campaign| (format!("/campaigns/{}", campaign.id), campaign.name)),
        paging,
        shell,
    };
    page(StatusCode::OK, &template)
}

/// The gatherings as a table, without venues.
#[utoipa::path(get, path = "/gatherings.csv", operation_id = "gatherings_csv",
    params(("campaign" = Option<i64>, Query,
        description = "The campaign's number; all of them when left out")),
    responses((status = 200, description = "A line for each gathering, headings first",
        body = String, content_type = "text/csv")),
    security(("session" = [])))]
pub async fn copy(
    State(app): State<App>,
    who: SignedIn,
    Query(query): Query<ListQuery>,
) -> Result<Response, Error> {
    let filter = filter_of(&who, &query.campaign)?;
    let db = app.db.read();
    if let Some(campaign) = filter.campaign {
        campaigns::visible_to(db, filter.sight, campaign).await?;
    }
    let entries = room::list_gatherings(db, filter, COPY_ROWS_MAX, 0).await?;
    let mut sheet = Sheet::new(&[
        "gathering",
        "campaign",
        "kind",
        "held_on",
        "date_assumed",
        "district",
        "sector",
        "partner",
        "exactness",
        "women",
        "men",
        "under_18",
        "total",
    ]);
    for entry in &entries {
        let number = |part: Option<u32>| part.map_or(Cell::Empty, |n| Cell::Whole(i64::from(n)));
        let counts = &entry.attendance;
        let held_on = entry.held_on.to_string();
        sheet.row([
            Cell::Whole(entry.id.number()),
            Cell::Text(&entry.campaign.name),
            Cell::Text(entry.kind.code()),
            Cell::Text(&held_on),
            Cell::Text(if entry.day == DayKnown::Assumed { "yes" } else { "no" }),
            Cell::Text(&entry.place.name),
            entry.sector.as_ref().map_or(Cell::Empty, |sector| Cell::Text(&sector.name)),
            entry.partner.as_ref().map_or(Cell::Empty, |partner| Cell::Text(&partner.name)),
            Cell::Text(counts.exactness().code()),
            number(counts.women()),
            number(counts.men()),
            number(counts.under_18()),
            number(counts.total()),
        ]);
    }
    let kind = (header::CONTENT_TYPE, "text/csv; charset=utf-8");
    let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"gatherings.csv\"");
    Ok(([kind, name], sheet.into_string()).into_response())
}

fn filter_of(who: &SignedIn, typed: &str) -> Result<GatheringFilter, Error> {
    let campaign = match typed {
        "" => None,
        number => Some(number.parse().map_err(|_| Error::NotFound)?),
    };
    Ok(GatheringFilter { sight: Sight::of(who)?, campaign })
}

/// The heading: what the list says in one sentence.
fn finding(words: Words, sums: &Turnout) -> String {
    let people = words.whole(i64::from(sums.people));
    let known = i64::from(sums.gatherings - sums.unknown);
    match (sums.gatherings, known) {
        (0, _) => words.say("gatherings.list.title").to_owned(),
        (_, 0) => words.say("gatherings.list.nobody_counted").to_owned(),
        _ => words.count("gatherings.list.finding", known, &[("people", people)]),
    }
}

fn facts(words: Words, sums: &Turnout) -> Vec<(&'static str, String)> {
    let whole = |number: u32| words.whole(i64::from(number));
    vec![
        (words.say("gatherings.field.women"), whole(sums.women)),
        (words.say("gatherings.field.men"), whole(sums.men)),
        (words.say("gatherings.field.under_18"), whole(sums.under_18)),
        (words.say("gatherings.list.about"), whole(sums.about)),
        (words.say("gatherings.list.unknown"), whole(sums.unknown)),
    ]
}

fn row(words: Words, entry: &Entry) -> Row {
    let counts = &entry.attendance;
    let place = entry.sector.as_ref().map_or_else(
        || entry.place.name.clone(),
        |sector| format!("{}, {}", entry.place.name, sector.name),
    );
    Row {
        href: format!("/gatherings/{}", entry.id),
        held_on: words.date(entry.held_on),
        assumed: entry.day == DayKnown::Assumed,
        kind: words.say(entry.kind.words()),
        place,
        campaign: entry.campaign.name.clone(),
        people: people_said(words, counts),
        women: part_said(words, counts.women()),
        men: part_said(words, counts.men()),
        under_18: part_said(words, counts.under_18()),
    }
}
