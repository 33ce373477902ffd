//! The code that stands first in file names and logs: `IJ`, four characters, a check.

use crate::kit::{Random, code};

/// What every message code begins with.
const PREFIX: &str = "IJ";
/// Random characters between prefix and check.
const BODY: usize = 4;

/// A fresh message code.
pub fn fresh_code(random: &dyn Random) -> String {
    format!("{PREFIX}{}", code::fresh(random, BODY))
}

/// Read a message code as a person types it.
///
/// Shape: case does not matter; O is read as 0, and behind the prefix I and L
/// as 1. None without the prefix or with a wrong check.
pub fn read_code(typed: &str) -> Option<String> {
    let (prefix, rest) = typed.trim().split_at_checked(PREFIX.len())?;
    if !prefix.eq_ignore_ascii_case(PREFIX) {
        return None;
    }
    code::read(rest, BODY).map(|rest| format!("{PREFIX}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting;
    impl Random for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for (at, byte) in bytes.iter_mut().enumerate() {
                *byte = u8::try_from(at * 7 % 256).expect("below 256");
            }
        }
    }

    #[test]
    fn the_published_vectors_hold() {
        for good in ["IJ7K3RY", "IJM2D8B", "IJ0R5TN", "IJ9XZ4N"] {
            assert_eq!(read_code(good).as_deref(), Some(good));
            assert_eq!(read_code(&good.to_lowercase()).as_deref(), Some(good));
        }
        for bad in ["IJ7K3R0", "IJK73RY", "IJWI7KX", "7K3RY", "IJ7K3R", "IJ7K3RYY", "", "é"] {
            assert_eq!(read_code(bad), None, "{bad}");
        }
        assert_eq!(read_code("ijOr5tn").as_deref(), Some("IJ0R5TN"));
    }

    #[test]
    fn a_fresh_code_is_read_back() {
        let code = fresh_code(&Counting);
        assert_eq!(code.len(), 7);
        assert_eq!(read_code(&code), Some(code));
    }
}
