//! Server-sent events (`text/event-stream`, HTML standard).

use super::Streamed;
use super::byte_stream::ByteStream;
use super::chunks::Pieces;
use crate::error::Error;
use crate::response::drift::Drift;
use crate::types::strict;
use futures_core::Stream;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// The data that marks the end of the events in several APIs.
const DONE: &str = "[DONE]";

/// A server-sent event. [`Events`] has an example.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The data: the decoded JSON, or the string.
    pub data: T,
    /// The event type, if the server sends it.
    pub name: Option<String>,
    /// The id of the last event that had one.
    pub id: Option<String>,
    /// The reconnection time that the server requests.
    pub retry: Option<Duration>,
}

/// The server-sent events of a response, as a stream. They end with the response, or with the data `[DONE]`.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime::{Error, Events, Value};
/// async fn print(mut events: Events<Value>) -> Result<(), Error> {
///     while let Some(event) = events.try_next().await? {
///         println!("{:?}: {}", event.name, event.data);
///     }
///     Ok(())
/// }
/// ```
#[must_use = "nothing is read until it is polled"]
pub struct Events<T> {
    pieces: Pieces,
    fields: Fields,
    /// Whether the previous line ended with a carriage return, to which a line feed may belong.
    after_return: bool,
    is_first_line: bool,
    is_done: bool,
    drift: Vec<Drift>,
    values: PhantomData<fn() -> T>,
}

/// The fields of an incomplete event.
#[derive(Default)]
struct Fields {
    data: Option<String>,
    name: Option<String>,
    id: Option<String>,
    retry: Option<Duration>,
}

impl Fields {
    /// Parses a line that is not empty.
    fn line(&mut self, line: &str) {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            },
            "event" => self.name = Some(value.to_owned()),
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            "retry" => self.retry = value.parse().ok().map(Duration::from_millis),
            // Comments have an empty name; unknown fields are ignored.
            _ => {}
        }
    }

    /// The size of the strings, in bytes.
    fn size(&self) -> usize {
        [&self.data, &self.name, &self.id].into_iter().flatten().map(String::len).sum()
    }

    /// The event and its data, if it has any. The id stays, as that of the last event that had one.
    fn take(&mut self) -> Option<(String, Event<()>)> {
        let name = self.name.take().filter(|name| !name.is_empty());
        let id = self.id.clone().filter(|id| !id.is_empty());
        let event = Event { data: (), name, id, retry: self.retry.take() };
        Some((self.data.take()?, event))
    }
}

impl<T: DeserializeOwned> Events<T> {
    /// The next event; `None` after the last. After an event whose data does not fit, the stream continues.
    ///
    /// # Errors
    ///
    /// When its data does not fit, the connection fails, or nothing arrives within the timeout.
    pub async fn try_next(&mut self) -> Result<Option<Event<T>>, Error> {
        poll_fn(|context| self.poll_event(context)).await.transpose()
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        while !self.is_done {
            let line = match ready!(self.poll_line(context)) {
                Some(Ok(line)) => line,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                // An incomplete event is ignored.
                None => break,
            };
            if !line.is_empty() {
                self.fields.line(&line);
                if self.fields.size() > self.pieces.bytes.limit() {
                    self.is_done = true;
                    return Poll::Ready(Some(Err(self.pieces.too_large())));
                }
            } else if let Some((data, event)) = self.fields.take() {
                self.is_done = data == DONE;
                if !self.is_done {
                    return Poll::Ready(Some(self.event(&data, event)));
                }
            }
        }
        self.is_done = true;
        Poll::Ready(None)
    }

    fn event(&mut self, data: &str, event: Event<()>) -> Result<Event<T>, Error> {
        let Event { data: (), name, id, retry } = event;
        self.drift.clear();
        let bytes = &self.pieces.bytes;
        // Data that is not JSON is a string.
        let string = || strict::from_str(&Value::from(data).to_string()).ok();
        let (data, drift) = bytes
            .decode(data, string)
            .map_err(|misfit| bytes.misfit("the data of an event", data.as_bytes(), misfit))?;
        self.drift = drift;
        Ok(Event { data, name, id, retry })
    }
}

impl<T> Events<T> {
    /// The values that deviate from the API document, of the event that was read last.
    ///
    /// Empty with [`Decoding::Strict`](crate::Decoding::Strict): there, drift is an error.
    pub fn drift(&self) -> &[Drift] {
        &self.drift
    }

    /// The next line, with any line ending.
    fn poll_line(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<String, Error>>> {
        loop {
            let ends = |byte| matches!(byte, b'\n' | b'\r');
            let Some(line) = ready!(self.pieces.poll_next(context, ends)) else {
                return Poll::Ready(None);
            };
            let line = match line {
                Ok(line) => line,
                Err(error) => return Poll::Ready(Some(Err(error))),
            };
            let was_return = std::mem::replace(&mut self.after_return, self.pieces.last == b'\r');
            if line.is_empty() && was_return && self.pieces.last == b'\n' {
                continue;
            }
            let text = String::from_utf8_lossy(&line);
            let is_first = std::mem::replace(&mut self.is_first_line, false);
            let text = if is_first { text.trim_start_matches('\u{feff}') } else { &text };
            return Poll::Ready(Some(Ok(text.to_owned())));
        }
    }
}

impl<T> Streamed for Events<T> {
    const ACCEPT: &'static str = "text/event-stream";

    /// Another media type would be read as a stream without events. The two others are what servers send without a setting.
    fn reads(media_type: &str) -> bool {
        matches!(media_type, "text/event-stream" | "text/plain" | "application/octet-stream")
    }

    fn open(bytes: ByteStream) -> Self {
        Self {
            pieces: Pieces::of(bytes),
            fields: Fields::default(),
            after_return: false,
            is_first_line: true,
            is_done: false,
            drift: Vec::new(),
            values: PhantomData,
        }
    }
}

impl<T: DeserializeOwned> Stream for Events<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(context)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").field("done", &self.is_done).finish_non_exhaustive()
    }
}
