//! What a survey says of the station's listeners in one district.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;

use super::coverage::PlaceQuery;
use super::form::{Reading, address, district_entries, in_use, one_of, shown, status_of, told};
use super::tables::days_of;
use crate::kit::limits::TEXT_CHARS_MAX;
use crate::kit::{Error, Id, Share, id};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{
    Field, Fields, Filling, Form, Problems, Query, Reader, Shell, page, see_done,
};
use crate::stations::{
    self as room, Airtime, Audience, AudienceFigures, AudienceRequest, Days, SlotFigures,
};

/// What was typed; the lists have one entry per row of the table of slots.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AudienceForm {
    /// The form's key.
    pub form_key: String,
    /// The district.
    pub place: String,
    /// Four weeks, in percent of all people.
    pub cume: String,
    /// Seven days.
    pub week: String,
    /// Yesterday.
    pub day: String,
    /// How many were asked.
    pub respondents: String,
    /// The design effect.
    pub deff: String,
    /// Who says so.
    pub source: String,
    /// The day that the source speaks of.
    pub as_of: String,
    /// The rows: a daypart's number and a kind of day, such as `7:weekday`.
    pub slot: Vec<String>,
    /// Tuned in.
    pub tuned: Vec<String>,
    /// Again on another such day.
    pub repeat: Vec<String>,
    /// Hear one spot.
    pub spot: Vec<String>,
    /// Hear one programme.
    pub programme: Vec<String>,
}

/// Page of `stations::pages::audience`.
#[derive(Template)]
#[template(path = "stations/audience.html")]
struct AudiencePage {
    shell: Shell,
    title: String,
    back: String,
    action: String,
    fields: Vec<Field>,
    rows: Vec<SlotRow>,
    problems: Problems,
}

