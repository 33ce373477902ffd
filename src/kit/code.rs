//! Short codes that people read aloud and type: a body and one check character.

use super::clock::{ALPHABET, Random, code};

/// The place of a letter or digit in the alphabet.
fn value(character: u8) -> Option<usize> {
    ALPHABET.iter().position(|known| *known == character)
}

/// The check character of a body: Luhn's sum over base 32.
///
/// Shape: none when a character of the body is not of the alphabet. From the
/// right the factors are 2, 1, 2, 1, ..; it finds every single wrong character
/// and nearly every swap of neighbours.
/// Source: the Luhn algorithm (US patent 2,950,048), over 32 signs; worked
/// examples: `7K3R` gives `Y`, `KZNWJ` gives `E`.
pub fn check_character(body: &str) -> Option<char> {
    let mut sum = 0;
    for (at, character) in body.bytes().rev().enumerate() {
        let product = value(character)? * if at % 2 == 0 { 2 } else { 1 };
        sum += product / 32 + product % 32;
    }
    Some(char::from(ALPHABET[(32 - sum % 32) % 32]))
}

/// A fresh code: `length` random letters and digits, then their check character.
pub fn fresh(random: &dyn Random, length: usize) -> String {
    let body = code(random, length);
    let check = check_character(&body).expect("made of the alphabet");
    format!("{body}{check}")
}

/// Read a code of `length` characters and a check as a person types it.
///
/// Shape: case does not matter; O is read as 0, I and L as 1. None when a
/// character is unknown, the length differs or the check is wrong.
pub fn read(typed: &str, length: usize) -> Option<String> {
    let plain: String = typed.trim().chars().map(mended).collect();
    let (body, check) = plain.split_at_checked(length)?;
    let right = check_character(body)?;
    (check.len() == 1 && check.starts_with(right)).then_some(plain)
}

/// What a mistaken sign was meant to be.
fn mended(typed: char) -> char {
    match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_published_vectors_hold() {
        let table = [("7K3R", 'Y'), ("M2D8", 'B'), ("0R5T", 'N'), ("9XZ4", 'N'), ("KZNWJ", 'E')];
        for (body, check) in table {
            assert_eq!(check_character(body), Some(check), "{body}");
        }
        assert_eq!(check_character("WI7K"), None);
    }

    #[test]
    fn a_typed_code_is_mended_and_checked() {
        assert_eq!(read(" kznwje ", 5).as_deref(), Some("KZNWJE"));
        assert_eq!(read("oR5Tn", 4).as_deref(), Some("0R5TN"));
        for typed in ["KZNWJF", "KZNWJ", "KZNWJEE", "ZKNWJE", "KZNW-E", "", "éééééé"] {
            assert_eq!(read(typed, 5), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_always_found(
            body in "[0-9A-HJKMNP-TV-Z]{5}", at in 0_usize..6, other in "[0-9A-HJKMNP-TV-Z]",
        ) {
            let right = format!("{body}{}", check_character(&body).expect("of the alphabet"));
            let mut wrong = right.clone();
            wrong.replace_range(at..=at, &other);
            prop_assert_eq!(read(&wrong, 5).is_some(), wrong == right);
        }
    }
}
