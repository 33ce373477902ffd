//! Words that look like a person's: they are refused, because this room keeps none.

/// The most digits in a row, separators between them allowed, that a text may hold.
///
/// Source: safeguarding, S5: seven digits and more look like a phone number.
const DIGITS_MAX: usize = 6;

/// How somebody is introduced, in the four languages, folded.
const INTRODUCTIONS: [&str; 8] =
    ["name is ", "named ", "called ", "s'appelle ", "nommee ", "yitwa ", "jina lake ", "anaitwa "];

/// Whether the text looks like a phone number, an address for mail, an identity
/// number or an introduction of somebody.
pub fn looks_personal(text: &str) -> bool {
    let folded = crate::kit::fold::folded(text);
    let introduces = INTRODUCTIONS.iter().any(|words| format!("{folded} ").contains(words));
    introduces || longest_number(text) > DIGITS_MAX || has_mail(text)
}

fn longest_number(text: &str) -> usize {
    let (mut longest, mut digits) = (0, 0);
    for letter in text.chars() {
        if letter.is_numeric() {
            digits += 1;
            longest = longest.max(digits);
        } else if !matches!(letter, ' ' | '-' | '.' | '/' | '(' | ')' | '+' | '\u{a0}') {
            digits = 0;
        }
    }
    longest
}

fn has_mail(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        word.split_once('@')
            .is_some_and(|(before, after)| !before.is_empty() && after.contains('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::looks_personal;

    #[test]
    fn numbers_mail_and_introductions_are_seen() {
        let personal = [
            "+250 780 000 001",
            "0780-000-001",
            "ring 780.000.001",
            "1199980000000001",
            "write to canary@example.org",
            "her name is Canary",
            "Umukobwa yitwa Canary",
            "Msichana anaitwa Canary",
            "Une fille nommée Canary",
        ];
        for text in personal {
            assert!(looks_personal(text), "{text}");
        }
        let harmless = [
            "Recruiters and false promises of work",
            "Toolkit 2.0, 3rd edition",
            "Helpline 3512",
            "60 people, 5 sectors",
            "@ the market",
            "",
        ];
        for text in harmless {
            assert!(!looks_personal(text), "{text}");
        }
    }
}
