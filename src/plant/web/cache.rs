//! Pages that were rendered already, kept while the data have not changed.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::Shell;
use super::squeeze::{Coding, squeeze};
use crate::kit::Error;
use crate::plant::App;

/// The most bytes of pages that are kept.
const BYTES_MAX: usize = 6 * 1024 * 1024;
/// Squeezing for one reader pays little; for many it is done once.
const BROTLI_LEVEL: u32 = 5;
const GZIP_LEVEL: u32 = 6;

type Digest256 = [u8; 32];

/// Rendered pages by the digest of everything that they depend on.
#[derive(Debug, Default)]
pub(super) struct PageCache {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    pages: HashMap<(Digest256, Coding), (Bytes, u64)>,
    bytes: usize,
    uses: u64,
}

impl PageCache {
    fn get(&self, digest: Digest256, coding: Coding) -> Option<Bytes> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.uses += 1;
        let now = kept.uses;
        let (body, last_use) = kept.pages.get_mut(&(digest, coding))?;
        *last_use = now;
        Some(body.clone())
    }

    fn put(&self, digest: Digest256, coding: Coding, body: &Bytes) {
        if body.len() > BYTES_MAX / 4 {
            return;
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.uses += 1;
        let page = (body.clone(), kept.uses);
        if let Some((old, _)) = kept.pages.insert((digest, coding), page) {
            kept.bytes -= old.len();
        }
        kept.bytes += body.len();
        while kept.bytes > BYTES_MAX {
            let oldest = kept.pages.iter().min_by_key(|(_, (_, used))| *used).map(|(key, _)| *key);
            let Some((old, _)) = oldest.and_then(|key| kept.pages.remove(&key)) else { break };
            kept.bytes -= old.len();
        }
    }
}

/// A page that is rendered only when the data, the visitor or the address changed.
///
/// `key` names what else the page depends on, above all the local date of pages
/// that say "today". Answers 304 to a browser that has the page. The version is
/// read first, so what is kept is never older than its number says.
pub async fn cached<F>(
    app: &App,
    shell: &Shell,
    headers: &HeaderMap,
    key: &str,
    render: impl FnOnce() -> F,
) -> Result<Response, Error>
where
    F: Future<Output = Result<String, Error>>,
{
    let version = match shell.data_version() {
        Some(version) => version,
        None => app.db.version().await?,
    };
    cached_at(app, shell, headers, (version, key), render).await
}

/// As [`cached`], of data that were read after the version was asked for.
pub async fn cached_at<F>(
    app: &App,
    shell: &Shell,
    headers: &HeaderMap,
    (version, key): (i64, &str),
    render: impl FnOnce() -> F,
) -> Result<Response, Error>
where
    F: Future<Output = Result<String, Error>>,
{
    let digest = digest_of(version, shell, key);
    let tag = format!("W/\"{}\"", crate::plant::seal::hex(&digest[..12]));
    let tag = HeaderValue::try_from(tag).map_err(Error::fault)?;
    let known = headers.get_all(header::IF_NONE_MATCH).into_iter();
    if known
        .filter_map(|tags| tags.to_str().ok())
        .any(|tags| tags.split(',').any(|t| t.trim() == tag))
    {
        return Ok(finished(StatusCode::NOT_MODIFIED.into_response(), tag));
    }
    let coding = Coding::accepted(headers);
    let pages = &app.site.pages;
    let body = if let Some(body) = pages.get(digest, coding) {
        body
    } else {
        let plain = match pages.get(digest, Coding::Plain) {
            Some(plain) => plain,
            None => Bytes::from(render().await?),
        };
        let body = match coding {
            Coding::Plain => plain,
            Coding::Brotli => squeeze(coding, &plain, BROTLI_LEVEL),
            Coding::Gzip => squeeze(coding, &plain, GZIP_LEVEL),
        };
        pages.put(digest, coding, &body);
        body
    };
    let mut response = body.into_response();
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, html);
    response
        .headers_mut()
        .insert(header::VARY, HeaderValue::from_static("accept-encoding, cookie"));
    coding.name_in(response.headers_mut());
    Ok(finished(response, tag))
}

fn finished(mut response: Response, tag: HeaderValue) -> Response {
    response.headers_mut().insert(header::ETAG, tag);
    response
}

/// Everything that the page shows depends on: the binary, the data, the visitor's
/// session and rights, the language, the address and what the caller adds.
fn digest_of(version: i64, shell: &Shell, key: &str) -> Digest256 {
    let zone = shell.zone_note();
    let parts = [
        env!("CARGO_PKG_VERSION"),
        super::address("app.css"),
        &version.to_string(),
        shell.scope(),
        shell.csrf(),
        shell.name().unwrap_or_default(),
        shell.language().code(),
        shell.address(),
        &zone,
        key,
    ];
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.len().to_le_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_is_bounded_and_drops_what_was_used_longest_ago() {
        let cache = PageCache::default();
        let page = Bytes::from(vec![0; BYTES_MAX / 4]);
        for number in 0..5_u8 {
            cache.put([number; 32], Coding::Plain, &page);
            let _ = cache.get([0; 32], Coding::Plain);
        }

        assert!(cache.get([0; 32], Coding::Plain).is_some());
        assert!(cache.get([1; 32], Coding::Plain).is_none());
        assert!(cache.get([4; 32], Coding::Plain).is_some());
        assert_eq!(cache.kept.lock().expect("whole").bytes, BYTES_MAX);
    }
}
