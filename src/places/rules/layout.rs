//! Which column of a population file holds what.

use super::area::Status;
use crate::kit::fold::heading;
use crate::kit::table::{Columns, Table, Wanted};

macro_rules! wanted {
    ($key:literal, $required:literal, [$($heading:literal),* $(,)?], [$($tag:literal),* $(,)?]) => {
        Wanted {
            key: $key,
            required: $required,
            headings: &[$($heading),*],
            tags: &[$($tag),*],
        }
    };
}

/// What a file of districts may hold.
pub const DISTRICT: &[Wanted] = &[
    wanted!(
        "code",
        true,
        [
            "adm2_pcode",
            "admin2_pcode",
            "admin2pcode",
            "adm2_code",
            "admin2_code",
            "district_pcode",
            "pcode",
            "p_code",
            "code",
        ],
        ["#adm2+code"]
    ),
    wanted!(
        "name",
        false,
        [
            "adm2_en",
            "adm2_name_en",
            "admin2name_en",
            "adm2_name",
            "admin2_name",
            "admin2name",
            "adm2_fr",
            "adm2",
            "district",
            "district_name",
            "name",
            "akarere",
            "wilaya",
        ],
        ["#adm2+name"]
    ),
    wanted!(
        "province_code",
        false,
        ["adm1_pcode", "admin1_pcode", "admin1pcode", "adm1_code", "admin1_code", "province_pcode"],
        ["#adm1+code"]
    ),
    wanted!(
        "province",
        false,
        [
            "adm1_en",
            "adm1_name_en",
            "admin1name_en",
            "adm1_name",
            "admin1_name",
            "admin1name",
            "adm1_fr",
            "adm1",
            "province",
            "province_name",
            "region",
            "intara",
        ],
        ["#adm1+name"]
    ),
    wanted!("lat", false, ["centroid_lat", "lat", "latitude"], ["#geo+lat"]),
    wanted!("lon", false, ["centroid_lon", "lon", "longitude", "long", "lng"], ["#geo+lon"]),
    wanted!("total", false, ["t_tl", "population_total"], ["#population", "#population+t"]),
    wanted!("male", false, ["m_tl", "t_tm"], ["#population+m", "#population+male"]),
    wanted!("female", false, ["f_tl", "t_tf"], ["#population+f", "#population+female"]),
    wanted!("adults", false, [], ["#population+adults"]),
    wanted!("year", false, ["year", "reference_year", "annee"], ["#date+year", "#date+year+ref"]),
    wanted!("gender", false, ["gender", "sex"], []),
    wanted!("age", false, ["age_range"], []),
    wanted!("age_from", false, ["age_min", "min_age"], []),
    wanted!("people", false, ["population"], []),
    wanted!("period", false, ["reference_period_start"], []),
];

/// What a file of sectors may hold.
pub const SECTOR: &[Wanted] = &[
    wanted!(
        "code",
        true,
        [
            "adm3_pcode",
            "admin3_pcode",
            "admin3pcode",
            "adm3_code",
            "admin3_code",
            "sector_pcode",
            "pcode",
            "p_code",
            "code",
        ],
        ["#adm3+code"]
    ),
    wanted!(
        "name",
        false,
        [
            "adm3_en",
            "adm3_name_en",
            "admin3name_en",
            "adm3_name",
            "admin3_name",
            "admin3name",
            "adm3_fr",
            "adm3",
            "sector",
            "sector_name",
            "name",
            "umurenge",
        ],
        ["#adm3+name"]
    ),
    wanted!(
        "parent",
        true,
        [
            "adm2_pcode",
            "admin2_pcode",
            "admin2pcode",
            "adm2_code",
            "admin2_code",
            "district_pcode",
            "district_code",
        ],
        ["#adm2+code"]
    ),
    wanted!("lat", false, ["centroid_lat", "lat", "latitude"], ["#geo+lat"]),
    wanted!("lon", false, ["centroid_lon", "lon", "longitude", "long", "lng"], ["#geo+lon"]),
    wanted!("total", false, ["t_tl", "population_total"], ["#population", "#population+t"]),
    wanted!("male", false, ["m_tl", "t_tm"], ["#population+m", "#population+male"]),
    wanted!("female", false, ["f_tl", "t_tf"], ["#population+f", "#population+female"]),
    wanted!("adults", false, [], ["#population+adults"]),
    wanted!("year", false, ["year", "reference_year", "annee"], ["#date+year", "#date+year+ref"]),
    wanted!("gender", false, ["gender", "sex"], []),
    wanted!("age", false, ["age_range"], []),
    wanted!("age_from", false, ["age_min", "min_age"], []),
    wanted!("people", false, ["population"], []),
    wanted!("period", false, ["reference_period_start"], []),
];

/// What of the people a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// All.
    Total,
    /// Male people.
    Male,
    /// Female people.
    Female,
    /// People of 16 and more.
    Adults,
}

/// The columns of one year's figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The year; `None` when each row says it, or the person.
    pub year: Option<i32>,
    /// How the figures were found; `None` when the person says it.
    pub status: Option<Status>,
    /// Column of all people.
    pub total: Option<usize>,
    /// Column of male people.
    pub male: Option<usize>,
    /// Column of female people.
    pub female: Option<usize>,
    /// Column of adults.
    pub adults: Option<usize>,
}

impl Group {
    fn set(&mut self, measure: Measure, column: usize) {
        let held = match measure {
            Measure::Total => &mut self.total,
            Measure::Male => &mut self.male,
            Measure::Female => &mut self.female,
            Measure::Adults => &mut self.adults,
        };
        held.get_or_insert(column);
    }
}

