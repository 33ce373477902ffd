//! The form of a message: new and changed alike.

use serde::Deserialize;

use super::said;
use crate::campaigns::PartnerLine;
use crate::kit::limits::{NAME_CHARS_MAX, TEXT_CHARS_MAX};
use crate::kit::{FormKey, Id, id};
use crate::messages::{
    Channels, Guest, GuestRole, Kind, Message, MessageTerms, Source, SourceKind, is_language,
};
use crate::plant::web::{Field, Fields, Filling, Pick, Problems, Reader, Shell};

/// Topics of one live session.
const TOPICS_MAX: usize = 10;
/// Characters of a number that listeners call.
const NUMBER_CHARS: std::ops::RangeInclusive<usize> = 3..=20;

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TermsForm {
    /// The form's key.
    pub form_key: String,
    /// The version that an edit was made from.
    pub version: String,
    /// The campaign, for a new message.
    pub campaign: String,
    /// The kind, for a new message.
    pub kind: String,
    /// The title.
    pub title: String,
    /// What it is about.
    pub topic: String,
    /// The last day.
    pub expires_on: String,
    /// `fm`, `stream`, or both.
    pub channels: Vec<String>,
    /// The planned length of a live session.
    pub minutes: String,
    /// The number that listeners call.
    pub call_in_number: String,
    /// Further topics, one a line.
    pub topics: String,
    /// Roles of guests.
    pub guest_1: String,
    /// Whom the first guest speaks for.
    pub guest_1_for: String,
    /// The second guest.
    pub guest_2: String,
    /// Whom the second guest speaks for.
    pub guest_2_for: String,
    /// The third guest.
    pub guest_3: String,
    /// Whom the third guest speaks for.
    pub guest_3_for: String,
    /// `toolkit` or `manual`.
    pub source_kind: String,
    /// Its title.
    pub source_title: String,
    /// Its edition.
    pub source_version: String,
    /// Its language.
    pub source_language: String,
}

impl TermsForm {
    /// The form of a message that stands.
    pub(super) fn of(message: &Message) -> Self {
        let terms = &message.terms;
        let (fm, stream) = (terms.channels.fm(), terms.channels.stream());
        let named = [(fm, "fm"), (stream, "stream")];
        let guest = |at: usize| {
            let guest = terms.guests.get(at);
            let partner = guest.and_then(|guest| guest.partner);
            let role = guest.map(|guest| guest.role.code().to_owned()).unwrap_or_default();
            (role, partner.map(|partner| partner.to_string()).unwrap_or_default())
        };
        let ((guest_1, guest_1_for), (guest_2, guest_2_for)) = (guest(0), guest(1));
        let (guest_3, guest_3_for) = guest(2);
        let source = terms.source.clone();
        let of_source =
            |part: fn(Source) -> Option<String>| source.clone().and_then(part).unwrap_or_default();
        Self {
            form_key: String::new(),
            version: message.version.to_string(),
            campaign: message.campaign.to_string(),
            kind: message.kind.code().to_owned(),
            title: terms.title.clone(),
            topic: terms.topic.clone(),
            expires_on: terms.expires_on.map(|day| day.to_string()).unwrap_or_default(),
            channels: named.into_iter().filter(|(on, _)| *on).map(|(_, n)| n.to_owned()).collect(),
            minutes: terms.planned_seconds.map(|s| (s / 60).to_string()).unwrap_or_default(),
            call_in_number: terms.call_in_number.clone().unwrap_or_default(),
            topics: terms.topics.join("\n"),
            guest_1,
            guest_1_for,
            guest_2,
            guest_2_for,
            guest_3,
            guest_3_for,
            source_kind: of_source(|source| Some(source.kind.code().to_owned())),
            source_title: of_source(|source| Some(source.title)),
            source_version: of_source(|source| source.version),
            source_language: of_source(|source| source.language),
        }
    }

