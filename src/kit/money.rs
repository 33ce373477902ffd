//! Amounts of money in whole minor units.

use std::fmt;
use std::str::FromStr;

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The Rwandan franc.
    pub const RWF: Self = Self(*b"RWF");

    /// The three letters of the code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("three ASCII letters, checked when read")
    }

    /// How many digits stand after the point: 0 for the franc, 2 for the dollar.
    ///
    /// Source: ISO 4217, list one; only currencies without two digits are named.
    pub const fn digits(self) -> u32 {
        match &self.0 {
            b"RWF" | b"BIF" | b"UGX" | b"XAF" | b"XOF" | b"DJF" | b"KMF" | b"JPY" | b"GNF" => 0,
            b"TND" | b"LYD" | b"KWD" | b"BHD" | b"OMR" | b"JOD" | b"IQD" => 3,
            _ => 2,
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is not an amount or a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotMoney {
    /// Three capital letters were expected.
    #[error("not a currency code")]
    Currency,
    /// Digits with an optional point were expected.
    #[error("not an amount")]
    Amount,
    /// The amount has more digits after the point than the currency.
    #[error("too many digits after the point")]
    TooFine,
    /// The amount is larger than anything we handle.
    #[error("too large")]
    TooLarge,
}

impl FromStr for Currency {
    type Err = NotMoney;

    fn from_str(text: &str) -> Result<Self, NotMoney> {
        let bytes: [u8; 3] = text.as_bytes().try_into().map_err(|_| NotMoney::Currency)?;
        if bytes.iter().all(u8::is_ascii_uppercase) {
            Ok(Self(bytes))
        } else {
            Err(NotMoney::Currency)
        }
    }
}

/// An amount in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// Whole minor units: francs, cents.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

/// The largest amount, in minor units, that a form takes.
const MINOR_MAX: i64 = 1_000_000_000_000_000;

impl Money {
    /// Read an amount as a person types it: `1 200 000`, `1,200.50`, `12.5`.
    ///
    /// A lone comma with one or two digits after it is a decimal comma.
    pub fn read(text: &str, currency: Currency) -> Result<Self, NotMoney> {
        let packed: String =
            text.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}' && *c != '\'').collect();
        let (whole, part) = split_decimals(&packed);
        let whole: String = whole.chars().filter(|c| *c != ',').collect();
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !digits(&whole) || !digits(part) {
            return Err(NotMoney::Amount);
        }
        let places = usize::try_from(currency.digits()).expect("at most three");
        let (kept, rest) = part.split_at(part.len().min(places));
        if rest.bytes().any(|b| b != b'0') {
            return Err(NotMoney::TooFine);
        }
        let minor: i64 =
            format!("{whole}{kept:0<places$}").parse().map_err(|_| NotMoney::TooLarge)?;
        if minor > MINOR_MAX {
            return Err(NotMoney::TooLarge);
        }
        Ok(Self { minor, currency })
    }

    /// The amount with a point and the currency's digits, for a form field.
    pub fn plain(self) -> String {
        let places = self.currency.digits();
        let unit = 10_i64.pow(places);
        let width = usize::try_from(places).expect("at most three");
        let sign = if self.minor < 0 { "-" } else { "" };
        let (whole, part) = ((self.minor / unit).abs(), (self.minor % unit).abs());
        if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part:0width$}") }
    }
}

/// Split at the decimal point, or at a lone comma before one or two digits.
fn split_decimals(text: &str) -> (&str, &str) {
    if let Some(at) = text.rfind('.') {
        return (&text[..at], &text[at + 1..]);
    }
    match text.rfind(',') {
        Some(at) if text.len() - at <= 3 && text.matches(',').count() == 1 => {
            (&text[..at], &text[at + 1..])
        }
        _ => (text, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd() -> Currency {
        "USD".parse().expect("a code")
    }

    #[test]
    fn amounts_are_read_as_people_type_them() {
        let read = |text| Money::read(text, usd()).map(|money| money.minor);
        assert_eq!(read("1,200.50"), Ok(120_050));
        assert_eq!(read("1 200,5"), Ok(120_050));
        assert_eq!(read("1,200"), Ok(120_000));
        assert_eq!(read("12.500"), Ok(1_250));
        assert_eq!(read("12.505"), Err(NotMoney::TooFine));
        assert_eq!(read("-3"), Err(NotMoney::Amount));
        assert_eq!(read(""), Err(NotMoney::Amount));
        assert_eq!(read("99999999999999999999"), Err(NotMoney::TooLarge));
    }

    #[test]
    fn an_amount_survives_being_written_and_read() {
        for minor in [0, 5, 99, 100, 123_456] {
            let money = Money { minor, currency: usd() };
            assert_eq!(Money::read(&money.plain(), usd()), Ok(money));
        }
        assert_eq!(Money { minor: 1500, currency: Currency::RWF }.plain(), "1500");
    }
}
