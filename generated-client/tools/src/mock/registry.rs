//! The replies that a test has set, the requests that the server has received, and those that the document does not allow.

use super::check::{Validators, check};
use super::documented::{Documented, Endpoint};
use super::examples;
use super::reply::{Reply, Respond};
use super::request::ReceivedRequest;
use runtime::Bytes;
use std::ops::RangeInclusive;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Whether a reply is for a request.
pub(super) type Condition = Arc<dyn Fn(&Arc<ReceivedRequest>) -> bool + Send + Sync>;

/// A reply, the requests that it is for, and how often it is expected.
pub(super) struct Mock {
    endpoint: Endpoint,
    conditions: Vec<Condition>,
    /// Whether it is also for requests that deviate from the document.
    is_unchecked: bool,
    respond: Respond,
    /// The most requests that it replies to.
    pub(super) times: Option<usize>,
    pub(super) expected: Option<RangeInclusive<usize>>,
    pub(super) hits: usize,
}

impl Mock {
    pub(super) fn new(
        endpoint: Endpoint,
        conditions: Vec<Condition>,
        is_unchecked: bool,
        respond: Respond,
    ) -> Self {
        let (times, expected, hits) = (None, None, 0);
        Self { endpoint, conditions, is_unchecked, respond, times, expected, hits }
    }

    /// Changes the replies.
    pub(super) fn change(&mut self, change: impl Fn(Reply) -> Reply + Send + Sync + 'static) {
        let respond = Arc::clone(&self.respond);
        self.respond = Arc::new(move |request| change(respond(request)));
    }

    fn is_used_up(&self) -> bool {
        self.times.is_some_and(|times| self.hits >= times)
    }
}

/// The state of a server.
pub(super) struct Registry {
    pub(super) documented: Documented,
    validators: Validators,
    /// Whether operations without a reply reply with their documented example.
    serves_examples: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    mocks: Vec<Mock>,
    /// The number of requests.
    count: u64,
    received: Vec<Arc<ReceivedRequest>>,
    mismatches: Vec<String>,
}

impl Registry {
    pub(super) fn new(documented: Documented, serves_examples: bool) -> Self {
        let validators = Validators::new(documented.operations);
        Self { documented, validators, serves_examples, state: Mutex::default() }
    }

    /// Adds a reply, and returns its position.
    pub(super) fn add(&self, mock: Mock) -> usize {
        let mut state = self.state();
        state.mocks.push(mock);
        state.mocks.len() - 1
    }

    /// Updates the reply at a position.
    pub(super) fn update<T>(&self, index: usize, update: impl FnOnce(&mut Mock) -> T) -> Option<T> {
        self.state().mocks.get_mut(index).map(update)
    }

    /// The requests so far.
    pub(super) fn received(&self) -> Vec<Arc<ReceivedRequest>> {
        self.state().received.clone()
    }

    /// Removes and returns the mismatches of the requests so far.
    pub(super) fn take_mismatches(&self) -> Vec<String> {
        std::mem::take(&mut self.state().mismatches)
    }

    /// The replies that were not sent as often as expected.
    pub(super) fn unmet_expectations(&self) -> Vec<String> {
        let state = self.state();
        let unmet = state.mocks.iter().filter_map(|mock| {
            let (endpoint, hits) = (&mock.endpoint, mock.hits);
            let expected = mock.expected.as_ref().filter(|expected| !expected.contains(&hits))?;
            let expected = range(expected);
            Some(format!("{endpoint}: expected {expected} requests for a reply, received {hits}"))
        });
        unmet.collect()
    }

    /// The reply to a request.
    pub(super) fn answer(&self, head: &hyper::http::request::Parts, body: Bytes) -> Reply {
        let mut request = self.documented.read(head, body);
        let mismatch = check(self.documented.operations, &self.validators, &mut request).err();
        let request = Arc::new(request);
        let number = {
            let mut state = self.state();
            state.count += 1;
            // A server of examples runs for as long as it is used.
            if !self.serves_examples {
                state.received.push(Arc::clone(&request));
            }
            state.count
        };
        let reply = self.reply(&request, mismatch);
        let reply = reply.unwrap_or_else(|(status, reason)| self.refuse(&request, status, reason));
        self.documented.identified(reply, number)
    }

