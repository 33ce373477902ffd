//! `ijwi occurrences`, run as a program: cases with known answers.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// Run the command on a rule; the working folder has no database and gets none.
fn run(rule: &str, window: [&str; 2]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rule.json");
    std::fs::write(&file, rule).expect("a file");
    let said = Command::new(env!("CARGO_BIN_EXE_ijwi"))
        .current_dir(folder.path())
        .env("IJWI_DATABASE_URL", "nonsense")
        .arg("occurrences")
        .arg(&file)
        .args(["--from", window[0], "--to", window[1]])
        .output()
        .expect("the program ran");
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 1, "nothing is left");
    said
}

fn cases() -> Vec<Value> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/occurrences"));
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("a case");
        serde_json::from_str::<Vec<Value>>(&text).expect("a list of cases")
    };
    std::fs::read_dir(folder).expect("the folder of cases").flat_map(read).collect()
}

#[test]
fn every_case_has_its_known_answer_or_refusal() {
    let (mut answered, mut refused) = (0, 0);
    for case in cases() {
        let text = |name: &str| case[name].as_str().unwrap_or_default();
        let what = text("what");

        let said = run(&case["rule"].to_string(), [text("from"), text("to")]);

        let out = String::from_utf8(said.stdout).expect("text");
        let err = String::from_utf8(said.stderr).expect("text");
        if let Some(refusal) = case["refusal"].as_str() {
            assert_eq!((said.status.code(), &*out), (Some(2), ""), "{what}: {err}");
            assert!(err.starts_with(&format!("ijwi occurrences: {refusal}")), "{what}: {err}");
            assert_eq!(err.trim_end().lines().count(), 1, "{what}: {err}");
            refused += 1;
        } else {
            assert_eq!((said.status.code(), &*err), (Some(0), ""), "{what}");
            let found: Value = serde_json::from_str(&out).expect("JSON");
            assert_eq!(found, case["expect"], "{what}");
            answered += 1;
        }
    }
    assert!(answered >= 35 && refused >= 9, "{answered} answered, {refused} refused");
}

const DAILY: &str =
    r#"{"zone":"Africa/Kigali","start":"2026-03-02","time":"19:00","every":{"unit":"day","n":1}}"#;

#[test]
fn the_answer_is_written_as_it_is_promised() {
    let said = run(DAILY, ["2026-03-03", "2026-03-04"]);

    let expected =
        r#"[{"local":"2026-03-03T19:00:00","instant":"2026-03-03T17:00:00Z","note":null}]"#;
    assert_eq!(String::from_utf8_lossy(&said.stdout), format!("{expected}\n"));
}

#[test]
fn a_hundred_years_of_a_daily_rule_are_whole() {
    let said = run(DAILY, ["2026-03-02", "2126-03-02"]);

    let list: Vec<Value> = serde_json::from_slice(&said.stdout).expect("JSON");
    assert_eq!(list.len(), 36_524);
    assert_eq!(list[36_523]["instant"], "2126-03-01T17:00:00Z");
}

#[test]
fn hostile_input_ends_in_one_line_with_code_2() {
    let flood = r#"{"zone":"Africa/Kigali","start":"0001-01-01","cron":"* * * * *"}"#;
    let deep = "[".repeat(100_000);
    let long = format!(r#"{{"zone":"{}"}}"#, "z".repeat(100_000));
    let window = ["2026-01-01", "2027-01-01"];
    for (text, window) in [
        (flood, ["0001-01-01", "9999-12-31"]),
        (&*deep, window),
        (&*long, window),
        ("", window),
        ("{\"zone\":\"\u{7}\n", window),
        (DAILY, ["2026-01-02", "2026-01-01"]),
        (DAILY, ["2026-02-29", "2027-01-01"]),
        (DAILY, ["2026-01-01", "tomorrow"]),
    ] {
        let said = run(text, window);

        let err = String::from_utf8(said.stderr).expect("text");
        assert_eq!(said.status.code(), Some(2), "{err}");
        assert!(err.starts_with("ijwi occurrences: ") && err.len() < 300, "{err}");
        assert_eq!(err.trim_end().lines().count(), 1, "{err}");
    }
}
