//! Chance and time as the machine gives them.

use chrono::{DateTime, Utc};
use rand::TryRng;
use rand::rngs::SysRng;

use crate::kit::clock::whole_micros;
use crate::kit::{Clock, Random};

/// The system's clock: the only place that asks it for the time.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one clock")]
    fn now(&self) -> DateTime<Utc> {
        whole_micros(Utc::now())
    }
}

/// The operating system's randomness: the only source of secrets.
#[derive(Clone, Copy, Debug)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        SysRng.try_fill_bytes(bytes).expect("a system without randomness cannot keep secrets");
    }
}
