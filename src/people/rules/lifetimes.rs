//! How long sign-ins and links are good for.

use chrono::{DateTime, TimeDelta, Utc};

/// A session that nobody used for this long is over.
pub const SESSION_IDLE_HOURS: i64 = 12;
/// A session is over after this long, used or not.
pub const SESSION_DAYS_MAX: i64 = 14;
/// How long the second factor may take after the password.
pub const HALF_SESSION_MINUTES: i64 = 10;
/// The link for the first administrator.
pub const FIRST_LINK_HOURS: i64 = 24;
/// An invitation, and a link to a new password.
pub const INVITATION_HOURS: i64 = 72;
/// A link by which a station confirms without an account.
pub const STATION_LINK_HOURS_MAX: i64 = 36;
/// Sessions of one person; the oldest ends when another begins.
pub const SESSIONS_PER_PERSON_MAX: u64 = 20;

/// How far a sign-in has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The password was right; the second factor is not given yet.
    Half,
    /// Signed in.
    Whole,
}

impl Stage {
    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Half => "half",
            Self::Whole => "whole",
        }
    }

    /// The stage of a word in the database; what is not whole is half.
    pub fn of(code: &str) -> Self {
        if code == "whole" { Self::Whole } else { Self::Half }
    }
}

/// Whether a session still stands.
pub fn session_lives(
    stage: Stage,
    made_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> bool {
    match stage {
        Stage::Half => now - made_at < TimeDelta::minutes(HALF_SESSION_MINUTES),
        Stage::Whole => {
            now - made_at < TimeDelta::days(SESSION_DAYS_MAX)
                && now - seen_at < TimeDelta::hours(SESSION_IDLE_HOURS)
        }
    }
}

/// What a one-time link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// The first administrator chooses a name, a login and a password.
    First,
    /// An invited person chooses a password.
    Welcome,
    /// A person who forgot the password chooses another.
    Reset,
    /// The demonstration: signs in at once.
    Enter,
}

impl LinkKind {
    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Welcome => "welcome",
            Self::Reset => "reset",
            Self::Enter => "enter",
        }
    }

    /// The kind of a word in the database.
    pub fn of(code: &str) -> Option<Self> {
        [Self::First, Self::Welcome, Self::Reset, Self::Enter]
            .into_iter()
            .find(|kind| kind.code() == code)
    }

    /// When a link made now expires.
    pub fn expires_at(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + match self {
            Self::First => TimeDelta::hours(FIRST_LINK_HOURS),
            Self::Welcome | Self::Reset => TimeDelta::hours(INVITATION_HOURS),
            Self::Enter => TimeDelta::days(SESSION_DAYS_MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_when_idle_when_old_and_when_left_half_way() {
        let start = DateTime::UNIX_EPOCH;
        let lives = |stage, seen: TimeDelta, now: TimeDelta| {
            session_lives(stage, start, start + seen, start + now)
        };
        let (zero, hours, days) = (TimeDelta::zero(), TimeDelta::hours, TimeDelta::days);
        assert!(lives(Stage::Whole, zero, hours(12) - TimeDelta::seconds(1)));
        assert!(!lives(Stage::Whole, zero, hours(12)));
        assert!(lives(Stage::Whole, days(13), days(13) + hours(11)));
        assert!(!lives(Stage::Whole, days(14), days(14)));
        assert!(lives(Stage::Half, zero, TimeDelta::minutes(9)));
        assert!(!lives(Stage::Half, TimeDelta::minutes(9), TimeDelta::minutes(10)));
    }

    #[test]
    fn words_in_the_database_are_read_back() {
        for kind in [LinkKind::First, LinkKind::Welcome, LinkKind::Reset, LinkKind::Enter] {
            assert_eq!(LinkKind::of(kind.code()), Some(kind));
        }
        assert_eq!(Stage::of(Stage::Whole.code()), Stage::Whole);
        assert_eq!(Stage::of(Stage::Half.code()), Stage::Half);
    }
}
