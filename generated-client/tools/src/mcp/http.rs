//! Streamable HTTP, for this machine only unless the command line allows more.

use super::server::Server;
use clap::ArgMatches;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use rmcp::transport::streamable_http_server::session::local::LocalSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// The pause after a connection that could not be accepted.
const PAUSE: Duration = Duration::from_millis(50);

/// Serves HTTP until the process is interrupted.
pub(super) async fn serve(
    server: Server,
    address: &str,
    matches: &ArgMatches,
) -> Result<(), String> {
    let list = |name: &str| -> Vec<String> {
        matches.get_many(name).into_iter().flatten().cloned().collect()
    };
    let failed = |why: std::io::Error| format!("{address} cannot be served: {why}");
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let local = listener.local_addr().map_err(failed)?;
    let hosts = list("allow-host");
    if !local.ip().is_loopback() && hosts.is_empty() {
        return Err(format!(
            "{local} is not on this machine: name the hosts by which clients reach the server with `--allow-host`, and protect it, \
             because it uses your API key for anyone"
        ));
    }
    // Web pages of other origins must not reach the server, nor by another name of this machine.
    let mut config = StreamableHttpServerConfig::default()
        .with_allowed_origins(list("allow-origin"))
        .enforce_origin_validation();
    if !hosts.is_empty() {
        config = config.with_allowed_hosts(hosts);
    }
    let sessions = Arc::new(LocalSessionManager::default());
    let service = StreamableHttpService::new(move || Ok(server.clone()), sessions, config);
    eprintln!("serving http://{local}/mcp");
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = tokio::signal::ctrl_c() => return Ok(()),
        };
        let Ok((stream, _)) = accepted else {
            // Open connections go on while there are too many for another one.
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let service = TowerToHyperService::new(service.clone());
        tokio::spawn(async move {
            let _ = http1::Builder::new()
                .timer(TokioTimer::new())
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}
