//! The command line as a stranger meets it: the binary itself, its words, its codes.

use std::ffi::OsString;
use std::net::TcpListener;
use std::os::unix::ffi::OsStringExt;
use std::path::Path;
use std::time::Duration;

use tokio::process::Command;

/// What a command said and how it ended.
struct Said {
    code: i32,
    out: String,
    err: String,
}

/// Run the binary in a folder, with these settings and no others.
async fn ijwi(folder: &Path, settings: &[(&str, &str)], asked: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ijwi"));
    command.args(asked).current_dir(folder).env_clear().kill_on_drop(true);
    command.envs(settings.iter().copied());
    end_of(command).await
}

async fn end_of(mut command: Command) -> Said {
    let done = tokio::time::timeout(Duration::from_mins(2), command.output()).await;
    let done = done.expect("the command ends by itself").expect("the binary starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    let code = done.status.code().expect("it was not killed");
    Said { code, out: text(done.stdout), err: text(done.stderr) }
}

/// The command refused, in one line that says this, and answered nothing.
fn refused(said: &Said, code: i32, begins: &str, what: &str) {
    assert_eq!(said.code, code, "{what}: {}", said.err);
    assert_eq!(said.out, "", "{what}");
    assert!(said.err.starts_with(begins), "{what}: {}", said.err);
    assert_eq!(said.err.trim_end().lines().count(), 1, "{what}: {}", said.err);
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("a-folder")).expect("a folder in it");
    let files: [(&str, &[u8]); 5] = [
        ("junk", b"\x00\xff\xfe\x80PK\x03\x04"),
        ("empty.json", b""),
        ("cut.json", b"{\"start\": \"2026-03-02\","),
        ("other.json", b"{\"hello\": 1}"),
        ("list.json", b"[1, 2, 3]"),
    ];
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).expect("written");
    }
    folder
}

#[tokio::test]
async fn an_engine_refuses_what_is_no_case_by_name_and_with_two() {
    let folder = folder();
    for name in ["absent.json", "a-folder", "junk"] {
        let said = ijwi(folder.path(), &[], &["reach", name]).await;
        refused(&said, 2, &format!("ijwi reach: {name}: "), name);
    }
    for name in ["empty.json", "cut.json", "other.json", "list.json"] {
        let said = ijwi(folder.path(), &[], &["reach", name]).await;
        refused(&said, 2, "ijwi reach: ", name);
    }
}

#[tokio::test]
async fn a_wrong_setting_stops_the_start_by_its_name() {
    let folder = folder();
    let cases = [
        ("IJWI_LISTN", "127.0.0.1:1", "ijwi: IJWI_LISTN is not a setting of Ijwi; `ijwi --help`"),
        ("IJWI_SMS_KEY", "x", "ijwi: IJWI_SMS_KEY is not a setting of Ijwi"),
        ("IJWI_LISTEN", "8080", "ijwi: IJWI_LISTEN: `8080` is not"),
        ("IJWI_DATABASE_URL", "mysql://a:secret@b/c", "ijwi: IJWI_DATABASE_URL: must begin"),
        ("IJWI_WORKERS", "0", "ijwi: IJWI_WORKERS: must lie between 1 and 64"),
    ];
    for (name, value, begins) in cases {
        for asked in [&["serve"][..], &[], &["verify-trail"]] {
            let said = ijwi(folder.path(), &[(name, value)], asked).await;
            refused(&said, 2, begins, name);
            assert!(!said.err.contains("secret"), "{}", said.err);
        }
    }
    let made = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(made, 6, "nothing was made by a start that was refused");
}

#[tokio::test]
async fn settings_that_are_no_text_do_not_stop_the_start() {
    let folder = folder();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ijwi"));
    command.arg("verify-trail").current_dir(folder.path()).env_clear().kill_on_drop(true);
    command.env(OsString::from_vec(b"OTHER\xff".to_vec()), OsString::from_vec(vec![0xfe]));
    let said = end_of(command).await;

    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.starts_with("whole: "), "{}", said.out);
}

