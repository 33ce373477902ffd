//! Which of our languages a browser asks for.

use crate::kit::Language;

/// The language that an `Accept-Language` header likes best, if it names one of ours.
///
/// Shape: a list of ranges with weights; `fr-RW` counts as `fr`; equal weights
/// keep their order; a weight of nought refuses.
pub fn accepted(header: &str) -> Option<Language> {
    let mut best: Option<(u16, Language)> = None;
    for part in header.split(',').take(32) {
        let mut pieces = part.split(';');
        let range = pieces.next().unwrap_or_default().trim().to_ascii_lowercase();
        let weight =
            pieces.find_map(|p| p.trim().strip_prefix("q=").map(thousandths)).unwrap_or(1000);
        let Ok(language) = range.split('-').next().unwrap_or_default().parse() else { continue };
        if weight > best.map_or(0, |(most, _)| most) {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

fn thousandths(text: &str) -> u16 {
    let text = text.trim();
    let digits = text.strip_prefix("0.").unwrap_or("");
    match text {
        "1" | "1.0" | "1.00" | "1.000" => 1000,
        _ if digits.len() <= 3 => format!("{digits:0<3}").parse().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_liked_of_our_languages_is_taken() {
        assert_eq!(accepted("de, fr-RW;q=0.7, rw;q=0.9, en;q=0.8"), Some(Language::Rw));
        assert_eq!(accepted("sw,en"), Some(Language::Sw));
        assert_eq!(accepted("EN-gb"), Some(Language::En));
        assert_eq!(accepted("fr;q=0, de"), None);
        assert_eq!(accepted(""), None);
        assert_eq!(accepted(";;q=,,,-"), None);
    }
}
