//! One message with its versions, and the decisions about them.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::said::{self, address};
use crate::campaigns::{self, Campaign, PartnerLine, Sight};
use crate::kit::{Error, FormKey, Id, id, wallclock};
use crate::messages::{self as room, Kind, Message, SoundState, Source, SourceKind, Version};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Form, Problems, Reader, Shell, page, see_done};
use crate::plant::words::Words;

/// A decision about the revision that was looked at.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DecisionForm {
    /// The form's key.
    pub form_key: String,
    /// The revision.
    pub revision: String,
}

impl DecisionForm {
    fn read(&self) -> Result<(FormKey, i32), Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let revision = self.revision.parse().unwrap_or(0);
        reader.finish_with(form_key.map(|form_key| (form_key, revision)))
    }
}

/// Page of `messages::pages::show`, and of refused decisions.
#[derive(Template)]
#[template(path = "messages/show.html")]
struct ShowPage {
    shell: Shell,
    problems: Problems,
    base: String,
    title: String,
    campaign: String,
    campaign_href: String,
    facts: Vec<(&'static str, String)>,
    versions: Vec<Card>,
    may_change: bool,
}

/// A version in the visitor's words.
struct Card {
    id: String,
    language: String,
    code: String,
    title: String,
    lang: String,
    script: Vec<String>,
    length: String,
    failed: bool,
    sound: Option<String>,
    standing: String,
    approved: bool,
    revision: i32,
    own: bool,
    edit: String,
    approval: String,
    withdrawal: String,
}

fn card(app: &App, words: Words, message: &Message, version: Version, who: Coordinator) -> Card {
    let base = format!("{}/versions/{}", address(message.id), version.id);
    let local = |at| words.day_time(wallclock::wall_of(app.config.zone, at));
    let changed = [("name", version.author_name.clone()), ("when", local(version.changed_at))];
    let standing = match version.approved_at {
        Some(at) => words.fill("messages.show.approved", &[("when", local(at))]),
        None => words.fill("messages.show.waits", &changed),
    };
    Card {
        id: format!("v{}", version.id),
        language: said::language(words, &version.language),
        length: said::length(words, &version, message.terms.planned_seconds),
        failed: version.sound == SoundState::Failed,
        sound: (version.sound != SoundState::None).then(|| format!("{base}/sound")),
        standing,
        approved: version.approved_at.is_some(),
        revision: version.revision,
        own: version.author == who.person(),
        script: version.script.lines().map(str::to_owned).collect(),
        edit: format!("{base}/edit"),
        approval: format!("{base}/approval"),
        withdrawal: format!("{base}/withdrawal"),
        code: version.code,
        title: version.title,
        lang: version.language,
    }
}

fn facts(
    words: Words,
    message: &Message,
    campaign: &Campaign,
    partners: &[PartnerLine],
) -> Vec<(&'static str, String)> {
    let terms = &message.terms;
    let mut facts = vec![
        (words.say("messages.field.kind"), said::kind(words, message.kind).to_owned()),
        (words.say("messages.field.topic"), terms.topic.clone()),
    ];
    let mut add = |key: &'static str, value: Option<String>| {
        if let Some(value) = value {
            facts.push((words.say(key), value));
        }
    };
    let neutral = said::neutral(words, message.kind, message.number);
    add("messages.field.neutral", campaign.discretion.is_discreet().then_some(neutral));
    add("messages.field.expires_on", terms.expires_on.map(|day| words.date(day)));
    let channels = match (terms.channels.fm(), terms.channels.stream()) {
        (true, true) => "messages.channel.both",
        (false, true) => "messages.channel.stream",
        (_, false) => "messages.channel.fm",
    };
    add("messages.field.channels", Some(words.say(channels).to_owned()));
    if message.kind == Kind::LiveSession {
        add("messages.field.minutes", terms.planned_seconds.map(|s| words.length(s)));
        add("messages.field.call_in_number", terms.call_in_number.clone());
        let topics = (!terms.topics.is_empty()).then(|| terms.topics.join("; "));
        add("messages.field.topics", topics);
        add("messages.field.guests", guests(words, message, partners));
    }
    add("messages.field.source", terms.source.as_ref().map(|source| drawn_from(words, source)));
    facts
}

