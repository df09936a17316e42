//! A small API, like those that the generator writes.

use runtime::{
    Api, ApiResponse, ArrayStyle, Batches, ByteStream, Call, CallerFormat, ClientBuilder,
    Contention, Error, Method, PageStyle, RawRequest, Redirects, Request, RetryPolicy, Scheme,
    Session, delete, get, object, post, string_enum,
};
use std::collections::BTreeMap;
use std::future::Future;
use std::time::Duration;

pub(crate) static API: Api = Api {
    title: "Things API",
    user_agent: "things/1.2.3",
    base_url: "https://api-domain.com/v1",
    // Cargo sets this variable for tests.
    key_variable: "CARGO_PKG_NAME",
    schemes: &[
        Scheme::bearer("bearer"),
        Scheme::header("header", "X-Things-Key"),
        Scheme::query("query", "key"),
        Scheme::basic("basic"),
        Scheme::cookie("cookie", "session"),
    ],
    security: &[],
    trusted_domains: &["api-domain.com"],
    trusted_origins: &[],
    redirects: Redirects::DEFAULT,
    caller: Some(CallerFormat { format: "Application Vendor", pattern: "^[A-Za-z]+ [A-Za-z]+$" }),
    batches: Some(Batches {
        path: "/shelves/{shelfId}/batches",
        max_synchronous: 2,
        max_asynchronous: 3,
        max_running: 2,
        confirmed: "go",
        synchronous: "wait",
        actions: "steps",
        callback: Some("hook"),
        id: "/id",
        completed: "/state/done",
        failed: "/state/failed",
        errors: "/state/errors",
    }),
    pages: PageStyle::links(&["items", "records"]),
    error_messages: "/errors",
    secret_properties: &["v3AuthPass", "pin"],
    request_id_header: "X-Request-Id",
    tenancy: None,
    limits: None,
    retry_idempotent: false,
    contention: &[
        Contention {
            request: Some("DELETE /things/{id}"),
            status: Some(400),
            message: "concurrent",
            wait: Duration::from_secs(40),
        },
        Contention {
            request: None,
            status: None,
            message: "executing batches",
            wait: Duration::from_secs(20),
        },
    ],
};

pub(crate) const KEY: &str = "0123456789-secret-key";

#[derive(Clone, Debug)]
pub(crate) struct Client {
    pub(crate) session: Session,
}

impl From<Session> for Client {
    fn from(session: Session) -> Self {
        Self { session }
    }
}

/// A client of a server, with the API key and without retries.
pub(crate) fn client(base_url: &str) -> Client {
    builder(base_url).build().unwrap()
}

pub(crate) fn builder(base_url: &str) -> ClientBuilder<Client> {
    plain(&API).api_key(KEY).base_url(base_url).retry(RetryPolicy::never())
}

/// A builder of clients without trusted certificates, because loading those of the system takes longer than most tests.
pub(crate) fn plain(api: &'static Api) -> ClientBuilder<Client> {
    ClientBuilder::new(api).configure_http(|http| {
        #[cfg(feature = "rustls")]
        let http = http.tls_backend_rustls();
        http.tls_certs_only([])
    })
}

impl Client {
    pub(crate) fn get_things(&self, shelf_id: impl Into<String>) -> GetThings {
        let mut call = Call::new(&self.session, GetThings::OPERATION);
        call.path("shelfId", shelf_id.into());
        GetThings(call)
    }

    pub(crate) fn find_things(&self) -> FindThings {
        let call = Call::new(&self.session, FindThings::OPERATION);
        FindThings(call)
    }

    pub(crate) fn get_log(&self) -> GetLog {
        let call = Call::new(&self.session, GetLog::OPERATION);
        GetLog(call)
    }

    pub(crate) fn get_thing(&self, id: impl Into<String>) -> GetThing {
        let mut call = Call::new(&self.session, GetThing::OPERATION);
        call.path("id", id.into());
        GetThing(call)
    }

    pub(crate) fn create_thing(&self, thing: Thing) -> CreateThing {
        let mut call = Call::new(&self.session, CreateThing::OPERATION);
        call.json(&thing);
        CreateThing(call)
    }

