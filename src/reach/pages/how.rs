//! `GET /how/{campaign}`: every input, every assumption and the working.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::drawings;
use super::results::{Line, flight, level_names};
use super::say;
use crate::campaigns::{self, Campaign, Sight};
use crate::kit::{Error, Id, id};
use crate::people::{Manager, SignedIn};
use crate::plant::App;
use crate::plant::draw::{self, Bar, Drawing};
use crate::plant::web::{Query, Shell, cached_at};
use crate::plant::words::Words;
use crate::reach::{
    Answer, BASES, Basis, DistrictFacts, Figures, Group, HeardFacts, Published, StationFacts,
    assumed_universe, case_of_campaign, of_campaign,
};

/// Page of `reach::pages::how`.
#[derive(Template)]
#[template(path = "reach/how.html")]
struct HowPage {
    shell: Shell,
    number: i64,
    name: String,
    flight: String,
    may_edit: bool,
    claim: String,
    footing: String,
    sentences: [&'static str; 5],
    working: Vec<String>,
    districts: Vec<DistrictInput>,
    heard: Vec<HeardInput>,
    assumed: Vec<String>,
    sensitivity: Option<Drawing>,
    asks: Vec<String>,
    evidence: Drawing,
    levels: Vec<Line>,
    warnings: Vec<String>,
    model: String,
    cases: Vec<CaseLink>,
}

struct DistrictInput {
    place: i64,
    name: String,
    tier: &'static str,
    people: String,
    people_source: String,
    universe: String,
    universe_source: String,
}

struct HeardInput {
    station: String,
    district: String,
    figures: String,
    source: String,
    coverage: String,
    coverage_source: String,
}

struct CaseLink {
    basis: String,
    word: &'static str,
    hash: String,
}

/// How we know what the results say.
pub async fn how(
    State(app): State<App>,
    _right: Manager,
    who: SignedIn,
    shell: Shell,
    headers: HeaderMap,
    Path(campaign): Path<Id<id::Campaign>>,
) -> Result<Response, Error> {
    let campaign = campaigns::visible_to(app.db.read(), Sight::of(&who)?, campaign).await?;
    let seen = of_campaign(&app, &campaign).await?;
    let figures = &*seen.figures;
    let key = format!("{} {}", figures.read_on, figures.answers.is_some());
    let may_edit = who.coordinator().is_some();
    cached_at(&app, &shell, &headers, (seen.version, &key), || async {
        let page = page_of(shell.clone(), &campaign, figures, may_edit);
        page.render().map_err(Error::fault)
    })
    .await
}

/// What the address of a case asks for.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CaseQuery {
    /// `confirmed`, `expected` or `planned`; confirmed when left out.
    pub basis: String,
}

/// The case behind a campaign's figures, which `ijwi reach` answers to the digit.
#[utoipa::path(get, path = "/how/{campaign}/case.json", operation_id = "case_of_campaign",
    params(("campaign" = i64, Path, description = "The campaign's number"), CaseQuery),
    responses((status = 200, description = "The case, as `ijwi reach` reads it",
        body = inline(serde_json::Value), content_type = "application/json")),
    security(("session" = [])))]
pub async fn case(
    State(app): State<App>,
    _right: Manager,
    who: SignedIn,
    Path(campaign): Path<Id<id::Campaign>>,
    Query(query): Query<CaseQuery>,
) -> Result<Response, Error> {
    let campaign = campaigns::visible_to(app.db.read(), Sight::of(&who)?, campaign).await?;
    let basis = match query.basis.as_str() {
        "" => Some(Basis::Confirmed),
        word => BASES.into_iter().find(|it| it.word() == word),
    };
    let text = case_of_campaign(&app, &campaign, basis.ok_or(Error::NotFound)?).await?;
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"case.json\""),
    );
    Ok(response)
}

