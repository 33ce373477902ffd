//! `GET /results`: the campaigns, each with its headline.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use serde::Deserialize;

use super::results::{AGAIN, flight};
use super::say;
use crate::campaigns::{self, CampaignFilter, CampaignLine, CampaignSort, Sight};
use crate::kit::{Error, wallclock};
use crate::people::{Manager, SignedIn};
use crate::plant::App;
use crate::plant::web::{Query, Shell, cached_at};
use crate::plant::words::Words;
use crate::reach::{Asked, Basis, Seen, of_campaigns};

/// Campaigns whose headline stands on the page.
const CAMPAIGNS_MAX: u64 = 8;

/// What the address of the list asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ListQuery {
    /// Which page, from 1.
    pub page: String,
}

/// Page of `reach::pages::list`.
#[derive(Template)]
#[template(path = "reach/list.html")]
struct ListPage {
    shell: Shell,
    rows: Vec<Row>,
    before: Option<u64>,
    after: Option<u64>,
}

struct Row {
    number: i64,
    name: String,
    flight: String,
    districts: String,
    headline: String,
    footing: String,
}

/// The campaigns that may be seen, the newest first.
pub async fn list(
    State(app): State<App>,
    _right: Manager,
    who: SignedIn,
    shell: Shell,
    headers: HeaderMap,
    Query(query): Query<ListQuery>,
) -> Result<Response, Error> {
    let sight = Sight::of(&who)?;
    let today = wallclock::wall_of(app.config.zone, app.clock.now()).date();
    let page: u64 = query.page.parse().unwrap_or(1).clamp(1, 10_000);
    let (text, state, sort) = (String::new(), None, CampaignSort::Newest);
    let filter = CampaignFilter { sight, text, state, sort };
    let offset = (page - 1) * CAMPAIGNS_MAX;
    // Read first: what is kept is never older than the version it is kept under.
    let version = app.db.version().await?;
    let db = app.db.read();
    let mut lines = campaigns::list_campaigns(db, &filter, offset, CAMPAIGNS_MAX + 1).await?;
    let shown = usize::try_from(CAMPAIGNS_MAX).unwrap_or(usize::MAX);
    let more = lines.len() > shown;
    lines.truncate(shown);
    let asked: Vec<Asked> = lines.iter().map(Asked::from).collect();
    let seen = of_campaigns(&app, &asked).await?;
    // A page that still waits for some figures is another page than one that has them.
    let waits: Vec<bool> = seen.iter().map(|it| it.is_working).collect();
    let key = format!("{today} {waits:?}");
    let mut response = cached_at(&app, &shell, &headers, (version, &key), || async {
        let words = shell.words();
        let rows = lines.iter().zip(&seen).map(|(line, seen)| row(words, line, seen)).collect();
        let (before, after) = ((page > 1).then(|| page - 1), more.then_some(page + 1));
        ListPage { shell: shell.clone(), rows, before, after }.render().map_err(Error::fault)
    })
    .await?;
    if waits.contains(&true) {
        response.headers_mut().insert(header::REFRESH, AGAIN);
    }
    Ok(response)
}

fn row(words: Words, line: &CampaignLine, seen: &Seen) -> Row {
    let figures = &*seen.figures;
    let told = figures.published(Basis::Confirmed);
    let one = figures.is_one_broadcast();
    let without = if seen.is_working { "reach.working" } else { "reach.no_people" };
    let told = told.as_ref();
    Row {
        number: line.id.number(),
        name: line.name.clone(),
        flight: flight(words, line.starts_on, line.ends_on),
        districts: line.districts.join(", "),
        headline: told
            .map_or_else(|| words.say(without).to_owned(), |told| say::headline(words, told, one)),
        footing: told.map(|told| say::footing(words, told, figures)).unwrap_or_default(),
    }
}
