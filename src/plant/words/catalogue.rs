//! The catalogue: `templates/words/*.words`, embedded and read once.
//!
//! A file holds entries of this shape; `#` opens a comment line:
//! ```text
//! [room.key]
//! en = There is one way
//! fr.one = {n} diffusion
//! fr.other = {n} diffusions
//! ```

use crate::kit::Language;
use rust_embed::RustEmbed;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "templates/words/"]
struct Files;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let mut catalogue = Catalogue::default();
    for name in Files::iter() {
        if let Some(file) = Files::get(&name) {
            catalogue.read(&name, &String::from_utf8_lossy(&file.data));
        }
    }
    catalogue
});

/// The catalogue of the binary.
pub fn catalogue() -> &'static Catalogue {
    &CATALOGUE
}

/// Every sentence, by key.
#[derive(Debug, Default)]
pub struct Catalogue {
    entries: BTreeMap<String, Entry>,
    faults: Vec<String>,
}

/// One key's sentences.
#[derive(Debug, Default)]
pub struct Entry {
    phrases: BTreeMap<&'static str, Phrase>,
}

/// One key's sentence in one language, perhaps with a plural.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    /// The sentence, or the plural one where there are two.
    pub other: String,
    /// The sentence for one thing.
    pub one: Option<String>,
}

static NOTHING: Phrase = Phrase { other: String::new(), one: None };

impl Phrase {
    /// The sentence where no number is at hand.
    pub fn plain(&self) -> &str {
        &self.other
    }

    /// The sentence for `n` things.
    ///
    /// French counts nought as one, the other three languages do not.
    /// Source: Unicode CLDR 48, plural rules for cardinals of en, fr and sw;
    /// it has none for rw, which is given the rule of sw.
    pub fn for_count(&self, language: Language, n: i64) -> &str {
        let single = n == 1 || (n == 0 && language == Language::Fr);
        match &self.one {
            Some(one) if single => one,
            _ => &self.other,
        }
    }
}

impl Entry {
    /// The sentence in a language, or else in English.
    pub fn phrase(&self, language: Language) -> &Phrase {
        self.phrases
            .get(language.code())
            .or_else(|| self.phrases.get(Language::En.code()))
            .unwrap_or(&NOTHING)
    }

    /// The sentence in exactly this language.
    pub fn own_phrase(&self, language: Language) -> Option<&Phrase> {
        self.phrases.get(language.code())
    }
}

impl Catalogue {
    /// The entry of a key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.get(key)
    }

    /// Every key with its entry, in order.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.iter().map(|(key, entry)| (key.as_str(), entry))
    }

    /// What could not be read, for the test that allows none.
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    /// Add the entries of one file; what cannot be read is kept as a fault.
    pub fn read(&mut self, file: &str, text: &str) {
        let mut key = None;
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let read = match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                Some(name) => self.open(name).map(|()| key = Some(name.to_owned())),
                None => self.sentence(key.as_deref(), line),
            };
            if let Err(why) = read {
                self.faults.push(format!("{file}:{}: {why}: {line}", index + 1));
            }
        }
    }

    fn open(&mut self, key: &str) -> Result<(), &'static str> {
        if self.entries.insert(key.to_owned(), Entry::default()).is_some() {
            return Err("the key stands twice");
        }
        Ok(())
    }

    fn sentence(&mut self, key: Option<&str>, line: &str) -> Result<(), &'static str> {
        let (name, sentence) = line.split_once('=').ok_or("no sentence")?;
        let entry = key.and_then(|key| self.entries.get_mut(key)).ok_or("no key above")?;
        let (code, form) = match name.trim().split_once('.') {
            Some((code, form)) => (code, Some(form)),
            None => (name.trim(), None),
        };
        let language: Language = code.parse().map_err(|_| "no such language")?;
        let phrase = entry.phrases.entry(language.code()).or_default();
        let place = match form {
            None | Some("other") => &mut phrase.other,
            Some("one") => phrase.one.get_or_insert_default(),
            Some(_) => return Err("a form is one or other"),
        };
        if !place.is_empty() {
            return Err("the sentence stands twice");
        }
        sentence.trim().clone_into(place);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Catalogue {
        let mut catalogue = Catalogue::default();
        catalogue.read("test", text);
        catalogue
    }

    #[test]
    fn entries_comments_and_plurals_are_read() {
        let catalogue = read("# a comment\n[a.b]\nen = x = y\nfr.one = un\nfr.other = {n}\n");
        let entry = catalogue.entry("a.b").expect("it was read");

        assert_eq!(catalogue.faults(), [] as [&str; 0]);
        assert_eq!(entry.phrase(Language::En).plain(), "x = y");
        assert_eq!(entry.phrase(Language::Sw).plain(), "x = y");
        assert_eq!(entry.phrase(Language::Fr).for_count(Language::Fr, 0), "un");
        assert_eq!(entry.phrase(Language::Fr).for_count(Language::Fr, 2), "{n}");
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line() {
        let faults = |text| read(text).faults().join("\n");

        assert_eq!(faults("en = x"), "test:1: no key above: en = x");
        assert_eq!(faults("[a]\n[a]"), "test:2: the key stands twice: [a]");
        assert_eq!(faults("[a]\nde = x"), "test:2: no such language: de = x");
        assert_eq!(faults("[a]\nen.two = x"), "test:2: a form is one or other: en.two = x");
        assert_eq!(faults("[a]\nen = x\nen = y"), "test:3: the sentence stands twice: en = y");
        assert_eq!(faults("[a]\nen"), "test:2: no sentence: en");
    }
}
