//! Why a rule does not hold together.

/// Why a rule does not hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleRefused {
    /// No day of any year is meant.
    #[error("no day is ever meant by this rule")]
    Never,
    /// The last day lies before the first.
    #[error("the rule ends before it starts")]
    EndsBeforeStart,
    /// What is moved is not an occurrence.
    #[error("the rule gives nothing there that could be moved")]
    MovedFromNothing {
        /// Which of the moves.
        place: usize,
    },
    /// What is moved is left out.
    #[error("that day is left out by `except`, so nothing is there to be moved")]
    MovedExcept {
        /// Which of the moves.
        place: usize,
    },
    /// The rule has several times on that day.
    #[error("the rule gives several times on that day: say which, as in 2026-05-05T09:30")]
    MovedFromSeveral {
        /// Which of the moves.
        place: usize,
    },
    /// One occurrence is moved twice.
    #[error("is moved by an earlier entry already")]
    MovedTwice {
        /// Which of the moves.
        place: usize,
    },
}
