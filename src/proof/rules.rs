//! What may be said of an airing, by whom, and what it then counts for.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::kit::wallclock;
use crate::kit::{Refusal, coded};
use crate::schedule;

coded! {
    /// What became of an airing.
    Outcome {
        /// It aired as planned.
        Aired = "aired",
        /// It aired whole, at another time of the same broadcast day or soon after.
        Late = "late",
        /// Only a part of it aired.
        Partial = "partial",
        /// It did not air.
        NotAired = "not_aired",
    }
}

impl Outcome {
    /// The same, as the schedule keeps it.
    pub const fn standing(self) -> schedule::Outcome {
        match self {
            Self::Aired => schedule::Outcome::Aired,
            Self::Late => schedule::Outcome::Late,
            Self::Partial => schedule::Outcome::Partial,
            Self::NotAired => schedule::Outcome::NotAired,
        }
    }
}

coded! {
    /// Why an airing did not air, in the trade's terms.
    MissReason {
        /// No power, or the generator failed.
        Power = "power",
        /// The transmitter was off.
        Transmitter = "transmitter",
        /// The audio was missing or broken.
        Audio = "audio",
        /// The presenter left it out.
        Skipped = "skipped",
        /// Another live event took its place.
        Event = "event",
        /// Anything else.
        Other = "other",
    }
}

coded! {
    /// How the station's word came to us.
    Source {
        /// Its staff, signed in.
        Page = "page",
        /// Its signed link.
        Link = "link",
        /// A coordinator asked by telephone.
        Phone = "phone",
        /// A letter or a log sheet.
        Letter = "letter",
    }
}

/// What somebody says of an airing, times in the station's local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// As planned.
    Aired,
    /// At this time of the broadcast day instead.
    Late(NaiveTime),
    /// For so many seconds.
    Partial(u32),
    /// Not at all.
    NotAired(MissReason),
}

/// What stands after an answer: the row that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What became of it.
    pub outcome: Outcome,
    /// When it aired, if late.
    pub heard_at: Option<DateTime<Utc>>,
    /// How much aired, if partly.
    pub heard_seconds: Option<u32>,
    /// Why not, if it did not.
    pub reason: Option<MissReason>,
}

/// What deciding an answer needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerFacts {
    /// The present instant.
    pub now: DateTime<Utc>,
    /// The station's zone.
    pub zone: Tz,
    /// When the airing was to start.
    pub starts_at: DateTime<Utc>,
    /// The broadcast day it belongs to.
    pub air_date: NaiveDate,
    /// When the station's broadcast day begins.
    pub day_starts: NaiveTime,
    /// Its planned length.
    pub seconds: u32,
    /// Whether it is still booked.
    pub is_booked: bool,
    /// Whether the campaign's figures are frozen.
    pub is_closed: bool,
    /// What stood before, if anything was said.
    pub earlier: Option<Statement>,
}

/// What follows from an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is written; it corrects an earlier one when there is one.
    Accept(Statement),
    /// The same was said before: nothing is written.
    SameAgain,
}

/// Why an answer is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerRefused {
    /// The airing was cancelled.
    #[error("the airing was cancelled")]
    Cancelled,
    /// Its time has not come.
    #[error("the airing has not started yet")]
    NotYet,
    /// The campaign is closed and its figures are frozen.
    #[error("the campaign is closed")]
    Closed,
    /// The time given lies in the future.
    #[error("the time given has not come yet")]
    HeardInFuture,
    /// The time given is the planned one.
    #[error("the time given is not later than planned")]
    NotLate,
    /// The day on which the station is said to have answered lies ahead.
    #[error("the day of the answer has not come yet")]
    SaidInFuture,
    /// No seconds, or as many as planned.
    #[error("a part is at least 1 s and less than the whole {seconds} s")]
    NotAPart {
        /// The whole length.
        seconds: u32,
    },
}

impl Refusal for AnswerRefused {
    fn field(&self) -> &'static str {
        match self {
            Self::Cancelled | Self::NotYet | Self::Closed => "outcome",
            Self::HeardInFuture | Self::NotLate => "heard",
            Self::SaidInFuture => "said_on",
            Self::NotAPart { .. } => "seconds",
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Self::Cancelled => "proof.refused.cancelled",
            Self::NotYet => "proof.refused.not_yet",
            Self::Closed => "proof.refused.closed",
            Self::HeardInFuture => "proof.refused.heard_in_future",
            Self::NotLate => "proof.refused.not_late",
            Self::SaidInFuture => "proof.refused.said_in_future",
            Self::NotAPart { .. } => "proof.refused.not_a_part",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotAPart { seconds } => vec![("seconds", seconds.to_string())],
            _ => Vec::new(),
        }
    }
}

/// What an answer leads to, or why it is not taken.
pub fn decide_answer(answer: Answer, facts: &AnswerFacts) -> Result<Verdict, AnswerRefused> {
    if facts.is_closed {
        return Err(AnswerRefused::Closed);
    }
    if !facts.is_booked {
        return Err(AnswerRefused::Cancelled);
    }
    if facts.now < facts.starts_at {
        return Err(AnswerRefused::NotYet);
    }
    let statement = statement_of(answer, facts)?;
    if facts.earlier == Some(statement) {
        return Ok(Verdict::SameAgain);
    }
    Ok(Verdict::Accept(statement))
}

