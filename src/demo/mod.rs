//! The demonstration: a fresh house with real places and stations, two real
//! campaigns, and made-up airtime, answers and audience figures, marked as such.
//!
//! Everything passes the rooms' own doors under a clock that walks through the
//! past, so what a visitor sees is what the same deeds would have left behind.

mod border;
mod clock;
mod links;
mod messages;
mod people;
mod places;
mod rusizi;
mod sound;
mod stations;

use std::cell::Cell;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::kit::wallclock::wall_of;
use crate::kit::{Error, FormKey};
use crate::plant::App;
use crate::plant::db::Haste;

pub use links::{Account, Links};

/// What made-up figures are called where a source is named.
pub const MADE_UP: &str = "Made up for the demonstration";

/// What the pieces of the demonstration share.
struct Seed<'a> {
    app: &'a App,
    /// The day on which the demonstration is shown, in the house's zone.
    today: NaiveDate,
    now: DateTime<Utc>,
    keys: Cell<u32>,
}

impl Seed<'_> {
    /// A fresh form key.
    fn key(&self) -> FormKey {
        self.keys.set(self.keys.get() + 1);
        FormKey::read(&format!("demonstration-{}", self.keys.get())).expect("letters and digits")
    }

    /// A clock that stands at that hour of a day counted from today, in UTC.
    fn clock(&self, days: i64, hour: u32) -> clock::Standing {
        let day = self.today + TimeDelta::days(days);
        clock::Standing(day.and_hms_opt(hour, 0, 0).expect("an hour of the day").and_utc())
    }
}

/// The house holds the demonstration; says how each role gets in.
///
/// # Errors
/// Only faults: the data are ours, so a refusal is one too.
pub async fn seed(app: &App) -> Result<Links, Error> {
    let now = app.clock.now();
    let today = wall_of(app.config.zone, now).date();
    let seed = Seed { app, today, now, keys: Cell::new(0) };
    app.db.hurry(Haste::Seeding).await?;
    let cast = people::invite(&seed).await?;
    let places = places::add(&seed, &cast).await?;
    let stations = stations::add(&seed, &cast, &places).await?;
    let staff = people::bind_staff(&seed, &stations).await?;
    rusizi::run(&seed, &cast, &places, &stations).await?;
    border::run(&seed, &cast, &places, &stations).await?;
    let links = links::make(&seed, &cast, staff, &stations).await?;
    app.db.hurry(Haste::No).await?;
    Ok(links)
}
