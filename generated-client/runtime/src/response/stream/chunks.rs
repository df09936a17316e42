//! Splits a stream of bytes at separators.

use super::byte_stream::ByteStream;
use crate::error::Error;
use bytes::{Buf, Bytes, BytesMut};
use std::task::{Context, Poll, ready};

/// A stream of bytes, split at separators.
pub(super) struct Pieces {
    pub(super) bytes: ByteStream,
    buffer: BytesMut,
    /// How much of the buffer is known to contain no separator.
    seen: usize,
    ended: bool,
    /// The separator after the last piece.
    pub(super) last: u8,
}

impl Pieces {
    pub(super) fn of(bytes: ByteStream) -> Self {
        Self { bytes, buffer: BytesMut::new(), seen: 0, ended: false, last: 0 }
    }

    /// The bytes before the next separator, without it. The bytes after the last separator come last.
    pub(super) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
        is_separator: impl Fn(u8) -> bool,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            let unseen = self.buffer.get(self.seen..).unwrap_or_default();
            if let Some(more) = unseen.iter().position(|byte| is_separator(*byte)) {
                let piece = self.buffer.split_to(self.seen + more).freeze();
                self.last = self.buffer.get_u8();
                self.seen = 0;
                return Poll::Ready(Some(Ok(piece)));
            }
            self.seen = self.buffer.len();
            if self.ended {
                let rest = self.buffer.split().freeze();
                self.seen = 0;
                return Poll::Ready((!rest.is_empty()).then_some(Ok(rest)));
            }
            match ready!(self.bytes.poll_piece(context)) {
                Some(Ok(piece)) => self.buffer.extend_from_slice(&piece),
                Some(Err(error)) => return Poll::Ready(Some(Err(self.end(error)))),
                None => self.ended = true,
            }
            if self.buffer.len() > self.bytes.limit() {
                return Poll::Ready(Some(Err(self.too_large())));
            }
        }
    }

    /// Ends the stream with an error: the rest cannot be split reliably.
    fn end(&mut self, error: Error) -> Error {
        self.ended = true;
        self.buffer.clear();
        self.seen = 0;
        error
    }

    /// Ends the stream, because a part of it exceeds the limit.
    pub(super) fn too_large(&mut self) -> Error {
        let limit = self.bytes.limit();
        let message = format!("a part of the response is larger than {limit} bytes");
        let error = self.bytes.failure(message);
        self.end(error)
    }
}