/// One row of the table of slots.
struct SlotRow {
    slot: String,
    label: String,
    cells: [(&'static str, String, String); 4],
}

impl AudienceForm {
    fn of(held: &Audience) -> Self {
        let figures = &held.figures;
        let percent = |share: Option<Share>| shown(share.map(Share::plain_percent));
        let mut form = Self {
            place: held.place.to_string(),
            cume: percent(figures.cume),
            week: percent(figures.week),
            day: percent(figures.day),
            respondents: shown(figures.respondents),
            deff: shown(figures.deff),
            source: held.source.clone(),
            as_of: held.as_of.to_string(),
            ..Self::default()
        };
        for slot in &figures.slots {
            form.slot.push(format!("{}:{}", slot.daypart, slot.days.code()));
            form.tuned.push(percent(slot.tuned));
            form.repeat.push(percent(slot.repeat));
            form.spot.push(percent(slot.spot));
            form.programme.push(percent(slot.programme));
        }
        form
    }

    fn slots(&self, reader: &mut Reader) -> Vec<SlotFigures> {
        let lists = [&self.tuned, &self.repeat, &self.spot, &self.programme];
        if lists.iter().any(|list| list.len() != self.slot.len()) {
            reader.against("slots", "form.problem.old_page");
            return Vec::new();
        }
        let mut slots = Vec::new();
        for (at, slot) in self.slot.iter().enumerate() {
            let [tuned, repeat, spot, programme] =
                lists.map(|list| reader.maybe_percent("slots", &list[at]));
            if lists.iter().all(|list| list[at].is_empty()) {
                continue;
            }
            let named = slot.split_once(':');
            let named =
                named.and_then(|(part, days)| Some((part.parse().ok()?, Days::read(days)?)));
            match named {
                Some((daypart, days)) => {
                    slots.push(SlotFigures { daypart, days, tuned, repeat, spot, programme });
                }
                None => reader.against("slots", "form.problem.old_page"),
            }
        }
        slots
    }

    fn read(&self, station: Id<id::Station>) -> Result<AudienceRequest, Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let place = reader.one("place", &self.place, |typed| typed.parse().ok());
        let respondents = reader.maybe_whole("respondents", &self.respondents, 1..=1_000_000);
        let figures = AudienceFigures {
            cume: reader.maybe_percent("cume", &self.cume),
            week: reader.maybe_percent("week", &self.week),
            day: reader.maybe_percent("day", &self.day),
            respondents: respondents.and_then(|number| u32::try_from(number).ok()),
            deff: reader.maybe_real("deff", &self.deff, 1.0, 20.0),
            slots: self.slots(&mut reader),
        };
        let source = reader.text("source", &self.source, TEXT_CHARS_MAX);
        let as_of = reader.day("as_of", &self.as_of);
        let parts = form_key.zip(place).zip(as_of);
        reader.finish_with(parts.map(|((form_key, place), as_of)| AudienceRequest {
            station,
            place,
            figures,
            source,
            as_of,
            form_key,
        }))
    }

    async fn page(
        self,
        app: &App,
        shell: Shell,
        problems: Problems,
        airtime: &Airtime,
    ) -> Result<Response, Error> {
        let words = shell.words();
        let places = district_entries(app, words.say("form.choose")).await?;
        let fields = Fields::new(&shell, &problems)
            .ask("place", "stations.field.heard_in", one_of(places, &self.place), "")
            .ask("cume", "stations.field.cume", Filling::Digits, &self.cume)
            .hint("stations.hint.of_all_people")
            .ask("week", "stations.field.week", Filling::Digits, &self.week)
            .ask("day", "stations.field.day", Filling::Digits, &self.day)
            .ask("respondents", "stations.field.respondents", Filling::Digits, &self.respondents)
            .ask("deff", "stations.field.deff", Filling::Digits, &self.deff)
            .hint("stations.hint.deff")
            .line("source", "stations.field.source", &self.source)
            .ask("as_of", "stations.field.as_of_day", Filling::Day, &self.as_of)
            .done();
        let page_of = AudiencePage {
            title: words.fill("stations.audience.title", &[("name", &airtime.name)]),
            back: address(airtime.id, ""),
            action: address(airtime.id, "/audience"),
            rows: self.rows(&shell, airtime),
            fields,
            problems,
            shell,
        };
        page(status_of(&page_of.problems), &page_of)
    }

    fn rows(&self, shell: &Shell, airtime: &Airtime) -> Vec<SlotRow> {
        let words = shell.words();
        let typed: BTreeMap<&str, usize> =
            self.slot.iter().enumerate().map(|(at, slot)| (slot.as_str(), at)).collect();
        let lists = [
            ("tuned", words.say("stations.field.tuned"), &self.tuned),
            ("repeat", words.say("stations.field.repeat"), &self.repeat),
            ("spot", words.say("stations.field.spot"), &self.spot),
            ("programme", words.say("stations.field.programme"), &self.programme),
        ];
        let mut rows = Vec::new();
        for part in &airtime.dayparts {
            for days in Days::ALL {
                let slot = format!("{}:{}", part.number, days.code());
                let label = format!("{}, {}", part.code, days_of(words, days));
                let at = typed.get(slot.as_str());
                let cells = lists.map(|(name, heading, list)| {
                    let value = at.and_then(|at| list.get(*at)).cloned().unwrap_or_default();
                    (name, format!("{heading}, {label}"), value)
                });
                rows.push(SlotRow { slot, label, cells });
            }
        }
        rows
    }
}

async fn airtime(app: &App, id: Id<id::Station>) -> Result<Airtime, Error> {
    in_use(app, id).await?;
    let now = app.clock.now();
    room::airtime_of(app.db.read(), id, now, now).await
}

/// `GET /stations/{id}/audience`.
pub async fn show(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
    Query(query): Query<PlaceQuery>,
) -> Result<Response, Error> {
    let airtime = airtime(&app, id).await?;
    let held = room::audience_of(app.db.read(), &[id]).await?;
    let form = match held.iter().find(|one| one.place.to_string() == query.place) {
        None => AudienceForm { place: query.place, ..AudienceForm::default() },
        Some(held) => AudienceForm::of(held),
    };
    form.page(&app, shell, Problems::new(), &airtime).await
}

/// `POST /stations/{id}/audience`.
pub async fn save(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
    Form(form): Form<AudienceForm>,
) -> Result<Response, Error> {
    let airtime = airtime(&app, id).await?;
    let problems = match form.read(id) {
        Err(problems) => problems,
        Ok(request) => match room::set_audience(&app.db, &*app.clock, who, request).await {
            Ok(()) => return Ok(see_done(&address(id, ""), "stations.saved.done")),
            Err(Error::Refused(why)) => told(shell.words(), &*why),
            Err(other) => return Err(other),
        },
    };
    form.page(&app, shell, problems, &airtime).await
}
