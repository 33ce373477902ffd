//! People come first and last: invited, signed in, changed, shut out.

use ijwi::kit::{Error, Id, Language};
use ijwi::people::{self, Grants, Invite, Role};

use super::{MARIE, Step, Twice, form};
use crate::driver::{House, PASSWORD};

const ANOTHER: &str = "a kettle full of small bells";
const SESSIONS: &str = "each sign-in is a session of its own";
const SHOWN_ONCE: &str = "a secret is shown once, so asking again makes another";
const NOTED: &str = "each press is noted";

/// Before everything: somebody who will change.
pub const FIRST: &[Step] = &[
    Step::Command("people::invite_by_command", Twice::Unlike, |house| Box::pin(invited(house))),
    form(
        "people::invite",
        "admin",
        "/users/new",
        &[
            ("name", "~Marie"),
            ("login", "marie@life.test"),
            ("language", "en"),
            ("roles", "manager"),
        ],
    )
    .step(),
    form(
        "people::use_link",
        "marie",
        "/invite/{invite}",
        &[("password", PASSWORD), ("again", PASSWORD)],
    )
    .unlike("a link works once")
    .step(),
    form("people::change_language", "marie", "/account/language", &[("language", "fr")])
        .on("/account")
        .step(),
    form("plant::choose_language", "marie", "/language", &[("language", "en")])
        .on("/account")
        .step(),
    form(
        "people::change_password",
        "marie",
        "/account/password",
        &[("present", PASSWORD), ("password", ANOTHER), ("again", ANOTHER)],
    )
    .on("/account")
    .guess()
    .unlike("the present password is another then")
    .step(),
    form(
        "people::sign_in",
        "marie 2",
        "/sign-in",
        &[("login", "marie@life.test"), ("password", ANOTHER)],
    )
    .guess()
    .unlike(SESSIONS)
    .step(),
    form("people::begin_factor", "marie", "/account/second-factor/secret", &[])
        .on("/account/second-factor")
        .unlike(SHOWN_ONCE)
        .step(),
    form("people::confirm_factor", "marie", "/account/second-factor", &[("code", "{totp}")])
        .guess()
        .unlike("a code works once")
        .step(),
    form(
        "people::sign_in",
        "marie 3",
        "/sign-in",
        &[("login", "marie@life.test"), ("password", ANOTHER)],
    )
    .guess()
    .unlike(SESSIONS)
    .step(),
    Step::Wait(31),
    form("people::give_code", "marie 3", "/sign-in/code", &[("code", "{totp}")])
        .guess()
        .unlike("a code works once")
        .step(),
    form(
        "people::remove_factor",
        "marie 3",
        "/account/second-factor/removal",
        &[("present", ANOTHER)],
    )
    .on("/account/second-factor")
    .guess()
    .unlike("it is gone then")
    .step(),
    form("people::sign_out", "marie 3", "/sign-out", &[])
        .on("/account")
        .unlike("nobody is signed in then")
        .step(),
];

