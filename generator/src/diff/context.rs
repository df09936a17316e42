//! The context in which the types of a module are compared: the types of both versions, and their locations in the API.

use super::location::Locations;
use super::types::TypePair;

/// The types of a module in both versions, and their locations.
pub(super) struct Context<'a> {
    pub(super) types: &'a TypePair<'a>,
    pub(super) locations: &'a Locations<'a>,
}
