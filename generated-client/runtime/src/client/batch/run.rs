//! Runs a confirmed batch: submits its chunks, and polls each until it is done.

use super::report::{BatchReport, Chunk, ChunkState};
use super::{ActionBatch, ConfirmedBatch, OnSubmitted};
use crate::api::Batches;
use crate::error::Error;
use crate::http::{RawResponse, send_call};
use crate::platform::TaskSet;
use crate::request::{Action, Call};
use crate::sanitize::Redact;
use crate::session::Session;
use crate::types::push_encoded;
use reqwest::Method;
use serde_json::{Map, Value};
use std::ops::Range;
use std::time::Duration;

impl ConfirmedBatch {
    /// Sends the actions, and waits until all of them are done.
    ///
    /// Runs no more chunks at a time than the API allows, and none after one that fails. The report contains all
    /// errors.
    pub async fn run(self) -> BatchReport {
        run(self.0, true).await
    }
}

impl ActionBatch {
    /// Sends the actions without confirming them: the API checks them, but does not run them.
    ///
    /// The report has the ids of the drafts, which [`confirm_drafts`](Self::confirm_drafts) takes.
    pub async fn draft(self) -> BatchReport {
        run(self, false).await
    }
}

/// Sends the chunks in order, as many at a time as may run, until one fails.
async fn run(mut batch: ActionBatch, confirmed: bool) -> BatchReport {
    let actions = std::mem::take(&mut batch.actions);
    let runner = match Runner::new(batch, confirmed) {
        Ok(runner) => runner,
        Err(error) => {
            let chunk = Chunk { request_error: Some(error), ..Chunk::not_sent(0..actions.len()) };
            return BatchReport { actions, chunks: vec![chunk] };
        }
    };
    let (size, most) = match runner.synchronous {
        true => (runner.batches.max_synchronous, 1),
        false => (runner.batches.max_asynchronous, runner.batches.max_running),
    };
    let mut running = TaskSet::new();
    let mut chunks: Vec<Chunk> = Vec::new();
    for range in ranges(actions.len(), size) {
        while running.len() >= most.max(1) {
            chunks.extend(running.next().await);
        }
        while let Some(chunk) = running.try_next() {
            chunks.push(chunk);
        }
        if chunks.iter().any(Chunk::stops_others) {
            chunks.push(Chunk::not_sent(range));
            continue;
        }
        let part = actions.get(range.clone()).unwrap_or_default();
        match runner.submit(Chunk::not_sent(range), part).await {
            Progress::Ended(chunk) => chunks.push(chunk),
            Progress::Running(chunk, id) => {
                let (runner, if_lost) = (runner.clone(), chunk.lost(&id));
                running.spawn(async move { runner.wait(chunk, &id).await }, if_lost);
            }
        }
    }
    while let Some(chunk) = running.next().await {
        chunks.push(chunk);
    }
    chunks.sort_by_key(|chunk| chunk.range.start);
    BatchReport { actions, chunks }
}

/// The ranges of the chunks.
fn ranges(actions: usize, size: usize) -> impl Iterator<Item = Range<usize>> {
    let size = size.max(1);
    (0..actions).step_by(size).map(move |start| start..actions.min(start + size))
}

/// The path of batches, with its parameter filled in; `None` if the value would change the path.
fn path(template: &str, owner: &str) -> Option<String> {
    if !is_segment(owner) {
        return None;
    }
    let (before, rest) = template.split_once('{').unwrap_or((template, ""));
    let after = rest.split_once('}').map_or("", |(_, after)| after);
    let mut path = before.to_owned();
    push_encoded(&mut path, owner);
    path.push_str(after);
    Some(path)
}

/// Whether a value is one segment of a path.
pub(super) fn is_segment(value: &str) -> bool {
    !matches!(value, "" | "." | "..")
}

/// The progress of a chunk.
pub(super) enum Progress {
    Ended(Chunk),
    /// It has this id.
    Running(Chunk, String),
}

/// The context to run chunks.
#[derive(Clone)]
pub(super) struct Runner {
    session: Session,
    pub(super) batches: Batches,
    path: String,
    confirmed: bool,
    synchronous: bool,
    timeout: Duration,
    callback: Option<Value>,
    on_submitted: Option<OnSubmitted>,
}

impl Runner {
    /// The context of a batch.
    pub(super) fn new(batch: ActionBatch, confirmed: bool) -> Result<Self, Error> {
        let ActionBatch {
            session,
            owner,
            actions: _,
            synchronous,
            timeout,
            callback,
            on_submitted,
        } = batch;
        let batches =
            session.api().batches.ok_or_else(|| Error::request("the API has no batches"))?;
        if callback.is_some() && batches.callback.is_none() {
            return Err(Error::request("the batches of the API have no callback"));
        }
        let Some(path) = path(batches.path, &owner) else {
            let message = format!("{owner:?} is no owner of a batch: it would change the path");
            return Err(Error::request(session.redact(message)));
        };
        Ok(Self { session, batches, path, confirmed, synchronous, timeout, callback, on_submitted })
    }

    /// A request about the batch with an id.
    pub(super) fn call(&self, method: Method, id: &str) -> Call {
        let mut path = format!("{}/", self.path);
        push_encoded(&mut path, id);
        Call::raw(&self.session, method, path)
    }