fn statement_of(answer: Answer, facts: &AnswerFacts) -> Result<Statement, AnswerRefused> {
    let plain = |outcome| Statement { outcome, heard_at: None, heard_seconds: None, reason: None };
    match answer {
        Answer::Aired => Ok(plain(Outcome::Aired)),
        Answer::Late(time) => {
            let heard_at = heard_at(time, facts);
            if heard_at > facts.now {
                return Err(AnswerRefused::HeardInFuture);
            }
            if heard_at <= facts.starts_at {
                return Err(AnswerRefused::NotLate);
            }
            Ok(Statement { heard_at: Some(heard_at), ..plain(Outcome::Late) })
        }
        Answer::Partial(seconds) => {
            if !(1..facts.seconds).contains(&seconds) {
                return Err(AnswerRefused::NotAPart { seconds: facts.seconds });
            }
            Ok(Statement { heard_seconds: Some(seconds), ..plain(Outcome::Partial) })
        }
        Answer::NotAired(reason) => {
            Ok(Statement { reason: Some(reason), ..plain(Outcome::NotAired) })
        }
    }
}

/// The instant of a local time that somebody gives for an airing: on its
/// broadcast day, so that 01:10 after a programme of 23:30 is the same night.
fn heard_at(time: NaiveTime, facts: &AnswerFacts) -> DateTime<Utc> {
    let next_morning = time < facts.day_starts;
    let day = facts.air_date + TimeDelta::days(i64::from(next_morning));
    wallclock::instant_of(facts.zone, day.and_time(time)).instant
}

/// Whether a partial airing counts as aired for reach: at least half was heard.
///
/// Source: docs/decisions/007-reach.md, what counts as aired.
pub const fn half_was_heard(heard_seconds: u32, seconds: u32) -> bool {
    heard_seconds.saturating_mul(2) >= seconds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn time(text: &str) -> NaiveTime {
        text.parse().expect("a time")
    }

    /// 07:30 in Kigali on 2 March; it is 10:00 now.
    fn facts() -> AnswerFacts {
        AnswerFacts {
            now: at("2026-03-02T08:00:00Z"),
            zone: chrono_tz::Africa::Kigali,
            starts_at: at("2026-03-02T05:30:00Z"),
            air_date: NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day"),
            day_starts: time("05:00:00"),
            seconds: 60,
            is_booked: true,
            is_closed: false,
            earlier: None,
        }
    }

    #[test]
    fn an_answer_is_taken_or_says_why_not() {
        let late = Answer::Late(time("07:45:00"));
        assert!(matches!(
            decide_answer(late, &facts()),
            Ok(Verdict::Accept(Statement { outcome: Outcome::Late, heard_at: Some(heard), .. }))
                if heard == at("2026-03-02T05:45:00Z")
        ));
        let cases = [
            (Answer::Late(time("07:30:00")), AnswerRefused::NotLate),
            (Answer::Late(time("10:01:00")), AnswerRefused::HeardInFuture),
            (Answer::Late(time("01:00:00")), AnswerRefused::HeardInFuture),
            (Answer::Partial(0), AnswerRefused::NotAPart { seconds: 60 }),
            (Answer::Partial(60), AnswerRefused::NotAPart { seconds: 60 }),
        ];
        for (answer, why) in cases {
            assert_eq!(decide_answer(answer, &facts()), Err(why), "{answer:?}");
        }
    }

    #[test]
    fn nothing_is_said_before_the_start_after_the_end_or_of_a_cancelled_airing() {
        let early = AnswerFacts { now: at("2026-03-02T05:29:59Z"), ..facts() };
        assert_eq!(decide_answer(Answer::Aired, &early), Err(AnswerRefused::NotYet));
        let cancelled = AnswerFacts { is_booked: false, ..facts() };
        assert_eq!(decide_answer(Answer::Aired, &cancelled), Err(AnswerRefused::Cancelled));
        let closed = AnswerFacts { is_closed: true, ..facts() };
        assert_eq!(decide_answer(Answer::Aired, &closed), Err(AnswerRefused::Closed));
    }

    #[test]
    fn the_same_said_again_is_nothing_new_and_another_word_corrects() {
        let Ok(Verdict::Accept(first)) = decide_answer(Answer::Aired, &facts()) else {
            panic!("the first word is taken")
        };
        let told = AnswerFacts { earlier: Some(first), ..facts() };
        assert_eq!(decide_answer(Answer::Aired, &told), Ok(Verdict::SameAgain));
        let other = decide_answer(Answer::NotAired(MissReason::Power), &told);
        assert!(matches!(other, Ok(Verdict::Accept(_))));
    }

    #[test]
    fn a_time_after_midnight_belongs_to_the_night_before() {
        let overnight = AnswerFacts {
            starts_at: at("2026-03-02T21:30:00Z"),
            now: at("2026-03-03T06:00:00Z"),
            ..facts()
        };
        let verdict = decide_answer(Answer::Late(time("01:10:00")), &overnight);
        assert!(matches!(
            verdict,
            Ok(Verdict::Accept(Statement { heard_at: Some(heard), .. }))
                if heard == at("2026-03-02T23:10:00Z")
        ));
    }

    #[test]
    fn every_code_is_read_as_it_is_written() {
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::read(outcome.code()), Some(outcome));
        }
        for reason in MissReason::ALL {
            assert_eq!(MissReason::read(reason.code()), Some(reason));
        }
        for source in Source::ALL {
            assert_eq!(Source::read(source.code()), Some(source));
        }
    }
}