    /// The typed parts; what belongs to live sessions is left out for others.
    pub(super) fn read(
        &self,
        kind: Option<Kind>,
    ) -> Result<(FormKey, Kind, MessageTerms), Problems> {
        let mut reader = Reader::new();
        let form_key = reader.form_key(&self.form_key);
        let kind = kind.or_else(|| reader.one("kind", &self.kind, Kind::read));
        let live = kind == Some(Kind::LiveSession);
        let fm = self.channels.iter().any(|channel| channel == "fm");
        let stream = self.channels.iter().any(|channel| channel == "stream");
        if !fm && !stream {
            reader.against("channels", "messages.problem.no_channel");
        }
        let mut terms = MessageTerms {
            title: reader.text("title", &self.title, NAME_CHARS_MAX),
            topic: reader.text("topic", &self.topic, TEXT_CHARS_MAX),
            expires_on: reader.maybe_day("expires_on", &self.expires_on),
            channels: Channels::of(fm, stream),
            planned_seconds: None,
            call_in_number: None,
            topics: Vec::new(),
            guests: Vec::new(),
            source: self.source(&mut reader),
        };
        if live {
            let minutes = reader.whole("minutes", &self.minutes, 1..=360);
            let seconds = minutes.and_then(|minutes| u32::try_from(minutes * 60).ok());
            terms.planned_seconds = seconds;
            terms.call_in_number = self.number(&mut reader);
            terms.topics = self.topics(&mut reader);
            terms.guests = self.guests(&mut reader);
        }
        let parts = form_key.zip(kind).map(|(form_key, kind)| (form_key, kind, terms));
        reader.finish_with(parts)
    }

    fn number(&self, reader: &mut Reader) -> Option<String> {
        let number = &self.call_in_number;
        if number.is_empty() {
            return None;
        }
        let plain = number.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-'));
        if !plain || !NUMBER_CHARS.contains(&number.len()) {
            reader.against("call_in_number", "messages.problem.call_in_number");
        }
        Some(number.clone())
    }

    fn topics(&self, reader: &mut Reader) -> Vec<String> {
        let lines = self.topics.lines().map(str::trim).filter(|line| !line.is_empty());
        let topics: Vec<String> = lines.map(str::to_owned).collect();
        if topics.len() > TOPICS_MAX {
            reader.against("topics", "messages.problem.topics");
        }
        for topic in &topics {
            reader.maybe_text("topics", topic, NAME_CHARS_MAX);
        }
        topics
    }

    fn guests(&self, reader: &mut Reader) -> Vec<Guest> {
        let rows = [
            ("guest_1", &self.guest_1, &self.guest_1_for),
            ("guest_2", &self.guest_2, &self.guest_2_for),
            ("guest_3", &self.guest_3, &self.guest_3_for),
        ];
        let guest = |(field, role, partner): (&str, &String, &String)| {
            let role = reader.maybe_one(field, role, GuestRole::read)?;
            let partner: Option<Id<id::Partner>> =
                reader.maybe_one(field, partner, |typed| typed.parse().ok());
            Some(Guest { role, partner })
        };
        rows.into_iter().filter_map(guest).collect()
    }

    fn source(&self, reader: &mut Reader) -> Option<Source> {
        let kind = reader.maybe_one("source_kind", &self.source_kind, SourceKind::read)?;
        let language = |typed: &str| is_language(typed).then(|| typed.to_owned());
        Some(Source {
            kind,
            title: reader.text("source_title", &self.source_title, NAME_CHARS_MAX),
            version: reader.maybe_text("source_version", &self.source_version, NAME_CHARS_MAX),
            language: reader.maybe_one("source_language", &self.source_language, language),
        })
    }

