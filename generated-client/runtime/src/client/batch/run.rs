//! Runs a confirmed batch: submits its chunks, and polls each until it is done.

use super::report::{BatchReport, Chunk, ChunkState};
use super::{ActionBatch, ConfirmedBatch};
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
        run(self.0).await
    }
}

/// Sends the chunks in order, as many at a time as may run, until one fails.
async fn run(batch: ActionBatch) -> BatchReport {
    let ActionBatch { session, owner, actions, synchronous, timeout } = batch;
    let Some(batches) = session.api().batches else {
        let error = Error::request("the API has no batches");
        let chunk = Chunk { request_error: Some(error), ..Chunk::not_sent(0..actions.len()) };
        return BatchReport { actions, chunks: vec![chunk] };
    };
    let (size, most) = if synchronous {
        (batches.max_synchronous, 1)
    } else {
        (batches.max_asynchronous, batches.max_running)
    };
    let Some(path) = path(batches.path, &owner) else {
        let message = format!("{owner:?} is no owner of a batch: it would change the path");
        let error = Error::request(session.redact(message));
        let chunk = Chunk { request_error: Some(error), ..Chunk::not_sent(0..actions.len()) };
        return BatchReport { actions, chunks: vec![chunk] };
    };
    let runner = Runner { path, batches, session, synchronous, timeout };
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
fn is_segment(value: &str) -> bool {
    !matches!(value, "" | "." | "..")
}

/// The progress of a chunk.
enum Progress {
    Ended(Chunk),
    /// It has this id.
    Running(Chunk, String),
}

/// The context to run chunks.
#[derive(Clone)]
struct Runner {
    session: Session,
    batches: Batches,
    path: String,
    synchronous: bool,
    timeout: Duration,
}

impl Runner {
    /// Sends a chunk.
    async fn submit(&self, chunk: Chunk, actions: &[Action]) -> Progress {
        let mut body = Map::new();
        body.insert(self.batches.confirmed.to_owned(), true.into());
        body.insert(self.batches.synchronous.to_owned(), self.synchronous.into());
        match serde_json::to_value(actions) {
            Ok(actions) => body.insert(self.batches.actions.to_owned(), actions),
            Err(why) => {
                let error = Error::request(format!("the actions cannot be written as JSON: {why}"));
                return Progress::Ended(Chunk { request_error: Some(error), ..chunk });
            }
        };
        let mut call = Call::raw(&self.session, Method::POST, self.path.clone());
        call.json(&body);
        match send_call(call).await {
            Ok(mut response) => match response.unsent.take() {
                Some(unsent) => Progress::Ended(Chunk { unsent: Some(*unsent), ..chunk }),
                None => self.classify(chunk, &response),
            },
            Err(error) => Progress::Ended(chunk.refused(error)),
        }
    }

    /// Polls a chunk until it has ended, at increasing intervals.
    async fn wait(&self, mut chunk: Chunk, id: &str) -> Chunk {
        const FIRST: Duration = Duration::from_secs(1);
        const LONGEST: Duration = Duration::from_secs(30);
        let mut path = format!("{}/", self.path);
        push_encoded(&mut path, id);
        let clock = self.session.clock();
        let end = clock.elapsed().saturating_add(self.timeout);
        let mut interval = FIRST;
        while clock.elapsed() < end {
            clock.sleep(interval).await;
            interval = (interval * 2).min(LONGEST);
            let call = Call::raw(&self.session, Method::GET, path.clone());
            let progress = match send_call(call).await {
                Ok(response) => self.classify(chunk, &response),
                Err(error) => {
                    return Chunk {
                        state: ChunkState::Unknown,
                        request_error: Some(error),
                        ..chunk
                    };
                }
            };
            chunk = match progress {
                Progress::Ended(chunk) => return chunk,
                Progress::Running(chunk, _) => chunk,
            };
        }
        let error = Error::request(format!("it was not done after {:?}", self.timeout));
        Chunk { state: ChunkState::Unknown, request_error: Some(error), ..chunk }
    }

    /// The progress of a chunk, by a response about it.
    fn classify(&self, chunk: Chunk, response: &RawResponse) -> Progress {
        let Batches { id, completed, failed, errors, .. } = &self.batches;
        let body: Value = serde_json::from_slice(&response.body).unwrap_or_default();
        let is_true = |pointer: &str| body.pointer(pointer) == Some(&Value::Bool(true));
        let id = match body.pointer(id) {
            Some(Value::String(id)) if is_segment(id) => Some(id.clone()),
            Some(Value::Number(id)) => Some(id.to_string()),
            _ => chunk.id.clone(),
        };
        let chunk = Chunk { id: id.clone(), ..chunk };
        if is_true(failed) {
            let errors = body.pointer(errors).and_then(Value::as_array).into_iter().flatten();
            let errors = errors.filter_map(Value::as_str);
            let errors = errors.map(|error| self.session.redact(error.to_owned())).collect();
            return Progress::Ended(Chunk { state: ChunkState::Failed, errors, ..chunk });
        }
        if is_true(completed) {
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
    fn not_sent(range: Range<usize>) -> Self {
        Self {
            range,
            id: None,
            state: ChunkState::NotSent,
            errors: Vec::new(),
            request_error: None,
            unsent: None,
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
    fn refused(self, error: Error) -> Self {
        let state = match error.status() {
            _ if error.is_ambiguous() => ChunkState::Unknown,
            Some(_) => ChunkState::Failed,
            None => ChunkState::NotSent,
        };
        let errors = error.messages().to_vec();
        Self { state, errors, request_error: Some(error), ..self }
    }

    /// Whether the chunks after it are not sent.
    fn stops_others(&self) -> bool {
        self.request_error.is_some()
            || matches!(self.state, ChunkState::Failed | ChunkState::Unknown)
    }
}
