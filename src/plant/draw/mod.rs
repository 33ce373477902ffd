//! Drawings made by the server: plain figures and words in, SVG out.
//!
//! Every drawing has the role of a picture and says its values in words; a
//! drawing with text comes twice, wide and narrow, and the sheet shows one. Colours
//! are the sheet's own (`var(--q3)`), sizes are attributes and classes, so the
//! content policy needs no exception. Text is escaped here and nowhere else.

mod bars;
mod curve;
mod evidence;
mod labels;
mod map;
mod svg;

use std::fmt;

pub use bars::{Bar, NestedBar, bars, nested_bars};
pub use curve::{Curve, CurvePoint, Ends, Goal, curve};
pub use evidence::{evidence, sparkline};
pub use map::{Area, Map, map};

/// A finished drawing. It can only be made here, where text is escaped, and so
/// templates may put it in as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing(String);

impl Drawing {
    /// The SVG text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Drawing {}

#[cfg(test)]
mod checks;
