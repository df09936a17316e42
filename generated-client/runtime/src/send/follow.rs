//! One attempt with its redirects: in comes what is to be sent, out comes the answer at the end of them.

use super::{Answer, attempt, judge};
use crate::auth::{Authorizer, Carrier};
use crate::call::Outgoing;
use crate::error::Error;
use crate::session::Session;
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
        let answer = hop(outgoing, url, &owner, end).await;
        let answer = answer.map_err(|error| error.of(outgoing.label.clone()))?;
        if answer.status.is_success() {
            session.tenants().learn(outgoing.path(), &answer.body);
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

/// Sends a request to one place, and once more where a key was refused and there is another one.
async fn hop(
    outgoing: &Outgoing,
    url: &Url,
    owner: &Owner,
    end: Duration,
) -> Result<Box<Answer>, Error> {
    let session = &outgoing.session;
    let keys = match session.trust().covers(url) {
        true => session.keys().keys_for(outgoing.security),
        false => Vec::new(),
    };
    let carriers = carriers(outgoing, &keys, end).await?;
    let answer = exchange(outgoing, url, &carriers, owner, end).await?;
    if answer.status != StatusCode::UNAUTHORIZED || outgoing.is_spent() {
        return Ok(answer);
    }
    // All are told, also where one has been replaced already.
    let replaced = keys.iter().zip(&carriers).filter(|(key, carrier)| key.is_replaced(carrier));
    if replaced.count() == 0 {
        return Ok(answer);
    }
    let carriers = self::carriers(outgoing, &keys, end).await?;
    exchange(outgoing, url, &carriers, owner, end).await
}

/// Waits for all keys, no longer than until the deadline.
async fn carriers(
    outgoing: &Outgoing,
    keys: &[&Authorizer],
    end: Duration,
) -> Result<Vec<Arc<Carrier>>, Error> {
    let mut carriers = Vec::with_capacity(keys.len());
    for key in keys {
        carriers.push(carrier(outgoing, key, end).await?);
    }
    Ok(carriers)
}

/// Waits for the key, no longer than until the deadline. It may have to be fetched, and so goes by real time.
async fn carrier(
    outgoing: &Outgoing,
    authorizer: &Authorizer,
    end: Duration,
) -> Result<Arc<Carrier>, Error> {
    let carrier = timeout(left(&outgoing.session, end), authorizer.carrier()).await;
    carrier.unwrap_or_else(|_| Err(Error::late_key()))
}

/// The time until the deadline.
fn left(session: &Session, end: Duration) -> Duration {
    end.saturating_sub(session.clock().elapsed())
}

/// Sends a request, when its turn has come.
async fn exchange(
    outgoing: &Outgoing,
    url: &Url,
    carriers: &[Arc<Carrier>],
    owner: &Owner,
    end: Duration,
) -> Result<Box<Answer>, Error> {
    let session = &outgoing.session;
    if let Some(limiter) = session.limiter() {
        let turn = limiter.acquire(owner, left(session, end));
        turn.await.map_err(|late| Error::late(late.wait))?;
    }
    let timeout = outgoing.timeout.min(left(session, end));
    let answer = attempt::attempt(outgoing, url, carriers, timeout).await.inspect_err(|error| {
        if error.is_connect() {
            session.shards().forget(owner);
        }
    })?;
    if let Some(limiter) = session.limiter() {
        limiter.answered(owner, answer.status);
    }
    Ok(answer)
}
