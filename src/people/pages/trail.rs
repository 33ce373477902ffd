//! `/trail`: who did what and when, with filters.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::kit::Error;
use crate::kit::wallclock::instant_of;
use crate::people::Auditor;
use crate::people::actions::trail::{self, Told, Wanted};
use crate::plant::App;
use crate::plant::web::{Paging, Problems, Query, Shell, page};

/// What the trail is asked for, as typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TrailQuery {
    /// A part of a name or login.
    pub person: String,
    /// The deed's code.
    pub deed: String,
    /// The room's name.
    pub room: String,
    /// The subject's number.
    pub subject: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// The page, from 1.
    #[serde(skip_serializing)]
    pub page: String,
}

/// The rooms that note deeds.
const ROOMS: [&str; 13] = [
    "plant",
    "people",
    "places",
    "stations",
    "campaigns",
    "messages",
    "schedule",
    "proof",
    "callins",
    "gatherings",
    "reach",
    "demo",
    "backup",
];

/// One entry in the page's words.
struct TrailLine {
    at: String,
    who: String,
    via: String,
    room: String,
    deed: String,
    subject: String,
    before: String,
    after: String,
    reference: String,
}

/// Page of `people::pages::trail`.
#[derive(Template)]
#[template(path = "people/trail.html")]
struct TrailPage {
    shell: Shell,
    problems: Problems,
    query: TrailQuery,
    rooms: [&'static str; 13],
    paging: Paging,
    lines: Vec<TrailLine>,
}

/// A filter as typed, in typed parts, or a problem per field.
pub(super) fn read(query: &TrailQuery, zone: Tz) -> Result<Wanted, Problems> {
    let mut problems = Problems::new();
    let subject = optional(&query.subject, |text| text.parse::<u32>().ok().map(i64::from));
    let from = optional(&query.from, |text| day_start(text, zone, false));
    let until = optional(&query.to, |text| day_start(text, zone, true));
    if subject.is_err() {
        problems.add("subject", "people.problem.subject", Vec::new());
    }
    for (field, read) in [("from", &from), ("to", &until)] {
        if read.is_err() {
            problems.add(field, "people.problem.day", Vec::new());
        }
    }
    match (subject, from, until) {
        (Ok(subject), Ok(from), Ok(until)) => Ok(Wanted {
            person: query.person.trim().to_owned(),
            deed: query.deed.trim().to_owned(),
            room: query.room.clone(),
            subject,
            from,
            until,
        }),
        _ => Err(problems),
    }
}

fn optional<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, ()> {
    if text.is_empty() { Ok(None) } else { read(text).map(Some).ok_or(()) }
}

/// The instant at which a local day, or the one after it, begins.
fn day_start(text: &str, zone: Tz, after: bool) -> Option<DateTime<Utc>> {
    let day: NaiveDate = text.parse().ok()?;
    let day = if after { day.succ_opt()? } else { day };
    Some(instant_of(zone, day.and_time(NaiveTime::MIN)).instant)
}

/// The entries that the filter finds, the newest first.
pub async fn show(
    State(app): State<App>,
    shell: Shell,
    who: Auditor,
    Query(query): Query<TrailQuery>,
) -> Result<Response, Error> {
    let rooms = ROOMS;
    let wanted = match read(&query, app.config.zone) {
        Ok(wanted) => wanted,
        Err(problems) => {
            let (paging, lines) = (Paging::new("1", 0, "/trail"), Vec::new());
            let shown = TrailPage { shell, problems, query, rooms, paging, lines };
            return page(StatusCode::UNPROCESSABLE_ENTITY, &shown);
        }
    };
    let found = trail::count_entries(&app.db, who, &wanted).await?;
    let address = serde_html_form::to_string(&query).unwrap_or_default();
    let paging = Paging::new(&query.page, found, &format!("/trail?{address}"));
    let (offset, limit) = (paging.offset(), paging.limit());
    let told = trail::list_entries(&app.db, who, &wanted, offset, limit).await?;
    let lines = told.into_iter().map(|told| line(&shell, app.config.zone, told)).collect();
    let problems = Problems::new();
    page(StatusCode::OK, &TrailPage { shell, problems, query, rooms, paging, lines })
}

fn line(shell: &Shell, zone: Tz, told: Told) -> TrailLine {
    let noted = told.noted;
    let number = |number: Option<i64>| number.map_or_else(String::new, |n| n.to_string());
    let link = || noted.link.map(|link| shell.fill("people.trail.link", &[("number", link)]));
    TrailLine {
        at: shell.words().day_time(noted.at.with_timezone(&zone).naive_local()),
        who: told.name.or_else(link).unwrap_or_default(),
        via: noted.via,
        room: noted.room,
        deed: noted.deed,
        subject: number(noted.subject),
        before: noted.before.unwrap_or_default(),
        after: noted.after.unwrap_or_default(),
        reference: noted.reference.unwrap_or_default(),
    }
}
