//! `GET /messages`: the list.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;

use super::said;
use crate::campaigns::{self, Choice, Sight};
use crate::kit::{Error, Id, id, wallclock};
use crate::messages::{
    self as room, Kind, MessageFilter, MessageLine, MessageShape, Standing, VersionMark,
    is_language,
};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Paging, Pick, Query, Shell, page};
use crate::plant::words::Words;

/// What the address of the list asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ListQuery {
    /// Part of a title, or a message code.
    pub q: String,
    /// One campaign alone.
    pub campaign: String,
    /// One kind alone.
    pub kind: String,
    /// With a version in this language.
    pub language: String,
    /// One standing alone.
    pub standing: String,
    /// Which page.
    pub page: String,
}

impl ListQuery {
    fn campaign(&self) -> Option<Id<id::Campaign>> {
        self.campaign.parse().ok()
    }

    fn filter(&self, today: NaiveDate) -> MessageFilter {
        let language = Some(self.language.clone()).filter(|code| is_language(code));
        MessageFilter {
            text: self.q.chars().take(100).collect(),
            shape: MessageShape {
                campaign: self.campaign(),
                kind: Kind::read(&self.kind),
                language,
                standing: Standing::read(&self.standing),
            },
            today,
        }
    }

    /// The address of the list with what its pages must keep.
    fn kept(&self) -> String {
        let text: String = self.q.chars().take(100).collect();
        let pairs = [
            ("q", text.as_str()),
            ("campaign", &*self.campaign),
            ("kind", &*self.kind),
            ("language", &*self.language),
            ("standing", &*self.standing),
        ];
        let there: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        match serde_html_form::to_string(&there) {
            Ok(query) if !query.is_empty() => format!("/messages?{query}"),
            _ => "/messages".to_owned(),
        }
    }

    fn is_filtered(&self) -> bool {
        let all = [&self.q, &self.kind, &self.language, &self.standing];
        all.into_iter().any(|value| !value.is_empty())
    }
}

/// Page of `messages::pages::list`.
#[derive(Template)]
#[template(path = "messages/list.html")]
struct ListPage {
    shell: Shell,
    rows: Vec<Row>,
    found: String,
    paging: Paging,
    q: String,
    filters: Vec<Filter>,
    filtered: bool,
    new: Option<String>,
}

/// One list of the filter.
struct Filter {
    name: &'static str,
    label: &'static str,
    picks: Vec<Pick>,
}

/// A line of the list in the visitor's words.
struct Row {
    href: String,
    title: String,
    kind: &'static str,
    campaign: String,
    versions: Vec<String>,
    expires: String,
    expired: bool,
}

/// The messages, perhaps of one campaign.
pub async fn list(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Query(query): Query<ListQuery>,
) -> Result<Response, Error> {
    let today = wallclock::wall_of(app.config.zone, app.clock.now()).date();
    let (db, words) = (app.db.read(), shell.words());
    let filter = query.filter(today);
    let count = room::count_messages(db, &filter).await?;
    let paging = Paging::new(&query.page, count, &query.kept());
    let lines = room::list_messages(db, &filter, paging.offset(), paging.limit()).await?;
    let campaigns = campaigns::campaign_choices(db, Sight::All).await?;
    let names: HashMap<i64, String> =
        campaigns.iter().map(|choice| (choice.id, choice.name.clone())).collect();
    let number = i64::try_from(count).unwrap_or(0);
    let page_of = ListPage {
        rows: lines.into_iter().map(|line| row(line, &names, today, words)).collect(),
        found: words.count::<&str>("messages.list.found", number, &[]),
        filters: filters(words, &query, &campaigns),
        filtered: query.is_filtered(),
        new: query.campaign().map(|campaign| format!("/messages/new?campaign={campaign}")),
        q: query.q,
        paging,
        shell,
    };
    page(StatusCode::OK, &page_of)
}

fn filters(words: Words, query: &ListQuery, campaigns: &[Choice]) -> Vec<Filter> {
    let typed = std::slice::from_ref(&query.campaign);
    let every = Pick::new("", words.say("messages.list.every_campaign"), typed);
    let each = campaigns
        .iter()
        .map(|choice| Pick::new(choice.id.to_string(), choice.name.as_str(), typed));
    let any = Some(words.say("messages.list.every_language"));
    let standings = Standing::ALL.map(|one| (one.word(), said::standing(words, one)));
    let chosen = std::slice::from_ref(&query.standing);
    let every_standing = Pick::new("", words.say("messages.list.every_standing"), chosen);
    let each_standing = standings.map(|(word, label)| Pick::new(word, label, chosen));
    vec![
        Filter {
            name: "campaign",
            label: words.say("messages.field.campaign"),
            picks: std::iter::once(every).chain(each).collect(),
        },
        Filter {
            name: "kind",
            label: words.say("messages.field.kind"),
            picks: said::kinds(words, &query.kind, words.say("messages.list.every_kind")),
        },
        Filter {
            name: "language",
            label: words.say("messages.field.language"),
            picks: said::languages(words, &query.language, any),
        },
        Filter {
            name: "standing",
            label: words.say("messages.field.standing"),
            picks: std::iter::once(every_standing).chain(each_standing).collect(),
        },
    ]
}

fn row(line: MessageLine, campaigns: &HashMap<i64, String>, today: NaiveDate, words: Words) -> Row {
    Row {
        href: said::address(line.id),
        title: line.title,
        kind: said::kind(words, line.kind),
        campaign: campaigns.get(&line.campaign.number()).cloned().unwrap_or_default(),
        versions: line.versions.iter().map(|mark| version(words, mark)).collect(),
        expires: line.expires_on.map_or("–".to_owned(), |day| words.date(day)),
        expired: line.expires_on.is_some_and(|day| day < today),
    }
}

fn version(words: Words, mark: &VersionMark) -> String {
    let key = if mark.approved { "messages.mark.approved" } else { "messages.mark.waiting" };
    let length = mark.seconds.map_or("–".to_owned(), |seconds| words.length(seconds));
    let language = said::language(words, &mark.language);
    words.fill(key, &[("language", language), ("length", length), ("code", mark.code.clone())])
}
