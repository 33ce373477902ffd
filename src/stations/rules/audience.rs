//! What a survey says of a station's listeners in one district.

use super::refusals::{AudienceRefused, StationRefused};
use crate::kit::Share;

/// Which days a slot's figures are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Days {
    /// Every day.
    All,
    /// Monday to Friday.
    Weekday,
    /// Saturday and Sunday.
    Weekend,
}

impl Days {
    /// The three kinds, in the order of the picker.
    pub const ALL: [Self; 3] = [Self::All, Self::Weekday, Self::Weekend];

    /// The code that is kept.
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Weekday => "weekday",
            Self::Weekend => "weekend",
        }
    }

    /// The kind of a code.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|days| days.code() == code)
    }
}

/// The figures of one daypart on one kind of day; all are shares of all people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SlotFigures {
    /// The daypart's number.
    pub daypart: i64,
    /// The kind of day.
    pub days: Days,
    /// Share tuned in at that time on such a day.
    pub tuned: Option<Share>,
    /// Share of those who tune in on another such day too.
    pub repeat: Option<Share>,
    /// Share who hear one spot.
    pub spot: Option<Share>,
    /// Share who hear one programme.
    pub programme: Option<Share>,
}

/// What one survey says of one station in one district.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AudienceFigures {
    /// Share of all people who heard it in four weeks.
    pub cume: Option<Share>,
    /// Share who heard it in seven days.
    pub week: Option<Share>,
    /// Share who heard it yesterday.
    pub day: Option<Share>,
    /// How many people were asked.
    pub respondents: Option<u32>,
    /// Design effect, at least 1.
    pub deff: Option<f64>,
    /// By daypart and kind of day.
    pub slots: Vec<SlotFigures>,
}

/// Nobody hears a station in a day who does not hear it in a week or a month.
///
/// Shape: one slot per daypart and kind of day, `all` never beside the others;
/// one share per person, so none is larger than the four weeks' or the week's.
/// Source: docs/decisions on reach, the contract of its case.
pub fn decide_audience(figures: &AudienceFigures) -> Result<(), AudienceRefused> {
    let most = figures.cume.into_iter().chain(figures.week).map(Share::value).reduce(f64::max);
    let above =
        |share: Option<Share>| share.zip(most).is_some_and(|(share, most)| share.value() > most);
    if figures.week.zip(figures.cume).is_some_and(|(week, cume)| week > cume) {
        return Err(AudienceRefused::WeekAboveCume);
    }
    let last = figures.week.or(figures.cume);
    if figures.day.zip(last).is_some_and(|(day, last)| day > last) {
        return Err(AudienceRefused::DayAboveWeek);
    }
    if figures.deff.is_some_and(|deff| !(1.0..=20.0).contains(&deff)) {
        return Err(AudienceRefused::Deff);
    }
    if figures.respondents == Some(0) {
        return Err(AudienceRefused::NobodyAsked);
    }
    for (at, slot) in figures.slots.iter().enumerate() {
        let mut earlier = figures.slots[..at].iter().filter(|one| one.daypart == slot.daypart);
        if earlier.clone().any(|one| one.days == slot.days) {
            return Err(AudienceRefused::SlotTwice);
        }
        if earlier.any(|one| (one.days == Days::All) != (slot.days == Days::All)) {
            return Err(AudienceRefused::AllBesideOthers);
        }
        if above(slot.tuned) || above(slot.programme) || above(slot.spot) {
            return Err(AudienceRefused::SlotAboveCume);
        }
        if slot.spot.zip(slot.tuned).is_some_and(|(spot, tuned)| spot > tuned) {
            return Err(AudienceRefused::SpotAboveTuned);
        }
    }
    Ok(())
}

/// The least is no more than the likeliest, and that no more than the most.
pub fn decide_coverage(low: Share, central: Share, high: Share) -> Result<(), StationRefused> {
    if low <= central && central <= high { Ok(()) } else { Err(StationRefused::CoverageOrder) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(value: f64) -> Option<Share> {
        Share::new(value)
    }

    fn slot(daypart: i64, days: Days) -> SlotFigures {
        let (tuned, spot, programme) = (share(0.06), share(0.03), share(0.04));
        SlotFigures { daypart, days, tuned, repeat: share(0.31), spot, programme }
    }

    fn figures(slots: Vec<SlotFigures>) -> AudienceFigures {
        let (cume, week, day) = (share(0.42), share(0.29), share(0.14));
        AudienceFigures { cume, week, day, respondents: Some(400), deff: Some(1.5), slots }
    }

    #[test]
    fn shares_of_people_nest() {
        let good =
            figures(vec![slot(1, Days::Weekday), slot(1, Days::Weekend), slot(2, Days::All)]);
        assert_eq!(decide_audience(&good), Ok(()));
        assert_eq!(decide_audience(&AudienceFigures::default()), Ok(()));
        let with = |change: fn(&mut AudienceFigures)| {
            let mut changed = good.clone();
            change(&mut changed);
            decide_audience(&changed)
        };
        assert_eq!(with(|f| f.week = share(0.5)), Err(AudienceRefused::WeekAboveCume));
        assert_eq!(with(|f| f.day = share(0.3)), Err(AudienceRefused::DayAboveWeek));
        assert_eq!(with(|f| f.deff = Some(0.9)), Err(AudienceRefused::Deff));
        assert_eq!(with(|f| f.deff = Some(f64::NAN)), Err(AudienceRefused::Deff));
        assert_eq!(with(|f| f.respondents = Some(0)), Err(AudienceRefused::NobodyAsked));
        assert_eq!(with(|f| f.slots[0].tuned = share(0.43)), Err(AudienceRefused::SlotAboveCume));
        assert_eq!(with(|f| f.slots[0].spot = share(0.07)), Err(AudienceRefused::SpotAboveTuned));
    }

    #[test]
    fn all_days_stand_alone_and_no_slot_comes_twice() {
        let decide = |slots| decide_audience(&figures(slots));
        let twice = vec![slot(1, Days::All), slot(1, Days::All)];
        assert_eq!(decide(twice), Err(AudienceRefused::SlotTwice));
        let beside = vec![slot(1, Days::Weekend), slot(1, Days::All)];
        assert_eq!(decide(beside), Err(AudienceRefused::AllBesideOthers));
    }

    #[test]
    fn coverage_is_in_order() {
        let decide = |low, central, high| {
            let [low, central, high] = [low, central, high].map(|value| share(value).expect("one"));
            decide_coverage(low, central, high)
        };
        assert_eq!(decide(0.4, 0.6, 0.6), Ok(()));
        assert_eq!(decide(0.7, 0.6, 0.8), Err(StationRefused::CoverageOrder));
        assert_eq!(decide(0.4, 0.6, 0.5), Err(StationRefused::CoverageOrder));
    }
}
