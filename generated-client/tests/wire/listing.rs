//! Listings: page by page, item by item, and as one list, by the links of the dashboard.

use crate::server::{builder, client, json, responding, targets};
use meraki_dashboard_api::mock::{MockServer, Received, Reply};
use meraki_dashboard_api::networks::get_network_clients::{GetNetworkClients, ResponseItem};

type Request = Received<GetNetworkClients>;

/// The path of the listing, below the base URL and as links have it.
const CLIENTS: &str = "/networks/N_1/clients";
const LINKED: &str = "/api/v1/networks/N_1/clients";

/// A listing of three pages: `a` and `b`, `c`, and an empty page. `link` formats the `Link` header for the next page.
fn listing(link: impl Fn(&Request, &str) -> String + Send + Sync + 'static) -> MockServer {
    let server = MockServer::start();
    server.on::<GetNetworkClients>().reply_with(move |request| {
        let (page, token) = match request.query("startingAfter") {
            None => (json(r#"[{"id": "a"}, {"id": "b"}]"#), "k%201%2F%2B%26"),
            Some("k 1/+&") => (json(r#"[{"id": "c"}]"#), "k2"),
            Some("k2") => return json("[]").header("Link", "<http://127.0.0.1:1/p>; rel=prev"),
            Some(other) => panic!("nobody gave the token {other:?}"),
        };
        page.header("Link", link(request, token))
    });
    server
}

fn ids(clients: &[ResponseItem]) -> Vec<&str> {
    clients.iter().filter_map(|client| client.id.as_deref()).collect()
}

#[tokio::test]
async fn links_of_every_form_are_followed() {
    type Link = fn(&Request, &str) -> String;
    let forms: [(&str, Link); 4] = [
        ("as the dashboard writes them", |request, token| {
            let url = format!("http://{}{LINKED}", request.header("host").unwrap());
            format!(
                "<{url}?perPage=3&startingAfter=0>; rel=first, <{url}?startingAfter={token}>; rel=next, \
                 <{url}?endingBefore=z>; rel=last"
            )
        }),
        ("relative", |_, token| format!("<{LINKED}?startingAfter={token}>; rel=\"next\"")),
        ("quoted, and alone", |request, token| {
            let host = request.header("host").unwrap();
            format!("<http://{host}{LINKED}?startingAfter={token}>; rel=\"next\"")
        }),
        ("another size, and a parameter of its own", |_, token| {
            format!("<{LINKED}?perPage=7&startingAfter={token}&new=1>; rel=next")
        }),
    ];
    for (form, link) in forms {
        let server = listing(link);
        let request = client(&server).networks().get_network_clients("N_1").per_page(2).os("iOS");
        assert_eq!(ids(&request.all().await.unwrap()), ["a", "b", "c"], "{form}");
        let requested = targets(&server);
        assert_eq!(requested.len(), 3, "{form}: {requested:?}");
        assert_eq!(requested[0], format!("{CLIENTS}?perPage=2&os=iOS"), "{form}");
        // The link is followed unchanged, without the parameters of the first request.
        let expected = match form {
            "another size, and a parameter of its own" => "?perPage=7&startingAfter=k2&new=1",
            _ => "?startingAfter=k2",
        };
        assert_eq!(requested[2], format!("{CLIENTS}{expected}"), "{form}");
    }
}

fn relative(_: &Request, token: &str) -> String {
    format!("<{LINKED}?startingAfter={token}>; rel=next")
}

#[tokio::test]
async fn send_reads_one_page_and_returns_its_links() {
    let server = listing(relative);
    let page = client(&server).networks().get_network_clients("N_1").send().await.unwrap();
    assert_eq!(ids(&page), ["a", "b"]);
    assert_eq!(page.status().as_u16(), 200);
    let next = format!("{}{CLIENTS}?startingAfter=k%201%2F%2B%26", server.url());
    assert_eq!(page.links().next(), Some(next.as_str()));
    assert_eq!(page.links().prev(), None);
    assert_eq!(targets(&server), [CLIENTS]);
}

#[tokio::test]
async fn pages_are_read_one_by_one() {
    let server = listing(relative);
    let request = client(&server).networks().get_network_clients("N_1");
    let mut pages = request.read_ahead(false).pages();
    assert!(targets(&server).is_empty(), "nothing is requested before the first poll");
    let mut sizes = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        sizes.push(page.len());
        assert_eq!(targets(&server).len(), sizes.len());
    }
    assert_eq!(sizes, [2, 1, 0]);
}

#[tokio::test]
async fn items_are_read_across_pages() {
    let server = listing(relative);
    let mut clients = client(&server).networks().get_network_clients("N_1").stream();
    let mut seen = Vec::new();
    while let Some(client) = clients.try_next().await.unwrap() {
        seen.push(client.id.unwrap());
    }
    assert_eq!(seen, ["a", "b", "c"]);
    assert!(clients.try_next().await.unwrap().is_none(), "and then no more");
    assert_eq!(targets(&server).len(), 3);
}

#[tokio::test]
async fn the_number_of_pages_is_limited() {
    for (pages, expected) in
        [(0, &[][..]), (1, &["a", "b"]), (2, &["a", "b", "c"]), (9, &["a", "b", "c"])]
    {
        let server = listing(relative);
        let request = client(&server).networks().get_network_clients("N_1").max_pages(pages);
        assert_eq!(ids(&request.all().await.unwrap()), expected, "{pages} pages");
        assert_eq!(targets(&server).len(), pages.min(3));
    }
}

#[tokio::test]
async fn an_empty_response_is_an_empty_list() {
    let server = responding(Reply::empty(204));
    let networks = client(&server).networks();
    let page = networks.get_network_clients("N_1").send().await.unwrap();
    assert!(page.is_empty());
    assert_eq!(page.status().as_u16(), 204);
    assert!(networks.get_network_clients("N_1").all().await.unwrap().is_empty());
    assert!(networks.get_network_clients("N_1").stream().try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_link_to_an_untrusted_host_is_not_followed() {
    let stranger = responding(json("[]"));
    let host = stranger.url().replace("127.0.0.1", "localhost");
    let elsewhere = format!("<{host}{CLIENTS}?startingAfter=k1>; rel=next");
    let response = json(r#"[{"id": "a"}]"#).header("Link", elsewhere.as_str());
    let server = responding(response);
    let mut clients =
        builder(&server).build().unwrap().networks().get_network_clients("N_1").stream();
    let first = clients.try_next().await.unwrap().unwrap();
    assert_eq!(first.id.as_deref(), Some("a"), "the page in hand is delivered");
    let error = clients.try_next().await.unwrap_err().to_string();
    assert!(error.starts_with("getNetworkClients: ") && error.contains("not trusted"), "{error}");
    assert!(targets(&stranger).is_empty());
}
