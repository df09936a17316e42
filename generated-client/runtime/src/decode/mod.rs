//! Decoding: in comes a successful answer, out comes the typed response, or an error that says where it does not fit.

mod envelope;
mod path;
mod structure;
mod tolerant;

pub(crate) use envelope::Envelope;

use crate::call::Outgoing;
use crate::drift::Drift;
use crate::error::{Answered, Error, excerpt, one_line, page_title};
use crate::response::ApiResponse;
use crate::send::{self, Answer, Course, Pending};
use crate::stream::{ByteStream, Streamed};
use crate::trace;
use crate::union::of_status;
use serde::de::{DeserializeOwned, Error as _, IgnoredAny};
use serde_json::Value;
use serde_json::error::Category;
use std::future::ready;
use tolerant::{Attempt, Fitted};

/// What becomes of an answer in which not everything is as the document says.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime::{Decoding, RequestOptions};
/// let options = RequestOptions::new().decode(Decoding::Strict);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Decoding {
    /// What does not fit is left out: a member is `None`, an element of a list its default.
    /// [`ApiResponse::drift`](crate::ApiResponse::drift) says what it was. An answer that lacks what must be there is an
    /// error, and so is one that is something else altogether.
    #[default]
    Tolerant,
    /// It is an error, which says where the first thing is that does not fit.
    Strict,
}

/// The typed response of an answer in JSON.
///
/// An empty body, as of a 204, is `null` or the empty list, whichever fits; a type that can be neither is an error.
pub(crate) fn json<T: DeserializeOwned>(answer: Box<Answer>) -> Result<ApiResponse<T>, Unfit> {
    // Of what was not sent there is no answer to expect.
    let nothing: &[&str] =
        if answer.unsent.is_some() { &["null", "[]", "{}"] } else { &["null", "[]"] };
    match body::<T>(&answer, nothing) {
        Ok((body, drift)) => Ok(response(body, drift, answer)),
        Err(error) => Err(undecodable(answer, error)),
    }
}

/// The typed response of an answer that is one page of a listing.
///
/// An empty body is an empty page, also where a page is an object with a list in it. Where a list is expected and comes in
/// an object, as documents do not always say, the rest of the object is kept.
pub(crate) fn page<P: DeserializeOwned>(answer: Box<Answer>) -> Result<ApiResponse<P>, Unfit> {
    let error = match body::<P>(&answer, &["null", "[]", "{}"]) {
        Ok((page, drift)) => return Ok(response(page, drift, answer)),
        Err(error) => error,
    };
    let takes_objects = attempt::<P>("{").is_some_and(|error| error.is_eof());
    let envelope = match takes_objects {
        true => None,
        false => Envelope::open(&answer.body, answer.session.api().pages.items),
    };
    let Some(Envelope { member, items, beside }) = envelope else {
        return Err(undecodable(answer, error));
    };
    match read::<P>(&answer, items.get(), &format!("$.{member}")) {
        Ok((page, drift)) => Ok(response(page, drift, answer).in_envelope(beside)),
        Err(error) => {
            let what = format!("`{member}` of the answer");
            let redact = |text| answer.session.redact(text);
            let message = describe(&what, items.get().as_bytes(), &error, redact);
            Err(Unfit::new(Error::decode(Answered::of(&answer), message), answer))
        }
    }
}

/// A response, and what was left out of it.
fn response<T>(body: T, drift: Vec<Drift>, answer: Box<Answer>) -> ApiResponse<T> {
    trace::drifted(&answer.label, &drift);
    ApiResponse::new(body, answer).with_drift(drift)
}

/// The response of an answer that is read as it comes.
pub(crate) fn streamed<S: Streamed>(mut answer: Box<Answer>) -> Result<ApiResponse<S>, Unfit> {
    let body = S::open(ByteStream::of(&mut answer));
    Ok(ApiResponse::new(body, answer))
}

/// The response of an answer that is a text; what is no UTF-8 in it is replaced.
pub(crate) fn text(answer: Box<Answer>) -> Result<ApiResponse<String>, Unfit> {
    Ok(ApiResponse::new(String::from_utf8_lossy(&answer.body).into_owned(), answer))
}

/// A value, and what was left out of it.
type Read<T> = (T, Vec<Drift>);

