//! Responses that cost their server little: unions in unions, deviations far inside, and many objects from few bytes.

use crate::{Outcome, peak_memory, server};
use flate2::Compression;
use flate2::write::GzEncoder;
use runtime::{Api, Call, ClientBuilder, ResponseFuture, Session, get, object, union};
use serde::de::DeserializeOwned;
use std::io::Write;
use std::time::{Duration, Instant};

static API: Api = Api { title: "Hostile API", user_agent: "hostile", ..Api::DEFAULT };

/// A union without a discriminator that contains itself.
#[union]
enum Expression {
    And(And),
    Or(Or),
    Not(Not),
    Leaf(String),
}

#[object]
struct And {
    terms: Option<Vec<Expression>>,
    first: Option<String>,
}

#[object]
struct Or {
    terms: Option<Vec<Expression>>,
    second: Option<String>,
}

#[object]
struct Not {
    terms: Option<Vec<Expression>>,
    third: Option<String>,
}

#[object]
struct Thing {
    id: Option<i64>,
    things: Option<Vec<Thing>>,
    a: Option<String>,
    b: Option<String>,
    c: Option<String>,
    d: Option<String>,
    e: Option<String>,
    f: Option<String>,
    g: Option<String>,
    h: Option<String>,
    i: Option<String>,
    j: Option<String>,
    k: Option<String>,
    l: Option<String>,
}

#[get("/")]
#[request(id = "getExpression", output = Expression)]
struct GetExpression(Call);

#[get("/")]
#[request(id = "getThings", output = Vec<Thing>)]
struct GetThings(Call);

/// Prints the time for each kind of response, relative to a harmless one of about the same length, and the memory.
pub(crate) fn run() -> Outcome {
    let runtime = tokio::runtime::Runtime::new()?;
    let before = peak_memory();
    let (decoded, compressed) = (16 << 20, bomb(16 << 20)?);
    let wire = compressed.len();
    let result =
        runtime.block_on(respond::<Vec<Thing>>(&compressed, "Content-Encoding: gzip\r\n"))?;
    println!(
        "hostile: {wire} bytes of gzip, {} MB of JSON: {} with {:.0} MB of memory",
        decoded / 1_000_000,
        if result.fits { "decoded" } else { "an error" },
        peak_memory().unwrap_or(f64::NAN) - before.unwrap_or(f64::NAN)
    );
    let mut nested = Vec::new();
    for depth in [1, 4, 16, 60] {
        let text = format!("{}\"a\"{}", r#"{"w":1,"terms":["#.repeat(depth), "]}".repeat(depth));
        let took = runtime.block_on(fastest::<Expression>(&text))?;
        nested.push(format!("{depth}: {:.0}", took.as_secs_f64() * 1e6));
    }
    println!("hostile: unions in unions, microseconds by depth: {}", nested.join(", "));
    let things = |depth: usize, last: &str| {
        let (open, close) = (r#"{"things":["#.repeat(depth), "]}".repeat(depth));
        format!("[{open}{}{{\"id\":{last}}}{close}]", r#"{"id":1},"#.repeat(10_000))
    };
    let mut tolerant = Vec::new();
    for depth in [1, 10, 30, 60] {
        let plain = runtime.block_on(fastest::<Vec<Thing>>(&things(depth, "1")))?;
        let deviating = runtime.block_on(fastest::<Vec<Thing>>(&things(depth, "true")))?;
        let times = deviating.as_secs_f64() / plain.as_secs_f64();
        tolerant.push(format!("{depth}: {times:.1}"));
    }
    println!("hostile: a deviation, times as long as without it by depth: {}", tolerant.join(", "));
    Ok(())
}

/// Compressed JSON: a list of empty objects.
fn bomb(length: usize) -> std::io::Result<Vec<u8>> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(b"[{}")?;
    gzip.write_all(",{}".repeat(length / 3).as_bytes())?;
    gzip.write_all(b"]")?;
    gzip.finish()
}

/// The type of a response, and its operation.
trait ResponseBody: DeserializeOwned + Sized {
    fn send(session: &Session) -> ResponseFuture<Self>;
}

impl ResponseBody for Expression {
    fn send(session: &Session) -> ResponseFuture<Self> {
        ResponseFuture::new(Call::new(session, GetExpression::OPERATION))
    }
}

impl ResponseBody for Vec<Thing> {
    fn send(session: &Session) -> ResponseFuture<Self> {
        ResponseFuture::new(Call::new(session, GetThings::OPERATION))
    }
}

/// The outcome of a request.
struct Received {
    fits: bool,
    took: Duration,
}

/// Receives a response with this body, and decodes it.
async fn respond<T: ResponseBody>(
    body: &[u8],
    headers: &str,
) -> Result<Received, Box<dyn std::error::Error + Send + Sync>> {
    let response = server::http_bytes(200, headers, body);
    let base_url = server::start(move |_| response.clone())?;
    let session: Session = ClientBuilder::new(&API).base_url(&*base_url).build()?;
    let start = Instant::now();
    let fits = T::send(&session).await.is_ok();
    Ok(Received { fits, took: start.elapsed() })
}

/// The shortest time of several requests.
async fn fastest<T: ResponseBody>(
    body: &str,
) -> Result<Duration, Box<dyn std::error::Error + Send + Sync>> {
    let mut fastest = Duration::MAX;
    for _ in 0..5 {
        let received = respond::<T>(body.as_bytes(), "").await?;
        assert!(received.fits, "{body:.80}");
        fastest = fastest.min(received.took);
    }
    Ok(fastest)
}
