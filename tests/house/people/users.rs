//! Administrators, and what others may not do.

use ijwi::people::{self, Role};

use crate::driver::{PASSWORD, on_both};

on_both! {
    async fn an_administrator_invites_and_the_same_form_twice_is_one_person(house) {
        let admin = house.admin().await.browser;
        let form = admin.get("/users/new").await;
        let mut fields = form.hidden_fields("/users/new");
        for (name, value) in [
            ("name", "Marie <b>Uwase</b>"),
            ("login", "marie@ijwi.test"),
            ("language", "rw"),
            ("roles", "manager"),
            ("roles", "auditor"),
        ] {
            fields.push((name.to_owned(), value.to_owned()));
        }
        let fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();

        let shown = admin.post("/users/new", &fields).await;
        let again = admin.post("/users/new", &fields).await;

        assert_eq!(shown.status, 200, "{}", shown.body);
        assert!(shown.body.contains("http://127.0.0.1:8080/invite/"), "the link to copy");
        assert!(!shown.body.contains("<b>Uwase"), "escaped");
        assert_eq!(again.status, 303);
        assert_eq!(house.number("SELECT COUNT(*) FROM person").await, 2);
        let list = admin.get("/users?q=UWASE").await;
        assert_eq!(list.body.matches("<th scope=\"row\">").count(), 1);
        assert!(list.body.contains("marie@ijwi.test"));
    }

    async fn a_form_that_asks_for_nonsense_is_refused_beside_its_fields(house) {
        let admin = house.admin().await.browser;
        for (fields, words) in [
            (vec![("login", "a b")], "A login has at least"),
            (vec![("login", "admin@ijwi.test")], "Somebody else signs in"),
            (vec![("name", "")], "Give a name"),
            (vec![("language", "xx")], "Choose a language"),
            (vec![("roles", "emperor")], "at least one role"),
            (vec![("roles", "station_staff")], "Choose the stations"),
            (vec![("stations", "999")], "not there any more"),
        ] {
            let mut all = vec![("name", "Marie"), ("login", "marie@ijwi.test")];
            all.extend([("language", "en"), ("roles", "manager")]);
            all.retain(|(name, _)| !fields.iter().any(|(given, _)| given == name));
            all.extend(fields);
            let answer = admin.fill("/users/new", "/users/new", &all).await;
            assert_eq!(answer.status, 422, "{words}");
            assert!(answer.body.contains(words), "{words}: {}", answer.body);
        }
        assert_eq!(house.number("SELECT COUNT(*) FROM person").await, 1);
    }

    async fn other_roles_mean_signing_in_again(house) {
        let admin = house.admin().await.browser;
        let marie = house.someone("marie@ijwi.test", &[Role::Manager], &[]).await;
        assert_eq!(marie.browser.get("/users").await.status, 403);
        let page = format!("/users/{}", marie.id);

        let roles = [("roles", "administrator")];
        let answer = admin.fill(&page, &format!("{page}/roles"), &roles).await;

        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_eq!(marie.browser.get("/account").await.status, 303);
        let (browser, _) = house.signs_in("marie@ijwi.test", PASSWORD).await;
        assert_eq!(browser.get("/users").await.status, 200);
        let noted = "SELECT COUNT(*) FROM trail WHERE deed = 'roles_changed' \
            AND before = 'manager' AND after = 'administrator'";
        assert_eq!(house.number(noted).await, 1);
    }

    async fn the_last_administrator_stays(house) {
        let admin = house.admin().await;
        let page = format!("/users/{}", admin.id);
        let disabling = format!("{page}/disabling");
        let answer = admin.browser.fill(&page, &disabling, &[]).await;
        assert_eq!(answer.status, 422);
        let answer =
            admin.browser.fill(&page, &format!("{page}/roles"), &[("roles", "manager")]).await;
        assert_eq!(answer.status, 422);
        assert!(people::disable_by_command(&house.app, &admin.login).await.is_err());

        house.someone("other@ijwi.test", &[Role::Administrator], &[]).await;
        assert_eq!(admin.browser.fill(&page, &disabling, &[]).await.status, 303);
        assert_eq!(admin.browser.get("/users").await.status, 303);
    }

    async fn a_lost_password_is_replaced_by_a_link(house) {
        let admin = house.admin().await.browser;
        let marie = house.someone("marie@ijwi.test", &[Role::Manager], &[]).await;
        let page = format!("/users/{}", marie.id);

        let shown = admin.fill(&page, &format!("{page}/link"), &[]).await;
        let link = shown.body.split("http://127.0.0.1:8080").nth(1).expect("a link");
        let link = link.split('"').next().expect("a link");
        let fields = [("password", "quiet river stones"), ("again", "quiet river stones")];
        let answer = house.nobody().fill(link, link, &fields).await;

        assert_eq!(answer.status, 303);
        assert_eq!(marie.browser.get("/account").await.status, 303, "older sessions end");
        assert_eq!(house.signs_in("marie@ijwi.test", PASSWORD).await.1.status, 422);
    }

    async fn only_administrators_reach_people_and_denials_are_noted(house) {
        let admin = house.admin().await;
        let others = [Role::Coordinator, Role::Manager, Role::Auditor];
        for role in others {
            let login = format!("{}@ijwi.test", role.code());
            let other = house.someone(&login, &[role], &[]).await.browser;
            for path in ["/users", "/users/new", &format!("/users/{}", admin.id)] {
                assert_eq!(other.get(path).await.status, 403, "{login} {path}");
            }
        }
        let nobody = house.nobody().get("/users?q=a").await;
        let leads = "/sign-in?next=/users%3Fq%3Da";
        assert_eq!((nobody.status.as_u16(), nobody.location()), (303, leads));

        let noted = "SELECT COUNT(*) FROM trail WHERE deed = 'denied'";
        assert_eq!(house.number(noted).await, 0, "a GET never writes");
        house.promises("people.flush").await;
        house.run_jobs().await;
        assert_eq!(house.number(noted).await, 9);
    }

    async fn witnesses_come_from_what_the_database_says_now(house) {
        let db = &house.app.db;
        let marie = house.someone("marie@ijwi.test", &[Role::Coordinator], &[]).await.id;
        assert!(people::coordinator_by_id(db, marie).await.is_ok());
        assert!(people::manager_by_id(db, marie).await.is_ok());
        assert!(people::admin_by_id(db, marie).await.is_err());
        assert!(people::auditor_by_id(db, marie).await.is_err());
        assert!(people::station_staff_by_id(db, marie).await.is_err());
        people::disable_by_command(&house.app, "marie@ijwi.test").await.expect("shut out");
        assert!(people::coordinator_by_id(db, marie).await.is_err());
    }
}
