//! Persons of a test: invited, signed in, in other browsers.

use std::sync::Arc;

use ijwi::kit::id::{Person, Station};
use ijwi::kit::{Id, Language};
use ijwi::people::{self, Choice, Grants, Invite, Role};
use ijwi::plant::config::{Config, SecondFactor};

use super::{Caller, House};

/// The password of everybody in tests.
pub const PASSWORD: &str = "the goat ate my umbrella";

/// Somebody with an account and a browser that is signed in.
pub struct Someone {
    /// Who it is.
    pub id: Id<Person>,
    /// What they type to sign in.
    pub login: String,
    /// Their browser.
    pub browser: Caller,
}

impl House {
    /// Somebody is invited from the command line; gives the path of the link.
    pub async fn invites(
        &self,
        login: &str,
        roles: &[Role],
        stations: &[Id<Station>],
    ) -> (Id<Person>, String) {
        let grants = Grants::decide(roles.iter().copied(), stations.iter().copied());
        let request = Invite {
            name: format!("Person {login}"),
            login: login.to_owned(),
            language: Language::En,
            grants: grants.expect("roles that fit"),
        };
        people::invite_by_command(&self.app, request).await.expect("invited")
    }

    /// Somebody with these roles, signed in with a browser of their own.
    pub async fn someone(&self, login: &str, roles: &[Role], stations: &[Id<Station>]) -> Someone {
        let (id, link) = self.invites(login, roles, stations).await;
        let token = link.strip_prefix("/invite/").expect("the link of an invitation");
        let choice = Choice {
            name: String::new(),
            login: String::new(),
            password: PASSWORD.to_owned(),
            again: PASSWORD.to_owned(),
            browser: "Firefox, Android".to_owned(),
        };
        let entered = people::use_link(&self.app, token, choice).await.expect("signed in");
        let browser = self.nobody();
        browser.keep_cookie("ijwi", &entered.token);
        Someone { id, login: login.to_owned(), browser }
    }

    /// An administrator, signed in.
    pub async fn admin(&self) -> Someone {
        self.someone("admin@ijwi.test", &[Role::Administrator], &[]).await
    }

    /// The same house, which asks planners for a second factor.
    pub fn becomes_strict(&mut self) {
        let strict =
            Config { second_factor: SecondFactor::Required, ..Config::clone(&self.app.config) };
        self.app.config = Arc::new(strict);
        self.opens_again();
    }

    /// A browser signs in with a password; gives its answer.
    pub async fn signs_in(&self, login: &str, password: &str) -> (Caller, super::Answer) {
        let browser = self.nobody();
        let fields = [("login", login), ("password", password)];
        let answer = browser.fill("/sign-in", "/sign-in", &fields).await;
        (browser, answer)
    }
}

/// The six digits that a phone shows for the secret on the page.
pub fn digits(house: &House, page: &str) -> String {
    let start = page.find("class=\"code\">").expect("the secret stands on the page") + 13;
    let letters: String = page[start..].chars().take_while(|c| *c != '<').collect();
    let letters: String = letters.chars().filter(|c| !c.is_whitespace()).collect();
    let bits: Vec<u8> = letters
        .bytes()
        .map(|letter| if letter >= b'A' { letter - b'A' } else { letter - b'2' + 26 })
        .flat_map(|value| (0..5).rev().map(move |at| (value >> at) & 1))
        .collect();
    let bytes: Vec<u8> =
        bits.chunks(8).map(|eight| eight.iter().fold(0, |byte, bit| byte << 1 | bit)).collect();
    let secret: [u8; 20] = bytes.try_into().expect("160 bits");
    let totp = totp_rs::Builder::new()
        .with_secret(totp_rs::Secret::new_stack(secret))
        .build_noncompliant();
    let seconds = u64::try_from(house.now().timestamp()).expect("after 1970");
    totp.generate(seconds).to_string()
}
