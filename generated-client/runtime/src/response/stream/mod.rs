//! Answers that are read as they come: in comes one whose body is still to come, out come its bytes, its JSON texts or its
//! events, one by one.

#[cfg(feature = "blocking")]
mod blocking;
mod byte_stream;
mod events;
mod json_lines;
mod pieces;

#[cfg(feature = "blocking")]
pub use blocking::BlockingListing;
#[cfg(feature = "blocking")]
pub(crate) use blocking::executor;
pub use byte_stream::ByteStream;
pub use events::{Event, Events};
pub use json_lines::JsonLines;

/// An answer that is read as it comes.
pub trait Streamed: Sized {
    /// What is asked for: media types, as the `Accept` header has them.
    const ACCEPT: &'static str;

    /// Begins to read.
    fn open(bytes: ByteStream) -> Self;

    /// The same, for callers that do not await it.
    #[cfg(feature = "blocking")]
    fn blocking(self) -> BlockingListing<Self> {
        BlockingListing::new(self)
    }
}
