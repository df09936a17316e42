//! The server, and the test that it fails when it is dropped.

use super::connection::serve;
use super::documented::{Documented, Endpoint};
use super::registry::Registry;
use super::reply::fail;
use super::request::{Received, ReceivedRequest};
use super::when::When;
use crate::operations::Operations;
use runtime::reqwest::Url;
use runtime::{Api, ClientBuilder, Method, OperationRequest, Session};
use serde::de::DeserializeOwned;
use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use tokio::runtime::Builder;
use tokio::sync::oneshot;

/// An API of which there is a test server. A generated client implements it.
pub trait MockApi: From<Session> {
    /// The description of the API.
    const API: &'static Api;

    /// The table of its operations.
    const OPERATIONS: &'static str;
}

/// A test server of an API, on a free port of the loopback interface.
///
/// It runs on a thread of its own, so that tests need not be async.
///
/// # Checks
///
/// A request must be of an operation that the API document describes. Required parameters must be present, and values of parameters
/// must be valid according to their JSON Schemas. The body must have a documented media type and, if that is JSON, be valid according
/// to its schema. A form must have the required fields.
///
/// The server does not check:
///
/// * credentials;
/// * parameters, headers and properties that the document does not describe, unless it forbids additional properties;
/// * parameters that are objects or empty, and cursors;
/// * the values of forms, and bodies that are text, bytes or streams;
/// * `format`, and whether only one alternative of a `oneOf` is valid;
/// * patterns that are not regular expressions of the validator, and schemas that are not valid JSON Schemas;
/// * the responses that the test sets.
///
/// # Panics
///
/// When the server is dropped, it fails the test if a request was not as the API document describes it, no reply was set for a
/// request, or a reply was not sent as often as [expected](super::Then::expect), unless the thread is panicking already.
pub struct MockServer<C> {
    registry: Arc<Registry>,
    /// Stops the thread when it is dropped.
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
    client: PhantomData<fn() -> C>,
}

impl<C: MockApi> MockServer<C> {
    /// An API key, in the form of a user and a password. The server accepts every key, and requests without one.
    pub const API_KEY: &'static str = "mock:api-key";

    /// Starts a server.
    ///
    /// # Panics
    ///
    /// When no port is free.
    #[track_caller]
    pub fn start() -> Self {
        Self::builder().start()
    }

    /// A builder of servers with other settings.
    pub const fn builder() -> MockServerBuilder<C> {
        MockServerBuilder {
            port: 0,
            operations: C::OPERATIONS,
            serves_examples: false,
            client: PhantomData,
        }
    }

    /// A client of the server, which does not throttle itself.
    ///
    /// # Panics
    ///
    /// When the HTTP client cannot be built.
    #[track_caller]
    pub fn client(&self) -> C {
        match self.client_builder().build() {
            Ok(client) => client,
            Err(error) => fail(error.to_string()),
        }
    }

    /// A builder of clients of the server: with its base URL and an API key, and without a rate limiter.
    ///
    /// For tests of retries, also pass a `SimulatedClock` to [`clock`](ClientBuilder::clock): with it, waits end immediately.
    pub fn client_builder(&self) -> ClientBuilder<C> {
        let builder = ClientBuilder::new(C::API).base_url(self.url()).without_rate_limiter();
        match C::API.schemes {
            [] => builder,
            [..] => builder.api_key(Self::API_KEY),
        }
    }
}

impl<C> MockServer<C> {
    /// The base URL, with the path of the API's base URL.
    pub fn url(&self) -> String {
        self.registry.documented.base.as_str().trim_end_matches('/').to_owned()
    }

