//! Who owns a station, and which languages it speaks on air.

use crate::kit::fold::folded;

/// What kind of owner a station has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnerKind {
    /// The state or a public broadcaster.
    Public,
    /// A company.
    Private,
    /// A community or its association.
    Community,
    /// A church, a mosque, a faith-based body.
    Religious,
    /// A university or school.
    University,
    /// A broadcaster of another country.
    International,
    /// Something else, or not known.
    Other,
}

impl OwnerKind {
    /// Every kind, in the order of the picker.
    pub const ALL: [Self; 7] = [
        Self::Community,
        Self::Public,
        Self::Private,
        Self::Religious,
        Self::University,
        Self::International,
        Self::Other,
    ];

    /// The code that is kept.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Private => "private",
            Self::Community => "community",
            Self::Religious => "religious",
            Self::University => "university",
            Self::International => "international",
            Self::Other => "other",
        }
    }

    /// The kind of a code.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The kind that a source's words mean; of several the narrower one, so that
    /// `public community (RBA)` and `community/private` are community stations.
    pub fn in_words(words: &str) -> Self {
        let words = folded(words);
        let narrow_first = [
            Self::University,
            Self::Religious,
            Self::International,
            Self::Community,
            Self::Public,
            Self::Private,
        ];
        let found = narrow_first.into_iter().find(|kind| words.contains(kind.code()));
        found.unwrap_or(Self::Other)
    }
}

/// Languages heard on air in the region: code, own name, English name.
///
/// Source: ISO 639-1 and 639-3.
pub const LANGUAGES: [(&str, &str, &str); 10] = [
    ("rw", "Ikinyarwanda", "Kinyarwanda"),
    ("fr", "Français", "French"),
    ("en", "English", "English"),
    ("sw", "Kiswahili", "Swahili"),
    ("rn", "Ikirundi", "Kirundi"),
    ("lg", "Luganda", "Luganda"),
    ("ln", "Lingála", "Lingala"),
    ("nyn", "Runyankore", "Runyankole"),
    ("cgg", "Rukiga", "Rukiga"),
    ("am", "አማርኛ", "Amharic"),
];

/// The code of a language that is named by its code, own name or English name.
pub fn read_language(text: &str) -> Option<&'static str> {
    let asked = folded(text);
    let same = |name: &str| folded(name) == asked;
    LANGUAGES
        .iter()
        .find(|(code, own, english)| same(code) || same(own) || same(english))
        .map(|(code, ..)| *code)
}

/// The language's own name; the code itself when it is not on the list.
pub fn language_name(code: &str) -> &str {
    LANGUAGES.iter().find(|(known, ..)| *known == code).map_or(code, |(_, own, _)| own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_in_words_has_a_kind() {
        for (words, kind) in [
            ("public (RBA)", OwnerKind::Public),
            ("public community (RBA)", OwnerKind::Community),
            ("community/private", OwnerKind::Community),
            ("religious (Catholic)", OwnerKind::Religious),
            ("university (UR)", OwnerKind::University),
            ("international", OwnerKind::International),
            ("Private", OwnerKind::Private),
            ("", OwnerKind::Other),
        ] {
            assert_eq!(OwnerKind::in_words(words), kind, "{words}");
        }
    }

    #[test]
    fn a_language_is_known_by_any_of_its_names() {
        for text in ["rw", "Kinyarwanda", "ikinyarwanda", " KINYARWANDA "] {
            assert_eq!(read_language(text), Some("rw"), "{text}");
        }
        assert_eq!(read_language("francais"), Some("fr"));
        assert_eq!(read_language("Klingon"), None);
        assert_eq!(language_name("sw"), "Kiswahili");
    }
}
