//! The frame of every page: headers, troubles, languages, files.

use axum::http::StatusCode;

use crate::driver::on_both;

on_both! {
    async fn a_page_that_is_not_there_says_what_to_do_in_the_readers_language(house) {
        let caller = house.nobody();
        let answer = caller.get("/no-such-page").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.header("content-security-policy").contains("default-src 'none'"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");

        caller.keep_cookie("lang", "fr");
        assert!(caller.get("/no-such-page").await.body.contains("Cette page n’existe pas"));
    }

    async fn a_file_is_found_under_its_digest_for_ever(house) {
        let page = house.nobody().get("/no-such-page").await.body;
        let start = page.find("/static/").expect("a style sheet");
        let path = page[start..].split('"').next().expect("an address");
        let answer = house.nobody().get(path).await;

        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.header("cache-control").contains("immutable"));
        assert!(answer.body.contains("--bg"));
    }

    async fn health_is_ok_or_not_and_says_no_more(house) {
        for path in ["/health/live", "/health/ready"] {
            assert_eq!(house.nobody().get(path).await.body, "ok\n");
        }
    }
}