#[tokio::test]
async fn what_stands_in_the_way_is_said_in_one_line_and_with_one() {
    let folder = folder();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address");
    let (listen, port) = (address.to_string(), address.port().to_string());

    let said = ijwi(folder.path(), &[("IJWI_LISTEN", &listen)], &["serve"]).await;
    refused(&said, 1, &format!("ijwi: {listen} cannot be listened on"), "serve");
    let said = ijwi(folder.path(), &[], &["demo", "--port", &port]).await;
    refused(&said, 1, &format!("ijwi: {listen} cannot be listened on"), "demo");
    for name in ["a-folder", "junk"] {
        let url = format!("sqlite:{name}?mode=rwc");
        let said = ijwi(folder.path(), &[("IJWI_DATABASE_URL", &url)], &["verify-trail"]).await;
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{name}: {}", said.err);
        assert!(said.err.contains("the database cannot be opened"), "{name}: {}", said.err);
    }
}

#[tokio::test]
async fn what_is_asked_wrongly_is_refused_with_two_and_changes_nothing() {
    let folder = folder();
    let cases: &[(&[&str], &str)] = &[
        (&["import", "districts", "absent.csv"], "absent.csv"),
        (&["import", "districts", "a-folder"], "a-folder"),
        (&["import", "districts", "junk", "--write"], "ijwi: "),
        (&["import", "boundaries", "cut.json"], "ijwi: "),
        (&["backup", "--verify", "absent"], "not a backup"),
        (&["backup", "--verify", "a-folder"], "not a backup"),
        (&["backup", "."], "not empty"),
        (&["user", "disable", "nobody@ijwi.test"], "there is nobody with this login"),
        (&["user", "invite", "a@b.test", "--name", "A", "--role", "king"], "`king` is not a role"),
    ];
    for (asked, says) in cases {
        let said = ijwi(folder.path(), &[("IJWI_LOG", "off")], asked).await;
        assert_eq!(said.code, 2, "{asked:?}: {} {}", said.out, said.err);
        assert!(said.err.starts_with("ijwi: "), "{asked:?}: {}", said.err);
        assert!(said.err.contains(says), "{asked:?}: {}", said.err);
        assert_eq!(said.err.trim_end().lines().count(), 1, "{asked:?}: {}", said.err);
    }
    let said = ijwi(folder.path(), &[], &["user", "list"]).await;
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);
}

#[tokio::test]
async fn a_command_that_is_not_ours_is_refused_with_its_usage() {
    let folder = folder();
    let cases: [&[&str]; 6] = [
        &["nonsense"],
        &["reach"],
        &["import", "songs", "junk"],
        &["demo", "--port", "99999"],
        &["reach", "other.json", "--seed", "-1"],
        &["user"],
    ];
    for asked in cases {
        let said = ijwi(folder.path(), &[], asked).await;
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{asked:?}");
        assert!(said.err.contains("--help") || said.err.contains("Usage"), "{}", said.err);
    }
}

#[tokio::test]
async fn help_names_every_command_and_every_setting() {
    let folder = folder();
    let whole = ijwi(folder.path(), &[], &["--help"]).await;
    assert_eq!((whole.code, whole.err.as_str()), (0, ""));
    for (name, default, meaning) in ijwi::plant::config::SETTINGS {
        assert!(whole.out.contains(name) && whole.out.contains(default), "{name}");
        assert!(meaning.split(' ').count() > 2, "{name} is explained");
    }
    assert!(whole.out.contains("Exit codes"), "{}", whole.out);
    for command in ["serve", "demo", "user", "backup", "import", "verify-trail", "openapi", "reach"]
    {
        assert!(whole.out.contains(&format!("\n  {command} ")), "{command}");
        let said = ijwi(folder.path(), &[], &[command, "--help"]).await;
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{command}");
        assert!(said.out.contains("Usage: ijwi"), "{command}: {}", said.out);
        assert!(!said.out.contains("[default: \"\"]"), "{command}: {}", said.out);
    }
}

#[tokio::test]
async fn the_api_document_is_printed_without_any_setting() {
    let folder = folder();
    let said = ijwi(folder.path(), &[("IJWI_LISTN", "x")], &["openapi"]).await;

    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert_eq!(said.out.trim_end(), include_str!("../../docs/openapi.json").trim_end());
}
