//! The main navigation leads to pages that are there.

use ijwi::people::Role;

use crate::driver::on_both;

const SPRITE: &str = include_str!("../../../static/icons.svg");

on_both! {
    async fn everybody_begins_on_a_page_of_their_own_and_every_entry_leads_somewhere(house) {
        let who = house.planner().await;
        let station = house.enters(who, "Radio A").await.expect("a station");
        assert_eq!(house.nobody().get("/").await.location(), "/sign-in");
        for role in Role::ALL {
            let login = format!("{}@ijwi.test", role.code());
            let stations = if role == Role::StationStaff { vec![station] } else { Vec::new() };
            let browser = house.someone(&login, &[role], &stations).await.browser;
            let first = browser.get("/").await;
            assert_eq!(first.status, 303, "{login}");
            let page = browser.get("/account").await.body;
            let nav = page.split("<nav").nth(1).expect("a navigation");
            let nav = nav.split("</nav>").next().expect("its end");
            let paths: Vec<&str> =
                nav.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            assert_eq!(paths.first(), Some(&first.location()), "{login}");
            for named in nav.split("icons.svg#").skip(1) {
                let icon = named.split('"').next().expect("its end");
                assert!(SPRITE.contains(&format!("id=\"{icon}\"")), "no picture {icon}");
            }
            for path in paths {
                let shown = browser.get(path).await;
                let status = shown.status.as_u16();
                assert!([200, 303].contains(&status), "{login} {path}: {status}");
            }
        }
    }
}
