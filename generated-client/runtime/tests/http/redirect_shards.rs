//! Redirects to the shard that serves a tenant.

use crate::api::API;
use crate::server::http;
use crate::tls::Tls;
use runtime::{Api, Method, Tenancy, TenantResource};

/// An API with its base URL on its own domain.
static DIVIDED: Api = Api {
    tenancy: Some(Tenancy {
        collection: "organizations",
        properties: &["/organizationId"],
        owned: &[TenantResource {
            collection: "things",
            id: "^[0-9]+$",
            properties: &["/thingId"],
        }],
    }),
    ..API
};

#[tokio::test]
async fn a_shard_is_cached_for_its_tenant_only() {
    let server = Tls::start(|request| {
        let of_first =
            request.target.contains("/organizations/1/") || request.target.contains("/things/7");
        if of_first && request.host == "api-domain.com" {
            let to = format!("Location: https://n1.api-domain.com{}\r\n", request.target);
            return http(308, &to, "");
        }
        http(200, "", r#"{"organizationId": "1"}"#)
    })
    .await;
    let client = server.client(&DIVIDED);
    for path in [
        "/organizations/1/a",
        "/organizations/1/b?c=d",
        "/organizations/2/a",
        "/status",
        "/things/7/a",
        "/things/7/b",
    ] {
        client.request(Method::GET, path).send().await.unwrap();
    }
    let requests = server.requests();
    let sent: Vec<_> = requests
        .iter()
        .map(|r| format!("{} {}", r.host.trim_end_matches(".api-domain.com"), r.target))
        .collect();
    assert_eq!(
        sent,
        [
            "api-domain.com /v1/organizations/1/a",
            "n1 /v1/organizations/1/a",
            "n1 /v1/organizations/1/b?c=d",
            "api-domain.com /v1/organizations/2/a",
            "api-domain.com /v1/status",
            // The first response reveals the tenant.
            "api-domain.com /v1/things/7/a",
            "n1 /v1/things/7/a",
            "n1 /v1/things/7/b",
        ]
    );
}
