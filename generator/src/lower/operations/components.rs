//! The components that operations share, decided before the first of them is lowered.

use super::batch_action::Actions;
use crate::ir::{DefinitionIndex, Scheme};

/// The components that operations share.
#[derive(Clone, Copy)]
pub(crate) struct Components<'c> {
    /// The named schemas.
    pub(crate) schemas: &'c DefinitionIndex<'c>,
    /// The security schemes that the client supports, the default first.
    pub(crate) schemes: &'c [Scheme],
    /// The actions of batches.
    pub(crate) actions: &'c Actions,
}
