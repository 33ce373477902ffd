//! Bytes of unknown origin to text.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::TableRefused;
use crate::kit::limits;

/// In which encoding a file was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without its mark.
    Utf8,
    /// UTF-16, told by its mark.
    Utf16,
    /// The western code page of older spreadsheets.
    Cp1252,
}

/// A file as text.
#[derive(Debug)]
pub struct Text {
    /// The text, its line ends as they were.
    pub words: String,
    /// What the bytes were.
    pub encoding: Encoding,
    /// How many bytes stand for nothing and became U+FFFD.
    pub unreadable: usize,
}

/// Read bytes as text: UTF-16 by its mark, else UTF-8, else cp1252.
///
/// # Errors
/// Empty, too large, packed or binary files.
pub fn text_of(bytes: &[u8]) -> Result<Text, TableRefused> {
    if bytes.len() > limits::IMPORT_BYTES_MAX {
        return Err(TableRefused::TooLarge);
    }
    let packed: [&[u8]; 4] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"%PDF"];
    if packed.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(TableRefused::Spreadsheet);
    }
    let text = decoded(bytes);
    if text.words.trim().is_empty() {
        return Err(TableRefused::Empty);
    }
    let nuls = text.words.bytes().take(4096).filter(|byte| *byte == 0).count();
    if nuls > 8 {
        return Err(TableRefused::NotText);
    }
    Ok(text)
}

fn decoded(bytes: &[u8]) -> Text {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(rest, u16::from_be_bytes);
    }
    let unmarked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(unmarked) {
        Ok(words) => Text { words: words.to_owned(), encoding: Encoding::Utf8, unreadable: 0 },
        Err(_) => cp1252(unmarked),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Text {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let mut unreadable = odd.len();
    let words = char::decode_utf16(units)
        .map(|c| {
            c.unwrap_or_else(|_| {
                unreadable += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    Text { words, encoding: Encoding::Utf16, unreadable }
}

/// The letters of cp1252 at 0x80..=0x9f; `\u{fffd}` where it has none.
const CP1252_HIGH: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
    '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}',
    'ž', 'Ÿ',
];

fn cp1252(bytes: &[u8]) -> Text {
    let mut unreadable = 0;
    let words = bytes
        .iter()
        .map(|byte| match byte {
            0x80..=0x9f => {
                let c = CP1252_HIGH[usize::from(byte - 0x80)];
                unreadable += usize::from(c == char::REPLACEMENT_CHARACTER);
                c
            }
            _ => char::from(*byte),
        })
        .collect();
    Text { words, encoding: Encoding::Cp1252, unreadable }
}

/// A cell as it is kept: composed, odd spaces plain, no controls, trimmed.
pub fn cleaned(cell: &str) -> Cow<'_, str> {
    let plain = cell.bytes().all(|byte| (0x20..0x7f).contains(&byte));
    if plain {
        return Cow::Borrowed(cell.trim());
    }
    let spaced = cell.chars().filter_map(|c| match c {
        '\u{feff}' | '\u{200b}' => None,
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    });
    let composed: String = spaced.nfc().collect();
    Cow::Owned(composed.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let read = |bytes: &[u8]| {
            let text = text_of(bytes).expect("text");
            (text.words, text.encoding, text.unreadable)
        };
        assert_eq!(read("é".as_bytes()), ("é".into(), Encoding::Utf8, 0));
        assert_eq!(read(b"\xef\xbb\xbfa"), ("a".into(), Encoding::Utf8, 0));
        assert_eq!(read(b"\xff\xfea\0\xe9\0"), ("aé".into(), Encoding::Utf16, 0));
        assert_eq!(read(b"\xfe\xff\0a\0\xe9"), ("aé".into(), Encoding::Utf16, 0));
        assert_eq!(read(b"caf\xe9 \x80"), ("café €".into(), Encoding::Cp1252, 0));
        assert_eq!(read(b"\xe9\x81").2, 1);
    }

    #[test]
    fn cells_are_cleaned() {
        assert_eq!(cleaned("  a\u{a0}b\u{202f}c\t"), "a b c");
        assert_eq!(cleaned("e\u{301}\u{7}"), "é");
    }

    #[test]
    fn binary_is_refused() {
        assert_eq!(
            text_of(&[b'a', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]).err(),
            Some(TableRefused::NotText)
        );
    }
}
