//! What the codes of calls are called.

use crate::callins::{AgeBand, CallOutcome, Channel, Sex};

/// The key of a name in the catalogue.
pub(super) const fn sex_key(sex: Sex) -> &'static str {
    match sex {
        Sex::Female => "callins.sex.female",
        Sex::Male => "callins.sex.male",
        Sex::NotAsked => "callins.sex.not_asked",
    }
}

/// The key of a name in the catalogue.
pub(super) const fn age_key(age: AgeBand) -> &'static str {
    match age {
        AgeBand::Under18 => "callins.age.under_18",
        AgeBand::From18 => "callins.age.18_24",
        AgeBand::From25 => "callins.age.25_34",
        AgeBand::From35 => "callins.age.35_49",
        AgeBand::From50 => "callins.age.50_plus",
        AgeBand::NotAsked => "callins.age.not_asked",
    }
}

/// The key of a name in the catalogue.
pub(super) const fn outcome_key(outcome: CallOutcome) -> &'static str {
    match outcome {
        CallOutcome::Answered => "callins.outcome.answered",
        CallOutcome::OnAir => "callins.outcome.on_air",
        CallOutcome::Referred => "callins.outcome.referred",
        CallOutcome::Left => "callins.outcome.left",
    }
}

/// The key of a name in the catalogue.
pub(super) const fn channel_key(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => "callins.channel.call",
        Channel::Text => "callins.channel.text",
    }
}
