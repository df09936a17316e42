//! For the tests of a generated crate and of its users: a simulated clock, the bodies of responses that a test server sends,
//! and the comparison of documented examples with what they decode and encode to.

pub use crate::policy::SimulatedClock;
pub use crate::types::assert_round_trip;

use crate::response::{ByteStream, Events, JsonLines};
use bytes::Bytes;
use serde::Serialize;
use serde_json::{Error, Value};

/// The type of a response that a test server can send: the inverse of decoding it.
pub trait EncodeResponse {
    /// The value that the body is made from: the type itself or, for a stream, the list of its items.
    type Value;

    /// The body.
    ///
    /// # Errors
    ///
    /// When the value has no JSON form, such as a map with a key that is not a string.
    fn encode(value: &Self::Value) -> Result<EncodedResponse, Error>;
}

/// The body of a response.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum EncodedResponse {
    /// A value, which the media type encodes.
    Value(Value),
    /// The chunks of a stream.
    Chunks(Vec<Bytes>),
}

impl<T: Serialize> EncodeResponse for T {
    type Value = T;

    fn encode(value: &T) -> Result<EncodedResponse, Error> {
        Ok(EncodedResponse::Value(serde_json::to_value(value)?))
    }
}

impl EncodeResponse for ByteStream {
    type Value = Bytes;

    fn encode(value: &Bytes) -> Result<EncodedResponse, Error> {
        Ok(EncodedResponse::Chunks(vec![value.clone()]))
    }
}

impl<T: Serialize> EncodeResponse for Events<T> {
    type Value = Vec<T>;

    fn encode(value: &Vec<T>) -> Result<EncodedResponse, Error> {
        chunks(value, |data| format!("data: {data}\n\n"))
    }
}

impl<T: Serialize> EncodeResponse for JsonLines<T> {
    type Value = Vec<T>;

    fn encode(value: &Vec<T>) -> Result<EncodedResponse, Error> {
        chunks(value, |line| format!("{line}\n"))
    }
}

/// One chunk for each item.
fn chunks<T: Serialize>(
    items: &[T],
    chunk: fn(String) -> String,
) -> Result<EncodedResponse, Error> {
    let json = items.iter().map(serde_json::to_string);
    let chunks = json.map(|json| Ok(Bytes::from(chunk(json?))));
    Ok(EncodedResponse::Chunks(chunks.collect::<Result<_, Error>>()?))
}
