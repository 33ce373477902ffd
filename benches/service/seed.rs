//! What is measured: a station with many weeks of 500 airings, and a campaign on 40
//! stations in 30 districts with 5,000 airings. Rows are written by hand, because the
//! ways in are not what is measured here.

use anyhow::Context;
use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use ijwi::kit::Id;
use ijwi::people;
use ijwi::plant::App;
use ijwi::plant::db::{Haste, Key, Txn, begin_write};
use sea_orm::{ConnectionTrait, Statement};

/// Weeks of the one station: together too much for any cache of pages.
const WEEKS: u64 = 120;
const PER_WEEK: i64 = 500;
/// Stations of the large campaign, and airings on each.
const STATIONS: i64 = 40;
const PER_STATION: i64 = 125;
/// The large campaign's flight, most of it behind us.
const FLIGHT_DAYS: i64 = 60;

/// What the measurement asks for.
pub struct Seeded {
    pub password: String,
    pub station: i64,
    pub weeks: Vec<NaiveDate>,
    /// The path of the one station's link.
    pub link: String,
    pub campaign: i64,
    /// The path of the link of a station of the large campaign.
    pub country_link: String,
}

/// The rows stand.
pub async fn add(app: &App, password: String) -> anyhow::Result<Seeded> {
    let now = app.clock.now();
    app.db.hurry(Haste::Seeding).await.map_err(told)?;
    let seeder = Seeder { txn: begin_write(&app.db, Key::none()).await.map_err(told)?, now };
    let coordinator = seeder.number("SELECT id FROM person WHERE login = 'coordinator'").await?;
    let (campaign, version) = seeder.campaign("Long", coordinator, 900).await?;
    let station = seeder.station("Radio of many weeks").await?;
    let weeks = seeder.weeks(station, campaign, version).await?;
    let country = seeder.country(coordinator).await?;
    let first = seeder.number("SELECT id FROM station WHERE name = 'Country 00'").await?;
    seeder.txn.commit().await.map_err(told)?;
    let plans = people::coordinator_by_id(&app.db, Id::new(coordinator)).await.map_err(told)?;
    let mut links = Vec::new();
    for station in [station, first] {
        let made = people::make_station_link(app, plans, Id::new(station)).await.map_err(told)?;
        links.push(format!("/s/{}", made.token));
    }
    app.db.hurry(Haste::No).await.map_err(told)?;
    let [link, country_link] = links.try_into().ok().context("two links")?;
    Ok(Seeded { password, station, weeks, link, campaign: country, country_link })
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that map_err asks for")]
fn told(why: ijwi::kit::Error) -> anyhow::Error {
    anyhow::anyhow!("{why}")
}

struct Seeder {
    txn: Txn,
    now: DateTime<Utc>,
}

impl Seeder {
    async fn run(&self, sql: &str) -> anyhow::Result<()> {
        self.txn
            .execute_unprepared(sql)
            .await
            .with_context(|| sql.chars().take(300).collect::<String>())?;
        Ok(())
    }

    async fn number(&self, sql: &str) -> anyhow::Result<i64> {
        let ask = Statement::from_string(self.txn.get_database_backend(), sql);
        let row = self.txn.query_one_raw(ask).await?.with_context(|| sql.to_owned())?;
        Ok(row.try_get_by(0)?)
    }

    fn today(&self) -> NaiveDate {
        (self.now + TimeDelta::hours(2)).date_naive()
    }

    /// A running campaign with one approved spot.
    async fn campaign(&self, name: &str, by: i64, days: i64) -> anyhow::Result<(i64, i64)> {
        let (from, to) = (self.today() - TimeDelta::days(days), self.today() + TimeDelta::days(14));
        let at = stamp(self.now);
        self.run(&format!(
            "INSERT INTO campaign (name, name_folded, public_title, discreet, topic, starts_on, \
             ends_on, state, coordinator_id, version, created_by, created_at, started_at) VALUES \
             ('{name}', '{name}', '{name}', FALSE, 'rights', '{from}', '{to}', 'running', {by}, \
             1, {by}, '{at}', '{at}')"
        ))
        .await?;
        let campaign =
            self.number(&format!("SELECT id FROM campaign WHERE name = '{name}'")).await?;
        self.run(&format!(
            "INSERT INTO message (campaign_id, kind, number, title, title_folded, topic, \
             planned_seconds, on_fm, on_stream, version, created_by, created_at) VALUES \
             ({campaign}, 'spot', 1, 'Spot', 'spot', 'rights', 45, TRUE, FALSE, 1, {by}, '{at}')"
        ))
        .await?;
        self.run(&format!(
            "INSERT INTO message_version (message_id, language, code, title, script, audio_state, \
             revision, author_id, created_at, changed_at, approved_at) SELECT id, 'rw', \
             'B{campaign}', 'Menya uburenganzira bwawe', '', 'none', 1, {by}, '{at}', '{at}', \
             '{at}' FROM message WHERE campaign_id = {campaign}"
        ))
        .await?;
        let version = format!("SELECT id FROM message_version WHERE code = 'B{campaign}'");
        Ok((campaign, self.number(&version).await?))
    }

    async fn station(&self, name: &str) -> anyhow::Result<i64> {
        let at = stamp(self.now);
        self.run(&format!(
            "INSERT INTO station (name, name_folded, owner_kind, zone, broadcast_day_starts, \
             version, created_at) VALUES ('{name}', '{name}', 'community', 'Africa/Kigali', \
             '05:00:00', 1, '{at}')"
        ))
        .await?;
        self.number(&format!("SELECT id FROM station WHERE name = '{name}'")).await
    }

    /// Weeks of 500 airings up to this one; says their Mondays.
    async fn weeks(
        &self,
        station: i64,
        campaign: i64,
        version: i64,
    ) -> anyhow::Result<Vec<NaiveDate>> {
        let monday = self.today().week(chrono::Weekday::Mon).first_day();
        let mut mondays = Vec::new();
        for back in 0..WEEKS {
            let monday = monday - Days::new(7 * back);
            mondays.push(monday);
            // Broadcast days begin at 05:00 in Kigali, which is 03:00 UTC.
            let first = monday.and_hms_opt(3, 0, 0).context("an hour")?.and_utc();
            let rows = (0..PER_WEEK).map(|number| {
                let starts = first + TimeDelta::seconds(1_200 * number);
                let told =
                    if back > 0 { "'confirmed', 'aired'" } else { "'planned', 'unanswered'" };
                row((station, campaign, version), starts, &format!("W{back}x{number}"), told)
            });
            self.airings(rows.collect()).await?;
        }
        Ok(mondays)
    }

    /// The large campaign, with listening measured everywhere.
    async fn country(&self, by: i64) -> anyhow::Result<i64> {
        let (campaign, version) = self.campaign("Country", by, FLIGHT_DAYS).await?;
        let at = stamp(self.now);
        self.run(&format!(
            "INSERT INTO campaign_place (campaign_id, place_id) SELECT {campaign}, id FROM place \
             WHERE kind = 'district'"
        ))
        .await?;
        let first = (self.today() - TimeDelta::days(FLIGHT_DAYS)).and_time(chrono::NaiveTime::MIN);
        for number in 0..STATIONS {
            let station = self.station(&format!("Country {number:02}")).await?;
            for (code, from, to) in
                [("05-09", 5, 9), ("09-14", 9, 14), ("14-18", 14, 18), ("18-23", 18, 23)]
            {
                self.run(&format!(
                    "INSERT INTO daypart (station_id, code, starts, ends) VALUES ({station}, \
                     '{code}', '{from:02}:00:00', '{to:02}:00:00')"
                ))
                .await?;
            }
            let rows = (0..PER_STATION).map(|each| {
                let minutes = each * (FLIGHT_DAYS + 1) * 1_440 / PER_STATION + number;
                let starts = first.and_utc() + TimeDelta::minutes(minutes);
                let is_told = starts < self.now - TimeDelta::hours(30) && each % 9 != 0;
                let told = if is_told { "'confirmed', 'aired'" } else { "'planned', 'unanswered'" };
                row((station, campaign, version), starts, &format!("C{number}x{each}"), told)
            });
            self.airings(rows.collect()).await?;
        }
        let cells = "FROM station s, place p WHERE s.name LIKE 'Country %' AND p.kind = 'district'";
        let vary = "(s.id * 7 + p.id * 3) % 10";
        self.run(&format!(
            "INSERT INTO coverage_share (station_id, place_id, low, central, high, source, as_of, \
             created_at) SELECT s.id, p.id, 0.2 + {vary} * 0.03, 0.3 + {vary} * 0.04, \
             0.4 + {vary} * 0.05, 'measured', '2026-01-01', '{at}' {cells}"
        ))
        .await?;
        self.run(&format!(
            "INSERT INTO audience (station_id, place_id, cume, week, day, source, as_of, \
             respondents, created_at) SELECT s.id, p.id, 0.1 + {vary} * 0.02, 0.08 + {vary} * \
             0.015, 0.04 + {vary} * 0.01, 'measured', '2026-01-01', 400, '{at}' {cells}"
        ))
        .await?;
        self.run(
            "INSERT INTO audience_slot (audience_id, daypart_id, days, tuned, repeat) \
             SELECT a.id, d.id, 'all', 0.01 + (a.id + d.id) % 5 * 0.005, 0.5 FROM audience a \
             JOIN daypart d ON d.station_id = a.station_id WHERE a.source = 'measured'",
        )
        .await?;
        Ok(campaign)
    }

    async fn airings(&self, rows: Vec<String>) -> anyhow::Result<()> {
        let columns = "code, station_id, campaign_id, message_version_id, kind, starts_at, \
             ends_at, seconds, air_date, evidence, outcome, entered_late, price_minor, currency, \
             booked_at";
        self.run(&format!("INSERT INTO airing ({columns}) VALUES {}", rows.join(", "))).await
    }
}

fn row(
    (station, campaign, version): (i64, i64, i64),
    starts: DateTime<Utc>,
    code: &str,
    told: &str,
) -> String {
    let (from, to) = (stamp(starts), stamp(starts + TimeDelta::seconds(45)));
    let day = (starts + TimeDelta::hours(2 - 5)).date_naive();
    format!(
        "('{code}', {station}, {campaign}, {version}, 'spot', '{from}', '{to}', 45, '{}-{:02}-\
         {:02}', {told}, FALSE, 1500, 'RWF', '{from}')",
        day.year(),
        day.month(),
        day.day()
    )
}

fn stamp(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S+00:00").to_string()
}
