//! A transmitter is entered and changed.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;

use super::form::{
    FormPage, Reading, address, district_entries, in_use, one_of, shown, some_of, told,
};
use crate::kit::limits::NAME_CHARS_MAX;
use crate::kit::{Error, FormKey, Id, id};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Fields, Filling, Form, Problems, Reader, Shell, see_done};
use crate::stations::{
    self as room, Frequency, Position, PositionKind, Station, TransmitterRequest, TransmitterTerms,
    Validity,
};

type Number = Id<id::Transmitter>;

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TransmitterForm {
    /// The form's key.
    pub form_key: String,
    /// The frequency in megahertz.
    pub frequency: String,
    /// The hill or place.
    pub site: String,
    /// The district of the site.
    pub place: String,
    /// Degrees north.
    pub lat: String,
    /// Degrees east.
    pub lon: String,
    /// `mast` or `approximate`.
    pub position_kind: String,
    /// How the position is known.
    pub position_basis: String,
    /// Power in watts.
    pub power_w: String,
    /// Height of the antenna in metres.
    pub antenna_m: String,
    /// First day on air.
    pub valid_from: String,
    /// Last day on air.
    pub valid_to: String,
    /// The districts served.
    pub serves: Vec<String>,
    /// What else is known.
    pub note: String,
    /// Who says so.
    pub source: String,
    /// The year or day that the source speaks of.
    pub as_of: String,
}

impl TransmitterForm {
    fn of(terms: &TransmitterTerms) -> Self {
        Self {
            frequency: terms.frequency.to_string(),
            site: terms.site.clone(),
            place: shown(terms.place),
            lat: shown(terms.position.map(|at| at.lat)),
            lon: shown(terms.position.map(|at| at.lon)),
            position_kind: shown(terms.position.map(|at| at.kind.code())),
            position_basis: shown(terms.position_basis.as_ref()),
            power_w: shown(terms.power_w),
            antenna_m: shown(terms.antenna_m),
            valid_from: shown(terms.valid.from),
            valid_to: shown(terms.valid.to),
            serves: terms.serves.iter().map(ToString::to_string).collect(),
            note: shown(terms.note.as_ref()),
            source: shown(terms.source.as_ref()),
            as_of: shown(terms.as_of.as_ref()),
            ..Self::default()
        }
    }

    fn position(&self, reader: &mut Reader) -> Option<Position> {
        let lat = reader.maybe_real("lat", &self.lat, -90.0, 90.0);
        let lon = reader.maybe_real("lon", &self.lon, -180.0, 180.0);
        let kind = PositionKind::read(&self.position_kind).unwrap_or(PositionKind::Approximate);
        if self.lat.is_empty() != self.lon.is_empty() {
            reader.against("lat", "stations.problem.half_position");
        }
        lat.zip(lon).map(|(lat, lon)| Position { lat, lon, kind })
    }

