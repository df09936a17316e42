//! Random schemas -> a generated client -> whether its types keep all instances that `jsonschema` calls valid, and whether
//! their constructors build valid values.
//!
//! `ORACLE_SEED`, `ORACLE_SCHEMAS` and `ORACLE_INSTANCES` set the seed, the number of schemas and the number of instances of
//! each. The seed `random` is another one in each run. The output states the seed.

mod arbitrary;
mod construct;
mod instance;
mod mistype;
mod report;
mod schema;

use crate::round_trip::{Case, Outcome, RoundTrip};
use arbitrary::Sample;
use construct::{Style, Types};
use fastrand::Rng;
use instance::Instances;
use mistype::mistyped;
use report::Failure;
use schema::{Dialect, Schema};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// The seed of a run that sets none, so that a change to the project is the only reason for another result.
const SEED: u64 = 13;

#[test]
#[ignore = "compiles clients for a minute"]
fn generated_types_agree_with_an_independent_validator() {
    let seed = match std::env::var("ORACLE_SEED") {
        Ok(seed) if seed == "random" => fastrand::u64(..),
        _ => setting("ORACLE_SEED", SEED),
    };
    println!("ORACLE_SEED={seed}");
    let number = setting("ORACLE_SCHEMAS", 60);
    let instances = usize::try_from(setting("ORACLE_INSTANCES", 20)).unwrap();

    let mut failures = Vec::new();
    let mut samples = Vec::new();
    for index in 0..number {
        let name = format!("T{index}");
        let sample = Sample::new(name, seed.wrapping_add(index));
        match refusal(&sample, dialect(index)) {
            Some(message) => failures.push(Failure::generation(&sample, dialect(index), message)),
            None => samples.push((sample, dialect(index))),
        }
    }

    let mut cases = Vec::new();
    for (index, (sample, _)) in samples.iter().enumerate() {
        let mut rng = Rng::with_seed(seed.wrapping_add(u64::try_from(index).unwrap()));
        cases.extend(instances_of(sample, &mut rng, instances).map(|instance| (index, instance)));
    }
    println!("{} schemas, {} instances", samples.len(), cases.len());

    let (owners, cases): (Vec<_>, Vec<Case>) = cases
        .into_iter()
        .map(|(index, Instance { value, is_valid })| {
            let (sample, dialect) = &samples[index];
            let path = format!("schemas::{}", sample.name);
            ((sample, *dialect, is_valid), Case { path, value })
        })
        .unzip();
    let round_trip = RoundTrip::new("oracle");
    let ran = round_trip.generate(&documents(&samples));
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    round_trip.write(&cases, "");
    for ((owner, case), outcome) in owners.into_iter().zip(&cases).zip(round_trip.run(&cases)) {
        let (sample, dialect, is_valid) = owner;
        let is_kept = matches!(outcome, Outcome::Kept { unknown: false });
        // A value of a wrong type is rejected, in `Unknown`, or an undocumented property of another alternative.
        if is_kept != is_valid {
            failures.push(Failure::new(sample, dialect, &case.value, &outcome, is_valid));
        }
    }
    failures.extend(constructed(&round_trip, &samples));
    let report = report::write(failures);
    assert!(report.is_empty(), "ORACLE_SEED={seed}\n{report}");
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |value| {
        value.parse().unwrap_or_else(|_| panic!("{name} is no number: {value}"))
    })
}

/// The failures of constructors that build invalid values.
fn constructed(round_trip: &RoundTrip, samples: &[(Sample, Dialect)]) -> Vec<Failure> {
    let types = Types::parse(&round_trip.schemas());
    let styles = [(0, false), (1, true), (2, false), (0, true)];
    let styles = styles.map(|(variant, all)| Style { variant, all });
    let (owners, expressions): (Vec<_>, Vec<String>) = samples
        .iter()
        .flat_map(|owner| styles.iter().map(move |style| (owner, *style)))
        .filter_map(|(owner, style)| Some((owner, types.expression(&owner.0.name, style, 0)?)))
        .unzip();
    println!("{} constructed values", expressions.len());
    let values = round_trip.construct(&expressions);
    let built = owners.into_iter().zip(expressions).zip(values);
    let invalid = built.filter_map(|(((sample, dialect), expression), value)| {
        let error = sample.validator().validate(&value).err()?;
        Some(Failure::construction(sample, *dialect, expression, format!("{value}: {error}")))
    });
    invalid.collect()
}

