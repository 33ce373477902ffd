//! The life of a house: every deed that people, jobs and commands can do, once, in an
//! order in which each finds what it needs. The walls run it in their own ways.

mod air;
pub mod crawl;
mod persons;
mod planning;
mod stations;
pub mod tables;

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;

use axum::http::StatusCode;
use chrono::TimeDelta;
use ijwi::kit::Error;
use ijwi::people::Role;
use ijwi::plant::config::{Config, Purpose};
use ijwi::plant::outbox::{JobEnd, Work};

use crate::driver::people::digits;
use crate::driver::{Answer, Caller, House};

/// A form that somebody fills in on a page and sends.
///
/// In addresses and values `{table}` is the lowest number in the table, `{table^}` the
/// highest, `{invite}` and `{s}` the newest such link that was shown, `{totp}` a code.
/// A value that begins with `~` is free text: a wall may put other words in its place.
#[derive(Clone, Copy, Debug)]
pub struct Deed {
    /// The action behind it, as `room::action`.
    pub action: &'static str,
    who: &'static str,
    page: &'static str,
    /// The address that the form posts to.
    pub to: &'static str,
    fields: &'static [(&'static str, &'static str)],
    file: Option<(&'static str, &'static [u8])>,
    /// Why the same form sent again may change something, if it may.
    pub unlike: Option<&'static str>,
    /// Whether it tries a secret: a guess is counted before it is looked at, and stays
    /// counted when what follows breaks.
    pub guess: bool,
}

/// What a command does; it says what it would print.
pub type Command =
    for<'a> fn(&'a House) -> Pin<Box<dyn Future<Output = Result<String, Error>> + 'a>>;

const LIVE: &str = "SELECT MIN(id) FROM airing WHERE seconds = 3600";
const MARIE: &str = "SELECT id FROM person WHERE login = 'marie@life.test'";

/// One step of the life.
#[derive(Clone, Copy)]
pub enum Step {
    /// A form is sent.
    Form(Deed),
    /// A job runs, about a number.
    Job(&'static str, &'static str),
    /// A command runs: the action, whether it may run twice with one effect, what it does.
    Command(&'static str, Twice, Command),
    /// Rows that no deed writes here are written.
    Rows(&'static str),
    /// Everything promised is done.
    Promises,
    /// So many seconds pass.
    Wait(i64),
}

/// What a second run of the same does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twice {
    /// Nothing more.
    Alike,
    /// Another effect, or a refusal: it is not tried.
    Unlike,
}

/// A form that posts to its own page.
const fn form(
    action: &'static str,
    who: &'static str,
    page: &'static str,
    fields: &'static [(&'static str, &'static str)],
) -> Deed {
    Deed { action, who, page, to: page, fields, file: None, unlike: None, guess: false }
}

impl Deed {
    /// The form stands on this page instead.
    const fn on(mut self, page: &'static str) -> Self {
        self.page = page;
        self
    }

    /// Whether something in it is chosen or counted rather than told in words; a new
    /// password may be anything.
    fn has_choices(&self) -> bool {
        let new_password = self.fields.iter().any(|(name, _)| *name == "again");
        !new_password && self.fields.iter().any(|(_, value)| !value.starts_with('~'))
    }

    /// The form carries a file, which makes it a form of parts.
    const fn with(mut self, field: &'static str, bytes: &'static [u8]) -> Self {
        self.file = Some((field, bytes));
        self
    }

    /// The same form again is another deed, for a reason.
    const fn unlike(mut self, why: &'static str) -> Self {
        self.unlike = Some(why);
        self
    }

    /// The form tries a secret.
    const fn guess(mut self) -> Self {
        self.guess = true;
        self
    }