fn page_of(shell: Shell, campaign: &Campaign, figures: &Figures, may_edit: bool) -> HowPage {
    let words = shell.words();
    let told = figures.published(Basis::Confirmed);
    let answer = figures.answer(Basis::Confirmed);
    let levels = level_names(words);
    let one = figures.is_one_broadcast();
    HowPage {
        number: campaign.id.number(),
        name: campaign.name.clone(),
        flight: flight(words, campaign.starts_on, campaign.ends_on),
        may_edit,
        claim: told.as_ref().map_or_else(
            || words.say("reach.working").to_owned(),
            |told| say::headline(words, told, one),
        ),
        footing: told.as_ref().map(|it| say::footing(words, it, figures)).unwrap_or_default(),
        sentences: [
            "reach.model.universe",
            "reach.model.cume",
            "reach.model.habit",
            "reach.model.attention",
            "reach.model.rest",
        ]
        .map(|key| words.say(key)),
        working: answer
            .zip(told.as_ref())
            .map(|(answer, told)| working(words, figures, answer, told))
            .unwrap_or_default(),
        districts: districts(words, figures, answer),
        heard: figures.stations.iter().flat_map(|it| heard(words, figures, it)).collect(),
        assumed: assumed(words, figures, answer),
        sensitivity: answer.and_then(|answer| tornado(words, answer)),
        asks: answer
            .map(|answer| {
                let worth = answer.ask_next.iter().filter(|it| it.share >= 0.01);
                worth.map(|it| say::ask(words, figures, it)).collect()
            })
            .unwrap_or_default(),
        evidence: drawings::evidence(words, figures, &levels),
        levels: drawings::levels(words, figures, &levels),
        warnings: answer
            .map(|answer| {
                answer.warnings.iter().map(|it| say::warning(words, figures, it)).collect()
            })
            .unwrap_or_default(),
        model: answer.map(|it| it.model.to_string()).unwrap_or_default(),
        cases: cases(words, figures),
        shell,
    }
}

fn cases(words: Words, figures: &Figures) -> Vec<CaseLink> {
    let hashes = figures.hashes.iter().flatten();
    let link = |(basis, hash): (Basis, &String)| CaseLink {
        basis: words.say(say::basis_key(basis)).to_owned(),
        word: basis.word(),
        hash: hash.clone(),
    };
    BASES.into_iter().zip(hashes).map(link).collect()
}

/// The formula in words with this campaign's numbers put in; numbers of people only as
/// they may be said.
fn working(words: Words, figures: &Figures, answer: &Answer, told: &Published) -> Vec<String> {
    let total = &answer.total;
    let districts = i64::try_from(answer.districts.len()).unwrap_or(i64::MAX);
    let population = say::people(words, total.population);
    let mut lines =
        vec![words.count("reach.working.people", districts, &[("population", population)])];
    let aired = figures.aired_in_all();
    lines.push(words.fill(
        "reach.working.airings",
        &[
            ("confirmed", words.whole(aired.confirmed.into())),
            ("planned", words.whole(aired.planned().into())),
        ],
    ));
    if let (Some(grp), Some(_)) = (total.grp, told.people()) {
        lines.push(words.fill("reach.working.grp", &[("grp", words.decimal(grp, 1))]));
    }
    if let (Some(range), Some(interval)) = (told.range(), answer.interval) {
        let sd = words.percent_to(interval.sd, 1);
        let range = say::range(words, range);
        lines.push(words.fill("reach.working.range", &[("sd", sd), ("range", range)]));
    }
    lines
}

fn districts(words: Words, figures: &Figures, answer: Option<&Answer>) -> Vec<DistrictInput> {
    let input = |(at, it): (usize, &DistrictFacts)| {
        let place = figures.kept.iter().position(|kept| *kept == at);
        let tier = place.and_then(|place| answer?.districts.get(place)).map(|it| it.tier.letter());
        let (people, people_source) = people(words, it);
        let (universe, universe_source) = universe(words, it);
        DistrictInput {
            place: it.place,
            name: it.name.clone(),
            tier: tier.unwrap_or("–"),
            people,
            people_source,
            universe,
            universe_source,
        }
    };
    figures.districts.iter().enumerate().map(input).collect()
}

fn people(words: Words, district: &DistrictFacts) -> (String, String) {
    let Some(it) = &district.people else {
        return (words.say("reach.people_unknown").to_owned(), String::new());
    };
    let key = match it.status.as_str() {
        "census" => "reach.status.census",
        "projection" => "reach.status.projection",
        _ => "reach.status.estimate",
    };
    let left_out = if it.left_out > 0 {
        words.fill("reach.left_out", &[("n", words.whole(it.left_out))])
    } else {
        String::new()
    };
    let source = [words.say(key), &it.year.to_string(), &it.source, &left_out].join(" ");
    (words.whole(it.people), source.trim().to_owned())
}

