//! Pages of listings, as generated types.

/// A page of a listing: the type of a response body that contains items.
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
    /// The type of an item.
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

impl<P: Page> Page for Option<P> {
    type Item = P::Item;

    fn into_items(self) -> Vec<P::Item> {
        self.map(P::into_items).unwrap_or_default()
    }
}
