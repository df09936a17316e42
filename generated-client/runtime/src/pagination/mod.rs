//! The listing of a paged operation: its pages, its items, or all of them.
//!
//! May use `response`, `http` and everything below them. `client` uses it for callers without async.

mod items;
mod next_page;
mod page_requests;
mod pages;
mod read_ahead;
mod stop_condition;

pub use items::{AllItems, Items};
pub use pages::Pages;
