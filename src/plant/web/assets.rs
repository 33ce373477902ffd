//! Files of `static/`, embedded; the address of each holds a digest of its content.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use super::squeeze::{Coding, squeeze};
use crate::kit::Error;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Files;

struct Asset {
    digest: String,
    address: String,
    kind: String,
    plain: Bytes,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
}

static ASSETS: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(|| {
    let read = |name: std::borrow::Cow<'static, str>| {
        let file = Files::get(&name)?;
        let digest = crate::plant::seal::hex(&file.metadata.sha256_hash()[..8]);
        let address = format!("/static/{digest}/{name}");
        let kind = file.metadata.mimetype().to_owned();
        let plain = Bytes::from(file.data.into_owned());
        let (brotli, gzip) = (OnceLock::new(), OnceLock::new());
        Some((name.into_owned(), Asset { digest, address, kind, plain, brotli, gzip }))
    };
    Files::iter().filter_map(read).collect()
});

/// The address of a file by its name; a name that is not there is its own fault, a 404.
pub fn address(name: &str) -> &'static str {
    ASSETS.get(name).map_or("/static/missing", |asset| &asset.address)
}

/// `GET /static/{digest}/{*name}`.
pub async fn show(
    Path((digest, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let asset = ASSETS.get(&name).filter(|asset| asset.digest == digest);
    let asset = asset.ok_or(Error::NotFound)?;
    let text = asset.kind.starts_with("text/")
        || asset.kind.contains("svg")
        || asset.kind.contains("json");
    let coding = if text { Coding::accepted(&headers) } else { Coding::Plain };
    let body = match coding {
        Coding::Brotli => asset.brotli.get_or_init(|| squeeze(coding, &asset.plain, 11)),
        Coding::Gzip => asset.gzip.get_or_init(|| squeeze(coding, &asset.plain, 9)),
        Coding::Plain => &asset.plain,
    };
    let mut response = body.clone().into_response();
    let headers = response.headers_mut();
    let kind = if asset.kind.starts_with("text/") {
        format!("{}; charset=utf-8", asset.kind)
    } else {
        asset.kind.clone()
    };
    headers.insert(header::CONTENT_TYPE, HeaderValue::try_from(kind).map_err(Error::fault)?);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    coding.name_in(headers);
    Ok(response)
}
