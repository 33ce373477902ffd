//! What a person says about a file: the form and its reading.

use std::collections::BTreeMap;

use crate::kit::limits;
use crate::kit::table::{Columns, Wanted};
use crate::places::Status;
use crate::plant::intake::Choices;
use crate::plant::web::{Field, Fields, Filling, Pick, Problems, Reader, Shell};
use crate::plant::words::Words;

/// The form as it is sent: columns have names of their own per kind.
pub type Sent = BTreeMap<String, String>;

/// Beginning of the names of fields that hold a column.
const COLUMN: &str = "column-";
/// People of a country at most.
const PEOPLE_MAX: i64 = 10_000_000_000;

/// One list of columns to choose from.
pub struct ColumnField {
    /// The field's name.
    pub name: String,
    /// What the column would hold.
    pub label: String,
    /// The columns of the file.
    pub picks: Vec<Pick>,
}

/// The fields of the form beside its columns.
const FIELDS: [&str; 10] = [
    "source",
    "licence",
    "year",
    "status",
    "comma",
    "total",
    "male",
    "female",
    "accept",
    "leave_out",
];

/// Whether every field that was sent is one of the form.
pub fn knows(sent: &Sent) -> bool {
    sent.keys().all(|name| FIELDS.contains(&name.as_str()) || name.starts_with(COLUMN))
}

/// Read what was sent.
///
/// # Errors
/// A problem beside each field that cannot be read.
pub fn read(sent: &Sent, wanted: &[Wanted]) -> Result<Choices, Problems> {
    let typed = |name: &str| sent.get(name).map_or("", String::as_str);
    let mut reader = Reader::new();
    let year = reader.maybe_whole("year", typed("year"), 1900..=2200);
    let published = ["total", "male", "female"]
        .map(|name| reader.maybe_whole(name, typed(name), 0..=PEOPLE_MAX));
    let text = |reader: &mut Reader, name: &str| {
        reader.maybe_text(name, typed(name), limits::TEXT_CHARS_MAX).unwrap_or_default()
    };
    let (source, licence, accept) =
        (text(&mut reader, "source"), text(&mut reader, "licence"), text(&mut reader, "accept"));
    let status = reader.maybe_one("status", typed("status"), |text| text.parse::<Status>().ok());
    let column = |wish: &Wanted| {
        let chosen = sent.get(&format!("{COLUMN}{}", wish.key))?;
        Some((wish.key.to_owned(), chosen.parse().unwrap_or(usize::MAX)))
    };
    let comma = typed("comma");
    reader.finish()?;
    Ok(Choices {
        columns: wanted.iter().filter_map(column).collect(),
        source,
        licence,
        year: year.and_then(|year| i32::try_from(year).ok()),
        status: status.map(|status| status.code().to_owned()).unwrap_or_default(),
        comma: if ["groups", "fraction"].contains(&comma) { comma } else { "" }.to_owned(),
        total: published[0],
        male: published[1],
        female: published[2],
        accept,
        leave_out: typed("leave_out") == "yes",
    })
}

/// The choices as a form would have sent them.
pub fn typed(choices: &Choices) -> Sent {
    let number = |number: Option<i64>| number.map(|n| n.to_string()).unwrap_or_default();
    let pairs = [
        ("source", choices.source.clone()),
        ("licence", choices.licence.clone()),
        ("year", choices.year.map(|year| year.to_string()).unwrap_or_default()),
        ("status", choices.status.clone()),
        ("comma", choices.comma.clone()),
        ("total", number(choices.total)),
        ("male", number(choices.male)),
        ("female", number(choices.female)),
        ("accept", choices.accept.clone()),
        ("leave_out", if choices.leave_out { "yes" } else { "" }.to_owned()),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The fields about the file as a whole; those that a kind does not use are left out.
pub fn fields(shell: &Shell, problems: &Problems, sent: &Sent, people: bool) -> Vec<Field> {
    let typed = |name: &str| sent.get(name).map_or("", String::as_str);
    let words = shell.words();
    let fields = Fields::new(shell, problems)
        .line("source", "imports.show.source", typed("source"))
        .line("licence", "imports.show.licence", typed("licence"));
    let fields = if people {
        let digits = Filling::Digits;
        fields
            .ask("year", "imports.show.year", digits.clone(), typed("year"))
            .ask(
                "status",
                "imports.show.status",
                Filling::One(statuses(words, typed("status"))),
                typed("status"),
            )
            .ask("total", "imports.show.total", digits.clone(), typed("total"))
            .ask("male", "imports.show.male", digits.clone(), typed("male"))
            .ask("female", "imports.show.female", digits, typed("female"))
    } else {
        fields
    };
    fields
        .ask(
            "comma",
            "imports.show.comma",
            Filling::One(commas(words, typed("comma"))),
            typed("comma"),
        )
        .line("accept", "imports.show.accept", typed("accept"))
        .ask("leave_out", "imports.show.leave_out", Filling::Tick, typed("leave_out"))
        .done()
}

fn statuses(words: Words, typed: &str) -> Vec<Pick> {
    let typed = [typed.to_owned()];
    let open = Pick::new("", words.say("imports.show.guess"), &typed);
    let pick = |status: Status| Pick::new(status.code(), words.say(status.words()), &typed);
    std::iter::once(open).chain(Status::ALL.map(pick)).collect()
}

fn commas(words: Words, typed: &str) -> Vec<Pick> {
    let typed = [typed.to_owned()];
    let kinds = [
        ("", "imports.show.guess"),
        ("groups", "imports.show.comma_groups"),
        ("fraction", "imports.show.comma_fraction"),
    ];
    kinds.map(|(value, key)| Pick::new(value, words.say(key), &typed)).into()
}

/// One list of columns for each thing that the kind looks for.
pub fn column_fields(
    words: Words,
    wanted: &[Wanted],
    header: &[String],
    columns: &Columns,
) -> Vec<ColumnField> {
    let field = |wish: &Wanted| {
        let chosen = columns.of(wish.key);
        let typed = [chosen.map(|column| column.to_string()).unwrap_or_default()];
        let none = Pick::new("", words.say("imports.show.not_there"), &typed);
        let each = header.iter().enumerate();
        let each = each.map(|(at, name)| Pick::new(at.to_string(), name.as_str(), &typed));
        let name = column_name(words, wish.key);
        let label = if wish.required {
            words.fill("imports.show.required", &[("name", name)])
        } else {
            name
        };
        let picks = std::iter::once(none).chain(each).collect();
        ColumnField { name: format!("{COLUMN}{}", wish.key), label, picks }
    };
    wanted.iter().map(field).collect()
}

/// What people call the thing that a column holds.
pub fn column_name(words: Words, key: &str) -> String {
    let full = format!("imports.column.{key}");
    if Words::knows(&full) { words.say(&full).to_owned() } else { key.replace('_', " ") }
}
