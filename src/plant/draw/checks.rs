//! What holds for every drawing: finite, inside its frame, readable, harmless.

use proptest::prelude::*;

use super::labels::Look;
use super::*;
use crate::kit::shapes::{Bounds, Ring};

/// The value of an attribute in the text of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[from..].split('"').next()
}

fn number(tag: &str, name: &str) -> f64 {
    attribute(tag, name).and_then(|text| text.parse().ok()).expect("a number")
}

/// The boxes of all texts of one drawing.
fn text_bounds(svg: &str) -> Vec<Bounds> {
    let texts = svg.split("<text").skip(1);
    texts
        .map(|rest| {
            let (tag, after) = rest.split_once('>').expect("an open tag");
            let said = after.split('<').next().unwrap_or_default();
            let said = said.replace("&amp;", "&").replace("&lt;", "<").replace("&#39;", "'");
            let class = attribute(tag, "class").unwrap_or_default();
            let words: Vec<&str> = class.split(' ').collect();
            let pixels = match words.iter().find_map(|word| word.strip_prefix('t')) {
                Some(size) => size.parse().expect("a size"),
                None => 12,
            };
            assert!(pixels >= 10, "{tag}");
            let look = Look { class: "", pixels, bold: words.contains(&"b") };
            let width = look.width_of(&said.replace("&gt;", ">").replace("&quot;", "\""));
            let x = number(tag, "x");
            let left = match attribute(tag, "text-anchor") {
                Some("middle") => x - width / 2.0,
                Some("end") => x - width,
                _ => x,
            };
            let (y, size) = (number(tag, "y"), f64::from(pixels));
            Bounds { left, right: left + width, bottom: y - size * 0.8, top: y + size * 0.2 }
        })
        .collect()
}

fn check(drawing: &Drawing) -> Result<(), TestCaseError> {
    let all = drawing.as_str();
    prop_assert!(!all.contains("style="));
    prop_assert!(!all.contains("NaN") && !all.contains("inf") && !all.contains("<script"));
    for svg in all.split("</svg>").filter(|svg| svg.contains("<svg")) {
        prop_assert!(svg.contains(" role=\"img\" aria-label=\""));
        let size: Vec<f64> = attribute(svg, "viewBox")
            .expect("a view box")
            .split(' ')
            .map(|part| part.parse().expect("a number"))
            .collect();
        let frame = Bounds { left: -0.2, bottom: -0.2, right: size[2] + 0.2, top: size[3] + 0.2 };
        let texts = text_bounds(svg);
        for (at, text) in texts.iter().enumerate() {
            prop_assert!(frame.holds((text.left, text.bottom)), "{svg}");
            prop_assert!(frame.holds((text.right, text.top)), "{svg}");
            for other in &texts[at + 1..] {
                let over = text.shared(*other);
                let much = over.is_some_and(|both| both.width() > 0.5 && both.height() > 0.5);
                prop_assert!(!much, "{text:?} over {other:?} in {svg}");
            }
        }
    }
    Ok(())
}

fn area(at: u32, name: &str, value: Option<&str>, rings: Vec<Ring>) -> Area {
    let at_x = 29.0 + f64::from(at % 6) * 0.3;
    let at_y = -2.8 + f64::from(at / 6) * 0.35 + f64::from(at % 2) * 0.1;
    Area {
        name: name.to_owned(),
        value: value.map(str::to_owned),
        shade: value.map(|_| u8::try_from(at % 6).unwrap_or(0)),
        centre: Some((at_x, at_y)),
        rings,
    }
}

/// Thirty made-up areas of crooked borders, as many as a country has districts.
fn country(valued: bool) -> Vec<Area> {
    let crooked = |from: (f64, f64), to: (f64, f64)| {
        (0..12).map(move |step| {
            let part = f64::from(step) / 12.0;
            let sway = f64::from(step % 3) * 0.006;
            (from.0 + (to.0 - from.0) * part + sway, from.1 + (to.1 - from.1) * part - sway)
        })
    };
    let one = |at: u32| {
        let (x, y) = (29.0 + f64::from(at % 6) * 0.3, -2.8 + f64::from(at / 6) * 0.35);
        let corners = [(x, y), (x + 0.3, y), (x + 0.3, y + 0.35), (x, y + 0.35), (x, y)];
        let ring: Ring = corners.windows(2).flat_map(|side| crooked(side[0], side[1])).collect();
        area(at, &format!("District {at}"), valued.then_some("62 %"), vec![ring])
    };
    (0..30).map(one).collect()
}

#[test]
fn a_map_of_thirty_shapes_stays_small_and_readable() {
    for valued in [true, false] {
        let areas = country(valued);
        let drawing = map(&Map { label: "Reach", schematic: "schematic", areas: &areas });
        check(&drawing).expect("a sound drawing");
        for svg in drawing.as_str().split("</svg>") {
            assert!(svg.len() <= 6 * 1024, "{} bytes", svg.len());
        }
        assert!(!drawing.as_str().contains(">schematic<"));
    }
}

