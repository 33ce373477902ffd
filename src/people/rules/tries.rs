//! How guessing at one account is slowed: a wait that grows with every failure.
//! The limits per network address are the plant's.

use chrono::{DateTime, TimeDelta, Utc};

/// What somebody may guess at; each has its own count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TryKind {
    /// The password of one account.
    Account,
    /// The second factor of one person.
    Code,
}

impl TryKind {
    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Code => "code",
        }
    }
}

/// Failures that cost no wait.
pub const FREE_FAILURES: i64 = 5;
/// The wait after the first failure that is not free; each further one doubles it.
pub const WAIT_SECONDS_FIRST: i64 = 30;
/// The longest wait: locking somebody out by guessing must not pay.
pub const WAIT_SECONDS_MAX: i64 = 15 * 60;
/// Failures are forgotten when none came for this long.
pub const FORGET_HOURS: i64 = 24;

/// The wait that stands after so many failures, in seconds.
pub fn wait_seconds(failures: i64) -> i64 {
    let beyond = failures - FREE_FAILURES;
    if beyond < 0 {
        return 0;
    }
    let doublings = u32::try_from(beyond.min(20)).expect("between 0 and 20");
    (WAIT_SECONDS_FIRST << doublings).min(WAIT_SECONDS_MAX)
}

/// Whether one more try may be made now; if not, for how many seconds not.
///
/// Shape: `failures` so far and when the last of them was; none gives `Ok`.
pub fn decide_try(failures: i64, last_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), u32> {
    let open_at = last_at + TimeDelta::seconds(wait_seconds(failures));
    let left = (open_at - now).num_milliseconds();
    if left <= 0 || is_forgotten(last_at, now) {
        return Ok(());
    }
    // A clock that jumped back must not lock anybody for longer than the longest wait.
    let seconds = ((left + 999) / 1000).min(WAIT_SECONDS_MAX);
    Err(u32::try_from(seconds).expect("between 1 and the longest wait"))
}

/// Whether failures that old no longer count.
pub fn is_forgotten(last_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - last_at >= TimeDelta::hours(FORGET_HOURS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).expect("an instant")
    }

    #[test]
    fn the_wait_doubles_after_the_free_failures_and_has_an_end() {
        let waits: Vec<i64> = (3..12).map(wait_seconds).collect();
        assert_eq!(waits, [0, 0, 30, 60, 120, 240, 480, 900, 900]);
        assert_eq!(wait_seconds(i64::MAX), WAIT_SECONDS_MAX);
    }

    #[test]
    fn a_try_is_taken_again_when_the_wait_is_over() {
        assert_eq!(decide_try(4, at(0), at(0)), Ok(()));
        assert_eq!(decide_try(5, at(0), at(0)), Err(30));
        assert_eq!(decide_try(5, at(0), at(29)), Err(1));
        assert_eq!(decide_try(5, at(0), at(30)), Ok(()));
        assert_eq!(decide_try(5, at(86_400), at(0)), Err(900), "the clock jumped back");
    }

    proptest! {
        #[test]
        fn a_wait_never_shrinks_and_never_passes_the_longest(n in 0_i64..1_000) {
            prop_assert!(wait_seconds(n) <= wait_seconds(n + 1));
            prop_assert!(wait_seconds(n) <= WAIT_SECONDS_MAX);
        }
    }
}
