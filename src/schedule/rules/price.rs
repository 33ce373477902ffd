//! What an airing costs, and whether the budget bears it.

use chrono::NaiveDate;

use super::facts::{CampaignFacts, Kind, Purse, RateFacts, StationFacts};
use super::refused::Bar;
use crate::kit::id::{Daypart, Rate};
use crate::kit::{Currency, Id, Money};

/// A price and the rate it comes from; no rate in force is a price of nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    /// The rate; none when the card has none for that day.
    pub rate: Option<Id<Rate>>,
    /// The amount.
    pub money: Money,
}

/// The rate in force: one for the daypart before one for any, the newest first.
pub fn rate_in_force(
    station: &StationFacts,
    kind: Kind,
    daypart: Option<Id<Daypart>>,
    day: NaiveDate,
) -> Option<RateFacts> {
    let holds = |rate: &&RateFacts| {
        rate.for_spots == (kind == Kind::Spot)
            && (rate.daypart.is_none() || rate.daypart == daypart)
            && rate.valid_from.is_none_or(|first| first <= day)
            && rate.valid_to.is_none_or(|last| day <= last)
            && rate.per_seconds > 0
    };
    let rates = station.rates.iter().filter(holds);
    rates.max_by_key(|rate| (rate.daypart.is_some(), rate.valid_from, rate.id)).copied()
}

/// The price of a length at a rate, halves rounded up.
///
/// Worked example: 45 s at 1,000 for 30 s cost 1,500.
pub fn price_of(rate: &RateFacts, seconds: u32) -> i64 {
    let per = i128::from(rate.per_seconds);
    let whole = i128::from(rate.price_minor) * i128::from(seconds);
    i64::try_from((whole * 2 + per) / (per * 2)).unwrap_or(i64::MAX)
}

/// Price an airing, and refuse it when the budget does not bear it.
///
/// Shape: a campaign without budget lines has no limit.
pub fn price_within(
    campaign: &CampaignFacts,
    rate: Option<RateFacts>,
    seconds: u32,
) -> Result<Price, Bar> {
    let Some(rate) = rate else {
        let currency = campaign.purses.first().map_or(Currency::RWF, |purse| purse.currency);
        return Ok(Price { rate: None, money: Money { minor: 0, currency } });
    };
    let money = Money { minor: price_of(&rate, seconds), currency: rate.currency };
    let price = Price { rate: Some(rate.id), money };
    let budgeted = campaign.purses.iter().any(|purse| purse.budget_minor > 0);
    if !budgeted || money.minor == 0 {
        return Ok(price);
    }
    let mine = |purse: &&Purse| purse.currency == rate.currency && purse.budget_minor > 0;
    let Some(purse) = campaign.purses.iter().find(mine) else {
        return Err(Bar::OtherCurrency { currency: rate.currency.to_string() });
    };
    let left = purse.budget_minor.saturating_sub(purse.booked_minor);
    if money.minor > left {
        let left = Money { minor: left.max(0), currency: rate.currency };
        return Err(Bar::OverBudget { price: money, left });
    }
    Ok(price)
}