    fn read(&self) -> Result<(FormKey, TransmitterTerms), Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let frequency = Frequency::read(&self.frequency);
        if frequency.is_none() {
            reader.against("frequency", "stations.problem.frequency");
        }
        let site = reader.maybe_text("site", &self.site, NAME_CHARS_MAX).unwrap_or_default();
        let place = reader.maybe_place("place", &self.place);
        let position = self.position(&mut reader);
        let position_basis = reader.maybe_words("position_basis", &self.position_basis);
        let power_w = reader.maybe_real("power_w", &self.power_w, 0.001, 1_000_000.0);
        let antenna_m = reader.maybe_real("antenna_m", &self.antenna_m, 0.0, 1_000.0);
        let from = reader.maybe_day("valid_from", &self.valid_from);
        let to = reader.maybe_day("valid_to", &self.valid_to);
        let serves = reader.numbers("serves", &self.serves);
        let note = reader.maybe_words("note", &self.note);
        let source = reader.maybe_words("source", &self.source);
        let as_of = reader.maybe_text("as_of", &self.as_of, 10);
        reader.finish_with(form_key.zip(frequency).map(|(form_key, frequency)| {
            let terms = TransmitterTerms {
                site,
                place,
                frequency,
                position,
                position_basis,
                power_w,
                antenna_m,
                valid: Validity { from, to },
                note,
                source,
                as_of,
                serves,
            };
            (form_key, terms)
        }))
    }

    async fn page(
        self,
        app: &App,
        shell: Shell,
        problems: Problems,
        (station, number): (&Station, Option<Number>),
    ) -> Result<Response, Error> {
        let words = shell.words();
        let places = district_entries(app, words.say("stations.field.no_district")).await?;
        let served: Vec<_> = places.iter().skip(1).cloned().collect();
        let kinds = [
            ("approximate", words.say("stations.position.approximate")),
            ("mast", words.say("stations.position.mast")),
        ];
        let fields = Fields::new(&shell, &problems)
            .line("frequency", "stations.field.frequency", &self.frequency)
            .hint("stations.hint.frequency")
            .line("site", "stations.field.site", &self.site)
            .ask("place", "stations.field.site_district", one_of(places, &self.place), "")
            .line("lat", "stations.field.lat", &self.lat)
            .hint("stations.hint.position")
            .line("lon", "stations.field.lon", &self.lon)
            .ask("position_kind", "stations.field.position", one_of(kinds, &self.position_kind), "")
            .line("position_basis", "stations.field.position_basis", &self.position_basis)
            .line("power_w", "stations.field.power", &self.power_w)
            .line("antenna_m", "stations.field.antenna", &self.antenna_m)
            .ask("valid_from", "stations.field.valid_from", Filling::Day, &self.valid_from)
            .ask("valid_to", "stations.field.valid_to", Filling::Day, &self.valid_to)
            .ask("serves", "stations.field.serves", some_of(served, &self.serves).many(), "")
            .hint("stations.hint.serves")
            .ask("note", "stations.field.note", Filling::Lines(3), &self.note)
            .line("source", "stations.field.source", &self.source)
            .line("as_of", "stations.field.as_of", &self.as_of)
            .hint("stations.hint.as_of")
            .done();
        let action = match number {
            None => address(station.id, "/transmitters/new"),
            Some(number) => address(station.id, &format!("/transmitters/{number}")),
        };
        let page_of = FormPage {
            title: words.fill("stations.transmitter.title", &[("name", &station.name)]),
            intro: words.say("stations.transmitter.intro").to_owned(),
            back: address(station.id, ""),
            action,
            version: String::new(),
            fields,
            problems,
            shell,
        };
        page_of.answer()
    }
}

/// `GET /stations/{id}/transmitters/new`.
pub async fn new(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
) -> Result<Response, Error> {
    let station = in_use(&app, id).await?;
    TransmitterForm::default().page(&app, shell, Problems::new(), (&station, None)).await
}

/// `GET /stations/{id}/transmitters/{number}`.
pub async fn edit(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path((id, number)): Path<(Id<id::Station>, Number)>,
) -> Result<Response, Error> {
    let station = in_use(&app, id).await?;
    let all = room::transmitters_of(app.db.read(), id).await?;
    let one = all.iter().find(|one| one.id == number).ok_or(Error::NotFound)?;
    let form = TransmitterForm::of(&one.terms);
    form.page(&app, shell, Problems::new(), (&station, Some(number))).await
}

/// `POST /stations/{id}/transmitters/new`.
pub async fn add(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
    Form(form): Form<TransmitterForm>,
) -> Result<Response, Error> {
    put(&app, who, shell, (id, None), form).await
}

/// `POST /stations/{id}/transmitters/{number}`.
pub async fn change(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path((id, number)): Path<(Id<id::Station>, Number)>,
    Form(form): Form<TransmitterForm>,
) -> Result<Response, Error> {
    put(&app, who, shell, (id, Some(number)), form).await
}

async fn put(
    app: &App,
    who: Coordinator,
    shell: Shell,
    (id, transmitter): (Id<id::Station>, Option<Number>),
    form: TransmitterForm,
) -> Result<Response, Error> {
    let station = in_use(app, id).await?;
    let problems = match form.read() {
        Err(problems) => problems,
        Ok((form_key, terms)) => {
            let request = TransmitterRequest { station: id, transmitter, terms, form_key };
            match room::put_transmitter(&app.db, &*app.clock, who, request).await {
                Ok(()) => return Ok(see_done(&address(id, ""), "stations.saved.done")),
                Err(Error::Refused(why)) => told(shell.words(), &*why),
                Err(other) => return Err(other),
            }
        }
    };
    form.page(app, shell, problems, (&station, transmitter)).await
}
