//! Compression of whole answers: files once for ever, cached pages once a version.

use std::io::Write;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, header};

/// How an answer is squeezed on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Coding {
    Brotli,
    Gzip,
    Plain,
}

impl Coding {
    /// The best coding that the browser takes.
    pub(super) fn accepted(headers: &HeaderMap) -> Self {
        let lines = headers.get_all(header::ACCEPT_ENCODING).into_iter();
        let parts: Vec<_> =
            lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(',')).collect();
        let takes = |name: &str| {
            parts.iter().any(|part| {
                let (coding, weight) = part.trim().split_once(';').unwrap_or((part.trim(), ""));
                let refused = weight.trim().strip_prefix("q=").is_some_and(is_nought);
                coding.trim().eq_ignore_ascii_case(name) && !refused
            })
        };
        match () {
            () if takes("br") => Self::Brotli,
            () if takes("gzip") => Self::Gzip,
            () => Self::Plain,
        }
    }

    pub(super) fn name_in(self, headers: &mut HeaderMap) {
        let name = match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Plain => return,
        };
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
}

/// The smallest and the largest window that brotli knows.
const WINDOW_BITS: (u32, u32) = (10, 22);

fn is_nought(weight: &str) -> bool {
    weight.bytes().all(|byte| matches!(byte, b'0' | b'.'))
}

/// The squeezed bytes; `level` is 0..=11 for brotli and 0..=9 for gzip.
pub(super) fn squeeze(coding: Coding, plain: &[u8], level: u32) -> Bytes {
    let mut out = Vec::with_capacity(plain.len() / 4 + 64);
    let written = match coding {
        Coding::Brotli => {
            let mut writer = brotli::CompressorWriter::new(&mut out, 4096, level, window(plain));
            writer.write_all(plain).and_then(|()| writer.flush())
        }
        Coding::Gzip => {
            let level = flate2::Compression::new(level);
            let mut writer = flate2::write::GzEncoder::new(&mut out, level);
            writer.write_all(plain).and_then(|()| writer.try_finish())
        }
        Coding::Plain => out.write_all(plain),
    };
    written.expect("writing into memory");
    out.into()
}

/// The window in bits that holds the whole answer: a larger one costs memory and time for
/// every answer and finds nothing more.
fn window(plain: &[u8]) -> u32 {
    let bits = usize::BITS - plain.len().leading_zeros();
    bits.clamp(WINDOW_BITS.0, WINDOW_BITS.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(text: &'static str) -> Coding {
        let headers =
            HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(text))]);
        Coding::accepted(&headers)
    }

    #[test]
    fn the_best_coding_that_is_not_refused_is_taken() {
        assert_eq!(accepted("gzip, deflate, br, zstd"), Coding::Brotli);
        assert_eq!(accepted("gzip;q=1.0, br;q=0.0"), Coding::Gzip);
        assert_eq!(accepted("identity"), Coding::Plain);
        assert_eq!(Coding::accepted(&HeaderMap::new()), Coding::Plain);
    }

    #[test]
    fn squeezed_bytes_open_to_what_they_were() {
        let plain = "a row of a table ".repeat(500);
        let mut opened = Vec::new();

        brotli::BrotliDecompress(&mut &*squeeze(Coding::Brotli, plain.as_bytes(), 5), &mut opened)
            .expect("it opens");

        assert_eq!(opened, plain.as_bytes());
    }
}
