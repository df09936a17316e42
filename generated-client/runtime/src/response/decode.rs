//! Decodes successful responses. `RawResponse` -> `ApiResponse<T>`, or an error that says where the body does not fit.

use super::api_response::ApiResponse;
use super::decode_json::decode_json;
use super::drift::{Drift, DriftKind};
use super::envelope::Envelope;
use super::stream::{ByteStream, Streamed};
use super::success_status::Documented;
use crate::error::{Error, ErrorResponse};
use crate::http::{PendingResponse, RawResponse, RetryState, page_title, resend, trace_drift};
use crate::policy::Decoding;
use crate::request::PreparedRequest;
use crate::sanitize::one_line;
use crate::types::memory_budget;
use crate::types::{Misfit, describe_misfit, fit, is_json, of_status, strict, utf_8};
use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::borrow::Cow;
use std::future::ready;

/// Decodes a response, unless the API document describes other content for its status.
pub(crate) fn checked<T>(
    response: Box<RawResponse>,
    decode: fn(Box<RawResponse>) -> Result<ApiResponse<T>, Undecodable>,
) -> Result<ApiResponse<T>, Undecodable> {
    let describes = match Documented::of(&response) {
        Documented::Success => return decode(response),
        Documented::Nowhere(statuses) => format!("only {statuses}"),
        Documented::Default => "this status as `default`".to_owned(),
    };
    let reader = match response.streaming_body {
        None => {
            "read this response with `Error::json`; `Request::receive_json` accepts any success"
        }
        Some(_) => "read the response with `Request::receive_bytes` or `Request::receive_json`",
    };
    let message =
        format!("the request succeeded, but the API document describes {describes}: {reader}");
    let error = Error::decode(ErrorResponse::of(&response), message);
    Err(Undecodable::new(error, response))
}

/// Decodes a JSON response.
///
/// An empty body counts as `null` or, with drift, as an empty list, whichever fits. If neither does, a response that cannot
/// have a body, as a 204, counts as an object without properties, with drift; anything else is an error.
pub(crate) fn json<T: DeserializeOwned>(
    response: Box<RawResponse>,
) -> Result<ApiResponse<T>, Undecodable> {
    let no_content = [StatusCode::NO_CONTENT, StatusCode::RESET_CONTENT];
    let empty: &[&str] =
        if no_content.contains(&response.status) { &["[]", "{}"] } else { &["[]"] };
    match body::<T>(&response, empty) {
        Ok(decoded) => Ok(api_response(decoded, response)),
        Err(error) => match string(&response) {
            Some(body) => Ok(ApiResponse::new(body, response)),
            None => Err(undecodable(response, error)),
        },
    }
}

/// The text of a response that is not JSON, if the type of the output can be a string. Documents list plain text and JSON for
/// the same value.
fn string<T: DeserializeOwned>(response: &RawResponse) -> Option<T> {
    other_media_type(response).filter(|media_type| media_type.starts_with("text/"))?;
    let text = utf_8(&response.body).ok()?;
    strict::from_str(&Value::from(text).to_string()).ok()
}

/// Decodes a page of a listing.
///
/// An empty body is an empty page with drift, even if pages are objects. If a list is expected and comes in an object, which
/// documents do not always mention, the rest of the object is kept.
pub(crate) fn page<P: DeserializeOwned>(
    response: Box<RawResponse>,
) -> Result<ApiResponse<P>, Undecodable> {
    // Most pages are lists, and pay only for this comparison.
    let is_object = response.body.trim_ascii_start().starts_with(b"{");
    let Some(Envelope { path, items, beside }) =
        is_object.then(|| envelope::<P>(&response)).flatten()
    else {
        return match body::<P>(&response, &["[]", "{}"]) {
            Ok(decoded) => Ok(api_response(decoded, response)),
            Err(error) => Err(undecodable(response, error)),
        };
    };
    match read::<P>(&response, items.get(), &format!("$.{path}")) {
        Ok(decoded) => Ok(api_response(decoded, response).in_envelope(beside)),
        Err(misfit) => {
            let what = format!("`{path}` of the response");
            let text = items.get().as_bytes();
            let message = describe_misfit(&what, text, misfit, &response.session);
            Err(Undecodable::new(Error::decode(ErrorResponse::of(&response), message), response))
        }
    }
}

