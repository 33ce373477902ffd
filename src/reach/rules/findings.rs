//! What stands over a figure: the finding, by a rule.

/// How districts stand to their goals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DistrictFinding {
    /// Nothing can be compared.
    Nothing,
    /// Every district with a goal has met it.
    AllMet,
    /// So many of so many have met it; the one furthest behind.
    Behind {
        /// Districts that met their goal.
        met: usize,
        /// Districts with a goal.
        of: usize,
        /// Place of the one furthest behind.
        last: usize,
    },
    /// Without goals: the place of the one with the largest share reached.
    Highest(usize),
}

/// One district: the share reached, and the share wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Toward {
    /// Share of its people reached; none where nothing may be said.
    pub reached: Option<f64>,
    /// Share wanted.
    pub goal: Option<f64>,
}

/// The finding over the districts.
pub fn over_districts(all: &[Toward]) -> DistrictFinding {
    let known = || all.iter().enumerate().filter_map(|(at, it)| Some((at, it.reached?, it.goal)));
    let goals: Vec<(usize, f64)> =
        known().filter_map(|(at, reached, goal)| Some((at, reached - goal?))).collect();
    let behind = goals.iter().filter(|(_, gap)| *gap < 0.0);
    let last = behind.min_by(|one, other| one.1.total_cmp(&other.1));
    match (goals.is_empty(), last) {
        (false, None) => DistrictFinding::AllMet,
        (false, Some((last, _))) => {
            let met = goals.iter().filter(|(_, gap)| *gap >= 0.0).count();
            DistrictFinding::Behind { met, of: goals.len(), last: *last }
        }
        (true, _) => known()
            .filter(|(_, reached, _)| *reached > 0.0)
            .max_by(|one, other| one.1.total_cmp(&other.1))
            .map_or(DistrictFinding::Nothing, |(at, _, _)| DistrictFinding::Highest(at)),
    }
}

/// How stations stand to the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StationFinding {
    /// Nothing is booked.
    Nothing,
    /// Nobody has answered for anything yet.
    NoAnswers,
    /// Everything aired that was answered for, and nothing waits.
    AllAired,
    /// Nothing is known to be missed; so many still wait for an answer.
    Waiting(u32),
    /// So many are missed; the place of the station with most of them.
    Missed {
        /// Airings that did not air.
        missed: u32,
        /// Place of the station that missed most.
        most: usize,
    },
}

/// The finding over the stations: confirmed, missed and waiting of each.
pub fn over_stations(all: &[(u32, u32, u32)]) -> StationFinding {
    let sum = |part: fn(&(u32, u32, u32)) -> u32| all.iter().map(part).sum::<u32>();
    let (confirmed, missed, waiting) = (sum(|it| it.0), sum(|it| it.1), sum(|it| it.2));
    let mut most = all.iter().enumerate().filter(|(_, it)| it.1 > 0).collect::<Vec<_>>();
    most.sort_by_key(|(at, it)| (std::cmp::Reverse(it.1), *at));
    match (confirmed + missed, waiting, most.first()) {
        (0, 0, _) => StationFinding::Nothing,
        (0, _, _) => StationFinding::NoAnswers,
        (_, _, Some((most, _))) => StationFinding::Missed { missed, most: *most },
        (_, 0, None) => StationFinding::AllAired,
        (_, waiting, None) => StationFinding::Waiting(waiting),
    }
}

/// How the campaign stands to the sum of its goals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurveFinding {
    /// Nobody is reached yet.
    Nobody,
    /// Reached without a goal to compare with.
    NoGoal,
    /// Even the low end of the range is at the goal.
    Met,
    /// The goal lies inside the range.
    Near,
    /// Even the high end is below the goal.
    Below,
}

/// The finding over the curve: the range reached and the goal.
pub fn over_curve(range: Option<(f64, f64)>, goal: Option<f64>) -> CurveFinding {
    match (range, goal) {
        (None, _) => CurveFinding::Nobody,
        (Some(_), None) => CurveFinding::NoGoal,
        (Some((low, _)), Some(goal)) if low >= goal => CurveFinding::Met,
        (Some((_, high)), Some(goal)) if high < goal => CurveFinding::Below,
        _ => CurveFinding::Near,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn toward(reached: f64, goal: Option<f64>) -> Toward {
        Toward { reached: Some(reached), goal }
    }

    #[test]
    fn the_district_furthest_behind_is_named() {
        let unknown = Toward { reached: None, goal: Some(0.5) };
        let behind = [toward(0.6, Some(0.5)), toward(0.2, Some(0.5)), toward(0.4, Some(0.5))];

        let found = over_districts(&behind);

        assert_eq!(found, DistrictFinding::Behind { met: 1, of: 3, last: 1 });
        assert_eq!(over_districts(&behind[..1]), DistrictFinding::AllMet);
        let free = [toward(0.2, None), toward(0.4, None)];
        assert_eq!(over_districts(&free), DistrictFinding::Highest(1));
        assert_eq!(over_districts(&[unknown]), DistrictFinding::Nothing);
        assert_eq!(over_districts(&[toward(0.0, None)]), DistrictFinding::Nothing);
    }

    #[test]
    fn what_is_missed_comes_before_what_waits() {
        let table = [
            (vec![], StationFinding::Nothing),
            (vec![(0, 0, 4)], StationFinding::NoAnswers),
            (vec![(4, 0, 0), (1, 0, 0)], StationFinding::AllAired),
            (vec![(4, 0, 2)], StationFinding::Waiting(2)),
            (vec![(4, 1, 2), (4, 3, 0)], StationFinding::Missed { missed: 4, most: 1 }),
            (vec![(4, 2, 2), (4, 2, 0)], StationFinding::Missed { missed: 4, most: 0 }),
        ];
        for (all, finding) in table {
            assert_eq!(over_stations(&all), finding, "{all:?}");
        }
    }

    #[test]
    fn a_goal_is_met_only_when_the_low_end_meets_it() {
        let range = Some((90.0, 120.0));

        assert_eq!(over_curve(range, Some(90.0)), CurveFinding::Met);
        assert_eq!(over_curve(range, Some(100.0)), CurveFinding::Near);
        assert_eq!(over_curve(range, Some(121.0)), CurveFinding::Below);
        assert_eq!(over_curve(range, None), CurveFinding::NoGoal);
        assert_eq!(over_curve(None, Some(1.0)), CurveFinding::Nobody);
    }
}
