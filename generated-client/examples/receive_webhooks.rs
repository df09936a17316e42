//! Receives the webhooks of the dashboard, checks their shared secret, and prints their alerts.
//!
//! ```sh
//! MERAKI_WEBHOOK_SECRET='correct horse' cargo run --example receive_webhooks -- --port 4020
//! ```
//!
//! The dashboard sends webhooks over https only, so this server belongs behind a proxy that terminates TLS. To try it without
//! the dashboard:
//!
//! ```sh
//! curl http://127.0.0.1:4020/webhooks --json '{"sharedSecret": "correct horse", "alertType": "APs went down"}'
//! ```

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use clap::Parser;
use meraki_dashboard_api::WebhookReceiver;
use serde::Deserialize;
use std::error::Error;
use std::process::ExitCode;
use tokio::net::TcpListener;

/// Receives the webhooks of the dashboard on the loopback interface
#[derive(Parser)]
struct Arguments {
    /// Port to listen on; 0 for any free port
    #[arg(long, default_value_t = 4020)]
    port: u16,
}

/// The properties of an alert that are printed. `alertData` depends on the type of the alert.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Alert {
    alert_type: Option<String>,
    network_name: Option<String>,
    device_serial: Option<String>,
    occurred_at: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match serve(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let secret = std::env::var("MERAKI_WEBHOOK_SECRET")
        .map_err(|_| "set MERAKI_WEBHOOK_SECRET to the shared secret of the webhook receiver")?;
    let receiver = WebhookReceiver::new("/sharedSecret", secret);
    let routes = Router::new().route("/webhooks", post(receive)).with_state(receiver);
    let listener = TcpListener::bind(("127.0.0.1", arguments.port)).await?;
    println!("http://{}/webhooks", listener.local_addr()?);
    axum::serve(listener, routes).await?;
    Ok(())
}

/// Responds as soon as the alert is decoded, because the dashboard retries a webhook that gets no timely response.
async fn receive(State(receiver): State<WebhookReceiver>, body: Bytes) -> StatusCode {
    match receiver.receive::<Alert>(&body) {
        Ok((alert, drift)) => {
            let shown = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
            println!(
                "{} {} in {}, device {}",
                shown(alert.occurred_at),
                shown(alert.alert_type),
                shown(alert.network_name),
                shown(alert.device_serial),
            );
            drift.iter().for_each(|drift| eprintln!("{drift}"));
            StatusCode::NO_CONTENT
        }
        Err(error) => {
            eprintln!("error: {error}");
            StatusCode::FORBIDDEN
        }
    }
}
