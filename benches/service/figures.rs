//! What is printed: one line per figure, the engine before it.

use std::time::Duration;

use crate::client::Loaded;
use crate::house::Engine;

/// Prints the figures of one engine.
pub struct Figures(Engine);

impl Figures {
    /// The printer of an engine's figures.
    pub fn of(engine: Engine) -> Self {
        Self(engine)
    }

    /// One figure in words.
    pub fn say(&self, what: &str, figure: &str) {
        println!("{:<9} {what:<44} {figure}", self.0.to_string());
    }

    /// A span in milliseconds.
    pub fn millis(&self, what: &str, span: Duration) {
        self.say(what, &format!("{:.1} ms", span.as_secs_f64() * 1e3));
    }

    /// An amount of memory.
    pub fn megabytes(&self, what: &str, kibibytes: u64) {
        self.say(what, &format!("{:.1} MB", kibibytes as f64 * 1024.0 / 1e6));
    }

    /// Requests a second, how long one took, and how long an answer was.
    pub fn rate(&self, what: &str, loaded: &Loaded) {
        let mut taken = loaded.taken.clone();
        taken.sort_unstable();
        let figure = format!(
            "{:.0}/s, p50 {:.1} ms, p99 {:.1} ms, {} bytes",
            taken.len() as f64 / loaded.span.as_secs_f64(),
            at(&taken, 50) * 1e3,
            at(&taken, 99) * 1e3,
            loaded.bytes,
        );
        self.say(what, &figure);
    }

    /// The middle and the slow end of many spans.
    pub fn spread(&self, what: &str, taken: &mut [Duration]) {
        taken.sort_unstable();
        let figure = format!(
            "p50 {:.1} ms, p99 {:.1} ms, slowest {:.1} ms of {}",
            at(taken, 50) * 1e3,
            at(taken, 99) * 1e3,
            at(taken, 100) * 1e3,
            taken.len(),
        );
        self.say(what, &figure);
    }
}

fn at(sorted: &[Duration], percent: usize) -> f64 {
    let last = sorted.len().saturating_sub(1);
    sorted.get((sorted.len() * percent / 100).min(last)).map_or(0.0, Duration::as_secs_f64)
}
