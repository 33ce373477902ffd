//! Why a promise died, as administrators may read it: without anybody's data.

/// Letters of a cause that are shown.
const CHARS_MAX: usize = 160;

/// Digits in a row that may be a telephone or identity number.
const DIGITS_MAX: usize = 5;

/// What `backup::wake` writes beside promises that wait for a person's word.
const RESTORED: &str = "promised before a restore";

/// Whether the promise waits only because the house woke up as a restored copy.
pub fn waits_since_restore(fault: Option<&str>) -> bool {
    fault == Some(RESTORED)
}

/// The cause in a line, with addresses and long numbers left out.
pub fn shown_cause(fault: &str) -> String {
    let word = |word: &str| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        if word.contains('@') || digits > DIGITS_MAX { "…".to_owned() } else { word.to_owned() }
    };
    let all: Vec<String> = fault.split_whitespace().map(word).collect();
    all.join(" ").chars().take(CHARS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_names_nobody() {
        let table = [
            ("fault: no such file", "fault: no such file"),
            ("login=(marie@ijwi.test) is there", "… is there"),
            ("no way to +250788123456 now", "no way to … now"),
            ("two\nlines  and 12345", "two lines and 12345"),
        ];
        for (fault, shown) in table {
            assert_eq!(shown_cause(fault), shown);
        }
        assert_eq!(shown_cause(&"a".repeat(500)).len(), CHARS_MAX);
    }

    #[test]
    fn a_restore_is_told_apart_from_a_failure() {
        assert!(waits_since_restore(Some("promised before a restore")));
        assert!(!waits_since_restore(Some("not found")) && !waits_since_restore(None));
    }
}
