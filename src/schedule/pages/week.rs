//! A week's airings of one station or one campaign.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Timelike, Utc, Weekday};
use chrono_tz::Tz;

use crate::kit::id::{Campaign, Station};
use crate::kit::wallclock::{read_zone, wall_of};
use crate::kit::{Error, Id};
use crate::people::SignedIn;
use crate::plant::App;
use crate::plant::web::{Query, Shell, cached};
use crate::plant::words::Words;
use crate::schedule::{
    WeekAiring, WeekHead, WeekOf, airings_of_week, broadcast_day, may_see_campaigns,
    may_see_station, week_head,
};

/// What the address asks for, as typed.
#[derive(Clone, Debug, Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WeekQuery {
    /// A day of the week, as `2026-03-02`; this week when left out
    week: String,
    /// `all`, `waiting`, `aired`, `missed` or `cancelled`; all when left out
    show: String,
}

/// Which airings of the week are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Show {
    All,
    Waiting,
    Aired,
    Missed,
    Cancelled,
}

impl Show {
    const EVERY: [(Self, &str, &str); 5] = [
        (Self::All, "all", "schedule.show.all"),
        (Self::Waiting, "waiting", "schedule.show.waiting"),
        (Self::Aired, "aired", "schedule.show.aired"),
        (Self::Missed, "missed", "schedule.show.missed"),
        (Self::Cancelled, "cancelled", "schedule.show.cancelled"),
    ];

    fn read(typed: &str) -> Self {
        Self::EVERY.iter().find(|(_, word, _)| *word == typed).map_or(Self::All, |one| one.0)
    }

    pub(super) fn holds(self, airing: &WeekAiring) -> bool {
        let cancelled = airing.state == "cancelled";
        match self {
            Self::All => true,
            Self::Cancelled => cancelled,
            Self::Waiting => !cancelled && airing.outcome == "unanswered",
            Self::Aired => !cancelled && matches!(&*airing.outcome, "aired" | "late" | "partial"),
            Self::Missed => !cancelled && airing.outcome == "not_aired",
        }
    }
}

/// A week as it was asked for: its Monday and its airings.
pub(super) struct Week {
    pub(super) of: WeekOf,
    pub(super) head: WeekHead,
    pub(super) zone: Tz,
    pub(super) monday: NaiveDate,
    pub(super) show: Show,
}

impl Week {
    /// Who may see it, and which one it is: one query.
    pub(super) async fn asked(
        app: &App,
        who: &SignedIn,
        of: WeekOf,
        query: &WeekQuery,
    ) -> Result<Self, Error> {
        match of {
            WeekOf::Station(station) => may_see_station(who, station)?,
            WeekOf::Campaign(_) => may_see_campaigns(who)?,
        }
        let head = week_head(app.db.read(), of).await?;
        let zone = head.zone.as_deref().and_then(read_zone).unwrap_or(app.config.zone);
        let today = wall_of(zone, app.clock.now());
        let day_starts = head.day_starts.unwrap_or(NaiveTime::MIN);
        let asked =
            query.week.parse().ok().filter(|day: &NaiveDate| (1970..2200).contains(&day.year()));
        let day = asked.unwrap_or_else(|| broadcast_day(today, day_starts));
        let monday = day.week(Weekday::Mon).first_day();
        Ok(Self { of, head, zone, monday, show: Show::read(&query.show) })
    }

    pub(super) fn sunday(&self) -> NaiveDate {
        self.monday + Days::new(6)
    }

    /// Its airings: one query.
    pub(super) async fn airings(&self, app: &App) -> Result<Vec<WeekAiring>, Error> {
        airings_of_week(app.db.read(), self.of, self.monday, self.sunday()).await
    }

    fn path(&self) -> String {
        match self.of {
            WeekOf::Station(id) => format!("/schedule/station/{id}"),
            WeekOf::Campaign(id) => format!("/schedule/campaign/{id}"),
        }
    }
}

/// Turns instants into wall times; rows of one station follow each other, so
/// the zone is read once for each run of them.
pub(super) struct Walls {
    name: String,
    zone: Tz,
}

impl Walls {
    pub(super) const fn new(zone: Tz) -> Self {
        Self { name: String::new(), zone }
    }

    pub(super) fn zone_of(&mut self, airing: &WeekAiring) -> Tz {
        if airing.zone != self.name {
            self.zone = read_zone(&airing.zone).unwrap_or(self.zone);
            self.name.clone_from(&airing.zone);
        }
        self.zone
    }
}

