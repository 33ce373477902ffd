//! Which passwords are taken: long enough, and not the first that somebody tries.
//!
//! A password is as hard to guess as it has parts that a guesser cannot take from
//! a list. Known words, years, keyboard rows, counting and repetition count as one
//! part each, whatever their length; every other character is one part.
//! docs/decisions/020-passwords.md says why this stands in for a list.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::kit::Refusal;

/// Characters of a password at least.
pub const CHARS_MIN: usize = 8;
/// Characters that a form advises.
pub const CHARS_ADVISED: usize = 15;
/// Characters of a password at most.
pub const CHARS_MAX: usize = 128;
/// A password with no more parts than this is refused.
const PARTS_EASY_MAX: usize = 3;
/// Characters of the shortest word, run or repetition that counts as one part.
const PIECE_CHARS_MIN: usize = 3;
/// Characters of the longest: longer ones are two.
const PIECE_CHARS_MAX: usize = 40;

/// Words that guessers begin with, one a line, small letters and digits.
const EASY_WORDS: &str = include_str!("easy_words.txt");

/// Keyboard rows, columns and zigzags, and counting; each is also tried backwards.
const RUNS: &[&str] = &[
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "qwaszxerdfcv",
    "a1b2c3d4e5f6g7h8i9j0",
    "1a2b3c4d5e6f7g8h9i0j",
    "147258369",
    "159357",
    "741852963",
    "!@#$%^&*()",
    "24680",
    "13579",
];

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefused {
    /// Fewer than eight characters.
    #[error("shorter than {CHARS_MIN} characters")]
    TooShort,
    /// More than 128 characters.
    #[error("longer than {CHARS_MAX} characters")]
    TooLong,
    /// Among the first that somebody would try.
    #[error("easy to guess")]
    Easy,
    /// The two that were typed differ.
    #[error("typed differently the second time")]
    Differs,
    /// The present password, asked for before a change, is wrong.
    #[error("the present password is wrong")]
    Present,
}

impl Refusal for PasswordRefused {
    fn field(&self) -> &'static str {
        match self {
            Self::Differs => "again",
            Self::Present => "present",
            _ => "password",
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Self::TooShort => "people.problem.password_short",
            Self::TooLong => "people.problem.password_long",
            Self::Easy => "people.problem.password_easy",
            Self::Differs => "people.problem.password_differs",
            Self::Present => "people.problem.password_present",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooShort => vec![("least", CHARS_MIN.to_string())],
            Self::TooLong => vec![("most", CHARS_MAX.to_string())],
            _ => Vec::new(),
        }
    }
}

/// Whether a new password is taken.
///
/// Shape: the password twice as typed, and what others know of the person (name and
/// login), whose parts count as known words.
pub fn decide_password(typed: &str, again: &str, known: &[&str]) -> Result<(), PasswordRefused> {
    match typed.chars().count() {
        0..CHARS_MIN => Err(PasswordRefused::TooShort),
        count if count > CHARS_MAX => Err(PasswordRefused::TooLong),
        _ if parts(typed, known) <= PARTS_EASY_MAX => Err(PasswordRefused::Easy),
        _ if typed != again => Err(PasswordRefused::Differs),
        _ => Ok(()),
    }
}

/// The fewest parts that the password can be put together from.
fn parts(password: &str, known: &[&str]) -> usize {
    let plain: Vec<char> = password.to_lowercase().chars().collect();
    // Two spellings, because `1` stands for `i` as often as for `l`.
    let spellings = [plain.clone(), respelled(&plain, 'i'), respelled(&plain, 'l')];
    let known = known_pieces(known);
    let mut fewest = vec![0; plain.len() + 1];
    for end in 1..=plain.len() {
        fewest[end] = fewest[end - 1] + 1;
        for start in 0..end {
            let is_piece = spellings.iter().any(|text| is_piece(&text[start..end], &known))
                || is_repeated(&plain[..start], &plain[start..end]);
            if is_piece {
                fewest[end] = fewest[end].min(fewest[start] + 1);
            }
        }
    }
    fewest[plain.len()]
}

/// The parts of what others know of a person: names, and both sides of an address.
fn known_pieces(known: &[&str]) -> HashSet<String> {
    let text = known.join(" ").to_lowercase();
    let pieces = text.split(|c: char| !c.is_alphanumeric());
    pieces.filter(|piece| piece.chars().count() >= PIECE_CHARS_MIN).map(str::to_owned).collect()
}

