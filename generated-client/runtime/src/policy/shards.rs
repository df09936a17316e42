//! Remembers from redirects which server hosts each tenant, to avoid the next redirect.

use super::trust::has_same_origin;
use crate::policy::tenancy::Owner;
use reqwest::Url;
use std::collections::HashMap;
use std::sync::{OnceLock, PoisonError, RwLock};

/// The server of each tenant, as far as redirects revealed it. Requests without a tenant always go to the base URL.
///
/// There is no lock before the first redirect.
#[derive(Debug, Default)]
pub(crate) struct Shards(OnceLock<RwLock<HashMap<Owner, Url>>>);

impl Shards {
    /// The tenant's own URL for `url`, if it differs.
    pub(crate) fn place(&self, owner: &Owner, url: &Url, base: &Url) -> Option<Box<Url>> {
        let shards = self.0.get()?.read().unwrap_or_else(PoisonError::into_inner);
        match shards.get(owner) {
            Some(shard) if has_same_origin(url, base) => {
                let mut placed = shard.clone();
                placed.set_path(url.path());
                placed.set_query(url.query());
                Some(Box::new(placed))
            }
            _ => None,
        }
    }

    /// Records a redirect that only changes the server.
    pub(crate) fn remember(&self, owner: &Owner, from: &Url, to: &Url, base: &Url) {
        let is_move = from.path() == to.path() && from.query() == to.query();
        if *owner == Owner::Nobody || !is_move {
            return;
        }
        if has_same_origin(to, base) {
            self.forget(owner);
        } else {
            let shards = self.0.get_or_init(RwLock::default).write();
            shards.unwrap_or_else(PoisonError::into_inner).insert(owner.clone(), to.clone());
        }
    }

    /// Forgets the server of a tenant, because it is unreachable or the tenant moved back.
    pub(crate) fn forget(&self, owner: &Owner) {
        if let Some(shards) = self.0.get() {
            shards.write().unwrap_or_else(PoisonError::into_inner).remove(owner);
        }
    }
}
