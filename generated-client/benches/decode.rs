//! Decodes a page of 5,000 clients into the generated types and into handwritten serde types, and prints the ratio of the two
//! times.

mod page;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use meraki_dashboard_api::networks::get_network_clients::ResponseItem;
use page::{ByHand, page};
use serde::de::DeserializeOwned;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The number of clients on a page: the maximum of the API.
const CLIENTS: u64 = 5_000;

/// The number of rounds for the ratio.
const ROUNDS: usize = 60;

#[expect(clippy::expect_used, reason = "a page that does not fit cannot be measured")]
fn decoded<T: DeserializeOwned>(page: &str) -> Vec<T> {
    serde_json::from_slice(black_box(page.as_bytes())).expect("the page fits")
}

fn decode(criterion: &mut Criterion) {
    let page = page(CLIENTS);
    let mut group = criterion.benchmark_group("decode 5,000 clients");
    group.throughput(Throughput::Bytes(u64::try_from(page.len()).unwrap_or_default()));
    group.bench_function("generated", |bencher| bencher.iter(|| decoded::<ResponseItem>(&page)));
    group.bench_function("by hand", |bencher| bencher.iter(|| decoded::<ByHand>(&page)));
    group.finish();
    println!(
        "ratio generated / by hand: {:.2} (the fastest of {ROUNDS} rounds each)",
        ratio(&page)
    );
}

/// The ratio of the fastest rounds. Both sides take turns, so that a busy machine affects them equally.
fn ratio(page: &str) -> f64 {
    let (mut generated, mut by_hand) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        generated = generated.min(time::<ResponseItem>(page));
        by_hand = by_hand.min(time::<ByHand>(page));
    }
    generated.as_secs_f64() / by_hand.as_secs_f64()
}

fn time<T: DeserializeOwned>(page: &str) -> Duration {
    let start = Instant::now();
    let decoded = black_box(decoded::<T>(page));
    let time = start.elapsed();
    drop(decoded);
    time
}

criterion_group!(benches, decode);
criterion_main!(benches);
