//! The style sheet keeps its promises: contrast, and hues that people of any
//! colour vision tell apart. Computed from `static/app.css` itself.

use std::collections::BTreeMap;

const SHEET: &str = include_str!("../../static/app.css");
const STATION_SHEET: &str = include_str!("../../templates/parts/station.css");

type Colour = [f64; 3];

/// The custom properties that hold colours, as linear light: day and night.
fn tokens(sheet: &str) -> [BTreeMap<String, Colour>; 2] {
    let night_at = sheet.find("prefers-color-scheme").expect("a night side");
    let day = colours(&sheet[..night_at]);
    let end = sheet[night_at..].find("}}").map_or(sheet.len(), |end| night_at + end);
    let mut night = day.clone();
    night.extend(colours(&sheet[night_at..end]));
    [day, night]
}

fn colours(css: &str) -> BTreeMap<String, Colour> {
    let pairs = css.split([';', '{', '\n']).filter_map(|part| part.trim().split_once(':'));
    pairs
        .filter_map(|(name, value)| Some((name.strip_prefix("--")?.to_owned(), colour(value)?)))
        .collect()
}

/// `#rgb` or `#rrggbb`, to linear light.
///
/// Source: IEC 61966-2-1, the transfer function of sRGB.
fn colour(text: &str) -> Option<Colour> {
    let digits = text.trim().trim_end_matches('}').strip_prefix('#')?;
    let step = match digits.len() {
        3 => 1,
        6 => 2,
        _ => return None,
    };
    let mut linear = [0.0; 3];
    for (index, value) in linear.iter_mut().enumerate() {
        let part = digits[index * step..(index + 1) * step].repeat(3 - step);
        let sign = f64::from(u8::from_str_radix(&part, 16).ok()?) / 255.0;
        *value = if sign <= 0.040_45 { sign / 12.92 } else { ((sign + 0.055) / 1.055).powf(2.4) };
    }
    Some(linear)
}

/// The contrast of two colours, 1..=21. Source: WCAG 2.2, contrast ratio.
fn contrast(one: Colour, other: Colour) -> f64 {
    let light = |c: Colour| 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2] + 0.05;
    let (a, b) = (light(one), light(other));
    a.max(b) / a.min(b)
}

type Matrix = [[f64; 3]; 3];

fn times(matrix: &Matrix, v: Colour) -> Colour {
    matrix.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
}

/// Normal, protan, deutan and tritan vision, upon linear light.
///
/// Source: Machado, Oliveira, Fernandes (2009), severity 1.0.
const VISIONS: [Matrix; 4] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ],
    [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ],
    [
        [1.255_528, -0.076_749, -0.178_779],
        [-0.078_411, 0.930_809, 0.147_602],
        [0.004_733, 0.691_367, 0.303_900],
    ],
];

/// Source: Ottosson (2020), `OKLab` from linear sRGB.
fn oklab(linear: Colour) -> Colour {
    let cones = times(
        &[
            [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
            [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
            [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
        ],
        linear.map(|value| value.clamp(0.0, 1.0)),
    );
    times(
        &[
            [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
            [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
            [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
        ],
        cones.map(f64::cbrt),
    )
}

fn distance(one: Colour, other: Colour) -> f64 {
    (0..3).map(|i| (one[i] - other[i]).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn black_on_white_and_a_known_pair_have_their_known_figures() {
    let (black, white) = (colour("#000").expect("one"), colour("#ffffff").expect("one"));

    assert!((contrast(black, white) - 21.0).abs() < 1e-9);
    assert!((distance(oklab(black), oklab(white)) - 1.0).abs() < 1e-3);
    assert!((contrast(colour("#777").expect("one"), white) - 4.48).abs() < 0.01);
}

#[test]
fn text_and_borders_stand_out_by_day_and_by_night() {
    let text = ["ink", "muted", "accent", "ok", "warn", "bad"];
    let grounds = ["surface", "bg"];
    let tints = ["accent-tint", "ok-tint", "warn-tint", "bad-tint", "sunken"];
    let shades = [
        ("q-ink-lo", "q0"),
        ("q-ink-lo", "q1"),
        ("q-ink-lo", "q2"),
        ("q-ink-mid", "q3"),
        ("q-ink-hi", "q4"),
        ("q-ink-hi", "q5"),
    ];
    for side in tokens(SHEET) {
        let at_least = |least: f64, one: &str, other: &str| {
            let found = contrast(side[one], side[other]);
            assert!(found >= least, "{one} on {other}: {found:.2}, at least {least}");
        };
        for name in text {
            for ground in &grounds {
                at_least(4.5, name, ground);
            }
        }
        for tint in &tints {
            at_least(4.5, "ink", tint);
        }
        for (ink, shade) in &shades {
            at_least(4.5, ink, shade);
        }
        at_least(4.5, "accent-ink", "accent");
        for name in ["line-strong", "focus", "c1", "c2", "c3", "c4", "c5", "c6"] {
            at_least(3.0, name, "surface");
        }
    }
}

#[test]
fn campaigns_are_told_apart_by_every_eye() {
    for side in tokens(SHEET) {
        let hues: Vec<Colour> = (1..=6).map(|number| side[&format!("c{number}")]).collect();
        for vision in VISIONS {
            let seen: Vec<Colour> = hues.iter().map(|hue| oklab(times(&vision, *hue))).collect();
            for (index, one) in seen.iter().enumerate() {
                for other in &seen[index + 1..] {
                    assert!(
                        distance(*one, *other) * 100.0 >= 10.0,
                        "{:.3}",
                        distance(*one, *other)
                    );
                }
            }
        }
    }
}

#[test]
fn the_station_page_is_as_legible_as_the_others() {
    for side in tokens(STATION_SHEET) {
        for (one, other) in [
            ("ink", "bg"),
            ("ink", "su"),
            ("mu", "su"),
            ("mu", "bg"),
            ("on", "ok"),
            ("on", "ac"),
            ("ink", "okt"),
            ("ink", "wat"),
            ("ink", "bat"),
            ("ac", "su"),
        ] {
            let found = contrast(side[one], side[other]);
            assert!(found >= 4.5, "{one} on {other}: {found:.2}");
        }
    }
}

#[test]
fn the_sheets_ask_no_other_host_for_anything() {
    for sheet in [SHEET, STATION_SHEET] {
        assert!(
            !sheet.contains("url(") && !sheet.contains("@import") && !sheet.contains("@font-face")
        );
    }
}