    /// The fields for the page; the kind is asked once and never changes.
    pub(super) fn fields(
        &self,
        kind: Option<Kind>,
        shell: &Shell,
        problems: &Problems,
        partners: &[PartnerLine],
    ) -> Vec<Field> {
        let words = shell.words();
        let mut fields = Fields::new(shell, problems);
        if kind.is_none() {
            let kinds = said::kinds(words, &self.kind, shell.say("form.choose"));
            fields = fields.ask("kind", "messages.field.kind", Filling::One(kinds), "");
        }
        let channels = vec![
            Pick::new("fm", shell.say("messages.channel.fm"), &self.channels),
            Pick::new("stream", shell.say("messages.channel.stream"), &self.channels),
        ];
        fields = fields
            .line("title", "messages.field.title", &self.title)
            .hint("messages.hint.title")
            .line("topic", "messages.field.topic", &self.topic)
            .ask("expires_on", "messages.field.expires_on", Filling::Day, &self.expires_on)
            .hint("messages.hint.expires_on")
            .ask("channels", "messages.field.channels", Filling::Some(channels), "");
        if matches!(kind, None | Some(Kind::LiveSession)) {
            fields = self.live(fields, shell, partners);
        }
        self.drawn_from(fields, shell).done()
    }

    fn live<'a>(&self, fields: Fields<'a>, shell: &Shell, partners: &[PartnerLine]) -> Fields<'a> {
        let number = &self.call_in_number;
        let mut fields = fields
            .ask("minutes", "messages.field.minutes", Filling::Digits, &self.minutes)
            .hint("messages.hint.live_only")
            .line("call_in_number", "messages.field.call_in_number", number)
            .hint("messages.hint.live_only")
            .ask("topics", "messages.field.topics", Filling::Lines(4), &self.topics)
            .hint("messages.hint.topics");
        let rows = [
            (["guest_1", "guest_1_for"], [&self.guest_1, &self.guest_1_for]),
            (["guest_2", "guest_2_for"], [&self.guest_2, &self.guest_2_for]),
            (["guest_3", "guest_3_for"], [&self.guest_3, &self.guest_3_for]),
        ];
        for ([role, whom], [typed, typed_whom]) in rows {
            let roles = Filling::One(roles(shell, typed));
            let whose = Filling::One(organisations(shell, partners, typed_whom));
            fields = fields
                .ask(role, "messages.field.guest", roles, "")
                .hint("messages.hint.live_only")
                .ask(whom, "messages.field.guest_for", whose, "");
        }
        fields
    }

    fn drawn_from<'a>(&self, fields: Fields<'a>, shell: &Shell) -> Fields<'a> {
        let typed = std::slice::from_ref(&self.source_kind);
        let kinds = vec![
            Pick::new("", shell.say("messages.source.none"), typed),
            Pick::new("toolkit", shell.say("messages.source.toolkit"), typed),
            Pick::new("manual", shell.say("messages.source.manual"), typed),
        ];
        let none = Some(shell.say("messages.source.language_unknown"));
        let languages = said::languages(shell.words(), &self.source_language, none);
        fields
            .ask("source_kind", "messages.field.source_kind", Filling::One(kinds), "")
            .line("source_title", "messages.field.source_title", &self.source_title)
            .line("source_version", "messages.field.source_version", &self.source_version)
            .ask("source_language", "messages.field.source_language", Filling::One(languages), "")
    }
}

fn roles(shell: &Shell, typed: &str) -> Vec<Pick> {
    let typed = [typed.to_owned()];
    let none = Pick::new("", shell.say("messages.guest.nobody"), &typed);
    let words = shell.words();
    let each =
        GuestRole::ALL.iter().map(|role| Pick::new(role.code(), said::guest(words, *role), &typed));
    std::iter::once(none).chain(each).collect()
}

fn organisations(shell: &Shell, partners: &[PartnerLine], typed: &str) -> Vec<Pick> {
    let typed = [typed.to_owned()];
    let mut picks = vec![Pick::new("", shell.say("messages.guest.for_nobody"), &typed)];
    for line in partners {
        let pick = Pick::new(line.partner.to_string(), line.name.as_str(), &typed);
        if !picks.contains(&pick) {
            picks.push(pick);
        }
    }
    picks
}
