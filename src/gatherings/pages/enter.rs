//! A gathering is entered; its form also serves corrections.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::form::{GatheringForm, nth};
use crate::campaigns::{self, Campaign, Sight};
use crate::gatherings::{
    self as room, ACTIONS_MAX, Body, Exactness, Group, How, Kind, MATERIALS_MAX, Reason,
    RecordRequest, Twin,
};
use crate::kit::{Error, FormKey, Id, id};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Form, Problems, Query, Shell, page, see_done};
use crate::plant::words::Words;

/// Codes and the words that people choose by.
type Options = Vec<(String, String)>;

/// Page of `gatherings::pages`: new, correction.
#[derive(Template)]
#[template(path = "gatherings/edit.html")]
struct EditPage {
    shell: Shell,
    title: String,
    campaign: String,
    action: String,
    back: String,
    form: GatheringForm,
    problems: Problems,
    kinds: Options,
    places: Options,
    sectors: Vec<(String, Options)>,
    partners: Options,
    exactness: Options,
    groups: Options,
    reasons: Options,
    materials: Vec<MaterialLine>,
    actions: Vec<ActionLine>,
    origins: Vec<OriginLine>,
    same_again: bool,
    /// The number that the form says of its campaign; empty on a correction.
    of: String,
    key: String,
}

struct MaterialLine {
    number: usize,
    name: String,
    units: String,
    how: Options,
    chosen_how: String,
    place: String,
}

struct ActionLine {
    number: usize,
    words: String,
    who: Options,
    chosen_who: String,
    due: String,
}

struct OriginLine {
    place: String,
    name: String,
    people: String,
}

/// What the form is for.
pub(super) struct Shown<'a> {
    pub campaign: &'a Campaign,
    /// The entry that is corrected.
    pub corrects: Option<Id<id::Gathering>>,
    pub form: GatheringForm,
    pub problems: Problems,
}

/// Which campaign the gathering belongs to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewQuery {
    /// The campaign.
    pub campaign: String,
}

/// `GET /gatherings/new?campaign=`.
pub async fn new(
    State(app): State<App>,
    _who: Coordinator,
    shell: Shell,
    Query(query): Query<NewQuery>,
) -> Result<Response, Error> {
    let campaign = campaign_of(&app, &query.campaign).await?;
    let form = GatheringForm { campaign: query.campaign, ..GatheringForm::default() };
    let problems = Problems::new();
    shown(&app, shell, Shown { campaign: &campaign, corrects: None, form, problems }).await
}

/// `POST /gatherings/new`.
pub async fn create(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Form(form): Form<GatheringForm>,
) -> Result<Response, Error> {
    let campaign = campaign_of(&app, &form.campaign).await?;
    let key = FormKey::read(&form.form_key).ok_or(Error::Stale)?;
    let problems = match form.terms() {
        Err(problems) => problems,
        Ok(terms) => {
            let twin = if form.another == "yes" { Twin::Another } else { Twin::Unsaid };
            let request = RecordRequest { form_key: key, campaign: campaign.id, terms, twin };
            let zone = app.config.zone;
            match room::record_gathering(&app.db, &*app.clock, zone, who, request).await {
                Ok(entry) => {
                    return Ok(see_done(&format!("/gatherings/{entry}"), "gatherings.new.done"));
                }
                Err(Error::Refused(why)) => why.into(),
                Err(other) => return Err(other),
            }
        }
    };
    shown(&app, shell, Shown { campaign: &campaign, corrects: None, form, problems }).await
}

async fn campaign_of(app: &App, typed: &str) -> Result<Campaign, Error> {
    let campaign = typed.parse().map_err(|_| Error::NotFound)?;
    campaigns::visible_to(app.db.read(), Sight::All, campaign).await
}

