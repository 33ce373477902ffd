//! No caller and no stranger is kept: canaries are sent through every door, and then
//! looked for in the database, the files, a backup, the logs and the metrics.

use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Method, Request};
use base64::Engine as _;
use sha2::{Digest, Sha256};

use crate::driver::{Engine, House, on_both};
use crate::life::crawl::{crawl, routes};
use crate::life::tables::Tables;
use crate::life::{Life, Step, steps};

/// Somebody who calls: number, name, words, mail, identity number, street.
const CALLER: [&str; 6] = [
    "+250780000001",
    "Canary Uwase",
    "kanari-7f3a",
    "canary@example.org",
    "1199980000000001",
    "Kanari Street 9",
];

/// Spellings of the number with their MD5 and SHA-1, which a table of numbers undoes.
const WEAK: [(&str, &str, &str); 4] = [
    (
        "+250780000001",
        "7417c4000986084df3f62269f81753f4",
        "19c44345a17e0a3eb766e430ea702eea35287861",
    ),
    (
        "250780000001",
        "3c57ef65b6e551d900576d079b9e3b78",
        "b07f6d8ac87774cf6cc8bba2144ddf044edff3bb",
    ),
    ("0780000001", "0b63d2786afdc0334d74b4f101779118", "4287a229d6ee4bbbbf2ce40b10cb0c8b85ffe95c"),
    ("780000001", "fbaf5c7b8f02568c09debe8bb5018b38", "24c506bc25f4b139976c90c7ef226c76cce7e529"),
];

/// The number of the station's desk in the life of the house: sealed, never in the clear.
const DESK: &str = "+250788000001";

/// A name that is kept, to show that the search finds what is there.
const CONTROL: &str = "Radio Umucyo FM";

/// Every shape in which a value could have been kept.
fn shapes(value: &str) -> Vec<Vec<u8>> {
    let mut spelt = vec![value.to_owned(), value.replace(' ', "+"), value.replace(' ', "%20")];
    if let Some(bare) = value.strip_prefix("+250") {
        let (a, b, c) = (&bare[..3], &bare[3..6], &bare[6..]);
        spelt.extend([bare.to_owned(), format!("0{bare}"), format!("250{bare}")]);
        for gap in [" ", "-", "."] {
            spelt.push([a, b, c].join(gap));
        }
    }
    let mut shapes = Vec::new();
    for text in spelt {
        let hash = Sha256::digest(text.as_bytes());
        shapes.push(text.replace('+', "%2B").replace('@', "%40").into_bytes());
        shapes.push(hex(text.as_bytes()).into_bytes());
        shapes.push(hex(text.as_bytes()).to_uppercase().into_bytes());
        let coded = base64::engine::general_purpose::STANDARD_NO_PAD.encode(&text);
        shapes.push(coded.into_bytes());
        shapes.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        shapes.push(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        shapes.push(hex(&hash).into_bytes());
        shapes.push(hash.to_vec());
        shapes.push(text.into_bytes());
    }
    for (_, md5, sha1) in WEAK.iter().filter(|(text, ..)| value.ends_with(text)) {
        shapes.extend([md5, sha1].map(|text| text.as_bytes().to_vec()));
        shapes.extend([md5, sha1].map(|text| bytes(text)));
    }
    shapes
}

fn hex(bytes: &[u8]) -> String {
    let digit = |four: u8| char::from(b"0123456789abcdef"[usize::from(four)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    let pair = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal");
    (0..hex.len()).step_by(2).map(pair).collect()
}

/// What was written down anywhere, with where.
type Found = Vec<(String, Vec<u8>)>;

/// The places that hold the value in any shape.
fn holds(all: &Found, value: &str) -> Vec<String> {
    let shapes = shapes(value);
    // Most places in a file begin no shape: two letters tell.
    let mut begins = vec![false; 1 << 16];
    let two = |bytes: &[u8]| usize::from(bytes[0]) << 8 | usize::from(bytes[1]);
    for shape in &shapes {
        begins[two(shape)] = true;
    }
    let hit = |bytes: &[u8]| {
        (0..bytes.len().saturating_sub(1)).any(|at| {
            begins[two(&bytes[at..])] && shapes.iter().any(|shape| bytes[at..].starts_with(shape))
        })
    };
    all.iter().filter(|(_, bytes)| hit(bytes)).map(|(place, _)| place.clone()).collect()
}

fn gather(folder: &Path, into: &mut Found) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, into);
        } else {
            into.push((path.display().to_string(), std::fs::read(&path).expect("a file")));
        }
    }
}