/// At the end: links, roles, other sessions, a second factor taken away, and the timers' jobs.
pub const LAST: &[Step] = &[
    Step::Command("people::demonstration_link", Twice::Unlike, |house| {
        Box::pin(async {
            let person = Id::new(house.number(MARIE).await);
            people::demonstration_link(&house.app, person).await
        })
    }),
    form(
        "people::sign_in",
        "marie 4",
        "/sign-in",
        &[("login", "marie@life.test"), ("password", ANOTHER)],
    )
    .guess()
    .unlike(SESSIONS)
    .step(),
    form("people::end_session", "marie", "/account/sessions/{session^}/ending", &[])
        .on("/account")
        .unlike("it is gone then")
        .step(),
    form("people::begin_factor", "marie", "/account/second-factor/secret", &[])
        .on("/account/second-factor")
        .unlike(SHOWN_ONCE)
        .step(),
    form("people::confirm_factor", "marie", "/account/second-factor", &[("code", "{totp}")])
        .guess()
        .unlike("a code works once")
        .step(),
    form("people::remove_factor_of", "admin", "/users/{marie}/second-factor/removal", &[])
        .on("/users/{marie}")
        .unlike(NOTED)
        .step(),
    form(
        "people::change_grants",
        "admin",
        "/users/{marie}/roles",
        &[("roles", "manager"), ("roles", "auditor")],
    )
    .on("/users/{marie}")
    .step(),
    form("people::disable", "admin", "/users/{marie}/disabling", &[]).on("/users/{marie}").step(),
    form("people::enable", "admin", "/users/{marie}/enabling", &[]).on("/users/{marie}").step(),
    form("people::make_link", "admin", "/users/{marie}/link", &[])
        .on("/users/{marie}")
        .unlike(SHOWN_ONCE)
        .step(),
    form("people::enter_by_pressing", "demo", "/enter/{enter}", &[]).unlike(SESSIONS).step(),
    form("people::sign_out_everywhere", "demo", "/account/sessions/ending", &[])
        .on("/account")
        .unlike("nobody is signed in then")
        .step(),
    Step::Command("people::demonstration_password", Twice::Unlike, |house| {
        Box::pin(async {
            let person = Id::new(house.number(MARIE).await);
            let done = people::demonstration_password(&house.app, &[person], PASSWORD).await;
            done.map(|()| String::new())
        })
    }),
    Step::Command("people::disable_by_command", Twice::Unlike, |house| {
        Box::pin(async {
            let done = people::disable_by_command(&house.app, "command@life.test").await;
            done.map(|()| String::new())
        })
    }),
    Step::Rows(
        "INSERT INTO outbox (job, subject, due_at, tries, dead_at, fault) VALUES \
         ('plant.tidy', 0, '2026-03-02T08:00:00+00:00', 12, '2026-03-02T08:00:00+00:00', 'x')",
    ),
    form("people::ask_again", "admin", "/state/jobs/{outbox^}/again", &[]).on("/state").step(),
    form("people::note_copy", "auditor", "/trail/copy", &[]).on("/trail").unlike(NOTED).step(),
    Step::Job("people.flush", ""),
    Step::Job("plant.seal_trail", ""),
    Step::Job("reach.keep_day", ""),
];

/// After everybody is gone: what is old is forgotten, and a copy wakes up.
pub const AFTERWARDS: &[Step] = &[
    Step::Wait(15 * 86_400),
    Step::Command("plant::timers::look", Twice::Alike, |house| {
        Box::pin(async {
            let (db, now) = (&house.app.db, house.now());
            let looked = ijwi::plant::timers::look(db, &ijwi::wiring::TIMERS[..1], now).await;
            looked.map(|()| String::new())
        })
    }),
    Step::Job("people.forget", ""),
    Step::Job("plant.tidy", ""),
    Step::Rows("INSERT INTO restore_mark (id, made_at) VALUES (1, '2026-03-02T08:00:00+00:00')"),
    Step::Command("people::end_everything_within", Twice::Alike, |house| {
        Box::pin(async { ijwi::serve::wake(&house.app).await.map(|_| String::new()) })
    }),
    Step::Rows("DELETE FROM person_role WHERE role = 'administrator'"),
    Step::Command("people::first_administrator_link", Twice::Unlike, |house| {
        Box::pin(async {
            let link = people::first_administrator_link(&house.app).await?;
            Ok(link.unwrap_or_default())
        })
    }),
];

async fn invited(house: &House) -> Result<String, Error> {
    let grants = Grants::decide([Role::Manager], []).expect("roles that fit");
    let (name, login) = ("By command".to_owned(), "command@life.test".to_owned());
    let request = Invite { name, login, language: Language::En, grants };
    people::invite_by_command(&house.app, request).await.map(|(_, link)| link)
}
