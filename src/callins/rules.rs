//! What may be counted of a call: codes alone, bound to an airing.

use chrono::{DateTime, TimeDelta, Utc};

use crate::kit::{Language, Refusal, coded, fold, limits};

coded! {
    /// The caller's sex as heard; nobody is asked on air.
    Sex {
        /// A woman or girl.
        Female = "female",
        /// A man or boy.
        Male = "male",
        /// Not known, not asked.
        NotAsked = "not_asked",
    }
}

coded! {
    /// The caller's age as far as known.
    AgeBand {
        /// A child.
        Under18 = "under_18",
        /// 18 to 24.
        From18 = "18_24",
        /// 25 to 34.
        From25 = "25_34",
        /// 35 to 49.
        From35 = "35_49",
        /// 50 and above.
        From50 = "50_plus",
        /// Not known, not asked.
        NotAsked = "not_asked",
    }
}

coded! {
    /// What became of the call.
    CallOutcome {
        /// Answered off air.
        Answered = "answered",
        /// Went on air.
        OnAir = "on_air",
        /// Was told of a service.
        Referred = "referred",
        /// Hung up or was cut off.
        Left = "left",
    }
}

coded! {
    /// How the listener came through.
    Channel {
        /// A voice call.
        Call = "call",
        /// A text message to the station.
        Text = "text",
    }
}

/// How long before the planned start a call may already be counted.
const EARLY_MINUTES: i64 = 15;
/// How long after the start the station may still count.
const STATION_HOURS: i64 = 36;
/// Calls that one form may count.
pub const CALLS_AT_ONCE_MAX: u32 = 200;

/// One kind of call and how many of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The topic, if one is coded.
    pub topic: Option<i64>,
    /// The caller's sex.
    pub sex: Sex,
    /// The caller's age.
    pub age_band: AgeBand,
    /// What became of it.
    pub outcome: CallOutcome,
    /// How it came.
    pub channel: Channel,
    /// The language spoken, if noted.
    pub language: Option<Language>,
    /// How many, 1 to 200.
    pub count: u32,
}

/// Who counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counter {
    /// The station itself, while the session is fresh.
    Station,
    /// A coordinator, as long as the campaign is open.
    Coordinator,
}

/// What deciding a count needs to know.
#[expect(clippy::struct_excessive_bools, reason = "four plain facts, not a state")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TallyFacts {
    /// The present instant.
    pub now: DateTime<Utc>,
    /// When the session starts.
    pub starts_at: DateTime<Utc>,
    /// Whether listeners can call in during this airing.
    pub takes_calls: bool,
    /// Whether it is still booked.
    pub is_booked: bool,
    /// Whether the campaign's figures are frozen.
    pub is_closed: bool,
    /// Whether the topic is one that the campaign offers.
    pub topic_is_offered: bool,
}

/// Why a count is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TallyRefused {
    /// The airing takes no calls.
    #[error("only live sessions take calls")]
    NoCalls,
    /// The airing was cancelled.
    #[error("the airing was cancelled")]
    Cancelled,
    /// The campaign is closed.
    #[error("the campaign is closed")]
    Closed,
    /// The session has not begun.
    #[error("the session begins in more than {EARLY_MINUTES} minutes")]
    TooEarly,
    /// The station's time for counting is over.
    #[error("the station counts within {STATION_HOURS} hours; later a coordinator does")]
    TooLate,
    /// The topic is not offered.
    #[error("the campaign does not offer this topic")]
    UnknownTopic,
    /// No calls, or more than a form may count.
    #[error("a form counts 1 to {CALLS_AT_ONCE_MAX} calls")]
    Count,
    /// There is nothing of this kind left to take back.
    #[error("no such call is counted")]
    NothingToTakeBack,
}

impl Refusal for TallyRefused {
    fn field(&self) -> &'static str {
        match self {
            Self::UnknownTopic => "topic",
            _ => "count",
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Self::NoCalls => "callins.refused.no_calls",
            Self::Cancelled => "callins.refused.cancelled",
            Self::Closed => "callins.refused.closed",
            Self::TooEarly => "callins.refused.too_early",
            Self::TooLate => "callins.refused.too_late",
            Self::UnknownTopic => "callins.refused.unknown_topic",
            Self::Count => "callins.refused.count",
            Self::NothingToTakeBack => "callins.refused.nothing_to_take_back",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooEarly => vec![("minutes", EARLY_MINUTES.to_string())],
            Self::TooLate => vec![("hours", STATION_HOURS.to_string())],
            Self::Count => vec![("most", CALLS_AT_ONCE_MAX.to_string())],
            _ => Vec::new(),
        }
    }
}