/// Log lines of this test's thread.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("only appended to").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Every address, known and unknown, is asked for the canary with headers full of it.
async fn knocks(house: &House) {
    let paths = routes(|method| method == Method::GET).into_iter().map(|path| {
        let parts =
            path.split('/').map(|part| if part.starts_with('{') { "kanari-7f3a" } else { part });
        parts.collect::<Vec<_>>().join("/")
    });
    for path in paths.chain(["/kanari-7f3a/780000001".to_owned()]) {
        let asked = format!("{path}?q=%2B250780000001&next=/Kanari+Street+9");
        for method in ["GET", "POST", "DELETE", "kanari-7f3a"] {
            let request = Request::builder().method(method).uri(&asked);
            let request = request
                .header("user-agent", "kanari-7f3a (Canary Uwase; canary@example.org)")
                .header("referer", "https://kanari-7f3a.example/?n=+250780000001")
                .header("x-forwarded-for", "kanari-7f3a")
                .header("cookie", "ijwi=kanari-7f3a; lang=kanari-7f3a")
                .header("content-type", "application/x-www-form-urlencoded");
            let body = Body::from("n=%2B250780000001&name=Canary+Uwase&m=canary%40example.org");
            house.nobody().ask(request.body(body).expect("a request")).await;
        }
    }
    for (kind, body) in [
        ("application/json", "{\"from\": \"+250780000001\""),
        ("multipart/form-data; boundary=x", "--x\r\nkanari-7f3a"),
        ("text/plain", "Canary Uwase"),
    ] {
        let request = Request::post("/sign-in").header("content-type", kind);
        house.nobody().ask(request.body(Body::from(body)).expect("a request")).await;
    }
    house.signs_in("canary@example.org", "kanari-7f3a").await;
    house.signs_in("+250780000001", "Kanari Street 9").await;
}

on_both! {
    async fn nothing_of_a_caller_is_written_down_anywhere(house) {
        ijwi::plant::metrics::start();
        let lines = Lines::default();
        let writer = lines.clone();
        let log = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(move || writer.clone())
            .finish();
        let _guard = tracing::subscriber::set_default(log);
        let mut life = Life::begins(house).await;

        for step in steps() {
            if let Step::Form(deed) = step {
                // Forms about calls are tried with all of it, the others with one part each.
                let about_calls = deed.action.starts_with("callins");
                let part = deed.to.len() % CALLER.len();
                for value in if about_calls { &CALLER[..] } else { &CALLER[part..=part] } {
                    for status in life.spoils(&deed, value).await {
                        assert!(status.is_client_error(), "{} {value}: {status}", deed.action);
                    }
                }
            }
            life.takes(step).await;
        }
        knocks(&life.house).await;
        crawl(&mut life).await;
        life.house.promises("people.flush").await;
        life.house.run_jobs().await;
        let backup = tempfile::tempdir().expect("a folder");
        ijwi::plant::backup::make(&life.house.app, backup.path()).await.expect("made");

        let tables = Tables::of(&life.house).await;
        let mut all = Found::new();
        for (table, rows) in tables.rows().await {
            all.push((format!("table {table}"), rows.into_bytes()));
        }
        gather(life.house.folder(), &mut all);
        gather(backup.path(), &mut all);
        all.push(("logs".to_owned(), lines.0.lock().expect("written").clone()));
        let metrics = ijwi::plant::metrics::start().render();
        all.push(("metrics".to_owned(), metrics.into_bytes()));
        for value in CALLER.into_iter().chain([DESK]) {
            let found = holds(&all, value);
            assert!(found.is_empty(), "{value} stands in {found:?}");
        }
        let control = holds(&all, CONTROL);
        let files = control.iter().filter(|place| place.contains('/')).count();
        assert!(control.iter().any(|place| place == "table station"), "{control:?}");
        let own = life.house.engine() == Engine::Postgres;
        assert!(own || files >= 2, "the database's file and its copy: {control:?}");
        let logged = holds(&all, "/sign-in");
        assert!(logged.iter().any(|place| place == "logs"), "the log is empty: {logged:?}");
    }
}

#[test]
fn a_number_is_found_in_every_shape() {
    for kept in ["0780 000 001 780-000-001", "NzgwMDAwMDAx", "373830303030303031", "kanari-7f3a"] {
        let all = vec![("here".to_owned(), kept.as_bytes().to_vec())];
        let found = CALLER.into_iter().filter(|value| !holds(&all, value).is_empty()).count();
        assert_eq!(found, 1, "{kept}");
    }
}
