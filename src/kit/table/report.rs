//! What an import would do, or did: counts, examples, reasons, checks.

/// A value inside a sentence; numbers are written out per language later.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text as it is.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A share of a whole, 0..=1, shown in percent.
    Share(f64),
    /// A word of the catalogue, by its key.
    Word(&'static str),
}

/// A sentence of the catalogue with its values, not yet in any language.
#[derive(Clone, Debug, PartialEq)]
pub struct Say {
    /// The key in the catalogue.
    pub key: &'static str,
    /// Placeholder and value.
    pub values: Vec<(&'static str, Value)>,
}

impl Say {
    /// A sentence without values.
    pub const fn new(key: &'static str) -> Self {
        Self { key, values: Vec::new() }
    }

    /// The sentence with a text put in.
    #[must_use]
    pub fn text(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.values.push((name, Value::Text(text.into())));
        self
    }

    /// The sentence with a whole number put in.
    #[must_use]
    pub fn whole(mut self, name: &'static str, number: impl TryInto<i64>) -> Self {
        self.values.push((name, Value::Whole(number.try_into().unwrap_or(i64::MAX))));
        self
    }

    /// The sentence with a word of the catalogue put in.
    #[must_use]
    pub fn word(mut self, name: &'static str, key: &'static str) -> Self {
        self.values.push((name, Value::Word(key)));
        self
    }

    /// The sentence with a share put in.
    #[must_use]
    pub fn share(mut self, name: &'static str, share: f64) -> Self {
        self.values.push((name, Value::Share(share)));
        self
    }
}

/// One value that an import sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The key of the thing's name in the catalogue.
    pub field: &'static str,
    /// The value that stands, if one does.
    pub old: Option<String>,
    /// The value that the file has.
    pub new: String,
}

/// One row that is new or changes something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its line in the file, from 1; for shapes the number of the feature.
    pub line: usize,
    /// What it is about, as a person would call it.
    pub subject: String,
    /// What it sets.
    pub changes: Vec<Change>,
}

/// One row that cannot be taken, with the one reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejected {
    /// Its line in the file, from 1; for shapes the number of the feature.
    pub line: usize,
    /// The row as it is in the file.
    pub cells: Vec<String>,
    /// The reason.
    pub why: Say,
}

/// The outcome of one check of the file as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// What was found.
    pub found: Say,
    /// Whether that is as it should be.
    pub good: bool,
    /// Whether a person may accept it with a reason when it is not.
    pub acceptable: bool,
}

/// Examples of each kind that a report shows.
pub const EXAMPLES: usize = 20;

/// What an import would do, or did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Rows read, blank ones left out.
    pub read: usize,
    /// Rows that say something new.
    pub new: usize,
    /// Rows that change something.
    pub changed: usize,
    /// Rows that say what is known.
    pub unchanged: usize,
    /// The first new rows.
    pub new_first: Vec<Line>,
    /// The first rows that change something.
    pub changed_first: Vec<Line>,
    /// Every row that cannot be taken.
    pub rejected: Vec<Rejected>,
    /// Headings of the file, for the list of rejected rows.
    pub header: Vec<String>,
    /// What was noticed and does not stand against the import.
    pub notes: Vec<Say>,
    /// Sums and other checks of the whole.
    pub checks: Vec<Check>,
}

impl Report {
    /// Note a row that says something new.
    pub fn add_new(&mut self, line: Line) {
        self.new += 1;
        if self.new_first.len() < EXAMPLES {
            self.new_first.push(line);
        }
    }

    /// Note a row that changes something.
    pub fn add_changed(&mut self, line: Line) {
        self.changed += 1;
        if self.changed_first.len() < EXAMPLES {
            self.changed_first.push(line);
        }
    }

    /// Whether applying would change anything.
    pub fn changes_something(&self) -> bool {
        self.new + self.changed > 0
    }

    /// Why it cannot be applied as it stands; `None` means that it can.
    pub fn stands_against(&self, leave_out_rejected: bool, accepted: bool) -> Option<Against> {
        let bad = |check: &&Check| !check.good;
        if self.checks.iter().filter(bad).any(|check| !check.acceptable) {
            return Some(Against::Check);
        }
        if self.checks.iter().any(|check| !check.good) && !accepted {
            return Some(Against::NotAccepted);
        }
        if !self.rejected.is_empty() && !leave_out_rejected {
            return Some(Against::Rejected);
        }
        None
    }
}

/// What stands against applying an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// A check failed that nobody may overrule.
    Check,
    /// A check failed, and nobody has accepted it with a reason.
    NotAccepted,
    /// Rows are rejected, and nobody has said to go on without them.
    Rejected,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_applies_only_when_nothing_stands_against_it() {
        let check = |good, acceptable| Check { found: Say::new("x"), good, acceptable };
        let with = |checks| Report { checks, ..Report::default() };
        assert_eq!(with(vec![check(true, false)]).stands_against(false, false), None);
        assert_eq!(
            with(vec![check(false, true)]).stands_against(true, false),
            Some(Against::NotAccepted)
        );
        assert_eq!(with(vec![check(false, true)]).stands_against(false, true), None);
        assert_eq!(
            with(vec![check(false, false)]).stands_against(true, true),
            Some(Against::Check)
        );
        let mut rejected = Report::default();
        rejected.rejected.push(Rejected { line: 2, cells: Vec::new(), why: Say::new("x") });
        assert_eq!(rejected.stands_against(false, true), Some(Against::Rejected));
        assert_eq!(rejected.stands_against(true, false), None);
    }
}
