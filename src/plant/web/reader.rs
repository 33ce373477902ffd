//! Reads what was typed into typed parts, and notes a problem beside each field
//! that cannot be read.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::Problems;
use crate::kit::{FormKey, Language};
use crate::plant::words::Words;

/// Reads the fields of one form.
#[derive(Debug, Default)]
pub struct Reader {
    problems: Problems,
}

impl Reader {
    /// Nothing read yet.
    pub const fn new() -> Self {
        Self { problems: Problems::new() }
    }

    /// A problem that only the page can see.
    pub fn against(&mut self, field: &str, key: &'static str) {
        self.problems.add(field, key, Vec::new());
    }

    /// What is wrong, if anything is.
    pub fn finish(self) -> Result<(), Problems> {
        if self.problems.is_empty() { Ok(()) } else { Err(self.problems) }
    }

    /// The typed parts, or what is wrong. A part that is missing without a
    /// problem is a page that is older than the form.
    pub fn finish_with<T>(mut self, parts: Option<T>) -> Result<T, Problems> {
        if parts.is_none() && self.problems.is_empty() {
            self.against("form", "form.problem.old_page");
        }
        match parts {
            Some(parts) if self.problems.is_empty() => Ok(parts),
            _ => Err(self.problems),
        }
    }

    /// A text that must be there; empty when it is not.
    pub fn text(&mut self, field: &str, typed: &str, max: usize) -> String {
        if typed.is_empty() {
            self.against(field, "form.problem.missing");
        }
        self.bounded(field, typed, max)
    }

    /// A text that may be missing.
    pub fn maybe_text(&mut self, field: &str, typed: &str, max: usize) -> Option<String> {
        let text = self.bounded(field, typed, max);
        (!text.is_empty()).then_some(text)
    }

    fn bounded(&mut self, field: &str, typed: &str, max: usize) -> String {
        if typed.chars().count() > max {
            let most = i64::try_from(max).unwrap_or(i64::MAX);
            let values = vec![("most", Words(Language::En).whole(most))];
            self.problems.add(field, "form.problem.too_long", values);
        }
        typed.to_owned()
    }

    /// A day that must be there.
    pub fn day(&mut self, field: &str, typed: &str) -> Option<NaiveDate> {
        if typed.is_empty() {
            self.against(field, "form.problem.missing");
            return None;
        }
        self.maybe_day(field, typed)
    }

    /// A day that may be missing: `2026-03-18`, or `18/03/2026`.
    pub fn maybe_day(&mut self, field: &str, typed: &str) -> Option<NaiveDate> {
        if typed.is_empty() {
            return None;
        }
        let forms = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"];
        let read = |form: &&str| NaiveDate::parse_from_str(typed, form).ok();
        let sane = |day: &NaiveDate| (1990..2100).contains(&chrono::Datelike::year(day));
        let day = forms.iter().find_map(read).filter(sane);
        if day.is_none() {
            self.against(field, "form.problem.no_day");
        }
        day
    }

    /// A whole number within bounds that may be missing: `50 000`, `50,000`.
    pub fn maybe_whole(
        &mut self,
        field: &str,
        typed: &str,
        bounds: RangeInclusive<i64>,
    ) -> Option<i64> {
        if typed.is_empty() {
            return None;
        }
        let digits: String =
            typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '\'')).collect();
        let plain = digits.bytes().all(|b| b.is_ascii_digit());
        let number: Option<i64> = plain.then(|| digits.parse().ok()).flatten();
        let number = number.filter(|number| bounds.contains(number));
        if number.is_none() {
            let words = Words(Language::En);
            let (least, most) = (words.whole(*bounds.start()), words.whole(*bounds.end()));
            let values = vec![("least", least), ("most", most)];
            self.problems.add(field, "form.problem.no_number", values);
        }
        number
    }

    /// A whole number within bounds that must be there.
    pub fn whole(&mut self, field: &str, typed: &str, bounds: RangeInclusive<i64>) -> Option<i64> {
        if typed.is_empty() {
            self.against(field, "form.problem.missing");
        }
        self.maybe_whole(field, typed, bounds)
    }

    /// One of a list that must be chosen.
    pub fn one<T>(
        &mut self,
        field: &str,
        typed: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let chosen = read(typed);
        if chosen.is_none() {
            self.against(field, "form.problem.choose");
        }
        chosen
    }

    /// One of a list that may be left open.
    pub fn maybe_one<T>(
        &mut self,
        field: &str,
        typed: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        if typed.is_empty() { None } else { self.one(field, typed, read) }
    }

    /// The form's own key.
    pub fn form_key(&mut self, typed: &str) -> Option<FormKey> {
        let key = FormKey::read(typed);
        if key.is_none() {
            self.against("form", "form.problem.old_page");
        }
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_are_read_as_people_type_them() {
        let mut reader = Reader::new();
        assert_eq!(reader.whole("n", "50 000", 1..=100_000), Some(50_000));
        assert_eq!(reader.whole("n", "50,000", 1..=100_000), Some(50_000));
        let day = NaiveDate::from_ymd_opt(2026, 3, 18);
        assert_eq!(reader.day("d", "2026-03-18"), day);
        assert_eq!(reader.day("d", "18/03/2026"), day);
        assert_eq!(reader.maybe_day("d", ""), None);
        assert_eq!(reader.finish(), Ok(()));
    }

    #[test]
    fn what_cannot_be_read_stands_beside_its_field() {
        let mut reader = Reader::new();
        reader.text("a", "", 10);
        reader.text("b", "four", 3);
        reader.day("c", "2026-02-30");
        reader.whole("d", "-4", 1..=9);
        reader.whole("e", "10", 1..=9);
        reader.one("f", "x", |_| None::<u8>);
        reader.form_key("");

        let problems = reader.finish().expect_err("seven problems");
        let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["a", "b", "c", "d", "e", "f", "form"]);
    }
}
