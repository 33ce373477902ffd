//! The same weeks for machines: JSON and CSV.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use chrono::NaiveDate;

use super::week::{Walls, Week, WeekQuery};
use crate::kit::id::{Campaign, Station};
use crate::kit::table::disarmed;
use crate::kit::{Error, Id};
use crate::people::SignedIn;
use crate::plant::App;
use crate::plant::web::{Query, Shell, cached};
use crate::schedule::{WeekAiring, WeekOf, may_see_campaigns, may_see_station};

/// A week for machines.
#[derive(serde::Serialize, utoipa::ToSchema)]
struct WeekJson<'a> {
    name: &'a str,
    zone: &'a str,
    first_day: NaiveDate,
    last_day: NaiveDate,
    #[schema(inline)]
    airings: Vec<AiringJson<'a>>,
}

/// One airing of it. Instants carry the offset of the station's own clock.
#[derive(serde::Serialize, utoipa::ToSchema)]
struct AiringJson<'a> {
    airing: i64,
    broadcast_day: NaiveDate,
    starts_at: String,
    seconds: i32,
    kind: &'a str,
    title: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    campaign: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    station: Option<&'a str>,
    state: &'a str,
    outcome: &'a str,
    evidence: &'a str,
}

/// Which of the two forms.
#[derive(Clone, Copy)]
enum Form {
    Json,
    Csv,
}

/// A station's week as JSON.
#[utoipa::path(get, path = "/schedule/station/{id}/week.json",
    operation_id = "week_of_station_json",
    params(("id" = i64, Path, description = "The station's number"), WeekQuery),
    responses((status = 200, description = "The week", body = inline(WeekJson))),
    security(("session" = [])))]
pub async fn station_json(
    State(app): State<App>,
    shell: Shell,
    who: SignedIn,
    (Path(id), Query(query)): (Path<Id<Station>>, Query<WeekQuery>),
    headers: HeaderMap,
) -> Result<Response, Error> {
    answer(&app, (&shell, &who), (WeekOf::Station(id), query), Form::Json, &headers).await
}

/// A campaign's week as JSON.
#[utoipa::path(get, path = "/schedule/campaign/{id}/week.json",
    operation_id = "week_of_campaign_json",
    params(("id" = i64, Path, description = "The campaign's number"), WeekQuery),
    responses((status = 200, description = "The week", body = inline(WeekJson))),
    security(("session" = [])))]
pub async fn campaign_json(
    State(app): State<App>,
    shell: Shell,
    who: SignedIn,
    (Path(id), Query(query)): (Path<Id<Campaign>>, Query<WeekQuery>),
    headers: HeaderMap,
) -> Result<Response, Error> {
    answer(&app, (&shell, &who), (WeekOf::Campaign(id), query), Form::Json, &headers).await
}

/// A station's week as CSV.
#[utoipa::path(get, path = "/schedule/station/{id}/week.csv",
    operation_id = "week_of_station_csv",
    params(("id" = i64, Path, description = "The station's number"), WeekQuery),
    responses((status = 200, description = "A line for each airing, headings first",
        body = String, content_type = "text/csv")),
    security(("session" = [])))]
pub async fn station_csv(
    State(app): State<App>,
    shell: Shell,
    who: SignedIn,
    (Path(id), Query(query)): (Path<Id<Station>>, Query<WeekQuery>),
    headers: HeaderMap,
) -> Result<Response, Error> {
    answer(&app, (&shell, &who), (WeekOf::Station(id), query), Form::Csv, &headers).await
}

/// A campaign's week as CSV.
#[utoipa::path(get, path = "/schedule/campaign/{id}/week.csv",
    operation_id = "week_of_campaign_csv",
    params(("id" = i64, Path, description = "The campaign's number"), WeekQuery),
    responses((status = 200, description = "A line for each airing, headings first",
        body = String, content_type = "text/csv")),
    security(("session" = [])))]