    const fn step(self) -> Step {
        Step::Form(self)
    }
}

/// Every step, in order.
pub fn steps() -> Vec<Step> {
    let rooms = [persons::FIRST, stations::STEPS, planning::STEPS, air::STEPS, persons::LAST];
    rooms.into_iter().flatten().copied().collect()
}

/// What comes after everybody is gone, in order.
pub fn afterwards() -> Vec<Step> {
    persons::AFTERWARDS.to_vec()
}

/// A form that is filled in and may be sent, again and again.
pub struct Ready {
    who: &'static str,
    to: String,
    fields: Vec<(String, String)>,
    file: Option<(&'static str, &'static [u8])>,
}

/// The people of a house and what they have seen.
pub struct Life {
    /// The house.
    pub house: House,
    browsers: BTreeMap<&'static str, Caller>,
    links: BTreeMap<&'static str, String>,
    factor_page: String,
    words: fn(&str) -> String,
}

impl Life {
    /// A house with an administrator, two coordinators, a manager and an auditor; it is
    /// a demonstration, so that the links of demonstrations work as well.
    pub async fn begins(mut house: House) -> Self {
        let config = Config::clone(&house.app.config);
        house.app.config = Arc::new(Config { purpose: Purpose::Demonstration, ..config });
        house.opens_again();
        let mut browsers = BTreeMap::new();
        for (name, role) in [
            ("admin", Role::Administrator),
            ("first", Role::Coordinator),
            ("second", Role::Coordinator),
            ("manager", Role::Manager),
            ("auditor", Role::Auditor),
        ] {
            let someone = house.someone(&format!("{name}@life.test"), &[role], &[]).await;
            browsers.insert(name, someone.browser);
        }
        let (links, factor_page) = (BTreeMap::new(), String::new());
        Self { house, browsers, links, factor_page, words: str::to_owned }
    }

    /// Free text is typed in other words.
    pub fn in_words(mut self, words: fn(&str) -> String) -> Self {
        self.words = words;
        self
    }

    /// Everybody with a browser, and the holder of the station's link.
    pub fn browsers(&mut self) -> &BTreeMap<&'static str, Caller> {
        self.browsers.entry("nobody").or_insert_with(|| self.house.nobody());
        &self.browsers
    }

    /// The whole life, nothing broken.
    pub async fn lives(&mut self) {
        for step in steps() {
            self.takes(step).await;
        }
    }

    /// One step.
    pub async fn takes(&mut self, step: Step) {
        match step {
            Step::Form(deed) => {
                let ready = self.fills(&deed).await;
                let answer = self.sends(&ready).await;
                self.saw(&deed, &answer);
            }
            Step::Job(name, about) => {
                let end = self.runs(name, about).await;
                assert!(matches!(end, JobEnd::Done), "{name}: {end:?}");
            }
            Step::Command(name, _, command) => {
                let said = command(&self.house).await;
                self.remembers(&said.unwrap_or_else(|why| panic!("{name}: {why}")));
            }
            Step::Rows(sql) => self.house.write_rows(&[sql.to_owned()]).await,
            Step::Promises => {
                self.house.run_jobs().await;
                let dead = ijwi::plant::outbox::dead(&self.house.app.db).await.expect("a list");
                assert!(dead.is_empty(), "{dead:?}");
            }
            Step::Wait(seconds) => self.house.wait(TimeDelta::seconds(seconds)),
        }
    }

    /// A job runs once, beside the outbox.
    pub async fn runs(&self, name: &str, about: &str) -> JobEnd {
        let job = ijwi::wiring::JOBS.iter().find(|job| job.name == name).expect("a wired job");
        let subject = self.reads(about).await.parse().unwrap_or_default();
        (job.run)(self.house.app.clone(), Work { outbox: 0, subject }).await
    }

