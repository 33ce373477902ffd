//! Bars in rows: single values with their range, and parts of a plan.

use super::Drawing;
use super::labels::{Labels, Look};
use super::svg::{Anchor, Svg, Variant};

/// One row of [`bars`].
#[derive(Clone, Debug, Default)]
pub struct Bar {
    /// What the row is about.
    pub name: String,
    /// Its value, 0 or more.
    pub value: f64,
    /// The likely range around it; with a range the value is a dot.
    pub range: Option<(f64, f64)>,
    /// The value ready to show.
    pub text: String,
    /// A quiet note at the end of the row, ready to show; may be empty.
    pub note: String,
}

/// One row of [`nested_bars`]: aired and waiting lie within planned.
#[derive(Clone, Debug, Default)]
pub struct NestedBar {
    /// What the row is about.
    pub name: String,
    /// How much was planned.
    pub planned: f64,
    /// How much of it aired.
    pub aired: f64,
    /// How much of it nobody has answered for.
    pub waiting: f64,
    /// The share ready to show.
    pub text: String,
    /// A quiet note at the end of the row, ready to show; may be empty.
    pub note: String,
}

impl Bar {
    fn row(&self) -> Row<'_> {
        let end = self.range.map_or(self.value, |(_, high)| high.max(self.value));
        Row { name: &self.name, text: &self.text, note: &self.note, end }
    }
}

impl NestedBar {
    fn row(&self) -> Row<'_> {
        Row { name: &self.name, text: &self.text, note: &self.note, end: self.planned }
    }
}

struct Row<'a> {
    name: &'a str,
    text: &'a str,
    note: &'a str,
    end: f64,
}

/// Where the marks of one row go.
struct Spot<'a> {
    row: usize,
    corner: (f64, f64),
    height: f64,
    length: &'a dyn Fn(f64) -> f64,
    variant: Variant,
}

/// Where rows and bars lie.
struct Frame {
    size: (f64, f64),
    left: f64,
    length: f64,
    note_room: f64,
    row_height: f64,
    bar_height: f64,
    variant: Variant,
}

