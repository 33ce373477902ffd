//! `GET /results`: the campaigns, each with its headline.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::say;
use crate::campaigns::{self, CampaignFilter, CampaignSort, Sight};
use crate::kit::{Error, wallclock};
use crate::people::{Manager, SignedIn};
use crate::plant::App;
use crate::plant::web::{Query, Shell, cached};
use crate::reach::{Basis, of_campaign};

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
    cached(&app, &shell, &headers, &today.to_string(), || async {
        let page: u64 = query.page.parse().unwrap_or(1).clamp(1, 10_000);
        page_of(&app, shell.clone(), sight, page).await?.render().map_err(Error::fault)
    })
    .await
}

async fn page_of(app: &App, shell: Shell, sight: Sight, page: u64) -> Result<ListPage, Error> {
    let words = shell.words();
    let (text, state, sort) = (String::new(), None, CampaignSort::Newest);
    let filter = CampaignFilter { sight, text, state, sort };
    let offset = (page - 1) * CAMPAIGNS_MAX;
    let mut lines =
        campaigns::list_campaigns(app.db.read(), &filter, offset, CAMPAIGNS_MAX + 1).await?;
    let more = lines.len() > usize::try_from(CAMPAIGNS_MAX).unwrap_or(usize::MAX);
    lines.truncate(usize::try_from(CAMPAIGNS_MAX).unwrap_or(usize::MAX));
    let mut rows = Vec::with_capacity(lines.len());
    for line in lines {
        let campaign = campaigns::visible_to(app.db.read(), sight, line.id).await?;
        let seen = of_campaign(app, &campaign).await?;
        let figures = &*seen.figures;
        let told = figures.published(Basis::Confirmed);
        let one = figures.is_one_broadcast();
        rows.push(Row {
            number: line.id.number(),
            name: line.name,
            flight: super::results::flight(words, &campaign),
            districts: line.districts.join(", "),
            headline: told.as_ref().map_or_else(
                || words.say("reach.working").to_owned(),
                |told| say::headline(words, told, one),
            ),
            footing: told.map(|told| say::footing(words, &told, figures)).unwrap_or_default(),
        });
    }
    let (before, after) = ((page > 1).then(|| page - 1), more.then_some(page + 1));
    Ok(ListPage { shell, rows, before, after })
}
