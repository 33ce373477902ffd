//! Each wall is shown to hold: a made-up offence is found, a permitted twin is not.

use super::{Wall, rust, shape, templates};
use crate::sources::File;

fn found(wall: Wall, path: &str, text: &str) -> usize {
    wall(&[File::made_up(path, text)]).len()
}

#[test]
fn each_wall_about_files_is_found_broken() {
    let long = |lines: usize| "x\n".repeat(lines);
    let wide = "é".repeat(101);
    let later = ["// TO", "DO: x"].concat();
    let machine = ["let x = \"/wo", "rk/x\";"].concat();
    let cases: [(Wall, &str, String, usize); 12] = [
        (shape::too_long, "src/a/rules.rs", long(401), 1),
        (shape::too_long, "src/a/rules.rs", long(400), 0),
        (shape::too_long, "templates/a/b.html", long(81), 1),
        (shape::too_long, "templates/a/b.html", long(80), 0),
        (shape::too_long, "templates/a/b.html", "x".repeat(12 * 1024 + 1), 1),
        (shape::too_long, "src/a/rules.rs", wide.clone(), 1),
        (shape::too_long, "src/a/rules.rs", "é".repeat(100), 0),
        (shape::too_long, "tests/house/rights.golden", wide, 0),
        (shape::too_heavy, "static/a.png", "x".repeat(500 * 1024 + 1), 1),
        (shape::left_undone, "src/a/rules.rs", later, 1),
        (shape::left_undone, "src/a/rules.rs", "// A note.".to_owned(), 0),
        (shape::machine_names, "src/a/rules.rs", machine, 1),
    ];
    for (at, (wall, path, text, count)) in cases.into_iter().enumerate() {
        assert_eq!(found(wall, path, &text), count, "case {at}: {path}");
    }
}

#[test]
fn each_wall_about_templates_is_found_broken() {
    let offences = [
        "{{ words|safe }}",
        "{{ words | safe }}",
        "<script>x()</script>",
        "<style>p { color: red }</style>",
        "<p class=\"a\" style=\"color: red\">",
        "<button\n  onclick=\"x()\">",
        "<img src=\"https://elsewhere.example/a.png\">",
        "<link rel=\"stylesheet\" href=\"//elsewhere.example/a.css\">",
        "<a href=\"javascript:x()\">",
    ];
    for offence in offences {
        let text = format!("{{# Page. Needs: nothing. #}}\n{offence}");
        assert_eq!(found(templates::offences, "templates/a/b.html", &text), 1, "{offence}");
    }
    assert_eq!(found(templates::offences, "templates/a/b.html", "<p>"), 1, "no first line");

    let permitted = "{# Page: |safe <script> style=\"\" #}\n<script src=\"{{ x }}\" defer></script>\
        <p class=\"on style\" data-on=\"{{ a > b }}\">{% if a || safety %}<a href=\"https://x\">";
    assert_eq!(found(templates::offences, "templates/a/b.html", permitted), 0);
    let sheet = "{# Base. #}<style>{{ sheet }}</style>";
    assert_eq!(found(templates::offences, "templates/proof/station.html", sheet), 0);
}

#[test]
fn each_wall_about_rust_is_found_broken() {
    let cases: [(Wall, &str, &str, usize); 20] = [
        (rust::sql, "src/a/pages.rs", "Statement::from_string(b, \"SELECT 1\")", 1),
        (rust::sql, "src/a/pages.rs", "db.execute_unprepared(x)", 1),
        (rust::sql, "src/a/pages.rs", "Expr::cust(\"1 = 1\")", 1),
        (rust::sql, "src/a/pages.rs", "let x = Phone::from_string(\"a\");", 0),
        (rust::sql, "src/plant/db/open.rs", "db.execute_unprepared(x)", 0),
        (rust::sql, "src/plant/db/open.rs", "let s = format!(\"SELECT {x}\");", 1),
        (rust::sql, "src/plant/db/open.rs", "let s = format!(\n  \" DELETE FROM {x}\");", 1),
        (rust::sql, "src/plant/db/open.rs", "text.push_str(\"UPDATE x\");", 1),
        (rust::sql, "src/plant/db/open.rs", "let s = format!(\"a {x}\"); y(\"SELECT 1\")", 0),
        (rust::sql, "src/a/pages.rs", "// format!(\"SELECT {x}\")", 0),
        (rust::allowed_lints, "src/a/rules.rs", "#[allow(dead_code)] fn x() {}", 1),
        (rust::allowed_lints, "src/a/rules.rs", "#![allow(unused)]", 1),
        (rust::allowed_lints, "src/a/rules.rs", "#[cfg_attr(x, allow(unused))]", 1),
        (rust::allowed_lints, "src/a/rules.rs", "fn allow(x: u8) { rule.allow(1) }", 0),
        (rust::open_forms, "src/a/pages.rs", "#[derive(Deserialize)]\nstruct BookForm { a: B }", 1),
        (
            rust::open_forms,
            "src/a/pages.rs",
            "#[derive(Deserialize)]\n#[serde(default, deny_unknown_fields)]\nstruct BookForm {}",
            0,
        ),
        (rust::open_forms, "src/a/pages.rs", "struct SeenForm { a: B }", 0),
        (rust::loud_phones, "src/kit/phone.rs", "impl fmt::Display for Phone { }", 1),
        (rust::loud_phones, "src/kit/phone.rs", "#[derive(Debug, Clone)] struct Phone(String);", 1),
        (rust::loud_phones, "src/kit/phone.rs", "#[derive(Clone)] struct Phone(String);", 0),
    ];
    for (wall, path, text, count) in cases {
        assert_eq!(found(wall, path, text), count, "{path}: {text}");
    }
}