    /// Sends a chunk.
    async fn submit(&self, chunk: Chunk, actions: &[Action]) -> Progress {
        let mut body = Map::new();
        body.insert(self.batches.confirmed.to_owned(), self.confirmed.into());
        body.insert(self.batches.synchronous.to_owned(), self.synchronous.into());
        match serde_json::to_value(actions) {
            Ok(actions) => body.insert(self.batches.actions.to_owned(), actions),
            Err(why) => {
                let error = Error::request(format!("the actions cannot be written as JSON: {why}"));
                return Progress::Ended(Chunk { request_error: Some(error), ..chunk });
            }
        };
        if let (Some(name), Some(callback)) = (self.batches.callback, &self.callback) {
            body.insert(name.to_owned(), callback.clone());
        }
        let mut call = Call::raw(&self.session, Method::POST, self.path.clone());
        call.json(&body);
        match send_call(call).await {
            Ok(mut response) => match response.unsent.take() {
                Some(unsent) => Progress::Ended(Chunk { unsent: Some(*unsent), ..chunk }),
                None => self.submitted(self.classify(chunk, &response)),
            },
            Err(error) => Progress::Ended(chunk.refused(error)),
        }
    }

    /// Reports the id of a chunk that the API has accepted. A draft does not run.
    fn submitted(&self, progress: Progress) -> Progress {
        let id = match &progress {
            Progress::Ended(chunk) => chunk.id(),
            Progress::Running(_, id) => Some(id.as_str()),
        };
        if let (Some(OnSubmitted(submitted)), Some(id)) = (&self.on_submitted, id) {
            submitted(id);
        }
        match progress {
            Progress::Running(chunk, _) if !self.confirmed => {
                Progress::Ended(Chunk { state: ChunkState::Draft, ..chunk })
            }
            progress => progress,
        }
    }

    /// Polls a chunk until it has ended, at increasing intervals.
    pub(super) async fn wait(&self, mut chunk: Chunk, id: &str) -> Chunk {
        const FIRST: Duration = Duration::from_secs(1);
        const LONGEST: Duration = Duration::from_secs(30);
        let clock = self.session.clock();
        let end = clock.elapsed().saturating_add(self.timeout);
        let mut interval = FIRST;
        while clock.elapsed() < end {
            clock.sleep(interval).await;
            interval = (interval * 2).min(LONGEST);
            chunk = match self.poll(chunk, id).await {
                Progress::Ended(chunk) => return chunk,
                Progress::Running(chunk, _) => chunk,
            };
        }
        let error = Error::request(format!("it was not done after {:?}", self.timeout));
        Chunk { state: ChunkState::Unknown, request_error: Some(error), ..chunk }
    }

    /// Reads the progress of a chunk.
    async fn poll(&self, chunk: Chunk, id: &str) -> Progress {
        match send_call(self.call(Method::GET, id)).await {
            Ok(response) => self.classify(chunk, &response),
            Err(error) => Progress::Ended(Chunk {
                state: ChunkState::Unknown,
                request_error: Some(error),
                ..chunk
            }),
        }
    }

    /// The progress of a chunk, by a response about it.
    pub(super) fn classify(&self, chunk: Chunk, response: &RawResponse) -> Progress {
        let Batches { id, completed, failed, errors, .. } = &self.batches;
        let mut body: Value = serde_json::from_slice(&response.body).unwrap_or_default();
        if let Value::Object(properties) = &mut body {
            properties.remove(self.batches.actions);
        }
        let is_true = |pointer: &str| body.pointer(pointer) == Some(&Value::Bool(true));
        let id = match body.pointer(id) {
            Some(Value::String(id)) if is_segment(id) => Some(id.clone()),
            Some(Value::Number(id)) => Some(id.to_string()),
            _ => chunk.id.clone(),
        };
        let (has_failed, is_completed) = (is_true(failed), is_true(completed));
        let errors: Vec<String> = if has_failed {
            let errors = body.pointer(errors).and_then(Value::as_array).into_iter().flatten();
            let errors = errors.filter_map(Value::as_str);
            errors.map(|error| self.session.redact(error.to_owned())).collect()
        } else {
            Vec::new()
        };
        let shown = self.session.redact_body(body.to_string().as_bytes());
        let shown = serde_json::from_str(&shown).ok();
        let chunk = Chunk { id: id.clone(), response: shown, ..chunk };
        if has_failed {
            return Progress::Ended(Chunk { state: ChunkState::Failed, errors, ..chunk });
        }
        if is_completed {
            return Progress::Ended(Chunk { state: ChunkState::Done, ..chunk });
        }
        match id {
            Some(id) => Progress::Running(chunk, id),
            None => {
                let error = Error::request("the response has neither a completion state nor an id");
                let error = error.of(response.label.clone());
                Progress::Ended(Chunk {
                    state: ChunkState::Unknown,
                    request_error: Some(error),
                    ..chunk
                })
            }
        }
    }
}

impl Chunk {
    pub(super) fn not_sent(range: Range<usize>) -> Self {
        Self {
            range,
            id: None,
            state: ChunkState::NotSent,
            errors: Vec::new(),
            request_error: None,
            unsent: None,
            response: None,
        }
    }

    /// The chunk if it can no longer be polled.
    fn lost(&self, id: &str) -> Self {
        let error = Error::request("the executor was shut down before the batch was done");
        Self {
            id: Some(id.to_owned()),
            state: ChunkState::Unknown,
            request_error: Some(error),
            ..Self::not_sent(self.range.clone())
        }
    }

    /// A chunk whose request failed: a rejected chunk is not done.
    pub(super) fn refused(self, error: Error) -> Self {
        let state = match error.status() {
            _ if error.is_ambiguous() => ChunkState::Unknown,
            Some(_) => ChunkState::Failed,
            None => ChunkState::NotSent,
        };
        let errors = error.messages().to_vec();
        Self { state, errors, request_error: Some(error), ..self }
    }

    /// Whether the chunks after it are not sent.
    pub(super) fn stops_others(&self) -> bool {
        self.request_error.is_some()
            || matches!(self.state, ChunkState::Failed | ChunkState::Unknown)
    }
}
