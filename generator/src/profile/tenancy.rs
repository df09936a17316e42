//! `[tenancy]`: how the API is divided between tenants.

use serde::Deserialize;

/// How the API is divided between tenants, each with its own rate limits and server.
///
/// ```toml
/// [tenancy]
/// collection = "organizations"
/// properties = ["/organizationId", "/organization/id"]
///
/// [[tenancy.owned]]
/// collection = "networks"
/// id = '^[LN]_[0-9A-Za-z]+$'
/// properties = ["/networkId", "/network/id"]
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tenancy {
    /// The collection of tenants: the path segment before the ID of a tenant.
    pub collection: String,
    /// The JSON pointers of tenant IDs in responses.
    #[serde(default)]
    pub properties: Vec<String>,
    /// The resources that belong to a tenant.
    #[serde(default)]
    pub owned: Vec<Owned>,
}

/// Resources that each belong to a tenant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Owned {
    /// The collection: the path segment before the ID of a resource.
    pub collection: String,
    /// The format of the IDs, as a regular expression.
    pub id: String,
    /// The JSON pointers of resource IDs in responses.
    #[serde(default)]
    pub properties: Vec<String>,
}
