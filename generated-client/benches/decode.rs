//! What generated types cost: a page of 5,000 clients, decoded into them and, in the same run, into structs as one
//! would write them by hand with serde's derives. Both stand in one group; the last line is the ratio of the two.

mod page;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use meraki_dashboard_api::networks::get_network_clients::ResponseItem;
use page::{ByHand, page};
use serde::de::DeserializeOwned;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How many clients a page has: the most that the API gives at once.
const CLIENTS: u64 = 5_000;

/// How often each side decodes the page for the ratio.
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

/// How much longer the generated types take. Both sides take turns, so that a busy machine slows them alike; and the
/// fastest round counts, which is the one least disturbed.
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
