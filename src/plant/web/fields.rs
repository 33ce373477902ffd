//! The fields of a form, made ready for `parts/fields.html`: label, hint, what
//! was typed, what is wrong with it.

use super::{Problems, Shell};

/// One entry of a list to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// What is sent.
    pub value: String,
    /// What people read.
    pub label: String,
    /// Whether it is chosen now.
    pub chosen: bool,
}

impl Pick {
    /// An entry, chosen when its value is among those typed.
    pub fn new(value: impl Into<String>, label: impl Into<String>, typed: &[String]) -> Self {
        let value = value.into();
        let chosen = typed.contains(&value);
        Self { value, label: label.into(), chosen }
    }
}

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filling {
    /// One line.
    Line,
    /// One line of digits.
    Digits,
    /// Several lines.
    Lines(u8),
    /// A day.
    Day,
    /// One of a list.
    One(Vec<Pick>),
    /// Some of a list.
    Some(Vec<Pick>),
    /// Yes or no.
    Tick,
    /// A file of these kinds.
    File(&'static str),
}

/// One field as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name, which is also its `id`.
    pub name: &'static str,
    /// What it asks for.
    pub label: String,
    /// What helps to answer; may be empty.
    pub hint: String,
    /// What is wrong with it; may be empty.
    pub problem: String,
    /// What was typed.
    pub value: String,
    /// How it is filled in.
    pub filling: Filling,
}

impl Field {
    /// What describes the field to those who do not see it.
    pub fn described_by(&self) -> String {
        let parts = [("hint", &self.hint), ("wrong", &self.problem)];
        let there = parts.iter().filter(|(_, text)| !text.is_empty());
        let ids: Vec<String> = there.map(|(part, _)| format!("{}-{part}", self.name)).collect();
        ids.join(" ")
    }
}

/// Collects the fields of a form in their order.
#[derive(Debug)]
pub struct Fields<'a> {
    shell: &'a Shell,
    problems: &'a Problems,
    asked: Vec<Field>,
}

impl<'a> Fields<'a> {
    /// No field yet.
    pub const fn new(shell: &'a Shell, problems: &'a Problems) -> Self {
        Self { shell, problems, asked: Vec::new() }
    }

    /// One more field.
    #[must_use]
    pub fn ask(mut self, name: &'static str, key: &str, filling: Filling, typed: &str) -> Self {
        let problem = self.problems.of(name).map(|problem| self.shell.tell(problem));
        self.asked.push(Field {
            name,
            label: self.shell.say(key).to_owned(),
            hint: String::new(),
            problem: problem.unwrap_or_default(),
            value: typed.to_owned(),
            filling,
        });
        self
    }

    /// A line of text.
    #[must_use]
    pub fn line(self, name: &'static str, key: &str, typed: &str) -> Self {
        self.ask(name, key, Filling::Line, typed)
    }

    /// A hint for the last field.
    #[must_use]
    pub fn hint(mut self, key: &str) -> Self {
        if let Some(field) = self.asked.last_mut() {
            self.shell.say(key).clone_into(&mut field.hint);
        }
        self
    }

    /// The fields in order.
    pub fn done(self) -> Vec<Field> {
        self.asked
    }
}
