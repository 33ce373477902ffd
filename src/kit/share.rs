//! Parts of a whole.

/// A share of a population, 0..=1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Share(f64);

impl Share {
    /// A share, if the value is a number in 0..=1.
    pub fn new(value: f64) -> Option<Self> {
        (0.0..=1.0).contains(&value).then_some(Self(value))
    }

    /// Read a percentage as a person types it: `43.6`, `43,6 %`.
    pub fn read_percent(text: &str) -> Option<Self> {
        let packed: String = text.chars().filter(|c| !c.is_whitespace() && *c != '%').collect();
        let digits = packed.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
        if packed.is_empty() || !digits {
            return None;
        }
        Self::new(packed.replace(',', ".").parse::<f64>().ok()? / 100.0)
    }

    /// The value, 0..=1.
    pub const fn value(self) -> f64 {
        self.0
    }

    /// The value in percent with at most two decimals, for a form field.
    pub fn plain_percent(self) -> String {
        let text = format!("{:.2}", self.0 * 100.0);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_read_as_people_type_them() {
        let read = |text| Share::read_percent(text).map(Share::value);
        assert_eq!(read("50"), Some(0.5));
        assert_eq!(read("12,5 %"), Some(0.125));
        for text in ["", "101", "-1", "NaN", "1e1", "1.2.3"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(Share::new(0.436).expect("a share").plain_percent(), "43.6");
        assert_eq!(Share::new(0.0).expect("a share").plain_percent(), "0");
    }
}
