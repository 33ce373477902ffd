//! What may be said of figures, in the words of a language.

use crate::kit::Money;
use crate::plant::words::Words;
use crate::reach::{
    Amount, Ask, Basis, CostEach, Figures, Group, Published, Strain, Tier, Warning,
};

/// A number of people.
pub fn people(words: Words, number: f64) -> String {
    words.decimal(number, 0)
}

/// From so many to so many.
pub fn range(words: Words, (low, high): (f64, f64)) -> String {
    format!("{}–{}", people(words, low), people(words, high))
}

/// The sentence that stands at the head: the words of its tier and no others. Only what
/// is confirmed was heard; what is expected or planned says under which condition.
pub fn headline(words: Words, told: &Published, one_broadcast: bool) -> String {
    let basis = told.basis();
    let key = |confirmed, expected, planned| match basis {
        Basis::Confirmed => confirmed,
        Basis::Expected => expected,
        Basis::Planned => planned,
    };
    let supposed = |said: String| match basis {
        Basis::Planned => words.fill("reach.say.if_all", &[("said", said)]),
        Basis::Confirmed | Basis::Expected => said,
    };
    let many = |people_reached: f64| ("people", people(words, people_reached));
    match told.amount() {
        // One broadcast is never given a single number, however well it is founded.
        Amount::About { range: it, .. }
        | Amount::Estimated { range: it, .. }
        | Amount::Between { range: it }
            if one_broadcast =>
        {
            supposed(words.fill("reach.say.one", &[("range", range(words, it))]))
        }
        Amount::About { people, range: it } => words.fill(
            key("reach.say.about", "reach.expect.about", "reach.plan.about"),
            &[many(people), ("range", range(words, it))],
        ),
        Amount::Estimated { people, range: it } => words.fill(
            key("reach.say.estimated", "reach.expect.estimated", "reach.plan.estimated"),
            &[many(people), ("range", range(words, it))],
        ),
        Amount::Between { range: (low, high) } => words.fill(
            key("reach.say.between", "reach.expect.between", "reach.plan.between"),
            &[("low", people(words, low)), ("high", people(words, high))],
        ),
        Amount::Potential { people } => {
            supposed(words.fill("reach.say.potential", &[many(people)]))
        }
        Amount::Nobody => {
            let nobody = "reach.say.nobody";
            words.say(key(nobody, nobody, "reach.plan.nobody")).to_owned()
        }
    }
}

/// The same in a cell of a table.
pub fn short(words: Words, told: &Published) -> String {
    match told.amount() {
        Amount::About { people: it, range: ends } => {
            format!("{} ({})", people(words, it), range(words, ends))
        }
        Amount::Estimated { people: it, range: ends } => {
            format!("≈ {} ({})", people(words, it), range(words, ends))
        }
        Amount::Between { range: ends } => range(words, ends),
        Amount::Potential { .. } => words.say("reach.say.covered_only").to_owned(),
        Amount::Nobody => words.say("reach.say.none_yet").to_owned(),
    }
}

/// How well it is founded, what counted, and how old the oldest input is.
pub fn footing(words: Words, told: &Published, figures: &Figures) -> String {
    words.fill(
        "reach.say.footing",
        &[
            ("tier", words.say(tier_key(told.tier())).to_owned()),
            ("basis", words.say(basis_key(told.basis())).to_owned()),
            ("inputs", inputs(words, figures)),
        ],
    )
}

/// How old the oldest inputs are: people by year, listening by day.
fn inputs(words: Words, figures: &Figures) -> String {
    match figures.oldest_inputs() {
        (Some(year), Some(day)) => {
            words.fill("reach.inputs.all", &[("year", year.to_string()), ("date", words.date(day))])
        }
        (Some(year), None) => words.fill("reach.inputs.people", &[("year", year)]),
        (None, _) => String::new(),
    }
}

