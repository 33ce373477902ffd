//! Small secrets kept sealed: a database dump without the key file shows none.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use crate::kit::Random;

/// Bytes of a master key.
const KEY_BYTES: usize = 32;
/// Bytes of a nonce of XChaCha20-Poly1305.
const NONCE_BYTES: usize = 24;

/// Seals with the first master key, opens with any of them.
pub struct Seal {
    keys: Vec<Master>,
    random: Arc<dyn Random>,
}

struct Master {
    id: String,
    key: [u8; KEY_BYTES],
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Seal({:?})", self.key_ids())
    }
}

/// Why the key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileFault {
    /// It cannot be read or made.
    #[error("the key file cannot be read or made: {0}")]
    Io(#[from] std::io::Error),
    /// Others than its owner may read it.
    #[error("the key file may be read by others; give it mode 0600")]
    OpenToOthers,
    /// It does not hold keys.
    #[error("the key file must hold one key a line, 64 hexadecimal digits each")]
    Malformed,
    /// It is not there and may not be made.
    #[error("the key file is not there; set IJWI_KEYS_FILE")]
    Absent,
}

impl Seal {
    /// A seal with one key, for tests and the demonstration.
    pub fn with_key(key: [u8; KEY_BYTES], random: Arc<dyn Random>) -> Self {
        Self { keys: vec![Master { id: id_of(&key), key }], random }
    }

    /// Read the key file: one key a line in hexadecimal, the first one seals.
    pub fn read(path: &Path, random: Arc<dyn Random>) -> Result<Self, KeyFileFault> {
        if !path.exists() {
            return Err(KeyFileFault::Absent);
        }
        refuse_open_file(path)?;
        let text = std::fs::read_to_string(path)?;
        let keys: Vec<Master> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| read_key(line.trim()).ok_or(KeyFileFault::Malformed))
            .collect::<Result<_, _>>()?;
        if keys.is_empty() {
            return Err(KeyFileFault::Malformed);
        }
        Ok(Self { keys, random })
    }

    /// Read the key file, or make one with a fresh key that only its owner may read.
    pub fn read_or_make(path: &Path, random: Arc<dyn Random>) -> Result<Self, KeyFileFault> {
        if !path.exists() {
            let mut key = [0_u8; KEY_BYTES];
            random.fill(&mut key);
            make_private(path, &format!("{}\n", hex(&key)))?;
        }
        Self::read(path, random)
    }

    /// The names of the keys, for a backup's manifest.
    pub fn key_ids(&self) -> Vec<&str> {
        self.keys.iter().map(|master| master.id.as_str()).collect()
    }

    /// The text sealed for one purpose; a value sealed for another does not open.
    pub fn close(&self, purpose: &str, plain: &str) -> String {
        let master = self.keys.first().expect("a seal has at least one key");
        let mut nonce = [0_u8; NONCE_BYTES];
        self.random.fill(&mut nonce);
        let payload = Payload { msg: plain.as_bytes(), aad: purpose.as_bytes() };
        let sealed = cipher(master, purpose)
            .encrypt(&XNonce::from(nonce), payload)
            .expect("a short text always fits");
        format!("{}.{}.{}", master.id, hex(&nonce), hex(&sealed))
    }

    /// The text that was sealed, or nothing when it was altered, sealed for
    /// another purpose or with a key that is gone.
    pub fn open(&self, purpose: &str, sealed: &str) -> Option<String> {
        let mut parts = sealed.split('.');
        let (id, nonce, text) = (parts.next()?, parts.next()?, parts.next()?);
        let master = self.keys.iter().find(|master| master.id == id)?;
        let nonce: [u8; NONCE_BYTES] = unhex(nonce)?.try_into().ok()?;
        let text = unhex(text)?;
        let payload = Payload { msg: &text, aad: purpose.as_bytes() };
        let plain = cipher(master, purpose).decrypt(&XNonce::from(nonce), payload).ok()?;
        String::from_utf8(plain).ok()
    }

    /// A keyed fingerprint by which an equal value is found without being read.
    pub fn index(&self, purpose: &str, plain: &str) -> String {
        let master = self.keys.last().expect("a seal has at least one key");
        hex(&derive(master, "index", purpose, plain.as_bytes()))
    }
}

fn cipher(master: &Master, purpose: &str) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&derive(master, "seal", purpose, &[]).into())
}

fn derive(master: &Master, use_of: &str, purpose: &str, about: &[u8]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&master.key)
        .expect("a key of any length fits");
    mac.update(use_of.as_bytes());
    mac.update(&[0]);
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(about);
    mac.finalize().into_bytes().into()
}

fn id_of(key: &[u8]) -> String {
    hex(&Sha256::digest(key)[..4])
}

fn read_key(line: &str) -> Option<Master> {
    let key: [u8; KEY_BYTES] = unhex(line)?.try_into().ok()?;
    Some(Master { id: id_of(&key), key })
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes every letter");
        text
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    let pairs = (0..text.len()).step_by(2);
    pairs.map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

#[cfg(unix)]
#[expect(clippy::verbose_bit_mask, reason = "file modes are read as masks")]
fn refuse_open_file(path: &Path) -> Result<(), KeyFileFault> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path)?.permissions().mode();
    if mode & 0o077 == 0 { Ok(()) } else { Err(KeyFileFault::OpenToOthers) }
}

#[cfg(not(unix))]
fn refuse_open_file(_path: &Path) -> Result<(), KeyFileFault> {
    Ok(())
}

fn make_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting;
    impl Random for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.iter_mut().zip(1_u8..).for_each(|(byte, n)| *byte = n);
        }
    }

    fn seal() -> Seal {
        Seal::with_key([7; KEY_BYTES], Arc::new(Counting))
    }

    #[test]
    fn what_is_sealed_opens_for_its_purpose_alone() {
        let sealed = seal().close("staff phone", "+250788000001");

        assert!(!sealed.contains("788000001"));
        assert_eq!(seal().open("staff phone", &sealed).as_deref(), Some("+250788000001"));
        assert_eq!(seal().open("totp", &sealed), None);
        let other = Seal::with_key([8; KEY_BYTES], Arc::new(Counting));
        assert_eq!(other.open("staff phone", &sealed), None);
    }

    #[test]
    fn an_altered_value_does_not_open() {
        let sealed = seal().close("a", "text");
        for at in 0..sealed.len() {
            let mut altered = sealed.clone().into_bytes();
            altered[at] = if altered[at] == b'0' { b'1' } else { b'0' };
            let altered = String::from_utf8(altered).expect("ASCII");
            assert_eq!(seal().open("a", &altered), None, "{at}");
        }
        assert_eq!(seal().open("a", ""), None);
        assert_eq!(seal().open("a", "é.é.é"), None);
    }

    #[test]
    fn a_key_file_that_others_may_read_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("keys");
        let made = Seal::read_or_make(&path, Arc::new(Counting)).expect("made");
        let again = Seal::read_or_make(&path, Arc::new(Counting)).expect("read");
        assert_eq!(made.key_ids(), again.key_ids());

        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let open_to_all = std::fs::Permissions::from_mode(0o644);
            std::fs::set_permissions(&path, open_to_all).expect("changed");
            let refused = Seal::read(&path, Arc::new(Counting));
            assert!(matches!(refused, Err(KeyFileFault::OpenToOthers)));
        }
    }
}
