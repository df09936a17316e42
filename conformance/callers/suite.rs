//! Shared by all callers: their names, and the comparison of responses with those of the suite.

use std::error::Error;
use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;

use runtime::ByteStream;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The server of the suite, as the links in its responses name it.
pub(crate) const BASE_URL: &str = "http://localhost:3917";

/// The files that the suite sends and expects.
pub(crate) const PNG: &[u8] = include_bytes!(
    "../../target/conformance/suite/node_modules/@typespec/http-specs/assets/image.png"
);
pub(crate) const JPEG: &[u8] = include_bytes!(
    "../../target/conformance/suite/node_modules/@typespec/http-specs/assets/image.jpg"
);

pub(crate) type Outcome = Result<(), Box<dyn Error>>;

/// Calls the operations of one scenario, in the order that the suite states.
pub(crate) struct Caller {
    pub(crate) scenario: &'static str,
    pub(crate) run: Pin<Box<dyn Future<Output = Outcome>>>,
}

pub(crate) fn caller(
    scenario: &'static str,
    run: impl Future<Output = Outcome> + 'static,
) -> Caller {
    Caller { scenario, run: Box::pin(run) }
}

/// A value of the client's own type, from the JSON that the suite expects.
pub(crate) fn decode<T: DeserializeOwned>(json: &str) -> Result<T, Box<dyn Error>> {
    serde_json::from_str(json)
        .map_err(|error| format!("the type does not hold {json}: {error}").into())
}

pub(crate) fn equal<T: PartialEq<U> + Debug, U: Debug>(actual: T, expected: U) -> Outcome {
    if actual == expected {
        Ok(())
    } else {
        Err(format!("{actual:?}, expected {expected:?}").into())
    }
}

pub(crate) async fn equal_bytes(actual: ByteStream, expected: &[u8]) -> Outcome {
    let actual = actual.bytes().await?;
    if actual == expected {
        Ok(())
    } else {
        Err(format!("{} other bytes than the {} expected", actual.len(), expected.len()).into())
    }
}

pub(crate) fn status(actual: impl Into<u16>, expected: u16) -> Outcome {
    equal(actual.into(), expected)
}

/// The call succeeded, and its response has no content.
pub(crate) fn no_content(response: runtime::ApiResponse<()>) -> Outcome {
    status(response.status(), 204)
}

/// The call failed with the status that the suite sends.
pub(crate) fn refused<T>(result: Result<T, runtime::Error>, expected: u16) -> Outcome {
    match result {
        Ok(_) => Err(format!("success, expected the status {expected}").into()),
        Err(error) => match error.status() {
            Some(actual) => status(actual, expected),
            None => Err(error.into()),
        },
    }
}

/// The response was decoded without a deviation from the document, and encodes to the JSON that the suite sends.
pub(crate) fn same<T: Serialize>(response: &runtime::ApiResponse<T>, json: &str) -> Outcome {
    if !response.drift().is_empty() {
        return Err(
            format!("the response deviates from the document: {:?}", response.drift()).into()
        );
    }
    encodes(response, json)
}

/// The response deviates from the document at one path; the client reports that, and keeps the JSON.
pub(crate) fn deviates<T: Serialize>(
    response: &runtime::ApiResponse<T>,
    path: &str,
    json: &str,
) -> Outcome {
    let paths: Vec<_> = response.drift().iter().map(|drift| drift.path()).collect();
    equal(paths, [path])?;
    encodes(response, json)
}

fn encodes<T: Serialize>(response: &runtime::ApiResponse<T>, json: &str) -> Outcome {
    let actual = serde_json::to_value(&**response)?;
    let expected: Value = serde_json::from_str(json)?;
    if alike(&actual, &expected) {
        Ok(())
    } else {
        Err(format!("decoded {actual}, the suite sends {expected}").into())
    }
}

/// Numbers are compared by value: 1 and 1.0 are one number of JSON.
fn alike(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64() == right.as_f64(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| alike(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(name, left)| right.get(name).is_some_and(|right| alike(left, right)))
        }
        _ => left == right,
    }
}
