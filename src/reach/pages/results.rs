//! `GET /results/{campaign}`: how many people were reached, and how sure that is.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use chrono::NaiveDate;

use super::drawings::{self, Drawn};
use super::say;
use crate::callins::{ShownCount, shown, shown_part};
use crate::campaigns::{self, Campaign, Sight};
use crate::kit::{Error, Id, id};
use crate::people::{Manager, SignedIn};
use crate::places;
use crate::plant::App;
use crate::plant::draw::Drawing;
use crate::plant::web::{Shell, cached_at};
use crate::plant::words::Words;
use crate::reach::{BASES, Basis, Figures, Published, of_campaign};

/// Seconds after which a page that waits for its figures asks again.
pub const AGAIN: HeaderValue = HeaderValue::from_static("2");

/// Page of `reach::pages::results`.
#[derive(Template)]
#[template(path = "reach/results.html")]
struct ResultsPage {
    shell: Shell,
    number: i64,
    name: String,
    flight: String,
    frozen: bool,
    working: bool,
    headline: String,
    footing: String,
    one_broadcast: bool,
    lines: Vec<Line>,
    answered: String,
    evidence: Drawing,
    levels: Vec<Line>,
    often: Option<String>,
    frequency: Option<String>,
    potential: String,
    cost: String,
    beside: Beside,
    drawn: Drawn,
    asks: Vec<String>,
}

/// A name and what is said of it.
pub struct Line {
    /// The name.
    pub name: String,
    /// What is said.
    pub says: String,
}

/// What is counted beside the estimate.
struct Beside {
    attended: String,
    elsewhere: Option<String>,
    unknown: Option<String>,
    calls: String,
    referred: Option<String>,
    reported: Vec<String>,
}

/// The results of one campaign.
pub async fn results(
    State(app): State<App>,
    _right: Manager,
    who: SignedIn,
    shell: Shell,
    headers: HeaderMap,
    Path(campaign): Path<Id<id::Campaign>>,
) -> Result<Response, Error> {
    let campaign = campaigns::visible_to(app.db.read(), Sight::of(&who)?, campaign).await?;
    let seen = of_campaign(&app, &campaign).await?;
    let (figures, working) = (&*seen.figures, seen.is_working);
    let key = format!("{} {working}", figures.read_on);
    let mut response = cached_at(&app, &shell, &headers, (seen.version, &key), || async {
        let page = page_of(&app, shell.clone(), &campaign, figures, working).await?;
        page.render().map_err(Error::fault)
    })
    .await?;
    if working {
        response.headers_mut().insert(header::REFRESH, AGAIN);
    }
    Ok(response)
}

async fn page_of(
    app: &App,
    shell: Shell,
    campaign: &Campaign,
    figures: &Figures,
    working: bool,
) -> Result<ResultsPage, Error> {
    let words = shell.words();
    let districts = places::districts(&app.db).await?;
    let one = figures.is_one_broadcast();
    let confirmed = figures.published(Basis::Confirmed);
    let told = confirmed.as_ref();
    let without = if working { "reach.working" } else { "reach.no_people" };
    let headline =
        told.map_or_else(|| words.say(without).to_owned(), |told| say::headline(words, told, one));
    let levels = level_names(words);
    let asks = figures.answer(Basis::Confirmed).map(|answer| {
        let near_nothing = |share: f64| share < 0.01;
        let asks = answer.ask_next.iter().filter(|it| !near_nothing(it.share));
        asks.map(|it| say::ask(words, figures, it)).collect::<Vec<_>>()
    });
    Ok(ResultsPage {
        number: campaign.id.number(),
        name: campaign.name.clone(),
        flight: flight(words, campaign.starts_on, campaign.ends_on),
        frozen: campaign.closed_at.is_some(),
        working,
        headline,
        footing: told.map(|told| say::footing(words, told, figures)).unwrap_or_default(),
        one_broadcast: one,
        lines: lines(words, figures),
        answered: answered(words, figures),
        evidence: drawings::evidence(words, figures, &levels),
        levels: drawings::levels(words, figures, &levels),
        often: told.and_then(Published::often).filter(|_| !one).map(|it| say::people(words, it)),
        frequency: told.and_then(Published::frequency).map(|it| words.decimal(it, 1)),
        potential: told.map(|it| say::people(words, it.potential())).unwrap_or_default(),
        cost: told
            .map(|told| say::cost_each(words, told, figures.cost(Basis::Confirmed)))
            .unwrap_or_default(),
        beside: beside(words, figures),
        drawn: drawings::all(words, figures, &districts),
        asks: asks.unwrap_or_default(),
        shell,
    })
}

