//! JSON texts in sequence: JSON Lines (`application/x-ndjson`, `application/jsonl`) and JSON text sequences (RFC
//! 7464).

use super::Streamed;
use super::byte_stream::ByteStream;
use super::chunks::Pieces;
use crate::error::Error;
use crate::response::drift::Drift;
use crate::types::{Misfit, utf_8};
use bytes::Bytes;
use futures_core::Stream;
use serde::de::DeserializeOwned;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Precedes each text of a sequence.
const RECORD_SEPARATOR: u8 = 0x1e;

/// The JSON values of a response, as a stream.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime::{Error, JsonLines, Value};
/// async fn print(mut lines: JsonLines<Value>) -> Result<(), Error> {
///     while let Some(value) = lines.try_next().await? {
///         println!("{value}");
///     }
///     Ok(())
/// }
/// ```
#[must_use = "nothing is read until it is polled"]
pub struct JsonLines<T> {
    pieces: Pieces,
    /// Whether texts are separated by record separators, and may have several lines.
    is_sequence: bool,
    drift: Vec<Drift>,
    values: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> JsonLines<T> {
    /// The next value; `None` after the last. After a value that does not fit, the stream continues.
    ///
    /// # Errors
    ///
    /// When a value does not fit, the connection fails, or nothing arrives within the timeout.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        poll_fn(|context| self.poll_value(context)).await.transpose()
    }

    fn poll_value(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            let is_sequence = self.is_sequence;
            let separates = |byte| byte == RECORD_SEPARATOR || (byte == b'\n' && !is_sequence);
            match ready!(self.pieces.poll_next(context, separates)) {
                Some(Ok(piece)) if piece.trim_ascii().is_empty() => {}
                Some(Ok(piece)) => return Poll::Ready(Some(self.value(&piece))),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }

    fn value(&mut self, piece: &Bytes) -> Result<T, Error> {
        self.drift.clear();
        let bytes = &self.pieces.bytes;
        let text = utf_8(piece).map_err(Misfit::from);
        let (value, drift) = text
            .and_then(|text| bytes.decode(text, || None))
            .map_err(|misfit| bytes.misfit("an item of the response", piece, misfit))?;
        self.drift = drift;
        Ok(value)
    }
}

impl<T> JsonLines<T> {
    /// The values that deviate from the API document, of the item that was read last.
    ///
    /// Empty with [`Decoding::Strict`](crate::Decoding::Strict): there, drift is an error.
    pub fn drift(&self) -> &[Drift] {
        &self.drift
    }
}

impl<T> Streamed for JsonLines<T> {
    const ACCEPT: &'static str = "application/x-ndjson, application/jsonl, application/json-seq";

    fn open(bytes: ByteStream) -> Self {
        let is_sequence = bytes.media_type.contains("json-seq");
        Self { pieces: Pieces::of(bytes), is_sequence, drift: Vec::new(), values: PhantomData }
    }
}

impl<T: DeserializeOwned> Stream for JsonLines<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_value(context)
    }
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLines").finish_non_exhaustive()
    }
}
