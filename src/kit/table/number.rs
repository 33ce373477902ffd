//! Numbers as people type them, read without guessing.

/// What a comma means in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommaUse {
    /// It groups thousands: `1,234`.
    Groups,
    /// It starts the fraction: `12,5`.
    Fraction,
    /// The column holds both kinds; a person must say.
    Unclear,
}

/// Why a cell is not the number that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberProblem {
    /// It is no number.
    NotANumber,
    /// It is below zero where that makes no sense.
    Negative,
    /// It has a fraction where only whole numbers make sense.
    Fraction,
    /// It is larger than anything that is counted here.
    TooLarge,
    /// Its comma can mean two things.
    Unclear,
}

impl NumberProblem {
    /// The catalogue's sentence about it; it has a placeholder `value`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotANumber => "imports.problem.not_a_number",
            Self::Negative => "imports.problem.negative",
            Self::Fraction => "imports.problem.fraction",
            Self::TooLarge => "imports.problem.number_too_large",
            Self::Unclear => "imports.problem.comma_unclear",
        }
    }
}

/// The largest count that is read: ten thousand million.
const WHOLE_MAX: i64 = 10_000_000_000;

/// What the comma means in a column, from all its cells.
///
/// One comma with one or two digits behind it is a fraction, but only if no
/// other cell uses the comma otherwise; if one does, nobody can know.
pub fn comma_use<'a>(cells: impl Iterator<Item = &'a str>) -> CommaUse {
    let (mut groups, mut fractions) = (false, false);
    for cell in cells.filter(|cell| cell.contains(',') && looks_like_number(cell)) {
        let behind = cell.rsplit(',').next().unwrap_or_default();
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        if cell.matches(',').count() > 1 || digits == 3 {
            groups = true;
        } else {
            fractions = true;
        }
    }
    match (groups, fractions) {
        (true, true) => CommaUse::Unclear,
        (false, true) => CommaUse::Fraction,
        _ => CommaUse::Groups,
    }
}

/// Whether a cell holds digits with nothing but signs of numbers around them.
pub fn looks_like_number(cell: &str) -> bool {
    let sign = |byte: u8| matches!(byte, b'.' | b',' | b' ' | b'-' | b'\'');
    cell.bytes().any(|byte| byte.is_ascii_digit())
        && cell.bytes().all(|byte| byte.is_ascii_digit() || sign(byte))
        && !cell.bytes().skip(1).any(|byte| byte == b'-')
}

/// Whether a cell is a year between 1900 and 2199.
pub fn is_year(cell: &str) -> bool {
    cell.len() == 4 && cell.parse::<u16>().is_ok_and(|year| (1900..2200).contains(&year))
}

/// A count of people or things; an empty cell is no number.
///
/// Shape: `1 234 567`, `1,234,567` and `1234567.0` are the same.
///
/// # Errors
/// [`NumberProblem`]: no number, below zero, with a fraction, too large, unclear.
pub fn whole(cell: &str, comma: CommaUse) -> Result<Option<i64>, NumberProblem> {
    if cell.is_empty() {
        return Ok(None);
    }
    let Parts { negative, digits, fraction } = parts(cell, comma)?;
    if fraction.bytes().any(|byte| byte != b'0') {
        return Err(NumberProblem::Fraction);
    }
    let number: i64 = digits.parse().map_err(|_| NumberProblem::TooLarge)?;
    if negative && number != 0 {
        return Err(NumberProblem::Negative);
    }
    if number > WHOLE_MAX {
        return Err(NumberProblem::TooLarge);
    }
    Ok(Some(number))
}

/// A number with a fraction, such as a coordinate; an empty cell is none.
///
/// # Errors
/// [`NumberProblem`]: no number, too large, unclear.
pub fn real(cell: &str, comma: CommaUse) -> Result<Option<f64>, NumberProblem> {
    if cell.is_empty() {
        return Ok(None);
    }
    let Parts { negative, digits, fraction } = parts(cell, comma)?;
    if digits.len() > 15 || fraction.len() > 30 {
        return Err(NumberProblem::TooLarge);
    }
    let number: f64 =
        format!("{digits}.{fraction}0").parse().map_err(|_| NumberProblem::NotANumber)?;
    Ok(Some(if negative { -number } else { number }))
}

struct Parts {
    negative: bool,
    digits: String,
    fraction: String,
}