/// The list in an object, where the type of a page takes lists only.
fn envelope<P: DeserializeOwned>(response: &RawResponse) -> Option<Envelope<'_>> {
    let takes_objects = serde_json::from_str::<P>("{").is_err_and(|error| error.is_eof());
    let is_bounded =
        |text: &&str| memory_budget::for_text(text, response.session.max_body()).is_ok();
    let text = utf_8(&response.body).ok().filter(|text| !takes_objects && is_bounded(text))?;
    Envelope::open(text.as_bytes(), items(response))
}

/// The properties that may contain the items of a page.
fn items(response: &RawResponse) -> &'static [&'static str] {
    let pages = match &response.retry_state {
        Some(state) => state.request.pages,
        None => response.session.api().pages,
    };
    pages.items
}

/// A decoded body, and how it deviates from what was received.
struct Decoded<T> {
    body: T,
    drift: Vec<Drift>,
    /// Whether undocumented properties, or discriminators, are not kept.
    is_lossy: bool,
}

impl<T> Decoded<T> {
    fn lossless(body: T, drift: Vec<Drift>) -> Self {
        Self { body, drift, is_lossy: false }
    }
}

/// Makes a response with its drift.
fn api_response<T>(decoded: Decoded<T>, response: Box<RawResponse>) -> ApiResponse<T> {
    let Decoded { body, drift, is_lossy } = decoded;
    trace_drift(&response.label, drift.len(), drift.first());
    ApiResponse::new(body, response).with_drift(drift, is_lossy)
}

/// Returns a response as a stream.
pub(crate) fn streamed<S: Streamed>(
    mut response: Box<RawResponse>,
) -> Result<ApiResponse<S>, Undecodable> {
    if let Some(media_type) = media_type(&response).filter(|media_type| !S::reads(media_type)) {
        let message =
            format!("the response is `{media_type}`, not `{}`: read it with {READERS}", S::ACCEPT);
        return Err(Undecodable::new(
            Error::decode(ErrorResponse::of(&response), message),
            response,
        ));
    }
    let body = S::open(ByteStream::of(&mut response));
    Ok(ApiResponse::new(body, response))
}

/// Discards the body of a response of which the API document describes none. It is drift if undocumented values are listed.
pub(crate) fn empty(response: Box<RawResponse>) -> Result<ApiResponse<()>, Undecodable> {
    if response.is_empty() || !response.decode.list_undocumented {
        return Ok(ApiResponse::new((), response));
    }
    let drift = Drift {
        kind: DriftKind::Undocumented,
        path: "$".to_owned(),
        expected: "no body".to_owned(),
        found: format!("{} bytes", response.body.len()),
    };
    Ok(api_response(Decoded::lossless((), vec![drift]), response))
}

/// Returns the body of a response as it is.
pub(crate) fn bytes(response: Box<RawResponse>) -> Result<ApiResponse<Bytes>, Undecodable> {
    Ok(ApiResponse::new(response.body.clone(), response))
}

/// Decodes a text response; invalid UTF-8 is replaced, with drift.
pub(crate) fn text(response: Box<RawResponse>) -> Result<ApiResponse<String>, Undecodable> {
    let text = String::from_utf8_lossy(&response.body);
    if let Cow::Borrowed(text) = text {
        return Ok(ApiResponse::new(text.to_owned(), response));
    }
    let media_type = response.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = one_line(media_type.unwrap_or("no media type"));
    if response.decode.decoding == Decoding::Strict {
        let message = format!(
            "the response (`{media_type}`) is not UTF-8: read it with `Request::receive_bytes`"
        );
        return Err(Undecodable::new(
            Error::decode(ErrorResponse::of(&response), message),
            response,
        ));
    }
    let drift = Drift {
        kind: DriftKind::Dropped,
        path: "$".to_owned(),
        expected: "UTF-8".to_owned(),
        found: media_type,
    };
    Ok(api_response(Decoded::lossless(text.into_owned(), vec![drift]), response))
}

/// Decodes the body of a response. An empty one is the first of `null` and `empty` that fits.
fn body<T: DeserializeOwned>(
    response: &RawResponse,
    empty: &[&str],
) -> Result<Decoded<T>, Option<Misfit>> {
    if response.is_empty() {
        return without_body(response, empty).ok_or(None);
    }
    let text = utf_8(&response.body).map_err(|error| Some(error.into()))?;
    of_status(response.status, || read(response, text, "$")).map_err(Some)
}

