//! Sending: in comes what is to be sent, out comes a successful answer, or the error that says why there is none.
//!
//! One exchange is `attempt.rs`, with its redirects `follow.rs`; what an answer means is `judge.rs`, and what a failure
//! means `failure.rs`; what happens between attempts is here.

mod answer;
mod attempt;
mod body;
mod dry_run;
mod failure;
mod follow;
mod judge;
mod shards;

pub(crate) use answer::Answer;
pub(crate) use shards::Shards;

use crate::call::{Call, Outgoing};
use crate::error::Error;
use crate::trace::Trace;
use failure::Failure;

/// Sends a call.
pub(crate) async fn call(call: Call) -> Result<Answer, Error> {
    outgoing(call.into_outgoing()?).await
}

/// Sends what is ready to be sent, as often as its policy says.
pub(crate) async fn outgoing(outgoing: Outgoing) -> Result<Answer, Error> {
    if let Some(answer) = dry_run::answer(&outgoing) {
        return Ok(answer);
    }
    let session = &outgoing.session;
    let path = session.path_of(&outgoing.url).unwrap_or_default();
    let owner = session.tenants().owner(path);
    let trace = Trace::of(&outgoing, &owner);
    let result = trace.watch(repeat(&outgoing, &trace)).await;
    trace.ended(&result);
    result
}

/// Sends a request as often as its policy says.
async fn repeat(outgoing: &Outgoing, trace: &Trace) -> Result<Answer, Error> {
    let clock = outgoing.session.clock();
    let end = clock.elapsed().saturating_add(outgoing.retry.time_limit());
    let mut attempts = 0;
    loop {
        attempts += 1;
        let error = match follow::follow(outgoing, end).await {
            Ok(answer) => return Ok(Answer { attempts, ..answer }),
            Err(error) => error.after(attempts),
        };
        let cause = match failure::of(outgoing, &error) {
            Failure::Final => return Err(error),
            Failure::Ambiguous => return Err(error.ambiguous()),
            Failure::Passing(cause) => cause,
        };
        match outgoing.retry.wait(attempts, cause, clock) {
            Some(wait) if clock.elapsed().saturating_add(wait) < end => {
                trace.repeated(&error, wait);
                clock.sleep(wait).await;
            }
            _ => return Err(error),
        }
    }
}
