//! The walks in a real browser, when node, Chromium and their two packages are here.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the walks stand.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

/// What is missing for the walks; none when all is here.
fn missing() -> Option<&'static str> {
    let runs = |program: &str| Command::new(program).arg("--version").output().is_ok();
    if !runs("node") {
        return Some("node");
    }
    if !runs("chromium") && !runs("chromium-browser") {
        return Some("Chromium");
    }
    let packages = folder().join("node_modules/playwright-core");
    (!packages.exists()).then_some("the packages: run `npm ci` in tests/browser")
}

#[test]
fn the_main_tasks_can_be_walked_in_a_browser() {
    if let Some(what) = missing() {
        eprintln!("skipped: no walks in a browser without {what}");
        return;
    }

    let ran = Command::new("node")
        .arg(folder().join("run.mjs"))
        .args(["--bin", env!("CARGO_BIN_EXE_ijwi")])
        .output()
        .expect("node starts");

    let said = String::from_utf8_lossy(&ran.stdout);
    let complained = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{said}{complained}");
}
