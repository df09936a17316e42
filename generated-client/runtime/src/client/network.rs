//! Configures the connections of the HTTP client: timeouts, proxies, certificates. On WebAssembly, the platform makes them.

use super::builder::ClientBuilder;
use crate::error::Error;
use crate::session::Session;
use reqwest::Proxy;
use std::time::Duration;

/// The caller's settings, not validated yet.
#[derive(Default)]
pub(crate) struct Network {
    pub(crate) proxy: Option<String>,
    /// In PEM, one or more in each.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub(crate) root_certificates: Vec<Vec<u8>>,
}

/// Connections.
impl<C: From<Session>> ClientBuilder<C> {
    /// Sets the timeout for a connection, including TLS: 10 seconds by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.http = self.settings.http.connect_timeout(timeout);
        self
    }

    /// Sends all requests through a proxy. Its URL may contain user and password.
    ///
    /// By default, the environment selects one: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.settings.network.proxy = Some(url.into());
        self
    }

    /// Sends requests without a proxy, and ignores the environment.
    pub fn without_proxy(mut self) -> Self {
        self.settings.network.proxy = None;
        self.settings.http = self.settings.http.no_proxy();
        self
    }

    /// Trusts a certificate authority in addition to those of the system.
    ///
    /// One or more certificates in PEM: the content of a file that begins with `-----BEGIN CERTIFICATE-----`.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub fn root_certificate(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.settings.network.root_certificates.push(pem.as_ref().to_vec());
        self
    }

    /// Sets the maximum number of idle connections per host: unlimited by default.
    pub fn max_idle_connections(mut self, connections: usize) -> Self {
        self.settings.http = self.settings.http.pool_max_idle_per_host(connections);
        self
    }
}

impl Network {
    /// Configures the HTTP client; an error if a setting is invalid.
    pub(crate) fn apply(
        self,
        mut http: reqwest::ClientBuilder,
    ) -> Result<reqwest::ClientBuilder, Error> {
        if let Some(url) = self.proxy {
            // The URL is not shown: it may contain a password.
            let proxy = Proxy::all(url)
                .map_err(|_| Error::setup("the proxy cannot be used: its URL is invalid"))?;
            http = http.proxy(proxy);
        }
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        for pem in self.root_certificates {
            let certificates = reqwest::Certificate::from_pem_bundle(&pem).unwrap_or_default();
            if certificates.is_empty() {
                return Err(Error::setup("the root certificate is not in PEM"));
            }
            http = http.tls_certs_merge(certificates);
        }
        Ok(http)
    }
}
