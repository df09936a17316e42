//! Errors say what happened, and are retried if that helps.

use crate::server::dashboard;
use meraki::networks::bind_network::Body;
use meraki::{Error, RequestOptions, RetryPolicy};

/// The result of listing the networks of an organization: the number of attempts, or the error.
async fn networks(organization: &str) -> Result<u32, Error> {
    let (_server, client) = dashboard().await;
    let get = client.organizations().get_organization_networks(organization);
    get.send().await.map(|response| response.attempts())
}

#[tokio::test]
async fn errors_have_the_message_of_the_server() {
    for (organization, status, message) in [
        ("404html", 404, "Page not found"),
        ("404empty", 404, "404 Not Found"),
        ("401", 401, "Invalid API key"),
        ("noapi", 404, "To make requests you must first enable API access"),
    ] {
        let error = networks(organization).await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status), "{error}");
        assert!(error.to_string().contains(message), "{organization}: {error}");
    }
}

#[tokio::test]
async fn a_limited_request_is_retried() {
    for organization in ["429text", "429zero"] {
        assert_eq!(networks(organization).await.unwrap(), 3, "{organization}");
    }
    let error = networks("429").await.unwrap_err();
    assert!(error.attempts() > 1, "{error}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(429));
}

#[tokio::test]
async fn a_limited_write_is_retried_unless_the_caller_sets_otherwise() {
    let (_server, client) = dashboard().await;
    let bind = || client.networks().bind_network("N_429", Body::new("L_1"));
    let error = bind().send().await.unwrap_err();
    assert!(error.attempts() > 1 && !error.is_ambiguous(), "{error}");
    let never = RequestOptions::new().retry(RetryPolicy::never());
    assert_eq!(bind().options(never).send().await.unwrap_err().attempts(), 1);
}

#[tokio::test]
async fn a_web_page_is_no_response_of_the_dashboard() {
    let error = networks("200html").await.unwrap_err();
    assert!(error.to_string().contains("Login"), "{error}");
    let (_server, client) = dashboard().await;
    let bind = client.networks().bind_network("N_html", Body::new("L_1"));
    let error = bind.send().await.unwrap_err();
    assert!(error.is_ambiguous(), "{error}");
    assert_eq!(error.attempts(), 1, "a write is not sent again");
}
