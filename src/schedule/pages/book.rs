//! Booking one airing.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;

use super::{TICKED, plain_time, problems_of, read_date, read_id, read_time, sentence_of};
use crate::kit::id::{Campaign, MessageVersion, Station};
use crate::kit::{Error, FormKey, Id};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Form, Problems, Query, Shell, page, see_done};
use crate::plant::words::Words;
use crate::schedule::{
    BookingRequest, BreakRoom, Choice, DayView, MessageChoice, Subject, Wish, book_airing,
    campaigns_with_airtime, day_for, messages_to_air, stations_on_air,
};

/// The form as typed. Opened by GET it is filled in step by step.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BookForm {
    campaign: String,
    station: String,
    message: String,
    date: String,
    time: String,
    entered_late: String,
    form_key: String,
}

/// What is chosen before a day can be shown.
pub(super) struct Chosen {
    pub(super) campaign: Option<Id<Campaign>>,
    pub(super) station: Option<Id<Station>>,
    pub(super) message: Option<Id<MessageVersion>>,
}

impl Chosen {
    pub(super) fn read(campaign: &str, station: &str, message: &str) -> Self {
        let (campaign, station) = (read_id(campaign), read_id(station));
        Self { campaign, station, message: read_id(message) }
    }

    pub(super) fn subject(&self) -> Option<Subject> {
        Some(Subject {
            station: self.station?,
            campaign: self.campaign?,
            version: self.message?,
            moved: None,
        })
    }

    /// A problem for each list from which nothing was chosen.
    pub(super) fn check(&self, problems: &mut Problems) {
        if self.campaign.is_none() {
            problems.add("campaign", "schedule.problem.campaign", Vec::new());
        }
        if self.station.is_none() {
            problems.add("station", "schedule.problem.station", Vec::new());
        }
        if self.message.is_none() {
            problems.add("message", "schedule.problem.message", Vec::new());
        }
    }
}

/// One choice of a list on the page.
pub(super) struct Item {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) chosen: bool,
}

/// The lists of the form.
pub(super) struct Lists {
    pub(super) campaigns: Vec<Item>,
    pub(super) stations: Vec<Item>,
    pub(super) messages: Vec<Item>,
}

impl Lists {
    pub(super) async fn load(app: &App, words: Words, chosen: &Chosen) -> Result<Self, Error> {
        let db = app.db.read();
        let stations = stations_on_air(db).await?;
        let campaigns = campaigns_with_airtime(db, false).await?;
        let messages = match chosen.campaign {
            Some(campaign) => messages_to_air(db, campaign).await?,
            None => Vec::new(),
        };
        let is = |id: i64, chosen: Option<i64>| chosen == Some(id);
        let item = |one: Choice, chosen: Option<i64>| Item {
            value: one.id.to_string(),
            label: one.name,
            chosen: is(one.id, chosen),
        };
        let station = chosen.station.map(Id::number);
        let campaign = chosen.campaign.map(Id::number);
        let message = chosen.message.map(Id::number);
        Ok(Self {
            stations: stations.into_iter().map(|one| item(one, station)).collect(),
            campaigns: campaigns.into_iter().map(|one| item(one, campaign)).collect(),
            messages: messages.into_iter().map(|one| message_item(words, one, message)).collect(),
        })
    }
}

fn message_item(words: Words, one: MessageChoice, chosen: Option<i64>) -> Item {
    let length = u32::try_from(one.seconds).ok().filter(|seconds| *seconds > 0);
    let length = length.map_or_else(String::new, |seconds| words.length(seconds));
    let language = super::language_name(&one.language);
    let key = if one.approved { "schedule.book.message" } else { "schedule.book.unapproved" };
    let label =
        words.fill(key, &[("title", one.title), ("language", language), ("length", length)]);
    Item { value: one.id.to_string(), label, chosen: chosen == Some(one.id) }
}

/// One break on the page.
pub(super) struct BreakItem {
    pub(super) value: String,
    pub(super) at: String,
    pub(super) left: String,
    pub(super) fits: bool,
    pub(super) why: String,
    pub(super) chosen: bool,
}

/// The chosen day at the chosen station.
pub(super) struct DayPart {
    pub(super) date: String,
    pub(super) zone_note: String,
    pub(super) hours: Vec<String>,
    pub(super) breaks: Vec<BreakItem>,
    pub(super) taken: Vec<String>,
}

