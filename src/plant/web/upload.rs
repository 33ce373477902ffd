//! Files that people send: read piece by piece, never more than allowed.

use std::collections::BTreeMap;

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;

use super::answer::Trouble;
use super::csrf::{self, CSRF_FIELD};
use super::forms::{clean, site_of};
use crate::kit::limits::{FORM_BYTES_MAX, IMPORT_BYTES_MAX};

/// The most fields beside the file.
const FIELDS_MAX: usize = 64;

/// A form with a file of at most `BYTES` bytes, on a route of [`super::Class::Upload`],
/// which lets so large a body in.
///
/// The hidden field `csrf` must stand before the file, so that nothing is read
/// for a stranger. Fields that come twice keep the last value.
#[derive(Clone, Debug, Default)]
pub struct Upload<const BYTES: usize = IMPORT_BYTES_MAX> {
    /// The fields beside the file, cleaned.
    pub fields: BTreeMap<String, String>,
    /// The file; `None` when none was chosen.
    pub file: Option<UploadedFile>,
}

/// One file as it was sent. Its name and kind are the sender's claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UploadedFile {
    /// The name on the sender's device, without folders.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}

impl<const BYTES: usize> Upload<BYTES> {
    /// The value of a field; empty when it was not sent.
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

impl<S: Send + Sync, const BYTES: usize> FromRequest<S> for Upload<BYTES> {
    type Rejection = Trouble;

    #[expect(clippy::disallowed_types, reason = "this is the wrapper that bounds it")]
    async fn from_request(request: Request, state: &S) -> Result<Self, Trouble> {
        let site = site_of(request.extensions().get())?;
        let (headers, path) = (request.headers().clone(), request.uri().path().to_owned());
        let multipart = axum::extract::Multipart::from_request(request, state).await;
        let mut multipart = multipart.map_err(|why| Trouble::plain(why.status()))?;
        let mut upload = Self { fields: BTreeMap::new(), file: None };
        let mut trusted = false;
        while let Some(field) = multipart.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == CSRF_FIELD {
                let sent = text(field).await?;
                csrf::check_token(&site, &headers, &path, Some(&sent))?;
                trusted = true;
                continue;
            }
            if !trusted {
                csrf::check_token(&site, &headers, &path, None)?;
                trusted = true;
            }
            upload.take(name, field).await?;
        }
        Ok(upload)
    }
}

impl<const BYTES: usize> Upload<BYTES> {
    async fn take(&mut self, name: String, field: Field<'_>) -> Result<(), Trouble> {
        let Some(claimed) = field.file_name().map(plain_name) else {
            let value = clean(&text(field).await?);
            self.fields.insert(name, value);
            let full = self.fields.len() > FIELDS_MAX;
            return if full { Err(unreadable()) } else { Ok(()) };
        };
        let bytes = bytes_of(field, BYTES).await?;
        if bytes.is_empty() && claimed.is_empty() {
            return Ok(());
        }
        if self.file.is_some() {
            return Err(unreadable());
        }
        self.file = Some(UploadedFile { name: claimed, bytes });
        Ok(())
    }
}

async fn bytes_of(mut field: Field<'_>, max: usize) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(broken)? {
        if bytes.len() + piece.len() > max {
            return Err(Trouble::plain(StatusCode::PAYLOAD_TOO_LARGE));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

async fn text(field: Field<'_>) -> Result<String, Trouble> {
    let bytes = bytes_of(field, FORM_BYTES_MAX).await?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn plain_name(claimed: &str) -> String {
    let name = claimed.rsplit(['/', '\\']).next().unwrap_or_default();
    clean(name).chars().take(120).collect()
}

fn unreadable() -> Trouble {
    Trouble::plain(StatusCode::UNPROCESSABLE_ENTITY)
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that map_err asks for")]
fn broken(why: MultipartError) -> Trouble {
    let status = why.status();
    Trouble::plain(if status == StatusCode::BAD_REQUEST {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        status
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claimed_name_loses_its_folders_and_control_signs() {
        assert_eq!(plain_name("C:\\a\\b.csv"), "b.csv");
        assert_eq!(plain_name("../../etc/passwd"), "passwd");
        assert_eq!(plain_name("a\r\nb\u{202e}.csv"), "a\nb.csv");
        assert_eq!(plain_name(&"x".repeat(500)).len(), 120);
    }
}
