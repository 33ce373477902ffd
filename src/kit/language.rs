//! The languages that Ijwi's own pages and texts are written in.

use std::str::FromStr;

/// A language of the catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
    /// Kinyarwanda.
    Rw,
    /// Kiswahili.
    Sw,
}

impl Language {
    /// Every language of the catalogue, in the order of the picker.
    pub const ALL: [Self; 4] = [Self::Rw, Self::En, Self::Fr, Self::Sw];

    /// The ISO 639-1 code, as in `lang="rw"`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Rw => "rw",
            Self::Sw => "sw",
        }
    }

    /// The language's own name.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "Français",
            Self::Rw => "Ikinyarwanda",
            Self::Sw => "Kiswahili",
        }
    }
}

/// The code names no language of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a language of the catalogue")]
pub struct UnknownLanguage;

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL.into_iter().find(|language| language.code() == code).ok_or(UnknownLanguage)
    }
}