/// The body of an answer; what stands for an empty one is the first of `nothing` that fits.
fn body<T: DeserializeOwned>(
    answer: &Answer,
    nothing: &[&str],
) -> Result<Read<T>, Option<serde_json::Error>> {
    if answer.is_empty() {
        return nothing
            .iter()
            .find_map(|nothing| serde_json::from_str(nothing).ok())
            .map(|body| (body, Vec::new()))
            .ok_or(None);
    }
    let text = utf_8(&answer.body).map_err(Some)?;
    of_status(answer.status, || read(answer, text, "$")).map_err(Some)
}

/// The text of a JSON body. Checked as a whole, it need not be checked again string by string.
pub(crate) fn utf_8(body: &[u8]) -> Result<&str, serde_json::Error> {
    std::str::from_utf8(body).map_err(|why| {
        // Where that is, the decoder says best.
        let error = serde_json::from_slice::<Value>(body).err();
        error.unwrap_or_else(|| serde_json::Error::custom(why))
    })
}

/// The value of a text in an answer, where its root is called `place`.
fn read<T: DeserializeOwned>(
    answer: &Answer,
    text: &str,
    place: &str,
) -> Result<Read<T>, serde_json::Error> {
    let error = match serde_json::from_str(text) {
        Ok(value) => return Ok((value, Vec::new())),
        Err(error) => error,
    };
    let Some(fitted) = fitted(answer, text, place, attempt::<T>) else {
        return Err(error);
    };
    // Members that must be there may be missing now.
    serde_json::from_str(&fitted.text).map(|v| (v, fitted.drift)).map_err(|_| error)
}

fn attempt<T: DeserializeOwned>(text: &str) -> Option<serde_json::Error> {
    serde_json::from_str::<T>(text).err()
}

/// A text that fits, where that may be.
#[cold]
fn fitted(answer: &Answer, text: &str, place: &str, attempt: Attempt) -> Option<Fitted> {
    match answer.decoding {
        Decoding::Tolerant => {
            tolerant::fit(text, place, attempt, &|text| answer.session.redact(text))
        }
        Decoding::Strict => None,
    }
}

/// An answer that is of no use, and why.
pub(crate) struct Unfit {
    error: Error,
    course: Option<Box<Course>>,
}

impl Unfit {
    fn new(error: Error, answer: Box<Answer>) -> Self {
        let error = error.of(answer.label).after(answer.attempts);
        Self { error, course: answer.course }
    }

    /// What comes instead: another answer where that may help, else the error.
    pub(crate) fn replaced(self) -> Pending {
        match self.course {
            Some(course) => send::again(course, self.error),
            None => Box::pin(ready(Err(self.error))),
        }
    }

    /// Why it is of no use.
    pub(crate) fn into_error(self) -> Error {
        self.error
    }

    /// The request, once it was sent.
    pub(crate) fn outgoing(&self) -> Option<&Outgoing> {
        Some(&self.course.as_ref()?.outgoing)
    }
}

/// Why a body cannot be decoded; without an error of its own because there is none.
#[cold]
fn undecodable(answer: Box<Answer>, error: Option<serde_json::Error>) -> Unfit {
    let answered = Answered::of(&answer);
    let error = match error {
        None => {
            let message = "the answer has no body, where one is expected".to_owned();
            Error::decode(answered, message)
        }
        Some(error) if is_json(&answer.body) => Error::decode(answered, misfit(&answer, &error)),
        Some(error) => Error::garbled(answered, misfit(&answer, &error)),
    };
    Unfit::new(error, answer)
}

fn misfit(answer: &Answer, error: &serde_json::Error) -> String {
    if let Some(title) = page_title(&answer.text()) {
        let title = title.map(|title| format!(" ({title:?})")).unwrap_or_default();
        return format!("the answer is a web page{title}, not JSON");
    }
    describe("the answer", &answer.body, error, |text| answer.session.redact(text))
}

fn is_json(text: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(text).is_ok()
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
    let fault = match error.classify() {
        Category::Data => "does not fit",
        Category::Syntax if is_json(text) => "does not fit",
        Category::Syntax | Category::Eof | Category::Io => "is not JSON",
    };
    format!("{what} {fault} at {}: {}, near `{near}`", place.path, one_line(why))
}
