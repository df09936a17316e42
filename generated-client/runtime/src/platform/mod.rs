//! Differences between targets: time, waits, tasks and HTTP.
//!
//! `native.rs` uses tokio and reqwest's own connections. `web.rs` uses the functions of JavaScript, for
//! `wasm32-unknown-unknown` in browsers, workers and Node. The layers above are the same on all targets.

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use native::{
    Instant, ResponseBody, TaskSet, client_builder, execute, is_connect, now, own_redirects,
    received, sleep, spawn, stream_body, timeout,
};
#[cfg(target_arch = "wasm32")]
pub(crate) use web::{
    Instant, ResponseBody, TaskSet, client_builder, execute, is_connect, now, own_redirects,
    received, sleep, spawn, stream_body, timeout,
};

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use std::future::poll_fn;

/// A response whose body has not been read yet.
pub(crate) struct HttpResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// The length of the body, if the server states it.
    pub(crate) length: Option<u64>,
    pub(crate) body: ResponseBody,
}

impl From<reqwest::Response> for HttpResponse {
    fn from(mut response: reqwest::Response) -> Self {
        Self {
            status: response.status(),
            headers: std::mem::take(response.headers_mut()),
            length: response.content_length(),
            body: response.into(),
        }
    }
}

impl ResponseBody {
    /// The next chunk; `None` after the last.
    pub(crate) async fn chunk(&mut self) -> Option<reqwest::Result<Bytes>> {
        poll_fn(|context| self.poll_chunk(context)).await
    }
}