fn universe(words: Words, district: &DistrictFacts) -> (String, String) {
    let Some(it) = &district.universe else {
        let share = assumed_universe(&district.province_code);
        return (words.percent(share), words.say("reach.default.universe").to_owned());
    };
    (words.percent(it.share), sourced(words, &it.source, it.respondents))
}

fn sourced(words: Words, source: &crate::reach::Source, respondents: Option<u32>) -> String {
    let date = words.date(source.as_of);
    match respondents {
        Some(n) => format!("{}, {date}, n = {}", source.by, words.whole(n.into())),
        None => format!("{}, {date}", source.by),
    }
}

fn heard(words: Words, figures: &Figures, station: &StationFacts) -> Vec<HeardInput> {
    let share = |share: Option<f64>| share.map_or("–".to_owned(), |it| words.percent_to(it, 1));
    let one = |it: &HeardFacts| {
        let figures_of = words.fill(
            "reach.heard.figures",
            &[
                ("cume", share(it.cume)),
                ("week", share(it.week)),
                ("day", share(it.day)),
                ("slots", it.slots.len().to_string()),
            ],
        );
        let coverage = it.coverage_source.as_ref();
        HeardInput {
            station: station.name.clone(),
            district: figures.districts.get(it.district).map_or("", |it| &it.name).to_owned(),
            figures: figures_of,
            source: it.source.as_ref().map_or_else(
                || words.say("reach.heard.nobody").to_owned(),
                |source| sourced(words, source, it.respondents),
            ),
            coverage: share(it.coverage),
            coverage_source: coverage.map(|it| sourced(words, it, None)).unwrap_or_default(),
        }
    };
    if station.heard.is_empty() {
        return vec![HeardInput {
            station: station.name.clone(),
            district: "–".to_owned(),
            figures: "–".to_owned(),
            source: words.say("reach.heard.nobody").to_owned(),
            coverage: "–".to_owned(),
            coverage_source: String::new(),
        }];
    }
    station.heard.iter().map(one).collect()
}

/// What nobody was asked and is taken from defaults.
fn assumed(words: Words, figures: &Figures, answer: Option<&Answer>) -> Vec<String> {
    let mut lines = Vec::new();
    let unasked: Vec<&str> = figures
        .districts
        .iter()
        .filter(|it| it.people.is_some() && it.universe.is_none())
        .map(|it| it.name.as_str())
        .collect();
    if !unasked.is_empty() {
        let districts = unasked.join(", ");
        lines.push(words.fill("reach.assumed.universe", &[("districts", districts)]));
    }
    let heard = || figures.stations.iter().flat_map(|it| &it.heard);
    let slots = || heard().flat_map(|it| &it.slots);
    let listened =
        |it: &HeardFacts| it.cume.is_some() && it.slots.iter().all(|s| s.tuned.is_none());
    let cases = [
        (heard().any(listened), "reach.assumed.time"),
        (slots().any(|it| it.tuned.is_some() && it.repeat.is_none()), "reach.assumed.habit"),
        (slots().any(|it| it.spot.is_none() || it.programme.is_none()), "reach.assumed.attention"),
        (heard().any(|it| it.cume.is_some() && it.respondents.is_none()), "reach.assumed.exact"),
        (answer.is_some_and(|it| it.tier.letter() == "D"), "reach.assumed.nothing"),
    ];
    lines
        .extend(cases.iter().filter(|(holds, _)| *holds).map(|(_, key)| words.say(key).to_owned()));
    lines.push(words.say("reach.assumed.always").to_owned());
    lines
}

/// By how much each group of inputs may move the result, the largest first.
fn tornado(words: Words, answer: &Answer) -> Option<Drawing> {
    let sensitivity = answer.sensitivity.as_ref()?;
    let groups = Group::ALL.into_iter().zip(sensitivity.groups);
    let named = groups.map(|(group, share)| (words.say(say::group_key(group)), share));
    let structural = (words.say("reach.group.structural"), sensitivity.structural);
    let mut shares: Vec<(&str, f64)> =
        named.chain([structural]).filter(|(_, share)| *share >= 0.01).collect();
    shares.sort_by(|one, other| other.1.total_cmp(&one.1));
    let bars: Vec<Bar> = shares
        .into_iter()
        .map(|(name, share)| Bar {
            name: name.to_owned(),
            value: share,
            range: None,
            text: words.percent(share),
            note: String::new(),
        })
        .collect();
    (!bars.is_empty()).then(|| draw::bars(words.say("reach.sensitivity.label"), &bars))
}
