//! The types that callers hold: the builder of clients, requests by method and path, the trait of all requests, listings, batches
//! of actions, calls without async, and the receiver of webhooks.
//!
//! May use every other module; none uses it.

mod batch;
#[cfg(feature = "blocking")]
mod blocking;
mod builder;
#[cfg(not(target_arch = "wasm32"))]
mod network;
mod pagination;
mod raw_request;
mod request;
mod settings;
mod webhook;

pub use batch::{ActionBatch, BatchReport, Chunk, ChunkState, ConfirmedBatch, Outcome};
#[cfg(feature = "blocking")]
pub use blocking::Blocking;
pub use builder::ClientBuilder;
pub use pagination::{AllItems, Items, Pages};
pub use raw_request::RawRequest;
pub use request::{Accepting, OperationRequest, Request};
pub use webhook::WebhookReceiver;
