//! `ijwi occurrences`: when a rule airs, JSON in and out.

use std::path::PathBuf;

use super::{End, say};
use crate::schedule;

/// What a rule is, for somebody who has never written one.
const HELP: &str = r#"The rule, for example every second Tuesday at 19:00:
  {"zone": "Africa/Kigali", "start": "2026-03-02", "time": "19:00",
   "every": {"unit": "week", "n": 2}, "weekdays": ["tue"]}

  zone      the zone whose wall clock counts, as in Europe/Paris
  start     the first day; nothing airs before it
  time      HH:MM on that wall clock
  every     unit "day", "week" or "month", and n: every so many; weeks begin on
            Monday and are counted from the week of start
  weekdays  for weeks: mon tue wed thu fri sat sun (without: the weekday of start)
  nth       for months: [{"n": 2, "weekday": "fri"}, {"n": -1, "weekday": "mon"}],
            the second Friday and the last Monday
  days      for months: [1, 15, -1], where -1 is the last day; a day that a month
            lacks is skipped (without nth and days: the day of start)
  cron      instead of time and every: five fields, "30 9 * * mon-fri"
  until     the last day, included; or
  count     so many, before except, also and moved; without both: for ever
  except    days that are left out
  also      days that are added, at the rule's times; they win over except
  moved     [{"from": "2026-05-05", "to": "2026-05-06T20:00"}]; from must be an
            occurrence, with its time (2026-05-05T09:30) if that day has several

The answer, in order, each instant once:
  [{"local":"2026-03-03T19:00:00","instant":"2026-03-03T17:00:00Z","note":null}]

  local is what the clocks of the zone show when it airs. A time that the clocks
  jump over airs later by as much as they jump, note "gap"; a time that they show
  twice airs the first time, note "fold". --from and --to mean the date of local.

Exit code 2 and one line that names the field when the rule or a date is wrong."#;

/// A rule and a window of dates.
#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub(super) struct Occurrences {
    /// The file with the rule
    rule: PathBuf,
    /// The first local date, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    from: String,
    /// The local date before which the list ends, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    to: String,
}

/// The occurrences stand on standard output.
pub(super) fn list(asked: &Occurrences) -> Result<(), End> {
    let refuse = |why: String| End::Engine(format!("occurrences: {why}"));
    let window = schedule::case::Window::read(&asked.from, &asked.to);
    let window = window.map_err(|why| refuse(why.to_string()))?;
    let text = std::fs::read_to_string(&asked.rule)
        .map_err(|why| refuse(format!("{}: {why}", asked.rule.display())))?;
    let listed = schedule::case::answer(&text, window);
    say(&listed.map_err(|why| refuse(why.to_string()))?)
}
