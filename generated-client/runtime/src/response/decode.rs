//! Decodes successful responses. `RawResponse` -> `ApiResponse<T>`, or an error that says where the body does not fit.

use super::api_response::ApiResponse;
use super::drift::Drift;
use super::envelope::Envelope;
use super::stream::{ByteStream, Streamed};
use super::tolerant::{Attempt, Fitted, fit};
use crate::error::{Error, ErrorResponse};
use crate::http::{PendingResponse, RawResponse, RetryState, page_title, resend, trace_drift};
use crate::policy::Decoding;
use crate::request::PreparedRequest;
use crate::types::memory::{self, Exceeded};
use crate::types::{Misfit, describe_misfit, is_json, of_status, strict, utf_8};
use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::future::ready;

/// Decodes a JSON response.
///
/// An empty body counts as `null` or as an empty list, whichever fits. If neither does, a response that cannot have a body,
/// as a 204, counts as an object without properties, with drift; anything else is an error.
pub(crate) fn json<T: DeserializeOwned>(
    response: Box<RawResponse>,
) -> Result<ApiResponse<T>, Undecodable> {
    // A dry run has no response, so an empty object fits as well.
    let nothing: &[&str] =
        if response.unsent.is_some() { &["null", "[]", "{}"] } else { &["null", "[]"] };
    match body::<T>(&response, nothing) {
        Ok((body, drift)) => Ok(api_response(body, drift, response)),
        Err(error) => Err(undecodable(response, error)),
    }
}

/// Decodes a JSON response of any form.
pub(crate) fn value(response: Box<RawResponse>) -> Result<ApiResponse<Value>, Undecodable> {
    match memory::untyped_exceeds(&response.body, response.session.max_body()) {
        true => Err(undecodable(response, Some(serde_json::Error::from(Exceeded).into()))),
        false => json(response),
    }
}

/// Decodes a page of a listing.
///
/// An empty body is an empty page, even if pages are objects. If a list is expected and comes in an object, which
/// documents do not always mention, the rest of the object is kept.
pub(crate) fn page<P: DeserializeOwned>(
    response: Box<RawResponse>,
) -> Result<ApiResponse<P>, Undecodable> {
    let error = match body::<P>(&response, &["null", "[]", "{}"]) {
        Ok((page, drift)) => return Ok(api_response(page, drift, response)),
        Err(error) => error,
    };
    let takes_objects = serde_json::from_str::<P>("{").is_err_and(|error| error.is_eof());
    let envelope = match takes_objects {
        true => None,
        false => Envelope::open(&response.body, response.session.api().pages.items),
    };
    let Some(Envelope { property, items, beside }) = envelope else {
        return Err(undecodable(response, error));
    };
    match read::<P>(&response, items.get(), &format!("$.{property}")) {
        Ok((page, drift)) => Ok(api_response(page, drift, response).in_envelope(beside)),
        Err(misfit) => {
            let what = format!("`{property}` of the response");
            let text = items.get().as_bytes();
            let message = describe_misfit(&what, text, misfit, &response.session);
            Err(Undecodable::new(Error::decode(ErrorResponse::of(&response), message), response))
        }
    }
}

/// Makes a response with its drift.
fn api_response<T>(body: T, drift: Vec<Drift>, response: Box<RawResponse>) -> ApiResponse<T> {
    trace_drift(&response.label, drift.len(), drift.first());
    ApiResponse::new(body, response).with_drift(drift)
}

/// Returns a response as a stream.
pub(crate) fn streamed<S: Streamed>(
    mut response: Box<RawResponse>,
) -> Result<ApiResponse<S>, Undecodable> {
    let body = S::open(ByteStream::of(&mut response));
    Ok(ApiResponse::new(body, response))
}

/// Discards the body of a response of which the API document describes none.
pub(crate) fn empty(response: Box<RawResponse>) -> Result<ApiResponse<()>, Undecodable> {
    Ok(ApiResponse::new((), response))
}

