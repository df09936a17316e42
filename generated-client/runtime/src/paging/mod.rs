//! Listings: in comes the call of a paged operation, out come its pages, its items, or all of them.

mod ahead;
mod cursor;
mod form;
mod items;
mod pages;
mod rules;
mod walk;

pub use cursor::Cursor;
pub use form::PageForm;
pub use items::{AllItems, Items};
pub use pages::Pages;
pub use rules::{Direction, Endless, Listing, Paging};

/// A page of a listing: what the body of an answer is decoded into, with items in it.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// struct Found {
///     items: Vec<String>,
/// }
///
/// impl runtime::Page for Found {
///     type Item = String;
///
///     fn into_items(self) -> Vec<String> {
///         self.items
///     }
/// }
/// ```
pub trait Page {
    /// What is listed.
    type Item;

    /// The items of the page, in order.
    fn into_items(self) -> Vec<Self::Item>;
}

impl<T> Page for Vec<T> {
    type Item = T;

    fn into_items(self) -> Vec<T> {
        self
    }
}
