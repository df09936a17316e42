//! The bytes of an answer, as they come.

use super::Streamed;
use crate::error::Error;
use crate::http::{RawResponse, StreamingBody};
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::Body;
use reqwest::header::CONTENT_TYPE;
use std::borrow::Cow;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::Sleep;

/// The body of an answer, read as it comes, however large it is.
///
/// No longer may pass between two of its pieces than the request's timeout says.
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
#[must_use = "nothing is read until it is asked for"]
pub struct ByteStream {
    /// The body; none, once it is read.
    body: Option<Pin<Box<reqwest::Body>>>,
    /// How long may pass between two pieces.
    patience: Duration,
    /// When patience ends, while a piece is waited for.
    end: Option<Pin<Box<Sleep>>>,
    /// The most that is kept of it at once.
    pub(super) limit: usize,
    /// What the server says that it is.
    pub(super) media_type: String,
    /// What errors call the request.
    label: Cow<'static, str>,
}

impl ByteStream {
    /// The body of an answer that is still to come; none, of one that is not.
    pub(crate) fn of(response: &mut RawResponse) -> Self {
        let (body, patience) = match response.streaming_body.take().map(|body| *body) {
            Some(StreamingBody { response, idle_timeout }) => {
                (Some(Box::pin(reqwest::Body::from(response))), idle_timeout)
            }
            None => (None, Duration::ZERO),
        };
        let media_type = response.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        Self {
            body,
            patience,
            end: None,
            limit: response.session.max_body(),
            media_type: media_type.unwrap_or_default().to_ascii_lowercase(),
            label: response.label.clone(),
        }
    }

    /// The next piece; `None` after the last.
    ///
    /// # Errors
    ///
    /// When the connection fails, or too long passes between two pieces.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|context| self.poll_piece(context)).await.transpose()
    }

    /// All of it, in one piece.
    ///
    /// # Errors
    ///
    /// As for [`try_next`](Self::try_next), and when it is larger than the client takes.
    pub async fn bytes(mut self) -> Result<Bytes, Error> {
        let mut all = BytesMut::new();
        while let Some(piece) = self.try_next().await? {
            if all.len().saturating_add(piece.len()) > self.limit {
                let limit = self.limit;
                return Err(self.fault(format!("the response's body is larger than {limit} bytes")));
            }
            all.extend_from_slice(&piece);
        }
        Ok(all.freeze())
    }

    pub(super) fn poll_piece(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            let Some(body) = &mut self.body else { return Poll::Ready(None) };
            let Poll::Ready(frame) = body.as_mut().poll_frame(context) else {
                ready!(self.poll_end(context));
                self.body = None;
                return Poll::Ready(Some(
                    Err(Error::stalled(self.patience).of(self.label.clone())),
                ));
            };
            self.end = None;
            match frame {
                // Trailers say nothing.
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(piece) if piece.is_empty() => {}
                    Ok(piece) => return Poll::Ready(Some(Ok(piece))),
                    Err(_) => {}
                },
                Some(Err(error)) => {
                    self.body = None;
                    return Poll::Ready(Some(Err(Error::transport(error).of(self.label.clone()))));
                }
                None => self.body = None,
            }
        }
    }

    /// Waits until patience ends.
    fn poll_end(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let patience = self.patience;
        let end = self.end.get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        end.as_mut().poll(context)
    }

    /// What is wrong with what came.
    pub(super) fn fault(&self, message: String) -> Error {
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
