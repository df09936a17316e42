//! Resumes batches that were submitted earlier, by their ids.

use super::ActionBatch;
use super::report::{BatchReport, Chunk};
use super::run::{Progress, Runner, is_segment};
use crate::error::Error;
use crate::http::send_call;
use crate::request::Action;
use reqwest::Method;
use serde_json::{Map, Value};

impl ActionBatch {
    /// Waits for chunks that were submitted earlier, by another process for example.
    ///
    /// The report has the actions that the API returns for them, and not those of this batch.
    pub async fn resume(self, ids: impl IntoIterator<Item = impl Into<String>>) -> BatchReport {
        resume(self, ids.into_iter().map(Into::into).collect(), false).await
    }

    /// Confirms [drafts](Self::draft) one after the other, and waits until each is done. None is confirmed after one that
    /// fails.
    pub async fn confirm_drafts(
        self,
        ids: impl IntoIterator<Item = impl Into<String>>,
    ) -> BatchReport {
        resume(self, ids.into_iter().map(Into::into).collect(), true).await
    }
}

async fn resume(batch: ActionBatch, ids: Vec<String>, confirms: bool) -> BatchReport {
    let mut report = BatchReport { actions: Vec::new(), chunks: Vec::new() };
    let runner = match Runner::new(batch, true) {
        Ok(runner) => runner,
        Err(error) => {
            report.chunks.push(Chunk { request_error: Some(error), ..Chunk::not_sent(0..0) });
            return report;
        }
    };
    for id in ids {
        let start = report.actions.len();
        let chunk = Chunk { id: Some(id.clone()), ..Chunk::not_sent(start..start) };
        let is_stopped = confirms && report.chunks.iter().any(Chunk::stops_others);
        let chunk = match is_stopped {
            true => chunk,
            false => one(&runner, chunk, &id, confirms, &mut report.actions).await,
        };
        report.chunks.push(chunk);
    }
    report
}

/// Confirms or reads a chunk, and waits until it has ended. Adds its actions.
async fn one(
    runner: &Runner,
    mut chunk: Chunk,
    id: &str,
    confirms: bool,
    actions: &mut Vec<Action>,
) -> Chunk {
    if !is_segment(id) {
        let error = Error::request("the id of a batch is one segment of a path");
        return Chunk { request_error: Some(error), ..chunk };
    }
    let mut call = runner.call(if confirms { Method::PUT } else { Method::GET }, id);
    if confirms {
        let confirmed = (runner.batches.confirmed.to_owned(), Value::Bool(true));
        call.json(&Map::from_iter([confirmed]));
    }
    let mut response = match send_call(call).await {
        Ok(response) => response,
        Err(error) => return chunk.refused(error),
    };
    if let Some(unsent) = response.unsent.take() {
        return Chunk { unsent: Some(*unsent), ..chunk };
    }
    let body: Value = serde_json::from_slice(&response.body).unwrap_or_default();
    let listed = body.get(runner.batches.actions).cloned().unwrap_or_default();
    actions.extend(serde_json::from_value::<Vec<Action>>(listed).unwrap_or_default());
    chunk.range.end = actions.len();
    match runner.classify(chunk, &response) {
        Progress::Ended(chunk) => chunk,
        Progress::Running(chunk, _) => runner.wait(chunk, id).await,
    }
}
