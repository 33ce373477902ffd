//! Names in the form in which they are searched and compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in small letters, without accents, its spaces single.
///
/// Shape: `folded("  Karóngi\u{a0}WEST ")` is `karongi west`.
pub fn folded(text: &str) -> String {
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    let small = plain.to_lowercase();
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text as a heading is compared: folded, everything but letters and
/// digits a single `_`, none at the ends.
pub fn heading(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in folded(text).chars() {
        if c.is_alphanumeric() {
            plain.push(c);
        } else if !plain.is_empty() && !plain.ends_with('_') {
            plain.push('_');
        }
    }
    plain.trim_end_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_marks_capitals_and_double_spaces() {
        assert_eq!(folded("  Karóngi\u{a0} WEST "), "karongi west");
        assert_eq!(folded("E\u{301}cole"), "ecole");
        assert_eq!(folded(""), "");
    }

    #[test]
    fn headings_are_compared_by_letters_and_digits() {
        assert_eq!(heading(" ADM2-PCODE "), "adm2_pcode");
        assert_eq!(heading("Population (2022), total"), "population_2022_total");
        assert_eq!(heading("--"), "");
    }
}
