//! A server that speaks TLS, with a certificate of its own for every host that tests ask for.

use crate::server::{Received, read};
use runtime::reqwest::Certificate;
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
    /// The same, as it stands in files.
    pub(crate) pem: String,
    /// The protocols that the last connection was offered.
    offered: Arc<Mutex<Vec<String>>>,
    requests: Arc<Mutex<Vec<Received>>>,
    task: JoinHandle<()>,
}

impl Tls {
    pub(crate) async fn start(
        answer: impl Fn(&Received) -> String + Send + Sync + 'static,
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
        let (received, answer) = (requests.clone(), Arc::new(answer));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (config, received, answer, offers) =
                    (config.clone(), received.clone(), answer.clone(), offers.clone());
                tokio::spawn(async move {
                    let greeted = LazyConfigAcceptor::new(Acceptor::default(), stream).await;
                    let Ok(greeted) = greeted else { return };
                    let protocols = greeted.client_hello().alpn().into_iter().flatten();
                    let protocols = protocols.map(|name| String::from_utf8_lossy(name).into());
                    *offers.lock().unwrap() = protocols.collect();
                    let Ok(stream) = greeted.into_stream(config).await else { return };
                    let mut stream = BufReader::new(stream);
                    while let Some(request) = read(&mut stream).await {
                        let said = answer(&request);
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

    /// The protocols that the last connection was offered, the best first.
    pub(crate) fn offered(&self) -> Vec<String> {
        self.offered.lock().unwrap().clone()
    }

    /// Every request that came, in order.
    pub(crate) fn requests(&self) -> Vec<Received> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for Tls {
    fn drop(&mut self) {
        self.task.abort();
    }
}