/// A time of day that writes itself quickly: `18:30`, or `18:30:45`.
struct Clock {
    hour: u32,
    minute: u32,
    second: u32,
}

impl Clock {
    fn at(zone: Tz, instant: DateTime<Utc>) -> Self {
        let wall = wall_of(zone, instant);
        Self { hour: wall.hour(), minute: wall.minute(), second: wall.second() }
    }
}

impl std::fmt::Display for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        if self.second == 0 { Ok(()) } else { write!(f, ":{:02}", self.second) }
    }
}

/// One line of the list.
struct Line {
    id: i64,
    at: Clock,
    title: String,
    language: String,
    other: String,
    length: usize,
    mark: &'static Mark,
    outcome: &'static str,
    evidence: &'static str,
    level: usize,
    cancelled: bool,
}

/// The sign beside what became of an airing.
struct Mark {
    sign: char,
    class: &'static str,
}

const fn mark(sign: char, class: &'static str) -> Mark {
    Mark { sign, class }
}

static MARKS: [(&str, &str, Mark); 6] = [
    ("unanswered", "schedule.outcome.unanswered", mark('·', "")),
    ("aired", "schedule.outcome.aired", mark('✓', " ok")),
    ("late", "schedule.outcome.late", mark('!', " warn")),
    ("partial", "schedule.outcome.partial", mark('!', " warn")),
    ("not_aired", "schedule.outcome.not_aired", mark('✗', " bad")),
    ("cancelled", "schedule.outcome.cancelled", mark('–', "")),
];

const EVIDENCE: [(&str, &str); 5] = [
    ("planned", "schedule.evidence.planned"),
    ("presumed", "schedule.evidence.presumed"),
    ("confirmed", "schedule.evidence.confirmed"),
    ("evidenced", "schedule.evidence.evidenced"),
    ("verified", "schedule.evidence.verified"),
];