impl DayPart {
    fn of(shell: &Shell, view: &DayView, date: NaiveDate, time: &str) -> Self {
        let words = shell.words();
        let asked = read_time(time);
        let item = |room: &BreakRoom| BreakItem {
            value: plain_time(room.at),
            at: plain_time(room.at),
            left: words.length(room.left_seconds),
            fits: room.verdict.is_ok(),
            why: room
                .verdict
                .as_ref()
                .err()
                .map_or_else(String::new, |why| sentence_of(words, why)),
            chosen: asked == Some(room.at),
        };
        let span = |from, until| format!("{}–{}", plain_time(from), plain_time(until));
        Self {
            date: words.long_date(date),
            zone_note: shell.zone_note_of(&view.zone),
            hours: view.hours.iter().map(|(from, until)| span(*from, *until)).collect(),
            breaks: view.breaks.iter().map(item).collect(),
            taken: view.taken.iter().map(|(from, until)| span(from.time(), until.time())).collect(),
        }
    }

    /// The day of a form, once enough of it is chosen and fits together.
    pub(super) async fn load(
        app: &App,
        shell: &Shell,
        subject: Option<Subject>,
        (date, time, entered_late): (&str, &str, bool),
    ) -> Result<Option<Self>, Error> {
        let (Some(subject), Some(date)) = (subject, read_date(date)) else { return Ok(None) };
        match day_for(&app.db, &*app.clock, subject, (date, entered_late)).await {
            Ok(view) => Ok(Some(Self::of(shell, &view, date, time))),
            Err(Error::NotFound) => Ok(None),
            Err(other) => Err(other),
        }
    }
}

#[derive(Template)]
#[template(path = "schedule/book.html")]
struct BookPage {
    shell: Shell,
    form: BookForm,
    problems: Problems,
    lists: Lists,
    day: Option<DayPart>,
}

impl BookPage {
    fn breaks(&self) -> &[BreakItem] {
        breaks_of(self.day.as_ref())
    }
}

/// The breaks among which one is chosen; empty when a time is typed instead.
pub(super) fn breaks_of(day: Option<&DayPart>) -> &[BreakItem] {
    day.map_or(&[], |day| &day.breaks)
}

async fn show(
    app: &App,
    shell: Shell,
    status: StatusCode,
    form: BookForm,
    problems: Problems,
) -> Result<Response, Error> {
    let chosen = Chosen::read(&form.campaign, &form.station, &form.message);
    let lists = Lists::load(app, shell.words(), &chosen).await?;
    // The day shows what would fit; whether the past is meant is asked on saving.
    let asked = (&*form.date, &*form.time, true);
    let day = DayPart::load(app, &shell, chosen.subject(), asked).await?;
    page(status, &BookPage { shell, form, problems, lists, day })
}

/// The form, filled in as far as the address says.
pub async fn new(
    State(app): State<App>,
    shell: Shell,
    _who: Coordinator,
    Query(form): Query<BookForm>,
) -> Result<Response, Error> {
    show(&app, shell, StatusCode::OK, form, Problems::new()).await
}

/// The airing is booked, or the form comes back with what stands against it.
pub async fn book(
    State(app): State<App>,
    shell: Shell,
    who: Coordinator,
    Form(form): Form<BookForm>,
) -> Result<Response, Error> {
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let request = match read(&form) {
        Ok(request) => request,
        Err(problems) => return show(&app, shell, refused, form, problems).await,
    };
    match book_airing(&app.db, &*app.clock, &*app.random, who, request).await {
        Ok(airing) => Ok(see_done(&format!("/airings/{airing}"), "schedule.book.done")),
        Err(Error::Refused(why)) => {
            let problems = problems_of(shell.words(), &*why);
            show(&app, shell, refused, form, problems).await
        }
        Err(other) => Err(other),
    }
}

fn read(form: &BookForm) -> Result<BookingRequest, Problems> {
    let mut problems = Problems::new();
    let chosen = Chosen::read(&form.campaign, &form.station, &form.message);
    chosen.check(&mut problems);
    let wish = read_wish(&form.date, &form.time, &form.entered_late, &mut problems);
    let form_key = FormKey::read(&form.form_key);
    if form_key.is_none() {
        problems.add("time", "schedule.problem.form_key", Vec::new());
    }
    match (chosen.subject(), wish, form_key) {
        (Some(subject), Some(wish), Some(form_key)) => Ok(BookingRequest {
            station: subject.station,
            campaign: subject.campaign,
            version: subject.version,
            wish,
            form_key,
        }),
        _ => Err(problems),
    }
}

/// The day and time of a form, or a problem beside each.
pub(super) fn read_wish(
    date: &str,
    time: &str,
    entered_late: &str,
    problems: &mut Problems,
) -> Option<Wish> {
    let (read_day, read_at) = (read_date(date), read_time(time));
    if read_day.is_none() {
        problems.add("date", "schedule.problem.date", Vec::new());
    }
    if read_at.is_none() {
        problems.add("time", "schedule.problem.time", Vec::new());
    }
    Some(Wish { date: read_day?, time: read_at?, entered_late: entered_late == TICKED })
}
