//! Listings, documented or not, and their ends.

use crate::server::dashboard;
use meraki::networks::get_network_events::ProductType;
use meraki::organizations::get_organization_early_access_features_opt_ins::Response;
use meraki::{Method, Request};

#[tokio::test]
async fn the_links_of_an_undocumented_listing_are_followed() {
    let (_server, client) = dashboard().await;
    let get = || client.organizations().get_organization_early_access_features_opt_ins("1");
    let mut items = get().linked_items::<Response>();
    let mut names = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        names.extend(item.short_name);
    }
    assert_eq!(names, ["f0", "f1", "f2"]);
    // A link is a URL that `request` takes.
    let first = get().send().await.unwrap();
    let next = first.links().next().unwrap().to_owned();
    let page = client.request(Method::GET, next).send().await.unwrap();
    assert_eq!(page[0]["shortName"], "f1");
    let error = client.request(Method::GET, "https://evil.example/x").send().await.unwrap_err();
    assert!(error.to_string().contains("is not trusted with the API key"), "{error}");
}

#[tokio::test]
async fn a_page_without_a_next_link_is_the_last() {
    let (_server, client) = dashboard().await;
    let networks = client.organizations().get_organization_networks("single").all().await.unwrap();
    assert_eq!(networks.len(), 1);
}

#[tokio::test]
async fn a_log_without_events_ends() {
    let (_server, client) = dashboard().await;
    let events = client.networks().get_network_events("N_1").product_type(ProductType::Appliance);
    assert_eq!(events.all().await.unwrap().len(), 0);
}

#[tokio::test]
async fn tags_may_be_null() {
    let (_server, client) = dashboard().await;
    let networks = client.organizations().get_organization_networks("tags").send().await.unwrap();
    assert_eq!((networks[0].tags.as_ref(), networks.drift()), (None, [].as_slice()));
}

#[tokio::test]
async fn a_snapshot_that_is_accepted_is_a_success() {
    let (_server, client) = dashboard().await;
    let snapshot = client.camera().generate_device_camera_snapshot("Q2CA-CACA-CACA", None);
    let snapshot = snapshot.send().await.unwrap();
    assert_eq!((snapshot.status().as_u16(), snapshot.url.is_some()), (202, true));
}
