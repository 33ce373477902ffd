//! Places and figures as files tell them.

use std::fmt;
use std::str::FromStr;

use crate::kit::table::Rejected;

/// How deep a place lies in its country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A district.
    District,
    /// A sector of a district.
    Sector,
}

impl Level {
    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::District => "district",
            Self::Sector => "sector",
        }
    }
}

/// How a number of people was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Everybody was counted.
    Census,
    /// Worked out from an earlier count.
    Projection,
    /// Anything else.
    Estimate,
}

impl Status {
    /// All, the surest first.
    pub const ALL: [Self; 3] = [Self::Census, Self::Projection, Self::Estimate];

    /// The word in the database and in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Census => "census",
            Self::Projection => "projection",
            Self::Estimate => "estimate",
        }
    }

    /// The key of its word in the catalogue.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Census => "places.status.census",
            Self::Projection => "places.status.projection",
            Self::Estimate => "places.status.estimate",
        }
    }

    /// By how much parts may miss their whole: not at all when people were
    /// counted, by one in a thousand when shares were rounded.
    pub const fn tolerance(self) -> f64 {
        match self {
            Self::Census => 0.0,
            Self::Projection | Self::Estimate => 0.001,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is no status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not census, projection or estimate")]
pub struct NotAStatus;

impl FromStr for Status {
    type Err = NotAStatus;

    fn from_str(text: &str) -> Result<Self, NotAStatus> {
        Self::ALL.into_iter().find(|status| status.code() == text).ok_or(NotAStatus)
    }
}

/// The people of a place in one year by one way of counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The year that it is about.
    pub year: i32,
    /// How it was found.
    pub status: Status,
    /// People of all ages and both sexes.
    pub total: i64,
    /// Male people.
    pub male: Option<i64>,
    /// Female people.
    pub female: Option<i64>,
    /// People of 16 and more.
    pub adults: Option<i64>,
}

/// Why a figure cannot stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureFault {
    /// Male and female people do not add up to all.
    Sexes,
    /// More adults than people.
    Adults,
    /// The year is no year.
    Year,
}

impl FigureFault {
    /// The catalogue's sentence about it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Sexes => "places.problem.sexes",
            Self::Adults => "places.problem.adults",
            Self::Year => "places.problem.year",
        }
    }
}

impl Figure {
    /// Whether the parts fit the whole.
    ///
    /// # Errors
    /// The first part that does not.
    pub fn checked(self) -> Result<Self, FigureFault> {
        if !(1900..=2200).contains(&self.year) {
            return Err(FigureFault::Year);
        }
        let sexes = match (self.male, self.female) {
            (Some(male), Some(female)) => male + female == self.total,
            (one, other) => one.or(other).is_none_or(|part| part <= self.total),
        };
        if !sexes {
            return Err(FigureFault::Sexes);
        }
        if self.adults.is_some_and(|adults| adults > self.total) {
            return Err(FigureFault::Adults);
        }
        Ok(self)
    }
}

/// One place as a file tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaRow {
    /// The line of the file.
    pub line: usize,
    /// The row as it stands there.
    pub cells: Vec<String>,
    /// The P-code.
    pub code: String,
    /// The name, if the file has names.
    pub name: Option<String>,
    /// The P-code of the place above, if the file says it.
    pub parent: Option<String>,
    /// The P-code of the province.
    pub province_code: Option<String>,
    /// The name of the province.
    pub province: Option<String>,
    /// Degrees north and east of the centre.
    pub centre: Option<(f64, f64)>,
    /// Figures, each of its own year and status.
    pub figures: Vec<Figure>,
}

/// A whole file of places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AreaFile {
    /// Rows read.
    pub read: usize,
    /// The headings.
    pub header: Vec<String>,
    /// Rows that can be read.
    pub rows: Vec<AreaRow>,
    /// Rows that cannot.
    pub rejected: Vec<Rejected>,
    /// Whether some figures did not say how they were found.
    pub status_assumed: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_must_fit_their_whole() {
        let plain = Figure {
            year: 2022,
            status: Status::Census,
            total: 10,
            male: Some(4),
            female: Some(6),
            adults: Some(7),
        };
        assert_eq!(plain.checked(), Ok(plain));
        let faults = [
            (Figure { male: Some(5), ..plain }, FigureFault::Sexes),
            (Figure { male: Some(11), female: None, ..plain }, FigureFault::Sexes),
            (Figure { adults: Some(11), ..plain }, FigureFault::Adults),
            (Figure { year: 22, ..plain }, FigureFault::Year),
        ];
        for (figure, fault) in faults {
            assert_eq!(figure.checked(), Err(fault));
        }
        assert_eq!("census".parse(), Ok(Status::Census));
        assert_eq!("guess".parse::<Status>(), Err(NotAStatus));
    }
}