/// The key of a tier's words.
pub fn tier_key(tier: Tier) -> &'static str {
    match tier {
        Tier::A => "reach.tier.a",
        Tier::B => "reach.tier.b",
        Tier::C => "reach.tier.c",
        Tier::D => "reach.tier.d",
    }
}

/// The key of a basis.
pub fn basis_key(basis: Basis) -> &'static str {
    match basis {
        Basis::Confirmed => "reach.basis.confirmed",
        Basis::Expected => "reach.basis.expected",
        Basis::Planned => "reach.basis.planned",
    }
}

/// What one person reached has cost.
pub fn cost_each(words: Words, told: &Published, cost: Option<Money>) -> String {
    let Some(cost) = cost else { return words.say("reach.cost.none").to_owned() };
    let units = (0..cost.currency.digits())
        .fold(u32::try_from(cost.minor).map_or(0.0, f64::from), |units, _| units / 10.0);
    let each = |value: f64| format!("{} {}", words.decimal(value, 1), cost.currency);
    match told.cost_each(units) {
        Some(CostEach::About(it)) => words.fill("reach.cost.about", &[("each", each(it))]),
        Some(CostEach::Between(low, high)) => {
            words.fill("reach.cost.between", &[("low", each(low)), ("high", each(high))])
        }
        None => words.say("reach.cost.unsaid").to_owned(),
    }
}

/// The name of a district by its code.
pub fn district<'a>(figures: &'a Figures, code: &'a str) -> &'a str {
    figures.districts.iter().find(|it| it.code == code).map_or(code, |it| it.name.as_str())
}

/// What to ask next, in words.
pub fn ask(words: Words, figures: &Figures, ask: &Ask) -> String {
    let key = match ask.group {
        Group::Universe => "reach.ask.universe",
        Group::Cume => "reach.ask.cume",
        Group::Audience => "reach.ask.audience",
        Group::Repeat => "reach.ask.repeat",
        Group::Gatherings => "reach.ask.gatherings",
        Group::Confirmation => "reach.ask.confirmation",
    };
    let place = ask.district.as_deref().map_or("", |code| district(figures, code));
    let station = ask.station.as_deref().unwrap_or_default();
    let share = words.percent(ask.share);
    words.fill(key, &[("district", place), ("station", station), ("share", share.as_str())])
}

/// The name of a group of inputs.
pub fn group_key(group: Group) -> &'static str {
    match group {
        Group::Universe => "reach.group.universe",
        Group::Cume => "reach.group.cume",
        Group::Audience => "reach.group.audience",
        Group::Repeat => "reach.group.repeat",
        Group::Gatherings => "reach.group.gatherings",
        Group::Confirmation => "reach.group.confirmation",
    }
}

/// What a reader should know of the inputs.
pub fn warning(words: Words, figures: &Figures, warning: &Warning) -> String {
    match warning {
        Warning::UniverseRaised { district: code, from, to } => words.fill(
            "reach.warning.universe",
            &[
                ("district", district(figures, code).to_owned()),
                ("from", words.percent(*from)),
                ("to", words.percent(*to)),
            ],
        ),
        Warning::NoCume { station, district: code } => words.fill(
            "reach.warning.no_cume",
            &[("station", station.as_str()), ("district", district(figures, code))],
        ),
        Warning::Strained { station, district: code, daypart, strain } => words.fill(
            strain_key(*strain),
            &[
                ("station", station.as_str()),
                ("district", district(figures, code)),
                ("daypart", daypart.as_str()),
            ],
        ),
        Warning::CutShort => words.say("reach.working").to_owned(),
    }
}

fn strain_key(strain: Strain) -> &'static str {
    match strain {
        Strain::TunedCapped | Strain::HeavyCapped => "reach.warning.tuned",
        Strain::HabitCapped => "reach.warning.habit",
        Strain::MoreHearThanTuned(_) | Strain::AttentionOutOfRange(_) => "reach.warning.attention",
    }
}