/// The form with what was typed and what is wrong with it.
pub(super) async fn shown(app: &App, shell: Shell, shown: Shown<'_>) -> Result<Response, Error> {
    let db = app.db.read();
    let districts = campaigns::districts(db).await?;
    let places: Options = districts.into_iter().map(|one| (one.id.to_string(), one.name)).collect();
    let partners = campaigns::partners(db).await?;
    let mut sectors: Vec<(String, Options)> = Vec::new();
    let all = room::sectors(db).await?;
    for (number, name) in &places {
        let within = all.iter().filter(|(district, _)| district.to_string() == *number);
        let within: Options =
            within.map(|(_, sector)| (sector.id.to_string(), sector.name.clone())).collect();
        if !within.is_empty() {
            sectors.push((name.clone(), within));
        }
    }
    let words = shell.words();
    let problems = shown.problems;
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (title, action, back) = match shown.corrects {
        None => (
            "gatherings.new.title",
            "/gatherings/new".to_owned(),
            format!("/gatherings?campaign={}", shown.campaign.id),
        ),
        Some(entry) => (
            "gatherings.correct.title",
            format!("/gatherings/{entry}/correction"),
            format!("/gatherings/{entry}"),
        ),
    };
    let template = EditPage {
        title: words.say(title).to_owned(),
        campaign: shown.campaign.name.clone(),
        of: if shown.corrects.is_none() { shown.campaign.id.to_string() } else { String::new() },
        action,
        back,
        kinds: options(words, &Kind::ALL, Kind::code, Kind::words, Some("gatherings.choose")),
        partners: [(String::new(), words.say("gatherings.partner.none").to_owned())]
            .into_iter()
            .chain(partners.into_iter().map(|one| (one.id.to_string(), one.name)))
            .collect(),
        exactness: options(
            words,
            &Exactness::ALL,
            Exactness::code,
            Exactness::words,
            Some("gatherings.choose"),
        ),
        groups: options(words, &Group::ALL, Group::code, Group::words, None),
        reasons: if shown.corrects.is_some() { mending(words) } else { Vec::new() },
        materials: materials(words, &shown.form),
        actions: actions(words, &shown.form),
        origins: origins(&places, &shown.form),
        same_again: problems.of("another").is_some() || shown.form.another == "yes",
        places: [(String::new(), words.say("gatherings.choose").to_owned())]
            .into_iter()
            .chain(places)
            .collect(),
        sectors,
        key: shell.form_key(),
        form: shown.form,
        problems,
        shell,
    };
    page(status, &template)
}

/// Every value as an option, perhaps after one that means "not chosen".
pub(super) fn options<T: Copy>(
    words: Words,
    all: &[T],
    code: fn(T) -> &'static str,
    name: fn(T) -> &'static str,
    none: Option<&str>,
) -> Options {
    let first = none.map(|key| (String::new(), words.say(key).to_owned()));
    let rest = all.iter().map(|one| (code(*one).to_owned(), words.say(name(*one)).to_owned()));
    first.into_iter().chain(rest).collect()
}

/// The reasons that mend an entry.
fn mending(words: Words) -> Options {
    let mends: Vec<Reason> =
        Reason::ALL.iter().copied().filter(|reason| !reason.withdraws()).collect();
    options(words, &mends, Reason::code, Reason::words, Some("gatherings.choose"))
}

fn materials(words: Words, form: &GatheringForm) -> Vec<MaterialLine> {
    let line = |at: usize| MaterialLine {
        number: at + 1,
        name: nth(&form.material_name, at).to_owned(),
        units: nth(&form.material_units, at).to_owned(),
        how: options(words, &How::ALL, How::code, How::words, None),
        chosen_how: nth(&form.material_how, at).to_owned(),
        place: nth(&form.material_place, at).to_owned(),
    };
    (0..MATERIALS_MAX.min(form.material_name.len() + 2)).map(line).collect()
}

fn actions(words: Words, form: &GatheringForm) -> Vec<ActionLine> {
    let line = |at: usize| ActionLine {
        number: at + 1,
        words: nth(&form.action_words, at).to_owned(),
        who: options(words, &Body::ALL, Body::code, Body::words, Some("gatherings.body.none")),
        chosen_who: nth(&form.action_who, at).to_owned(),
        due: nth(&form.action_due, at).to_owned(),
    };
    (0..ACTIONS_MAX.min(form.action_words.len() + 2)).map(line).collect()
}

fn origins(places: &Options, form: &GatheringForm) -> Vec<OriginLine> {
    let typed = form.typed_origins();
    let line = |(place, name): &(String, String)| OriginLine {
        place: place.clone(),
        name: name.clone(),
        people: typed.get(place.as_str()).copied().unwrap_or_default().to_owned(),
    };
    places.iter().map(line).collect()
}
