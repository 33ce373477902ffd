//! Where the time and chance come from: they are passed in, never asked for.

use chrono::{DateTime, SubsecRound, Utc};

/// Tells the time. Only the system's clock and the tests' clock implement it.
pub trait Clock: Send + Sync {
    /// The present instant, whole microseconds.
    fn now(&self) -> DateTime<Utc>;
}

/// Cut an instant to whole microseconds, the finest both databases keep.
pub fn whole_micros(instant: DateTime<Utc>) -> DateTime<Utc> {
    instant.trunc_subsecs(6)
}

/// Gives unpredictable bytes; seeded in tests.
pub trait Random: Send + Sync {
    /// Fill the whole slice with random bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// Letters and digits that cannot be misread: Crockford's base 32.
///
/// Source: Douglas Crockford, "Base 32", without I, L, O and U.
pub const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A fresh secret of 26 letters and digits, about 128 random bits.
pub fn secret(random: &dyn Random) -> String {
    code(random, 26)
}

/// A fresh code of `length` letters and digits, 5 random bits each.
pub fn code(random: &dyn Random, length: usize) -> String {
    let mut bytes = vec![0_u8; length];
    random.fill(&mut bytes);
    bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}
