//! Passwords are hashed beside the pages, few at once, and the same for everybody.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use ijwi::people::Role;
use ijwi::plant::app::Engines;

use crate::driver::on_both;
use crate::sources::{house_files, strip, without_tests};

#[expect(clippy::disallowed_methods, reason = "an engine that takes its time, on its own thread")]
#[tokio::test]
async fn engines_run_no_more_at_once_than_there_are_places() {
    let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let engines = Engines::new(2);
    let runs = (0..20).map(|_| {
        let (running, most) = (Arc::clone(&running), Arc::clone(&most));
        engines.run(move || {
            most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(5));
            running.fetch_sub(1, Ordering::SeqCst);
        })
    });
    for run in join_all(runs).await {
        run.expect("it ran");
    }
    assert_eq!(most.load(Ordering::SeqCst), 2);
}

#[test]
fn passwords_are_hashed_in_one_place_which_holds_two() {
    let mut callers = Vec::new();
    for file in house_files() {
        let code = without_tests(&strip(&file.text)).code;
        let calls = ["hashing::password_hash(", "hashing::password_fits(", "Argon2::default("];
        if file.path.starts_with("src/") && calls.iter().any(|call| code.contains(call)) {
            callers.push(file);
        }
    }
    let paths: Vec<&str> = callers.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["src/people/actions/passwords.rs", "src/people/rules/hashing.rs"]);
    let place = &callers[0].text;
    assert!(place.contains("const AT_ONCE: usize = 2;") && place.contains("Engines::new(AT_ONCE)"));
    assert_eq!(place.matches("hashing::password_").count(), place.matches(".0.run(").count());
}

on_both! {
    async fn pages_are_served_while_fifty_people_sign_in(house) {
        house.someone("marie@ijwi.test", &[Role::Manager], &[]).await;
        let done = AtomicUsize::new(0);
        let form = house.nobody().get("/sign-in").await.hidden_fields("/sign-in");
        let browser = house.nobody();
        let signs_in = (0..50).map(async |number: usize| {
            let login = format!("nobody-{number}@ijwi.test");
            let mut fields: Vec<_> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            fields.extend([("login", login.as_str()), ("password", "a wrong password")]);
            let answer = browser.post("/sign-in", &fields).await;
            done.fetch_add(1, Ordering::SeqCst);
            answer.status.as_u16()
        });
        let health = async {
            let answer = house.nobody().get("/health/ready").await;
            (answer.status.as_u16(), done.load(Ordering::SeqCst))
        };

        let (answers, (status, before)) =
            futures_util::future::join(join_all(signs_in), health).await;

        assert_eq!(status, 200);
        assert!(before < 50, "health answered after {before} had been hashed");
        // A machine that is busy with other things may turn some away until later.
        assert!(answers.iter().all(|status| [422, 429, 503].contains(status)), "{answers:?}");
        assert!(answers.contains(&422), "some were looked at");
    }
}
