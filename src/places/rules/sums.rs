//! Whether figures add up: to what was published, and parts to their whole.

use std::collections::{BTreeMap, BTreeSet};

use super::area::{AreaRow, Figure, Level, Status};
use super::compare::Known;
use crate::kit::table::{Check, Say};

/// What a person says was published for the whole country.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// The year; the first of the file when nobody says.
    pub year: Option<i32>,
    /// All people.
    pub total: Option<i64>,
    /// Male people.
    pub male: Option<i64>,
    /// Female people.
    pub female: Option<i64>,
}

/// People added up; a part is known only if every place has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// All people.
    pub total: i64,
    /// Male people.
    pub male: Option<i64>,
    /// Female people.
    pub female: Option<i64>,
    /// How many places were added.
    pub places: usize,
}

impl Sum {
    /// The sum of figures; `None` for none.
    pub fn of<'a>(figures: impl IntoIterator<Item = &'a Figure>) -> Option<Self> {
        figures.into_iter().fold(None, |sum: Option<Self>, figure| {
            let Figure { total, male, female, .. } = *figure;
            let Some(sum) = sum else { return Some(Self { total, male, female, places: 1 }) };
            let both = |one: Option<i64>, other| one.zip(other).map(|(a, b)| a + b);
            Some(Self {
                total: sum.total + total,
                male: both(sum.male, male),
                female: both(sum.female, female),
                places: sum.places + 1,
            })
        })
    }
}

type Kind = (i32, Status);

fn of_kind(rows: &[AreaRow], kind: Kind) -> impl Iterator<Item = (&AreaRow, &Figure)> {
    let fits = move |figure: &&Figure| (figure.year, figure.status) == kind;
    rows.iter().flat_map(move |row| row.figures.iter().filter(fits).map(move |f| (row, f)))
}

fn kinds(rows: &[AreaRow]) -> BTreeSet<Kind> {
    let figures = rows.iter().flat_map(|row| &row.figures);
    figures.map(|figure| (figure.year, figure.status)).collect()
}

/// The sums of a file, compared with what was published where somebody said it.
pub fn against_published(rows: &[AreaRow], published: Published) -> Vec<Check> {
    let kinds = kinds(rows);
    let year = published.year.or_else(|| kinds.first().map(|(year, _)| *year));
    let mut checks = Vec::new();
    for kind in kinds {
        let Some(sum) = Sum::of(of_kind(rows, kind).map(|(_, figure)| figure)) else { continue };
        checks.push(Check { found: sum_said(kind, sum), good: true, acceptable: true });
        if Some(kind.0) != year {
            continue;
        }
        let said = [
            ("places.check.published", published.total, Some(sum.total)),
            ("places.check.published_male", published.male, sum.male),
            ("places.check.published_female", published.female, sum.female),
        ];
        for (key, published, found) in said {
            checks.extend(published.map(|published| compared(key, published, found)));
        }
    }
    checks
}

fn sum_said((year, status): Kind, sum: Sum) -> Say {
    let say = match (sum.male, sum.female) {
        (Some(male), Some(female)) => {
            Say::new("places.check.sum_by_sex").whole("male", male).whole("female", female)
        }
        _ => Say::new("places.check.sum"),
    };
    let say = say.text("year", year.to_string()).word("status", status.words());
    say.whole("total", sum.total).whole("places", sum.places)
}

fn compared(key: &'static str, published: i64, found: Option<i64>) -> Check {
    let found = found.unwrap_or(0);
    let good = found == published;
    let say = Say::new(key).whole("published", published).whole("found", found);
    let say = say.whole("difference", found - published);
    Check { found: say.share("share", share(found - published, published)), good, acceptable: true }
}

fn share(part: i64, whole: i64) -> f64 {
    let real = |number: i64| i32::try_from(number).map_or(f64::from(i32::MAX), f64::from);
    if whole == 0 { 0.0 } else { real(part) / real(whole) }
}

