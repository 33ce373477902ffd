//! Texts in drawings: how wide they are, and where there is room for them.

use super::svg::{Anchor, Svg};
use crate::kit::shapes::{Bounds, Point};

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The sheet's classes, which set size and weight.
    pub class: &'static str,
    /// The size that the classes give, in pixels.
    pub pixels: u8,
    /// Whether they make it bold.
    pub bold: bool,
}

impl Look {
    /// Plain text.
    pub const PLAIN: Self = Self { class: "", pixels: 12, bold: false };
    /// Quiet text: scales and notes.
    pub const QUIET: Self = Self { class: "m", pixels: 12, bold: false };
    /// Values.
    pub const BOLD: Self = Self { class: "b", pixels: 12, bold: true };
    /// Values over other marks.
    pub const BOLD_HALO: Self = Self { class: "b halo", pixels: 12, bold: true };

    /// About how wide a text is in this look, rather too wide than too narrow.
    pub fn width_of(self, text: &str) -> f64 {
        let ems: f64 = text.chars().map(ems).sum();
        ems * f64::from(self.pixels) * if self.bold { 1.1 } else { 1.0 }
    }

    /// The text, cut with an ellipsis where it is wider than there is room.
    pub fn cut(self, text: &str, room: f64) -> String {
        if self.width_of(text) <= room {
            return text.to_owned();
        }
        let mut kept = String::new();
        for c in text.chars() {
            kept.push(c);
            if self.width_of(&kept) + self.width_of("…") > room {
                kept.pop();
                break;
            }
        }
        kept.truncate(kept.trim_end().len());
        kept.push('…');
        kept
    }
}

fn ems(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '\u{a0}' => 0.34,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.95,
        'A'..='Z' | '–' | '—' | '…' => 0.74,
        '\0'..='\u{24f}' => 0.62,
        _ => 1.0,
    }
}

/// One text with its place.
#[derive(Clone, Debug)]
pub struct Label {
    /// What it says.
    pub text: String,
    /// Its point on the base line.
    pub at: Point,
    /// Where that point is on the text.
    pub anchor: Anchor,
    /// How it looks.
    pub look: Look,
}

impl Label {
    /// The box that the text fills.
    pub fn bounds(&self) -> Bounds {
        let width = self.look.width_of(&self.text);
        let (x, y) = self.at;
        let left = match self.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let pixels = f64::from(self.look.pixels);
        Bounds { left, right: left + width, bottom: y - pixels * 0.82, top: y + pixels * 0.25 }
    }
}

/// The texts of one drawing: none lies over another or outside the frame.
#[derive(Debug)]
pub struct Labels {
    frame: Bounds,
    taken: Vec<Bounds>,
}

impl Labels {
    /// No texts yet, in a frame from 0, 0.
    pub fn new((width, height): (f64, f64)) -> Self {
        let frame = Bounds { left: 0.0, bottom: 0.0, right: width, top: height };
        Self { frame, taken: Vec::new() }
    }

    /// Whether all of these texts have room.
    pub fn have_room(&self, group: &[Label]) -> bool {
        let inside = |b: Bounds| {
            b.left >= self.frame.left
                && b.right <= self.frame.right
                && b.bottom >= self.frame.bottom
                && b.top <= self.frame.top
        };
        let free = |b: Bounds| self.taken.iter().all(|held| held.shared(b).is_none());
        group.iter().map(Label::bounds).all(|bounds| inside(bounds) && free(bounds))
    }

    /// Write the first group of texts that has room; say whether one had.
    pub fn put_first(&mut self, svg: &mut Svg, groups: &[Vec<Label>]) -> bool {
        let Some(group) = groups.iter().find(|group| self.have_room(group)) else {
            return false;
        };
        for label in group {
            self.taken.push(label.bounds());
            svg.text(label.at, label.anchor, label.look.class, &label.text);
        }
        true
    }

    /// Write a text if there is room for it; say whether there was.
    pub fn put(
        &mut self,
        svg: &mut Svg,
        at: Point,
        anchor: Anchor,
        look: Look,
        text: &str,
    ) -> bool {
        self.put_first(svg, &[vec![Label { text: text.to_owned(), at, anchor, look }]])
    }
}
