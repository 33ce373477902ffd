//! Codes in the visitor's words.

use crate::kit::Id;
use crate::kit::id;
use crate::messages::{GuestRole, Kind, LANGUAGES, SoundState, Standing, Version};
use crate::plant::web::Pick;
use crate::plant::words::Words;

/// What a kind is called.
pub(super) fn kind(words: Words, kind: Kind) -> &'static str {
    words.say(match kind {
        Kind::Spot => "messages.kind.spot",
        Kind::Programme => "messages.kind.programme",
        Kind::LiveSession => "messages.kind.live_session",
    })
}

/// "Spot 7": the title for the outside in discreet mode.
pub(super) fn neutral(words: Words, kind: Kind, number: i32) -> String {
    let key = match kind {
        Kind::Spot => "messages.neutral.spot",
        Kind::Programme => "messages.neutral.programme",
        Kind::LiveSession => "messages.neutral.live_session",
    };
    words.fill(key, &[("number", number)])
}

/// What a language is called; its code when nobody knows.
pub(super) fn language(words: Words, code: &str) -> String {
    let key = match code {
        "rw" => "messages.language.rw",
        "en" => "messages.language.en",
        "fr" => "messages.language.fr",
        "sw" => "messages.language.sw",
        "rn" => "messages.language.rn",
        "lg" => "messages.language.lg",
        "nyn" => "messages.language.nyn",
        "ln" => "messages.language.ln",
        other => return other.to_owned(),
    };
    words.say(key).to_owned()
}

/// What a guest's role is called.
pub(super) fn guest(words: Words, role: GuestRole) -> &'static str {
    words.say(match role {
        GuestRole::Presenter => "messages.guest.presenter",
        GuestRole::Investigator => "messages.guest.investigator",
        GuestRole::Lawyer => "messages.guest.lawyer",
        GuestRole::HealthWorker => "messages.guest.health_worker",
        GuestRole::SocialWorker => "messages.guest.social_worker",
        GuestRole::LocalLeader => "messages.guest.local_leader",
        GuestRole::Teacher => "messages.guest.teacher",
        GuestRole::FaithLeader => "messages.guest.faith_leader",
        GuestRole::Organisation => "messages.guest.organisation",
        GuestRole::Other => "messages.guest.other",
    })
}

/// Where a message stands.
pub(super) fn standing(words: Words, standing: Standing) -> &'static str {
    words.say(match standing {
        Standing::Approved => "messages.standing.approved",
        Standing::Waiting => "messages.standing.waiting",
        Standing::Expired => "messages.standing.expired",
    })
}

/// How long a version airs, and how we know.
pub(super) fn length(words: Words, version: &Version, planned: Option<u32>) -> String {
    let codec = version.codec.clone().unwrap_or_default();
    let measured = version.audio_seconds.map(|seconds| words.length(seconds));
    let values = |length: String| [("length", length), ("codec", codec.clone())];
    match version.sound {
        SoundState::Decoded => {
            words.fill("messages.length.decoded", &values(measured.unwrap_or_default()))
        }
        SoundState::Counted => {
            words.fill("messages.length.counted", &values(measured.unwrap_or_default()))
        }
        SoundState::Waiting => words.say("messages.length.waiting").to_owned(),
        SoundState::Failed => words.say(fault(version.fault.as_deref())).to_owned(),
        SoundState::None => match version.planned_seconds.or(planned) {
            Some(seconds) => words.fill("messages.length.planned", &values(words.length(seconds))),
            None => words.say("messages.length.unknown").to_owned(),
        },
    }
}

fn fault(code: Option<&str>) -> &'static str {
    match code {
        Some("not_sound") => "messages.fault.not_sound",
        Some("too_long") => "messages.fault.too_long",
        _ => "messages.fault.damaged",
    }
}

/// The languages to choose from.
pub(super) fn languages(words: Words, typed: &str, none: Option<&str>) -> Vec<Pick> {
    let typed = [typed.to_owned()];
    let first = none.map(|label| Pick::new("", label, &typed));
    let rest = LANGUAGES.iter().map(|code| Pick::new(*code, language(words, code), &typed));
    first.into_iter().chain(rest).collect()
}

/// The kinds to choose from.
pub(super) fn kinds(words: Words, typed: &str, none: &str) -> Vec<Pick> {
    let typed = [typed.to_owned()];
    let first = Pick::new("", none, &typed);
    let rest = Kind::ALL.iter().map(|one| Pick::new(one.code(), kind(words, *one), &typed));
    std::iter::once(first).chain(rest).collect()
}

/// The address of a message's page.
pub(super) fn address(message: Id<id::Message>) -> String {
    format!("/messages/{message}")
}