/// Alternates the dialects.
fn dialect(index: u64) -> Dialect {
    if index.is_multiple_of(2) { Dialect::OpenApi3_0 } else { Dialect::OpenApi3_1 }
}

struct Instance {
    value: Value,
    is_valid: bool,
}

/// Distinct instances of a sample: valid ones, and each with a value of a wrong type.
fn instances_of(sample: &Sample, rng: &mut Rng, number: usize) -> impl Iterator<Item = Instance> {
    let validator = sample.validator();
    let mut values: Vec<Value> = Vec::new();
    let mut instances = Vec::new();
    for _ in 0..number {
        let value = Instances { rng, named: &sample.named }.of(&sample.named[&sample.name], 0);
        let mistyped = value.as_ref().and_then(|value| mistyped(value, rng));
        for (value, is_valid) in [(value, true), (mistyped, false)] {
            if let Some(value) = value
                && validator.is_valid(&value) == is_valid
                && !values.contains(&value)
            {
                values.push(value.clone());
                instances.push(Instance { value, is_valid });
            }
        }
    }
    instances.into_iter()
}

impl Sample {
    fn validator(&self) -> jsonschema::Validator {
        validator(&self.named, &self.named[&self.name])
    }
}

/// The validator of a schema that refers to named ones.
fn validator(named: &BTreeMap<String, Schema>, schema: &Schema) -> jsonschema::Validator {
    let mut schema = schema.write(Dialect::JsonSchema);
    schema["components"] = json!({"schemas": definitions(named, Dialect::JsonSchema)});
    jsonschema::draft202012::new(&schema).unwrap()
}

fn definitions<'s>(
    named: impl IntoIterator<Item = (&'s String, &'s Schema)>,
    dialect: Dialect,
) -> Map<String, Value> {
    named.into_iter().map(|(name, schema)| (name.clone(), schema.write(dialect))).collect()
}

/// A document that uses the samples of a dialect, in both directions.
fn document<'s>(samples: impl Iterator<Item = &'s Sample> + Clone, dialect: Dialect) -> Value {
    let (version, path) = match dialect {
        Dialect::OpenApi3_0 => ("3.0.3", "old"),
        _ => ("3.1.0", "new"),
    };
    let reference = |sample: &Sample| {
        let reference = format!("#/components/schemas/{}", sample.name);
        (sample.name.to_lowercase(), json!({"$ref": reference}))
    };
    let properties: Map<String, Value> = samples.clone().map(reference).collect();
    let content =
        json!({"application/json": {"schema": {"type": "object", "properties": properties}}});
    json!({
        "openapi": version,
        "info": {"title": "Oracle", "version": "1.0.0"},
        "paths": {format!("/{path}"): {"put": {
            "operationId": path,
            "tags": ["oracle"],
            "requestBody": {"required": true, "content": content},
            "responses": {"200": {"description": "OK", "content": content}},
        }}},
        "components": {"schemas": definitions(samples.flat_map(|sample| &sample.named), dialect)},
    })
}

/// The error if no client can be generated for a sample.
fn refusal(sample: &Sample, dialect: Dialect) -> Option<String> {
    let text = document([sample].into_iter(), dialect).to_string();
    let source = clientwright::source::Source::new("sample.json", text);
    let refused =
        clientwright::generate(&[source], &clientwright::profile::Profile::default()).err()?;
    Some(refused.iter().map(|found| format!("{found:?}\n")).collect())
}

/// Writes the documents of all samples, one in each dialect.
fn documents(samples: &[(Sample, Dialect)]) -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("oracle-documents");
    fs::create_dir_all(&folder).unwrap();
    let dialects = [(Dialect::OpenApi3_0, "old.json"), (Dialect::OpenApi3_1, "new.json")];
    dialects
        .map(|(dialect, file)| {
            let samples = samples.iter().filter(|(_, of)| *of == dialect).map(|(sample, _)| sample);
            let path = folder.join(file);
            let text = serde_json::to_string_pretty(&document(samples, dialect)).unwrap();
            fs::write(&path, text).unwrap();
            path
        })
        .into()
}
