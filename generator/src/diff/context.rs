//! What comparing the types of a module needs: the types of both clients, and their locations in the API.

use super::location::Locations;
use super::types::TypePair;

/// The types of a module, before and after.
pub(super) struct Context<'a> {
    pub(super) types: &'a TypePair<'a>,
    pub(super) locations: &'a Locations<'a>,
}
