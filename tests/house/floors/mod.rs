//! The walls between rooms and floors: who may name whom.

mod check;
mod news;
mod plan;
mod planted;

use crate::sources::house_files;

#[test]
fn rooms_and_floors_touch_only_what_they_may() {
    let found = check::complaints(&house_files());
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn promised_news_are_wired_and_wired_news_promised() {
    let found = news::complaints(&house_files());
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_timer_and_every_job_has_its_other_half() {
    let found = news::unmatched(ijwi::wiring::JOBS, ijwi::wiring::TIMERS, &house_files());
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
