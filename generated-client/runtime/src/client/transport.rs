//! Configures proxies and certificates of the HTTP client.

use crate::error::Error;
use reqwest::{ClientBuilder, Proxy};

/// The caller's settings, not validated yet.
#[derive(Default)]
pub(crate) struct Network {
    pub(crate) proxy: Option<String>,
    /// In PEM, one or more in each.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub(crate) root_certificates: Vec<Vec<u8>>,
}

impl Network {
    /// Configures the HTTP client; an error if a setting is invalid.
    pub(crate) fn apply(self, mut http: ClientBuilder) -> Result<ClientBuilder, Error> {
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