/// The calls may be counted, or the first reason why not.
pub fn decide_tally(
    tally: &Tally,
    counter: Counter,
    facts: &TallyFacts,
) -> Result<(), TallyRefused> {
    decide_change(counter, facts)?;
    if !facts.topic_is_offered {
        return Err(TallyRefused::UnknownTopic);
    }
    if !(1..=CALLS_AT_ONCE_MAX).contains(&tally.count) {
        return Err(TallyRefused::Count);
    }
    Ok(())
}

/// The counts of the airing may be changed, or the first reason why not.
pub fn decide_change(counter: Counter, facts: &TallyFacts) -> Result<(), TallyRefused> {
    if !facts.takes_calls {
        return Err(TallyRefused::NoCalls);
    }
    if !facts.is_booked {
        return Err(TallyRefused::Cancelled);
    }
    if facts.is_closed {
        return Err(TallyRefused::Closed);
    }
    if facts.now < facts.starts_at - TimeDelta::minutes(EARLY_MINUTES) {
        return Err(TallyRefused::TooEarly);
    }
    let fresh = facts.now <= facts.starts_at + TimeDelta::hours(STATION_HOURS);
    if counter == Counter::Station && !fresh {
        return Err(TallyRefused::TooLate);
    }
    Ok(())
}

/// Topics that a campaign may offer: more do not fit on a phone.
pub const TOPICS_MAX: usize = 20;
/// Characters of a topic's name.
const TOPIC_CHARS_MAX: usize = 40;

/// Why a topic is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TopicRefused {
    /// No name.
    #[error("a topic needs a name")]
    Empty,
    /// The name is too long for a button.
    #[error("a topic's name has at most {TOPIC_CHARS_MAX} characters")]
    TooLong,
    /// There is one of that name.
    #[error("the campaign has this topic already")]
    Twice,
    /// The campaign has as many as a page takes.
    #[error("a campaign has at most {TOPICS_MAX} topics")]
    TooMany,
}

impl Refusal for TopicRefused {
    fn field(&self) -> &'static str {
        "name"
    }

    fn words(&self) -> &'static str {
        match self {
            Self::Empty => "callins.refused.topic_empty",
            Self::TooLong => "callins.refused.topic_long",
            Self::Twice => "callins.refused.topic_twice",
            Self::TooMany => "callins.refused.topics_many",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooLong => vec![("most", TOPIC_CHARS_MAX.to_string())],
            Self::TooMany => vec![("most", TOPICS_MAX.to_string())],
            Self::Empty | Self::Twice => Vec::new(),
        }
    }
}

/// A topic's name without spaces around it, or why it cannot be one.
pub fn read_topic(name: &str) -> Result<String, TopicRefused> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(TopicRefused::Empty);
    }
    if name.chars().count() > TOPIC_CHARS_MAX.min(limits::NAME_CHARS_MAX) {
        return Err(TopicRefused::TooLong);
    }
    Ok(name)
}

/// By this code two topics of a campaign are the same: capitals and accents do
/// not tell them apart.
pub fn topic_code(name: &str) -> String {
    fold::folded(name)
}

/// Another topic fits, given how many there are.
pub fn decide_topic(present: usize) -> Result<(), TopicRefused> {
    if present < TOPICS_MAX { Ok(()) } else { Err(TopicRefused::TooMany) }
}

/// Below this many, a count of calls is not shown to those who see totals only.
///
/// Source: docs/THREATS.md, small numbers.
pub const SMALL: i64 = 10;

/// A total that may be shown: zero and ten upwards, never a number between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownCount {
    /// The number itself.
    Exactly(i64),
    /// One to nine.
    FewerThanTen,
}

/// The total as a person who sees totals only may read it.
pub const fn shown(total: i64) -> ShownCount {
    if total > 0 && total < SMALL { ShownCount::FewerThanTen } else { ShownCount::Exactly(total) }
}

