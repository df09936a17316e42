//! Benchmarks the generation of two documentation pages with the project's profile. They are read from disk beforehand.

use clientwright::profile::Profile;
use clientwright::source::Source;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::Path;

/// The pages and the profile.
fn dashboard() -> Result<(Vec<Source>, Profile), Box<dyn Error>> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    for entry in fs::read_dir(package.join("tests/fixtures/dashboard"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            sources.push(Source::new(path.display().to_string(), fs::read_to_string(&path)?));
        }
    }
    sources.sort_by(|one, other| one.name().cmp(other.name()));
    let profile = Profile::from_toml(&fs::read_to_string(package.join("../spec/api.toml"))?)
        .map_err(|error| format!("api.toml: {error:?}"))?;
    Ok((sources, profile))
}

#[expect(clippy::expect_used, reason = "without documents there is nothing to measure")]
fn generate(criterion: &mut Criterion) {
    let (sources, profile) = dashboard().expect("the fixtures can be read");
    let bytes: usize = sources.iter().map(|source| source.text().len()).sum();
    let mut group = criterion.benchmark_group("generate");
    group.throughput(Throughput::Bytes(u64::try_from(bytes).unwrap_or_default()));
    group.bench_function("dashboard", |bencher| {
        bencher.iter(|| {
            clientwright::generate(black_box(&sources), &profile).expect("a client is generated")
        });
    });
    group.finish();
}

criterion_group!(benches, generate);
criterion_main!(benches);
