//! The content of a request body: bytes, a stream or a reader.

use crate::platform::stream_body;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::{Body, Frame, SizeHint};
use std::collections::VecDeque;
use std::error::Error;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::{fmt, io};
use tokio::io::{AsyncRead, ReadBuf};

/// How much is read at once.
const PIECE: usize = 64 * 1024;

type BoxError = Box<dyn Error + Send + Sync>;

/// Bytes to be sent: all at once, or as they come.
///
/// The content of a stream or reader is never buffered as a whole. It can be sent only once, so such a request is not
/// retried.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime::Upload;
/// let whole = Upload::from("a text");
/// let large = Upload::reader(std::io::Cursor::new(vec![7; 1_000_000])).length(1_000_000);
/// ```
#[derive(Clone)]
pub struct Upload {
    content: Content,
    media_type: Option<String>,
}

#[derive(Clone)]
enum Content {
    Whole(Bytes),
    Once { sources: Arc<Mutex<Option<Sources>>>, length: Option<u64> },
}

type Sources = VecDeque<Source>;

/// The source of bytes.
enum Source {
    Whole(Bytes),
    Stream(Chunks),
}

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

impl Upload {
    /// Bytes as a stream gives them.
    pub fn stream<E: Into<BoxError>>(
        stream: impl Stream<Item = Result<Bytes, E>> + Send + 'static,
    ) -> Self {
        Self::once([Source::Stream(Box::pin(BoxErrors(Box::pin(stream))))].into(), None)
    }

    /// Bytes as a reader gives them, such as a file of `tokio`.
    pub fn reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::stream(Pieces(Box::pin(reader)))
    }

    /// Sets the number of bytes, which some servers require in advance. Any other number of bytes is an error: the request
    /// fails.
    #[must_use]
    pub fn length(mut self, length: u64) -> Self {
        match &mut self.content {
            Content::Once { length: known, .. } => *known = Some(length),
            Content::Whole(bytes) if u64::try_from(bytes.len()) == Ok(length) => {}
            Content::Whole(bytes) => {
                let sources = [Source::Whole(std::mem::take(bytes))].into();
                let sources = Arc::new(Mutex::new(Some(sources)));
                self.content = Content::Once { sources, length: Some(length) };
            }
        }
        self
    }

    /// Sets the media type, overriding the API document's. Required where the document has a range, such as `image/*`.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    fn once(sources: Sources, length: Option<u64>) -> Self {
        Content::Once { sources: Arc::new(Mutex::new(Some(sources))), length }.into()
    }

    /// The media type, if the caller has set it.
    pub(crate) fn own_media_type(&self) -> Option<&str> {
        self.media_type.as_deref()
    }

    /// Concatenates several uploads. Returns `None` if one of them has already been sent.
    pub(crate) fn joined(parts: Vec<Self>) -> Option<Self> {
        let length = parts.iter().map(Self::known_length).sum();
        let whole: Option<Vec<&Bytes>> = parts.iter().map(Self::whole).collect();
        if let Some(whole) = whole {
            let mut bytes = BytesMut::new();
            whole.into_iter().for_each(|part| bytes.extend_from_slice(part));
            return Some(bytes.freeze().into());
        }
        let sources: Option<Vec<Sources>> = parts.iter().map(Self::take).collect();
        Some(Self::once(sources?.into_iter().flatten().collect(), length))
    }

    /// The bytes, where they are held whole.
    pub(crate) fn whole(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Whole(bytes) => Some(bytes),
            Content::Once { .. } => None,
        }
    }

    /// Whether the content has been sent and cannot be sent again.
    pub(crate) fn is_spent(&self) -> bool {
        match &self.content {
            Content::Whole(_) => false,
            Content::Once { sources, .. } => {
                sources.lock().unwrap_or_else(PoisonError::into_inner).is_none()
            }
        }
    }

    /// The body of a request, or `None` if it has already been sent.
    pub(crate) async fn to_body(&self) -> Result<Option<reqwest::Body>, BoxError> {
        match &self.content {
            Content::Whole(bytes) => Ok(Some(bytes.clone().into())),
            Content::Once { length, .. } => {
                let Some(sources) = self.take() else { return Ok(None) };
                let sending = Sending { sources: Mutex::new(sources), length: *length };
                stream_body(sending).await.map(Some)
            }
        }
    }

    fn known_length(&self) -> Option<u64> {
        match &self.content {
            Content::Whole(bytes) => u64::try_from(bytes.len()).ok(),
            Content::Once { length, .. } => *length,
        }
    }

    fn take(&self) -> Option<Sources> {
        match &self.content {
            Content::Whole(bytes) => Some([Source::Whole(bytes.clone())].into()),
            Content::Once { sources, length } => {
                let sources = sources.lock().unwrap_or_else(PoisonError::into_inner).take()?;
                Some(match length {
                    Some(length) => {
                        [Source::Stream(Box::pin(Measured::new(sources, *length)))].into()
                    }
                    None => sources,
                })
            }
        }
    }
}

