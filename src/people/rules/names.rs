//! Names, logins, own addresses and browsers, as they are read from outside.

use crate::kit::Refusal;
use crate::kit::limits::NAME_CHARS_MAX;

/// Characters of a login at least.
pub const LOGIN_CHARS_MIN: usize = 3;

/// Why a name or a login cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameRefused {
    /// Nothing was typed.
    #[error("no name")]
    Empty,
    /// Longer than any name.
    #[error("a name longer than {NAME_CHARS_MAX} characters")]
    TooLong,
    /// Too short, too long, or with characters that logins do not have.
    #[error("not a login")]
    Login,
    /// Somebody else signs in with it.
    #[error("the login is taken")]
    Taken,
}

impl Refusal for NameRefused {
    fn field(&self) -> &'static str {
        match self {
            Self::Empty | Self::TooLong => "name",
            Self::Login | Self::Taken => "login",
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Self::Empty => "people.problem.name_empty",
            Self::TooLong => "people.problem.name_too_long",
            Self::Login => "people.problem.login",
            Self::Taken => "people.problem.login_taken",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooLong => vec![("most", NAME_CHARS_MAX.to_string())],
            Self::Login => vec![("least", LOGIN_CHARS_MIN.to_string())],
            Self::Empty | Self::Taken => Vec::new(),
        }
    }
}

/// A person's name: single spaces, no control characters.
pub fn read_name(typed: &str) -> Result<String, NameRefused> {
    let words = typed.split(|c: char| c.is_whitespace() || c.is_control());
    let name = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(NameRefused::Empty),
        1..=NAME_CHARS_MAX => Ok(name),
        _ => Err(NameRefused::TooLong),
    }
}

/// A login in small letters: an e-mail address, a phone number or a short name.
pub fn read_login(typed: &str) -> Result<String, NameRefused> {
    let login = folded(typed.trim());
    let length = login.chars().count();
    let plain = login.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-+@".contains(&b));
    let begins = login.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric() || b == b'+');
    if plain && begins && (LOGIN_CHARS_MIN..=NAME_CHARS_MAX).contains(&length) {
        Ok(login)
    } else {
        Err(NameRefused::Login)
    }
}

/// Small letters, for search and comparison.
pub fn folded(text: &str) -> String {
    text.to_lowercase()
}

/// A browser in two words, for the list of sessions.
///
/// Shape: the `User-Agent` header as it came; only names from our own lists are
/// kept of it. The order matters: most browsers also claim to be others.
pub fn browser_of(user_agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Opera Mini", "Opera Mini"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("KAIOS", "KaiOS"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_tidied_and_logins_are_small_letters() {
        assert_eq!(read_name("  Marie \t Uwase\n").as_deref(), Ok("Marie Uwase"));
        assert_eq!(read_name(" \u{7}"), Err(NameRefused::Empty));
        assert_eq!(read_name(&"x".repeat(121)), Err(NameRefused::TooLong));
        assert_eq!(read_login(" Marie@Example.org ").as_deref(), Ok("marie@example.org"));
        assert_eq!(read_login("+250788123456").as_deref(), Ok("+250788123456"));
        for wrong in ["", "ab", "a b c", "<script>", "@marie", "mariè", "a\u{0}bc"] {
            assert_eq!(read_login(wrong), Err(NameRefused::Login), "{wrong:?}");
        }
    }

    #[test]
    fn a_browser_is_two_words_of_ours() {
        let phone = "Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0";
        assert_eq!(browser_of(phone), "Firefox, Android");
        let edge = "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0";
        assert_eq!(browser_of(edge), "Edge, Windows");
        assert_eq!(browser_of("<script>alert(1)</script>"), "");
    }
}
