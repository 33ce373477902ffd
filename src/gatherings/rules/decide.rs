//! Whether a gathering may be entered or corrected as asked.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::personal::looks_personal;
use super::{GatheringRefused, Reason, Standing, Terms, Twin};
use crate::campaigns::State;
use crate::kit::{Id, id, wallclock};

/// How far from the flight a gathering may lie. Source: our own choice:
/// trainings come before, thanks and closing events after.
const DAYS_FROM_FLIGHT_MAX: u32 = 120;
/// How long after its day the venue of a discreet gathering stays hidden.
/// Source: safeguarding, S24.
const HOURS_HIDDEN: i64 = 24;

/// What stands in the house when somebody asks.
#[derive(Clone, Debug)]
pub struct GatheringFacts {
    /// The day where the house is.
    pub today: NaiveDate,
    /// Where the campaign stands.
    pub state: State,
    /// The first day of its flight.
    pub starts_on: NaiveDate,
    /// The last day of its flight.
    pub ends_on: NaiveDate,
    /// Every district.
    pub districts: BTreeSet<Id<id::Place>>,
    /// The district of the sector asked for; none when there is no such sector.
    pub district_of_sector: Option<Id<id::Place>>,
    /// Whether the partner asked for is known.
    pub partner_known: bool,
    /// Whether an equal gathering stands already.
    pub twin_stands: bool,
}

/// The entry may stand, or the first reason against it.
pub fn decide_gathering(
    terms: &Terms,
    twin: Twin,
    facts: &GatheringFacts,
) -> Result<(), GatheringRefused> {
    if facts.state == State::Closed {
        return Err(GatheringRefused::CampaignClosed);
    }
    decide_place_and_day(terms, facts)?;
    decide_origins(terms, facts)?;
    decide_words(terms)?;
    if facts.twin_stands && twin == Twin::Unsaid {
        return Err(GatheringRefused::SameAgain);
    }
    Ok(())
}

/// The newest entry may be followed by another for that reason.
pub fn decide_change(
    state: State,
    standing: Standing,
    reason: Reason,
    becomes: Standing,
) -> Result<(), GatheringRefused> {
    if state == State::Closed {
        return Err(GatheringRefused::CampaignClosed);
    }
    if standing == Standing::Withdrawn {
        return Err(GatheringRefused::Withdrawn);
    }
    if reason.withdraws() != (becomes == Standing::Withdrawn) {
        return Err(GatheringRefused::ReasonUnfit);
    }
    Ok(())
}

fn decide_place_and_day(terms: &Terms, facts: &GatheringFacts) -> Result<(), GatheringRefused> {
    if terms.held_on > facts.today {
        return Err(GatheringRefused::InFuture);
    }
    let margin = Days::new(u64::from(DAYS_FROM_FLIGHT_MAX));
    let early = facts.starts_on.checked_sub_days(margin).is_some_and(|day| terms.held_on < day);
    let late = facts.ends_on.checked_add_days(margin).is_some_and(|day| terms.held_on > day);
    if early || late {
        return Err(GatheringRefused::FarFromFlight { days: DAYS_FROM_FLIGHT_MAX });
    }
    if !facts.districts.contains(&terms.place) {
        return Err(GatheringRefused::UnknownDistrict);
    }
    if terms.sector.is_some() && facts.district_of_sector != Some(terms.place) {
        return Err(GatheringRefused::SectorElsewhere);
    }
    if terms.partner.is_some() && !facts.partner_known {
        return Err(GatheringRefused::UnknownPartner);
    }
    Ok(())
}

fn decide_origins(terms: &Terms, facts: &GatheringFacts) -> Result<(), GatheringRefused> {
    let named: BTreeSet<_> = terms.origins.iter().map(|origin| origin.place).collect();
    if named.len() != terms.origins.len() || !named.is_subset(&facts.districts) {
        return Err(GatheringRefused::OriginWrong);
    }
    let origins = terms.origins.iter().fold(0_u32, |sum, o| sum.saturating_add(o.people));
    let total = terms.attendance.total().unwrap_or(0);
    if origins > total {
        return Err(GatheringRefused::OriginsAboveTotal { origins, total });
    }
    Ok(())
}

fn decide_words(terms: &Terms) -> Result<(), GatheringRefused> {
    let venue = terms.venue.iter().map(|words| ("venue", words));
    let topics = terms.topics.iter().map(|words| ("topics", words));
    let materials = terms.materials.iter().map(|material| ("materials", &material.name));
    let actions = terms.actions.iter().map(|action| ("actions", &action.words));
    for (field, words) in venue.chain(topics).chain(materials).chain(actions) {
        if looks_personal(words) {
            return Err(GatheringRefused::LooksPersonal { field });
        }
    }
    Ok(())
}

/// Whether the venue of a discreet campaign's gathering may be read by all who
/// see the counts: a day after the gathering's own day has ended.
pub fn venue_shown(held_on: NaiveDate, zone: Tz, now: DateTime<Utc>) -> bool {
    let Some(next) = held_on.succ_opt().and_then(|day| day.and_hms_opt(0, 0, 0)) else {
        return false;
    };
    let day_ended = wallclock::instant_of(zone, next).instant;
    now >= day_ended + TimeDelta::hours(HOURS_HIDDEN)
}

#[cfg(test)]
#[path = "decide_tests.rs"]
mod tests;
