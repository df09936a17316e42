//! `provisionNetworkClients`: provisions a client with a name and policy.

use super::Networks;
use runtime::{Call, Method, Object, Operation, Request, Setters, StringEnum, UnknownValue};
use std::collections::BTreeMap;

/// `POST /networks/{networkId}/clients/provision`
pub static OPERATION: Operation = Operation::new(
    "provisionNetworkClients",
    Method::POST,
    "/networks/{networkId}/clients/provision",
);

impl Networks {
    /// Provisions a client with a name and policy.
    ///
    /// `POST /networks/{networkId}/clients/provision`
    pub fn provision_network_clients(
        &self,
        network_id: impl Into<String>,
        body: Body,
    ) -> ProvisionNetworkClients {
        let mut call = Call::new(&self.session, &OPERATION);
        call.path("networkId", network_id.into());
        call.json(&body);
        ProvisionNetworkClients { call }
    }
}

/// The request of [`Networks::provision_network_clients`].
#[derive(Request)]
#[request(output = Response)]
#[must_use = "a request does nothing until it is sent"]
pub struct ProvisionNetworkClients {
    call: Call,
}

/// The body of [`ProvisionNetworkClients`].
#[derive(Clone, Debug, PartialEq, Object, Setters)]
#[object(camel_case)]
#[non_exhaustive]
pub struct Body {
    /// The array of clients to provision
    pub clients: Vec<BodyClient>,
    /// The policy to apply to the specified client.
    pub device_policy: BodyDevicePolicy,
    /// The ID of the desired group policy to apply to the client.
    pub group_policy_id: Option<String>,
    /// An object, describing the policy-connection associations for each active SSID.
    pub policies_by_ssid: Option<BTreeMap<u32, BodyPoliciesBySsid>>,
}

/// An element of [`Body::clients`].
#[derive(Clone, Debug, PartialEq, Object, Setters)]
#[non_exhaustive]
pub struct BodyClient {
    /// The MAC address of the client.
    pub mac: String,
    /// The display name for the client.
    pub name: Option<String>,
}

/// The policy to apply to the specified client.
#[derive(Clone, Debug, PartialEq, Eq, Hash, StringEnum)]
#[non_exhaustive]
pub enum BodyDevicePolicy {
    /// `Allowed`
    Allowed,
    /// `Group policy`
    #[value("Group policy")]
    GroupPolicy,
    /// A value that this version of the crate does not know.
    Unknown(UnknownValue),
}

/// The number for the SSID
#[derive(Clone, Debug, PartialEq, Object, Setters)]
#[object(camel_case)]
#[non_exhaustive]
pub struct BodyPoliciesBySsid {
    /// The policy to apply to the specified client.
    pub device_policy: BodyPoliciesBySsidDevicePolicy,
    /// The ID of the desired group policy to apply to the client.
    pub group_policy_id: Option<String>,
}

/// The policy to apply to the specified client.
pub type BodyPoliciesBySsidDevicePolicy = BodyDevicePolicy;

/// What [`ProvisionNetworkClients`] answers.
#[derive(Clone, Debug, Default, PartialEq, Object)]
#[object(camel_case)]
#[non_exhaustive]
pub struct Response {
    /// The list of clients
    pub clients: Option<Vec<ResponseClient>>,
}

/// An element of [`Response::clients`].
#[derive(Clone, Debug, Default, PartialEq, Object)]
#[object(camel_case)]
#[non_exhaustive]
pub struct ResponseClient {
    /// The MAC address of the client
    pub mac: Option<String>,
}