    /// The text with numbers, links and words in the place of braces and marks.
    pub async fn reads(&self, text: &str) -> String {
        if let Some(words) = text.strip_prefix('~') {
            return (self.words)(words);
        }
        let mut read = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, behind)) = after.split_once('}') else { break };
            read.push_str(before);
            read.push_str(&match name {
                "totp" => digits(&self.house, &self.factor_page),
                "invite" | "s" | "enter" => self.links.get(name).cloned().unwrap_or_default(),
                "live" => self.house.number(LIVE).await.to_string(),
                "marie" => self.house.number(MARIE).await.to_string(),
                _ => {
                    let (end, table) = name.strip_suffix('^').map_or(("MIN", name), |t| ("MAX", t));
                    let sql = format!("SELECT {end}(id) FROM {table}");
                    self.house.number(&sql).await.to_string()
                }
            });
            rest = behind;
        }
        read + rest
    }

    /// The form as it will be sent, with what its page puts into it.
    pub async fn fills(&mut self, deed: &Deed) -> Ready {
        let (page, to) = (self.reads(deed.page).await, self.reads(deed.to).await);
        let nobody = || self.house.nobody();
        let shown = self.browsers.entry(deed.who).or_insert_with(nobody).get(&page).await;
        let told = (deed.action, shown.location(), self.house.now());
        assert_eq!(shown.status, StatusCode::OK, "{told:?} {page}: {}", shown.body);
        if shown.body.contains("class=\"code\">") {
            self.factor_page.clone_from(&shown.body);
        }
        let mut fields = shown.hidden_fields(&to);
        fields.retain(|(name, _)| !deed.fields.iter().any(|(given, _)| given == name));
        for (name, value) in deed.fields {
            fields.push(((*name).to_owned(), self.reads(value).await));
        }
        Ready { who: deed.who, to, fields, file: deed.file }
    }

    /// The form is sent. Whoever has sent too many is let in again by a restart, which
    /// forgets the counts.
    pub async fn sends(&mut self, ready: &Ready) -> Answer {
        let answer = self.sends_once(ready).await;
        if answer.status != StatusCode::TOO_MANY_REQUESTS {
            return answer;
        }
        self.restarts();
        self.sends_once(ready).await
    }

    /// The house starts anew; everybody comes back with the cookies they have.
    pub fn restarts(&mut self) {
        self.house.restarts();
        for browser in self.browsers.values_mut() {
            self.house.lets_in(browser);
        }
    }

    /// The form is sent with these values in the place of what is chosen or counted in
    /// it, and once more with a field it does not know; says how both were answered.
    pub async fn spoils(&mut self, deed: &Deed, value: &str) -> Vec<StatusCode> {
        let ready = self.fills(deed).await;
        let stray = [ready.fields.clone(), vec![("stray".to_owned(), value.to_owned())]].concat();
        let chosen = |name: &str| {
            deed.fields.iter().any(|(given, said)| *given == name && !said.starts_with('~'))
        };
        let mut fields = ready.fields.clone();
        fields.iter_mut().filter(|(name, _)| chosen(name)).for_each(|(_, said)| {
            value.clone_into(said);
        });
        let (who, file) = (ready.who, ready.file);
        let first = Ready { who, to: ready.to.clone(), fields: stray, file };
        let second = Ready { who, to: ready.to, fields, file };
        let mut answers = vec![self.sends(&first).await.status];
        if deed.has_choices() {
            answers.push(self.sends(&second).await.status);
        }
        answers
    }

    async fn sends_once(&self, ready: &Ready) -> Answer {
        let browser = &self.browsers[ready.who];
        if let Some((field, bytes)) = ready.file {
            let file = (!bytes.is_empty()).then_some((field, "a.csv", bytes));
            return browser.send_parts(&ready.to, &ready.fields, file).await;
        }
        let fields: Vec<_> = ready.fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        browser.post(&ready.to, &fields).await
    }

    /// The answer was a good one; links that it shows are remembered.
    pub fn saw(&mut self, deed: &Deed, answer: &Answer) {
        let good = [StatusCode::OK, StatusCode::SEE_OTHER].contains(&answer.status);
        let to_sign_in = answer.location().starts_with("/sign-in?next=");
        let status = answer.status;
        assert!(good && !to_sign_in, "{}: {} {status}: {}", deed.action, deed.to, answer.body);
        self.remembers(&answer.body);
    }

    /// Links in what was shown or printed.
    pub fn remembers(&mut self, said: &str) {
        for kind in ["invite", "s", "enter"] {
            let found = said.split(&format!("/{kind}/")).nth(1);
            let token = found.and_then(|rest| rest.split(['"', '<', '/', '?']).next());
            if let Some(token) = token.filter(|token| token.len() >= 20) {
                self.links.insert(kind, token.to_owned());
            }
        }
    }
}
