//! Network settings: proxies, custom certificates, HTTP/2, and the connection pool.

use crate::api::{API, Client, builder};
use crate::server::{Reaction, Received, Scripted, http};
use crate::tls::Tls;
use runtime::ClientBuilder;
use std::collections::HashSet;
use std::process::Command;
use std::sync::{Arc, Mutex};

/// A proxy that responds itself, and the requests that it received.
async fn proxy() -> (Scripted, Arc<Mutex<Vec<Received>>>) {
    let requests = Arc::new(Mutex::new(Vec::new()));
    let received = requests.clone();
    let server = Scripted::reading(move |_, request| {
        received.lock().unwrap().push(request.clone());
        Reaction::Respond(http(200, "", "{}"))
    });
    (server.await, requests)
}

#[tokio::test]
async fn a_configured_proxy() {
    let (server, requests) = proxy().await;
    let url = server.base_url.replace("http://", "http://user:word@");
    let client: Client =
        builder("http://somewhere.example/v1").proxy(url.as_str()).build().unwrap();
    client.get_thing("1").send().await.unwrap();
    let requests = requests.lock().unwrap();
    assert_eq!(requests[0].line, "GET http://somewhere.example/v1/things/1");
    assert_eq!(requests[0].header("proxy-authorization"), Some("Basic dXNlcjp3b3Jk"));
}

#[test]
fn an_invalid_proxy_or_certificate() {
    let failure = |builder: ClientBuilder<Client>| builder.build().unwrap_err().to_string();
    let error = failure(builder("http://h").proxy("http://user:hidden@[bad"));
    assert!(
        error.starts_with("the proxy cannot be used: ") && !error.contains("hidden"),
        "{error}"
    );
    let error = failure(builder("http://h").root_certificate("not a certificate"));
    assert_eq!(error, "the root certificate is not in PEM");
}

/// Runs in a process of its own, because the environment of this one cannot be changed safely.
#[tokio::test]
async fn a_proxy_of_the_environment() {
    let (server, requests) = proxy().await;
    let mut process = Command::new(std::env::current_exe().unwrap());
    process.args(["--ignored", "--exact", "network::in_an_environment"]);
    for name in ["NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy", "http_proxy", "REQUEST_METHOD"] {
        process.env_remove(name);
    }
    process.env("HTTP_PROXY", &server.base_url);
    let output = tokio::task::spawn_blocking(move || process.output()).await.unwrap().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && printed.contains("1 passed"), "{printed}");
    let lines: Vec<_> = requests.lock().unwrap().iter().map(|r| r.line.clone()).collect();
    assert_eq!(lines, ["GET http://somewhere.example/things/1"]);
}

#[tokio::test]
#[ignore = "run by `a_proxy_of_the_environment`, in the environment that it needs"]
async fn in_an_environment() {
    // Nothing may leave the loopback interface if this test is run directly.
    assert!(std::env::var("HTTP_PROXY").is_ok_and(|url| url.starts_with("http://127.0.0.1:")));
    let client: Client = builder("http://somewhere.example").build().unwrap();
    client.get_thing("1").send().await.unwrap();
    let client: Client = builder("http://127.0.0.1:1").without_proxy().build().unwrap();
    assert!(client.get_thing("1").send().await.unwrap_err().is_connect());
}

fn client(server: &Tls) -> ClientBuilder<Client> {
    let address = server.address;
    ClientBuilder::new(&API).configure_http(move |http| http.resolve("api-domain.com", address))
}

#[tokio::test]
async fn a_custom_certificate_is_trusted() {
    let server = Tls::start(|_| http(200, "", "{}")).await;
    let trusting: Client = client(&server).root_certificate(&server.pem).build().unwrap();
    trusting.get_thing("1").send().await.unwrap();
    let wary: Client = client(&server).retry(runtime::RetryPolicy::never()).build().unwrap();
    let error = wary.get_thing("1").send().await.unwrap_err();
    assert!(error.is_connect() && !error.is_ambiguous(), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn http_2_is_negotiated() {
    let server = Tls::start(|_| http(200, "", "{}")).await;
    let client: Client = client(&server).root_certificate(&server.pem).build().unwrap();
    client.get_thing("1").send().await.unwrap();
    assert_eq!(server.offered(), ["h2", "http/1.1"]);
}

#[tokio::test]
async fn the_number_of_idle_connections_is_limited() {
    for (kept, connections) in [(1, 1), (0, 3)] {
        let ports = Arc::new(Mutex::new(HashSet::new()));
        let seen = ports.clone();
        let server = Scripted::reading(move |_, request| {
            seen.lock().unwrap().insert(request.port);
            Reaction::Respond(http(200, "", "{}"))
        })
        .await;
        let client: Client = builder(&server.base_url).max_idle_connections(kept).build().unwrap();
        for _ in 0..3 {
            client.get_thing("1").send().await.unwrap();
        }
        assert_eq!(ports.lock().unwrap().len(), connections, "{kept}");
    }
}
