//! `/state`: how the house itself is doing, for administrators.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};

use super::sign_in::Pressed;
use crate::kit::{Error, FormKey};
use crate::people::actions::state;
use crate::people::{Admin, shown_cause, waits_since_restore};
use crate::plant::App;
use crate::plant::health;
use crate::plant::outbox::Dead;
use crate::plant::timers::Timer;
use crate::plant::web::{Form, Shell, page, see_done};

/// Hours after which a station's silence is shown here.
const SILENT_HOURS: i64 = 48;

/// The number to come.
pub type CountToCome = std::pin::Pin<Box<dyn Future<Output = Result<i64, Error>> + Send>>;

/// What this room cannot know by itself; the page of wiring hands it in.
#[derive(Clone, Copy)]
pub struct Watched {
    /// Every timer.
    pub timers: &'static [Timer],
    /// Airings that ended before an instant and have no answer.
    pub unanswered: fn(App, DateTime<Utc>) -> CountToCome,
}

impl std::fmt::Debug for Watched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watched")
    }
}

/// A promise that waits for a word.
struct DeadLine {
    id: i64,
    job: String,
    subject: i64,
    tries: String,
    at: String,
    why: String,
}

/// A timer's line.
struct TimerLine {
    job: &'static str,
    last: String,
    next: String,
}

/// Page of `people::pages::state`.
#[derive(Template)]
#[template(path = "people/state.html")]
struct StatePage {
    shell: Shell,
    heading: String,
    restored: Vec<DeadLine>,
    dead: Vec<DeadLine>,
    facts: Vec<(&'static str, String)>,
    timers: Vec<TimerLine>,
}

/// How the house is doing.
pub async fn show(
    State(app): State<App>,
    Extension(watched): Extension<Watched>,
    shell: Shell,
    _who: Admin,
) -> Result<Response, Error> {
    let now = app.clock.now();
    let health = health::read(&app.db, watched.timers, now).await?;
    let silent = (watched.unanswered)(app.clone(), now - TimeDelta::hours(SILENT_HOURS)).await?;
    let words = shell.words();
    let at = |at: DateTime<Utc>| words.day_time(at.with_timezone(&app.config.zone).naive_local());
    let never = || words.say("people.state.never").to_owned();
    let (restored, dead): (Vec<Dead>, Vec<Dead>) =
        health.dead.into_iter().partition(|one| waits_since_restore(one.fault.as_deref()));
    let line = |one: Dead| DeadLine {
        id: one.id,
        job: one.job,
        subject: one.subject,
        tries: words.count::<&str>("people.state.tries", one.tries.into(), &[]),
        at: at(one.dead_at),
        why: one.fault.as_deref().map(shown_cause).unwrap_or_default(),
    };
    let wait = i64::try_from(restored.len() + dead.len()).unwrap_or(i64::MAX);
    let heading = match wait {
        0 => words.say("people.state.well").to_owned(),
        wait => words.count::<&str>("people.state.needed", wait, &[]),
    };
    let made = |text: String| text.parse::<DateTime<Utc>>().map_or(text, at);
    let copy = health.copy.map_or_else(never, |copy| {
        let values = [("made", copy.reference.map(made).unwrap_or_default()), ("at", at(copy.at))];
        words.fill("people.state.copy_held", &values)
    });
    let (position, tail) = health.sealed;
    let sealed = [("position", words.whole(position)), ("tail", words.whole(tail))];
    let facts = vec![
        ("people.state.waiting", words.whole(health.waiting.count)),
        ("people.state.oldest", health.waiting.oldest.map_or_else(|| "–".to_owned(), at)),
        ("people.state.silent", words.whole(silent)),
        ("people.state.sealed", words.fill("people.state.sealed_to", &sealed)),
        ("people.state.copy", copy),
        ("people.state.release", health.release.to_owned()),
        ("people.state.schema", health.schema),
    ];
    let timers = health.timers.into_iter().map(|timer| TimerLine {
        job: timer.job,
        last: timer.last.map_or_else(never, at),
        next: timer.next.map_or_else(never, at),
    });
    let timers = timers.collect();
    let (restored, dead) =
        (restored.into_iter().map(line).collect(), dead.into_iter().map(line).collect());
    page(StatusCode::OK, &StatePage { shell, heading, restored, dead, facts, timers })
}

/// `POST /state/jobs/{promise}/again`: the promise is due again.
pub async fn ask_again(
    State(app): State<App>,
    who: Admin,
    Path(promise): Path<i64>,
    Form(form): Form<Pressed>,
) -> Result<Response, Error> {
    let key = FormKey::read(&form.form_key).ok_or(Error::Stale)?;
    state::ask_again(&app, who, &key, promise).await?;
    Ok(see_done("/state", "people.state.again.done"))
}
