//! Turning passwords and secrets into what may be kept.

use std::sync::OnceLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use sha2::{Digest, Sha256};

/// The argon2id string of a password, with the crate's parameters.
///
/// Source: RFC 9106; OWASP Password Storage Cheat Sheet (19 MiB, 2 passes, 1 lane).
pub fn password_hash(password: &str, salt: [u8; 16]) -> String {
    let hash: PasswordHash = Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .expect("16 bytes of salt and a password below 128 characters are taken");
    hash.to_string()
}

/// Whether the password belongs to the hash. Without a hash the same work is
/// done and the answer is no, so that time does not tell who has an account.
pub fn password_fits(password: &str, hash: Option<&str>) -> bool {
    static DECOY: OnceLock<String> = OnceLock::new();
    let decoy =
        || DECOY.get_or_init(|| password_hash("nobody has this password", [7; 16])).as_str();
    let parsed = PasswordHash::new(hash.unwrap_or_else(decoy));
    let fits = parsed.is_ok_and(|parsed| {
        Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok()
    });
    fits && hash.is_some()
}

/// SHA-256 of a random secret in hexadecimal: what is kept of a cookie or a link.
pub fn secret_hash(secret: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(secret.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string takes everything");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_alone() {
        let hash = password_hash("a long and plain phrase", [1; 16]);
        assert!(hash.starts_with("$argon2id$v=19$"));
        assert!(password_fits("a long and plain phrase", Some(&hash)));
        assert!(!password_fits("a long and plain phrasf", Some(&hash)));
        assert!(!password_fits("a long and plain phrase", Some("not a hash")));
        assert!(!password_fits("nobody has this password", None));
    }

    #[test]
    fn secrets_are_hashed_as_the_standard_says() {
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(secret_hash("abc"), hash);
    }
}
