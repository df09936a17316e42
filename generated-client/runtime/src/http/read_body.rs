//! Reads response bodies, up to a limit.

use bytes::{Bytes, BytesMut};
use reqwest::Response;

/// The most bytes that are read of the body of an error.
const OF_AN_ERROR: usize = 64 * 1024;

/// The most bytes that are reserved because of `Content-Length`.
const AT_ONCE: u64 = 64 * 1024 * 1024;

/// The whole body of a success; `None` if it is larger than `limit`, decompressed.
pub(super) async fn whole(
    response: &mut Response,
    limit: usize,
) -> Result<Option<Bytes>, reqwest::Error> {
    let room = room(response, limit);
    let Some(mut chunk) = response.chunk().await? else {
        return Ok(Some(Bytes::new()));
    };
    let mut body = BytesMut::new();
    loop {
        if body.len().saturating_add(chunk.len()) > limit {
            return Ok(None);
        }
        match response.chunk().await? {
            // Most bodies arrive in one chunk, and need not be copied.
            None if body.is_empty() => return Ok(Some(chunk)),
            next => {
                if body.is_empty() {
                    body.reserve(room.max(chunk.len()));
                }
                body.extend_from_slice(&chunk);
                match next {
                    Some(next) => chunk = next,
                    None => return Ok(Some(body.freeze())),
                }
            }
        }
    }
}

/// The capacity for a body, by its `Content-Length`.
fn room(response: &Response, limit: usize) -> usize {
    let announced = response.content_length().unwrap_or_default().min(AT_ONCE);
    usize::try_from(announced).unwrap_or_default().min(limit)
}

/// The beginning of the body of an error. A truncated body is no error of its own: the status is more important.
pub(super) async fn of_error(response: &mut Response) -> Bytes {
    let mut body = BytesMut::new();
    while body.len() < OF_AN_ERROR
        && let Ok(Some(chunk)) = response.chunk().await
    {
        body.extend_from_slice(&chunk);
    }
    body.truncate(OF_AN_ERROR);
    body.freeze()
}