    pub(crate) fn delete_thing(&self, id: impl Into<String>) -> DeleteThing {
        let mut call = Call::new(&self.session, DeleteThing::OPERATION);
        call.path("id", id.into());
        DeleteThing(call)
    }

    pub(crate) fn get_picture(&self, id: impl Into<String>) -> GetPicture {
        let mut call = Call::new(&self.session, GetPicture::OPERATION);
        call.path("id", id.into());
        GetPicture(call)
    }

    pub(crate) fn request(&self, method: Method, path: impl Into<String>) -> RawRequest {
        self.session.request(method, path)
    }
}

#[get("/shelves/{shelfId}/things")]
#[request(id = "getThings", output = Vec<Thing>, paged)]
pub(crate) struct GetThings(pub(crate) Call);

impl GetThings {
    pub(crate) fn weight(mut self, weight: f64) -> Self {
        self.0.query("weight", weight);
        self
    }

    pub(crate) fn name(mut self, name: impl Into<String>) -> Self {
        self.0.query("name", name.into());
        self
    }

    pub(crate) fn fragile(mut self, fragile: bool) -> Self {
        self.0.query("fragile", fragile);
        self
    }

    pub(crate) fn colors(mut self, colors: impl IntoIterator<Item = Color>) -> Self {
        self.0.query_array("colors", ArrayStyle::Brackets, colors);
        self
    }

    pub(crate) fn per_page(mut self, per_page: i64) -> Self {
        self.0.query("perPage", per_page);
        self
    }
}

#[get("/things/found")]
#[request(id = "findThings", output = Found, paged)]
pub(crate) struct FindThings(Call);

/// A log without end, read from its newest page.
#[get("/log")]
#[request(id = "getLog", output = Found, paged(backwards, time_bounds(
    after = "startingAfter",
    seconds = 300,
    before = "endingBefore",
    earliest = "2014-01-01T00:00:00Z",
)))]
pub(crate) struct GetLog(pub(crate) Call);

#[get("/things/{id}")]
#[request(id = "getThing", output = Thing)]
pub(crate) struct GetThing(pub(crate) Call);

#[post("/things")]
#[request(id = "createThing", output = Thing, action(resource = "/things", operation = "create"))]
pub(crate) struct CreateThing(Call);

#[delete("/things/{id}")]
#[request(id = "deleteThing", output = (), action(resource = "/things/{id}", operation = "destroy"))]
pub(crate) struct DeleteThing(Call);

impl FindThings {
    /// The call, for parameters without a setter.
    pub(crate) fn call(&mut self) -> &mut Call {
        &mut self.0
    }
}

impl DeleteThing {
    /// The call, for parameters without a setter.
    pub(crate) fn call(&mut self) -> &mut Call {
        &mut self.0
    }
}

#[get("/things/{id}/picture")]
#[request(id = "getPicture", output = ByteStream, streamed)]
pub(crate) struct GetPicture(Call);

#[string_enum]
pub(crate) enum Color {
    Red,
    #[value("dark blue")]
    DarkBlue,
}

#[object]
pub(crate) struct Thing {
    pub(crate) id: Option<i64>,
    pub(crate) weight: Option<f64>,
    pub(crate) main_color: Option<Color>,
    pub(crate) by_shelf: Option<BTreeMap<u32, i64>>,
}

/// A page that is an object.
#[object]
pub(crate) struct Found {
    pub(crate) items: Option<Vec<Thing>>,
}

impl runtime::Page for Found {
    type Item = Thing;

    fn into_items(self) -> Vec<Thing> {
        self.items.unwrap_or_default()
    }
}

/// A thing with an id.
pub(crate) fn thing(id: i64) -> Thing {
    Thing { id: Some(id), ..Thing::default() }
}

/// The ids of things.
pub(crate) fn ids(things: &[Thing]) -> Vec<i64> {
    things.iter().filter_map(|thing| thing.id).collect()
}

/// Generic code can send any request in a spawned task.
pub(crate) fn sent<R: Request>(
    request: R,
) -> impl Future<Output = Result<ApiResponse<R::Output>, Error>> + Send + 'static
where
    R::Output: 'static,
{
    request.send()
}