impl<T: Into<Bytes>> From<T> for Upload {
    fn from(bytes: T) -> Self {
        Content::Whole(bytes.into()).into()
    }
}

impl From<Content> for Upload {
    fn from(content: Content) -> Self {
        Self { content, media_type: None }
    }
}

/// Buffered content is compared by its bytes; a stream equals only itself.
impl PartialEq for Upload {
    fn eq(&self, other: &Self) -> bool {
        self.media_type == other.media_type && self.content == other.content
    }
}

impl Eq for Upload {}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Whole(one), Self::Whole(other)) => one == other,
            (Self::Once { sources: one, .. }, Self::Once { sources: other, .. }) => {
                Arc::ptr_eq(one, other)
            }
            (Self::Whole(_), Self::Once { .. }) | (Self::Once { .. }, Self::Whole(_)) => false,
        }
    }
}

/// Shows the length, not the content.
impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.known_length() {
            Some(length) => write!(f, "{length} bytes"),
            None => f.write_str("a stream"),
        }
    }
}

/// A body that is sent as it comes.
struct Sending {
    /// Behind a lock that nobody waits for, so that streams need not be shared between threads.
    sources: Mutex<Sources>,
    length: Option<u64>,
}

impl Body for Sending {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let sources = self.sources.get_mut().unwrap_or_else(PoisonError::into_inner);
        let piece = ready!(poll_sources(sources, context));
        Poll::Ready(piece.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        // A body that is announced as empty would not be read.
        let length = self.length.filter(|length| *length > 0);
        length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// The next bytes of several sources.
fn poll_sources(
    sources: &mut Sources,
    context: &mut Context<'_>,
) -> Poll<Option<Result<Bytes, BoxError>>> {
    loop {
        let piece = match sources.pop_front() {
            None => return Poll::Ready(None),
            Some(Source::Whole(bytes)) => Some(Ok(bytes)),
            Some(Source::Stream(mut stream)) => {
                let piece = stream.as_mut().poll_next(context);
                if !matches!(piece, Poll::Ready(None)) {
                    sources.push_front(Source::Stream(stream));
                }
                ready!(piece)
            }
        };
        if piece.is_some() {
            return Poll::Ready(piece);
        }
    }
}

/// Sources that must have a certain number of bytes.
///
/// The last bytes are passed on once the end is known: the connection reads no more than the announced number.
struct Measured {
    sources: Sources,
    length: u64,
    left: u64,
    last: Option<Bytes>,
}

impl Measured {
    fn new(sources: Sources, length: u64) -> Self {
        Self { sources, length, left: length, last: None }
    }
}

impl Stream for Measured {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let piece = ready!(poll_sources(&mut self.sources, context)).transpose()?;
            let length = self.length;
            let wrong = |how| {
                Poll::Ready(Some(Err(format!("the upload has {how} than {length} bytes").into())))
            };
            let Some(piece) = piece else {
                return match self.left {
                    0 => Poll::Ready(self.last.take().map(Ok)),
                    _ => wrong("less"),
                };
            };
            let size = u64::try_from(piece.len()).unwrap_or(u64::MAX);
            match self.left.checked_sub(size) {
                None => return wrong("more"),
                Some(_) if piece.is_empty() => {}
                Some(0) => (self.left, self.last) = (0, Some(piece)),
                Some(left) => {
                    self.left = left;
                    return Poll::Ready(Some(Ok(piece)));
                }
            }
        }
    }
}

/// A stream whose errors are all of one type.
struct BoxErrors<S>(Pin<Box<S>>);

impl<E: Into<BoxError>, S: Stream<Item = Result<Bytes, E>>> Stream for BoxErrors<S> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = ready!(self.0.as_mut().poll_next(context));
        Poll::Ready(piece.map(|piece| piece.map_err(Into::into)))
    }
}

/// Reads a reader in chunks.
struct Pieces<R>(Pin<Box<R>>);

impl<R: AsyncRead> Stream for Pieces<R> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut room = BytesMut::zeroed(PIECE);
        let mut buffer = ReadBuf::new(&mut room);
        let read = ready!(self.0.as_mut().poll_read(context, &mut buffer));
        let length = buffer.filled().len();
        room.truncate(length);
        match read {
            Ok(()) if length == 0 => Poll::Ready(None),
            Ok(()) => Poll::Ready(Some(Ok(room.freeze()))),
            Err(error) => Poll::Ready(Some(Err(error))),
        }
    }
}
