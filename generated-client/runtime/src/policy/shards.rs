//! Where the things of each tenant are served: in come redirects, out come the URLs that make them needless.

use super::trust::has_same_origin;
use crate::policy::tenancy::Owner;
use reqwest::Url;
use std::collections::HashMap;
use std::sync::{OnceLock, PoisonError, RwLock};

/// Where the things of each tenant are served, as far as redirects told. What is nobody's always goes to the base URL.
///
/// Before the first redirect there is nothing to lock.
#[derive(Debug, Default)]
pub(crate) struct Shards(OnceLock<RwLock<HashMap<Owner, Url>>>);

impl Shards {
    /// The URL at which a tenant is asked for what is at `url` below the base, if it is another one.
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

    /// Remembers a redirect that moves a tenant, and nothing else about the request.
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

    /// Forgets where a tenant is: it is not there any more.
    pub(crate) fn forget(&self, owner: &Owner) {
        if let Some(shards) = self.0.get() {
            shards.write().unwrap_or_else(PoisonError::into_inner).remove(owner);
        }
    }
}
