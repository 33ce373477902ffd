//! A version of a message in one language: made and changed, with its sound.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::said::{self, address};
use crate::kit::limits::{AIRING_SECONDS_MAX, AUDIO_BYTES_MAX, NAME_CHARS_MAX, SCRIPT_CHARS_MAX};
use crate::kit::{Error, FormKey, Id, id};
use crate::messages::{
    self as room, Message, Passed, SoundChange, SoundState, Version, VersionEdit, VersionRequest,
    VersionTerms, is_language,
};
use crate::people::Coordinator;
use crate::plant::App;
use crate::plant::web::{Field, Fields, Filling, Problems, Reader, Shell, Upload, page, see_done};

/// The fields that the form may send besides its file.
const FIELDS: [&str; 7] =
    ["form_key", "revision", "language", "title", "script", "planned", "remove_sound"];
/// The sounds that are asked for; what is sent is told by its content.
const SOUNDS: &str = "audio/*,.wav,.mp3,.ogg,.opus,.flac,.m4a,.aac,.aiff";

/// What was typed.
#[derive(Clone, Debug, Default)]
struct Typed {
    form_key: String,
    revision: String,
    language: String,
    title: String,
    script: String,
    planned: String,
    remove_sound: String,
    sound: Option<Vec<u8>>,
}

impl Typed {
    fn of(upload: Upload<AUDIO_BYTES_MAX>) -> Result<Self, Error> {
        if !upload.fields.keys().all(|name| FIELDS.contains(&name.as_str())) {
            return Err(Error::NotAllowed);
        }
        let field = |name: &str| upload.field(name).to_owned();
        Ok(Self {
            form_key: field("form_key"),
            revision: field("revision"),
            language: field("language"),
            title: field("title"),
            script: field("script"),
            planned: field("planned"),
            remove_sound: field("remove_sound"),
            sound: upload.file.map(|file| file.bytes),
        })
    }

    /// The form of a version that stands.
    fn standing(version: &Version) -> Self {
        Self {
            revision: version.revision.to_string(),
            language: version.language.clone(),
            title: version.title.clone(),
            script: version.script.clone(),
            planned: version.planned_seconds.map(|s| s.to_string()).unwrap_or_default(),
            ..Self::default()
        }
    }

    fn read(&self) -> Result<(FormKey, String, VersionTerms), Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let language = |typed: &str| is_language(typed).then(|| typed.to_owned());
        let language = reader.one("language", &self.language, language);
        let longest = i64::from(AIRING_SECONDS_MAX);
        let planned = reader.maybe_whole("planned", &self.planned, 1..=longest);
        let terms = VersionTerms {
            title: reader.text("title", &self.title, NAME_CHARS_MAX),
            script: reader.maybe_text("script", &self.script, SCRIPT_CHARS_MAX).unwrap_or_default(),
            planned_seconds: planned.and_then(|planned| u32::try_from(planned).ok()),
        };
        let parts = form_key.zip(language);
        reader.finish_with(parts.map(|(form_key, language)| (form_key, language, terms)))
    }

    fn sound(&mut self) -> SoundChange {
        match self.sound.take() {
            Some(bytes) => SoundChange::New(bytes),
            None if self.remove_sound == "yes" => SoundChange::Remove,
            None => SoundChange::Keep,
        }
    }

    fn fields(&self, version: Option<&Version>, shell: &Shell, problems: &Problems) -> Vec<Field> {
        let mut fields = Fields::new(shell, problems);
        if version.is_none() {
            let none = Some(shell.say("form.choose"));
            let languages = said::languages(shell.words(), &self.language, none);
            fields = fields.ask("language", "messages.field.language", Filling::One(languages), "");
        }
        fields = fields
            .line("title", "messages.field.version_title", &self.title)
            .ask("script", "messages.field.script", Filling::Lines(10), &self.script)
            .ask("sound", "messages.field.sound", Filling::File(SOUNDS), "")
            .hint("messages.hint.sound")
            .ask("planned", "messages.field.planned", Filling::Digits, &self.planned)
            .hint("messages.hint.planned");
        if version.is_some_and(|version| version.sound != SoundState::None) {
            let remove = &self.remove_sound;
            fields =
                fields.ask("remove_sound", "messages.field.remove_sound", Filling::Tick, remove);
        }
        fields.done()
    }
}

