//! Words in four languages: the catalogue, and numbers, dates and money as
//! each language writes them. Browsers lack Kinyarwanda, so all of it happens here.

mod catalogue;
mod choose;
mod formats;
mod names;

pub use catalogue::{Catalogue, Entry, Phrase, catalogue};
pub use choose::accepted;

use crate::kit::Language;
use std::fmt::Display;

/// The catalogue and the formats of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(pub Language);

impl Words {
    /// The language spoken.
    pub const fn language(self) -> Language {
        self.0
    }

    /// The sentence of a key. A key that the catalogue lacks is shown as it is.
    pub fn say(self, key: &str) -> &str {
        match catalogue().entry(key) {
            Some(entry) => entry.phrase(self.0).plain(),
            None => key,
        }
    }

    /// The sentence of a key with each `{name}` replaced by its value.
    pub fn fill<V: Display>(self, key: &str, values: &[(&str, V)]) -> String {
        filled(self.say(key), values)
    }

    /// The sentence for `n` things: the singular or the plural of the language.
    ///
    /// `{n}` is the number as the language writes it; other values as in `fill`.
    pub fn count<V: Display>(self, key: &str, n: i64, values: &[(&str, V)]) -> String {
        let sentence = match catalogue().entry(key) {
            Some(entry) => entry.phrase(self.0).for_count(self.0, n),
            None => key,
        };
        filled(&filled(sentence, &[("n", self.whole(n))]), values)
    }

    /// Whether the catalogue has this key.
    pub fn knows(key: &str) -> bool {
        catalogue().entry(key).is_some()
    }
}

/// Replace each `{name}` in one pass, so that a value is never read as a placeholder.
fn filled<V: Display>(sentence: &str, values: &[(&str, V)]) -> String {
    let mut out = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}').map(|at| open + at) else { break };
        out.push_str(&rest[..open]);
        match values.iter().find(|(name, _)| *name == &rest[open + 1..close]) {
            Some((_, value)) => out.push_str(&value.to_string()),
            None => out.push_str(&rest[open..=close]),
        }
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_in_once_and_unknown_names_stay() {
        let text = filled("{a} and {b} of {c}", &[("a", "{b}"), ("b", "2")]);

        assert_eq!(text, "{b} and 2 of {c}");
    }

    #[test]
    fn an_open_brace_without_end_is_text() {
        assert_eq!(filled("a { b", &[("b", "x")]), "a { b");
    }

    #[test]
    fn a_key_that_nobody_wrote_is_shown_and_harms_nobody() {
        let words = Words(Language::Fr);

        assert_eq!(words.say("no.such.key"), "no.such.key");
        assert_eq!(words.fill("no.such.key", &[("a", 1)]), "no.such.key");
        assert_eq!(words.count("no.such.key", 2, &[("a", 1)]), "no.such.key");
    }
}
