//! JSON as it was written: fields in order, none lost. What serde's own maps would merge,
//! a repeated field, is refused here with its path.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};

use super::error::{CaseError, Path, shown};

/// Longest text of a case, in bytes.
const TEXT_BYTES_MAX: usize = 64 << 20;

/// Deepest nesting; the largest case of ours needs seven levels.
const DEPTH_MAX: usize = 16;

/// Most fields of one object; the largest of ours needs thirteen.
const FIELDS_MAX: usize = 64;

/// A value as it was written.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number; always finite.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// An object; names are distinct.
    Object(Vec<(String, Self)>),
}

impl Value {
    /// What the value is, in words.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// A step on the way to the value being read.
enum Step {
    Field(String),
    Item(usize),
}

/// Where the reader is, and what it refused.
#[derive(Default)]
struct Trail {
    steps: Vec<Step>,
    refused: Option<&'static str>,
}

impl Trail {
    fn refuse(&self, problem: &str) -> CaseError {
        fn walk(at: &Path, steps: &[Step], problem: &str) -> CaseError {
            match steps.split_first() {
                None => at.refuse(problem),
                Some((Step::Field(name), rest)) => walk(&at.field(name), rest, problem),
                Some((Step::Item(place), rest)) => walk(&at.item(*place), rest, problem),
            }
        }
        walk(&Path::Root, &self.steps, problem)
    }
}

/// The value that a text says.
///
/// Errors: text that is not JSON, too long or too deep; a repeated field; a number beyond
/// the largest double. The last two, and broken values, are named by their path.
pub fn parse(text: &str) -> Result<Value, CaseError> {
    if text.len() > TEXT_BYTES_MAX {
        return Err(Path::Root.refuse(format_args!("longer than {TEXT_BYTES_MAX} bytes")));
    }
    let trail = RefCell::new(Trail::default());
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Reader { trail: &trail }
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value));
    value.map_err(|error| {
        let trail = trail.borrow();
        if let Some(problem) = trail.refused {
            return trail.refuse(problem);
        }
        let problem = shown(&error.to_string());
        if trail.steps.is_empty() { CaseError::NotJson { problem } } else { trail.refuse(&problem) }
    })
}

#[derive(Clone, Copy)]
struct Reader<'t> {
    trail: &'t RefCell<Trail>,
}

impl Reader<'_> {
    /// Enter a field or an item; it is left again only when it was read, so that after an
    /// error the trail leads to it.
    fn enter<E: serde::de::Error>(self, step: Step) -> Result<(), E> {
        let mut trail = self.trail.borrow_mut();
        trail.steps.push(step);
        if trail.steps.len() > DEPTH_MAX {
            trail.refused = Some("nested too deep");
            return Err(E::custom("nested too deep"));
        }
        Ok(())
    }

    fn leave(self) {
        self.trail.borrow_mut().steps.pop();
    }

    fn refuse<E: serde::de::Error>(self, problem: &'static str) -> E {
        self.trail.borrow_mut().refused = Some(problem);
        E::custom(problem)
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    #[expect(clippy::cast_precision_loss, reason = "a JSON number is a double here")]
    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "a JSON number is a double here")]
    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        if value.is_finite() {
            // A negative zero is a zero.
            Ok(Value::Number(value + 0.0))
        } else {
            Err(self.refuse("is not a finite number"))
        }
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            self.enter(Step::Item(list.len()))?;
            let item = items.next_element_seed(self)?;
            self.leave();
            match item {
                Some(item) => list.push(item),
                None => return Ok(Value::List(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut fields: Vec<(String, Value)> = Vec::new();
        while let Some(name) = entries.next_key::<String>()? {
            let repeated = fields.iter().any(|(known, _)| *known == name);
            self.enter(Step::Field(name.clone()))?;
            if repeated {
                return Err(self.refuse("is given twice"));
            }
            if fields.len() == FIELDS_MAX {
                return Err(self.refuse("is one field too many"));
            }
            let value = entries.next_value_seed(self)?;
            self.leave();
            fields.push((name, value));
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        parse(text).map_or_else(|why| why.to_string(), |value| format!("{value:?}"))
    }

    #[test]
    fn repeated_fields_are_named() {
        assert_eq!(refusal(r#"{"a":[{"b":1,"b":1}]}"#), "a[0].b: is given twice");
        assert_eq!(refusal(r#"{"a":1,"\u0061":1}"#), "a: is given twice");
    }

    #[test]
    fn numbers_beyond_the_largest_double_are_named() {
        assert!(refusal(r#"{"a":{"b":1e400}}"#).starts_with("a.b: number out of range"));
        assert!(refusal(r#"{"a":[0,-1e999]}"#).starts_with("a[1]: number out of range"));
        assert_eq!(parse("[-0.0,-0]"), Ok(Value::List(vec![Value::Number(0.0); 2])));
        assert_eq!(parse("1e-400"), Ok(Value::Number(0.0)));
    }

    #[test]
    fn what_is_not_json_is_refused_in_one_line() {
        let texts = ["", " ", "\u{feff}{}", "{} {}", "{\"a\"", "[1,]", "NaN", "{\"a\":Infinity}"];
        for text in
            texts.into_iter().chain(["'a'", "{a:1}", "\"\u{1}\"", "01", "1.", "\"\\ud800\""])
        {
            let refusal = parse(text).expect_err(text).to_string();
            assert!(!refusal.contains('\n') && !refusal.is_empty(), "{text}");
        }
    }

    #[test]
    fn deep_and_wide_texts_end_early() {
        let deep = "[".repeat(1_000_000);
        assert!(refusal(&deep).ends_with(": nested too deep"));

        let wide: Vec<String> = (0..100).map(|place| format!("\"f{place}\":0")).collect();
        assert_eq!(refusal(&format!("{{{}}}", wide.join(","))), "f64: is one field too many");
    }
}
