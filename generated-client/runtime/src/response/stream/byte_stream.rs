//! Response bodies as a stream of bytes.

use super::Streamed;
use crate::error::Error;
use crate::http::{RawResponse, StreamingBody, trace_drift};
use crate::platform;
use crate::platform::ResponseBody;
use crate::policy::{DecodeOptions, Sleep};
use crate::response::decode_json::{Decoded, decode_json};
use crate::response::drift::DriftKind;
use crate::session::Session;
use crate::types::{Misfit, describe_misfit, memory_budget};
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use reqwest::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// The body of a response as a stream, however large it is.
///
/// The request's timeout applies to the time between two chunks.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime::{ByteStream, Error};
/// async fn length(mut body: ByteStream) -> Result<usize, Error> {
///     let mut length = 0;
///     while let Some(piece) = body.try_next().await? {
///         length += piece.len();
///     }
///     Ok(length)
/// }
/// ```
#[must_use = "nothing is read until it is polled"]
pub struct ByteStream {
    /// The body; `None` once it has been read.
    body: Option<ResponseBody>,
    /// The timeout between two chunks.
    patience: Duration,
    /// The timeout of the current wait.
    end: Option<Sleep>,
    /// The session, with the limit of what is buffered.
    session: Session,
    /// The media type.
    pub(super) media_type: String,
    /// The name of the request in errors.
    label: Cow<'static, str>,
    /// How items that deviate from the API document are decoded.
    decode: DecodeOptions,
}

impl ByteStream {
    /// The body of a streamed response; empty for others.
    pub(crate) fn of(response: &mut RawResponse) -> Self {
        let (body, patience) = match response.streaming_body.take().map(|body| *body) {
            Some(StreamingBody { body, idle_timeout }) => (Some(body), idle_timeout),
            None => (None, Duration::ZERO),
        };
        let media_type = response.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        Self {
            body,
            patience,
            end: None,
            session: response.session.clone(),
            media_type: media_type.unwrap_or_default().to_ascii_lowercase(),
            label: response.label.clone(),
            decode: response.decode,
        }
    }

    /// The next chunk; `None` after the last.
    ///
    /// # Errors
    ///
    /// When the connection fails, or the time between two chunks exceeds the timeout.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|context| self.poll_piece(context)).await.transpose()
    }

    /// The whole body.
    ///
    /// # Errors
    ///
    /// As for [`try_next`](Self::try_next), and when it is larger than the client's limit.
    pub async fn bytes(mut self) -> Result<Bytes, Error> {
        let mut all = BytesMut::new();
        while let Some(piece) = self.try_next().await? {
            let limit = self.limit();
            if all.len().saturating_add(piece.len()) > limit {
                return Err(
                    self.failure(format!("the response's body is larger than {limit} bytes"))
                );
            }
            all.extend_from_slice(&piece);
        }
        Ok(all.freeze())
    }

    pub(super) fn poll_piece(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let error = match body.poll_chunk(context) {
            Poll::Ready(Some(Ok(chunk))) => {
                self.end = None;
                return Poll::Ready(Some(Ok(chunk)));
            }
            Poll::Ready(Some(Err(error))) => Some(Error::transport(error)),
            Poll::Ready(None) => None,
            Poll::Pending => {
                ready!(self.poll_end(context));
                Some(Error::stalled(self.patience))
            }
        };
        (self.body, self.end) = (None, None);
        Poll::Ready(error.map(|error| Err(error.of(self.label.clone()))))
    }

    /// Waits for the timeout.
    fn poll_end(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let patience = self.patience;
        let end = self.end.get_or_insert_with(|| Box::pin(platform::sleep(patience)));
        end.as_mut().poll(context)
    }

    /// The most bytes that are buffered.
    pub(super) fn limit(&self) -> usize {
        self.session.max_body()
    }

    /// Decodes the JSON of an item, within the memory budget of a body. If it does not fit as it is, `other` may be its value.
    pub(super) fn decode<T: DeserializeOwned>(
        &self,
        text: &str,
        other: impl FnOnce() -> Option<T>,
    ) -> Result<Decoded<T>, Misfit> {
        let mut decoded = decode_json(text, "$", self.decode, self.limit(), &self.session);
        let is_final = match &decoded {
            Ok((_, drift)) => drift.iter().all(|drift| drift.kind() == DriftKind::Undocumented),
            Err(misfit) => memory_budget::is_exceeded(&misfit.error),
        };
        if !is_final && let Some(value) = other() {
            decoded = Ok((value, Vec::new()));
        }
        let (value, drift) = decoded?;
        trace_drift(&self.label, drift.len(), drift.first());
        Ok((value, drift))
    }

    /// An item that cannot be decoded.
    pub(super) fn misfit(&self, what: &str, text: &[u8], misfit: Misfit) -> Error {
        self.failure(describe_misfit(what, text, misfit, &self.session))
    }

    /// An error of this response.
    pub(super) fn failure(&self, message: String) -> Error {
        Error::piece(message).of(self.label.clone())
    }
}

impl Streamed for ByteStream {
    const ACCEPT: &'static str = "*/*";

    fn open(bytes: Self) -> Self {
        bytes
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_piece(context)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream").field("ended", &self.body.is_none()).finish_non_exhaustive()
    }
}