/// Returns the body of a response as it is.
pub(crate) fn bytes(response: Box<RawResponse>) -> Result<ApiResponse<Bytes>, Undecodable> {
    Ok(ApiResponse::new(response.body.clone(), response))
}

/// Decodes a text response; invalid UTF-8 is replaced.
pub(crate) fn text(response: Box<RawResponse>) -> Result<ApiResponse<String>, Undecodable> {
    Ok(ApiResponse::new(String::from_utf8_lossy(&response.body).into_owned(), response))
}

/// A value and its drift.
type Read<T> = (T, Vec<Drift>);

/// Decodes the body of a response; for an empty one, the first of `nothing` that fits.
fn body<T: DeserializeOwned>(
    response: &RawResponse,
    nothing: &[&str],
) -> Result<Read<T>, Option<Misfit>> {
    if response.is_empty() {
        return nothing
            .iter()
            // `Unknown` of a union would be a value that no server sent.
            .find_map(|nothing| strict::from_str(nothing).ok())
            .map(|body| (body, Vec::new()))
            .or_else(|| without_content(response))
            .ok_or(None);
    }
    let text = utf_8(&response.body).map_err(|error| Some(error.into()))?;
    of_status(response.status, || read(response, text, "$")).map_err(Some)
}

/// An object without properties and the drift, for a success that has no content by its status.
fn without_content<T: DeserializeOwned>(response: &RawResponse) -> Option<Read<T>> {
    let no_content = [StatusCode::NO_CONTENT, StatusCode::RESET_CONTENT];
    if response.decoding == Decoding::Strict || !no_content.contains(&response.status) {
        return None;
    }
    let drift = Drift {
        path: "$".to_owned(),
        expected: "a body".to_owned(),
        found: response.status.to_string(),
    };
    // `Unknown` of a union would be a value that no server sent.
    Some((strict::from_str("{}").ok()?, vec![drift]))
}

/// Decodes a JSON text; `root` is the path of its root.
fn read<T: DeserializeOwned>(
    response: &RawResponse,
    text: &str,
    root: &str,
) -> Result<Read<T>, Misfit> {
    let budget = memory::budget(text, response.session.max_body());
    let decode = |text: &str| {
        let decoded = memory::within(budget, || strict::from_str::<T>(text));
        decoded.map_err(serde_json::Error::from)
    };
    let misfit = match decode(text)? {
        Ok(value) => return Ok((value, Vec::new())),
        Err(misfit) => misfit,
    };
    let attempt = |text: &str| match decode(text) {
        Ok(decoded) => decoded.err(),
        Err(exceeded) => Some(exceeded.into()),
    };
    let Some(fitted) = fitted(response, text, root, &attempt) else {
        return Err(misfit);
    };
    // Required properties may be missing now.
    let decoded = memory::within(budget, || serde_json::from_str(&fitted.text));
    let decoded = decoded.map_err(serde_json::Error::from)?;
    decoded.map(|value| (value, fitted.drift)).map_err(|_| misfit)
}

/// A text without the values that do not fit, unless decoding is strict.
#[cold]
fn fitted(response: &RawResponse, text: &str, root: &str, attempt: Attempt<'_>) -> Option<Fitted> {
    match response.decoding {
        Decoding::Tolerant => fit(text, root, attempt, &response.session),
        Decoding::Strict => None,
    }
}

/// A response that cannot be decoded, and why.
pub(crate) struct Undecodable {
    error: Error,
    retry_state: Option<Box<RetryState>>,
}

impl Undecodable {
    fn new(error: Error, response: Box<RawResponse>) -> Self {
        let error = error.of(response.label).after(response.attempts);
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
                format!(
                    "the response is `{media_type}`, not JSON: read it with `Request::receive_text` or `Request::receive_bytes`"
                ),
            ),
            None => Error::garbled(answered, message(&response, misfit)),
        },
    };
    Undecodable::new(error, response)
}

/// The media type of a response that is no JSON on purpose. A web page is often from something between client and server.
fn other_media_type(response: &RawResponse) -> Option<String> {
    let media_type = response.headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = media_type.split(';').next()?.trim().to_ascii_lowercase();
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
