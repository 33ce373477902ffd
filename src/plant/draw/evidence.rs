//! Small drawings without text: the evidence bar and the sparkline.

use super::Drawing;
use super::svg::Svg;

/// How the five levels are painted, from planned to verified.
const PAINTS: [&str; 5] = [
    "fill=\"var(--q0)\" stroke=\"var(--line-strong)\"",
    "fill=\"var(--q1)\" stroke=\"var(--line-strong)\"",
    "fill=\"var(--q3)\"",
    "fill=\"var(--q4)\"",
    "fill=\"var(--q5)\"",
];

/// Draw how many airings stand on each level: planned, presumed, confirmed,
/// evidenced, verified. The words of the levels stand beneath, in the page;
/// `names` are the same words, for those who do not see the bar.
pub fn evidence(label: &str, names: [&str; 5], counts: [u64; 5]) -> Drawing {
    let width = 300.0;
    let small = |count: u64| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let whole: f64 = counts.into_iter().map(small).sum();
    let said = names.iter().zip(counts).map(|(name, count)| format!("{name} {count}"));
    let words = format!("{label}: {}", said.collect::<Vec<_>>().join(", "));
    let mut svg = Svg::open("evidence", (width, 14.0), &words);
    svg.rect((0.5, 0.5), (width - 1.0, 13.0), "fill=\"none\" stroke=\"var(--line)\"");
    let mut left = 0.5;
    for (count, paint) in counts.into_iter().zip(PAINTS) {
        let part = if whole > 0.0 { small(count) / whole * (width - 1.0) } else { 0.0 };
        svg.rect((left, 0.5), (part, 13.0), paint);
        left += part;
    }
    Drawing(svg.close())
}

/// Draw a row of values as a small line with a dot at its end; values that are
/// no numbers count as 0.
pub fn sparkline(label: &str, values: &[f64]) -> Drawing {
    let mut svg = Svg::open("spark", (100.0, 24.0), label);
    let sound: Vec<f64> =
        values.iter().map(|value| if value.is_finite() { *value } else { 0.0 }).collect();
    let most = sound.iter().copied().fold(0.0_f64, f64::max);
    let lowest = sound.iter().copied().fold(0.0_f64, f64::min);
    let height = (most - lowest).max(f64::MIN_POSITIVE);
    let steps =
        f64::from(u32::try_from(sound.len().saturating_sub(1)).unwrap_or(u32::MAX)).max(1.0);
    let points: Vec<(f64, f64)> = (0_u32..)
        .zip(&sound)
        .map(|(at, value)| {
            (4.0 + f64::from(at) / steps * 92.0, 20.0 - (value - lowest) / height * 16.0)
        })
        .collect();
    svg.path(&points, false, "fill=\"none\" stroke=\"var(--accent)\" stroke-width=\"2\"");
    if let Some(end) = points.last() {
        svg.circle(*end, 3.0, "fill=\"var(--accent)\"");
    }
    Drawing(svg.close())
}
