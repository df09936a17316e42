//! How an API is divided between tenants.

/// How an API is divided between tenants, each with its own limits and server.
#[derive(Clone, Copy, Debug)]
pub struct Tenancy {
    /// The collection of tenants, as in paths before a tenant's id: `organizations`.
    pub collection: &'static str,
    /// The JSON pointers to a tenant's id in responses.
    pub properties: &'static [&'static str],
    /// The resources that belong to tenants.
    pub owned: &'static [TenantResource],
}

/// A kind of resource, each of which belongs to one tenant.
#[derive(Clone, Copy, Debug)]
pub struct TenantResource {
    /// Their collection, as in paths before an id: `networks`.
    pub collection: &'static str,
    /// The pattern of an id, as a regular expression: deep in a path, other segments could follow the collection.
    pub id: &'static str,
    /// The JSON pointers to such an id in responses.
    pub properties: &'static [&'static str],
}
