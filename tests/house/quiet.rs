//! A GET never writes: every page that links lead to, as every kind of visitor.

use axum::http::{Method, StatusCode};

use crate::driver::{Answer, on_both};
use crate::hostile;
use crate::life::Life;
use crate::life::crawl::{crawl, route_of, routes};
use crate::life::tables::{Tables, differences};

on_both! {
    async fn pages_that_are_looked_at_write_nothing_and_hostile_words_stay_words(house) {
        let mut life = Life::begins(house).await.in_words(hostile::words);
        life.lives().await;
        let tables = Tables::of(&life.house).await;
        let before = tables.rows().await;

        let seen = crawl(&mut life).await;

        let told = differences(&before, &tables.rows().await);
        assert!(told.is_empty(), "a page that was looked at wrote:\n{told}");
        hostile::change_no_page(&seen);
        tables.may_break().await;
        tables.break_row(1).await;
        life.restarts();
        let broken = crawl(&mut life).await;
        for (visit, answer) in &seen {
            let again = broken.get(visit).map(|answer| answer.status);
            assert_eq!(again, Some(answer.status), "{visit:?} while no write is possible");
            assert!(!answer.status.is_server_error(), "{visit:?}: {}", answer.body);
        }
        let routes = routes(|method| method == Method::GET);
        let welcome = |answer: &Answer| {
            let leads_on = answer.status == StatusCode::SEE_OTHER;
            answer.status == StatusCode::OK
                || leads_on && !answer.location().starts_with("/sign-in?next")
        };
        let shown = seen.iter().filter(|(_, answer)| welcome(answer));
        let shown: Vec<&String> =
            shown.filter_map(|((_, path), _)| route_of(path, &routes)).collect();
        let missing: Vec<&String> = routes.iter().filter(|route| !shown.contains(route)).collect();
        assert!(missing.is_empty(), "nobody saw {missing:#?}");

        tables.break_row(0).await;
        let before = tables.rows().await;
        life.house.promises("plant.tidy").await;
        assert!(!differences(&before, &tables.rows().await).is_empty(), "a row that is seen");
    }
}
