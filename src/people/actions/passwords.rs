//! Hashing beside the pages, at most two at once: each takes 19 MiB and 40 ms.

use crate::kit::Error;
use crate::people::rules::{hashing, passwords};
use crate::plant::App;
use crate::plant::app::Engines;

/// Hashes made at once in one house.
const AT_ONCE: usize = 2;

/// The places for hashing, one set in each house.
struct Hashers(Engines);

impl Default for Hashers {
    fn default() -> Self {
        Self(Engines::new(AT_ONCE))
    }
}

/// The hash of a new password with a fresh salt.
pub(super) async fn hash(app: &App, password: String) -> Result<String, Error> {
    let mut salt = [0_u8; 16];
    app.random.fill(&mut salt);
    let hashers = app.memory.of::<Hashers>();
    hashers.0.run(move || hashing::password_hash(&password, salt)).await
}

/// Whether a password belongs to a hash; takes as long without a hash.
pub(super) async fn fits(app: &App, password: String, hash: Option<String>) -> Result<bool, Error> {
    let too_long = password.chars().count() > passwords::CHARS_MAX;
    let (password, hash) = if too_long { (String::new(), None) } else { (password, hash) };
    let hashers = app.memory.of::<Hashers>();
    hashers.0.run(move || hashing::password_fits(&password, hash.as_deref())).await
}