/// The groups of figures in a table: what the columns name, else headings that
/// carry a year such as `population_2022` or `male_2026_proj`.
///
/// A heading with a year and no further word means a census, which is how this
/// project writes its own files.
pub fn groups(table: &Table, columns: &Columns) -> Vec<Group> {
    let named = Group {
        year: None,
        status: None,
        total: columns.of("total"),
        male: columns.of("male"),
        female: columns.of("female"),
        adults: columns.of("adults"),
    };
    if named.total.is_some() || (named.male.is_some() && named.female.is_some()) {
        return vec![named];
    }
    let mut groups: Vec<Group> = Vec::new();
    for (column, name) in table.header().iter().enumerate() {
        let Some((measure, year, status)) = figure_heading(name) else { continue };
        let key = (year, year.map(|_| status.unwrap_or(Status::Census)).or(status));
        let held = groups.iter().position(|group| (group.year, group.status) == key);
        let at = held.unwrap_or(groups.len());
        if held.is_none() {
            groups.push(Group { year: key.0, status: key.1, ..Group::default() });
        }
        groups[at].set(measure, column);
    }
    groups.retain(|group| group.total.is_some() || group.male.is_some() && group.female.is_some());
    groups
}

/// What a heading counts, for which year, found how; `None` when it is anything else.
///
/// Every word of the heading must be known: `female_headed_hh_pct_2022` counts
/// households, not people.
pub fn figure_heading(name: &str) -> Option<(Measure, Option<i32>, Option<Status>)> {
    let name = heading(name);
    let (mut measure, mut year, mut status, mut age) = (None, None, None, false);
    for word in name.split('_') {
        let (word, stuck_year) = split_year(word);
        year = year.or(stuck_year);
        match word {
            "" if measure.is_some() || stuck_year.is_some() => {}
            "total" | "all" | "totale" | "people" | "population" | "pop" if measure.is_some() => {}
            "population" | "pop" | "people" | "persons" | "both" | "total" if measure.is_none() => {
                measure = Some(Measure::Total);
            }
            "male" | "males" | "men" | "hommes" | "homme" | "masculin" => {
                measure = Some(Measure::Male);
            }
            "female" | "females" | "women" | "femmes" | "femme" | "feminin" => {
                measure = Some(Measure::Female);
            }
            "adults" | "adult" | "adultes" if measure.is_none() => measure = Some(Measure::Adults),
            "16plus" if measure == Some(Measure::Adults) => age = true,
            "proj" | "projection" | "projected" => status = Some(Status::Projection),
            "est" | "estimate" | "estimated" => status = Some(Status::Estimate),
            "census" => status = Some(Status::Census),
            _ => return None,
        }
    }
    let measure = measure?;
    (measure != Measure::Adults || age).then_some((measure, year, status))
}

/// A word and the year that stands behind it: `pop2022`.
fn split_year(word: &str) -> (&str, Option<i32>) {
    let Some(at) = word.len().checked_sub(4).filter(|at| word.is_char_boundary(*at)) else {
        return (word, None);
    };
    let (front, back) = word.split_at(at);
    let digits = back.bytes().all(|byte| byte.is_ascii_digit());
    let year = back.parse().ok().filter(|year| digits && (1900..2200).contains(year));
    let behind_letters = !front.ends_with(|c: char| c.is_ascii_digit());
    year.filter(|_| behind_letters).map_or((word, None), |year| (front, Some(year)))
}

/// Whether the file has one row per group of people instead of one per place.
pub fn is_long(columns: &Columns) -> bool {
    columns.of("gender").is_some() && columns.of("people").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::table::columns::guess;

    #[test]
    fn headings_of_figures_are_told_from_all_others() {
        let census = |measure| Some((measure, Some(2022), None));
        assert_eq!(figure_heading("population_2022"), census(Measure::Total));
        assert_eq!(figure_heading("pop2022"), census(Measure::Total));
        assert_eq!(figure_heading("male_2022"), census(Measure::Male));
        assert_eq!(figure_heading("Femmes 2022"), census(Measure::Female));
        assert_eq!(figure_heading("Total population"), Some((Measure::Total, None, None)));
        let projected = Some(Status::Projection);
        assert_eq!(
            figure_heading("population_2026_proj"),
            Some((Measure::Total, Some(2026), projected))
        );
        assert_eq!(
            figure_heading("adults_16plus_2026_proj"),
            Some((Measure::Adults, Some(2026), projected))
        );
        for other in [
            "female_headed_hh_pct_2022",
            "density_2022",
            "area_km2",
            "sectors",
            "pcode",
            "2022",
            "hh_mobile_phone_pct_2022",
            "adults_2022",
            "",
            "population_20223",
        ] {
            assert_eq!(figure_heading(other), None, "{other}");
        }
    }

    #[test]
    fn a_wide_file_has_a_group_for_each_year() {
        let text = b"pcode,district,population_2022,male_2022,female_2022,population_2026_proj\n\
            R1,A,5,2,3,6\n";
        let table = Table::read(text).expect("a table");
        let groups = groups(&table, &guess(&table, DISTRICT));
        assert_eq!(groups.len(), 2);
        assert_eq!((groups[0].year, groups[0].status), (Some(2022), Some(Status::Census)));
        assert_eq!((groups[0].male, groups[0].female), (Some(3), Some(4)));
        assert_eq!((groups[1].year, groups[1].status), (Some(2026), Some(Status::Projection)));
    }
}
