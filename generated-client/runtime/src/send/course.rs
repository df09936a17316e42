//! What happens between attempts: in comes what is to be sent, out comes a success, after as many attempts as it takes, or
//! the error of the last one.

use super::failure::{self, Failure};
use super::{Answer, follow};
use crate::call::Outgoing;
use crate::error::Error;
use crate::trace::Trace;
use std::time::Duration;

/// How far a request has come.
pub(crate) struct Course {
    pub(crate) outgoing: Outgoing,
    /// When it has to be over, once it has begun.
    end: Option<Duration>,
    attempts: u32,
}

impl Course {
    pub(super) fn new(outgoing: Outgoing) -> Box<Self> {
        Box::new(Self { outgoing, end: None, attempts: 0 })
    }

    /// Goes on until there is a success; where there was a fault, only if the policy says so.
    pub(super) async fn run(
        mut self: Box<Self>,
        fault: Option<Error>,
    ) -> Result<Box<Answer>, Error> {
        let trace = Trace::of(&self.outgoing);
        let result = trace.watch(self.repeat(fault, &trace)).await;
        trace.ended(&result);
        let mut answer = result?;
        answer.course = Some(self);
        Ok(answer)
    }

    async fn repeat(
        &mut self,
        mut fault: Option<Error>,
        trace: &Trace,
    ) -> Result<Box<Answer>, Error> {
        let end = self.end();
        loop {
            if let Some(fault) = fault {
                self.wait(fault.after(self.attempts), end, trace).await?;
            }
            self.attempts += 1;
            match follow::follow(&self.outgoing, end).await {
                Ok(mut answer) => {
                    answer.attempts = self.attempts;
                    return Ok(answer);
                }
                Err(error) => fault = Some(error),
            }
        }
    }

    /// When it has to be over: the time runs from its first attempt.
    fn end(&mut self) -> Duration {
        let Outgoing { session, retry, .. } = &self.outgoing;
        let end = || session.clock().elapsed().saturating_add(retry.time_limit());
        *self.end.get_or_insert_with(end)
    }

    /// Waits for the next attempt. An error that is not worth one is given back.
    async fn wait(&self, error: Error, end: Duration, trace: &Trace) -> Result<(), Error> {
        let Outgoing { session, retry, .. } = &self.outgoing;
        let clock = session.clock();
        let cause = match failure::of(&self.outgoing, &error) {
            Failure::Final => return Err(error),
            Failure::Ambiguous => return Err(error.ambiguous()),
            Failure::Passing(cause) => cause,
        };
        match retry.wait(self.attempts, cause, clock) {
            Some(wait) if clock.elapsed().saturating_add(wait) < end => {
                trace.repeated(&error, wait);
                clock.sleep(wait).await;
                Ok(())
            }
            _ => Err(error),
        }
    }
}
