//! The engines against cases with known answers: `tests/cases/**`.

use std::path::Path;

use serde_json::Value;

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/reach"))
}

fn load(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("a readable case");
    serde_json::from_str(&text).expect("a case in JSON")
}

/// The first place where an answer is not what was expected; fields that were not
/// expected do not matter.
fn difference(found: &Value, expected: &Value, tolerance: f64, at: &str) -> Option<String> {
    match (found, expected) {
        (Value::Number(found), Value::Number(expected)) => {
            let (found, expected) = (found.as_f64()?, expected.as_f64()?);
            let near = (found - expected).abs() <= tolerance * expected.abs().max(1.0);
            (!near).then(|| format!("{at}: {found} is not {expected}"))
        }
        (Value::Array(found), Value::Array(expected)) if found.len() == expected.len() => {
            let pairs = found.iter().zip(expected).enumerate();
            let mut differences = pairs.filter_map(|(place, (found, expected))| {
                difference(found, expected, tolerance, &format!("{at}[{place}]"))
            });
            differences.next()
        }
        (Value::Object(found), Value::Object(expected)) => {
            if expected.is_empty() && !found.is_empty() {
                return Some(format!("{at}: is not empty"));
            }
            let mut differences = expected.iter().filter_map(|(name, expected)| {
                let found = found.get(name).unwrap_or(&Value::Bool(false));
                difference(found, expected, tolerance, &format!("{at}.{name}"))
            });
            differences.next()
        }
        _ => (found != expected).then(|| format!("{at}: {found} is not {expected}")),
    }
}

#[test]
fn every_case_has_its_known_answer() {
    let mut checked = 0;
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(folder()).expect("the folder of cases") {
        let path = entry.expect("an entry").path();
        let file = load(&path);
        let Some(expected) = file.get("expect") else {
            continue;
        };
        let answer = ijwi::reach::case::answer(&file["case"].to_string(), None).expect("an answer");
        let answer: Value = serde_json::from_str(&answer).expect("an answer in JSON");
        let tolerance = file["tolerance"].as_f64().expect("a tolerance");
        let mut differences: Vec<String> =
            difference(&answer, expected, tolerance, "").into_iter().collect();
        // The worked example's table prints six decimals of reach and whole people.
        for (place, reach) in file["reach_starts"].as_array().into_iter().flatten().enumerate() {
            let found = &answer["total"]["reach"][place];
            differences.extend(difference(found, reach, 1e-10, ".total.reach"));
        }
        for (place, people) in file["p80_people"].as_array().into_iter().flatten().enumerate() {
            let found = answer["interval"]["p80"][place].as_f64().map(f64::round);
            differences.extend(difference(&found.into(), people, 0.0, ".interval.p80"));
        }
        wrong.extend(differences.into_iter().map(|it| format!("{}{it}", path.display())));
        checked += 1;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(checked >= 15, "{checked} cases");
}

#[test]
fn every_refusal_says_what_it_should() {
    let list = load(&folder().join("refusals.json"));
    for it in list.as_array().expect("a list") {
        let [what, text, refusal] =
            ["what", "text", "refusal"].map(|name| it[name].as_str().expect("a text"));

        let found = ijwi::reach::case::answer(text, None).expect_err(what).to_string();

        assert!(found.starts_with(refusal) && !found.contains('\n'), "{what}: {found}");
    }
}
