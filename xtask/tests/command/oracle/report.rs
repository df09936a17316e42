//! Failures -> a text: the number of each kind, then the smallest failure of each schema, smallest schemas first.

use super::arbitrary::{Construct, Sample};
use super::definitions;
use super::schema::Dialect;
use crate::round_trip::Outcome;
use serde_json::Value;
use std::collections::BTreeMap;

pub(super) struct Failure {
    construct: Construct,
    what: &'static str,
    /// The name of the schema.
    name: String,
    schema: String,
    instance: String,
    outcome: String,
}

impl Failure {
    pub(super) fn new(
        sample: &Sample,
        dialect: Dialect,
        value: &Value,
        outcome: &Outcome,
        is_valid: bool,
    ) -> Self {
        let what = match outcome {
            Outcome::Kept { .. } if !is_valid => "not typed",
            Outcome::Kept { .. } => "in Unknown",
            Outcome::Changed { .. } => "changed",
            Outcome::Refused(_) => "refused",
            Outcome::Failed(_) => "failed",
        };
        let instance = value.to_string();
        Self::of(sample, dialect, what, instance, outcome.to_string())
    }

    /// A failure to generate a client.
    pub(super) fn generation(sample: &Sample, dialect: Dialect, message: String) -> Self {
        Self::of(sample, dialect, "not generated", String::new(), message)
    }

    /// A failure of an expression that builds an invalid value.
    pub(super) fn construction(
        sample: &Sample,
        dialect: Dialect,
        expression: String,
        message: String,
    ) -> Self {
        Self::of(sample, dialect, "constructed invalid", expression, message)
    }

    fn of(
        sample: &Sample,
        dialect: Dialect,
        what: &'static str,
        instance: String,
        outcome: String,
    ) -> Self {
        let schemas = definitions(&sample.named, dialect);
        let lines = schemas.iter().map(|(name, schema)| format!("    {name}: {schema}\n"));
        let schema = format!("  {dialect:?}\n{}", lines.collect::<String>());
        Self {
            construct: sample.construct,
            what,
            name: sample.name.clone(),
            schema,
            instance,
            outcome,
        }
    }
}

pub(super) fn write(mut failures: Vec<Failure>) -> String {
    let mut counts: BTreeMap<(Construct, &str), usize> = BTreeMap::new();
    for failure in &failures {
        *counts.entry((failure.construct, failure.what)).or_default() += 1;
    }
    let mut report = String::new();
    for ((construct, what), count) in counts {
        report += &format!("{count:6} {construct:?}: {what}\n");
    }
    failures.sort_by_key(|failure| {
        (failure.schema.len(), failure.name.clone(), failure.what, failure.instance.len())
    });
    failures.dedup_by(|next, first| next.name == first.name && next.what == first.what);
    for Failure { construct, what, name, schema, instance, outcome } in failures {
        report += &format!("\n{name} ({construct:?}): {what}\n{schema}  {instance}\n  {outcome}\n");
    }
    report
}