/// The first and last day of the flight.
pub fn flight(words: Words, starts_on: NaiveDate, ends_on: NaiveDate) -> String {
    format!("{} – {}", words.date(starts_on), words.date(ends_on))
}

/// The five levels of evidence.
pub fn level_names(words: Words) -> [&'static str; 5] {
    [
        "reach.level.planned",
        "reach.level.presumed",
        "reach.level.confirmed",
        "reach.level.evidenced",
        "reach.level.verified",
    ]
    .map(|key| words.say(key))
}

/// Confirmed, expected and planned side by side.
fn lines(words: Words, figures: &Figures) -> Vec<Line> {
    let one = figures.is_one_broadcast();
    let line = |basis| {
        let told = figures.published(basis)?;
        let name = words.say(say::basis_key(basis)).to_owned();
        Some(Line { name, says: say::headline(words, &told, one) })
    };
    BASES.into_iter().filter_map(line).collect()
}

fn answered(words: Words, figures: &Figures) -> String {
    let all = figures.aired_in_all();
    let whole = |count: u32| words.whole(count.into());
    words.fill(
        "reach.answered",
        &[
            ("confirmed", whole(all.confirmed)),
            ("planned", whole(all.planned())),
            ("missed", whole(all.missed)),
            ("waiting", whole(all.waiting)),
        ],
    )
}

fn beside(words: Words, figures: &Figures) -> Beside {
    let it = &figures.beside;
    let whole = |count: u32| words.whole(count.into());
    let key = match (it.gatherings, it.gatherings == it.unknown, it.about) {
        (0, _, _) => "reach.gatherings.none",
        (_, true, _) => "reach.gatherings.all_unknown",
        (_, false, 0) => "reach.gatherings.counted",
        (_, false, _) => "reach.gatherings.about",
    };
    let attended = words.count(key, it.gatherings.into(), &[("people", whole(it.attended))]);
    let some = |count: u32, key| (count > 0).then(|| words.count::<&str>(key, count.into(), &[]));
    let small = |count: ShownCount| match count {
        ShownCount::Exactly(count) => words.whole(count),
        ShownCount::FewerThanTen => words.say("reach.calls.few").to_owned(),
    };
    let reported = it.reported.iter().map(|told| reported(words, told)).collect();
    Beside {
        attended,
        elsewhere: some(it.elsewhere, "reach.gatherings.elsewhere"),
        unknown: some(it.unknown, "reach.gatherings.unknown"),
        calls: words.fill("reach.calls.all", &[("n", small(shown(it.calls)))]),
        referred: shown_part(it.calls, it.referred)
            .map(|part| words.fill("reach.calls.referred", &[("n", small(part))])),
        reported,
    }
}

fn reported(words: Words, told: &crate::reach::Reported) -> String {
    let key = match told.exactness.as_str() {
        "about" => "reach.reported.about",
        "over" => "reach.reported.over",
        _ => "reach.reported.exactly",
    };
    let definition = told.definition.as_deref();
    words.fill(
        key,
        &[
            ("number", words.whole(told.number)),
            ("about", told.about.clone()),
            ("source", told.source.clone()),
            ("definition", definition.unwrap_or(words.say("reach.reported.undefined")).to_owned()),
        ],
    )
}
