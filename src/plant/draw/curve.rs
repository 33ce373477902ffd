//! A quantity over time: the likely range as a band, the plan dashed, the goal.

use super::Drawing;
use super::labels::{Label, Labels, Look};
use super::svg::{Anchor, Svg, Variant};
use crate::kit::shapes::Point;

/// One moment of the curve.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CurvePoint {
    /// When: 0 at the left end, 1 at the right.
    pub at: f64,
    /// The lower end of the likely range.
    pub low: f64,
    /// The best single value.
    pub central: f64,
    /// The upper end.
    pub high: f64,
}

/// A goal to reach.
#[derive(Clone, Debug, Default)]
pub struct Goal {
    /// How much.
    pub value: f64,
    /// The goal ready to show.
    pub text: String,
}

/// Texts at the right end of the plan; empty ones are left out.
#[derive(Clone, Debug, Default)]
pub struct Ends {
    /// Beside the end of the plan, bold.
    pub plan: String,
    /// Beside the upper end of the band.
    pub high: String,
    /// Beside the lower end of the band.
    pub low: String,
}

/// A curve and its words.
pub struct Curve<'a> {
    /// The whole curve said in one sentence, with its values.
    pub label: &'a str,
    /// What was reached so far.
    pub so_far: &'a [CurvePoint],
    /// What is planned or expected: when (0..=1) and how much.
    pub plan: &'a [Point],
    /// The goal, if there is one.
    pub goal: Option<Goal>,
    /// The last value so far, ready to show; may be empty.
    pub now: &'a str,
    /// Texts at the right end.
    pub ends: Ends,
    /// When (0..=1) and its text, for the lower edge.
    pub days: &'a [(f64, String)],
    /// Writes a number of the left edge.
    pub number: &'a dyn Fn(f64) -> String,
}

/// Where the plot lies in the drawing.
struct Plot {
    size: (f64, f64),
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    most: f64,
}

impl Plot {
    fn place(&self, at: f64, value: f64) -> Point {
        let (at, value) = (sound(at).min(1.0), sound(value).min(self.most));
        let x = self.left + at * (self.right - self.left);
        (x, self.bottom - value / self.most * (self.bottom - self.top))
    }
}

fn sound(value: f64) -> f64 {
    if value.is_finite() { value.max(0.0) } else { 0.0 }
}

/// Draw the curve.
///
/// Units: two drawings, 620 and 300 wide; the left edge starts at 0.
pub fn curve(curve: &Curve) -> Drawing {
    let values = curve.so_far.iter().flat_map(|point| [point.central, point.high]);
    let planned = curve.plan.iter().map(|(_, value)| *value);
    let goal = curve.goal.iter().map(|goal| goal.value);
    let most = values.chain(planned).chain(goal).map(sound).fold(0.0_f64, f64::max);
    let step = step_for(most);
    let ticks: Vec<f64> =
        (0..=6).map(|tick| f64::from(tick) * step).filter(|tick| *tick <= most * 1.02).collect();
    let one = |variant| drawn(curve, variant, (most * 1.06).max(step), &ticks);
    Drawing(Variant::BOTH.map(one).concat())
}

/// A round distance between lines, so that two to five of them fit.
fn step_for(most: f64) -> f64 {
    if most <= 0.0 {
        return 1.0;
    }
    let rough = most / 4.0;
    let power = 10_f64.powf(rough.log10().floor());
    let round = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(|round| round * power >= rough);
    round.unwrap_or(10.0) * power
}

fn drawn(curve: &Curve, variant: Variant, most: f64, ticks: &[f64]) -> String {
    let size = variant.pick((620.0, 250.0), (300.0, 230.0));
    let texts: Vec<String> = ticks.iter().map(|tick| (curve.number)(*tick)).collect();
    let widest = |texts: &mut dyn Iterator<Item = &String>, look: Look, room: f64| {
        texts.map(|text| look.width_of(text)).fold(0.0_f64, f64::max).min(room)
    };
    let left = widest(&mut texts.iter(), Look::QUIET, variant.pick(90.0, 64.0)) + 8.0;
    let ends = [&curve.ends.plan, &curve.ends.high, &curve.ends.low];
    let room = widest(&mut ends.into_iter(), Look::BOLD, variant.pick(130.0, 74.0));
    let right = size.0 - room - 10.0;
    let plot = Plot { size, left, right, top: 14.0, bottom: size.1 - 28.0, most };
    let mut svg = Svg::chart(variant, size, curve.label);
    let mut labels = Labels::new(plot.size);
    write_scales(&mut svg, &mut labels, &plot, curve, ticks, &texts);
    write_lines(&mut svg, &plot, curve);
    write_words(&mut svg, &mut labels, &plot, curve, room);
    svg.close()
}

