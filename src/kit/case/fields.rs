//! Walking a value by path: each step gives a typed part or the refusal that names it.

use super::error::{CaseError, Path, shown};
use super::json::Value;

/// Largest whole number that every JSON reader keeps exactly.
pub const WHOLE_MAX: u64 = 1 << 53;

/// A value and the way to it.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    /// The way.
    pub at: &'a Path<'a>,
    /// The value.
    pub value: &'a Value,
}

/// An object whose fields are all known.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    /// The way to it.
    pub at: &'a Path<'a>,
    fields: &'a [(String, Value)],
}

impl<'a> Node<'a> {
    /// The object that stands here, if it has no other fields than these.
    pub fn object(self, known: &[&str]) -> Result<Fields<'a>, CaseError> {
        let Value::Object(fields) = self.value else {
            return Err(self.wrong_kind("an object"));
        };
        for (name, _) in fields {
            if !known.contains(&name.as_str()) {
                return Err(self.at.field(name).refuse("is not a field known here"));
            }
        }
        Ok(Fields { at: self.at, fields })
    }

    /// Every item of the list that stands here, read in turn; at most so many.
    pub fn each<T>(
        self,
        most: usize,
        read: impl Fn(Node) -> Result<T, CaseError>,
    ) -> Result<Vec<T>, CaseError> {
        let Value::List(items) = self.value else {
            return Err(self.wrong_kind("a list"));
        };
        if items.len() > most {
            return Err(self.at.refuse(format_args!("has more than {most} items")));
        }
        let mut result = Vec::with_capacity(items.len());
        for (place, value) in items.iter().enumerate() {
            result.push(read(Node { at: &self.at.item(place), value })?);
        }
        Ok(result)
    }

    /// The text that stands here.
    pub fn text(self) -> Result<&'a str, CaseError> {
        match self.value {
            Value::Text(text) => Ok(text),
            _ => Err(self.wrong_kind("a text")),
        }
    }

    /// The number that stands here, within these ends.
    pub fn number(self, least: f64, most: f64) -> Result<f64, CaseError> {
        let Value::Number(number) = self.value else {
            return Err(self.wrong_kind("a number"));
        };
        if (least..=most).contains(number) {
            return Ok(*number);
        }
        let number = plain(*number);
        Err(if most >= f64::MAX {
            self.at.refuse(format_args!("{number} is below {least}"))
        } else {
            self.at.refuse(format_args!("{number} is outside {least}..{most}"))
        })
    }

    /// The whole number that stands here, within these ends.
    pub fn whole(self, least: u64, most: u64) -> Result<u64, CaseError> {
        let Value::Number(number) = self.value else {
            return Err(self.wrong_kind("a whole number"));
        };
        if number.fract() != 0.0 {
            let number = plain(*number);
            return Err(self.at.refuse(format_args!("{number} is not a whole number")));
        }
        // Written in full, a whole double below 2^53 is the number itself.
        let whole = format!("{number:.0}").parse::<u64>();
        whole.ok().filter(|whole| (least..=most).contains(whole)).ok_or_else(|| {
            let number = plain(*number);
            self.at.refuse(format_args!("{number} is outside {least}..{most}"))
        })
    }

    /// The whole number that stands here, within these ends.
    pub fn small(self, least: u32, most: u32) -> Result<u32, CaseError> {
        let whole = self.whole(u64::from(least), u64::from(most))?;
        u32::try_from(whole).map_err(|_| self.at.refuse("is too large"))
    }

    /// The meaning of the word that stands here.
    pub fn word<T: Copy>(self, words: &[(&str, T)]) -> Result<T, CaseError> {
        let text = self.text()?;
        let found = words.iter().find(|(word, _)| *word == text);
        found.map(|(_, meaning)| *meaning).ok_or_else(|| {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let known = known.join(", ");
            self.at.refuse(format_args!("\"{}\" is none of {known}", shown(text)))
        })
    }

    fn wrong_kind(self, wanted: &str) -> CaseError {
        let shown = match self.value {
            Value::Text(text) => format!("\"{}\"", shown(text)),
            Value::Number(number) => plain(*number),
            Value::Bool(truth) => truth.to_string(),
            other => other.kind().to_owned(),
        };
        self.at.refuse(format_args!("{shown} is not {wanted}"))
    }
}

/// A number in digits, or with an exponent where that would take too many of them.
fn plain(number: f64) -> String {
    if number == 0.0 || (1e-6..1e16).contains(&number.abs()) {
        number.to_string()
    } else {
        format!("{number:e}")
    }
}

/// The text that stands here, to keep.
pub fn text(it: Node) -> Result<String, CaseError> {
    it.text().map(str::to_owned)
}

/// The share that stands here.
pub fn share(it: Node) -> Result<f64, CaseError> {
    it.number(0.0, 1.0)
}

/// The yes or no that stands here.
pub fn truth(it: Node) -> Result<bool, CaseError> {
    match it.value {
        Value::Bool(truth) => Ok(*truth),
        _ => Err(it.wrong_kind("true or false")),
    }
}

impl Fields<'_> {
    /// Read a field that must be given.
    pub fn need<T>(
        self,
        name: &str,
        read: impl FnOnce(Node) -> Result<T, CaseError>,
    ) -> Result<T, CaseError> {
        let at = self.at.field(name);
        match self.find(name) {
            Some(value) => read(Node { at: &at, value }),
            None => Err(at.refuse("is missing")),
        }
    }

    /// Read a field that may be absent or null.
    pub fn may<T>(
        self,
        name: &str,
        read: impl FnOnce(Node) -> Result<T, CaseError>,
    ) -> Result<Option<T>, CaseError> {
        let value = self.find(name).filter(|it| **it != Value::Null);
        value.map(|value| read(Node { at: &self.at.field(name), value })).transpose()
    }

    fn find(&self, name: &str) -> Option<&Value> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}
