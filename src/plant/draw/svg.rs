//! Writes SVG: numbers short and finite, text escaped.

use std::fmt::Write as _;

use crate::kit::shapes::Point;

/// For which screen a drawing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// Above 640 pixels.
    Wide,
    /// Phones.
    Narrow,
}

impl Variant {
    /// Both, in the order in which they are written.
    pub const BOTH: [Self; 2] = [Self::Wide, Self::Narrow];

    /// The class, which is also part of every id.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }

    /// The first for wide drawings, the second for narrow ones.
    pub fn pick<T>(self, wide: T, narrow: T) -> T {
        match self {
            Self::Wide => wide,
            Self::Narrow => narrow,
        }
    }
}

/// At which end of a text its point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

impl Anchor {
    const fn attribute(self) -> &'static str {
        match self {
            Self::Start => "",
            Self::Middle => " text-anchor=\"middle\"",
            Self::End => " text-anchor=\"end\"",
        }
    }
}

/// One SVG element in the making.
#[derive(Debug)]
pub struct Svg {
    out: String,
}

impl Svg {
    /// Open a chart of a size with its words.
    pub fn chart(variant: Variant, size: (f64, f64), label: &str) -> Self {
        Self::open(&format!("chart {}", variant.name()), size, label)
    }

    /// Open a drawing with a class of its own.
    pub fn open(class: &str, (width, height): (f64, f64), label: &str) -> Self {
        let mut svg = Self { out: String::new() };
        svg.raw("<svg class=\"");
        svg.raw(class);
        svg.raw("\" viewBox=\"0 0 ");
        svg.put(width);
        svg.raw(" ");
        svg.put(height);
        svg.raw("\" role=\"img\" aria-label=\"");
        svg.escaped(label);
        svg.raw("\">");
        svg
    }

    /// A part of a drawing, put into one later.
    pub const fn part() -> Self {
        Self { out: String::new() }
    }

    /// The part as text.
    pub fn into_part(self) -> String {
        self.out
    }

    /// Bytes so far.
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// Close the drawing.
    pub fn close(mut self) -> String {
        self.raw("</svg>\n");
        self.out
    }

    /// Put markup in as it is; only for words of this program.
    pub fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Put a text in with everything escaped that could end it.
    pub fn escaped(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.raw("&amp;"),
                '<' => self.raw("&lt;"),
                '>' => self.raw("&gt;"),
                '"' => self.raw("&quot;"),
                '\'' => self.raw("&#39;"),
                c if c.is_control() => self.out.push(' '),
                c => self.out.push(c),
            }
        }
    }

    /// Put a number in with one decimal at most; what is no number becomes 0.
    pub fn put(&mut self, number: f64) {
        let finite = if number.is_finite() { number.clamp(-1e6, 1e6) } else { 0.0 };
        let rounded = (finite * 10.0).round() / 10.0 + 0.0;
        write!(self.out, "{rounded}").expect("a String takes everything");
    }

    fn attributes(&mut self, names: [&str; 4], values: [f64; 4]) {
        for (name, value) in names.into_iter().zip(values) {
            self.raw(name);
            self.put(value);
            self.raw("\"");
        }
    }

    /// A straight line with its paint.
    pub fn line(&mut self, from: Point, to: Point, paint: &str) {
        self.raw("<line");
        let names = [" x1=\"", " y1=\"", " x2=\"", " y2=\""];
        self.attributes(names, [from.0, from.1, to.0, to.1]);
        self.raw(" ");
        self.raw(paint);
        self.raw("/>");
    }

    /// A box with its paint; a box without width is left out.
    pub fn rect(&mut self, at: Point, size: (f64, f64), paint: &str) {
        if size.0 <= 0.0 || size.1 <= 0.0 {
            return;
        }
        self.raw("<rect");
        let names = [" x=\"", " y=\"", " width=\"", " height=\""];
        self.attributes(names, [at.0, at.1, size.0, size.1]);
        self.raw(" ");
        self.raw(paint);
        self.raw("/>");
    }

    /// A line through points with its paint; closed when asked.
    pub fn path(&mut self, points: &[Point], closed: bool, paint: &str) {
        if points.is_empty() {
            return;
        }
        self.raw("<path d=\"");
        for (at, (x, y)) in points.iter().enumerate() {
            self.raw(if at == 0 { "M" } else { "L" });
            self.put(*x);
            self.raw(" ");
            self.put(*y);
        }
        self.raw(if closed { "Z\" " } else { "\" " });
        self.raw(paint);
        self.raw("/>");
    }

    /// A dot with its paint.
    pub fn circle(&mut self, (x, y): Point, radius: f64, paint: &str) {
        self.raw("<circle cx=\"");
        self.put(x);
        self.raw("\" cy=\"");
        self.put(y);
        self.raw("\" r=\"");
        self.put(radius);
        self.raw("\" ");
        self.raw(paint);
        self.raw("/>");
    }

    /// A text at its base line; a blank follows, so that two texts in a row
    /// are read as two.
    pub fn text(&mut self, (x, y): Point, anchor: Anchor, class: &str, text: &str) {
        self.raw("<text x=\"");
        self.put(x);
        self.raw("\" y=\"");
        self.put(y);
        self.raw("\"");
        self.raw(anchor.attribute());
        if !class.is_empty() {
            self.raw(" class=\"");
            self.raw(class);
            self.raw("\"");
        }
        self.raw(">");
        self.escaped(text);
        self.raw("</text>\n");
    }
}