impl Frame {
    fn new(variant: Variant, rows: &[Row<'_>]) -> Self {
        let width = variant.pick(600.0, 300.0);
        let widest = |look: Look, text: for<'b> fn(&'b Row<'_>) -> &'b str| {
            rows.iter().map(|row| look.width_of(text(row))).fold(0.0_f64, f64::max)
        };
        let names = widest(Look::PLAIN, |row| row.name).min(170.0);
        let texts = widest(Look::BOLD, |row| row.text).min(110.0);
        let notes = widest(Look::QUIET, |row| row.note).min(110.0);
        let left = variant.pick(names + 10.0, 0.0);
        let note_room = variant.pick(notes, 140.0);
        let length = width - left - texts - variant.pick(notes + 22.0, 12.0);
        let row_height = variant.pick(30.0, 44.0);
        let count = f64::from(u32::try_from(rows.len()).unwrap_or(u32::MAX));
        let size = (width, (count * row_height + 4.0).max(20.0));
        let bar_height = variant.pick(19.0, 16.0);
        Self { size, left, length, note_room, row_height, bar_height, variant }
    }

    fn top(&self, row: usize) -> f64 {
        let row = f64::from(u32::try_from(row).unwrap_or(u32::MAX));
        row * self.row_height + self.variant.pick(6.0, 18.0)
    }

    fn write_words(&self, svg: &mut Svg, labels: &mut Labels, at: usize, row: &Row<'_>, end: f64) {
        let top = self.top(at);
        let base = top + self.bar_height - 5.0;
        let (name_at, anchor, room) = match self.variant {
            Variant::Wide => ((self.left - 8.0, base), Anchor::End, self.left - 10.0),
            Variant::Narrow => ((0.0, top - 5.0), Anchor::Start, 150.0),
        };
        let note_at = (self.size.0, self.variant.pick(base, top - 5.0));
        let name = Look::PLAIN.cut(row.name, room);
        labels.put(svg, name_at, anchor, Look::PLAIN, &name);
        let text = Look::BOLD.cut(row.text, 110.0);
        labels.put(svg, (end + 8.0, base), Anchor::Start, Look::BOLD_HALO, &text);
        if !row.note.is_empty() {
            let note = Look::QUIET.cut(row.note, self.note_room);
            labels.put(svg, note_at, Anchor::End, Look::QUIET, &note);
        }
    }
}

fn drawn(
    label: &str,
    rows: &[Row<'_>],
    head: impl Fn(&mut Svg, Variant),
    marks: impl Fn(&mut Svg, &Spot<'_>),
) -> Drawing {
    let most = rows.iter().map(|row| sound(row.end)).fold(0.0_f64, f64::max);
    let one = |variant| {
        let frame = Frame::new(variant, rows);
        let mut svg = Svg::chart(variant, frame.size, label);
        let mut labels = Labels::new(frame.size);
        head(&mut svg, variant);
        let length = |value: f64| {
            if most > 0.0 { frame.length * sound(value) / most } else { 0.0 }
        };
        for (at, row) in rows.iter().enumerate() {
            let corner = (frame.left, frame.top(at));
            let height = frame.bar_height;
            marks(&mut svg, &Spot { row: at, corner, height, length: &length, variant });
            frame.write_words(&mut svg, &mut labels, at, row, frame.left + length(row.end));
        }
        svg.close()
    };
    Drawing(Variant::BOTH.map(one).concat())
}

/// A length that can be drawn: finite and not below zero.
fn sound(value: f64) -> f64 {
    if value.is_finite() { value.max(0.0) } else { 0.0 }
}

fn spoken(label: &str, rows: &[Row<'_>]) -> String {
    let said = |row: &Row<'_>| {
        let note = if row.note.is_empty() { String::new() } else { format!(", {}", row.note) };
        format!("{} {}{note}", row.name, row.text)
    };
    let values = rows.iter().map(said).collect::<Vec<_>>().join("; ");
    if values.is_empty() { label.to_owned() } else { format!("{label}: {values}") }
}

/// Draw one bar per row, or a dot in its likely range.
pub fn bars(label: &str, bars: &[Bar]) -> Drawing {
    let rows: Vec<Row<'_>> = bars.iter().map(Bar::row).collect();
    let marks = |svg: &mut Svg, spot: &Spot<'_>| {
        let (bar, (x, y), length) = (&bars[spot.row], spot.corner, spot.length);
        let Some((low, high)) = bar.range else {
            svg.rect((x, y), (length(bar.value), spot.height), "fill=\"var(--q4)\"");
            return;
        };
        let middle = y + spot.height / 2.0;
        let paint = "stroke=\"var(--accent)\" stroke-width=\"6\" opacity=\".28\" \
                     stroke-linecap=\"round\"";
        svg.line((x + length(low), middle), (x + length(high), middle), paint);
        svg.circle((x + length(bar.value), middle), 5.5, "fill=\"var(--accent)\"");
    };
    drawn(&spoken(label, &rows), &rows, |_, _| {}, marks)
}

/// Draw, per row, what aired and what waits within what was planned.
///
/// `id` names the hatching, so that two drawings on a page do not share it.
pub fn nested_bars(id: &str, label: &str, bars: &[NestedBar]) -> Drawing {
    let slug: String = id.chars().filter(char::is_ascii_alphanumeric).collect();
    let rows: Vec<Row<'_>> = bars.iter().map(NestedBar::row).collect();
    let hatching = |svg: &mut Svg, variant: Variant| {
        svg.raw("<defs><pattern id=\"hatch-");
        svg.raw(&slug);
        svg.raw(variant.pick("-wide", "-narrow"));
        svg.raw("\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" ");
        svg.raw("patternTransform=\"rotate(45)\"><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\" ");
        svg.raw("stroke=\"var(--warn)\" stroke-width=\"2.5\"/></pattern></defs>");
    };
    let marks = |svg: &mut Svg, spot: &Spot<'_>| {
        let (bar, (x, y), length) = (&bars[spot.row], spot.corner, spot.length);
        let whole = length(bar.planned);
        let aired = length(bar.aired).min(whole);
        let waiting = length(bar.waiting).min(whole - aired);
        let hatch = format!("fill=\"url(#hatch-{slug}-{})\"", spot.variant.name());
        let height = spot.height;
        svg.rect((x, y), (whole, height), "fill=\"none\" stroke=\"var(--line-strong)\"");
        svg.rect((x, y), (aired, height), "fill=\"var(--q4)\"");
        svg.rect((x + aired, y), (waiting, height), &hatch);
    };
    drawn(&spoken(label, &rows), &rows, hatching, marks)
}
