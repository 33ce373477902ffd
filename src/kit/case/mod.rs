//! JSON that a command reads: each field is taken by its path, and every
//! refusal names it. A field that nobody knows, or that stands twice, is refused.

mod error;
mod fields;
mod json;

pub use error::{CaseError, Path, shown};
pub use fields::{Fields, Node, WHOLE_MAX, share, text, truth};
pub use json::{Value, parse};
