//! A station is entered, changed, put away and taken back.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;

use super::form::{
    FormPage, KeyForm, Reading, address, district_entries, in_use, one_of, shown, some_of, told,
};
use super::tables::owner;
use crate::kit::limits::NAME_CHARS_MAX;
use crate::kit::wallclock::read_zone;
use crate::kit::{Error, FormKey, Id, Share, id};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Fields, Filling, Form, Problems, Reader, Shell, see_done};
use crate::stations::{
    self as room, EditRequest, LANGUAGES, OwnerKind, Part, Station, StationRequest, StationTerms,
    read_language,
};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StationForm {
    /// The form's key.
    pub form_key: String,
    /// The version that an edit was made from.
    pub version: String,
    /// The name on air.
    pub name: String,
    /// The town of the studio.
    pub town: String,
    /// The district of the studio.
    pub place: String,
    /// The kind of owner.
    pub owner_kind: String,
    /// The owner in words.
    pub owner: String,
    /// The time zone.
    pub zone: String,
    /// When the broadcast day begins.
    pub day_starts: String,
    /// The languages on air.
    pub languages: Vec<String>,
    /// The share of the country that it covers, in percent.
    pub national: String,
    /// What else a planner should know.
    pub note: String,
    /// Who says so.
    pub source: String,
    /// The year or day that the source speaks of.
    pub as_of: String,
}

impl StationForm {
    fn of(station: &Station) -> Self {
        Self {
            form_key: String::new(),
            version: station.version.to_string(),
            name: station.name.clone(),
            town: shown(station.town.as_ref()),
            place: shown(station.district.as_ref().map(|(place, _)| place)),
            owner_kind: station.owner_kind.code().to_owned(),
            owner: shown(station.owner.as_ref()),
            zone: station.zone.name().to_owned(),
            day_starts: station.broadcast_day_starts.format("%H:%M").to_string(),
            languages: station.languages.clone(),
            national: shown(station.national_share.map(Share::plain_percent)),
            note: shown(station.note.as_ref()),
            source: shown(station.source.as_ref()),
            as_of: shown(station.as_of.as_ref()),
        }
    }

    fn read(&self) -> Result<(FormKey, StationTerms), Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let name = reader.text("name", &self.name, NAME_CHARS_MAX);
        let town = reader.maybe_text("town", &self.town, NAME_CHARS_MAX);
        let place = reader.maybe_place("place", &self.place);
        let owner_kind = reader.one("owner_kind", &self.owner_kind, OwnerKind::read);
        let owner = reader.maybe_text("owner", &self.owner, NAME_CHARS_MAX);
        let zone = read_zone(&self.zone);
        if zone.is_none() {
            reader.against("zone", "stations.problem.zone");
        }
        let day_starts = reader.time("day_starts", &self.day_starts);
        let read = |code: &String| read_language(code).map(str::to_owned);
        let languages: Option<_> = self.languages.iter().map(read).collect();
        if languages.is_none() {
            reader.against("languages", "form.problem.choose");
        }
        let national_share = reader.maybe_percent("national", &self.national);
        let note = reader.maybe_words("note", &self.note);
        let source = reader.maybe_words("source", &self.source);
        let as_of = reader.maybe_text("as_of", &self.as_of, 10);
        let parts = form_key.zip(owner_kind).zip(zone).zip(day_starts).zip(languages);
        reader.finish_with(parts.map(
            |((((form_key, owner_kind), zone), broadcast_day_starts), languages)| {
                let terms = StationTerms {
                    name,
                    town,
                    place,
                    owner_kind,
                    owner,
                    zone,
                    broadcast_day_starts,
                    languages,
                    national_share,
                    note,
                    source,
                    as_of,
                };
                (form_key, terms)
            },
        ))
    }

    async fn page(
        self,
        app: &App,
        shell: Shell,
        problems: Problems,
        station: Option<&Station>,
    ) -> Result<Response, Error> {
        let words = shell.words();
        let places = district_entries(app, words.say("stations.field.no_district")).await?;
        let kinds = OwnerKind::ALL.map(|kind| (kind.code(), owner(words, kind)));
        let spoken = LANGUAGES.map(|(code, own, _)| (code, own));
        let fields = Fields::new(&shell, &problems)
            .line("name", "stations.field.name", &self.name)
            .line("town", "stations.field.town", &self.town)
            .ask("place", "stations.field.district", one_of(places, &self.place), "")
            .ask("owner_kind", "stations.field.owner_kind", one_of(kinds, &self.owner_kind), "")
            .line("owner", "stations.field.owner", &self.owner)
            .ask(
                "languages",
                "stations.field.languages",
                some_of(spoken, &self.languages).many(),
                "",
            )
            .line("zone", "stations.field.zone", &self.zone)
            .hint("stations.hint.zone")
            .line("day_starts", "stations.field.day_starts", &self.day_starts)
            .hint("stations.hint.day_starts")
            .ask("national", "stations.field.national", Filling::Digits, &self.national)
            .hint("stations.hint.percent")
            .ask("note", "stations.field.note", Filling::Lines(3), &self.note)
            .line("source", "stations.field.source", &self.source)
            .line("as_of", "stations.field.as_of", &self.as_of)
            .hint("stations.hint.as_of")
            .done();
        let (title, intro) = match station {
            None => (words.say("stations.new.title").to_owned(), "stations.new.intro"),
            Some(station) => {
                let name = [("name", station.name.as_str())];
                (words.fill("stations.edit.title", &name), "stations.edit.intro")
            }
        };
        let back = station.map_or("/stations".to_owned(), |station| address(station.id, ""));
        let page_of = FormPage {
            title,
            intro: words.say(intro).to_owned(),
            action: station
                .map_or("/stations/new".to_owned(), |station| address(station.id, "/edit")),
            back,
            version: self.version,
            fields,
            problems,
            shell,
        };
        page_of.answer()
    }
}

