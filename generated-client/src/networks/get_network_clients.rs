//! `getNetworkClients`: list the clients that have used this network in the timespan.

use super::Networks;
use runtime::{ArrayStyle, Call, Method, Object, Operation, Request, StringEnum, UnknownValue};

/// `GET /networks/{networkId}/clients`
pub static OPERATION: Operation = Operation::new(
    "getNetworkClients",
    Method::GET,
    "/networks/{networkId}/clients",
)
.paged();

impl Networks {
    /// List the clients that have used this network in the timespan.
    ///
    /// `GET /networks/{networkId}/clients`
    ///
    /// * `network_id`: Network ID
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), meraki_dashboard_api::Error> {
    /// let client = meraki_dashboard_api::Client::from_env()?;
    /// let response = client.networks().get_network_clients("network_id").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_network_clients(&self, network_id: impl Into<String>) -> GetNetworkClients {
        let mut call = Call::new(&self.session, &OPERATION);
        call.path("networkId", network_id.into());
        GetNetworkClients { call }
    }
}

/// The request of [`Networks::get_network_clients`].
#[derive(Request)]
#[request(output = Response, paged)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetNetworkClients {
    call: Call,
}

impl GetNetworkClients {
    /// The beginning of the timespan for the data.
    pub fn t0(mut self, t0: impl Into<String>) -> Self {
        self.call.query("t0", t0.into());
        self
    }

    /// The timespan for which the information will be fetched.
    ///
    /// At most 2678400.
    pub fn timespan(mut self, timespan: f64) -> Self {
        self.call.query("timespan", timespan);
        self
    }

    /// Filters clients based on status.
    pub fn statuses(mut self, statuses: impl IntoIterator<Item = Status>) -> Self {
        self.call.query_array("statuses", ArrayStyle::Brackets, statuses);
        self
    }
}

/// The value of [`GetNetworkClients::statuses`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, StringEnum)]
#[non_exhaustive]
pub enum Status {
    /// `Offline`
    Offline,
    /// `Online`
    Online,
    /// A value that this version of the crate does not know.
    Unknown(UnknownValue),
}

/// What [`GetNetworkClients`] answers.
pub type Response = Vec<ResponseItem>;

/// An element of [`Response`].
#[derive(Clone, Debug, Default, PartialEq, Object)]
#[object(camel_case)]
#[non_exhaustive]
pub struct ResponseItem {
    /// The ID of the client
    pub id: Option<String>,
    /// Local IPv6 address of the client
    #[object(name = "ip6Local")]
    pub ip6_local: Option<String>,
    /// Usage, sent and received
    pub usage: Option<ResponseItemUsage>,
    /// The connection status of the client
    pub status: Option<ResponseItemStatus>,
}

/// Usage, sent and received
#[derive(Clone, Debug, Default, PartialEq, Object)]
#[non_exhaustive]
pub struct ResponseItemUsage {
    /// Usage sent by the client
    pub sent: Option<f64>,
    /// Usage received by the client
    pub recv: Option<f64>,
}

/// The connection status of the client
pub type ResponseItemStatus = Status;
