//! Compares the choice with that of a reference that tries every variant, for random values.

use super::*;
use proptest::prelude::*;

/// The name of a property, its schema, and whether it is required.
type Property = (&'static str, fn() -> Schema, bool);

/// The name of a variant, its tags and its schema.
type Alternative = (&'static str, &'static [Scalar], fn() -> Schema);

#[derive(Clone, Copy)]
enum Schema {
    String,
    Integer,
    Mode,
    List(fn() -> Schema),
    /// Properties and constants.
    Object(&'static [Property], &'static [(&'static str, Scalar)]),
    /// The tag, and the variants.
    Union(Option<&'static str>, &'static [Alternative]),
}

const OR: Scalar = Scalar::String("or");

fn string() -> Schema {
    Schema::String
}

fn integer() -> Schema {
    Schema::Integer
}

fn mode() -> Schema {
    Schema::Mode
}

fn exprs() -> Schema {
    Schema::List(expr)
}

fn outers() -> Schema {
    Schema::List(outer)
}

fn and() -> Schema {
    Schema::Object(&[("args", exprs, false), ("x", string, false)], &[])
}

fn or() -> Schema {
    Schema::Object(&[("args", exprs, false), ("y", mode, false)], &[("op", OR)])
}

fn not() -> Schema {
    Schema::Object(&[("arg", expr, true), ("x", integer, false)], &[])
}

fn a() -> Schema {
    Schema::Object(&[("x", integer, false), ("arg", outer, false)], &[])
}

fn expr() -> Schema {
    Schema::Union(
        None,
        &[
            ("And", &[], and),
            ("Or", &[], or),
            ("Not", &[], not),
            ("Leaf", &[], string),
            ("Count", &[], integer),
        ],
    )
}

fn tagged() -> Schema {
    Schema::Union(
        Some("op"),
        &[("A", &[Scalar::String("a"), OR], a), ("Not", &[Scalar::Integer(2)], not)],
    )
}

fn outer() -> Schema {
    Schema::Union(None, &[("Tagged", &[], tagged), ("Expr", &[], expr), ("List", &[], outers)])
}

/// How a value fits a schema, and the variants that are chosen for it: found by trying everything.
fn reference(schema: Schema, value: &Value) -> Option<(Fit, Vec<&'static str>)> {
    let mut fit = Fit::default();
    let mut names = Vec::new();
    let mut inner = |schema: Schema, value: &Value, fit: &mut Fit| {
        let found = match (reference(schema, value), schema) {
            (None, Schema::Union(..)) => {
                (Fit { unknown_unions: 1, ..Fit::default() }, vec!["Unknown"])
            }
            (found, _) => found?,
        };
        fit.unknown_unions += found.0.unknown_unions;
        fit.lost += found.0.lost;
        fit.doubts += found.0.doubts + found.0.missing;
        fit.lost_nulls += found.0.lost_nulls;
        names.extend(found.1);
        Some(())
    };
    match (schema, value) {
        (Schema::String, Value::String(_)) => {}
        (Schema::Integer, Value::Number(number)) if number.is_i64() => {}
        (Schema::Mode, Value::String(text)) => fit.doubts += usize::from(text != "Fast"),
        (Schema::List(item), Value::Array(items)) => {
            for value in items {
                inner(item(), value, &mut fit)?;
            }
        }
        (Schema::Object(fields, constants), Value::Object(properties)) => {
            for (name, schema, is_required) in fields {
                match properties.get(*name) {
                    Some(value) if *is_required || !value.is_null() => {
                        inner(schema(), value, &mut fit)?;
                    }
                    None if *is_required => return None,
                    _ => {}
                }
            }
            for (name, value) in constants {
                match properties.get(*name) {
                    Some(found) if value.is(found) => fit.marks.0 += 1,
                    Some(_) => return None,
                    None => fit.missing += 1,
                }
            }
            let is_known = |name: &str| {
                fields.iter().any(|(n, ..)| *n == name) || constants.iter().any(|(n, _)| *n == name)
            };
            let unknown = || properties.iter().filter(|(name, _)| !is_known(name));
            let nulls = unknown().filter(|(_, value)| value.is_null()).count();
            fit.lost_nulls += nulls;
            fit.lost += unknown().count() - nulls;
        }
        (Schema::Union(tag, variants), value) => {
            let tag = tag.and_then(|tag| value.get(tag)).filter(|tag| !tag.is_null());
            let mut best: Option<(Fit, Vec<&'static str>)> = None;
            for (name, tags, schema) in variants {
                if tag.is_some_and(|tag| !tags.iter().any(|scalar| scalar.is(tag))) {
                    continue;
                }
                let Some((mut fit, inner)) = reference(schema(), value) else { continue };
                if tag.is_some() {
                    // No variant has the tag itself. It is written again.
                    fit = Fit { lost: fit.lost - 1, ..fit.with_tag() };
                } else if fit.missing > 0 {
                    continue;
                }
                if best.as_ref().is_none_or(|(best, _)| fit < *best) {
                    best = Some((fit, [vec![*name], inner].concat()));
                }
            }
            return best;
        }
        _ => return None,
    }
    Some((fit, names))
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!("a")),
        Just(json!("Fast")),
        Just(json!("or")),
        Just(json!(2)),
        Just(json!(true)),
        Just(json!(null)),
    ];
    leaf.prop_recursive(5, 24, 3, |inner| {
        let name = prop_oneof!["args", "arg", "x", "y", "op", "w"];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            proptest::collection::btree_map(name, inner, 0..4)
                .prop_map(|properties| Value::Object(properties.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn the_choice_is_that_of_trying_everything(value in values()) {
        let names = |schema| reference(schema, &value).map_or(vec!["Unknown"], |found| found.1).join(" ");
        prop_assert_eq!(variants(&decoded::<Expr>(&value).0), names(expr()));
        prop_assert_eq!(variants(&decoded::<Outer>(&value).0), names(outer()));
    }

    #[test]
    fn any_value_takes_few_steps(value in values()) {
        let text = value.to_string();
        let values = 1 + text.matches([',', ':', '[']).count();
        let (_, steps) = decoded::<Outer>(&value);
        prop_assert!(steps <= 40 * values, "{} steps for {}", steps, text);
    }
}
