//! Sends requests over HTTP.
//!
//! `PreparedRequest` -> `RawResponse`. `pipeline.rs` lists the stages that a request passes, in order; each stage is a
//! file of its own. May use everything that describes a request (`request`), the session, `auth`, and `policy`. The
//! layers above (`response`, `client`) send through [`send`].

mod attach_credentials;
mod attempt;
mod break_circuit;
mod dry_run;
mod error_body_messages;
mod error_response;
mod exchange;
mod identify_tenant;
mod intercept;
mod pipeline;
mod raw_response;
mod read_body;
mod redirect;
mod retry;
mod retry_classifier;
mod retry_state;
mod throttle;
mod trace;

pub(crate) use dry_run::unsent;
pub(crate) use error_body_messages::page_title;
pub(crate) use pipeline::{PendingResponse, resend, send, send_call};
pub(crate) use raw_response::{RawResponse, StreamingBody};
pub(crate) use retry_state::RetryState;
pub(crate) use trace::trace_drift;