fn write_scales(
    svg: &mut Svg,
    labels: &mut Labels,
    plot: &Plot,
    curve: &Curve,
    ticks: &[f64],
    texts: &[String],
) {
    for (tick, text) in ticks.iter().zip(texts) {
        let (x, y) = plot.place(0.0, *tick);
        svg.line((x, y), (plot.right, y), "stroke=\"var(--line)\"");
        let text = Look::QUIET.cut(text, plot.left - 7.0);
        labels.put(svg, (x - 6.0, y + 4.0), Anchor::End, Look::QUIET, &text);
    }
    let base = plot.bottom + 20.0;
    for (at, text) in curve.days {
        let (x, _) = plot.place(*at, 0.0);
        let half = Look::QUIET.width_of(text) / 2.0;
        let x = x.clamp(half + 1.0, (plot.size.0 - half - 1.0).max(half + 1.0));
        labels.put(svg, (x, base), Anchor::Middle, Look::QUIET, text);
    }
}

fn write_lines(svg: &mut Svg, plot: &Plot, curve: &Curve) {
    let through = |value: fn(&CurvePoint) -> f64| -> Vec<Point> {
        curve.so_far.iter().map(|point| plot.place(point.at, value(point))).collect()
    };
    let mut band = through(|point| point.high);
    band.extend(through(|point| point.low).into_iter().rev());
    svg.path(&band, true, "fill=\"var(--accent)\" opacity=\".22\"");
    let plan: Vec<Point> = curve.plan.iter().map(|(at, value)| plot.place(*at, *value)).collect();
    let dashed = "fill=\"none\" stroke=\"var(--accent)\" stroke-width=\"2\" \
                  stroke-dasharray=\"5 4\"";
    svg.path(&plan, false, dashed);
    let solid = "fill=\"none\" stroke=\"var(--accent)\" stroke-width=\"2.5\"";
    svg.path(&through(|point| point.central), false, solid);
    if let Some(goal) = &curve.goal {
        let (_, y) = plot.place(0.0, goal.value);
        let paint = "stroke=\"var(--ink)\" stroke-dasharray=\"2 3\"";
        svg.line((plot.left, y), (plot.right, y), paint);
    }
    if let Some(now) = curve.so_far.last() {
        let (x, y) = plot.place(now.at, now.central);
        svg.line((x, plot.top), (x, plot.bottom), "stroke=\"var(--line-strong)\"");
        let paint = "fill=\"var(--surface)\" stroke=\"var(--accent)\" stroke-width=\"3\"";
        svg.circle((x, y), 5.0, paint);
    }
}

fn write_words(svg: &mut Svg, labels: &mut Labels, plot: &Plot, curve: &Curve, room: f64) {
    let one =
        |text: &str, at, anchor, look| vec![Label { text: text.to_owned(), at, anchor, look }];
    if let Some(now) = curve.so_far.last().filter(|_| !curve.now.is_empty()) {
        let (x, y) = plot.place(now.at, now.central);
        let look = Look::BOLD_HALO;
        let spots = [
            ((x - 9.0, y - 12.0), Anchor::End),
            ((x + 9.0, y + 20.0), Anchor::Start),
            ((x - 9.0, y + 20.0), Anchor::End),
            ((x + 9.0, y - 12.0), Anchor::Start),
            ((x, y - 26.0), Anchor::Middle),
        ];
        let groups = spots.map(|(at, anchor)| one(curve.now, at, anchor, look));
        labels.put_first(svg, &groups);
    }
    if let Some(goal) = &curve.goal {
        let (x, y) = plot.place(0.0, goal.value);
        let spots = [
            ((x + 4.0, y - 6.0), Anchor::Start),
            ((x + 4.0, y + 15.0), Anchor::Start),
            ((plot.right - 4.0, y - 6.0), Anchor::End),
            ((plot.right - 4.0, y + 15.0), Anchor::End),
        ];
        let groups = spots.map(|(at, anchor)| one(&goal.text, at, anchor, Look::BOLD_HALO));
        labels.put_first(svg, &groups);
    }
    let last = curve.so_far.last().copied().unwrap_or_default();
    let (_, high) = plot.place(0.0, last.high);
    let (_, low) = plot.place(0.0, last.low);
    let (_, plan) = plot.place(0.0, curve.plan.last().map_or(last.central, |(_, value)| *value));
    let ends = [
        (&curve.ends.plan, plan, Look::BOLD),
        (&curve.ends.high, high, Look::QUIET),
        (&curve.ends.low, low, Look::QUIET),
    ];
    for (text, y, look) in ends.into_iter().filter(|(text, ..)| !text.is_empty()) {
        let text = look.cut(text, room);
        let shifts = [4.0, -8.0, 17.0, -22.0, 31.0];
        let spots = shifts.map(|shift| (plot.right + 6.0, y + shift));
        let groups = spots.map(|at| one(&text, at, Anchor::Start, look));
        labels.put_first(svg, &groups);
    }
}
