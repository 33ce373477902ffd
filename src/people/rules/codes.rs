//! The second factor: six digits from a phone, or a code from paper.

use chrono::{DateTime, Utc};
use qrcodegen::{QrCode, QrCodeEcc};
use totp_rs::{Builder, Secret};

use crate::kit::clock::ALPHABET;

/// Bytes of the secret that the phone and the house share.
///
/// Source: RFC 4226, section 4, R6: 160 bits recommended.
pub const SECRET_BYTES: usize = 20;
/// Recovery codes made at once.
pub const RECOVERY_CODES: usize = 10;
/// Letters and digits of one recovery code, 5 random bits each.
pub const RECOVERY_CHARS: usize = 10;
/// Seconds for which one code of six digits stands. Source: RFC 6238, section 5.2.
const STEP_SECONDS: u64 = 30;
/// Steps by which a phone's clock may be wrong, either way.
const STEPS_OFF: u16 = 1;

/// The step whose code was typed, if it is right and newer than the last one taken.
///
/// Shape: `step_used` is the newest step that was ever taken, -1 when none was, so
/// a code works once even for somebody who looks over a shoulder.
/// Source: RFC 6238, section 5.2.
pub fn step_of(
    secret: [u8; SECRET_BYTES],
    typed: &str,
    step_used: i64,
    now: DateTime<Utc>,
) -> Option<i64> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit());
    let seconds = u64::try_from(now.timestamp()).ok().filter(|_| plain)?;
    let totp = Builder::new()
        .with_secret(Secret::new_stack(secret))
        .with_step_duration(STEP_SECONDS)
        .with_skew(STEPS_OFF)
        .build_noncompliant();
    let step = i64::try_from(totp.check(&digits, seconds)?).ok()?;
    (step > step_used).then_some(step)
}

/// The secret as an authenticator app takes it when it is typed: base 32.
///
/// Source: RFC 4648, section 6. 20 bytes are 32 letters, so nothing is padded.
pub fn secret_in_letters(secret: [u8; SECRET_BYTES]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits = secret.iter().flat_map(|byte| (0..8).rev().map(move |at| (byte >> at) & 1));
    let bits: Vec<u8> = bits.collect();
    let values = bits.chunks(5).map(|five| five.iter().fold(0, |value, bit| value << 1 | bit));
    values.map(|value: u8| char::from(LETTERS[usize::from(value)])).collect()
}

/// A sealed secret is kept as letters; this reads it back.
pub fn secret_of_letters(letters: &str) -> Option<[u8; SECRET_BYTES]> {
    let mut bits = Vec::with_capacity(SECRET_BYTES * 8);
    for letter in letters.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'2'..=b'7' => letter - b'2' + 26,
            _ => return None,
        };
        bits.extend((0..5).rev().map(|at| (value >> at) & 1));
    }
    let bytes = bits.chunks(8).map(|eight| eight.iter().fold(0, |byte, bit| byte << 1 | bit));
    bytes.collect::<Vec<u8>>().try_into().ok()
}

/// The address that an authenticator app reads from the picture.
///
/// Source: the key URI format that authenticator apps share. Logins have no other
/// characters than `rules::names::read_login` lets pass.
pub fn app_address(login: &str, secret: [u8; SECRET_BYTES]) -> String {
    let login = login.replace('@', "%40").replace('+', "%2B");
    let letters = secret_in_letters(secret);
    format!("otpauth://totp/Ijwi:{login}?secret={letters}&issuer=Ijwi&digits=6&period=30")
}

/// A QR picture: the length of its side in modules, and its dark ones as an SVG path.
pub fn picture(text: &str) -> Option<(i32, String)> {
    use std::fmt::Write as _;
    const QUIET: i32 = 4;
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let wide = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            let wide = i32::try_from(wide).expect("at most 177 modules");
            if wide > 0 {
                write!(path, "M{} {}h{wide}v1h-{wide}z", x + QUIET, y + QUIET)
                    .expect("a string takes everything");
            }
            x += wide + 1;
        }
    }
    Some((code.size() + 2 * QUIET, path))
}

/// A recovery code as it stands on paper: `3F7KQ-9MZ2A`.
pub fn on_paper(code: &str) -> String {
    let (first, rest) = code.split_at(code.len() / 2);
    format!("{first}-{rest}")
}

/// A recovery code as it is typed: spaces, hyphens and case are passed over, and
/// letters that look like digits are taken for them.
pub fn read_recovery(typed: &str) -> Option<String> {
    let letters = typed.chars().filter(|c| !c.is_whitespace() && *c != '-');
    let code: String = letters
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let plain = code.bytes().all(|b| ALPHABET.contains(&b));
    (plain && code.len() == RECOVERY_CHARS).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B, for SHA-1.
    const SECRET: [u8; SECRET_BYTES] = *b"12345678901234567890";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).expect("an instant")
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // The last six of the eight digits in RFC 6238, appendix B.
        let cases = [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")];
        for (seconds, code) in cases {
            assert_eq!(step_of(SECRET, code, -1, at(seconds)), Some(seconds / 30), "{seconds}");
        }
        assert_eq!(step_of(SECRET, "28 70 82", -1, at(59)), Some(1));
        for wrong in ["", "287083", "28708", "2870822", "28708a", "٢٨٧٠٨٢"] {
            assert_eq!(step_of(SECRET, wrong, -1, at(59)), None, "{wrong}");
        }
    }

    #[test]
    fn a_code_works_once_and_a_minute_around_its_time() {
        let taken = |seconds, used| step_of(SECRET, "287082", used, at(seconds));
        assert_eq!(taken(59, 0), Some(1));
        assert_eq!(taken(59, 1), None, "used");
        assert_eq!(taken(59, 2), None, "older than one used");
        assert_eq!(taken(0, -1), Some(1), "the phone is early");
        assert_eq!(taken(89, -1), Some(1), "the phone is late");
        assert_eq!(taken(90, -1), None);
    }

    #[test]
    fn a_secret_is_read_back_from_its_letters() {
        let letters = secret_in_letters(SECRET);
        assert_eq!(letters, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(secret_of_letters(&letters), Some(SECRET));
        assert_eq!(secret_of_letters("GEZDGNBV"), None);
        assert_eq!(secret_of_letters("gezdgnbvgy3tqojqgezdgnbvgy3tqojq"), None);
    }

    #[test]
    fn the_picture_is_whole_modules_with_a_quiet_edge() {
        let (side, path) = picture(&app_address("a@b.c", SECRET)).expect("it fits");
        assert!(side > 29 && path.starts_with("M4 4h7v1h-7z"), "{side} {path}");
    }

    #[test]
    fn a_recovery_code_is_read_as_it_was_written() {
        assert_eq!(on_paper("3F7KQ9MZ2A"), "3F7KQ-9MZ2A");
        assert_eq!(read_recovery(" 3f7kq-9mz2a ").as_deref(), Some("3F7KQ9MZ2A"));
        assert_eq!(read_recovery("oil00-00000").as_deref(), Some("0110000000"));
        for wrong in ["", "3F7KQ", "3F7KQ-9MZ2U", "3F7KQ-9MZ2A1"] {
            assert_eq!(read_recovery(wrong), None, "{wrong}");
        }
    }
}
