//! Every deed is all or nothing: each row that it writes is refused in turn, then its
//! commit; it must be a fault and leave every table as it was. Done at last and sent
//! once more, it changes nothing further.

mod whole;

use axum::http::StatusCode;
use ijwi::kit::Error;
use ijwi::plant::outbox::JobEnd;

use crate::driver::on_both;
use crate::life::tables::{Rows, Tables, differences};
use crate::life::{Deed, Life, Step, Twice, afterwards, steps};

/// No deed of the life writes as many rows; past the 24th not each one is broken.
const ROWS_MAX: usize = 400;

/// What counts guesses.
const GUESSES: &str = "sign_in_try";

/// A life whose deeds are broken before each is done.
struct Broken {
    life: Life,
    tables: Tables,
    refused: usize,
    offences: Vec<String>,
    /// Whether the deed under way tries a secret.
    guess: bool,
}

/// How a deed ended.
enum End {
    Done,
    Fault,
}

impl Broken {
    /// Break each row of the step in turn, and its commit; then let it be done.
    async fn takes(&mut self, step: Step) {
        match step {
            Step::Form(deed) => self.sends(&deed).await,
            Step::Job(name, about) => {
                self.breaks(name, async |life| match life.runs(name, about).await {
                    JobEnd::Done => End::Done,
                    JobEnd::Retry(_) => End::Fault,
                    JobEnd::Dead(why) => panic!("{name}: {why}"),
                })
                .await;
                let before = self.rows().await;
                assert!(matches!(self.life.runs(name, about).await, JobEnd::Done), "{name}");
                self.is_as_before(name, "a second run", &before).await;
            }
            Step::Command(name, twice, command) => {
                self.breaks(name, async |life| match command(&life.house).await {
                    Ok(said) => {
                        life.remembers(&said);
                        End::Done
                    }
                    Err(Error::Fault(_)) => End::Fault,
                    Err(other) => panic!("{name}: {other}"),
                })
                .await;
                if twice == Twice::Alike {
                    let before = self.rows().await;
                    command(&self.life.house).await.expect("the same answer");
                    self.is_as_before(name, "a second run", &before).await;
                }
            }
            Step::Rows(_) | Step::Promises | Step::Wait(_) => self.life.takes(step).await,
        }
    }

    async fn sends(&mut self, deed: &Deed) {
        let ready = self.life.fills(deed).await;
        self.guess = deed.guess;
        let name = format!("{} at {}", deed.action, deed.to);
        self.breaks(&name, async |life| {
            let answer = life.sends(&ready).await;
            if answer.status == StatusCode::INTERNAL_SERVER_ERROR {
                return End::Fault;
            }
            life.saw(deed, &answer);
            End::Done
        })
        .await;
        self.guess = false;
        if deed.unlike.is_none() {
            let before = self.rows().await;
            let again = self.life.sends(&ready).await;
            assert!(!again.status.is_server_error(), "{name}: {}", again.body);
            self.is_as_before(&name, "the same form again", &before).await;
        }
    }

    /// Try until nothing is broken any more; each try before must leave no trace.
    async fn breaks(&mut self, name: &str, mut run: impl AsyncFnMut(&mut Life) -> End) {
        let before = self.rows().await;
        self.tables.break_commit().await;
        if matches!(run(&mut self.life).await, End::Done) {
            // It writes nothing at all: there is no commit to break.
            self.tables.break_row(0).await;
            return self.is_as_before(name, "a deed that writes nothing", &before).await;
        }
        self.refused += 1;
        self.is_as_before(name, "a broken commit", &before).await;
        let mut n = 0;
        while n < ROWS_MAX {
            n += 1 + n / 24;
            if self.guess {
                self.tables.break_row(0).await;
                self.tables.run(&format!("DELETE FROM {GUESSES}")).await;
            }
            self.tables.break_row(n).await;
            if matches!(run(&mut self.life).await, End::Done) {
                assert!(n > 1, "{name}: no row was broken");
                return self.tables.break_row(0).await;
            }
            self.refused += 1;
            self.is_as_before(name, &format!("broken at row {n}"), &before).await;
        }
        panic!("{name} writes without end");
    }

    /// Every row, but for the count of guesses while one is made.
    async fn rows(&self) -> Rows {
        let mut rows = self.tables.rows().await;
        if self.guess {
            rows.remove(GUESSES);
        }
        rows
    }

    async fn is_as_before(&mut self, name: &str, when: &str, before: &Rows) {
        let told = differences(before, &self.rows().await);
        if !told.is_empty() {
            self.offences.push(format!("{name}, {when}:\n{told}"));
        }
    }
}

on_both! {
    async fn every_deed_is_all_or_nothing_and_done_once(house) {
        let life = Life::begins(house).await;
        let tables = Tables::of(&life.house).await;
        tables.may_break().await;
        let mut broken = Broken { life, tables, refused: 0, offences: Vec::new(), guess: false };
        for step in steps().into_iter().chain(afterwards()) {
            broken.takes(step).await;
        }
        assert!(broken.offences.is_empty(), "\n{}", broken.offences.join("\n"));
        // The figure is a floor: a wall that breaks nothing shows nothing.
        assert!(broken.refused > 500, "{} writes were broken", broken.refused);
    }
}
