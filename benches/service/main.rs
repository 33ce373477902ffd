//! How fast a whole house answers, how much memory it takes, and how soon it is
//! ready: the release binary on SQLite and, where `TEST_POSTGRES_URL` is set, on
//! PostgreSQL, asked over loopback by a client on the same cores.
//!
//! `cargo bench --bench service` prints one line per figure; the figures of record
//! and the machine they were taken on stand in `docs/PERFORMANCE.md`.

#![expect(
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a measurement reads the clock, sends callers of its own and rounds what it tells"
)]

mod client;
mod figures;
mod house;
mod seed;

use std::time::{Duration, Instant};

use client::{Client, Load, StationForm};
use figures::Figures;
use house::{Engine, House};

/// Connections that ask at once, and how long each load lasts.
const CONNECTIONS: usize = 8;
const SPAN: Duration = Duration::from_secs(6);

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if !engine.is_here() {
            println!("{engine}: skipped, TEST_POSTGRES_URL is not set");
            continue;
        }
        measure(engine).await?;
    }
    Ok(())
}

async fn measure(engine: Engine) -> anyhow::Result<()> {
    let figures = Figures::of(engine);
    let mut house = House::seeded(engine).await?;
    let ready = house.starts().await?;
    figures.millis("start to ready on existing data", ready);
    figures.megabytes("resident when idle", house.resident()?);
    let manager = house.manager().await?;
    pages(&figures, &house, &manager).await?;
    figures.megabytes("resident after pages", house.resident()?);
    let form = Client::open(house.address).await?.station_form(&house.seeded.link).await?;
    one_confirmation(&figures, &house, &form).await?;
    many_confirmations(&figures, &house, &form).await?;
    figures.megabytes("resident after answers", house.resident()?);
    results_from_cold(&figures, &mut house, &manager).await?;
    results_follow(&figures, &house, &manager).await?;
    figures.megabytes("resident after large results", house.resident()?);
    house.stops().await?;
    Ok(())
}

/// The week list: an address that nobody asked for before each time; then one week.
async fn pages(figures: &Figures, house: &House, manager: &str) -> anyhow::Result<()> {
    let weeks: Vec<String> = house
        .seeded
        .weeks
        .iter()
        .map(|monday| format!("/schedule/station/{}?week={monday}", house.seeded.station))
        .collect();
    for (what, coding) in [("plain", None), ("brotli", Some("br"))] {
        let fresh = Load { paths: &weeks, cookie: manager, coding, etag: None, anew: true };
        figures.rate(&format!("week of 500 rows, fresh, {what}"), &fresh.run(house.address).await?);
    }
    let json: Vec<String> =
        weeks.iter().map(|week| week.replace("?week", "/week.json?week")).collect();
    let fresh = Load { paths: &json, cookie: manager, coding: None, etag: None, anew: false };
    figures.rate("week of 500 rows as JSON", &fresh.run(house.address).await?);
    let one = &weeks[..1];
    let kept = Load { paths: one, cookie: manager, coding: Some("br"), etag: None, anew: false };
    figures.rate("week of 500 rows, unchanged, sent whole", &kept.run(house.address).await?);
    let mut client = Client::open(house.address).await?;
    let etag = client.get(&one[0], manager, Some("br")).await?.etag;
    let known =
        Load { paths: one, cookie: manager, coding: Some("br"), etag: Some(&etag), anew: false };
    figures.rate("week of 500 rows, unchanged, 304", &known.run(house.address).await?);
    Ok(())
}

/// A station answers, one airing after the other, each answer on the disk.
async fn one_confirmation(
    figures: &Figures,
    house: &House,
    form: &StationForm,
) -> anyhow::Result<()> {
    let mut client = Client::open(house.address).await?;
    let mut taken = Vec::new();
    for round in 0..400_usize {
        let airing = form.airings[round % form.airings.len()];
        let started = Instant::now();
        client.answers(&house.seeded.link, form, airing, &format!("one{round:06}")).await?;
        taken.push(started.elapsed());
    }
    figures.spread("one confirmation with its commit", &mut taken);
    Ok(())
}

async fn many_confirmations(
    figures: &Figures,
    house: &House,
    form: &StationForm,
) -> anyhow::Result<()> {
    let started = Instant::now();
    let callers = (0..40_usize).map(|caller| {
        let (link, form, address) = (house.seeded.link.clone(), form.clone(), house.address);
        tokio::spawn(async move {
            let mut client = Client::open(address).await?;
            let mut taken = Vec::new();
            for round in 0..25_usize {
                let airing = form.airings[(caller * 25 + round) % form.airings.len()];
                let started = Instant::now();
                client.answers(&link, &form, airing, &format!("c{caller:03}r{round:03}")).await?;
                taken.push(started.elapsed());
            }
            anyhow::Ok(taken)
        })
    });
    let mut taken = Vec::new();
    for caller in callers.collect::<Vec<_>>() {
        taken.extend(caller.await??);
    }
    let rate = f64::from(u32::try_from(taken.len())?) / started.elapsed().as_secs_f64();
    figures.say("confirmations, 40 at once", &format!("{rate:.0}/s"));
    figures.spread("confirmations, 40 at once", &mut taken);
    Ok(())
}

/// 40 stations, 30 districts, 5,000 airings: right after a start, then with its range.
async fn results_from_cold(
    figures: &Figures,
    house: &mut House,
    manager: &str,
) -> anyhow::Result<()> {
    let path = format!("/results/{}", house.seeded.campaign);
    for _ in 0..3 {
        house.stops().await?;
        house.starts().await?;
        let mut client = Client::open(house.address).await?;
        client.get("/schedule", manager, None).await?;
        let started = Instant::now();
        client.get(&path, manager, Some("br")).await?;
        figures.millis("results of 5,000 airings, cold", started.elapsed());
        let (waited, _) = client.until_settled(&path, manager).await?;
        figures.millis("   until it has its range", started.elapsed().max(waited));
    }
    Ok(())
}

/// One more confirmation: the results page is asked again at once.
async fn results_follow(figures: &Figures, house: &House, manager: &str) -> anyhow::Result<()> {
    let path = format!("/results/{}", house.seeded.campaign);
    let mut client = Client::open(house.address).await?;
    let form = client.station_form(&house.seeded.country_link).await?;
    let (mut first, mut ranged) = (Vec::new(), Vec::new());
    client.until_settled(&path, manager).await?;
    for round in 0..10_usize {
        let airing = form.airings[round % form.airings.len()];
        let key = format!("follow{round:04}");
        client.answers(&house.seeded.country_link, &form, airing, &key).await?;
        let started = Instant::now();
        client.get(&path, manager, Some("br")).await?;
        first.push(started.elapsed());
        client.until_settled(&path, manager).await?;
        ranged.push(started.elapsed());
    }
    figures.spread("results after one confirmation", &mut first);
    figures.spread("   until they have their range", &mut ranged);
    Ok(())
}
