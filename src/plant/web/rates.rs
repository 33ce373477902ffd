//! How often one address or account may try, with a wait that grows.

use crate::kit::Error;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is being tried; each kind is counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tried {
    /// A password, per account.
    Account,
    /// A password or second factor, per address.
    SignIn,
    /// A code sent out of band.
    Code,
    /// A one-time, station or share link, per address.
    Link,
    /// An import or upload, per address.
    Import,
    /// A callback of a gateway, per address.
    Callback,
}

impl Tried {
    /// Tries before the first wait. A mobile network shows thousands of people
    /// under one address, so an address gets more than an account.
    const fn free(self) -> u32 {
        match self {
            Self::Account | Self::Code => 5,
            Self::SignIn | Self::Import => 30,
            Self::Link => 60,
            Self::Callback => 600,
        }
    }
}

/// The first wait; each further try doubles it.
const WAIT_SECONDS_MIN: i64 = 5;
/// The longest wait.
const WAIT_SECONDS_MAX: i64 = 15 * 60;
/// After this long without a try everything is forgotten.
const FORGET_SECONDS: i64 = 30 * 60;
/// The most keys kept; beyond it the oldest go.
const KEYS_MAX: usize = 20_000;

#[derive(Clone, Copy, Debug)]
struct Count {
    tries: u32,
    last_at: DateTime<Utc>,
    open_at: DateTime<Utc>,
}

/// The counts, in memory: a restart forgives everybody.
#[derive(Debug, Default)]
pub struct Rates {
    counts: Mutex<HashMap<(Tried, String), Count>>,
}

impl Rates {
    /// Let the key try, or say how long it must wait. Counts nothing.
    pub fn check(&self, tried: Tried, key: &str, now: DateTime<Utc>) -> Result<(), Error> {
        let counts = self.lock();
        let Some(count) = counts.get(&(tried, key.to_owned())) else { return Ok(()) };
        let left = (count.open_at - now).min(TimeDelta::seconds(WAIT_SECONDS_MAX));
        if left <= TimeDelta::zero() {
            return Ok(());
        }
        let seconds = left.num_seconds() + i64::from(left.subsec_nanos() > 0);
        Err(Error::TooMany(u32::try_from(seconds).unwrap_or(u32::MAX)))
    }

    /// Count a try that should not be repeated without end: a wrong password, a dead link.
    pub fn note(&self, tried: Tried, key: &str, now: DateTime<Utc>) {
        let mut counts = self.lock();
        if counts.len() >= KEYS_MAX {
            forget(&mut counts, now);
        }
        let fresh = Count { tries: 0, last_at: now, open_at: now };
        let count = counts.entry((tried, key.to_owned())).or_insert(fresh);
        if now - count.last_at > TimeDelta::seconds(FORGET_SECONDS) {
            *count = fresh;
        }
        count.tries = count.tries.saturating_add(1);
        count.last_at = now;
        if let Some(beyond) = count.tries.checked_sub(tried.free()) {
            let wait = WAIT_SECONDS_MIN << beyond.min(16);
            count.open_at = now + TimeDelta::seconds(wait.min(WAIT_SECONDS_MAX));
        }
    }

    /// Check and count in one: for things that are limited even when they succeed.
    pub fn take(&self, tried: Tried, key: &str, now: DateTime<Utc>) -> Result<(), Error> {
        self.check(tried, key, now)?;
        self.note(tried, key, now);
        Ok(())
    }

    /// Forget the tries of a key: it has succeeded.
    pub fn clear(&self, tried: Tried, key: &str) {
        self.lock().remove(&(tried, key.to_owned()));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<(Tried, String), Count>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Drop what is old; if that is not enough, the older half.
fn forget(counts: &mut HashMap<(Tried, String), Count>, now: DateTime<Utc>) {
    counts.retain(|_, count| now - count.last_at <= TimeDelta::seconds(FORGET_SECONDS));
    if counts.len() < KEYS_MAX {
        return;
    }
    let mut times: Vec<_> = counts.values().map(|count| count.last_at).collect();
    times.sort_unstable();
    let middle = times[times.len() / 2];
    counts.retain(|_, count| count.last_at > middle);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000 + seconds, 0).expect("an instant")
    }

    fn wait(rates: &Rates, now: DateTime<Utc>) -> u32 {
        match rates.check(Tried::Account, "a", now) {
            Err(Error::TooMany(seconds)) => seconds,
            _ => 0,
        }
    }

    #[test]
    fn the_wait_begins_after_the_free_tries_and_doubles() {
        let rates = Rates::default();
        let mut waits = Vec::new();
        let mut now = at(0);
        for _ in 0..9 {
            rates.note(Tried::Account, "a", now);
            let seconds = wait(&rates, now);
            waits.push(seconds);
            now += TimeDelta::seconds(i64::from(seconds));
        }

        assert_eq!(waits, [0, 0, 0, 0, 5, 10, 20, 40, 80]);
        assert!(rates.check(Tried::Account, "b", now).is_ok());
        assert!(rates.check(Tried::SignIn, "a", now).is_ok());
    }

    #[test]
    fn success_and_half_an_hour_forgive() {
        let rates = Rates::default();
        for _ in 0..6 {
            rates.note(Tried::Account, "a", at(0));
        }
        assert_eq!(wait(&rates, at(0)), 10);

        rates.note(Tried::Account, "a", at(FORGET_SECONDS + 1));
        assert_eq!(wait(&rates, at(FORGET_SECONDS + 1)), 0);

        for _ in 0..6 {
            rates.note(Tried::Account, "a", at(FORGET_SECONDS + 2));
        }
        rates.clear(Tried::Account, "a");
        assert_eq!(wait(&rates, at(FORGET_SECONDS + 2)), 0);
    }

    #[test]
    fn a_clock_set_back_never_makes_the_wait_longer_than_the_longest() {
        let rates = Rates::default();
        for _ in 0..40 {
            rates.note(Tried::Account, "a", at(0));
        }

        assert_eq!(wait(&rates, at(-86_400)), 900);
    }

    #[test]
    fn the_number_of_keys_is_bounded() {
        let rates = Rates::default();
        for key in 0..KEYS_MAX + 10 {
            let seconds = i64::try_from(key).expect("small") / 100;
            rates.note(Tried::Link, &key.to_string(), at(seconds));
        }

        assert!(rates.lock().len() <= KEYS_MAX);
    }
}
