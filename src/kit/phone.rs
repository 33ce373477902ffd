//! Telephone numbers in international form, which never print themselves.

use std::fmt;

/// A number in E.164 form. Printing it shows the country code alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone(String);

impl Phone {
    /// Read `+250 788 123 456`, or `0788 123 456` under a country code like `250`.
    ///
    /// Shape: spaces, dots, hyphens and brackets are passed over; `00` is `+`.
    pub fn read(text: &str, country_code: &str) -> Option<Self> {
        let packed: String =
            text.chars().filter(|c| !c.is_whitespace() && !"-.()/\u{a0}".contains(*c)).collect();
        let digits = match (packed.strip_prefix('+'), packed.strip_prefix("00")) {
            (Some(rest), _) | (None, Some(rest)) => rest.to_owned(),
            (None, None) => format!("{country_code}{}", packed.strip_prefix('0')?),
        };
        let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
        (plain && (8..=15).contains(&digits.len())).then(|| Self(format!("+{digits}")))
    }

    /// The number itself, for sealing and for the gateway alone.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The number with its middle left out, for a page of the station's own staff.
    pub fn masked(&self) -> String {
        let end = self.0.len() - 2;
        format!("{}•••{}", &self.0[..4], &self.0[end..])
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}•••", &self.0[..4])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn national_and_international_forms_are_one_number() {
        let read = |text| Phone::read(text, "250").map(|phone| phone.expose().to_owned());
        for text in ["+250 788 123 456", "0788-123-456", "00250788123456", "(0788) 123.456"] {
            assert_eq!(read(text).as_deref(), Some("+250788123456"), "{text}");
        }
        for text in ["788123456", "", "+", "+25", "07881x3456", "+0250788123456"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_does_not_print_itself() {
        let phone = Phone::read("+250788123456", "250").expect("a number");
        assert_eq!(format!("{phone:?}"), "+250•••");
        assert_eq!(phone.masked(), "+250•••56");
    }
}
