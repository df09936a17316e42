//! A small API with a listing of each kind, as the generator writes it.

use meraki_dashboard_api_tools::mock::{MockApi, MockServer};
use runtime::{
    Api, ByteStream, Call, ClientBuilder, Events, JsonLines, PageStyle, Session, get, object, post,
};

pub(crate) struct Client(Session);

impl From<Session> for Client {
    fn from(session: Session) -> Self {
        Self(session)
    }
}

impl From<Client> for Session {
    fn from(client: Client) -> Self {
        client.0
    }
}

static API: Api = Api {
    title: "Library",
    user_agent: "library/1.0",
    base_url: "https://library.example/v1",
    error_messages: "/errors",
    request_id_header: "X-Request-Id",
    pages: PageStyle::links(&[]),
    ..Api::DEFAULT
};

impl MockApi for Client {
    const API: &'static Api = &API;
    const OPERATIONS: &'static str = include_str!("operations.json");
}

/// A client whose waits end immediately.
pub(crate) fn client(server: &MockServer<Client>) -> Client {
    let builder: ClientBuilder<Client> = server.client_builder();
    builder.clock(runtime::testing::SimulatedClock::new()).build().unwrap()
}

/// A book.
#[object]
pub(crate) struct Book {
    pub(crate) id: Option<i64>,
    pub(crate) title: Option<String>,
}

/// The body of [`AddBook`].
#[object(setters)]
pub(crate) struct NewBook {
    pub(crate) title: String,
    pub(crate) genre: Option<String>,
    pub(crate) edition: Option<i64>,
}

/// A page of books.
#[object]
pub(crate) struct BookPage {
    pub(crate) books: Option<Vec<Book>>,
    pub(crate) next: Option<String>,
}

impl runtime::Page for BookPage {
    type Item = Book;

    fn into_items(self) -> Vec<Book> {
        self.books.unwrap_or_default()
    }
}

/// Read a book
#[get("/books/{id}")]
#[request(id = "getBook", output = Book)]
pub(crate) struct GetBook(Call);

/// Add a book
#[post("/books")]
#[request(id = "addBook", output = Book, body = NewBook, success("201"))]
pub(crate) struct AddBook(Call);

/// Rename a book
#[runtime::put("/books/{id}")]
#[request(id = "renameBook", output = (), body = NewBook)]
pub(crate) struct RenameBook(Call);

impl RenameBook {
    pub(crate) fn new(client: &Client, id: i64, body: &NewBook) -> Self {
        let mut call = Call::new(&client.0, Self::OPERATION);
        call.path("id", id.to_string());
        call.form(body);
        Self(call)
    }
}

/// Read the summary of a book, with an operation on the path of another
#[get("/books/{id}")]
#[request(id = "getBook#summary", output = String)]
pub(crate) struct GetSummary(Call);

impl GetSummary {
    pub(crate) fn new(client: &Client, id: i64) -> Self {
        let mut call = Call::new(&client.0, Self::OPERATION);
        call.path("id", id.to_string());
        call.query("summary", "true".to_owned());
        Self(call)
    }
}

/// Delete a book
#[runtime::delete("/books/{id}")]
#[request(id = "deleteBook", output = ())]
pub(crate) struct DeleteBook(Call);

/// Read the text of a book
#[get("/books/{id}/text")]
#[request(id = "getText", output = String, text)]
pub(crate) struct GetText(Call);

/// Read the text of the first item of a collection
#[get("/{collection}/first/text")]
#[request(id = "getFirst", output = String, text)]
pub(crate) struct GetFirst(Call);

impl GetFirst {
    pub(crate) fn new(client: &Client, collection: &str) -> Self {
        let mut call = Call::new(&client.0, Self::OPERATION);
        call.path("collection", collection.to_owned());
        Self(call)
    }
}

/// Read the cover of a book
#[get("/books/{id}/cover")]
#[request(id = "getCover", output = ByteStream, streamed)]
pub(crate) struct GetCover(Call);

/// Read the changes of a book
#[get("/books/{id}/changes")]
#[request(id = "getChanges", output = Events<Book>, streamed)]
pub(crate) struct GetChanges(Call);

/// Read the lines of a book
#[get("/books/{id}/lines")]
#[request(id = "getLines", output = JsonLines<Book>, streamed)]
pub(crate) struct GetLines(Call);

/// Listings.
macro_rules! listings {
    ($($name:ident $path:literal $id:literal $output:ty: $style:expr;)*) => {$(
        /// List books
        #[get($path)]
        #[request(id = $id, output = $output, paged(style = $style))]
        pub(crate) struct $name(Call);

        impl $name {
            pub(crate) fn new(client: &Client) -> Self {
                Self(Call::new(&client.0, Self::OPERATION))
            }

            /// A request with a parameter in the query.
            #[allow(dead_code, reason = "not every listing has a limit")]
            pub(crate) fn query(mut self, name: &'static str, value: impl ToString) -> Self {
                self.0.query(name, value.to_string());
                self
            }
        }
    )*};
}

listings! {
    ByLink "/by-link" "byLink" Vec<Book>: PageStyle::links(&[]);
    ByUrl "/by-url" "byUrl" BookPage: PageStyle::urls(&["books"], "/next");
    ByCursor "/by-cursor" "byCursor" BookPage: PageStyle::cursors(&["books"], "after", "/next");
    ByPage "/by-page" "byPage" BookPage: PageStyle::cursors(&["books"], "page", "/next");
    ByHeader "/by-header" "byHeader" Vec<Book>: PageStyle::header_cursors(&[], "after", "x-next");
    ByLastItem "/by-last-item" "byLastItem" Vec<Book>: PageStyle::last_items(&[], "after", "/id", "");
    ByNumber "/by-number" "byNumber" BookPage: PageStyle::numbers(&["books"], "page", "limit", 1);
    ByOffset "/by-offset" "byOffset" Vec<Book>: PageStyle::offsets(&[], "offset", "limit");
}

/// Requests of one book.
macro_rules! of_book {
    ($($name:ident)*) => {$(
        impl $name {
            pub(crate) fn new(client: &Client, id: i64) -> Self {
                let mut call = Call::new(&client.0, Self::OPERATION);
                call.path("id", id.to_string());
                Self(call)
            }
        }
    )*};
}

of_book!(GetBook DeleteBook GetText GetCover GetChanges GetLines);

impl AddBook {
    pub(crate) fn new(client: &Client, body: &NewBook) -> Self {
        let mut call = Call::new(&client.0, Self::OPERATION);
        call.json(body);
        Self(call)
    }
}

impl Client {
    pub(crate) fn request(&self, method: runtime::Method, path: &str) -> runtime::RawRequest {
        self.0.request(method, path)
    }
}
