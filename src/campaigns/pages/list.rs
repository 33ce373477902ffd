//! `GET /campaigns`: the list.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::campaigns::{
    self as room, CampaignFilter, CampaignLine, CampaignSort, Sight, State as Standing,
};
use crate::kit::Error;
use crate::people::SignedIn;
use crate::plant::App;
use crate::plant::web::{Paging, Pick, Query, Shell, page};
use crate::plant::words::Words;

/// What the address of the list asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ListQuery {
    /// Part of a name.
    pub q: String,
    /// One state alone.
    pub state: String,
    /// The order.
    pub sort: String,
    /// Which page.
    pub page: String,
}

/// Page of `campaigns::pages::list`.
#[derive(Template)]
#[template(path = "campaigns/list.html")]
struct ListPage {
    shell: Shell,
    rows: Vec<Row>,
    found: String,
    paging: Paging,
    q: String,
    states: Vec<Pick>,
    sorts: Vec<Pick>,
    filtered: bool,
    may_edit: bool,
}

/// A line of the list in the visitor's words.
struct Row {
    href: String,
    name: String,
    state: &'static str,
    flight: String,
    coordinator: String,
    districts: String,
}

/// The campaigns that the visitor may see.
pub async fn list(
    State(app): State<App>,
    who: SignedIn,
    shell: Shell,
    Query(query): Query<ListQuery>,
) -> Result<Response, Error> {
    let filter = CampaignFilter {
        sight: Sight::of(&who)?,
        text: query.q.chars().take(100).collect(),
        state: Standing::read(&query.state),
        sort: CampaignSort::read(&query.sort),
    };
    let db = app.db.read();
    let count = room::count_campaigns(db, &filter).await?;
    let kept = kept(&query);
    let paging = Paging::new(&query.page, count, &kept);
    let lines = room::list_campaigns(db, &filter, paging.offset(), paging.limit()).await?;
    let words = shell.words();
    let page_of = ListPage {
        rows: lines.into_iter().map(|line| row(line, words)).collect(),
        found: words.count::<&str>("campaigns.list.found", i64::try_from(count).unwrap_or(0), &[]),
        states: states(words, &query.state),
        sorts: sorts(words, &query.sort),
        filtered: !query.q.is_empty() || !query.state.is_empty(),
        may_edit: who.coordinator().is_some(),
        q: query.q,
        paging,
        shell,
    };
    page(StatusCode::OK, &page_of)
}

/// The address of the list with what its pages must keep.
fn kept(query: &ListQuery) -> String {
    let text: String = query.q.chars().take(100).collect();
    let pairs = [("q", text.as_str()), ("state", &*query.state), ("sort", &*query.sort)];
    address_with("/campaigns", &pairs)
}

/// An address with its fields, empty ones left out.
fn address_with(path: &str, pairs: &[(&str, &str)]) -> String {
    let there: Vec<_> = pairs.iter().filter(|(_, value)| !value.is_empty()).collect();
    match serde_html_form::to_string(&there) {
        Ok(query) if !query.is_empty() => format!("{path}?{query}"),
        _ => path.to_owned(),
    }
}

fn states(words: Words, typed: &str) -> Vec<Pick> {
    let typed = [typed.to_owned()];
    let all = Pick::new("", words.say("campaigns.list.every_state"), &typed);
    let each = Standing::ALL.map(|state| Pick::new(state.word(), said(words, state), &typed));
    std::iter::once(all).chain(each).collect()
}

fn sorts(words: Words, typed: &str) -> Vec<Pick> {
    let typed = [typed.to_owned()];
    vec![
        Pick::new("", words.say("campaigns.list.newest"), &typed),
        Pick::new("name", words.say("campaigns.list.by_name"), &typed),
        Pick::new("ends", words.say("campaigns.list.by_end"), &typed),
    ]
}

/// The state in the visitor's words.
pub(super) fn said(words: Words, state: Standing) -> &'static str {
    words.say(match state {
        Standing::Draft => "campaigns.state.draft",
        Standing::Running => "campaigns.state.running",
        Standing::Closed => "campaigns.state.closed",
    })
}

fn row(line: CampaignLine, words: Words) -> Row {
    let (first, last) = (words.date(line.starts_on), words.date(line.ends_on));
    Row {
        href: format!("/campaigns/{}", line.id),
        name: line.name,
        state: said(words, line.state),
        flight: words.fill("campaigns.flight", &[("first", first), ("last", last)]),
        coordinator: line.coordinator,
        districts: line.districts.join(", "),
    }
}
