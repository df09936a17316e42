//! Decoding: in comes a successful answer, out comes the typed response, or an error that says where it does not fit.

mod path;

use crate::error::{Answered, Error, excerpt, one_line, page_title};
use crate::response::ApiResponse;
use crate::send::Answer;
use serde::de::DeserializeOwned;

/// The typed response of an answer.
///
/// An empty body, as of a 204, is `null` or the empty list, whichever fits; a type that can be neither is an error.
pub(crate) fn answer<T: DeserializeOwned>(answer: Answer) -> Result<ApiResponse<T>, Error> {
    decode(answer, &["null", "[]"])
}

/// The typed response of an answer that is one page of a listing.
///
/// An empty body is an empty page, also where a page is an object with a list in it.
pub(crate) fn page<P: DeserializeOwned>(answer: Answer) -> Result<ApiResponse<P>, Error> {
    decode(answer, &["null", "[]", "{}"])
}

fn decode<T: DeserializeOwned>(answer: Answer, nothing: &[&str]) -> Result<ApiResponse<T>, Error> {
    let body = if answer.is_empty() {
        nothing
            .iter()
            .find_map(|nothing| serde_json::from_slice(nothing.as_bytes()).ok())
            .ok_or(None)
    } else {
        serde_json::from_slice(&answer.body).map_err(Some)
    };
    match body {
        Ok(body) => Ok(ApiResponse::new(body, answer)),
        Err(error) => Err(undecodable(answer, error)),
    }
}

/// Why a body cannot be decoded; without an error of its own because there is none.
#[cold]
fn undecodable(answer: Answer, error: Option<serde_json::Error>) -> Error {
    let message = match error {
        None => "the answer has no body, where one is expected".to_owned(),
        Some(error) => misfit(&answer, &error),
    };
    Error::decode(Answered::of(&answer), message).of(answer.label)
}

fn misfit(answer: &Answer, error: &serde_json::Error) -> String {
    if let Some(title) = page_title(&answer.text()) {
        let title = title.map(|title| format!(" ({title:?})")).unwrap_or_default();
        return format!("the answer is a web page{title}, not JSON");
    }
    let place = path::at(&answer.body, error.line(), error.column());
    let near = excerpt(&answer.text_from(place.start));
    let why = why(answer, error);
    match error.classify() {
        serde_json::error::Category::Data => {
            format!("the answer does not fit at {}: {why}, near `{near}`", place.path)
        }
        _ => format!("the answer is not JSON at {}: {why}, near `{near}`", place.path),
    }
}

/// What the decoder says, without the place, which is said better, and without the key.
fn why(answer: &Answer, error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text);
    one_line(&answer.session.redact(text.to_owned()))
}
