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
    /// When it has to be over.
    end: Duration,
    attempts: u32,
}

impl Course {
    pub(super) fn begin(outgoing: Outgoing) -> Self {
        let now = outgoing.session.clock().elapsed();
        let end = now.saturating_add(outgoing.retry.time_limit());
        Self { outgoing, end, attempts: 0 }
    }

    /// Goes on until there is a success; where there was a fault, only if the policy says so.
    pub(super) async fn run(mut self, fault: Option<Error>) -> Result<Answer, Error> {
        let session = &self.outgoing.session;
        let path = session.path_of(&self.outgoing.url).unwrap_or_default();
        let trace = Trace::of(&self.outgoing, &session.tenants().owner(path));
        let result = trace.watch(self.repeat(fault, &trace)).await;
        trace.ended(&result);
        result.map(|answer| Answer { course: Some(Box::new(self)), ..answer })
    }

    async fn repeat(&mut self, mut fault: Option<Error>, trace: &Trace) -> Result<Answer, Error> {
        loop {
            if let Some(fault) = fault {
                self.wait(fault.after(self.attempts), trace).await?;
            }
            self.attempts += 1;
            match follow::follow(&self.outgoing, self.end).await {
                Ok(answer) => return Ok(Answer { attempts: self.attempts, ..answer }),
                Err(error) => fault = Some(error),
            }
        }
    }

    /// Waits for the next attempt. An error that is not worth one is given back.
    async fn wait(&self, error: Error, trace: &Trace) -> Result<(), Error> {
        let Outgoing { session, retry, .. } = &self.outgoing;
        let clock = session.clock();
        let cause = match failure::of(&self.outgoing, &error) {
            Failure::Final => return Err(error),
            Failure::Ambiguous => return Err(error.ambiguous()),
            Failure::Passing(cause) => cause,
        };
        match retry.wait(self.attempts, cause, clock) {
            Some(wait) if clock.elapsed().saturating_add(wait) < self.end => {
                trace.repeated(&error, wait);
                clock.sleep(wait).await;
                Ok(())
            }
            _ => Err(error),
        }
    }
}
