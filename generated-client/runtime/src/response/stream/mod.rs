//! Streamed responses: as bytes, JSON texts or server-sent events.

#[cfg(feature = "blocking")]
mod blocking;
mod byte_stream;
mod chunks;
mod events;
mod json_lines;

#[cfg(feature = "blocking")]
pub use blocking::BlockingIter;
#[cfg(feature = "blocking")]
pub(crate) use blocking::{block_on, executor};
pub use byte_stream::ByteStream;
pub use events::{Event, Events};
pub use json_lines::JsonLines;

/// A streamed response.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Error, Events, Request, Value};
/// /// The events of a request for which the API document describes another response.
/// async fn events(request: impl Request) -> Result<Events<Value>, Error> {
///     Ok(request.streamed::<Events<Value>>().await?.into_body())
/// }
/// ```
pub trait Streamed: Sized {
    /// The `Accept` header: its media types.
    const ACCEPT: &'static str;

    /// Whether it reads responses of a media type, which is in lower case and without parameters.
    fn reads(_media_type: &str) -> bool {
        true
    }

    /// Starts reading.
    fn open(bytes: ByteStream) -> Self;

    /// The same, for synchronous code.
    #[cfg(feature = "blocking")]
    fn blocking(self) -> BlockingIter<Self> {
        BlockingIter::new(self)
    }
}
