//! Decoding: in comes a successful answer, out comes the typed response, or an error that says where it does not fit.

mod envelope;
mod path;

use crate::error::{Answered, Error, excerpt, one_line, page_title};
use crate::response::ApiResponse;
use crate::send::Answer;
use bytes::Bytes;
use envelope::Envelope;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::error::Category;

/// The typed response of an answer in JSON.
///
/// An empty body, as of a 204, is `null` or the empty list, whichever fits; a type that can be neither is an error.
pub(crate) fn json<T: DeserializeOwned>(answer: Answer) -> Result<ApiResponse<T>, Error> {
    // Of what was not sent there is no answer to expect.
    let nothing: &[&str] =
        if answer.unsent.is_some() { &["null", "[]", "{}"] } else { &["null", "[]"] };
    match body(&answer, nothing) {
        Ok(body) => Ok(ApiResponse::new(body, answer)),
        Err(error) => Err(undecodable(answer, error)),
    }
}

/// The typed response of an answer that is one page of a listing.
///
/// An empty body is an empty page, also where a page is an object with a list in it. Where a list is expected and comes in
/// an object, as documents do not always say, the rest of the object is kept.
pub(crate) fn page<P: DeserializeOwned>(answer: Answer) -> Result<ApiResponse<P>, Error> {
    let error = match body(&answer, &["null", "[]", "{}"]) {
        Ok(page) => return Ok(ApiResponse::new(page, answer)),
        Err(error) => error,
    };
    let Some(envelope) = Envelope::open(&answer.body, answer.session.api().page_items) else {
        return Err(undecodable(answer, error));
    };
    let items = envelope.items.get();
    match serde_json::from_str::<P>(items) {
        Ok(page) => Ok(ApiResponse::new(page, answer).in_envelope(envelope.beside)),
        Err(error) => {
            let what = format!("`{}` of the answer", envelope.member);
            let redact = |text| answer.session.redact(text);
            let message = describe(&what, items.as_bytes(), &error, redact);
            Err(Error::decode(Answered::of(&answer), message).of(answer.label))
        }
    }
}

/// The response of an answer that is taken as it is.
pub(crate) fn bytes(answer: Answer) -> Result<ApiResponse<Bytes>, Error> {
    Ok(ApiResponse::new(answer.body.clone(), answer))
}

/// The response of an answer that is a text; what is no UTF-8 in it is replaced.
pub(crate) fn text(answer: Answer) -> Result<ApiResponse<String>, Error> {
    Ok(ApiResponse::new(String::from_utf8_lossy(&answer.body).into_owned(), answer))
}

/// The body of an answer; what stands for an empty one is the first of `nothing` that fits.
fn body<T: DeserializeOwned>(
    answer: &Answer,
    nothing: &[&str],
) -> Result<T, Option<serde_json::Error>> {
    if answer.is_empty() {
        return nothing
            .iter()
            .find_map(|nothing| serde_json::from_slice(nothing.as_bytes()).ok())
            .ok_or(None);
    }
    serde_json::from_slice(&answer.body).map_err(Some)
}

/// Why a body cannot be decoded; without an error of its own because there is none.
#[cold]
fn undecodable(answer: Answer, error: Option<serde_json::Error>) -> Error {
    let message = match error {
        None => "the answer has no body, where one is expected".to_owned(),
        Some(error) => misfit(&answer, &error),
    };
    Error::decode(Answered::of(&answer), message).of(answer.label).after(answer.attempts)
}

fn misfit(answer: &Answer, error: &serde_json::Error) -> String {
    if let Some(title) = page_title(&answer.text()) {
        let title = title.map(|title| format!(" ({title:?})")).unwrap_or_default();
        return format!("the answer is a web page{title}, not JSON");
    }
    describe("the answer", &answer.body, error, |text| answer.session.redact(text))
}

/// Where and why a JSON text does not fit.
pub(crate) fn describe(
    what: &str,
    text: &[u8],
    error: &serde_json::Error,
    redact: impl Fn(String) -> String,
) -> String {
    /// More than an excerpt ever shows.
    const ENOUGH: usize = 4 * 1024;
    let place = path::at(text, error.line(), error.column());
    let near = text.get(place.start..).unwrap_or_default();
    let near = String::from_utf8_lossy(near.get(..ENOUGH).unwrap_or(near)).into_owned();
    let near = excerpt(&redact(near));
    // The place is said better than the decoder says it.
    let why = redact(error.to_string());
    let why = why.rsplit_once(" at line ").map_or(why.as_str(), |(why, _)| why);
    // A key that is no number, where one is expected, counts as a fault of the syntax.
    let is_json = || serde_json::from_slice::<IgnoredAny>(text).is_ok();
    let fault = match error.classify() {
        Category::Data => "does not fit",
        Category::Syntax if is_json() => "does not fit",
        Category::Syntax | Category::Eof | Category::Io => "is not JSON",
    };
    format!("{what} {fault} at {}: {}, near `{near}`", place.path, one_line(why))
}
