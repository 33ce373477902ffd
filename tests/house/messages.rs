//! Messages on both engines: made, said in languages, measured, approved, heard.

use axum::body::Body;
use axum::http::Request;
use ijwi::kit::id::{Campaign, Message};
use ijwi::kit::{Error, Id};
use ijwi::messages::{self, read_code};

use crate::driver::campaigns::{Team, key};
use crate::driver::{Answer, Caller, House, on_both};

const MP3: &[u8] = include_bytes!("../cases/audio/two.mp3");
const OPUS: &[u8] = include_bytes!("../cases/audio/three.opus");

async fn a_spot(house: &House, team: &Team) -> (Id<Campaign>, Id<Message>) {
    let campaign = house.drafts(team, "Border").await;
    house.starts(team, campaign).await;
    let page = format!("/messages/new?campaign={campaign}");
    let made = team
        .first
        .browser
        .fill(
            &page,
            "/messages/new",
            &[
                ("kind", "spot"),
                ("title", "False job offers"),
                ("topic", "Recruitment"),
                ("channels", "fm"),
            ],
        )
        .await;
    assert_eq!(made.status, 303, "{}", made.body);
    (campaign, Id::new(house.number("SELECT MAX(id) FROM message").await))
}

async fn says(
    browser: &Caller,
    message: Id<Message>,
    language: &str,
    sound: Option<(&str, &str, &[u8])>,
) -> Answer {
    let page = format!("/messages/{message}/versions/new");
    let fields = [("language", language), ("title", "Menya"), ("script", "Line one\nLine two")];
    browser.send_file((&page, &page), &fields, sound).await
}

async fn version_of(house: &House, language: &str) -> i64 {
    let sql = format!("SELECT id FROM message_version WHERE language = '{language}'");
    house.number(&sql).await
}

