//! How an API is divided between tenants.

/// How an API is divided between tenants, each with limits and a place of its own.
#[derive(Clone, Copy, Debug)]
pub struct Tenancy {
    /// The collection of the tenants, as it stands in paths before a tenant's id: `organizations`.
    pub collection: &'static str,
    /// Where answers name a tenant, as JSON pointers.
    pub members: &'static [&'static str],
    /// What belongs to a tenant.
    pub owned: &'static [Owned],
}

/// Things that belong to tenants, each to one.
#[derive(Clone, Copy, Debug)]
pub struct Owned {
    /// Their collection, as it stands in paths before an id: `networks`.
    pub collection: &'static str,
    /// What an id looks like, as a regular expression: deep in a path, other things could stand in its place.
    pub id: &'static str,
    /// Where answers name one of them, as JSON pointers.
    pub members: &'static [&'static str],
}