/// The word behind digits and signs that stand for letters.
fn respelled(plain: &[char], one: char) -> Vec<char> {
    let letter = |c: &char| match *c {
        '1' | '!' | '|' => one,
        '0' => 'o',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    plain.iter().map(letter).collect()
}

/// Whether a stretch is one part: a word, a year, a row of keys, one character
/// again and again.
fn is_piece(stretch: &[char], known: &HashSet<String>) -> bool {
    if stretch.len() >= 2 && stretch.iter().all(|c| *c == stretch[0]) {
        return true;
    }
    if !(PIECE_CHARS_MIN..=PIECE_CHARS_MAX).contains(&stretch.len()) {
        return false;
    }
    let text: String = stretch.iter().collect();
    is_year(&text) || known.contains(&text) || easy_pieces().contains(&text)
}

fn is_year(text: &str) -> bool {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits && (text.starts_with("19") || text.starts_with("20"))
}

/// Whether a stretch says what stood directly before it once more, or again and again.
fn is_repeated(before: &[char], stretch: &[char]) -> bool {
    let units = 2..=stretch.len().min(before.len());
    units.filter(|unit| stretch.len().is_multiple_of(*unit)).any(|unit| {
        let said = &before[before.len() - unit..];
        stretch.chunks(unit).all(|chunk| chunk == said)
    })
}

/// Every easy word, and every stretch of every run forwards, backwards and with
/// each key struck twice.
fn easy_pieces() -> &'static HashSet<String> {
    static PIECES: OnceLock<HashSet<String>> = OnceLock::new();
    PIECES.get_or_init(|| {
        let words = EASY_WORDS.split_whitespace().map(str::to_owned);
        let runs = RUNS.iter().flat_map(|run| {
            let there: Vec<char> = run.chars().collect();
            let back: Vec<char> = run.chars().rev().collect();
            [there, back].into_iter().flat_map(stretches)
        });
        words.chain(runs).collect()
    })
}

fn stretches(run: Vec<char>) -> impl Iterator<Item = String> {
    let length = run.len();
    let ends = move |start| (start + PIECE_CHARS_MIN..=length).map(move |end| (start, end));
    (0..=length).flat_map(ends).flat_map(move |(start, end)| {
        let once = &run[start..end];
        let twice = once.iter().flat_map(|key| [*key, *key]).collect();
        [once.iter().collect(), twice]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decide(password: &str) -> Result<(), PasswordRefused> {
        decide_password(password, password, &["Marie Uwase", "marie@example.org"])
    }

    #[test]
    fn passwords_that_are_guessed_first_are_refused() {
        let easy =
            "password passw0rd Password1 P@ssw0rd! password123 password2024 12345678 123456789
            1234567890 0987654321 87654321 11111111 00000000 12341234 11223344 112233445566
            abcd1234 abc12345 abcdefgh qwertyui qwerty123 qwerty2023 qwertyuiop asdfghjkl 1q2w3e4r
            1qaz2wsx zaq12wsx q1w2e3r4 qazwsxedc azerty123 iloveyou iloveyou1 ILoveYou! sunshine
            princess football baseball superman batman123 dragon123 monkey123 letmein1 welcome1
            Welcome123 Welcome2025! admin123 administrator adminadmin changeme changeme1 test1234
            trustno1 starwars whatever computer internet liverpool chelsea1 arsenal123 jesus123
            jesuschrist blessing1 rwanda123 Rwanda2024 Kigali2025! kigali250 ijwi2026 ijwiijwi
            radio1234 radioradio murakoze1 amakuru1 imana1234 mungu123 karibu123 jambo123 bonjour1
            motdepasse azertyuiop soleil123 marie2024 uwase1990 MarieUwase uwase!!! example123
            letmein123 master123 shadow12 michael1 jennifer jordan23 charlie1 summer2024 Winter2023!
            secret123 Secret!! 147258369 13579135 aaaaaaaa aaaaaaaaaaaa abababab abcabcabc zzzzzzzz1
            coordinator1 manager2024 auditor123 station1 airing2026 passpass lovelove loveme123";
        for password in easy.split_whitespace() {
            assert_eq!(decide(password), Err(PasswordRefused::Easy), "{password}");
        }
    }

    #[test]
    fn long_phrases_and_odd_strings_are_taken() {
        let good = [
            "the goat ate my umbrella",
            "k7xq9mz2",
            "inzovu nini cyane hejuru",
            "football-radio-kigali-2024",
            "Tr0ub4dor&3",
            "brown shoes on tuesday",
            "ünïcödé würds",
            "🐐🐐🎧📻🌧🌱🚌🏔",
        ];
        for password in good {
            assert_eq!(decide(password), Ok(()), "{password}");
        }
    }

    #[test]
    fn length_is_counted_in_characters_and_both_must_agree() {
        assert_eq!(decide("k7xq9mz"), Err(PasswordRefused::TooShort));
        assert_eq!(decide("éééé"), Err(PasswordRefused::TooShort));
        assert_eq!(decide(&"kx9".repeat(43)), Err(PasswordRefused::TooLong));
        let differs = decide_password("k7xq9mz2", "k7xq9mz3", &[]);
        assert_eq!(differs, Err(PasswordRefused::Differs));
    }

    #[test]
    fn what_is_refused_is_more_than_the_three_thousand_commonest() {
        let endings = ["", "1", "12", "123", "1234", "!", "2024", "01"];
        let words = EASY_WORDS.split_whitespace().filter(|word| word.len() >= 4);
        let refused = words.flat_map(|word| endings.map(|ending| format!("{word}{ending}")));
        let refused: Vec<String> = refused.filter(|word| word.len() >= CHARS_MIN).collect();
        assert!(refused.len() > 3_000, "{}", refused.len());
        for password in refused {
            assert_eq!(decide(&password), Err(PasswordRefused::Easy), "{password}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn random_letters_are_taken(password in "[b-df-hj-np-tv-z]{20}") {
            prop_assert_eq!(decide(&password), Ok(()));
        }

        #[test]
        fn nothing_typed_breaks_the_count(typed in "\\PC{0,130}") {
            let _ = decide(&typed);
        }
    }
}
