//! The time and memory of a listing of 100 pages with 1,000 clients each, compared with the official Python library.

use crate::page::page;
use crate::{Outcome, builder, peak_memory, server};
use std::process::Command;
use std::time::Instant;

const PAGES: usize = 100;
const PER_PAGE: u64 = 1_000;
const ROUNDS: usize = 5;

/// Reads the listing with both in separate processes, and prints the best time and memory of each.
pub(crate) fn run() -> Outcome {
    let body = page(PER_PAGE);
    let size = body.len() / 1000;
    let pages: Vec<_> = (1..=PAGES)
        .map(|next| match next < PAGES {
            true => {
                let next = format!("/networks/N_1/clients?perPage=1000&startingAfter={next}");
                server::http(200, &format!("Link: <{next}>; rel=next\r\n"), &body)
            }
            false => server::http(200, "", &body),
        })
        .collect();
    let base_url = server::start(move |target| {
        let number = target.split_once("startingAfter=").and_then(|(_, n)| n.parse::<usize>().ok());
        pages.get(number.unwrap_or_default()).unwrap_or(&pages[0]).clone()
    })?;
    let python = std::env::var_os("MERAKI_PYTHON");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(measured(Command::new(std::env::current_exe()?).args(["listing", &base_url]))?);
        if let Some(python) = &python {
            let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/sending/listing.py");
            theirs.push(measured(Command::new(python).args([script, &base_url]))?);
        }
    }
    let ours = fastest(&ours);
    println!(
        "listing: {:.2} s and at most {:.0} MB ({PAGES} pages of {PER_PAGE} clients, {size} kB each, the fastest of {ROUNDS} rounds)",
        ours.0, ours.1
    );
    match theirs.is_empty() {
        true => println!("listing in Python: left out, since MERAKI_PYTHON names no Python"),
        false => {
            let theirs = fastest(&theirs);
            let ratio = theirs.0 / ours.0;
            println!(
                "listing in Python: {:.2} s and at most {:.0} MB, ratio {ratio:.1}",
                theirs.0, theirs.1
            );
        }
    }
    Ok(())
}

/// Reads the listing item by item, and prints the time in seconds and the peak memory in megabytes.
pub(crate) fn read(base_url: &str) -> Outcome {
    let client = builder(base_url).without_rate_limiter().build()?;
    let start = Instant::now();
    let count = tokio::runtime::Runtime::new()?.block_on(async {
        let mut clients = client.networks().get_network_clients("N_1").per_page(1000).stream();
        let mut count = 0;
        while clients.try_next().await?.is_some() {
            count += 1;
        }
        Ok::<usize, meraki_dashboard_api::Error>(count)
    })?;
    assert_eq!(count, PAGES * 1_000);
    println!("{} {}", start.elapsed().as_secs_f64(), peak_memory().unwrap_or(f64::NAN));
    Ok(())
}

/// The seconds and megabytes that a process prints.
fn measured(command: &mut Command) -> Result<(f64, f64), Box<dyn std::error::Error + Send + Sync>> {
    let output = command.output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    match text.trim().split_once(' ') {
        Some((seconds, megabytes)) => Ok((seconds.parse()?, megabytes.parse()?)),
        None => {
            Err(format!("{command:?} failed: {}", String::from_utf8_lossy(&output.stderr)).into())
        }
    }
}

fn fastest(rounds: &[(f64, f64)]) -> (f64, f64) {
    rounds.iter().copied().fold((f64::INFINITY, 0.0), |least, round| match round.0 < least.0 {
        true => round,
        false => least,
    })
}