/// The sums of provinces, one sentence each, for the first year of the file.
pub fn by_province(rows: &[AreaRow]) -> Vec<Say> {
    let Some(kind) = kinds(rows).first().copied() else { return Vec::new() };
    let mut provinces: BTreeMap<&str, (i64, &str)> = BTreeMap::new();
    for (row, figure) in of_kind(rows, kind) {
        let Some(code) = row.province_code.as_deref() else { continue };
        let held = provinces.entry(code).or_insert((0, row.province.as_deref().unwrap_or(code)));
        held.0 += figure.total;
    }
    let said = |(code, (total, name)): (&str, (i64, &str))| {
        let say = Say::new("places.check.province").text("code", code).text("name", name);
        say.text("year", kind.0.to_string()).whole("total", total)
    };
    provinces.into_iter().map(said).collect()
}

/// Whether the parts of each whole add up to it: sectors to their district, for
/// every year and status that both have. Each whole that misses is named.
pub fn parts_to_wholes(rows: &[AreaRow], level: Level, known: &Known) -> Vec<Check> {
    let mut checks = Vec::new();
    for kind in kinds(rows) {
        let after = figures_after(rows, level, known, kind);
        let (mut fitting, mut whole_count) = (0, 0);
        for (code, (whole, parts)) in &after {
            let (Some(whole), Some(sum)) = (whole, Sum::of(parts)) else { continue };
            whole_count += 1;
            let missed = missed(kind, whole, sum);
            if missed.is_empty() {
                fitting += 1;
            }
            let name = known.places.get(code).map_or(code.as_str(), |place| &place.name);
            checks.extend(missed.into_iter().map(|(key, whole, sum)| {
                let say = Say::new(key).text("code", code).text("name", name);
                let say = say.text("year", kind.0.to_string()).whole("sum", sum);
                let say = say.whole("whole", whole).whole("difference", sum - whole);
                Check { found: say, good: false, acceptable: true }
            }));
        }
        if whole_count > 0 {
            let say = Say::new("places.check.parts").whole("fitting", fitting);
            let say = say.whole("districts", whole_count).text("year", kind.0.to_string());
            checks.push(Check { found: say, good: fitting == whole_count, acceptable: true });
        }
    }
    checks
}

/// Each district's figure and those of its sectors, as they will be.
fn figures_after(
    rows: &[AreaRow],
    level: Level,
    known: &Known,
    kind: Kind,
) -> BTreeMap<String, (Option<Figure>, Vec<Figure>)> {
    let mut after: BTreeMap<String, (Option<Figure>, Vec<Figure>)> = BTreeMap::new();
    let in_file: BTreeSet<&str> = of_kind(rows, kind).map(|(row, _)| row.code.as_str()).collect();
    for ((code, year, status), held) in &known.figures {
        let Some(place) = known.places.get(code) else { continue };
        if (*year, *status) != kind || in_file.contains(code.as_str()) {
            continue;
        }
        match (place.level, &place.parent) {
            (Level::District, _) => after.entry(code.clone()).or_default().0 = Some(held.figure),
            (Level::Sector, Some(parent)) => {
                after.entry(parent.clone()).or_default().1.push(held.figure);
            }
            (Level::Sector, None) => {}
        }
    }
    for (row, figure) in of_kind(rows, kind) {
        match (level, &row.parent) {
            (Level::District, _) => after.entry(row.code.clone()).or_default().0 = Some(*figure),
            (Level::Sector, Some(parent)) => {
                after.entry(parent.clone()).or_default().1.push(*figure);
            }
            (Level::Sector, None) => {}
        }
    }
    after
}

