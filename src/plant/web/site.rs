//! What the web layers need to know of the house: settings, time, chance, seal.

use std::sync::Arc;

use super::cache::PageCache;
use super::rates::Rates;
use crate::kit::{Clock, Language, Random};
use crate::plant::config::{Config, Purpose};
use crate::plant::seal::Seal;

/// The web side of a house: what its layers and extractors share.
pub struct Site {
    /// The settings.
    pub config: Arc<Config>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives request numbers and form keys.
    pub random: Arc<dyn Random>,
    /// Counts the tries of each address and account.
    pub rates: Rates,
    pub(super) seal: Arc<Seal>,
    pub(super) pages: PageCache,
}

impl Site {
    /// The web side of a house with these settings.
    pub fn new(
        config: Arc<Config>,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        seal: Arc<Seal>,
    ) -> Self {
        let (rates, pages) = (Rates::default(), PageCache::default());
        Self { config, clock, random, rates, seal, pages }
    }

    /// The language of a stranger whose browser asks for none of ours.
    pub fn default_language(&self) -> Language {
        self.config.languages.first().copied().unwrap_or_default()
    }

    /// Whether the data are made up; every page then says so.
    pub fn is_sample(&self) -> bool {
        self.config.purpose == Purpose::Demonstration
    }

    /// The name of the session cookie.
    pub fn session_cookie(&self) -> &'static str {
        if self.config.is_https() { "__Host-ijwi" } else { "ijwi" }
    }

    /// The name of the cookie that keeps a stranger's language.
    pub fn language_cookie(&self) -> &'static str {
        if self.config.is_https() { "__Host-lang" } else { "lang" }
    }
}

impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Site")
    }
}