#[test]
fn a_map_without_shapes_is_marked_as_schematic() {
    let areas: Vec<Area> = (0..30).map(|at| area(at, "Huye", Some("5 %"), Vec::new())).collect();
    let drawing = map(&Map { label: "Reach", schematic: "schematic", areas: &areas });
    check(&drawing).expect("a sound drawing");
    assert_eq!(drawing.as_str().matches(">schematic<").count(), 2);
    assert!(drawing.as_str().contains("Reach: Huye 5 %, Huye 5 %"));
}

#[test]
fn drawings_of_nothing_are_drawings() {
    let empty = |number: &dyn Fn(f64) -> String| {
        curve(&Curve {
            label: "x",
            so_far: &[],
            plan: &[],
            goal: None,
            now: "",
            ends: Ends::default(),
            days: &[],
            number,
        })
    };
    let drawings = [
        map(&Map { label: "x", schematic: "s", areas: &[] }),
        map(&Map { label: "x", schematic: "s", areas: &[Area::default()] }),
        bars("x", &[]),
        nested_bars("x", "x", &[]),
        evidence("x", ["a", "b", "c", "d", "e"], [0; 5]),
        sparkline("x", &[]),
        empty(&|value| format!("{value}")),
    ];
    for drawing in drawings {
        check(&drawing).expect("a sound drawing");
        assert!(drawing.as_str().starts_with("<svg"));
    }
}

#[test]
fn hostile_words_stay_words() {
    let hostile = "</text><script>alert('x')</script>\"&\u{0}";
    let row = Bar { name: hostile.into(), value: 1.0, text: hostile.into(), ..Bar::default() };
    let drawing = bars(hostile, &[row]);
    check(&drawing).expect("a sound drawing");
    assert!(drawing.as_str().contains("&lt;/text&gt;&lt;script&gt;"));
}

fn any_value() -> impl Strategy<Value = f64> {
    prop_oneof![0.0..1e9_f64, Just(0.0), Just(-5.0), Just(f64::NAN), Just(f64::INFINITY)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn curves_are_sound(
        points in prop::collection::vec((any_value(), any_value(), any_value()), 0..40),
        goal in prop::option::of(any_value()),
        words in "[A-Za-z<&\" 0-9é]{0,30}",
    ) {
        let so_far: Vec<CurvePoint> = points
            .iter()
            .zip(0_u32..)
            .map(|((low, central, high), at)| {
                CurvePoint { at: f64::from(at) / 40.0, low: *low, central: *central, high: *high }
            })
            .collect();
        let plan: Vec<(f64, f64)> = points.iter().map(|(low, high, _)| (*low, *high)).collect();
        let days: Vec<(f64, String)> =
            (0..9).map(|day| (f64::from(day) / 8.0, format!("{day} March"))).collect();
        let ends = Ends { plan: words.clone(), high: words.clone(), low: "200k low".into() };
        let goal = goal.map(|value| Goal { value, text: words.clone() });
        let number = |value: f64| format!("{value:.0}");
        check(&curve(&Curve {
            label: &words, so_far: &so_far, plan: &plan, goal, now: &words, ends, days: &days,
            number: &number,
        }))?;
    }

    #[test]
    fn bars_are_sound(
        rows in prop::collection::vec((any_value(), any_value(), "[A-Za-z<& ]{0,40}"), 0..30),
    ) {
        let plain: Vec<Bar> = rows
            .iter()
            .map(|(value, high, name)| Bar {
                name: name.clone(),
                value: *value,
                range: (*high > 5.0).then_some((*value / 2.0, *high)),
                text: "98 %".into(),
                note: name.clone(),
            })
            .collect();
        check(&bars("Cost", &plain))?;
        let nested: Vec<NestedBar> = rows
            .iter()
            .map(|(value, other, name)| NestedBar {
                name: name.clone(),
                planned: *value,
                aired: *other,
                waiting: *value,
                text: name.clone(),
                note: "94 of 96".into(),
            })
            .collect();
        check(&nested_bars("a b\"", "Aired", &nested))?;
        let values: Vec<f64> = rows.iter().map(|(value, ..)| *value).collect();
        check(&sparkline("Calls", &values))?;
    }

    #[test]
    fn maps_are_sound(
        centres in prop::collection::vec((-180.0..180.0_f64, -85.0..85.0_f64), 0..40),
        name in "[A-Za-z<& ]{1,24}",
    ) {
        let areas: Vec<Area> = centres
            .iter()
            .zip(0_u32..)
            .map(|(centre, at)| {
                let drawn = area(at, &name, Some("9 %"), vec![]);
                Area { centre: Some(*centre), ..drawn }
            })
            .collect();
        check(&map(&Map { label: &name, schematic: "schematic", areas: &areas }))?;
    }
}
