//! Determines which tenant a request belongs to, by its path and by earlier responses.

mod known_tenants;
mod properties;
#[cfg(test)]
pub(crate) mod tests;

pub use known_tenants::KnownTenants;

use crate::api::{Tenancy, TenantResource};
use properties::{Found, TenancyProperties};
use regex_lite::Regex;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

/// The owner of a request.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::Owner;
/// /// The label of a metric, with few values.
/// fn label(owner: &Owner) -> &str {
///     match owner {
///         Owner::Tenant(id) => id,
///         _ => "other",
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Owner {
    /// A tenant, by its id.
    Tenant(Arc<str>),
    /// An unknown tenant, by a resource that belongs to it: `networks/N_1`.
    Unknown(Arc<str>),
    /// No tenant.
    Nobody,
}

/// The recorded tenants.
#[derive(Debug, Default)]
pub(crate) struct Tenants(Option<Known>);

#[derive(Debug)]
struct Known {
    tenancy: &'static Tenancy,
    /// One for each kind of resource, in the order of the tenancy.
    kinds: Vec<Kind>,
    properties: TenancyProperties,
}

/// Resources of one kind: the pattern of their ids, and their tenants.
#[derive(Debug)]
struct Kind {
    id: Regex,
    tenants: RwLock<HashMap<String, Arc<str>>>,
}

/// The tenant and resources in a path.
#[derive(Debug, Default, PartialEq)]
struct Named<'a> {
    tenant: Option<&'a str>,
    /// Resources, by the index of their kind and their id.
    owned: Vec<(usize, &'a str)>,
    /// The collection at the end of the path: the response lists its items.
    listed: Option<usize>,
}

impl Tenants {
    /// Without recorded tenants.
    ///
    /// # Errors
    ///
    /// Returns an error if the pattern of an ID is not a regular expression.
    pub(crate) fn new(tenancy: &'static Tenancy) -> Result<Self, regex_lite::Error> {
        let kind = |owned: &TenantResource| {
            Ok(Kind { id: Regex::new(owned.id)?, tenants: RwLock::default() })
        };
        let kinds = tenancy.owned.iter().map(kind).collect::<Result<_, regex_lite::Error>>()?;
        Ok(Self(Some(Known { tenancy, kinds, properties: TenancyProperties::of(tenancy) })))
    }

    /// The owner of a request, by its path below the base URL.
    pub(crate) fn owner(&self, path: &str) -> Owner {
        let Some(known) = &self.0 else {
            return Owner::Nobody;
        };
        let named = known.named(path);
        match (known.tenant(&named), named.owned.first()) {
            (Some(tenant), _) => Owner::Tenant(tenant),
            (None, Some((index, id))) => {
                let collection = known.tenancy.owned.get(*index).map(|owned| owned.collection);
                Owner::Unknown([collection.unwrap_or_default(), "/", id].concat().into())
            }
            (None, None) => Owner::Nobody,
        }
    }

    /// The tenants recorded so far.
    pub(crate) fn known(&self, now: SystemTime) -> KnownTenants {
        let kinds = self.0.iter().flat_map(|known| known.tenancy.owned.iter().zip(&known.kinds));
        let tenants = kinds.map(|(owned, kind)| {
            let tenants = kind.tenants.read().unwrap_or_else(PoisonError::into_inner);
            let tenants = tenants.iter().map(|(id, tenant)| (id.clone(), tenant.to_string()));
            (owned.collection.to_owned(), tenants.collect())
        });
        KnownTenants::new(now, tenants.collect())
    }

    /// Starts with the tenants recorded by an earlier client.
    pub(crate) fn begin_with(&self, known: &KnownTenants) {
        let Some(own) = &self.0 else {
            return;
        };
        for (index, owned) in own.tenancy.owned.iter().enumerate() {
            let tenants_by_id =
                known.tenants.iter().filter_map(|tenants| tenants.get(owned.collection));
            for (id, tenant) in tenants_by_id.flatten() {
                own.note(index, id, &tenant.as_str().into());
            }
        }
    }

    /// Records the tenants that a response reveals.
    pub(crate) fn learn(&self, path: &str, owner: &Owner, body: &[u8]) {
        if let Some(known) = &self.0 {
            known.learn(path, owner, body);
        }
    }
}

impl Known {
    fn named<'a>(&self, path: &'a str) -> Named<'a> {
        let mut segments = path.split('/').filter(|segment| !segment.is_empty()).peekable();
        let mut named = Named::default();
        let mut is_first = true;
        while let Some(segment) = segments.next() {
            let index = self.tenancy.owned.iter().position(|owned| owned.collection == segment);
            match (segments.peek(), index) {
                (Some(id), _) if is_first && segment == self.tenancy.collection => {
                    named.tenant = Some(id);
                }
                (Some(id), Some(index)) if is_first || self.is_id(index, id) => {
                    named.owned.push((index, id));
                }
                (None, Some(index)) => named.listed = Some(index),
                _ => {}
            }
            is_first = false;
        }
        named
    }

    fn is_id(&self, index: usize, id: &str) -> bool {
        self.kinds.get(index).is_some_and(|kind| kind.id.is_match(id))
    }

    /// The tenant in a path, or that of a resource in it.
    fn tenant(&self, named: &Named<'_>) -> Option<Arc<str>> {
        if let Some(tenant) = named.tenant {
            return Some(tenant.into());
        }
        named.owned.iter().find_map(|(index, id)| {
            let tenants = &self.kinds.get(*index)?.tenants;
            tenants.read().unwrap_or_else(PoisonError::into_inner).get(*id).cloned()
        })
    }

    fn learn(&self, path: &str, owner: &Owner, body: &[u8]) {
        let known = match owner {
            Owner::Tenant(tenant) => Some(tenant),
            Owner::Unknown(_) | Owner::Nobody => None,
        };
        // Without a tenant there is nothing to record.
        if known.is_none() && !self.properties.may_name_tenant(body) {
            return;
        }
        let named = self.named(path);
        let (whole, items) = self.properties.find(body, named.listed.is_some());
        let tenant = known.cloned().or_else(|| whole.tenant.as_deref().map(Arc::from));
        if let Some(tenant) = &tenant {
            for (index, id) in &named.owned {
                self.note(*index, id, tenant);
            }
        }
        for found in [&whole].into_iter().chain(&items) {
            let own = found.tenant.as_deref().map(Arc::from);
            // For the whole body, the path takes precedence over the body; for an item, its own properties do.
            let tenant =
                if std::ptr::eq(found, &whole) { &tenant } else { &own.or(tenant.clone()) };
            if let Some(tenant) = tenant {
                self.note_all(found, named.listed, tenant);
            }
        }
    }

    /// Records the tenant of the resources found in one object.
    fn note_all(&self, found: &Found, listed: Option<usize>, tenant: &Arc<str>) {
        for (index, id) in &found.owned {
            self.note(*index, id, tenant);
        }
        if let (Some(index), Some(id)) = (listed, &found.id)
            && self.is_id(index, id)
        {
            self.note(index, id, tenant);
        }
    }

    fn note(&self, index: usize, id: &str, tenant: &Arc<str>) {
        let Some(Kind { tenants, .. }) = self.kinds.get(index) else {
            return;
        };
        let is_known = |tenants: &HashMap<_, Arc<str>>| tenants.get(id) == Some(tenant);
        if !is_known(&tenants.read().unwrap_or_else(PoisonError::into_inner)) {
            let mut tenants = tenants.write().unwrap_or_else(PoisonError::into_inner);
            tenants.insert(id.to_owned(), tenant.clone());
        }
    }
}
