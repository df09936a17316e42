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
use std::future::ready;
use std::pin::Pin;

/// An answer to come, not decoded yet. Nothing happens before it is polled.
pub(crate) type Pending = Pin<Box<dyn Future<Output = Result<Box<Answer>, Error>> + Send>>;

/// Sends a call.
pub(crate) fn call(call: Call) -> Pending {
    match call.into_outgoing() {
        Ok(outgoing) => self::outgoing(outgoing),
        Err(error) => Box::pin(ready(Err(error))),
    }
}

/// Sends what is ready to be sent, as often as its policy says.
pub(crate) fn outgoing(outgoing: Outgoing) -> Pending {
    match dry_run::answer(&outgoing) {
        Some(answer) => Box::pin(ready(Ok(Box::new(answer)))),
        None => Box::pin(Course::new(outgoing).run(None)),
    }
}

/// Sends again what was answered with something of no use, if its policy says so. Otherwise that is the error.
pub(crate) fn again(course: Box<Course>, fault: Error) -> Pending {
    Box::pin(course.run(Some(fault)))
}
