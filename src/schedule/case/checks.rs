//! Checks of the reader: what is refused and how, and hostile texts.

use proptest::prelude::*;

use super::{Window, answer, read};

const RULE: &str = r#"{"zone":"Africa/Kigali","start":"2026-03-02","time":"19:00",
 "every":{"unit":"week","n":2},"weekdays":["tue"],"except":["2026-04-07"],
 "moved":[{"from":"2026-05-12","to":"2026-05-13T20:00"}]}"#;

fn window() -> Window {
    Window::read("2026-03-01", "2026-06-01").expect("a window")
}

/// What is said of the rule with one piece of its text replaced.
fn said(piece: &str, instead: &str) -> String {
    assert!(RULE.contains(piece), "{piece}");
    let text = RULE.replacen(piece, instead, 1);
    answer(&text, window()).unwrap_or_else(|why| why.to_string())
}

/// A piece of the rule, what stands instead, and how the refusal begins.
const REFUSALS: &[[&str; 3]] = &[
    ["Africa/Kigali", "Africa/Kigalli", r#"zone: "Africa/Kigalli" is not a zone"#],
    ["Africa/Kigali", "africa/kigali", r#"zone: "africa/kigali" is not a zone"#],
    [r#""zone":"Africa/Kigali","#, "", "zone: is missing"],
    [r#""zone":"Africa/Kigali""#, r#""zone":7"#, "zone: 7 is not a text"],
    [r#""start":"2026-03-02","#, "", "start: is missing"],
    ["2026-03-02", "2026-02-30", r#"start: "2026-02-30" is not a date"#],
    ["2026-03-02", "0000-03-02", r#"start: "0000-03-02" is not a date"#],
    ["2026-03-02", "+2026-3-2", r#"start: "+2026-3-2" is not a date"#],
    ["2026-03-02", "99999-03-02", r#"start: "99999-03-02" is not a date"#],
    ["19:00", "24:00", r#"time: "24:00" is not a time"#],
    ["19:00", "7:00", r#"time: "7:00" is not a time"#],
    ["19:00", "19:00:60", r#"time: "19:00:60" is not a time"#],
    [r#""time":"19:00","#, "", "time: is missing"],
    [r#""every":{"unit":"week","n":2},"#, "", "every: is missing"],
    [r#""unit":"week""#, r#""unit":"year""#, r#"every.unit: "year" is none of day, week, month"#],
    [r#""n":2"#, r#""n":0"#, "every.n: 0 is outside 1..4294967295"],
    [r#""n":2"#, r#""n":-1"#, "every.n: -1 is outside"],
    [r#""n":2"#, r#""n":1.5"#, "every.n: 1.5 is not a whole number"],
    [r#""n":2"#, r#""n":1e30"#, "every.n: 1e30 is outside"],
    [r#""n":2"#, r#""n":2,"n":2"#, "every.n: is given twice"],
    [r#""n":2"#, r#""n":2,"of":1"#, "every.of: is not a field known here"],
    [r#"["tue"]"#, "[]", "weekdays: is an empty list"],
    [r#"["tue"]"#, r#"["tue","dienstag"]"#, r#"weekdays[1]: "dienstag" is none of mon"#],
    [r#"["tue"]"#, r#""tue""#, r#"weekdays: "tue" is not a list"#],
    [r#""unit":"week""#, r#""unit":"day""#, "weekdays: belongs to a rule by weeks"],
    [r#""weekdays":["tue"]"#, r#""days":[1]"#, "days: belongs to a rule by months"],
    [r#""except""#, r#""exept""#, "exept: is not a field known here"],
    [r#""except""#, r#""until":"2026-12-31","count":3,"except""#, "count: does not go together"],
    [r#""except""#, r#""until":"2026-03-01","except""#, "until: the rule ends before it starts"],
    [r#""except""#, r#""count":0,"except""#, "count: 0 is outside 1.."],
    [r#""except""#, r#""cron":"0 9 * * *","except""#, "time: does not go together with cron"],
    ["2026-05-12", "2026-05-11", "moved[0].from: the rule gives nothing there"],
    ["2026-05-12", "2026-04-07", "moved[0].from: that day is left out"],
    ["2026-05-12", "2026-05-12T18:00", "moved[0].from: the rule gives nothing there"],
    ["2026-05-13T20:00", "2026-05-13", r#"moved[0].to: "2026-05-13" is not a date and time"#],
    [r#""to":"2026-05-13T20:00""#, r#""too":1"#, "moved[0].too: is not a field known here"],
    ["{", "[{", "[0]"],
];

#[test]
fn every_refusal_names_the_field_and_the_reason() {
    for [piece, instead, expected] in REFUSALS {
        let said = said(piece, instead);

        assert!(
            said.starts_with(expected) || (*piece == "{" && !said.is_empty()),
            "{instead}: {said}"
        );
        assert!(!said.contains('\n'), "{said}");
    }
}

/// How rules by months go on, and how they are refused.
const BY_MONTHS: &[[&str; 2]] = &[
    [r#""n":1},"days":[32]"#, "days[0]: 32 is outside -31..31"],
    [r#""n":1},"days":[1,0]"#, "days[1]: 0 is not 1..31 or -31..-1"],
    [r#""n":1},"days":[1.5]"#, "days[0]: 1.5 is not 1..31 or"],
    [r#""n":1},"days":[1],"nth":[{"n":1,"weekday":"mon"}]"#, "nth: does not go together with days"],
    [r#""n":1},"nth":[{"n":6,"weekday":"mon"}]"#, "nth[0].n: 6 is outside -5..5"],
    [r#""n":1},"nth":[{"n":1}]"#, "nth[0].weekday: is missing"],
    [r#""n":1},"nth":[]"#, "nth: is an empty list"],
    [r#""n":12},"days":[30]"#, "every: no day is ever meant"],
];

/// Rules by cron, and how they are refused.
const BY_CRON: &[[&str; 2]] = &[
    [r#""0 9 30 2 *""#, "cron: no day is ever meant"],
    [r#""0 9 * *""#, "cron: a schedule has five fields"],
    [r#""0 9 1 * 1""#, "cron: choose days of the month or weekdays"],
    [r#""0 9 * * 1","every":{"unit":"day","n":1}"#, "every: does not go together with cron"],
    [r#""0 9 * * 1","moved":[{"from":"2026-02-03","to":"2026-02-03T09:00"}]"#, {
        "moved[0].from: the rule gives nothing there"
    }],
    [r#""0 9,15 * * 1","moved":[{"from":"2026-02-02","to":"2026-02-03T09:00"}]"#, {
        "moved[0].from: the rule gives several times"
    }],
];

#[test]
fn rules_by_months_and_by_cron_are_refused_likewise() {
    let months = BY_MONTHS.iter().map(|[fields, expected]| {
        (format!(r#""time":"19:00","every":{{"unit":"month",{fields}"#), expected)
    });
    let cron = BY_CRON.iter().map(|[fields, expected]| (format!(r#""cron":{fields}"#), expected));
    for (fields, expected) in months.chain(cron) {
        let text = format!(r#"{{"zone":"Africa/Kigali","start":"2026-02-02",{fields}}}"#);
        let said = answer(&text, window()).unwrap_or_else(|why| why.to_string());

        assert!(said.starts_with(expected), "{fields}: {said}");
    }
}

#[test]
fn a_window_is_two_dates_in_order() {
    let said =
        |from, to| Window::read(from, to).map_or_else(|why| why.to_string(), |_| "read".into());
    assert_eq!(said("2026-03-01", "2026-03-01"), "read");
    assert_eq!(said("2026-03-02", "2026-03-01"), "--to: 2026-03-01 is before 2026-03-02");
    assert_eq!(said("2026-3-2", "2026-03-01"), r#"--from: "2026-3-2" is not a date YYYY-MM-DD"#);
    assert_eq!(said("2026-03-02", "x\ny"), r#"--to: "x\ny" is not a date YYYY-MM-DD"#);
}

#[test]
fn what_is_null_is_absent_and_seconds_may_be_said() {
    for (piece, instead) in [
        (r#""except""#, r#""until":null,"count":30,"except""#),
        (r#""weekdays":["tue"]"#, r#""weekdays":["tue"],"nth":null,"cron":null"#),
        ("19:00", "19:00:00"),
        ("2026-05-12", "2026-05-12T19:00"),
    ] {
        assert!(said(piece, instead).starts_with(r#"[{"local":"#), "{instead}");
    }
}

#[test]
fn a_flood_of_occurrences_is_refused() {
    let text = r#"{"zone":"Africa/Kigali","start":"0001-01-01","cron":"* * * * *"}"#;
    let ages = Window::read("0001-01-01", "9999-12-31").expect("a window");
    let said = answer(text, ages).expect_err("a refusal").to_string();
    assert_eq!(said, "--to: more than 1000000 occurrences: ask for fewer days");
}

/// Up to three signs that a rule may be made of, or break on.
const SIGNS: &str = "[0-9{}\\[\\],:\"a-zé\n-]{0,3}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_broken_text_is_refused_in_one_line_or_answered(
        cuts in prop::collection::vec((0_usize..200, 0_usize..6, SIGNS), 1..4),
    ) {
        let mut text: Vec<char> = RULE.chars().collect();
        for (place, gone, instead) in cuts {
            let len = text.len();
            let at = place % len.max(1);
            text.splice(at..(at + gone).min(len), instead.chars());
        }
        let text: String = text.into_iter().collect();

        match answer(&text, window()) {
            Ok(said) => prop_assert!(read(&text).is_ok() && said.starts_with('[')),
            Err(why) => prop_assert!(!why.to_string().contains('\n')),
        }
    }
}