    /// The reply of the first mock for the request; a status and a reason if there is none. `mismatch` is how the request deviates
    /// from the document.
    fn reply(
        &self,
        request: &Arc<ReceivedRequest>,
        mismatch: Option<String>,
    ) -> Result<Reply, (u16, String)> {
        let operation = || self.documented.operation(request.operations.first()?);
        let chosen = caught("a condition of a reply", || self.choose(request, mismatch.is_some()))?;
        if let (None, Some(reason)) = (&chosen, mismatch) {
            return Err((400, reason));
        }
        let (respond, request) = match (chosen, operation()) {
            (Some(chosen), _) => chosen,
            (None, Some(endpoint)) if self.serves_examples => {
                (examples::several(&endpoint), Arc::clone(request))
            }
            (None, Some(_)) => return Err((400, self.without_reply(request))),
            (None, None) => {
                let count = self.documented.operations.operations.len();
                let reason = format!(
                    "the API document does not describe it: it has {count} other operations"
                );
                return Err((404, reason));
            }
        };
        caught("the function of the reply", || respond(&request))
    }

    /// Why there is no reply to a request of an operation.
    fn without_reply(&self, request: &Arc<ReceivedRequest>) -> String {
        let state = self.state();
        match state.mocks.iter().filter(|mock| mock.endpoint.matched(request).is_some()).count() {
            0 => "the test sets no reply for it".to_owned(),
            count => format!(
                "none of the replies for it ({count}) is sent: their conditions do not hold, or they are used up"
            ),
        }
    }

    /// The first mock for a request, which counts it.
    fn choose(
        &self,
        request: &Arc<ReceivedRequest>,
        deviates: bool,
    ) -> Option<(Respond, Arc<ReceivedRequest>)> {
        let candidates: Vec<_> = {
            let state = self.state();
            let mocks = state.mocks.iter().enumerate().filter(|(_, mock)| !mock.is_used_up());
            let mocks = mocks.filter(|(_, mock)| mock.is_unchecked || !deviates);
            let matched = mocks.filter_map(|(index, mock)| {
                Some((index, mock.conditions.clone(), mock.endpoint.matched(request)?))
            });
            matched.collect()
        };
        // Without the lock: conditions are functions of the test, which may use the server.
        candidates.into_iter().find_map(|(index, conditions, request)| {
            let holds = conditions.iter().all(|condition| condition(&request));
            let claim = |mock: &mut Mock| {
                let is_free = !mock.is_used_up();
                mock.hits += usize::from(is_free);
                is_free.then(|| Arc::clone(&mock.respond))
            };
            let respond = holds.then(|| self.update(index, claim))???;
            Some((respond, request))
        })
    }

    /// Answers a request that the test does not expect, which fails it.
    fn refuse(&self, request: &ReceivedRequest, status: u16, reason: String) -> Reply {
        let reply = self.documented.error(status, &reason);
        if !self.serves_examples {
            let name = request.operations.first().map(|id| format!("{id} ")).unwrap_or_default();
            let ReceivedRequest { method, target, .. } = request;
            self.state().mismatches.push(format!("{name}{method} {target}: {reason}"));
        }
        reply
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The result of functions of the test. A panic of one would only end the connection.
fn caught<T>(name: &str, run: impl FnOnce() -> T) -> Result<T, (u16, String)> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|panic| {
        let message = panic.downcast_ref::<String>().map(String::as_str);
        let message = message.or_else(|| panic.downcast_ref::<&str>().copied());
        (400, format!("{name} panicked: {}", message.unwrap_or_default()))
    })
}

fn range(range: &RangeInclusive<usize>) -> String {
    let (start, end) = (range.start(), range.end());
    match end {
        end if end == start => start.to_string(),
        &usize::MAX => format!("at least {start}"),
        end => format!("{start} to {end}"),
    }
}
