//! Checks of the reader and the writer: there and back, and hostile texts.

use proptest::prelude::*;

use super::super::model::checks::{any_case, edge_case, worked_case};
use super::{answer, read, write_answer, write_case};

/// What is said of the worked example with one piece of its text replaced.
fn refusal(piece: &str, instead: &str) -> String {
    let text = write_case(&worked_case());
    assert!(text.contains(piece), "{piece}");
    let changed = text.replacen(piece, instead, 1);
    read(&changed).map_or_else(|why| why.to_string(), |_| "accepted".into())
}

/// A piece of the worked example, what stands instead, and how the refusal begins.
const REFUSALS: &[[&str; 3]] = &[
    [r#""days":28"#, r#""days":28.5"#, "days: 28.5 is not a whole number"],
    [r#""days":28"#, r#""days":731"#, "days: 731 is outside 1..730"],
    [r#""days":28"#, r#""days":-1e300"#, "days: -1"],
    [r#""days":28"#, r#""days":"28""#, r#"days: "28" is not a whole number"#],
    [r#""days":28"#, r#""days":28,"days":28"#, "days: is given twice"],
    [r#""days":28,"#, "", "days: is missing"],
    [r#""universe":0.81"#, r#""universe":-0.1"#, "districts[0].universe: -0.1 is outside 0..1"],
    [r#""code":"RC-RUB""#, r#""code":"IZUBA""#, r#"stations[1].code: "IZUBA" is given twice"#],
    [r#""district":"D1","#, r#""district":"D0","#, "stations[1].districts[1].district: is"],
    [r#""days":"weekend""#, r#""days":"weekday""#, "stations[0].districts[0].slots[1].days: is"],
    [r#""count":2"#, r#""count":0"#, "airings[0].count: 0 is outside 1..1000"],
    [r#""not_in":["D0"]"#, r#""not_in":["D7"]"#, r#"airings[9].not_in[0]: "D7" is not a"#],
    [r#""not_in":["D0"]"#, r#""not_in":{}"#, "airings[9].not_in: an object is not a list"],
    [r#""counted":true"#, r#""counted":1"#, "gatherings[0].counted: 1 is not true or false"],
    [r#""share":0.0065,"#, "", "gatherings[0]: needs exactly one of attendance and share"],
    [r#""attendance":3000.0"#, r#""attendance":-1"#, "gatherings[1].attendance: -1 is below 0"],
    [r#""draws":0"#, r#""draws":10001"#, "options.draws: 10001 is outside 0..10000"],
    [r#""seed":1"#, r#""seed":9007199254740994"#, "options.seed: 9007199254740994 is outside"],
    [r#""frailty":0.45"#, r#""frailty":2.1"#, "model.frailty: 2.1 is outside 0..2"],
    [r#""cost":4800000.0"#, r#""cost":-1"#, "cost: -1 is below 0"],
    [r#""cost":4800000.0"#, r#""cost":1e400"#, "cost: number out of range"],
    [r#""cost":"#, r#""a\nb":"#, r"a\nb: is not a field known here"],
    [r#""start":"2026-03-02""#, r#""start":"2026-02-30""#, r#"start: "2026-02-30" is not a"#],
];

#[test]
fn every_refusal_names_the_field_and_the_reason() {
    for [piece, instead, expected] in REFUSALS {
        let refusal = refusal(piece, instead);

        assert!(refusal.starts_with(expected), "{instead}: {refusal}");
        assert!(!refusal.contains('\n'), "{refusal}");
    }
}

#[test]
fn what_may_be_left_out_may_be_null_and_whole_numbers_may_have_a_point() {
    for (piece, instead) in [
        (r#""cost":4800000.0"#, r#""cost":null"#),
        (r#""days":28"#, r#""days":28.0"#),
        (r#""days":28"#, r#""days":2.8e1"#),
        (r#""day":0,"daypart""#, r#""day":-0,"daypart""#),
        (r#""deff":1.5"#, r#""deff":null"#),
        (r#""seed":1"#, r#""seed":9007199254740992"#),
    ] {
        assert_eq!(refusal(piece, instead), "accepted", "{instead}");
    }
}

#[test]
fn the_top_is_one_object() {
    for text in ["[]", "null", "3", r#""case""#, "true"] {
        let refusal = read(text).expect_err(text).to_string();

        assert!(refusal.starts_with("case: "), "{refusal}");
    }
    assert!(read("{}").is_err_and(|why| why.to_string() == "start: is missing"));
}

#[test]
fn a_seed_from_outside_stands_in_for_the_case_s_own() {
    let mut case = worked_case();
    case.options.draws = 20;
    let text = write_case(&case);
    case.options.seed = 7;
    let seven = write_case(&case);

    assert_eq!(answer(&text, Some(7)), answer(&seven, None));
    assert_ne!(answer(&text, None), answer(&seven, None));
    let refusal = answer(&text, Some(u64::MAX)).map_err(|why| why.to_string());
    assert!(refusal.is_err_and(|why| why.starts_with("--seed: ")));
}

/// Pieces that a hostile text may be made of.
const PIECES: [&str; 14] =
    ["{", "}", "[", "]", ",", ":", "\"", "null", "1e999", "-1", "0.5", "\u{feff}", "\\u0000", "é"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_case_is_the_same_when_written_and_read(case in any_case()) {
        let text = write_case(&case);

        let again = read(&text);

        prop_assert_eq!(again.as_ref(), Ok(&case));
        prop_assert_eq!(again.map(|it| write_case(&it)), Ok(text));
    }

    #[test]
    fn an_answer_is_plain_json_even_at_the_ends(case in edge_case()) {
        let text = write_case(&case);
        let again = read(&text);
        prop_assert_eq!(again.as_ref(), Ok(&case));

        let answer = answer(&text, None).expect("a case that can be read");

        let direct = write_answer(&super::super::model::estimate(&case, &|| false));
        prop_assert_eq!(&answer, &direct);
        let value: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
        prop_assert!(value["total"]["population"].is_f64());
        prop_assert!(!answer.contains("-0.0,"));
    }

    #[test]
    fn a_broken_text_is_refused_in_one_line_or_answered(
        cuts in prop::collection::vec((0.0..1.0_f64, 0_usize..6, 0_usize..14), 1..4),
    ) {
        let mut text: Vec<char> = write_case(&worked_case()).chars().collect();
        for (place, taken, piece) in cuts {
            let places = f64::from(u32::try_from(text.len()).expect("a short text"));
            let place = format!("{:.0}", (place * places).floor());
            let place = place.parse::<usize>().expect("a whole number").min(text.len());
            let end = (place + taken).min(text.len());
            text.splice(place..end, PIECES[piece].chars());
        }
        let text: String = text.into_iter().collect();

        if let Err(why) = answer(&text, None) {
            let why = why.to_string();
            prop_assert!(!why.is_empty() && !why.contains('\n'), "{why}");
        }
    }

    #[test]
    fn any_text_at_all_does_no_harm(text in "\\PC{0,200}") {
        prop_assert!(read(&text).is_err());
    }
}
