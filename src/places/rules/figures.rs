//! Which figure speaks for a year, and when a typed one may stand.

use super::area::{Figure, FigureFault};
use crate::kit::Refusal;

/// The figure that speaks for a year: of the nearest year that is not later,
/// else of the first later one; of one year, the surest.
pub fn speaking_for<'a, T>(
    year: i32,
    all: impl IntoIterator<Item = &'a T>,
    figure: impl Fn(&T) -> &Figure,
) -> Option<&'a T> {
    let rank = |held: &&T| {
        let Figure { year: of, status, .. } = *figure(held);
        let later = of > year;
        let distance = (i64::from(of) - i64::from(year)).abs();
        (later, distance, status)
    };
    all.into_iter().min_by_key(rank)
}

/// Why a typed figure is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FigureRefused {
    /// Male and female people do not add up to all.
    #[error("the sexes do not add up")]
    Sexes,
    /// More adults than people.
    #[error("more adults than people")]
    Adults,
    /// The year is no year.
    #[error("no such year")]
    Year,
}

impl From<FigureFault> for FigureRefused {
    fn from(fault: FigureFault) -> Self {
        match fault {
            FigureFault::Sexes => Self::Sexes,
            FigureFault::Adults => Self::Adults,
            FigureFault::Year => Self::Year,
        }
    }
}

impl Refusal for FigureRefused {
    fn field(&self) -> &'static str {
        match self {
            Self::Sexes => "male",
            Self::Adults => "adults",
            Self::Year => "year",
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Self::Sexes => "places.problem.sexes",
            Self::Adults => "places.problem.adults",
            Self::Year => "places.problem.year",
        }
    }
}

/// Why people are not left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExclusionRefused {
    /// More people would be left out than live there.
    #[error("only {left} people are left")]
    MoreThanLeft {
        /// People who are not left out yet.
        left: i64,
    },
    /// Nothing is known about how many live there.
    #[error("no figure")]
    NoFigure,
}

impl Refusal for ExclusionRefused {
    fn field(&self) -> &'static str {
        "people"
    }

    fn words(&self) -> &'static str {
        match self {
            Self::MoreThanLeft { .. } => "places.problem.more_than_left",
            Self::NoFigure => "places.problem.no_figure",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::MoreThanLeft { left } => vec![("left", left.to_string())],
            Self::NoFigure => Vec::new(),
        }
    }
}

/// Whether so many people may be left out of a place.
///
/// # Errors
/// More than live there by its smallest figure, or no figure at all.
pub fn decide_exclusion(
    people: i64,
    left_out: i64,
    figures: &[Figure],
) -> Result<(), ExclusionRefused> {
    let fewest = figures.iter().map(|figure| figure.total).min();
    let left = fewest.ok_or(ExclusionRefused::NoFigure)? - left_out;
    if people > left {
        return Err(ExclusionRefused::MoreThanLeft { left: left.max(0) });
    }
    Ok(())
}

/// The P-code belongs to another place already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the P-code is taken")]
pub struct CodeTaken;

impl Refusal for CodeTaken {
    fn field(&self) -> &'static str {
        "pcode"
    }

    fn words(&self) -> &'static str {
        "places.problem.code_taken"
    }
}

#[cfg(test)]
mod tests {
    use super::super::area::Status;
    use super::*;

    fn figure(year: i32, status: Status) -> Figure {
        Figure { year, status, total: 100, male: None, female: None, adults: None }
    }

    #[test]
    fn the_nearest_earlier_year_speaks() {
        let all = [
            figure(2012, Status::Census),
            figure(2022, Status::Census),
            figure(2026, Status::Projection),
            figure(2026, Status::Estimate),
        ];
        let speaking = |year| speaking_for(year, &all, |f| f).map(|f| (f.year, f.status));
        assert_eq!(speaking(2024), Some((2022, Status::Census)));
        assert_eq!(speaking(2026), Some((2026, Status::Projection)));
        assert_eq!(speaking(2030), Some((2026, Status::Projection)));
        assert_eq!(speaking(2000), Some((2012, Status::Census)));
        assert_eq!(speaking_for(2024, &[] as &[Figure], |f| f), None);
    }

    #[test]
    fn nobody_is_left_out_twice() {
        let all = [figure(2022, Status::Census)];
        assert_eq!(decide_exclusion(100, 0, &all), Ok(()));
        let refused = ExclusionRefused::MoreThanLeft { left: 40 };
        assert_eq!(decide_exclusion(41, 60, &all), Err(refused));
        assert_eq!(decide_exclusion(1, 0, &[]), Err(ExclusionRefused::NoFigure));
    }
}
