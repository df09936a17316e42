//! Sending: in comes what is to be sent, out comes a successful answer, or the error that says why there is none.
//!
//! One attempt is `attempt.rs`; what its answer means is `judge.rs`; what happens between attempts belongs here.

mod answer;
mod attempt;
mod dry_run;
mod judge;

pub(crate) use answer::Answer;

use crate::call::{Call, Outgoing};
use crate::error::Error;

/// Sends a call.
pub(crate) async fn call(call: Call) -> Result<Answer, Error> {
    outgoing(call.into_outgoing()?).await
}

/// Sends what is ready to be sent.
pub(crate) async fn outgoing(outgoing: Outgoing) -> Result<Answer, Error> {
    if let Some(answer) = dry_run::answer(&outgoing) {
        return Ok(answer);
    }
    match attempt::attempt(&outgoing).await {
        Ok(answer) => judge::judge(answer),
        Err(error) => Err(Error::transport(error).of(outgoing.label)),
    }
}
