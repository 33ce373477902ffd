//! Which column holds what: guessed from headings and tags, changed by a person.

use std::collections::{BTreeMap, BTreeSet};

use super::Table;
use crate::kit::fold::heading;

/// One thing that an import looks for in a table.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// What the import calls it; the catalogue's key is `imports.column.<key>`.
    pub key: &'static str,
    /// Whether the import cannot do without.
    pub required: bool,
    /// Headings that mean it, best first, as [`heading`] gives them.
    pub headings: &'static [&'static str],
    /// HXL tags that mean it, best first, attributes in any order.
    pub tags: &'static [&'static str],
}

/// Which column holds what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    at: BTreeMap<String, usize>,
}

impl Columns {
    /// The column of a thing.
    pub fn of(&self, key: &str) -> Option<usize> {
        self.at.get(key).copied()
    }

    /// Say that a column holds a thing, or that none does.
    pub fn set(&mut self, key: &str, column: Option<usize>) {
        match column {
            Some(column) => self.at.insert(key.to_owned(), column),
            None => self.at.remove(key),
        };
    }

    /// What is required and not found.
    pub fn missing(&self, wanted: &[Wanted]) -> Vec<&'static str> {
        let absent = |wish: &&Wanted| wish.required && self.of(wish.key).is_none();
        wanted.iter().filter(absent).map(|wish| wish.key).collect()
    }
}

/// Guess the columns: by tags where there are some, else by headings.
pub fn guess(table: &Table, wanted: &[Wanted]) -> Columns {
    let headings: Vec<String> = table.header().iter().map(|name| heading(name)).collect();
    let tags: Vec<Tag> =
        table.tags().unwrap_or_default().iter().map(|tag| Tag::read(tag)).collect();
    let mut columns = Columns::default();
    for wish in wanted {
        let by_tag = || {
            let find = |tag: &&str| tags.iter().position(|held| *held == Tag::read(tag));
            wish.tags.iter().find_map(find)
        };
        let by_heading = || {
            let find = |name: &&str| headings.iter().position(|held| held == name);
            wish.headings.iter().find_map(find)
        };
        columns.set(wish.key, by_tag().or_else(by_heading));
    }
    columns
}

/// Attributes that do not change what a tag means here.
const IDLE_ATTRIBUTES: [&str; 9] =
    ["en", "fr", "rw", "sw", "total", "all", "num", "official", "i_en"];

/// An HXL tag: the word after `#` and its attributes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    word: String,
    attributes: BTreeSet<String>,
}

impl Tag {
    /// Read a tag such as `#population+f`; anything else is a tag of nothing.
    pub fn read(text: &str) -> Self {
        let small = text.to_lowercase();
        let Some(body) = small.trim().strip_prefix('#') else { return Self::default() };
        let mut parts = body.split('+').map(str::trim);
        let word = parts.next().unwrap_or_default().to_owned();
        let kept = parts.filter(|part| !part.is_empty() && !IDLE_ATTRIBUTES.contains(part));
        Self { word, attributes: kept.map(str::to_owned).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: &[Wanted] = &[
        Wanted {
            key: "code",
            required: true,
            headings: &["pcode", "adm2_pcode"],
            tags: &["#adm2+code"],
        },
        Wanted { key: "women", required: false, headings: &["female"], tags: &["#population+f"] },
    ];

    #[test]
    fn columns_are_found_by_heading_or_tag() {
        let plain = Table::read(b"Name,ADM2-Pcode,Female\nA,R1,5\n").expect("a table");
        let columns = guess(&plain, WANTED);
        assert_eq!((columns.of("code"), columns.of("women")), (Some(1), Some(2)));

        let tagged = b"x,y\n#code+adm2,#population+f+total\n#adm2+code,5\n";
        let columns = guess(&Table::read(tagged).expect("a table"), WANTED);
        assert_eq!((columns.of("code"), columns.of("women")), (None, Some(1)));
        assert_eq!(columns.missing(WANTED), ["code"]);
    }
}