/// `GET /stations/new`.
pub async fn new(State(app): State<App>, _: Coordinator, shell: Shell) -> Result<Response, Error> {
    let form = StationForm {
        owner_kind: OwnerKind::Community.code().to_owned(),
        zone: app.config.zone.name().to_owned(),
        day_starts: "05:00".to_owned(),
        ..StationForm::default()
    };
    form.page(&app, shell, Problems::new(), None).await
}

/// `POST /stations/new`.
pub async fn create(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Form(form): Form<StationForm>,
) -> Result<Response, Error> {
    let problems = match form.read() {
        Err(problems) => problems,
        Ok((form_key, terms)) => {
            let request = StationRequest { terms, form_key };
            match room::create_station(&app.db, &*app.clock, who, request).await {
                Ok(station) => return Ok(see_done(&address(station, ""), "stations.new.done")),
                Err(Error::Refused(why)) => told(shell.words(), &*why),
                Err(other) => return Err(other),
            }
        }
    };
    form.page(&app, shell, problems, None).await
}

/// `GET /stations/{id}/edit`.
pub async fn edit(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
) -> Result<Response, Error> {
    let station = in_use(&app, id).await?;
    StationForm::of(&station).page(&app, shell, Problems::new(), Some(&station)).await
}

/// `POST /stations/{id}/edit`.
pub async fn change(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Station>>,
    Form(form): Form<StationForm>,
) -> Result<Response, Error> {
    let station = in_use(&app, id).await?;
    let version = form.version.parse().unwrap_or(0);
    let problems = match form.read() {
        Err(problems) => problems,
        Ok((form_key, terms)) => {
            let request = EditRequest { station: id, version, terms, form_key };
            match room::edit_station(&app.db, &*app.clock, who, request).await {
                Ok(()) => return Ok(see_done(&address(id, ""), "stations.saved.done")),
                Err(Error::Refused(why)) => told(shell.words(), &*why),
                Err(other) => return Err(other),
            }
        }
    };
    form.page(&app, shell, problems, Some(&station)).await
}

/// `POST /stations/{id}/archival`.
pub async fn archive(
    State(app): State<App>,
    who: Coordinator,
    Path(id): Path<Id<id::Station>>,
    Form(form): Form<KeyForm>,
) -> Result<Response, Error> {
    room::archive_station(&app.db, &*app.clock, who, id, &form.read()?).await?;
    Ok(see_done(&address(id, ""), "stations.archived.done"))
}

/// `POST /stations/{id}/return`.
pub async fn restore(
    State(app): State<App>,
    who: Coordinator,
    Path(id): Path<Id<id::Station>>,
    Form(form): Form<KeyForm>,
) -> Result<Response, Error> {
    room::restore_station(&app.db, &*app.clock, who, id, &form.read()?).await?;
    Ok(see_done(&address(id, ""), "stations.restored.done"))
}

/// `POST /stations/{id}/parts/{kind}/{number}/archival`.
pub async fn put_away(
    State(app): State<App>,
    who: Coordinator,
    Path((id, kind, number)): Path<(Id<id::Station>, String, i64)>,
    Form(form): Form<KeyForm>,
) -> Result<Response, Error> {
    let part = Part::read(&kind, number).ok_or(Error::NotFound)?;
    room::archive_part(&app.db, &*app.clock, who, (id, part), &form.read()?).await?;
    let below = if matches!(part, Part::Break(_)) { "/breaks" } else { "" };
    Ok(see_done(&address(id, below), "stations.part_archived.done"))
}
