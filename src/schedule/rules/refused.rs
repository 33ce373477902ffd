//! Why an airing cannot be booked, and what would work instead.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::kit::{Money, Refusal};

/// What stands against an airing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Bar {
    /// The campaign is still being set up.
    #[error("the campaign is a draft")]
    Draft,
    /// The campaign is over.
    #[error("the campaign is closed")]
    Closed,
    /// No second coordinator approved the message.
    #[error("the message is not approved")]
    NotApproved,
    /// The message has neither sound nor a planned length, or is far too long.
    #[error("the message has no length that can air")]
    NoLength,
    /// The station does not broadcast in the message's language.
    #[error("the station broadcasts in {spoken}, not in {language}")]
    Language {
        /// The message's language.
        language: String,
        /// The station's languages.
        spoken: String,
    },
    /// The day is outside the campaign's flight.
    #[error("the flight is {first} to {last}")]
    OutsideFlight {
        /// Its first day.
        first: NaiveDate,
        /// Its last day.
        last: NaiveDate,
    },
    /// The message may not air any more on that day.
    #[error("the message expires after {last}")]
    Expired {
        /// The last day on which it may.
        last: NaiveDate,
    },
    /// The time is past, and it was not said that it is entered late.
    #[error("the time is past")]
    Past,
    /// The station could not prepare in time.
    #[error("less notice than {minutes} minutes")]
    TooSoon {
        /// The least notice.
        minutes: u32,
    },
    /// The station is not on air then; its hours of that day, if any.
    #[error("the station is not on air then")]
    OffHours {
        /// The hours in which it is, on that day.
        hours: Option<(NaiveTime, NaiveTime)>,
    },
    /// The station has an outage then.
    #[error("the station has an outage")]
    Outage {
        /// When it ends, on the station's wall clock.
        until: Option<NaiveDateTime>,
    },
    /// A spot was asked for outside the station's breaks.
    #[error("no break at this time")]
    NoBreak,
    /// The break has no room for the spot.
    #[error("the break has {left_seconds} s left")]
    BreakFull {
        /// The longest stretch still free.
        left_seconds: u32,
        /// What the spot needs.
        needed_seconds: u32,
    },
    /// Something else is booked then.
    #[error("taken from {from}")]
    Taken {
        /// When that starts, on the station's wall clock.
        from: NaiveDateTime,
    },
    /// The budget has no line in the rate's currency.
    #[error("no budget in {currency}")]
    OtherCurrency {
        /// The rate's currency.
        currency: String,
    },
    /// The airing costs more than is left.
    #[error("the budget is used up")]
    OverBudget {
        /// What the airing costs.
        price: Money,
        /// What is left.
        left: Money,
    },
}

/// A refusal with the nearest time that would work, if there is one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{bar}")]
pub struct BookingRefused {
    /// What stands against it.
    pub bar: Bar,
    /// The nearest time that is free, on the station's wall clock.
    pub instead: Option<NaiveDateTime>,
}

fn moment(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M:%S").to_string()
}

fn clock(at: NaiveTime) -> String {
    at.format("%H:%M").to_string()
}

impl Bar {
    /// Whether another time may mend it.
    pub(super) const fn is_about_time(&self) -> bool {
        matches!(
            self,
            Self::Past
                | Self::TooSoon { .. }
                | Self::OffHours { .. }
                | Self::Outage { .. }
                | Self::NoBreak
                | Self::BreakFull { .. }
                | Self::Taken { .. }
        )
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Language { language, spoken } => {
                vec![("language", language.clone()), ("spoken", spoken.clone())]
            }
            Self::OutsideFlight { first, last } => {
                vec![("day_first", first.to_string()), ("day_last", last.to_string())]
            }
            Self::Expired { last } => vec![("day_last", last.to_string())],
            Self::TooSoon { minutes } => vec![("minutes", minutes.to_string())],
            Self::OffHours { hours: Some((opens, closes)) } => {
                vec![("opens", clock(*opens)), ("closes", clock(*closes))]
            }
            Self::Outage { until: Some(until) } => vec![("at_until", moment(*until))],
            Self::BreakFull { left_seconds, needed_seconds } => {
                vec![("left", left_seconds.to_string()), ("needed", needed_seconds.to_string())]
            }
            Self::Taken { from } => vec![("at_from", moment(*from))],
            Self::OtherCurrency { currency } => vec![("currency", currency.clone())],
            Self::OverBudget { price, left } => vec![
                ("money_price", format!("{} {}", price.minor, price.currency)),
                ("money_left", format!("{} {}", left.minor, left.currency)),
            ],
            _ => Vec::new(),
        }
    }
}

/// Names of values say how a page writes them: `at_..` a day and time, `day_..`
/// a day, `money_..` an amount in minor units with its currency.
impl Refusal for BookingRefused {
    fn field(&self) -> &'static str {
        match &self.bar {
            Bar::Draft | Bar::Closed | Bar::OtherCurrency { .. } | Bar::OverBudget { .. } => {
                "campaign"
            }
            Bar::NotApproved | Bar::NoLength | Bar::Language { .. } => "message",
            Bar::OutsideFlight { .. } | Bar::Expired { .. } => "date",
            _ => "time",
        }
    }

    fn words(&self) -> &'static str {
        let other = self.instead.is_some();
        match &self.bar {
            Bar::Draft => "schedule.refused.draft",
            Bar::Closed => "schedule.refused.closed",
            Bar::NotApproved => "schedule.refused.not_approved",
            Bar::NoLength => "schedule.refused.no_length",
            Bar::Language { .. } => "schedule.refused.language",
            Bar::OutsideFlight { .. } => "schedule.refused.outside_flight",
            Bar::Expired { .. } => "schedule.refused.expired",
            Bar::Past => "schedule.refused.past",
            Bar::TooSoon { .. } if other => "schedule.refused.too_soon_instead",
            Bar::TooSoon { .. } => "schedule.refused.too_soon",
            Bar::OffHours { hours: Some(_) } => "schedule.refused.off_hours",
            Bar::OffHours { hours: None } if other => "schedule.refused.off_day_instead",
            Bar::OffHours { hours: None } => "schedule.refused.off_day",
            Bar::Outage { until: Some(_) } => "schedule.refused.outage",
            Bar::Outage { until: None } => "schedule.refused.outage_open",
            Bar::NoBreak if other => "schedule.refused.no_break_instead",
            Bar::NoBreak => "schedule.refused.no_break",
            Bar::BreakFull { .. } if other => "schedule.refused.break_full_instead",
            Bar::BreakFull { .. } => "schedule.refused.break_full",
            Bar::Taken { .. } if other => "schedule.refused.taken_instead",
            Bar::Taken { .. } => "schedule.refused.taken",
            Bar::OtherCurrency { .. } => "schedule.refused.other_currency",
            Bar::OverBudget { .. } => "schedule.refused.over_budget",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        let mut values = self.bar.values();
        if let Some(instead) = self.instead {
            values.push(("at_instead", moment(instead)));
        }
        values
    }
}