on_both! {
    async fn a_sound_is_measured_by_a_job_and_approved_by_another_person(house) {
        let team = house.team().await;
        let (_, message) = a_spot(&house, &team).await;
        let made = says(&team.first.browser, message, "rw", Some(("sound", "a.txt", MP3))).await;
        assert_eq!(made.status, 303, "{}", made.body);
        let page = format!("/messages/{message}");
        let shown = team.first.browser.get(&page).await;
        assert!(shown.body.contains("being measured"), "{}", shown.body);
        let version = version_of(&house, "rw").await;
        let approval = format!("{page}/versions/{version}/approval");
        let early = team.second.browser.fill(&page, &approval, &[]).await;
        assert_eq!(early.status, 422);
        assert!(early.body.contains("being measured"));

        assert_eq!(house.run_jobs().await, 1);

        let shown = team.first.browser.get(&page).await;
        assert!(shown.body.contains("3\u{a0}s, measured (mp3)"), "{}", shown.body);
        assert!(shown.body.contains("another coordinator approves"));
        let own = [("csrf", shown.hidden_fields("/language")[0].1.clone()),
            ("form_key", "0123456789".to_owned()), ("revision", "1".to_owned())];
        let own: Vec<(&str, &str)> = own.iter().map(|(n, v)| (*n, v.as_str())).collect();
        assert_eq!(team.first.browser.post(&approval, &own).await.status, 422);
        let done = team.second.browser.fill(&page, &approval, &[]).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let facts = messages::facts_of(house.app.db.read(), Id::new(version)).await.expect("facts");
        assert!(facts.approved && facts.seconds == Some(3) && facts.language == "rw");
        assert_eq!(read_code(&facts.code), Some(facts.code));
    }

    async fn a_changed_version_loses_its_approval_and_keeps_its_code(house) {
        let team = house.team().await;
        let (_, message) = a_spot(&house, &team).await;
        says(&team.first.browser, message, "rw", Some(("sound", "a.mp3", MP3))).await;
        house.run_jobs().await;
        let version = version_of(&house, "rw").await;
        let page = format!("/messages/{message}");
        let approval = format!("{page}/versions/{version}/approval");
        team.second.browser.fill(&page, &approval, &[]).await;
        let code = "SELECT COUNT(*) FROM message_version WHERE approved_at IS NOT NULL";
        assert_eq!(house.number(code).await, 1);

        let edit = format!("{page}/versions/{version}/edit");
        let fields = [("title", "Menya neza"), ("script", "New words")];
        let answer = team.second.browser.send_file((&edit, &edit), &fields, None).await;
        assert_eq!(answer.status, 303, "{}", answer.body);

        let facts = messages::facts_of(house.app.db.read(), Id::new(version)).await.expect("facts");
        assert!(!facts.approved);
        assert_eq!(facts.seconds, Some(3), "the sound stays");
        let stale = [("title", "Old"), ("script", ""), ("revision", "1")];
        let answer = team.first.browser.send_file((&edit, &edit), &stale, None).await;
        assert_eq!(answer.status, 409);
        let now_first = team.first.browser.fill(&page, &approval, &[]).await;
        assert_eq!(now_first.status, 303, "the other one wrote it now");
        assert_eq!(house.number("SELECT COUNT(*) FROM approval").await, 2);
        let withdrawal = format!("{page}/versions/{version}/withdrawal");
        assert_eq!(team.second.browser.fill(&page, &withdrawal, &[]).await.status, 303);
        let facts = messages::facts_of(house.app.db.read(), Id::new(version)).await.expect("facts");
        assert!(!facts.approved);
    }

    async fn an_opus_voice_note_is_counted_and_said_so(house) {
        let team = house.team().await;
        let (_, message) = a_spot(&house, &team).await;
        says(&team.first.browser, message, "sw", Some(("sound", "note.ogg", OPUS))).await;
        house.run_jobs().await;
        let shown = team.first.browser.get(&format!("/messages/{message}")).await;
        assert!(shown.body.contains("counted from the file’s packets (opus)"), "{}", shown.body);
    }

    async fn what_is_no_sound_is_refused_and_a_broken_one_is_told(house) {
        let team = house.team().await;
        let (_, message) = a_spot(&house, &team).await;
        let browser = &team.first.browser;
        for (name, bytes) in
            [("a.mp3", &b"<html><script>x</script>"[..]), ("../x.wav", b"#!AMR\n"), ("e.mp3", b"")]
        {
            let answer = says(browser, message, "rw", Some(("sound", name, bytes))).await;
            assert_eq!(answer.status, 422, "{name}");
            assert!(answer.body.contains("no sound that can be read"), "{}", answer.body);
            assert!(answer.body.contains("Line two"), "what was typed stays");
        }
        let broken = [b"fLaC\0\0\0\x22", &[0x55; 3_000][..]].concat();
        let answer = says(browser, message, "rw", Some(("sound", "b.flac", &broken))).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        house.run_jobs().await;
        let shown = browser.get(&format!("/messages/{message}")).await;
        assert!(shown.body.contains("could not be measured"), "{}", shown.body);
        let huge = vec![0xff_u8; 21 * 1024 * 1024];
        let answer = says(browser, message, "fr", Some(("sound", "h.mp3", &huge))).await;
        assert_eq!(answer.status, 413);
        assert_eq!(house.number("SELECT COUNT(*) FROM message_version").await, 1);
    }

    async fn the_sound_is_sent_whole_or_in_parts_and_never_as_a_page(house) {
        let team = house.team().await;
        let (_, message) = a_spot(&house, &team).await;
        says(&team.first.browser, message, "rw", Some(("sound", "a.html", MP3))).await;
        house.run_jobs().await;
        let version = version_of(&house, "rw").await;
        let path = format!("/messages/{message}/versions/{version}/sound");
        let browser = &team.second.browser;

        let whole = browser.get(&path).await;
        assert_eq!((whole.status.as_u16(), &whole.bytes[..]), (200, MP3));
        assert_eq!(whole.header("content-type"), "audio/mpeg");
        assert_eq!(whole.header("x-content-type-options"), "nosniff");
        assert_eq!(whole.header("accept-ranges"), "bytes");
        let name = whole.header("content-disposition");
        assert!(name.starts_with("attachment; filename=\"IJ"), "{name}");
        assert!(name.ends_with(".mp3\""), "{name}");
        let ask = |range: &str| {
            browser.ask(Request::get(&path).header("range", range).body(Body::empty()).expect("ok"))
        };
        let part = ask("bytes=10-19").await;
        assert_eq!((part.status.as_u16(), &part.bytes[..]), (206, &MP3[10..20]));
        assert_eq!(part.header("content-range"), format!("bytes 10-19/{}", MP3.len()));
        assert_eq!(ask("bytes=99999999-").await.status, 416);
        assert_eq!(house.nobody().get(&path).await.status, 303);
        let other = format!("/messages/{}/versions/{version}/sound", message.number() + 1);
        assert_eq!(browser.get(&other).await.status, 404);
        let page = browser.get(&format!("/messages/{message}")).await;
        assert!(page.header("content-security-policy").contains("media-src 'self'"));
        assert!(page.body.contains("<audio controls"));
    }

    async fn a_live_session_holds_guests_topics_and_its_toolkit(house) {
        let team = house.team().await;
        let campaign = house.drafts(&team, "Border").await;
        let page = format!("/messages/new?campaign={campaign}");
        let browser = &team.first.browser;
        let made = browser.fill(&page, "/messages/new", &[
            ("kind", "live_session"), ("title", "Ask the bureau"), ("topic", "Reporting"),
            ("channels", "stream"), ("minutes", "60"), ("call_in_number", "3512"),
            ("topics", "Debt bondage\n\nBorder crossing"), ("guest_1", "investigator"),
            ("source_kind", "toolkit"), ("source_title", "Awareness toolkit"),
            ("source_version", "2"), ("source_language", "rw"),
        ]).await;
        assert_eq!(made.status, 303, "{}", made.body);
        let path = made.location().split('?').next().expect("a path").to_owned();
        let shown = browser.get(&path).await;
        for text in ["1\u{a0}h", "3512", "Debt bondage; Border crossing", "investigator",
            "Toolkit: Awareness toolkit, 2, Kinyarwanda", "Session 1"] {
            assert!(shown.body.contains(text), "{text}: {}", shown.body);
        }
        let edit = format!("{path}/edit");
        let form = browser.get(&edit).await;
        assert!(form.body.contains("value=\"60\"") && form.body.contains("Debt bondage"));
        let bad = browser.fill(&page, "/messages/new", &[
            ("kind", "live_session"), ("title", "No minutes"), ("topic", "x"),
            ("call_in_number", "call me"),
        ]).await;
        assert_eq!(bad.status, 422);
        assert!(bad.body.contains("href=\"#minutes\"") && bad.body.contains("#call_in_number"));
    }

    async fn a_language_is_said_once_and_nothing_changes_after_closing(house) {
        let team = house.team().await;
        let (campaign, message) = a_spot(&house, &team).await;
        let browser = &team.first.browser;
        assert_eq!(says(browser, message, "rw", None).await.status, 303);
        let twice = says(browser, message, "rw", None).await;
        assert_eq!(twice.status, 422);
        assert!(twice.body.contains("There is a version in this language"));
        assert_eq!(says(browser, message, "xx", None).await.status, 422);

        let page = format!("/messages/{message}");
        let version = version_of(&house, "rw").await;
        let approval = format!("{page}/versions/{version}/approval");
        let unknown = team.second.browser.fill(&page, &approval, &[]).await;
        assert!(unknown.body.contains("Enter a planned length"), "{}", unknown.body);
        let who = house.coordinator_of(&team.second).await;
        house.closes(&team, campaign).await;
        house.run_jobs().await;
        let late = messages::approve_version(
            &house.app.db, &*house.app.clock, who, (Id::new(version), 1), &key("late")).await;
        let Err(Error::Refused(why)) = late else { panic!("{late:?}") };
        assert_eq!(why.words(), "messages.problem.campaign_closed");
        assert_eq!(says(browser, message, "fr", None).await.status, 422);
        assert!(!browser.get(&page).await.body.contains("/edit\""));
    }

    async fn the_list_finds_by_code_language_and_standing(house) {
        let team = house.team().await;
        let (campaign, message) = a_spot(&house, &team).await;
        let browser = &team.first.browser;
        says(browser, message, "rw", None).await;
        let version = version_of(&house, "rw").await;
        let facts = messages::facts_of(house.app.db.read(), Id::new(version)).await.expect("facts");
        let has = |answer: Answer| {
            assert_eq!(answer.status, 200, "{}", answer.body);
            answer.body.contains("False job offers")
        };
        let code = facts.code.to_lowercase();
        assert!(has(browser.get(&format!("/messages?q={code}")).await));
        assert!(has(browser.get(&format!("/messages?campaign={campaign}&language=rw")).await));
        assert!(has(browser.get("/messages?standing=waiting&kind=spot&q=FALSE").await));
        assert!(!has(browser.get("/messages?language=fr").await));
        assert!(!has(browser.get("/messages?standing=approved").await));
        assert!(!has(browser.get("/messages?standing=expired").await));
        house.wait(chrono::TimeDelta::days(40));
        let again = browser.get("/messages?standing=expired").await;
        assert!(again.status == 303 || has(again));
    }
}
