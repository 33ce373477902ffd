//! The sound itself, whole or in parts, so that players can move in it.

use std::io::SeekFrom;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

use crate::kit::{Error, Fault, Id, id};
use crate::messages::{self as room, SoundFile, sound_type};
use crate::people::Coordinator;
use crate::plant::App;

/// Bytes that tell what kind of sound a file is.
const HEAD: u64 = 512;

/// `GET /messages/{id}/versions/{version}/sound`: sent under the type that its
/// content tells, named by its message code, never run as a page.
pub async fn sound(
    State(app): State<App>,
    _: Coordinator,
    Path((message, version)): Path<(Id<id::Message>, Id<id::MessageVersion>)>,
    asked: HeaderMap,
) -> Result<Response, Error> {
    let found = room::sound_of(app.db.read(), message, version).await?;
    send_sound(&app, &found, &asked).await
}

/// The sound as a download or for a player: whole, or the part that is asked for.
///
/// # Errors
/// [`Error::NotFound`] when the file holds no sound that we know.
pub async fn send_sound(
    app: &App,
    found: &SoundFile,
    asked: &HeaderMap,
) -> Result<Response, Error> {
    let mut file = app.files.open(&found.name).await?;
    let size = file.metadata().await.map_err(away)?.len();
    let mut head = Vec::new();
    (&mut file).take(HEAD).read_to_end(&mut head).await.map_err(away)?;
    let kind = sound_type(&head).ok_or(Error::NotFound)?;
    let tag = format!("\"{}\"", found.name.as_str());
    let name = format!("attachment; filename=\"{}.{}\"", found.code, kind.extension);
    let common = [
        (header::CONTENT_TYPE, kind.media_type.to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
        (header::ETAG, tag.clone()),
    ];
    let part = match part_of(asked, &tag, size) {
        Part::Whole => 0..size,
        Part::Some(part) => part,
        Part::Beyond => {
            let range = [(header::CONTENT_RANGE, format!("bytes */{size}"))];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, common, range).into_response());
        }
    };
    let length = part.end - part.start;
    file.seek(SeekFrom::Start(part.start)).await.map_err(away)?;
    let body = Body::from_stream(ReaderStream::new(file.take(length)));
    let sent = [(header::CONTENT_LENGTH, length.to_string())];
    if length == size {
        return Ok((StatusCode::OK, common, sent, body).into_response());
    }
    let range = format!("bytes {}-{}/{size}", part.start, part.end - 1);
    let range = [(header::CONTENT_RANGE, range)];
    Ok((StatusCode::PARTIAL_CONTENT, common, sent, range, body).into_response())
}

fn away(cause: std::io::Error) -> Error {
    Error::Fault(Fault(Box::new(cause)))
}

/// Which bytes are asked for.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Some(std::ops::Range<u64>),
    Beyond,
}

/// The one part that a `Range` header names; several parts get the whole.
///
/// Source: RFC 9110, section 14.
fn part_of(asked: &HeaderMap, tag: &str, size: u64) -> Part {
    let text = |name: header::HeaderName| asked.get(name).and_then(|value| value.to_str().ok());
    if text(header::IF_RANGE).is_some_and(|known| known != tag) {
        return Part::Whole;
    }
    let Some(spec) = text(header::RANGE).and_then(|range| range.strip_prefix("bytes=")) else {
        return Part::Whole;
    };
    let Some((first, last)) = spec.split_once('-') else { return Part::Whole };
    let number = |digits: &str| digits.trim().parse::<u64>().ok();
    match (number(first), number(last)) {
        (Some(first), _) if first >= size => Part::Beyond,
        (Some(first), Some(last)) if last < first => Part::Whole,
        (Some(first), Some(last)) => Part::Some(first..last.saturating_add(1).min(size)),
        (Some(first), None) if last.trim().is_empty() => Part::Some(first..size),
        (None, Some(0)) if first.is_empty() => Part::Beyond,
        (None, Some(tail)) if first.is_empty() => Part::Some(size.saturating_sub(tail)..size),
        _ => Part::Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(range: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, range.parse().expect("plain"));
        headers
    }

    #[test]
    fn a_range_names_a_part_of_the_file() {
        let table = [
            ("bytes=0-1", Part::Some(0..2)),
            ("bytes=90-", Part::Some(90..100)),
            ("bytes=90-500", Part::Some(90..100)),
            ("bytes=-10", Part::Some(90..100)),
            ("bytes=-500", Part::Some(0..100)),
            ("bytes=100-", Part::Beyond),
            ("bytes=-0", Part::Beyond),
            ("bytes=5-2", Part::Whole),
            ("bytes=0-1,5-6", Part::Whole),
            ("lines=0-1", Part::Whole),
            ("bytes=99999999999999999999-", Part::Whole),
        ];
        for (range, part) in table {
            assert_eq!(part_of(&asked(range), "\"a\"", 100), part, "{range}");
        }
        assert_eq!(part_of(&HeaderMap::new(), "\"a\"", 100), Part::Whole);
    }

    #[test]
    fn a_part_of_an_older_file_is_not_sent() {
        let mut headers = asked("bytes=0-1");
        headers.insert(header::IF_RANGE, "\"b\"".parse().expect("plain"));
        assert_eq!(part_of(&headers, "\"a\"", 100), Part::Whole);
    }
}
