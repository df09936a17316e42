//! A TLS server, with a certificate for each host that tests use.

use crate::api::{Client, KEY};
use crate::server::{Received, read};
use runtime::Api;
use runtime::reqwest::Certificate;
use runtime::reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::server::Acceptor;

/// A server for `api-domain.com` and the hosts right below it.
pub(crate) struct Tls {
    pub(crate) address: SocketAddr,
    pub(crate) certificate: Certificate,
    /// The same certificate in PEM.
    pub(crate) pem: String,
    /// The protocols that the last client offered.
    offered: Arc<Mutex<Vec<String>>>,
    requests: Arc<Mutex<Vec<Received>>>,
    task: JoinHandle<()>,
}

impl Tls {
    pub(crate) async fn start(
        response: impl Fn(&Received) -> String + Send + Sync + 'static,
    ) -> Self {
        let names = ["api-domain.com", "*.api-domain.com"].map(str::to_owned);
        let own = rcgen::generate_simple_self_signed(names).unwrap();
        let key = PrivateKeyDer::Pkcs8(own.signing_key.serialize_der().into());
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![own.cert.der().clone()], key)
            .unwrap();
        let config = Arc::new(config);
        let offered = Arc::new(Mutex::new(Vec::new()));
        let offers = offered.clone();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (received, response) = (requests.clone(), Arc::new(response));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (config, received, response, offers) =
                    (config.clone(), received.clone(), response.clone(), offers.clone());
                tokio::spawn(async move {
                    let greeted = LazyConfigAcceptor::new(Acceptor::default(), stream).await;
                    let Ok(greeted) = greeted else { return };
                    let protocols = greeted.client_hello().alpn().into_iter().flatten();
                    let protocols = protocols.map(|name| String::from_utf8_lossy(name).into());
                    *offers.lock().unwrap() = protocols.collect();
                    let Ok(stream) = greeted.into_stream(config).await else { return };
                    let mut stream = BufReader::new(stream);
                    while let Some(request) = read(&mut stream).await {
                        let said = response(&request);
                        received.lock().unwrap().push(request);
                        if stream.write_all(said.as_bytes()).await.is_err()
                            || stream.flush().await.is_err()
                        {
                            return;
                        }
                    }
                });
            }
        });
        let certificate = Certificate::from_der(own.cert.der()).unwrap();
        let pem = own.cert.pem();
        Self { address, certificate, pem, offered, requests, task }
    }

    /// The protocols that the last client offered, in order of preference.
    pub(crate) fn offered(&self) -> Vec<String> {
        self.offered.lock().unwrap().clone()
    }

    /// A client that resolves every host to this server.
    pub(crate) fn client(&self, api: &'static Api) -> Client {
        let names = EveryName { address: self.address, resolved: Arc::default() };
        runtime::ClientBuilder::new(api)
            .api_key(KEY)
            .configure_http(|http| {
                http.dns_resolver(names).tls_certs_only([self.certificate.clone()])
            })
            .build()
            .unwrap()
    }

    /// All received requests, in order.
    pub(crate) fn requests(&self) -> Vec<Received> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for Tls {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A resolver that returns one address for every name, and records the names.
#[derive(Clone)]
pub(crate) struct EveryName {
    pub(crate) address: SocketAddr,
    pub(crate) resolved: Arc<Mutex<Vec<String>>>,
}

impl Resolve for EveryName {
    fn resolve(&self, name: Name) -> Resolving {
        self.resolved.lock().unwrap().push(name.as_str().to_owned());
        let addresses: Addrs = Box::new([self.address].into_iter());
        Box::pin(async { Ok(addresses) })
    }
}