fn parts(cell: &str, comma: CommaUse) -> Result<Parts, NumberProblem> {
    if !looks_like_number(cell) {
        return Err(NumberProblem::NotANumber);
    }
    if comma == CommaUse::Unclear && cell.contains(',') {
        return Err(NumberProblem::Unclear);
    }
    let (negative, unsigned) = cell.strip_prefix('-').map_or((false, cell), |rest| (true, rest));
    let point = match comma {
        CommaUse::Fraction if unsigned.contains(',') => ',',
        _ => '.',
    };
    let dots_group = point == '.' && unsigned.matches('.').count() > 1 && !unsigned.contains(',');
    let (front, fraction) = match unsigned.split_once(point) {
        Some((front, fraction)) if !dots_group => (front, fraction),
        _ => (unsigned, ""),
    };
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NumberProblem::NotANumber);
    }
    let digits = ungrouped(front).ok_or(NumberProblem::NotANumber)?;
    Ok(Parts { negative, digits, fraction: fraction.to_owned() })
}

/// Digits without their grouping, if the groups are of three.
fn ungrouped(front: &str) -> Option<String> {
    let groups: Vec<&str> = front.split([' ', ',', '.', '\'']).collect();
    let (first, rest) = groups.split_first()?;
    let whole_groups = rest.iter().all(|group| group.len() == 3);
    let first_fits =
        if rest.is_empty() { !first.is_empty() } else { (1..=3).contains(&first.len()) };
    (whole_groups && first_fits).then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_are_read_as_people_type_them() {
        let read = |cell| whole(cell, CommaUse::Groups);
        for cell in ["1234567", "1 234 567", "1,234,567", "1234567.0", "1.234.567", "1'234'567"] {
            assert_eq!(read(cell), Ok(Some(1_234_567)), "{cell}");
        }
        assert_eq!(read(""), Ok(None));
        assert_eq!(read("0"), Ok(Some(0)));
        assert_eq!(read("-5"), Err(NumberProblem::Negative));
        assert_eq!(read("5.5"), Err(NumberProblem::Fraction));
        assert_eq!(whole("5,5", CommaUse::Fraction), Err(NumberProblem::Fraction));
        assert_eq!(read("99999999999"), Err(NumberProblem::TooLarge));
        for cell in ["12 34", "1e6", "abc", "1-2", "--1", "1,23,4", ".5", "٣", "="] {
            assert!(read(cell).is_err(), "{cell}");
        }
    }

    #[test]
    fn a_comma_is_a_fraction_only_when_nothing_speaks_against_it() {
        let used = |cells: &[&'static str]| comma_use(cells.iter().copied());
        assert_eq!(used(&["1,5", "2", "30,25"]), CommaUse::Fraction);
        assert_eq!(used(&["1,500", "2", "3,025,000"]), CommaUse::Groups);
        assert_eq!(used(&["1,5", "1,500"]), CommaUse::Unclear);
        assert_eq!(used(&["a,b", ""]), CommaUse::Groups);
        assert_eq!(whole("1,500", CommaUse::Unclear), Err(NumberProblem::Unclear));
        assert_eq!(whole("1500", CommaUse::Unclear), Ok(Some(1500)));
    }

    #[test]
    fn coordinates_keep_sign_and_fraction() {
        assert_eq!(real("-1.95355", CommaUse::Groups), Ok(Some(-1.953_55)));
        assert_eq!(real("30,05", CommaUse::Fraction), Ok(Some(30.05)));
        assert_eq!(real("", CommaUse::Groups), Ok(None));
    }

    proptest! {
        #[test]
        fn reading_never_panics(cell in "[-0-9., 'eE+x]{0,40}") {
            for comma in [CommaUse::Groups, CommaUse::Fraction, CommaUse::Unclear] {
                let _ = whole(&cell, comma);
                if let Ok(Some(number)) = real(&cell, comma) {
                    prop_assert!(number.is_finite());
                }
            }
        }

        #[test]
        fn a_count_survives_its_grouping(number in 0_i64..WHOLE_MAX) {
            let plain = number.to_string();
            let mut grouped = String::new();
            for (at, digit) in plain.chars().enumerate() {
                if at > 0 && (plain.len() - at) % 3 == 0 {
                    grouped.push(' ');
                }
                grouped.push(digit);
            }
            prop_assert_eq!(whole(&grouped, CommaUse::Groups), Ok(Some(number)));
        }
    }
}
