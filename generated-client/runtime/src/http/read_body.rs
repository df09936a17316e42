//! Reads response bodies, up to a limit.

use crate::platform::ResponseBody;
use bytes::{Bytes, BytesMut};

/// The most bytes that are read of the body of an error.
const OF_AN_ERROR: usize = 64 * 1024;

/// The most bytes that are reserved because of `Content-Length`.
const AT_ONCE: u64 = 64 * 1024 * 1024;

/// The whole body of a success; `None` if it is larger than `limit`, decompressed. `length` is the announced one.
pub(super) async fn whole(
    body: &mut ResponseBody,
    length: Option<u64>,
    limit: usize,
) -> Result<Option<Bytes>, reqwest::Error> {
    let Some(mut chunk) = body.chunk().await.transpose()? else {
        return Ok(Some(Bytes::new()));
    };
    let mut whole = BytesMut::new();
    loop {
        if whole.len().saturating_add(chunk.len()) > limit {
            return Ok(None);
        }
        match body.chunk().await.transpose()? {
            // Most bodies arrive in one chunk, and need not be copied.
            None if whole.is_empty() => return Ok(Some(chunk)),
            next => {
                if whole.is_empty() {
                    whole.reserve(room(length, limit).max(chunk.len()));
                }
                whole.extend_from_slice(&chunk);
                match next {
                    Some(next) => chunk = next,
                    None => return Ok(Some(whole.freeze())),
                }
            }
        }
    }
}

/// The capacity for a body, by its `Content-Length`.
fn room(length: Option<u64>, limit: usize) -> usize {
    let announced = length.unwrap_or_default().min(AT_ONCE);
    usize::try_from(announced).unwrap_or_default().min(limit)
}

/// The beginning of the body of an error. A truncated body is no error of its own: the status is more important.
pub(super) async fn of_error(body: &mut ResponseBody) -> Bytes {
    let mut start = BytesMut::new();
    while start.len() < OF_AN_ERROR
        && let Some(Ok(chunk)) = body.chunk().await
    {
        start.extend_from_slice(&chunk);
    }
    start.truncate(OF_AN_ERROR);
    start.freeze()
}