/// What of a whole its parts miss by more than is tolerated: the sentence, the
/// whole and the sum.
fn missed((_, status): Kind, whole: &Figure, sum: Sum) -> Vec<(&'static str, i64, i64)> {
    let pairs = [
        ("places.check.district_sum", Some(whole.total), Some(sum.total)),
        ("places.check.district_sum_male", whole.male, sum.male),
        ("places.check.district_sum_female", whole.female, sum.female),
    ];
    let misses = |whole: i64, sum: i64| share(sum - whole, whole).abs() > status.tolerance();
    let pairs = pairs.into_iter().filter_map(|(key, whole, sum)| Some((key, whole?, sum?)));
    pairs.filter(|(_, whole, sum)| whole != sum && misses(*whole, *sum)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::compare::{KnownFigure, KnownPlace};
    use super::*;

    fn figure(total: i64, male: i64) -> Figure {
        let (year, status) = (2022, Status::Census);
        let (male, female) = (Some(male), Some(total - male));
        Figure { year, status, total, male, female, adults: None }
    }

    fn row(code: &str, parent: Option<&str>, figure: Figure) -> AreaRow {
        AreaRow {
            line: 2,
            cells: Vec::new(),
            code: code.into(),
            name: Some(code.into()),
            parent: parent.map(str::to_owned),
            province_code: Some("P1".into()),
            province: Some("North".into()),
            centre: None,
            figures: vec![figure],
        }
    }

    fn with_district(figure: Figure) -> Known {
        let mut known = Known::default();
        let place = KnownPlace {
            level: Level::District,
            name: "Aruba".into(),
            parent: None,
            province_code: None,
            province: None,
            centre: None,
        };
        known.places.insert("D1".into(), place);
        let held = KnownFigure { figure, source: "x".into(), licence: None };
        known.figures.insert(("D1".into(), figure.year, figure.status), held);
        known
    }

    #[test]
    fn sectors_add_up_to_their_district_or_the_district_is_named() {
        let known = with_district(figure(30, 12));
        let rows = [row("S1", Some("D1"), figure(10, 4)), row("S2", Some("D1"), figure(20, 8))];
        let checks = parts_to_wholes(&rows, Level::Sector, &known);
        assert_eq!(checks.len(), 1);
        assert!(checks[0].good);

        let rows = [row("S1", Some("D1"), figure(10, 4)), row("S2", Some("D1"), figure(21, 8))];
        let checks = parts_to_wholes(&rows, Level::Sector, &known);
        let bad: Vec<&str> = checks.iter().filter(|c| !c.good).map(|c| c.found.key).collect();
        assert_eq!(
            bad,
            ["places.check.district_sum", "places.check.district_sum_female", "places.check.parts"]
        );
        let named = crate::kit::table::Value::Text("Aruba".into());
        assert!(checks[0].found.values.contains(&("name", named)));
    }

    #[test]
    fn a_new_figure_of_a_district_is_held_against_its_sectors() {
        let mut known = with_district(figure(30, 12));
        let sector = KnownPlace {
            level: Level::Sector,
            parent: Some("D1".into()),
            ..known.places["D1"].clone()
        };
        known.places.insert("S1".into(), sector);
        let held = KnownFigure { figure: figure(30, 12), source: "x".into(), licence: None };
        known.figures.insert(("S1".into(), 2022, Status::Census), held);
        assert!(
            parts_to_wholes(&[row("D1", None, figure(30, 12))], Level::District, &known)[0].good
        );
        let checks = parts_to_wholes(&[row("D1", None, figure(31, 12))], Level::District, &known);
        assert!(checks.iter().any(|check| !check.good));
    }

    #[test]
    fn published_totals_are_met_or_the_difference_is_told() {
        let rows = [row("D1", None, figure(30, 12)), row("D2", None, figure(70, 30))];
        let met = Published { total: Some(100), male: Some(42), female: Some(58), year: None };
        assert!(against_published(&rows, met).iter().all(|check| check.good));
        let missed = Published { total: Some(101), ..met };
        let checks = against_published(&rows, missed);
        let bad: Vec<&Check> = checks.iter().filter(|check| !check.good).collect();
        assert_eq!((bad.len(), bad[0].acceptable), (1, true));
        assert_eq!(by_province(&rows).len(), 1);
    }
}
