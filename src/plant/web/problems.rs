//! What is wrong with a form: per field, in the catalogue's words.

use crate::kit::Refusal;
use crate::plant::words::Words;

/// What stands against one field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's name, which is also its `id` on the page.
    pub field: String,
    /// The key of the sentence.
    pub key: &'static str,
    /// What to put into the sentence.
    pub values: Vec<(&'static str, String)>,
}

impl Problem {
    /// The sentence in a language.
    pub fn sentence(&self, words: Words) -> String {
        words.fill(self.key, &self.values)
    }
}

/// Everything that is wrong with a form, in the order of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// None yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Note a problem beside a field.
    pub fn add(
        &mut self,
        field: &str,
        key: &'static str,
        values: Vec<(&'static str, String)>,
    ) -> &mut Self {
        self.0.push(Problem { field: field.to_owned(), key, values });
        self
    }

    /// The first problem of a field.
    pub fn of(&self, field: &str) -> Option<&Problem> {
        self.0.iter().find(|problem| problem.field == field)
    }

    /// Every problem, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<&dyn Refusal> for Problems {
    fn from(why: &dyn Refusal) -> Self {
        let mut problems = Self::new();
        problems.add(why.field(), why.words(), why.values());
        problems
    }
}

impl From<Box<dyn Refusal>> for Problems {
    fn from(why: Box<dyn Refusal>) -> Self {
        Self::from(&*why)
    }
}
