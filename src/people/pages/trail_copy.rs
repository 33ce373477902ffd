//! `POST /trail/copy`: what a filter finds, as a CSV file, streamed.

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream;

use super::trail::{TrailQuery, read};
use crate::kit::Error;
use crate::kit::table::disarmed;
use crate::people::Auditor;
use crate::people::actions::trail::{self, Told, Wanted};
use crate::plant::App;
use crate::plant::web::Form;

const HEADINGS: [&str; 11] = [
    "id",
    "at",
    "person",
    "link",
    "via",
    "room",
    "deed",
    "subject",
    "before",
    "after",
    "reference",
];

/// Copy what a filter finds in the trail; a POST, because taking a copy is itself noted.
#[utoipa::path(post, path = "/trail/copy", operation_id = "trail_csv",
    request_body(content = inline(TrailQuery), content_type = "application/x-www-form-urlencoded",
        description = "The filter of the trail's page, and its `csrf` token"),
    responses((status = 200, description = "A line for each entry, headings first",
        body = String, content_type = "text/csv")),
    security(("session" = [])))]
pub async fn copy(
    State(app): State<App>,
    who: Auditor,
    Form(query): Form<TrailQuery>,
) -> Result<Response, Error> {
    let wanted = read(&query, app.config.zone).map_err(|_| Error::NotFound)?;
    trail::note_copy(&app, who).await?;
    let kind = (header::CONTENT_TYPE, "text/csv; charset=utf-8");
    let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"ijwi-trail.csv\"");
    Ok(([kind, name], Body::from_stream(rows(app, who, wanted))).into_response())
}

/// Where the copy has come to.
enum At {
    Start,
    Before(i64),
    End,
}

fn rows(
    app: App,
    who: Auditor,
    wanted: Wanted,
) -> impl stream::Stream<Item = Result<Bytes, csv::Error>> {
    stream::unfold((app, wanted, At::Start), move |(app, wanted, at)| async move {
        let before = match at {
            At::Start => None,
            At::Before(entry) => Some(entry),
            At::End => return None,
        };
        // The answer is under way already: a fault can only cut it off.
        let told = match trail::copy_entries(&app.db, who, &wanted, before).await {
            Ok(told) => told,
            Err(why) => {
                let why = std::io::Error::other(why.to_string());
                return Some((Err(why.into()), (app, wanted, At::End)));
            }
        };
        let next = told.last().map_or(At::End, |last| At::Before(last.noted.id));
        let heading = before.is_none();
        if told.is_empty() && !heading {
            return None;
        }
        Some((lines(&told, heading), (app, wanted, next)))
    })
}

fn lines(told: &[Told], heading: bool) -> Result<Bytes, csv::Error> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    if heading {
        csv.write_record(HEADINGS)?;
    }
    for told in told {
        let noted = &told.noted;
        let number = |number: Option<i64>| number.map_or_else(String::new, |n| n.to_string());
        let text =
            |text: &Option<String>| disarmed(text.as_deref().unwrap_or_default()).into_owned();
        csv.write_record([
            noted.id.to_string(),
            noted.at.to_rfc3339(),
            number(noted.person),
            number(noted.link),
            noted.via.clone(),
            noted.room.clone(),
            noted.deed.clone(),
            number(noted.subject),
            text(&noted.before),
            text(&noted.after),
            text(&noted.reference),
        ])?;
    }
    csv.into_inner().map(Bytes::from).map_err(|why| std::io::Error::other(why.to_string()).into())
}