/// The words of a page, looked up once and not once a row.
struct Lookup {
    words: Words,
    outcomes: [&'static str; 6],
    evidence: [&'static str; 5],
    lengths: Vec<(i32, String)>,
}

impl Lookup {
    fn new(words: Words) -> Self {
        Self {
            words,
            outcomes: std::array::from_fn(|at| words.say(MARKS[at].1)),
            evidence: std::array::from_fn(|at| words.say(EVIDENCE[at].1)),
            lengths: Vec::new(),
        }
    }

    /// Where the written length stands; a week has few different ones.
    fn length(&mut self, seconds: i32) -> usize {
        let known = self.lengths.iter().position(|(known, _)| *known == seconds);
        known.unwrap_or_else(|| {
            let said = self.words.length(u32::try_from(seconds).unwrap_or(0));
            self.lengths.push((seconds, said));
            self.lengths.len() - 1
        })
    }

    fn line(&mut self, airing: WeekAiring, zone: Tz) -> Line {
        let cancelled = airing.state == "cancelled";
        let outcome = if cancelled { "cancelled" } else { &*airing.outcome };
        let outcome = MARKS.iter().position(|(code, ..)| *code == outcome).unwrap_or(0);
        let evidence = EVIDENCE.iter().position(|(code, _)| *code == airing.evidence).unwrap_or(0);
        Line {
            id: airing.id,
            at: Clock::at(zone, airing.starts_at),
            length: self.length(airing.seconds),
            mark: &MARKS[outcome].2,
            outcome: self.outcomes[outcome],
            evidence: self.evidence[evidence],
            level: evidence,
            title: airing.title,
            language: airing.language,
            other: airing.other,
            cancelled,
        }
    }
}

/// One day of the list.
struct Day {
    name: String,
    lines: Vec<Line>,
}

/// A link of the filter.
struct Filter {
    address: String,
    name: &'static str,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "schedule/week.html")]
struct WeekPage {
    shell: Shell,
    heading: String,
    span: String,
    zone_note: String,
    other: &'static str,
    path: String,
    monday: NaiveDate,
    before: NaiveDate,
    after: NaiveDate,
    filters: Vec<Filter>,
    days: Vec<Day>,
    lengths: Vec<(i32, String)>,
    is_cut: bool,
    may_book: bool,
    new_address: String,
}

/// The week of a station.
pub async fn station(
    State(app): State<App>,
    shell: Shell,
    who: SignedIn,
    (Path(id), Query(query)): (Path<Id<Station>>, Query<WeekQuery>),
    headers: HeaderMap,
) -> Result<Response, Error> {
    show(&app, shell, &who, (WeekOf::Station(id), query), &headers).await
}

/// The week of a campaign.
pub async fn campaign(
    State(app): State<App>,
    shell: Shell,
    who: SignedIn,
    (Path(id), Query(query)): (Path<Id<Campaign>>, Query<WeekQuery>),
    headers: HeaderMap,
) -> Result<Response, Error> {
    show(&app, shell, &who, (WeekOf::Campaign(id), query), &headers).await
}

async fn show(
    app: &App,
    shell: Shell,
    who: &SignedIn,
    (of, query): (WeekOf, WeekQuery),
    headers: &HeaderMap,
) -> Result<Response, Error> {
    match of {
        WeekOf::Station(station) => may_see_station(who, station)?,
        WeekOf::Campaign(_) => may_see_campaigns(who)?,
    }
    // Without a date the page turns over with the day.
    let today = wall_of(app.config.zone, app.clock.now()).date().to_string();
    let may_book = who.coordinator().is_some();
    let frame = shell.clone();
    cached(app, &shell, headers, &today, || async move {
        let week = Week::asked(app, who, of, &query).await?;
        let airings = week.airings(app).await?;
        let page = week_page(frame, &week, airings, may_book);
        page.render().map_err(|why| Error::fault(format!("template: {why}")))
    })
    .await
}

fn week_page(shell: Shell, week: &Week, airings: Vec<WeekAiring>, may_book: bool) -> WeekPage {
    let words = shell.words();
    let heading = heading(words, &week.head.name, &airings);
    let is_cut = u64::try_from(airings.len()) == Ok(crate::kit::limits::WEEK_ROWS_MAX);
    let mut lookup = Lookup::new(words);
    let days = days_of(week, airings, &mut lookup);
    let (path, monday) = (week.path(), week.monday);
    let filters = Show::EVERY.iter().map(|(show, word, key)| Filter {
        address: format!("{path}?week={monday}&show={word}"),
        name: words.say(key),
        chosen: *show == week.show,
    });
    let (other, new_address) = match week.of {
        WeekOf::Station(id) => ("schedule.list.campaign", format!("/airings/new?station={id}")),
        WeekOf::Campaign(id) => ("schedule.list.station", format!("/airings/new?campaign={id}")),
    };
    WeekPage {
        heading,
        span: words.fill(
            "schedule.week.span",
            &[("from", words.date(monday)), ("to", words.date(week.sunday()))],
        ),
        zone_note: shell.zone_note_of(&week.zone),
        other: words.say(other),
        before: monday - Days::new(7),
        after: monday + Days::new(7),
        filters: filters.collect(),
        days,
        lengths: lookup.lengths,
        is_cut,
        may_book,
        new_address,
        monday,
        path,
        shell,
    }
}

fn days_of(week: &Week, airings: Vec<WeekAiring>, lookup: &mut Lookup) -> Vec<Day> {
    let mut walls = Walls::new(week.zone);
    let mut days: Vec<(NaiveDate, Vec<Line>)> = Vec::with_capacity(7);
    for airing in airings.into_iter().filter(|airing| week.show.holds(airing)) {
        let (date, zone) = (airing.air_date, walls.zone_of(&airing));
        if days.last().is_none_or(|(last, _)| *last != date) {
            days.push((date, Vec::with_capacity(64)));
        }
        let line = lookup.line(airing, zone);
        if let Some((_, lines)) = days.last_mut() {
            lines.push(line);
        }
    }
    let named = |(date, lines)| Day { name: lookup.words.long_date(date), lines };
    days.into_iter().map(named).collect()
}

/// What the week comes to, in one line.
fn heading(words: Words, name: &str, airings: &[WeekAiring]) -> String {
    let booked = airings.iter().filter(|one| one.state != "cancelled");
    let count = |show: Show| airings.iter().filter(|one| show.holds(one)).count();
    let (planned, aired) = (booked.count(), count(Show::Aired));
    let said = |number: usize| words.whole(i64::try_from(number).unwrap_or(i64::MAX));
    let missed = count(Show::Missed);
    let key = match (planned, aired, missed) {
        (0, ..) => "schedule.week.empty_heading",
        (_, 0, 0) => "schedule.week.planned_heading",
        (_, _, 0) => "schedule.week.aired_heading",
        _ => "schedule.week.missed_heading",
    };
    let planned = i64::try_from(planned).unwrap_or(i64::MAX);
    let name = name.to_owned();
    words.count(key, planned, &[("name", name), ("aired", said(aired)), ("missed", said(missed))])
}