/// The value of a response without a body.
#[cold]
fn without_body<T: DeserializeOwned>(response: &RawResponse, empty: &[&str]) -> Option<Decoded<T>> {
    // `Unknown` of a union would be a value that no server sent.
    let first = |texts: &[&str]| texts.iter().find_map(|text| strict::from_str(text).ok());
    if let Some(null) = first(&["null"]) {
        return Some(Decoded::lossless(null, Vec::new()));
    }
    if response.unsent.is_some() {
        return Some(Decoded::lossless(first(&["[]", "{}"])?, Vec::new()));
    }
    if response.decode.decoding == Decoding::Strict {
        return None;
    }
    let drift = Drift {
        kind: DriftKind::Missing,
        path: "$".to_owned(),
        expected: "a body".to_owned(),
        found: response.status.to_string(),
    };
    Some(Decoded::lossless(first(empty)?, vec![drift]))
}

/// Decodes a JSON text; `root` is the path of its root.
fn read<T: DeserializeOwned>(
    response: &RawResponse,
    text: &str,
    root: &str,
) -> Result<Decoded<T>, Misfit> {
    let max_body = response.session.max_body();
    let decode = || decode_json(text, root, response.decode, max_body, &response.session);
    let (decoded, is_lossy) = fit::with_loss(decode);
    let (body, drift) = decoded?;
    Ok(Decoded { body, drift, is_lossy })
}

/// A response that cannot be decoded, and why.
pub(crate) struct Undecodable {
    error: Error,
    retry_state: Option<Box<RetryState>>,
}

impl Undecodable {
    fn new(error: Error, response: Box<RawResponse>) -> Self {
        let error = error.of(response.label).after(response.attempts);
        let is_write =
            response.retry_state.as_ref().is_some_and(|state| !state.request.method.is_safe());
        // The response is a success, unless something between client and server sent it.
        let error = match is_write {
            true if error.is_garbled() => error.ambiguous(),
            true => error.applied(),
            false => error,
        };
        Self { error, retry_state: response.retry_state }
    }

    /// Another response if a retry may help, else the error.
    pub(crate) fn replaced(self) -> PendingResponse {
        match self.retry_state {
            Some(retry_state) => resend(retry_state, self.error),
            None => Box::pin(ready(Err(self.error))),
        }
    }

    /// Why it cannot be decoded.
    pub(crate) fn into_error(self) -> Error {
        self.error
    }

    /// The request, if it has been sent.
    pub(crate) fn request(&self) -> Option<&PreparedRequest> {
        Some(&self.retry_state.as_ref()?.request)
    }
}

/// A body that cannot be decoded; without a misfit if it is empty.
#[cold]
fn undecodable(mut response: Box<RawResponse>, misfit: Option<Misfit>) -> Undecodable {
    if let Some(unsent) = response.unsent.take() {
        return Undecodable::new(Error::dry_run(unsent), response);
    }
    let answered = ErrorResponse::of(&response);
    let error = match misfit {
        None => {
            let message =
                "the request succeeded, but the response has no body, where one is expected";
            Error::decode(answered, message.to_owned())
        }
        Some(misfit) if is_json(&response.body) => {
            Error::decode(answered, message(&response, misfit))
        }
        Some(misfit) => match other_media_type(&response) {
            Some(media_type) => Error::decode(
                answered,
                format!("the response is `{media_type}`, not JSON: read it with {READERS}"),
            ),
            None => Error::garbled(answered, message(&response, misfit)),
        },
    };
    Undecodable::new(error, response)
}

/// The methods that read a response of any media type.
const READERS: &str =
    "`Request::receive_text`, `Request::receive_bytes` or `Request::streamed` instead of `send`";

/// The media type of a response, in lower case and without parameters.
fn media_type(response: &RawResponse) -> Option<String> {
    let media_type = response.headers.get(CONTENT_TYPE)?.to_str().ok()?;
    Some(media_type.split(';').next()?.trim().to_ascii_lowercase())
}

/// The media type of a response that is no JSON on purpose. A web page is often from something between client and server.
fn other_media_type(response: &RawResponse) -> Option<String> {
    let essence = media_type(response)?;
    let may_be_json = essence.ends_with("json") || essence == "text/html";
    (!may_be_json && essence.contains('/')).then_some(essence)
}

fn message(response: &RawResponse, misfit: Misfit) -> String {
    if let Some(title) = page_title(&response.text()) {
        let title = title.map(|title| format!(" ({title:?})")).unwrap_or_default();
        return format!("the response is a web page{title}, not JSON");
    }
    describe_misfit("the response", &response.body, misfit, &response.session)
}