    /// The conditions of a reply to requests of an operation.
    ///
    /// The type of the request names the operation, and determines the types of its body and its response. The constant
    /// `OPERATION` of a request is data, which lists of operations contain, and has no types.
    ///
    /// The first reply that was set, is not used up, and whose conditions hold is sent.
    ///
    /// # Panics
    ///
    /// When the operation is not one of the API.
    #[track_caller]
    pub fn on<R: OperationRequest>(&self) -> When<'_, R> {
        When::new(&self.registry, self.endpoint::<R>())
    }

    /// The documented example of a response, or else a value that is made from the documented schema: a start for the values of a
    /// test.
    ///
    /// # Panics
    ///
    /// When the operation is not one of the API, or the example does not have the documented type.
    #[track_caller]
    pub fn example<R: OperationRequest<Output: DeserializeOwned>>(&self) -> R::Output {
        let endpoint = self.endpoint::<R>();
        match serde_json::from_value(endpoint.example_body()) {
            Ok(example) => example,
            Err(error) => fail(format!("the example of {endpoint} does not fit: {error}")),
        }
    }

    #[track_caller]
    fn endpoint<R: OperationRequest>(&self) -> Endpoint {
        match self.registry.documented.operation(R::OPERATION.id) {
            Some(endpoint) => endpoint,
            None => fail(format!("the API has no operation `{}`", R::OPERATION.id)),
        }
    }

    /// The conditions of a reply to requests that the API document does not describe: a method, and a path that may contain
    /// parameters in braces.
    pub fn on_undocumented(
        &self,
        method: Method,
        path: impl Into<String>,
    ) -> When<'_, Undocumented> {
        When::new(&self.registry, self.registry.documented.undocumented(method, path.into()))
    }

    /// The requests of an operation that the server has received, in order.
    pub fn received<R: OperationRequest>(&self) -> Vec<Received<R>> {
        let requests = self.registry.received().into_iter();
        let requests = requests.filter(|request| request.operations.contains(&R::OPERATION.id));
        requests.map(Received::new).collect()
    }

    /// All requests that the server has received, in order.
    pub fn received_requests(&self) -> Vec<ReceivedRequest> {
        self.registry.received().iter().map(|request| (**request).clone()).collect()
    }

    /// Removes and returns the reasons for which requests so far would fail the test, for tests that expect them.
    pub fn take_mismatches(&self) -> Vec<String> {
        self.registry.take_mismatches()
    }

    /// Waits for the end of the server, which never comes, for programs that only serve.
    pub fn join(mut self) {
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// A request that the API document does not describe.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Undocumented;

/// Builds a [`MockServer`].
pub struct MockServerBuilder<C> {
    port: u16,
    operations: &'static str,
    serves_examples: bool,
    client: PhantomData<fn() -> C>,
}

impl<C: MockApi> MockServerBuilder<C> {
    /// Listens on this port.
    pub const fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Serves the operations of another table, such as that of the whole API instead of a part. It stays in memory.
    pub fn operations(mut self, table: String) -> Self {
        self.operations = table.leak();
        self
    }

    /// Replies with documented examples, or values of the documented schemas, wherever no reply is set. A listing repeats its first
    /// item with other ids, in several pages.
    ///
    /// Such a server records no requests, and fails no test.
    pub const fn serve_examples(mut self) -> Self {
        self.serves_examples = true;
        self
    }

    /// Starts the server.
    ///
    /// # Panics
    ///
    /// In the cases of [`try_start`](Self::try_start).
    #[track_caller]
    pub fn start(self) -> MockServer<C> {
        match self.try_start() {
            Ok(server) => server,
            Err(error) => fail(format!("the test server cannot be started: {error}")),
        }
    }

    /// Starts the server.
    ///
    /// # Errors
    ///
    /// When the port is not free, or the table of operations is invalid.
    pub fn try_start(self) -> io::Result<MockServer<C>> {
        let operations = Operations::of(self.operations)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port))?;
        listener.set_nonblocking(true)?;
        let path = Url::parse(C::API.base_url).map(|url| url.path().to_owned());
        let address = listener.local_addr()?;
        let base = format!("http://{address}{}", path.as_deref().unwrap_or_default());
        let base = Url::parse(&base).map_err(io::Error::other)?;
        let documented = Documented::new(operations, C::API, base);
        let registry = Arc::new(Registry::new(documented, self.serves_examples));
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let listener = {
            let _context = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let (stop, stopped) = oneshot::channel();
        let answering = Arc::clone(&registry);
        let run = move || {
            let answer = Arc::new(move |head: &_, body| answering.answer(head, body));
            runtime.spawn(serve(listener, answer));
            // The connections end with the runtime.
            let _ = runtime.block_on(stopped);
        };
        let thread = thread::Builder::new().name("mock-server".to_owned()).spawn(run)?;
        Ok(MockServer { registry, stop: Some(stop), thread: Some(thread), client: PhantomData })
    }
}

impl<C> Drop for MockServer<C> {
    fn drop(&mut self) {
        drop(self.stop.take());
        let _ = self.thread.take().map(JoinHandle::join);
        let mut mismatches = self.registry.take_mismatches();
        mismatches.extend(self.registry.unmet_expectations());
        if !mismatches.is_empty() && !thread::panicking() {
            fail(format!("the test server found mismatches:\n- {}", mismatches.join("\n- ")));
        }
    }
}

impl<C> fmt::Debug for MockServer<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockServer").field("url", &self.url()).finish_non_exhaustive()
    }
}