/// Below this many calls of a campaign only their total is shown, no part of it.
///
/// Source: docs/THREATS.md, small numbers.
pub const PARTS_MIN: i64 = 100;

/// A part of a total that is shown beside it, as a person who sees totals only may read
/// it; nothing where the rest could be told by subtraction, or where calls are few.
pub const fn shown_part(total: i64, part: i64) -> Option<ShownCount> {
    let rest = total - part;
    if total < PARTS_MIN || (rest > 0 && rest < SMALL) { None } else { Some(shown(part)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(minutes_after_start: i64) -> TallyFacts {
        let starts_at: DateTime<Utc> = "2026-03-02T17:00:00Z".parse().expect("an instant");
        TallyFacts {
            now: starts_at + TimeDelta::minutes(minutes_after_start),
            starts_at,
            takes_calls: true,
            is_booked: true,
            is_closed: false,
            topic_is_offered: true,
        }
    }

    fn one_call() -> Tally {
        Tally {
            topic: None,
            sex: Sex::NotAsked,
            age_band: AgeBand::NotAsked,
            outcome: CallOutcome::Answered,
            channel: Channel::Call,
            language: None,
            count: 1,
        }
    }

    #[test]
    fn calls_are_counted_while_the_session_is_fresh() {
        let decide = |minutes, counter| decide_tally(&one_call(), counter, &facts(minutes));
        assert_eq!(decide(-16, Counter::Station), Err(TallyRefused::TooEarly));
        assert_eq!(decide(-15, Counter::Station), Ok(()));
        assert_eq!(decide(36 * 60, Counter::Station), Ok(()));
        assert_eq!(decide(36 * 60 + 1, Counter::Station), Err(TallyRefused::TooLate));
        assert_eq!(decide(90 * 24 * 60, Counter::Coordinator), Ok(()));
    }

    #[test]
    fn every_other_reason_is_named() {
        let refused = |facts: &TallyFacts| decide_tally(&one_call(), Counter::Station, facts);
        let base = facts(0);
        let cases = [
            (TallyFacts { takes_calls: false, ..base }, TallyRefused::NoCalls),
            (TallyFacts { is_booked: false, ..base }, TallyRefused::Cancelled),
            (TallyFacts { is_closed: true, ..base }, TallyRefused::Closed),
            (TallyFacts { topic_is_offered: false, ..base }, TallyRefused::UnknownTopic),
        ];
        for (facts, why) in cases {
            assert_eq!(refused(&facts), Err(why));
        }
        for count in [0, CALLS_AT_ONCE_MAX + 1] {
            let tally = Tally { count, ..one_call() };
            let decided = decide_tally(&tally, Counter::Coordinator, &base);
            assert_eq!(decided, Err(TallyRefused::Count));
        }
    }

    #[test]
    fn topics_are_short_and_told_apart_by_more_than_capitals() {
        assert_eq!(read_topic("  Job   offers "), Ok("Job offers".to_owned()));
        assert_eq!(read_topic(" "), Err(TopicRefused::Empty));
        assert_eq!(read_topic(&"x".repeat(41)), Err(TopicRefused::TooLong));
        assert_eq!(topic_code("Santé"), topic_code("SANTE"));
        assert_eq!(decide_topic(19), Ok(()));
        assert_eq!(decide_topic(20), Err(TopicRefused::TooMany));
    }

    #[test]
    fn small_totals_are_not_told() {
        assert_eq!(shown(0), ShownCount::Exactly(0));
        assert_eq!(shown(1), ShownCount::FewerThanTen);
        assert_eq!(shown(9), ShownCount::FewerThanTen);
        assert_eq!(shown(10), ShownCount::Exactly(10));
    }

    #[test]
    fn a_part_is_hidden_where_it_or_the_rest_could_be_told() {
        let part = |total, part| shown_part(total, part);

        assert_eq!(part(99, 40), None);
        assert_eq!(part(100, 40), Some(ShownCount::Exactly(40)));
        assert_eq!(part(100, 9), Some(ShownCount::FewerThanTen));
        assert_eq!(part(100, 91), None, "nine others could be told");
        assert_eq!(part(100, 90), Some(ShownCount::Exactly(90)));
        assert_eq!(part(100, 100), Some(ShownCount::Exactly(100)));
        assert_eq!(part(100, 0), Some(ShownCount::Exactly(0)));
    }
}
