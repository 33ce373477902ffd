//! One gathering with its history.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::enter::options;
use super::{part_said, people_said};
use crate::campaigns::{self, Sight};
use crate::gatherings::{
    self as room, Action, Beside, Body, DayKnown, Entry, Material, Reason, Standing, venue_shown,
};
use crate::kit::wallclock::wall_of;
use crate::kit::{Error, Id, id};
use crate::people::SignedIn;
use crate::plant::App;
use crate::plant::web::{Problems, Shell, page};
use crate::plant::words::Words;

/// Page of `gatherings::pages::show`.
#[derive(Template)]
#[template(path = "gatherings/show.html")]
struct ShowPage {
    shell: Shell,
    title: String,
    campaign: (String, String),
    facts: Vec<(&'static str, String)>,
    counts: Vec<(&'static str, String)>,
    exactness: &'static str,
    topics: Vec<String>,
    materials: Vec<String>,
    actions: Vec<String>,
    origins: Vec<(String, String)>,
    history: Vec<Line>,
    withdrawn: bool,
    /// The address below which an entry is changed, if this visitor may.
    change: Option<String>,
    reasons: Vec<(String, String)>,
    reason: String,
    problems: Problems,
    key: String,
}

struct Line {
    at: String,
    who: String,
    what: &'static str,
    why: &'static str,
    people: String,
}

/// What was wrong with a withdrawal, and what was chosen.
#[derive(Default)]
pub(super) struct Wrong {
    pub problems: Problems,
    pub reason: String,
}

/// `GET /gatherings/{id}`.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    shell: Shell,
    Path(entry): Path<Id<id::Gathering>>,
) -> Result<Response, Error> {
    render(&app, shell, &who, entry, Wrong::default()).await
}

/// The gathering, its newest entry in full and every earlier one as a line.
pub(super) async fn render(
    app: &App,
    shell: Shell,
    who: &SignedIn,
    entry: Id<id::Gathering>,
    wrong: Wrong,
) -> Result<Response, Error> {
    let db = app.db.read();
    let sight = Sight::of(who)?;
    let history = room::history_of(db, sight, entry).await?;
    let newest = history.first().ok_or(Error::NotFound)?;
    let campaign = campaigns::visible_to(db, sight, newest.campaign.id).await?;
    let beside = room::beside(db, newest.id).await?;
    let words = shell.words();
    let (zone, now) = (app.config.zone, app.clock.now());
    let coordinator = who.coordinator().is_some();
    let open = coordinator || !newest.discreet || venue_shown(newest.held_on, zone, now);
    let withdrawn = newest.standing == Standing::Withdrawn;
    let may = coordinator && !withdrawn && campaign.state != campaigns::State::Closed;
    let problems = wrong.problems;
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let line = |entry: &Entry| Line {
        at: words.day_time(wall_of(zone, entry.entered_at)),
        who: if coordinator { entry.entered_by.clone() } else { String::new() },
        what: words.say(entry.standing.words()),
        why: entry.reason.map_or("", |reason| words.say(reason.words())),
        people: people_said(words, &entry.attendance),
    };
    let template = ShowPage {
        title: title(words, newest),
        campaign: (format!("/campaigns/{}", campaign.id), campaign.name.clone()),
        facts: facts(words, newest, &beside, open),
        counts: counts(words, newest),
        exactness: words.say(newest.attendance.exactness().words()),
        materials: beside.materials.iter().map(|one| material(words, one)).collect(),
        actions: beside.actions.iter().map(|one| action(words, one)).collect(),
        origins: beside
            .origins
            .iter()
            .map(|(origin, name)| (name.clone(), words.whole(i64::from(origin.people))))
            .collect(),
        topics: beside.topics,
        history: history.iter().map(line).collect(),
        withdrawn,
        change: may.then(|| format!("/gatherings/{}", newest.id)),
        reasons: withdrawing(words),
        reason: wrong.reason,
        problems,
        key: shell.form_key(),
        shell,
    };
    page(status, &template)
}

fn withdrawing(words: Words) -> Vec<(String, String)> {
    let all: Vec<Reason> =
        Reason::ALL.iter().copied().filter(|reason| reason.withdraws()).collect();
    options(words, &all, Reason::code, Reason::words, Some("gatherings.choose"))
}

fn title(words: Words, entry: &Entry) -> String {
    let values = [
        ("kind", words.say(entry.kind.words()).to_owned()),
        ("place", entry.place.name.clone()),
        ("people", people_said(words, &entry.attendance)),
    ];
    words.fill("gatherings.show.title", &values)
}

fn facts(
    words: Words,
    entry: &Entry,
    beside: &Beside,
    venue_open: bool,
) -> Vec<(&'static str, String)> {
    let mut day = words.date(entry.held_on);
    if entry.day == DayKnown::Assumed {
        day = words.fill("gatherings.day.assumed", &[("day", day)]);
    }
    let mut facts = vec![
        (words.say("gatherings.field.held_on"), day),
        (words.say("gatherings.field.place"), entry.place.name.clone()),
    ];
    if let Some(sector) = &entry.sector {
        facts.push((words.say("gatherings.field.sector"), sector.name.clone()));
    }
    if let Some(venue) = &entry.venue {
        let hidden = || words.say("gatherings.venue.hidden").to_owned();
        let said = if venue_open { venue.clone() } else { hidden() };
        facts.push((words.say("gatherings.field.venue"), said));
    }
    if let Some(partner) = &entry.partner {
        facts.push((words.say("gatherings.field.partner"), partner.name.clone()));
    }
    if !beside.groups.is_empty() {
        let names: Vec<&str> = beside.groups.iter().map(|group| words.say(group.words())).collect();
        facts.push((words.say("gatherings.field.groups"), names.join(", ")));
    }
    facts
}

fn counts(words: Words, entry: &Entry) -> Vec<(&'static str, String)> {
    let counts = &entry.attendance;
    vec![
        (words.say("gatherings.field.total"), people_said(words, counts)),
        (words.say("gatherings.field.women"), part_said(words, counts.women())),
        (words.say("gatherings.field.men"), part_said(words, counts.men())),
        (words.say("gatherings.field.under_18"), part_said(words, counts.under_18())),
    ]
}

fn material(words: Words, material: &Material) -> String {
    let how = words.say(material.how.words());
    match material.units {
        None => format!("{}: {how}", material.name),
        Some(units) => {
            let units = words.whole(i64::from(units));
            let values = [("name", material.name.as_str()), ("how", how), ("units", &units)];
            words.fill("gatherings.material.units", &values)
        }
    }
}

fn action(words: Words, action: &Action) -> String {
    let who = action.who.map(|who: Body| words.say(who.words()));
    let due = action.due_on.map(|day| words.date(day));
    let parts = [Some(action.words.clone()), who.map(str::to_owned), due];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
