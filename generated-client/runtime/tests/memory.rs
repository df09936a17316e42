//! The memory for a large page. A test binary of its own, because the memory of the whole process is measured.

#![allow(
    clippy::unwrap_used,
    reason = "tests fail by panicking, and the lint does not recognize test helpers"
)]

// The attributes expand to paths in `::runtime`.
extern crate meraki_dashboard_api_runtime as runtime;

use runtime::{Api, Call, ClientBuilder, PageStyle, Session, get, object};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

static API: Api = Api {
    title: "Things API",
    user_agent: "things/1",
    // The list is in an object, beside the cursor.
    pages: PageStyle::cursors(&["items"], "after", "/next"),
    ..Api::DEFAULT
};

/// List all things
#[get("/things")]
#[request(id = "getThings", output = Vec<Thing>, paged)]
struct GetThings(Call);

#[object]
struct Thing {
    id: Option<i64>,
}

const MIB: usize = 1024 * 1024;
const THINGS: usize = 50_000;

/// The peak memory of the process, in bytes; `None` if the system does not report it.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: usize = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// Responds with a page of 50 MiB, and keeps only one thing in memory.
async fn respond(mut stream: TcpStream) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let of_one = 50 * MIB / THINGS;
    let length = THINGS * of_one;
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
    stream.write_all(head.as_bytes()).await?;
    for id in 0..THINGS {
        let start = if id == 0 { r#"{"items":["# } else { "," };
        let end = if id + 1 == THINGS { "]}" } else { "" };
        let mut thing = format!("{start}{{\"id\":{id},\"x\":\"");
        let rest = of_one - thing.len() - "\"}".len() - end.len();
        thing.push_str(&"x".repeat(rest));
        thing.push_str("\"}");
        thing.push_str(end);
        stream.write_all(thing.as_bytes()).await?;
    }
    Ok(())
}

#[tokio::test]
async fn decoding_a_page_of_50_mib_takes_less_than_twice_its_size() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await?;
        respond(stream).await
    });
    let session: Session = ClientBuilder::new(&API).base_url(url).build().unwrap();
    let before = peak();
    let mut things = GetThings(Call::new(&session, GetThings::OPERATION)).stream();
    let mut next = 0;
    while let Some(thing) = things.try_next().await.unwrap() {
        assert_eq!(thing.id, Some(next));
        next += 1;
    }
    assert_eq!(usize::try_from(next), Ok(THINGS));
    server.await.unwrap().unwrap();
    match (before, peak()) {
        (Some(before), Some(peak)) => {
            let taken = peak.saturating_sub(before) / MIB;
            assert!(taken < 100, "{taken} MiB");
            println!("{taken} MiB");
        }
        _ => println!("skipped: the system does not say how much memory there is"),
    }
}
