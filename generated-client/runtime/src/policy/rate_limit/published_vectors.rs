//! Tests with published conformance vectors for rate limiters, if they are available.

use super::bucket::tests::{rate, take};
use super::token_buckets::tests::rates;
use crate::api::{Limit, Limits};
use crate::policy::tenancy::Owner;
use crate::policy::tenancy::tests::{
    Map, is_fresh, is_unknown, learn, maps, moment, tenant, tenants,
};
use reqwest::StatusCode;
use serde_json::Value;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// The vectors, if they are in the folder beside the project.
fn vectors() -> Option<Value> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let file = corpus
        .read_dir()
        .into_iter()
        .flatten()
        .filter_map(|folder| Some(folder.ok()?.path().join("smartflow-vectors.json")))
        .find(|file| file.is_file());
    let Some(file) = file else {
        println!("skipped: there are no vectors in {}", corpus.display());
        return None;
    };
    Some(serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap())
}

fn cases<'a>(vectors: &'a Value, group: &str) -> &'a [Value] {
    let cases = vectors[group]["cases"].as_array().unwrap();
    assert!(!cases.is_empty(), "{group}");
    cases
}

fn number(case: &Value, name: &str) -> f64 {
    case[name].as_f64().unwrap_or_else(|| panic!("{name} in {case}"))
}

fn text<'a>(case: &'a Value, name: &str) -> &'a str {
    case[name].as_str().unwrap_or_else(|| panic!("{name} in {case}"))
}

fn map(value: &Value) -> Map {
    if value.is_null() { Map::new() } else { serde_json::from_value(value.clone()).unwrap() }
}

fn assert_close(found: f64, expected: f64, case: &Value) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}: {case}");
}

fn limit(rate: f64) -> Limit {
    Limit { rate, burst: rate, increase: 0.2 }
}

#[test]
fn token_bucket() {
    let Some(vectors) = vectors() else { return };
    for case in cases(&vectors, "token_bucket") {
        let limit = Limit { burst: number(case, "capacity"), ..limit(number(case, "rate")) };
        assert_close(number(case, "init_last"), 0.0, case);
        let steps = case["steps"].as_array().unwrap();
        let moments: Vec<_> = steps.iter().map(|step| number(step, "now")).collect();
        let taken = take(limit, number(case, "init_tokens"), &moments);
        assert_eq!(taken.len(), steps.len());
        for ((tokens, wait), step) in taken.into_iter().zip(steps) {
            assert_close(tokens, number(step, "tokens_after"), case);
            assert_close(wait, number(step, "wait"), case);
        }
    }
    for case in cases(&vectors, "rate_setter_floor") {
        let set = number(case, "set_rate");
        let found = rate(limit(1.0), 1.0, |bucket| bucket.decrease(set, Duration::ZERO));
        assert_close(found, number(case, "expected_rate"), case);
    }
}

#[test]
fn aimd() {
    let Some(vectors) = vectors() else { return };
    for case in cases(&vectors, "aimd") {
        let start = number(case, "start_rate");
        let expected = number(case, "expected_rate");
        if let Some(url) = case["url"].as_str() {
            assert!(is_unknown(url), "{case}");
            let limits =
                Limits { tenant: limit(10.0), global: limit(start), decrease: 0.7, floor: 0.5 };
            let unknown = Owner::Unknown(url.into());
            let (global, _) = rates(&unknown, limits, StatusCode::TOO_MANY_REQUESTS);
            assert_close(global, expected, case);
            continue;
        }
        let increase = if text(case, "target") == "org" { 0.2 } else { 0.5 };
        let configured = case["configured_rate"].as_f64().unwrap_or(start);
        let limit = Limit { increase, ..limit(configured) };
        let found = rate(limit, start, |bucket| match text(case, "op") {
            "on_rate_limited" => bucket.decrease(0.7, Duration::ZERO),
            "on_success" => bucket.increase(Duration::ZERO),
            other => panic!("no such operation: {other}"),
        });
        assert_close(found, expected, case);
    }
}

#[test]
fn the_owner_of_a_request() {
    let Some(vectors) = vectors() else { return };
    let group = &vectors["resolve_org"];
    let known = tenants(&map(&group["network_to_org"]), &map(&group["serial_to_org"]));
    for case in cases(&vectors, "resolve_org") {
        let found = tenant(&known, text(case, "url"));
        assert_eq!(found.as_deref(), case["expected_org"].as_str(), "{case}");
    }
    for case in cases(&vectors, "is_unresolved_scoped_url") {
        assert_eq!(is_unknown(text(case, "url")), case["expected"] == true, "{case}");
    }
}

#[test]
fn what_answers_teach() {
    let Some(vectors) = vectors() else { return };
    for case in cases(&vectors, "learn_from_response") {
        let tenants = tenants(
            &map(&case["preexisting_network_to_org"]),
            &map(&case["preexisting_serial_to_org"]),
        );
        let new = learn(&tenants, text(case, "url"), &case["body"].to_string());
        let expected = ["expected_network_to_org", "expected_serial_to_org"];
        assert_eq!(maps(&tenants), expected.map(|name| map(&case[name])), "{case}");
        let expected = ["changed_networks", "changed_devices"];
        let expected = expected.map(|name| usize::try_from(case[name].as_u64().unwrap()).unwrap());
        assert_eq!(new, expected, "{case}");
    }
}

#[test]
fn what_is_stored() {
    let Some(vectors) = vectors() else { return };
    for case in cases(&vectors, "saved_at_format") {
        let since = |moment: SystemTime| moment.duration_since(SystemTime::UNIX_EPOCH).unwrap();
        let found = case["value"].as_str().and_then(moment).map(|at| since(at).as_secs_f64());
        assert_eq!(found, case["expected_epoch"].as_f64(), "{case}");
    }
    for case in cases(&vectors, "cache_freshness") {
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs_f64(seconds);
        let saved = case["saved_ts"].as_f64().map(|saved| {
            let saved = jiff::Timestamp::try_from(at(saved)).unwrap();
            saved.to_string()
        });
        let lifetime = case["ttl"].as_f64().map(Duration::from_secs_f64);
        let found = is_fresh(saved.as_deref(), at(number(case, "now")), lifetime);
        assert_eq!(found, case["expected_fresh"] == true, "{case}");
    }
}
