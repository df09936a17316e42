//! The listing of a paged operation: its pages, its items, or all of them.
//!
//! May use the layers below `client`. `request.rs` and `blocking.rs` use it.

mod items;
mod next_page;
mod page_requests;
mod pages;
mod read_ahead;
mod stop_condition;

pub use items::{AllItems, Items};
pub use pages::Pages;
