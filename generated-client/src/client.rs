//! The client of the Meraki Dashboard API, and the facts about the API that it stands on.

use runtime::{Api, Error, Method, RawRequest, Scheme, Session};

/// The version of the API that this crate was generated from.
pub const API_VERSION: &str = "1.53.0";

/// What the runtime must know of this API.
static API: Api = Api {
    title: "Meraki Dashboard API",
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    base_url: "https://api.meraki.com/api/v1",
    key_variable: "MERAKI_DASHBOARD_API_KEY",
    schemes: &[Scheme::bearer("bearerAuth"), Scheme::header("meraki_api_key", "X-Cisco-Meraki-API-Key")],
    trusted_domains: &["meraki.com", "meraki.ca", "meraki.cn", "meraki.in", "gov-meraki.com"],
    caller_pattern: Some(r"^[A-Za-z0-9]+..."),
    error_messages: "/errors",
    request_id_header: "X-Request-Id",
};

/// A client of the Meraki Dashboard API: cheap to clone, and all clones share one connection pool.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) session: Session,
}

impl Client {
    /// A client whose API key is read from the environment variable `MERAKI_DASHBOARD_API_KEY`.
    ///
    /// # Errors
    ///
    /// When the variable is not set, or its value cannot be sent in a header.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder().api_key_from_env().build()
    }

    /// A builder, for everything that can be set.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(&API)
    }

    /// A request that no document names, for [`Method`] and a path below the base URL.
    ///
    /// It is authenticated, sent and judged like any other; its body is a [`serde_json::Value`](runtime::Value).
    pub fn request(&self, method: Method, path: impl Into<String>) -> RawRequest {
        self.session.request(method, path)
    }
}

impl From<Session> for Client {
    fn from(session: Session) -> Self {
        Self { session }
    }
}

/// Builds a [`Client`].
pub type ClientBuilder = runtime::ClientBuilder<Client>;

/// Where the API is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Region {
    /// `https://api.meraki.ca/api/v1`
    Canada,
    /// `https://api.meraki.cn/api/v1`
    China,
}

impl From<Region> for runtime::BaseUrl {
    fn from(region: Region) -> Self {
        Self::from_static(match region {
            Region::Canada => "https://api.meraki.ca/api/v1",
            Region::China => "https://api.meraki.cn/api/v1",
        })
    }
}

/// How the API key is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AuthHeader {
    /// `Authorization: Bearer KEY`, the default.
    BearerAuth,
    /// `X-Cisco-Meraki-API-Key: KEY`
    MerakiApiKey,
}

impl From<AuthHeader> for runtime::SchemeId {
    fn from(header: AuthHeader) -> Self {
        Self::new(match header {
            AuthHeader::BearerAuth => "bearerAuth",
            AuthHeader::MerakiApiKey => "meraki_api_key",
        })
    }
}
