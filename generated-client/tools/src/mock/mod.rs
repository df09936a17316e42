//! A test server of the API, for the tests of programs that use the client.
//!
//! [`MockServer::on`] takes the type of a request, and returns conditions ([`When`]), which a reply follows ([`Then`]): a typed
//! value, the documented example, pages of a listing, an error, or a broken connection. The server checks each request against the
//! API document: one that deviates from it gets a 400 with the reason, and the test fails with it when the server is dropped.
//!
//! # Example
//!
//! The module `mock` of a client names its server `MockServer`, without a parameter.
//!
//! ```
//! # use meraki_dashboard_api_tools as tools;
//! # use runtime::testing::SimulatedClock;
//! # use runtime::{Api, Call, Session, get, object};
//! # use tools::mock::MockApi;
//! # struct Client(Session);
//! # impl From<Session> for Client { fn from(session: Session) -> Self { Self(session) } }
//! # static API: Api = Api { title: "Library", user_agent: "library/1", base_url: "https://library.example", ..Api::DEFAULT };
//! # impl MockApi for Client {
//! #     const API: &'static Api = &API;
//! #     const OPERATIONS: &'static str = r#"{"title": "Library", "version": "1", "pageStyle": {"items": [], "next": "link"},
//! #         "operations": [{"id": "getBook", "scope": "books", "name": "get", "method": "GET", "path": "/books/{id}", "summary": "",
//! #             "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
//! #             "output": {"format": "json", "accept": "application/json", "success": ["200"]}}], "schemas": {}}"#;
//! # }
//! # impl Client {
//! #     fn get_book(&self, id: &str) -> GetBook {
//! #         let mut call = Call::new(&self.0, GetBook::OPERATION);
//! #         call.path("id", id.to_owned());
//! #         GetBook(call)
//! #     }
//! # }
//! # #[get("/books/{id}")]
//! # #[request(id = "getBook", output = Book)]
//! # struct GetBook(Call);
//! # #[object]
//! # struct Book { title: Option<String>, pages: Option<i64> }
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! use std::time::Duration;
//! use tools::mock::MockServer;
//!
//! let server = MockServer::<Client>::start();
//! server.on::<GetBook>().reply_status(429).retry_after(Duration::from_secs(60)).times(1);
//! let emma = Book { title: Some("Emma".into()), ..Default::default() };
//! server.on::<GetBook>().path("id", "emma").reply(emma.clone()).expect(1);
//!
//! // With a simulated clock, retries do not wait.
//! let client = server.client_builder().clock(SimulatedClock::new()).build()?;
//! assert_eq!(*client.get_book("emma").send().await?, emma);
//! assert_eq!(server.received::<GetBook>().len(), 2);
//! # Ok::<(), runtime::Error>(()) })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where is it?
//!
//! * `server.rs`: the server; `connection.rs`: HTTP, and what breaks it.
//! * `when.rs`, `then.rs`, `reply.rs`, `request.rs`: conditions, changes, replies and received requests.
//! * `documented.rs`, `template.rs`: operations and paths of the API document.
//! * `pages.rs`: the pages of listings, in each style; `examples.rs`: documented examples.
//! * `check/`: whether a request is as the document describes it.
//! * `registry.rs`: the state of a server, and the answer to a request.

mod check;
mod connection;
mod documented;
mod examples;
mod pages;
mod registry;
mod reply;
mod request;
mod server;
mod template;
mod then;
mod when;

pub use reply::Reply;
pub use request::{Received, ReceivedRequest};
pub use server::{MockApi, MockServer, MockServerBuilder, Undocumented};
pub use then::{Then, Times};
pub use when::When;
