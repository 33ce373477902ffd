//! Hashing beside the pages, at most two at once: each takes 19 MiB and 40 ms.

use tokio::sync::Semaphore;

use crate::kit::{Error, Random};
use crate::people::rules::{hashing, passwords};

/// Hashes made at once in this process.
const AT_ONCE: usize = 2;

static PLACES: Semaphore = Semaphore::const_new(AT_ONCE);

async fn beside_the_pages<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let _place = PLACES.acquire().await.map_err(|why| Error::fault(why.to_string()))?;
    let run = tokio::task::spawn_blocking(work);
    run.await.map_err(|why| Error::fault(format!("hashing stopped: {why}")))
}

/// The hash of a new password with a fresh salt.
pub(super) async fn hash(random: &dyn Random, password: String) -> Result<String, Error> {
    let mut salt = [0_u8; 16];
    random.fill(&mut salt);
    beside_the_pages(move || hashing::password_hash(&password, salt)).await
}

/// Whether a password belongs to a hash; takes as long without a hash.
pub(super) async fn fits(password: String, hash: Option<String>) -> Result<bool, Error> {
    let too_long = password.chars().count() > passwords::CHARS_MAX;
    let (password, hash) = if too_long { (String::new(), None) } else { (password, hash) };
    beside_the_pages(move || hashing::password_fits(&password, hash.as_deref())).await
}
