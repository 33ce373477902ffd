//! A clock for deeds of the past.

use chrono::{DateTime, Utc};

use crate::kit::Clock;

/// Stands at one instant.
#[derive(Clone, Copy, Debug)]
pub struct Standing(pub DateTime<Utc>);

impl Clock for Standing {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }
}
