//! The components that operations share. They are lowered before the operations.

use super::batch_action::Actions;
use crate::ir::{DefinitionIndex, Scheme};

/// The components that operations share.
#[derive(Clone, Copy)]
pub(crate) struct Components<'c> {
    /// The named schemas.
    pub(crate) schemas: &'c DefinitionIndex<'c>,
    /// The security schemes that the client supports, the default first.
    pub(crate) schemes: &'c [Scheme],
    /// The batch actions.
    pub(crate) actions: &'c Actions,
    /// Whether a response of the document has a `Link` header.
    pub(crate) has_links: bool,
}
