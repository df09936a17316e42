//! Sending: in comes what is to be sent, out comes a successful answer, or the error that says why there is none.
//!
//! One exchange is `attempt.rs`, with its redirects `follow.rs`; what an answer means is `judge.rs`, and what a failure
//! means `failure.rs`; what happens between attempts is `course.rs`.

mod answer;
mod attempt;
mod body;
mod course;
mod dry_run;
mod failure;
mod follow;
mod judge;
mod shards;

pub(crate) use answer::{Answer, Rest};
pub(crate) use course::Course;
pub(crate) use shards::Shards;

use crate::call::{Call, Outgoing};
use crate::error::Error;

/// Sends a call.
pub(crate) async fn call(call: Call) -> Result<Answer, Error> {
    outgoing(call.into_outgoing()?).await
}

/// Sends what is ready to be sent, as often as its policy says.
pub(crate) async fn outgoing(outgoing: Outgoing) -> Result<Answer, Error> {
    match dry_run::answer(&outgoing) {
        Some(answer) => Ok(answer),
        None => Course::begin(outgoing).run(None).await,
    }
}

/// Sends again what was answered with something of no use, if its policy says so. Otherwise that is the error.
pub(crate) async fn again(course: Course, fault: Error) -> Result<Answer, Error> {
    course.run(Some(fault)).await
}
