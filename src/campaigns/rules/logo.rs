//! Pictures are told apart by what they hold, never by their name.

/// The media type of a PNG, JPEG or WebP picture; none for anything else.
///
/// Source: PNG specification (third edition), section 5.2; ITU-T T.81, annex B;
/// RFC 9649 (WebP), section 2.4.
pub fn logo_type(bytes: &[u8]) -> Option<&'static str> {
    let png = bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.get(12..16) == Some(b"IHDR");
    let jpeg = bytes.starts_with(&[0xff, 0xd8, 0xff]) && bytes.len() > 100;
    let webp = bytes.starts_with(b"RIFF")
        && bytes.get(8..12) == Some(b"WEBP")
        && bytes.get(12..15) == Some(b"VP8");
    match (png, jpeg, webp) {
        (true, _, _) => Some("image/png"),
        (_, true, _) => Some("image/jpeg"),
        (_, _, true) => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_what_its_bytes_say() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01";
        let mut jpeg = vec![0xff, 0xd8, 0xff, 0xe0];
        jpeg.resize(200, 0);
        assert_eq!(logo_type(png), Some("image/png"));
        assert_eq!(logo_type(&jpeg), Some("image/jpeg"));
        assert_eq!(logo_type(b"RIFF\x24\0\0\0WEBPVP8 ...."), Some("image/webp"));
        for other in [&b""[..], b"<svg onload=x>", b"GIF89a", b"\x89PNG\r\n\x1a\n<html>", b"RIFF"] {
            assert_eq!(logo_type(other), None);
        }
    }
}
