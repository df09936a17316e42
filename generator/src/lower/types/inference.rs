//! A schema of an unspecified object, and an example of it -> the schema of the example.
//!
//! An example guarantees nothing: every property is optional, unknown properties are kept, and undetermined values are untyped.

use crate::document::{Additional, ObjectRules, Schema, SchemaUse, Type};
use crate::source::Pointer;
use indexmap::IndexMap;
use serde_json::Value;

/// The extension that marks an inferred schema.
const MARK: &str = "x-inferred";

/// The value of the extension for an integer. Only the examples of it are known to be integers.
const INTEGER: &str = "integer";

/// The value of the extension for all other schemas.
const SCHEMA: &str = "schema";

/// Whether a schema is inferred.
pub(crate) fn is_inferred(schema: &Schema) -> bool {
    schema.extensions.contains_key(MARK)
}

/// Whether a schema is inferred from integers alone, so that other values may have fractions.
pub(crate) fn is_inferred_integer(schema: &Schema) -> bool {
    schema.extensions.get(MARK).is_some_and(|kind| kind == INTEGER)
}

/// Whether a schema specifies no more than `type: object`.
pub(crate) fn says_nothing(schema: &Schema) -> bool {
    schema.types == [Type::Object]
        && schema.values.is_none()
        && schema.object == ObjectRules::default()
        && schema.all_of.is_empty()
        && schema.one_of.is_empty()
        && schema.any_of.is_empty()
        && schema.not.is_none()
}

