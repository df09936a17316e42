//! One attempt with its redirects: in comes what is to be sent, out comes the answer at the end of them.

use super::{Answer, attempt, judge};
use crate::auth::{Authorizer, Carrier};
use crate::call::Outgoing;
use crate::error::Error;
use crate::tenant::Owner;
use judge::Verdict;
use reqwest::{StatusCode, Url};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// The most redirects that are followed for one request.
const HOPS: usize = 10;

/// Sends a request, and sends it again, method and body kept, to where redirects lead.
pub(super) async fn follow(outgoing: &Outgoing, end: Duration) -> Result<Box<Answer>, Error> {
    let session = &outgoing.session;
    let owner = session.tenants().owner(outgoing.path());
    let mut moved = session.shards().place(&owner, &outgoing.url, session.base());
    let mut hops = 0;
    loop {
        let url = moved.as_deref().unwrap_or(&outgoing.url);
        let answer = Hop { outgoing, url, owner: &owner, end }.send().await;
        let answer = answer.map_err(|error| error.of(outgoing.label.clone()))?;
        if answer.status.is_success() {
            session.tenants().learn(outgoing.path(), &owner, &answer.body);
        }
        match judge::judge(answer, hops < HOPS)? {
            Verdict::Success(answer) => return Ok(answer),
            Verdict::Redirect(to) => {
                session.shards().remember(&owner, url, &to, session.base());
                moved = Some(Box::new(to));
                hops += 1;
            }
        }
    }
}

/// A request on its way to one place.
struct Hop<'a> {
    outgoing: &'a Outgoing,
    url: &'a Url,
    owner: &'a Owner,
    /// When it has to be over.
    end: Duration,
}

impl Hop<'_> {
    /// Sends the request, and once more where a key was refused and there is another one.
    async fn send(&self) -> Result<Box<Answer>, Error> {
        let session = &self.outgoing.session;
        let keys = match session.trust().covers(self.url) {
            true => session.keys().keys_for(self.outgoing.security),
            false => Vec::new(),
        };
        let carriers = self.carriers(&keys).await?;
        let answer = self.exchange(&carriers).await?;
        if answer.status != StatusCode::UNAUTHORIZED || self.outgoing.is_spent() {
            return Ok(answer);
        }
        // All are told, also where one has been replaced already.
        let replaced = keys.iter().zip(&carriers).filter(|(key, carrier)| key.is_replaced(carrier));
        if replaced.count() == 0 {
            return Ok(answer);
        }
        let carriers = self.carriers(&keys).await?;
        self.exchange(&carriers).await
    }

    /// Waits for all keys, no longer than until the deadline. They may have to be fetched, and so go by real time.
    async fn carriers(&self, keys: &[&Authorizer]) -> Result<Vec<Arc<Carrier>>, Error> {
        let mut carriers = Vec::with_capacity(keys.len());
        for key in keys {
            let carrier = timeout(self.left(), key.carrier()).await;
            carriers.push(carrier.unwrap_or_else(|_| Err(Error::late_key()))?);
        }
        Ok(carriers)
    }

    /// Sends the request, when its turn has come.
    async fn exchange(&self, carriers: &[Arc<Carrier>]) -> Result<Box<Answer>, Error> {
        let Self { outgoing, url, owner, end: _ } = self;
        let session = &outgoing.session;
        if let Some(limiter) = session.limiter() {
            let turn = limiter.acquire(owner, self.left());
            turn.await.map_err(|late| Error::late(late.wait))?;
        }
        let timeout = outgoing.timeout.min(self.left());
        let answer = attempt::attempt(outgoing, url, carriers, timeout).await;
        let answer = answer.inspect_err(|error| {
            if error.is_connect() {
                session.shards().forget(owner);
            }
        })?;
        if let Some(limiter) = session.limiter() {
            limiter.answered(owner, answer.status);
        }
        Ok(answer)
    }

    /// The time until the deadline.
    fn left(&self) -> Duration {
        self.end.saturating_sub(self.outgoing.session.clock().elapsed())
    }
}
