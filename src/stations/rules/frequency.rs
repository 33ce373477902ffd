//! Frequencies of FM radio in whole kilohertz.

use std::fmt;

/// The lowest and highest carrier of the band and the raster, in kilohertz.
///
/// Source: ITU Region 1 FM band 87.5-108.0 MHz; the raster is the files' 0.05 MHz.
const LOWEST_KHZ: i32 = 87_500;
const HIGHEST_KHZ: i32 = 108_000;
const STEP_KHZ: i32 = 50;

/// A carrier frequency; shown in megahertz.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Frequency(i32);

impl Frequency {
    /// A frequency of the band, in steps of 50 kHz.
    pub fn of_khz(khz: i32) -> Option<Self> {
        let fits = (LOWEST_KHZ..=HIGHEST_KHZ).contains(&khz) && khz % STEP_KHZ == 0;
        fits.then_some(Self(khz))
    }

    /// Read megahertz as people type them: `95.5`, `95,50`, `95.5 MHz`, `FM 95.5`.
    pub fn read(text: &str) -> Option<Self> {
        let small = text.trim().to_ascii_lowercase();
        let bare = small.strip_prefix("fm").unwrap_or(&small);
        let bare = bare.trim().trim_end_matches("fm").trim_end_matches("mhz").trim();
        let (whole, part) = bare.split_once(['.', ',']).unwrap_or((bare, "0"));
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(part) || whole.len() > 3 || part.len() > 3 {
            return None;
        }
        let (whole, part): (i32, i32) = (whole.parse().ok()?, format!("{part:0<3}").parse().ok()?);
        Self::of_khz(whole * 1_000 + part)
    }

    /// Whole kilohertz.
    pub const fn khz(self) -> i32 {
        self.0
    }
}

impl fmt::Display for Frequency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 1_000, self.0 % 1_000 / 10);
        if part % 10 == 0 {
            write!(f, "{whole}.{}", part / 10)
        } else {
            write!(f, "{whole}.{part:02}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequencies_are_read_as_people_type_them() {
        let read = |text| Frequency::read(text).map(Frequency::khz);
        for (text, khz) in [
            ("95.5", 95_500),
            ("95,50 MHz", 95_500),
            ("FM 100", 100_000),
            ("98.75fm", 98_750),
            ("87.5", 87_500),
            ("108.0", 108_000),
        ] {
            assert_eq!(read(text), Some(khz), "{text}");
        }
        for text in ["", "87.45", "108.05", "95.53", "95.5.1", "-95.5", "9.55e1", "955", "95."] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_frequency_survives_being_written_and_read() {
        for khz in (LOWEST_KHZ..=HIGHEST_KHZ).step_by(50) {
            let frequency = Frequency::of_khz(khz).expect("in the band");
            assert_eq!(Frequency::read(&frequency.to_string()), Some(frequency));
        }
        assert_eq!(Frequency::of_khz(95_500).expect("one").to_string(), "95.5");
        assert_eq!(Frequency::of_khz(98_750).expect("one").to_string(), "98.75");
    }
}