/// Page of `messages::pages`: a version, new or changed.
#[derive(Template)]
#[template(path = "messages/version.html")]
struct VersionPage {
    shell: Shell,
    title: String,
    message: String,
    back: String,
    action: String,
    language: String,
    revision: String,
    approved: bool,
    fields: Vec<Field>,
    problems: Problems,
}

fn shown(
    shell: Shell,
    (message, version): (&Message, Option<&Version>),
    (typed, problems): (&Typed, Problems),
) -> Result<Response, Error> {
    let words = shell.words();
    let back = address(message.id);
    let language = version.map(|version| said::language(words, &version.language));
    let (title, action) = match version {
        None => ("messages.version.new", format!("{back}/versions/new")),
        Some(version) => ("messages.version.edit", format!("{back}/versions/{}/edit", version.id)),
    };
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page_of = VersionPage {
        title: words.fill(title, &[("language", language.unwrap_or_default())]),
        message: message.terms.title.clone(),
        back,
        action,
        language: version.map(|version| version.language.clone()).unwrap_or_default(),
        revision: typed.revision.clone(),
        approved: version.is_some_and(|version| version.approved_at.is_some()),
        fields: typed.fields(version, &shell, &problems),
        problems,
        shell,
    };
    page(status, &page_of)
}

fn passed(app: &App) -> Passed<'_> {
    Passed { db: &app.db, files: &app.files, clock: &*app.clock, random: &*app.random }
}

/// `GET /messages/{id}/versions/new`.
pub async fn new(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Message>>,
) -> Result<Response, Error> {
    let message = room::message_of(app.db.read(), id).await?;
    let typed = Typed { title: message.terms.title.clone(), ..Typed::default() };
    shown(shell, (&message, None), (&typed, Problems::new()))
}

/// `POST /messages/{id}/versions/new`.
pub async fn add(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(id): Path<Id<id::Message>>,
    upload: Upload<AUDIO_BYTES_MAX>,
) -> Result<Response, Error> {
    let message = room::message_of(app.db.read(), id).await?;
    let mut typed = Typed::of(upload)?;
    let problems = match typed.read() {
        Err(problems) => problems,
        Ok((form_key, language, terms)) => {
            let sound = typed.sound();
            let request = VersionRequest { form_key, message: id, language, terms, sound };
            match room::add_version(passed(&app), who, request).await {
                Ok(_) => return Ok(see_done(&address(id), "messages.version.done")),
                Err(Error::Refused(why)) => why.into(),
                Err(other) => return Err(other),
            }
        }
    };
    shown(shell, (&message, None), (&typed, problems))
}

async fn found(
    app: &App,
    (message, version): (Id<id::Message>, Id<id::MessageVersion>),
) -> Result<(Message, Version), Error> {
    let version = room::version_of(app.db.read(), version).await?;
    if version.message != message {
        return Err(Error::NotFound);
    }
    Ok((room::message_of(app.db.read(), message).await?, version))
}

/// `GET /messages/{id}/versions/{version}/edit`.
pub async fn edit(
    State(app): State<App>,
    _: Coordinator,
    shell: Shell,
    Path(ids): Path<(Id<id::Message>, Id<id::MessageVersion>)>,
) -> Result<Response, Error> {
    let (message, version) = found(&app, ids).await?;
    let typed = Typed::standing(&version);
    shown(shell, (&message, Some(&version)), (&typed, Problems::new()))
}

/// `POST /messages/{id}/versions/{version}/edit`.
pub async fn change(
    State(app): State<App>,
    who: Coordinator,
    shell: Shell,
    Path(ids): Path<(Id<id::Message>, Id<id::MessageVersion>)>,
    upload: Upload<AUDIO_BYTES_MAX>,
) -> Result<Response, Error> {
    let (message, version) = found(&app, ids).await?;
    let mut typed = Typed { language: version.language.clone(), ..Typed::of(upload)? };
    let problems = match typed.read() {
        Err(problems) => problems,
        Ok((form_key, _, terms)) => {
            let revision = typed.revision.parse().unwrap_or(0);
            let sound = typed.sound();
            let request = VersionEdit { form_key, version: version.id, revision, terms, sound };
            match room::edit_version(passed(&app), who, request).await {
                Ok(()) => return Ok(see_done(&address(message.id), "messages.version.done")),
                Err(Error::Refused(why)) => why.into(),
                Err(other) => return Err(other),
            }
        }
    };
    shown(shell, (&message, Some(&version)), (&typed, problems))
}