pub async fn campaign_csv(
    State(app): State<App>,
    shell: Shell,
    who: SignedIn,
    (Path(id), Query(query)): (Path<Id<Campaign>>, Query<WeekQuery>),
    headers: HeaderMap,
) -> Result<Response, Error> {
    answer(&app, (&shell, &who), (WeekOf::Campaign(id), query), Form::Csv, &headers).await
}

async fn answer(
    app: &App,
    (shell, who): (&Shell, &SignedIn),
    (of, query): (WeekOf, WeekQuery),
    form: Form,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    match of {
        WeekOf::Station(station) => may_see_station(who, station)?,
        WeekOf::Campaign(_) => may_see_campaigns(who)?,
    }
    let today = app.clock.now().date_naive().to_string();
    let mut response = cached(app, shell, headers, &today, || async move {
        let week = Week::asked(app, who, of, &query).await?;
        let airings = week.airings(app).await?;
        let shown: Vec<_> = airings.iter().filter(|one| week.show.holds(one)).collect();
        match form {
            Form::Json => json(&week, &shown),
            Form::Csv => csv(&week, &shown),
        }
    })
    .await?;
    if response.headers().contains_key(header::CONTENT_TYPE) {
        let kind = match form {
            Form::Json => "application/json",
            Form::Csv => "text/csv; charset=utf-8",
        };
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        if let Form::Csv = form {
            let file = HeaderValue::from_static("attachment; filename=\"week.csv\"");
            response.headers_mut().insert(header::CONTENT_DISPOSITION, file);
        }
    }
    Ok(response)
}

fn json(week: &Week, airings: &[&WeekAiring]) -> Result<String, Error> {
    let of_station = matches!(week.of, WeekOf::Station(_));
    let mut walls = Walls::new(week.zone);
    let airings = airings.iter().map(|one| AiringJson {
        airing: one.id,
        broadcast_day: one.air_date,
        starts_at: one.starts_at.with_timezone(&walls.zone_of(one)).to_rfc3339(),
        seconds: one.seconds,
        kind: &one.kind,
        title: &one.title,
        language: &one.language,
        campaign: of_station.then_some(&*one.other),
        station: (!of_station).then_some(&*one.other),
        state: &one.state,
        outcome: &one.outcome,
        evidence: &one.evidence,
    });
    let whole = WeekJson {
        name: &week.head.name,
        zone: week.zone.name(),
        first_day: week.monday,
        last_day: week.sunday(),
        airings: airings.collect(),
    };
    serde_json::to_string(&whole).map_err(Error::fault)
}

fn csv(week: &Week, airings: &[&WeekAiring]) -> Result<String, Error> {
    let other = match week.of {
        WeekOf::Station(_) => "campaign",
        WeekOf::Campaign(_) => "station",
    };
    let mut walls = Walls::new(week.zone);
    let mut table = ::csv::Writer::from_writer(Vec::new());
    let heading = [
        "airing",
        "broadcast_day",
        "starts_at",
        "zone",
        "seconds",
        "kind",
        "title",
        "language",
        other,
        "state",
        "outcome",
        "evidence",
    ];
    table.write_record(heading).map_err(Error::fault)?;
    for one in airings {
        let zone = walls.zone_of(one);
        let cells = [
            one.id.to_string(),
            one.air_date.to_string(),
            one.starts_at.with_timezone(&zone).to_rfc3339(),
            zone.name().to_owned(),
            one.seconds.to_string(),
            one.kind.clone(),
            disarmed(&one.title).into_owned(),
            disarmed(&one.language).into_owned(),
            disarmed(&one.other).into_owned(),
            one.state.clone(),
            one.outcome.clone(),
            one.evidence.clone(),
        ];
        table.write_record(cells).map_err(Error::fault)?;
    }
    let bytes = table.into_inner().map_err(Error::fault)?;
    String::from_utf8(bytes).map_err(Error::fault)
}