fn guests(words: Words, message: &Message, partners: &[PartnerLine]) -> Option<String> {
    let names: HashMap<_, _> = partners.iter().map(|line| (line.partner, &line.name)).collect();
    let said = message.terms.guests.iter().map(|guest| {
        let role = said::guest(words, guest.role);
        match guest.partner.and_then(|partner| names.get(&partner)) {
            Some(name) => format!("{role} ({name})"),
            None => role.to_owned(),
        }
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join(", "))
}

fn drawn_from(words: Words, source: &Source) -> String {
    let key = match source.kind {
        SourceKind::Toolkit => "messages.source.toolkit",
        SourceKind::Manual => "messages.source.manual",
    };
    let language = source.language.as_deref().map(|code| said::language(words, code));
    let rest = [source.version.clone(), language].into_iter().flatten();
    let parts: Vec<String> = std::iter::once(source.title.clone()).chain(rest).collect();
    format!("{}: {}", words.say(key), parts.join(", "))
}

async fn shown(
    app: &App,
    shell: Shell,
    who: Coordinator,
    (id, problems): (Id<id::Message>, Problems),
) -> Result<Response, Error> {
    let (db, words) = (app.db.read(), shell.words());
    let message = room::message_of(db, id).await?;
    let campaign = campaigns::visible_to(db, Sight::All, message.campaign).await?;
    let partners = campaigns::partners_of(db, campaign.id).await?;
    let versions = room::versions_of(db, id).await?;
    let cards = versions.into_iter().map(|version| card(app, words, &message, version, who));
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page_of = ShowPage {
        problems,
        base: address(id),
        campaign_href: format!("/campaigns/{}", campaign.id),
        facts: facts(words, &message, &campaign, &partners),
        versions: cards.collect(),
        may_change: campaign.state.still_open().is_ok(),
        title: message.terms.title,
        campaign: campaign.name,
        shell,
    };
    page(status, &page_of)
}

/// `GET /messages/{id}`.
pub async fn show(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Message>>,
) -> Result<Response, Error> {
    shown(&app, shell, who, (id, Problems::new())).await
}

async fn checked(
    app: &App,
    (message, version): (Id<id::Message>, Id<id::MessageVersion>),
) -> Result<(), Error> {
    let found = room::version_of(app.db.read(), version).await?;
    if found.message == message { Ok(()) } else { Err(Error::NotFound) }
}

/// `POST /messages/{id}/versions/{version}/approval`.
pub async fn approve(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(ids): Path<(Id<id::Message>, Id<id::MessageVersion>)>,
    Form(form): Form<DecisionForm>,
) -> Result<Response, Error> {
    checked(&app, ids).await?;
    let problems = match form.read() {
        Err(problems) => problems,
        Ok((key, revision)) => {
            let what = (ids.1, revision);
            match room::approve_version(&app.db, &*app.clock, who, what, &key).await {
                Ok(()) => return Ok(see_done(&address(ids.0), "messages.approve.done")),
                Err(Error::Refused(why)) => why.into(),
                Err(other) => return Err(other),
            }
        }
    };
    shown(&app, shell, who, (ids.0, problems)).await
}

/// `POST /messages/{id}/versions/{version}/withdrawal`.
pub async fn withdraw(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(ids): Path<(Id<id::Message>, Id<id::MessageVersion>)>,
    Form(form): Form<DecisionForm>,
) -> Result<Response, Error> {
    checked(&app, ids).await?;
    let problems = match form.read() {
        Err(problems) => problems,
        Ok((key, revision)) => {
            let what = (ids.1, revision);
            match room::withdraw_approval(&app.db, &*app.clock, who, what, &key).await {
                Ok(()) => return Ok(see_done(&address(ids.0), "messages.withdraw.done")),
                Err(Error::Refused(why)) => why.into(),
                Err(other) => return Err(other),
            }
        }
    };
    shown(&app, shell, who, (ids.0, problems)).await
}
