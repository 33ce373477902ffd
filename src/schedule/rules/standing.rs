//! What became of an airing and how we know; and when it may still be changed.

use chrono::{DateTime, Utc};

use crate::kit::{Refusal, coded};

coded! {
    /// How well we know what became of an airing, weakest first.
    Evidence {
        /// Its time has not come, or nobody said anything.
        Planned = "planned",
        /// The time passed at a station with a good record; nobody answered.
        Presumed = "presumed",
        /// The station says so.
        Confirmed = "confirmed",
        /// A log or a recording shows it.
        Evidenced = "evidenced",
        /// Two independent sources agree, or a person checked a recording.
        Verified = "verified",
    }
}

coded! {
    /// What became of an airing.
    Outcome {
        /// Nobody has answered yet.
        Unanswered = "unanswered",
        /// Aired as planned.
        Aired = "aired",
        /// Aired whole, but later.
        Late = "late",
        /// Aired in part.
        Partial = "partial",
        /// Did not air.
        NotAired = "not_aired",
    }
}

coded! {
    /// Why an airing was cancelled.
    CancelReason {
        /// The station asked for it.
        Station = "station",
        /// The message is to be changed or withdrawn.
        Message = "message",
        /// The plan was changed.
        Plan = "plan",
        /// The money is needed elsewhere.
        Budget = "budget",
        /// It was booked by mistake.
        Mistake = "mistake",
    }
}

/// What the proofs of an airing come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How well it is known.
    pub evidence: Evidence,
    /// What became of it.
    pub outcome: Outcome,
    /// When it was heard, if not as planned.
    pub heard_at: Option<DateTime<Utc>>,
    /// How much of it was heard, if not all.
    pub heard_seconds: Option<u32>,
    /// The code of the reason why it did not air, or not whole.
    pub reason: Option<String>,
}

/// An airing as it is before a change.
#[derive(Clone, Copy, Debug)]
pub struct Current {
    /// Whether it was cancelled.
    pub cancelled: bool,
    /// What became of it.
    pub outcome: Outcome,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// Whether it was typed in after its time.
    pub entered_late: bool,
}

/// Why an airing stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeRefused {
    /// It was cancelled; a new one may be booked.
    #[error("it was cancelled")]
    Cancelled,
    /// The station has answered for it; a correction goes to the proof.
    #[error("it has been answered for")]
    Answered,
    /// It has begun: what became of it is for the proof to say.
    #[error("it has begun")]
    Begun,
}

impl Refusal for ChangeRefused {
    fn field(&self) -> &'static str {
        "airing"
    }

    fn words(&self) -> &'static str {
        match self {
            Self::Cancelled => "schedule.refused.is_cancelled",
            Self::Answered => "schedule.refused.is_answered",
            Self::Begun => "schedule.refused.has_begun",
        }
    }
}

/// Whether an airing may be moved or cancelled.
///
/// What has begun is not moved out of sight: it is answered as not aired. An
/// airing that was typed in late can be mended until it is answered.
pub fn decide_change(current: &Current, now: DateTime<Utc>) -> Result<(), ChangeRefused> {
    if current.cancelled {
        return Err(ChangeRefused::Cancelled);
    }
    if current.outcome != Outcome::Unanswered {
        return Err(ChangeRefused::Answered);
    }
    if current.starts_at <= now && !current.entered_late {
        return Err(ChangeRefused::Begun);
    }
    Ok(())
}
