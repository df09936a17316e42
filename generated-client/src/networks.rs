//! The `networks` scope: [`Client::networks`].
//!
//! * [`Networks::get_network_clients`]: List the clients that have used this network in the timespan
//!   (`GET /networks/{networkId}/clients`)
//! * [`Networks::provision_network_clients`]: Provisions a client with a name and policy
//!   (`POST /networks/{networkId}/clients/provision`)

use crate::Client;
use runtime::Session;

pub mod get_network_clients;
pub mod provision_network_clients;

/// The operations of the `networks` scope.
#[derive(Clone, Debug)]
pub struct Networks {
    session: Session,
}

impl Client {
    /// The operations of the `networks` scope.
    pub fn networks(&self) -> Networks {
        Networks { session: self.session.clone() }
    }
}
