//! Requests from synchronous code.

use crate::api::{API, Client, builder, client, ids, thing};
use crate::server::{json, responding, targets};
use runtime::testing::SimulatedClock;
use runtime::{ActionBatch, ClientBuilder, Cursor, Method, Request, RetryPolicy, Streamed};
use std::thread;
use tokio::runtime::{Builder, Runtime};
use wiremock::matchers::{method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

/// A server in its own async runtime, for callers without one.
struct Server {
    runtime: Runtime,
    server: MockServer,
}

impl Server {
    fn new(mocks: impl IntoIterator<Item = Mock>) -> Self {
        let runtime = Runtime::new().unwrap();
        let server = runtime.block_on(MockServer::start());
        for mock in mocks {
            runtime.block_on(mock.mount(&server));
        }
        Self { runtime, server }
    }

    fn client(&self) -> Client {
        client(&self.server.uri())
    }

    fn targets(&self) -> Vec<String> {
        self.runtime.block_on(targets(&self.server))
    }
}

/// A listing of three pages.
fn listing() -> Server {
    let page = |after: &str, body: &str, link: &str| {
        let response = json(body);
        let response = match link {
            "" => response,
            link => response.insert_header("Link", format!("<?after={link}>; rel=next").as_str()),
        };
        let mock = Mock::given(path("/shelves/s/things"));
        match after {
            "" => mock.respond_with(response).with_priority(9),
            after => mock.and(query_param("after", after)).respond_with(response),
        }
    };
    Server::new([
        page("", r#"[{"id": 1}, {"id": 2}]"#, "1"),
        page("1", r#"[{"id": "x"}]"#, "2"),
        page("2", r#"[{"id": 3}]"#, ""),
    ])
}

#[test]
fn requests() {
    let server = Server::new([Mock::given(method("GET")).respond_with(json(r#"{"id": 7}"#))]);
    let client = server.client();
    let thing = client.get_thing("7").blocking().send().unwrap();
    assert_eq!((thing.id, thing.status().as_u16()), (Some(7), 200));
    let raw = client.request(Method::GET, "/x").query("a", 1).blocking().send().unwrap();
    assert_eq!(raw["id"], 7);
    let picture = client.get_picture("7").blocking().send().unwrap();
    let pieces: Result<Vec<_>, _> = picture.into_body().blocking().collect();
    assert_eq!(pieces.unwrap().concat(), br#"{"id": 7}"#);
    let error = client.delete_thing("7").blocking().send().unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 404);
    assert_eq!(server.targets(), ["/things/7", "/x?a=1", "/things/7/picture", "/things/7"]);
}

#[test]
fn listings() {
    let server = listing();
    let client = server.client();
    let things = || client.get_things("s").blocking();
    assert_eq!(ids(&things().all().unwrap()), [1, 2, 3]);
    let streamed: Result<Vec<_>, _> = things().stream().collect();
    assert_eq!(ids(&streamed.unwrap()), [1, 2, 3]);
    let mut pages = things().pages();
    assert!(pages.cursor().is_none());
    assert_eq!(ids(&pages.next().unwrap().unwrap()), [1, 2]);
    assert_eq!(pages.next().unwrap().unwrap().drift().len(), 1);
    let cursor: Cursor = pages.cursor().unwrap();
    assert_eq!(pages.by_ref().count(), 1);
    assert!(pages.next().is_none());
    let rest = client.get_things("s").resume(cursor).max_pages(1).blocking();
    assert_eq!(ids(&rest.all().unwrap()), [3]);
}

#[test]
fn a_listing_that_fails_ends() {
    let server = Server::new([Mock::given(method("GET")).respond_with(ResponseTemplate::new(500))]);
    let mut items = server.client().get_things("s").blocking().stream();
    assert_eq!(items.next().unwrap().unwrap_err().status().unwrap().as_u16(), 500);
    assert!(items.next().is_none());
}

#[test]
fn batches_and_dry_runs() {
    let done = json(r#"{"id": "1", "state": {"done": true}}"#);
    let server = Server::new([Mock::given(method("POST")).respond_with(done)]);
    let client = server.client();
    let mut batch = ActionBatch::new(&client.session, "s".to_owned());
    batch.add(client.create_thing(thing(1)).action().unwrap());
    assert!(batch.confirm().blocking().run().unwrap().is_done());
    let dry = Client::from(client.session.dry_run());
    let response = dry.create_thing(thing(1)).blocking().send().unwrap();
    assert_eq!(response.unsent().unwrap().body().unwrap(), r#"{"id":1}"#);
    assert_eq!(server.targets(), ["/shelves/s/batches"]);
}

#[test]
fn transient_failures_are_awaited() {
    let busy = ResponseTemplate::new(429).insert_header("Retry-After", "7");
    let server = Server::new([
        Mock::given(method("GET")).respond_with(busy).up_to_n_times(2).with_priority(1),
        Mock::given(method("GET")).respond_with(json("{}")),
    ]);
    let builder: ClientBuilder<Client> = builder(&server.server.uri());
    let client = builder.retry(RetryPolicy::new()).clock(SimulatedClock::new()).build_blocking();
    assert_eq!(client.unwrap().get_thing("1").blocking().send().unwrap().attempts(), 3);
}

#[test]
fn threads_share_a_client() {
    let server = Server::new([Mock::given(method("GET")).respond_with(json("{}"))]);
    let client = server.client();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| client.get_thing("1").blocking().send().unwrap());
        }
    });
    assert_eq!(server.targets().len(), 8);
}

#[test]
fn threads_of_spawn_blocking_may_block() {
    let server = Server::new([Mock::given(method("GET")).respond_with(json("[]"))]);
    let client = server.client();
    let send = move || {
        let things = || client.get_things("s").blocking();
        let counted = things().pages().map(|page| page.unwrap().len()).sum::<usize>();
        things().send().unwrap().len() + things().all().unwrap().len() + counted
    };
    for mut builder in [Builder::new_current_thread(), Builder::new_multi_thread()] {
        let runtime = builder.build().unwrap();
        let task = runtime.spawn_blocking(send.clone());
        assert_eq!(runtime.block_on(task).unwrap(), 0);
    }
}

#[tokio::test]
async fn blocking_inside_an_async_runtime_is_an_error() {
    let server = responding(json("[]")).await;
    let client = client(&server.uri());
    let things = || client.get_things("s").blocking();
    let confirmed = ActionBatch::new(&client.session, "s".to_owned()).confirm();
    let mut pages = things().pages();
    let errors = [
        things().send().unwrap_err(),
        things().all().unwrap_err(),
        pages.next().unwrap().unwrap_err(),
        confirmed.blocking().run().unwrap_err(),
        ClientBuilder::<Client>::new(&API).build_blocking().unwrap_err(),
    ];
    assert!(pages.next().is_none());
    for error in errors {
        assert_eq!(
            error.to_string(),
            "a blocking call would stall the async runtime: await the request, or call from another thread"
        );
    }
    assert_eq!(targets(&server).await.len(), 0);
    let sent = thread::scope(|scope| scope.spawn(|| things().send()).join().unwrap());
    assert_eq!(sent.unwrap().len(), 0);
}
