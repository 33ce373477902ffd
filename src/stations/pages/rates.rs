//! One more price.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;

use super::form::{FormPage, address, in_use, one_of, told};
use super::tables::rate_kind;
use crate::kit::{Currency, Error, Id, Money, id};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Fields, Filling, Form, Problems, Reader, Shell, see_done};
use crate::stations::{self as room, Airtime, Rate, RateKind, RateRequest, Validity};

/// Seconds that a price may be for.
const SECONDS_MAX: i64 = 21_600;

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RateForm {
    /// The form's key.
    pub form_key: String,
    /// `spot` or `programme`.
    pub kind: String,
    /// The daypart; empty for any.
    pub daypart: String,
    /// The length that the price is for.
    pub per_seconds: String,
    /// The price.
    pub price: String,
    /// The currency.
    pub currency: String,
    /// The first day.
    pub valid_from: String,
    /// The last day.
    pub valid_to: String,
}

impl RateForm {
    fn price(&self, reader: &mut Reader) -> Option<Money> {
        let currency = self.currency.to_ascii_uppercase().parse::<Currency>().ok();
        if currency.is_none() {
            reader.against("currency", "stations.problem.currency");
        }
        let money = Money::read(&self.price, currency?).ok();
        if money.is_none() {
            reader.against("price", "stations.problem.price");
        }
        money
    }

    fn read(&self, station: Id<id::Station>) -> Result<RateRequest, Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let kind = reader.one("kind", &self.kind, RateKind::read);
        let daypart = reader.maybe_one("daypart", &self.daypart, |typed| typed.parse::<i64>().ok());
        let per = reader.whole("per_seconds", &self.per_seconds, 1..=SECONDS_MAX);
        let price = self.price(&mut reader);
        let from = reader.day("valid_from", &self.valid_from);
        let to = reader.maybe_day("valid_to", &self.valid_to);
        let per = per.and_then(|seconds| u32::try_from(seconds).ok());
        let parts = form_key.zip(kind).zip(per).zip(price).zip(from);
        reader.finish_with(parts.map(|((((form_key, kind), per_seconds), price), from)| {
            let valid = Validity { from: Some(from), to };
            let rate = Rate { number: 0, kind, daypart, per_seconds, price, valid };
            RateRequest { station, rate, form_key }
        }))
    }

    fn page(self, shell: Shell, problems: Problems, airtime: &Airtime) -> Result<Response, Error> {
        let words = shell.words();
        let kinds = RateKind::ALL.map(|kind| (kind.code(), rate_kind(words, kind)));
        let any = (String::new(), words.say("stations.field.any_daypart").to_owned());
        let parts =
            airtime.dayparts.iter().map(|part| (part.number.to_string(), part.code.clone()));
        let parts = std::iter::once(any).chain(parts);
        let fields = Fields::new(&shell, &problems)
            .ask("kind", "stations.field.kind", one_of(kinds, &self.kind), "")
            .ask("daypart", "stations.field.daypart", one_of(parts, &self.daypart), "")
            .line("price", "stations.field.price", &self.price)
            .line("currency", "stations.field.currency", &self.currency)
            .ask("per_seconds", "stations.field.per_seconds", Filling::Digits, &self.per_seconds)
            .hint("stations.hint.per_seconds")
            .ask("valid_from", "stations.field.valid_from", Filling::Day, &self.valid_from)
            .ask("valid_to", "stations.field.valid_to", Filling::Day, &self.valid_to)
            .done();
        let page_of = FormPage {
            title: words.fill("stations.rate.title", &[("name", &airtime.name)]),
            intro: words.say("stations.rate.intro").to_owned(),
            back: address(airtime.id, ""),
            action: address(airtime.id, "/rates"),
            version: String::new(),
            fields,
            problems,
            shell,
        };
        page_of.answer()
    }
}

async fn airtime(app: &App, id: Id<id::Station>) -> Result<Airtime, Error> {
    in_use(app, id).await?;
    let now = app.clock.now();
    room::airtime_of(app.db.read(), id, now, now).await
}

/// `GET /stations/{id}/rates`.
pub async fn show(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
) -> Result<Response, Error> {
    let airtime = airtime(&app, id).await?;
    let form = RateForm {
        per_seconds: "30".to_owned(),
        currency: Currency::RWF.to_string(),
        ..RateForm::default()
    };
    form.page(shell, Problems::new(), &airtime)
}

/// `POST /stations/{id}/rates`.
pub async fn add(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
    Form(form): Form<RateForm>,
) -> Result<Response, Error> {
    let airtime = airtime(&app, id).await?;
    let problems = match form.read(id) {
        Err(problems) => problems,
        Ok(request) => match room::add_rate(&app.db, &*app.clock, who, request).await {
            Ok(()) => return Ok(see_done(&address(id, ""), "stations.saved.done")),
            Err(Error::Refused(why)) => told(shell.words(), &*why),
            Err(other) => return Err(other),
        },
    };
    form.page(shell, problems, &airtime)
}