/// Fills in the unspecified parts of a schema from the example at `at`.
pub(crate) fn fill(schema: &SchemaUse, example: &Value, at: &Pointer) -> SchemaUse {
    let SchemaUse::Inline(inline) = schema else {
        return schema.clone();
    };
    let mut filled = (**inline).clone();
    match example {
        // If a response is documented as an object, but the example is a list, trust the example.
        Value::Array(_) | Value::Object(_)
            if says_nothing(inline) && *example != Value::Object(Default::default()) =>
        {
            let inferred = infer(example, at);
            filled =
                Schema { annotations: filled.annotations, nullable: filled.nullable, ..inferred };
        }
        Value::Object(members) => {
            for (name, member) in &mut filled.object.properties {
                if let Some(example) = members.get(name) {
                    *member = fill(member, example, &at.child(name));
                }
            }
        }
        Value::Array(examples) => {
            if let Some(items) = &mut filled.array.items {
                *items = fill_items(items, examples, at);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    SchemaUse::Inline(Box::new(filled))
}

/// Fills in the schema of a list's items from all items.
fn fill_items(items: &SchemaUse, examples: &[Value], at: &Pointer) -> SchemaUse {
    let examples = examples.iter().enumerate().map(|(index, example)| (example, at.child(index)));
    match items {
        SchemaUse::Inline(inner) if says_nothing(inner) => {
            let inferred = examples.map(|(example, at)| infer(example, &at));
            inferred.reduce(both).map_or_else(|| items.clone(), inline)
        }
        items => examples.fold(items.clone(), |items, (example, at)| fill(&items, example, &at)),
    }
}

/// Infers a schema from an example. The locations of its parts are those of the example.
fn infer(example: &Value, at: &Pointer) -> Schema {
    let mut schema = Schema { at: at.clone(), ..Schema::default() };
    match example {
        Value::Null => {}
        Value::Bool(_) => schema.types = vec![Type::Boolean],
        Value::Number(number) if number.is_f64() => schema.types = vec![Type::Number],
        Value::Number(_) => {
            schema.types = vec![Type::Integer];
            schema.extensions = mark(INTEGER);
        }
        Value::String(_) => schema.types = vec![Type::String],
        Value::Array(examples) => {
            schema.types = vec![Type::Array];
            let examples = examples.iter().enumerate();
            let examples = examples.map(|(index, example)| infer(example, &at.child(index)));
            schema.array.items = examples.reduce(both).map(inline);
        }
        Value::Object(members) => {
            schema.types = vec![Type::Object];
            schema.extensions = mark(SCHEMA);
            let inferred =
                members.iter().map(|(name, member)| (name.clone(), infer(member, &at.child(name))));
            if !members.is_empty() && members.keys().all(|name| is_id(name)) {
                let value = inferred.map(|(_, member)| member).reduce(both);
                schema.object.additional =
                    value.map_or(Additional::Any, |value| Additional::Schema(inline(value)));
            } else {
                schema.object.properties =
                    inferred.map(|(name, member)| (name, inline(member))).collect();
                schema.object.additional = Additional::Any;
            }
        }
    }
    schema
}

fn mark(kind: &str) -> IndexMap<String, Value> {
    IndexMap::from([(MARK.to_owned(), Value::from(kind))])
}

fn inline(schema: Schema) -> SchemaUse {
    SchemaUse::Inline(Box::new(schema))
}

/// Whether the name of a property is an ID or a number, so the object is a map.
fn is_id(name: &str) -> bool {
    name.chars().any(|c| c.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || "-_:.".contains(c))
}

/// The union of two inferred schemas.
fn both(one: Schema, other: Schema) -> Schema {
    if one.types.is_empty() || other.types.is_empty() {
        // `null` does not determine the other values.
        return if one.types.is_empty() { other } else { one };
    }
    if one.types != other.types {
        let is_number = |ty: &Type| matches!(ty, Type::Integer | Type::Number);
        let known = one.types.len();
        let mut types = one.types;
        for ty in other.types {
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        if types.iter().all(is_number) {
            types = vec![Type::Number];
        }
        // The second example shows the difference.
        let at = if types.len() > known { other.at } else { one.at };
        return Schema { at, types, extensions: mark(SCHEMA), ..Schema::default() };
    }
    let mut merged = one;
    merged.array.items = match (merged.array.items.take(), other.array.items) {
        (Some(one), Some(other)) => Some(both_uses(one, other)),
        (one, other) => one.or(other),
    };
    for (name, member) in other.object.properties {
        let known = merged.object.properties.shift_remove(&name);
        let member = match known {
            Some(known) => both_uses(known, member),
            None => member,
        };
        merged.object.properties.insert(name, member);
    }
    merged.object.additional = match (merged.object.additional, other.object.additional) {
        (Additional::Schema(one), Additional::Schema(other)) => {
            Additional::Schema(both_uses(one, other))
        }
        // An empty object may be a map. Names that are no IDs show that neither object is one.
        (map @ Additional::Schema(_), _) | (_, map @ Additional::Schema(_))
            if merged.object.properties.is_empty() =>
        {
            map
        }
        (Additional::Unspecified, Additional::Unspecified) => Additional::Unspecified,
        _ => Additional::Any,
    };
    merged
}

fn both_uses(one: SchemaUse, other: SchemaUse) -> SchemaUse {
    match (one, other) {
        (SchemaUse::Inline(one), SchemaUse::Inline(other)) => inline(both(*one, *other)),
        (one, _) => one,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn property<'s>(schema: &'s Schema, name: &str) -> &'s Schema {
        match &schema.object.properties[name] {
            SchemaUse::Inline(schema) => schema,
            SchemaUse::Named { .. } => panic!("inferred schemas are written out"),
        }
    }

    fn object() -> SchemaUse {
        inline(Schema { types: vec![Type::Object], ..Schema::default() })
    }

    fn filled(example: &Value) -> Schema {
        match fill(&object(), example, &Pointer::from("/example")) {
            SchemaUse::Inline(schema) => *schema,
            SchemaUse::Named { .. } => panic!("inferred schemas are written out"),
        }
    }

    #[test]
    fn members_take_the_types_of_their_values_and_others_are_kept() {
        let schema = filled(&json!({"a": 1, "b": [{"c": 1.5}, {"c": 2, "d": null}], "e": []}));
        assert!(is_inferred(&schema));
        assert_eq!(schema.object.additional, Additional::Any);
        assert_eq!(property(&schema, "a").types, [Type::Integer]);
        let Some(SchemaUse::Inline(example)) = &property(&schema, "b").array.items else {
            panic!()
        };
        assert_eq!(property(example, "c").types, [Type::Number]);
        assert!(property(example, "d").types.is_empty(), "null tells nothing");
        assert!(
            property(&schema, "e").array.items.is_none(),
            "an empty list does not determine the type of its items"
        );
    }

    #[test]
    fn members_that_are_ids_make_a_map() {
        let schema = filled(&json!({"Q2XX-1": {"up": true}, "Q2XX-2": {"up": false}}));
        assert!(schema.object.properties.is_empty());
        assert!(matches!(schema.object.additional, Additional::Schema(_)));
    }

    #[test]
    fn maps_of_several_examples_have_the_values_of_all() {
        let items = |examples: Value| {
            let schema = infer(&examples, &Pointer::from("/example"));
            let Some(SchemaUse::Inline(items)) = schema.array.items else { panic!() };
            items.object
        };
        let ObjectRules { additional, .. } = items(json!([{"1": 5}, {"2": "full"}]));
        let Additional::Schema(SchemaUse::Inline(values)) = additional else { panic!() };
        assert_eq!(values.types, [Type::Integer, Type::String]);
        assert!(matches!(items(json!([{}, {"1": 5}])).additional, Additional::Schema(_)));
        let ObjectRules { properties, additional, .. } = items(json!([{"1": 5}, {"name": "A"}]));
        assert_eq!((properties.len(), additional), (1, Additional::Any));
    }

    #[test]
    fn items_of_several_types_are_any_value() {
        let list = inline(Schema {
            types: vec![Type::Array],
            array: crate::document::ArrayRules { items: Some(object()), ..Default::default() },
            ..Schema::default()
        });
        let example = json!([{"a": 1}, "...", {"a": 1}]);
        let SchemaUse::Inline(filled) = fill(&list, &example, &Pointer::from("/example")) else {
            panic!()
        };
        let Some(SchemaUse::Inline(example)) = &filled.array.items else { panic!() };
        assert_eq!(example.types, [Type::Object, Type::String]);
    }

    #[test]
    fn what_the_document_describes_stays() {
        let described = inline(Schema { types: vec![Type::String], ..Schema::default() });
        assert_eq!(fill(&described, &json!({"a": 1}), &Pointer::root()), described);
    }
}
