//! A [`Schema`] of the document -> JSON Schema 2020-12. A named schema is `#/$defs/Name`.

use super::{insert, insert_flag, insert_list, strings};
use crate::document::{
    Additional, Annotations, ArrayRules, Document, NumberRules, ObjectRules, Schema, SchemaUse,
    StringRules, Type,
};
use indexmap::IndexSet;
use serde_json::{Map, Number, Value, json};
use std::fmt::Write as _;

/// The named schemas, and those of them that the table uses.
pub(super) struct Schemas<'d> {
    document: &'d Document,
    used: IndexSet<&'d str>,
}

impl<'d> Schemas<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        Self { document, used: IndexSet::new() }
    }

    /// The used named schemas, and those that they use, sorted by name.
    pub(super) fn into_used(mut self) -> Vec<(&'d str, Value)> {
        let mut named = Vec::new();
        // Grows while schemas lead to others.
        while let Some(name) = self.used.get_index(named.len()).copied() {
            let schema = self.document.schemas.get(name);
            named.push((name, schema.map_or(Value::Bool(true), |schema| self.schema(schema))));
        }
        named.sort_by_key(|(name, _)| *name);
        named
    }

    /// The JSON Schema of a use.
    pub(super) fn used(&mut self, schema: &SchemaUse) -> Value {
        match schema {
            SchemaUse::Inline(schema) => self.schema(schema),
            SchemaUse::Named { at: _, name, annotations } => {
                let document = self.document;
                let mut entry = Map::new();
                if let Some((name, target)) = document.schemas.get_key_value(name) {
                    self.used.insert(name);
                    entry.insert("$ref".to_owned(), reference(name).into());
                    if **annotations != target.annotations {
                        annotate(&mut entry, annotations);
                    }
                    // A property has the direction of its schema, which decides whether it is required.
                    let Annotations { read_only, write_only, .. } = target.annotations;
                    insert_flag(&mut entry, "readOnly", read_only || annotations.read_only);
                    insert_flag(&mut entry, "writeOnly", write_only || annotations.write_only);
                }
                entry.into()
            }
        }
    }

    fn uses(&mut self, schemas: &[SchemaUse]) -> Vec<Value> {
        schemas.iter().map(|schema| self.used(schema)).collect()
    }

    fn schema(&mut self, schema: &Schema) -> Value {
        let Schema {
            at: _,
            annotations,
            types,
            nullable,
            values,
            value_annotations: _,
            format,
            number,
            string,
            array,
            object,
            all_of,
            one_of,
            any_of,
            not,
            // The alternatives that it selects describe the same values.
            discriminator: _,
            extensions: _,
        } = schema;
        let mut entry = Map::new();
        let is_composed = !(all_of.is_empty() && one_of.is_empty() && any_of.is_empty());
        let is_wrapped = *nullable && is_composed;
        let has_null = *nullable && !is_wrapped;
        let names = types.iter().map(|ty| type_name(*ty));
        let mut names: Vec<Value> =
            names.chain(has_null.then_some("null")).map(Value::from).collect();
        match names.len() {
            _ if types.is_empty() => {}
            1 => drop(entry.insert("type".to_owned(), names.remove(0))),
            _ => drop(entry.insert("type".to_owned(), names.into())),
        }
        insert(&mut entry, "format", format.clone());
        if let Some(values) = values {
            let null = has_null.then_some(Value::Null);
            entry.insert("enum".to_owned(), values.iter().cloned().chain(null).collect());
        }
        number_rules(&mut entry, number);
        string_rules(&mut entry, string);
        self.array_rules(&mut entry, array);
        self.object_rules(&mut entry, object);
        for (name, schemas) in [("allOf", all_of), ("oneOf", one_of), ("anyOf", any_of)] {
            let schemas = self.uses(schemas);
            insert_list(&mut entry, name, schemas);
        }
        if let Some(not) = not {
            entry.insert("not".to_owned(), self.used(not));
        }
        if is_wrapped {
            // The parts may not allow `null`.
            entry = Map::from_iter([("anyOf".to_owned(), json!([entry, {"type": "null"}]))]);
        }
        annotate(&mut entry, annotations);
        entry.into()
    }

    fn array_rules(&mut self, entry: &mut Map<String, Value>, rules: &ArrayRules) {
        // A tuple is shown as a list of any of its items.
        let ArrayRules { items, tuple: _, min_items, max_items, unique_items } = rules;
        if let Some(items) = items {
            entry.insert("items".to_owned(), self.used(items));
        }
        count(entry, "minItems", *min_items);
        count(entry, "maxItems", *max_items);
        insert_flag(entry, "uniqueItems", *unique_items);
    }

    fn object_rules(&mut self, entry: &mut Map<String, Value>, rules: &ObjectRules) {
        let ObjectRules { properties, required, additional, min_properties, max_properties } =
            rules;
        if !properties.is_empty() {
            let properties: Map<String, Value> =
                properties.iter().map(|(name, one)| (name.clone(), self.used(one))).collect();
            entry.insert("properties".to_owned(), properties.into());
        }
        let required: Vec<String> = required.iter().cloned().collect();
        insert_list(entry, "required", strings(&required));
        match additional {
            Additional::Unspecified | Additional::Any => {}
            Additional::Forbidden => {
                entry.insert("additionalProperties".to_owned(), false.into());
            }
            Additional::Schema(schema) => {
                entry.insert("additionalProperties".to_owned(), self.used(schema));
            }
        }
        count(entry, "minProperties", *min_properties);
        count(entry, "maxProperties", *max_properties);
    }
}

/// A reference to a named schema: a JSON pointer in the fragment of a URI (RFC 6901, RFC 3986).
fn reference(name: &str) -> String {
    let mut reference = "#/$defs/".to_owned();
    for byte in name.bytes() {
        match byte {
            b'~' => reference.push_str("~0"),
            b'/' => reference.push_str("~1"),
            b'-' | b'.' | b'_' => reference.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => reference.push(char::from(byte)),
            byte => drop(write!(reference, "%{byte:02X}")),
        }
    }
    reference
}

const fn type_name(ty: Type) -> &'static str {
    match ty {
        Type::Boolean => "boolean",
        Type::Integer => "integer",
        Type::Number => "number",
        Type::String => "string",
        Type::Array => "array",
        Type::Object => "object",
    }
}

fn number_rules(entry: &mut Map<String, Value>, rules: &NumberRules) {
    let NumberRules { minimum, exclusive_minimum, maximum, exclusive_maximum, multiple_of } = rules;
    let minimum_name = if *exclusive_minimum { "exclusiveMinimum" } else { "minimum" };
    let maximum_name = if *exclusive_maximum { "exclusiveMaximum" } else { "maximum" };
    let rules = [(minimum_name, minimum), (maximum_name, maximum), ("multipleOf", multiple_of)];
    let number = |(name, number): (&str, &Option<Number>)| {
        Some((name.to_owned(), Value::Number(number.clone()?)))
    };
    entry.extend(rules.into_iter().filter_map(number));
}

fn string_rules(entry: &mut Map<String, Value>, rules: &StringRules) {
    let StringRules { min_length, max_length, pattern } = rules;
    count(entry, "minLength", *min_length);
    count(entry, "maxLength", *max_length);
    entry.extend(pattern.clone().map(|pattern| ("pattern".to_owned(), pattern.into())));
}

fn annotate(entry: &mut Map<String, Value>, annotations: &Annotations) {
    let Annotations {
        title: _,
        description,
        external_docs: _,
        default,
        examples,
        deprecated,
        read_only,
        write_only,
    } = annotations;
    insert(entry, "description", description.clone());
    entry.extend(default.clone().map(|value| ("default".to_owned(), value)));
    let example = examples.first().filter(|example| !example.is_object() && !example.is_array());
    entry.extend(example.map(|example| ("examples".to_owned(), json!([example]))));
    insert_flag(entry, "deprecated", *deprecated);
    insert_flag(entry, "readOnly", *read_only);
    insert_flag(entry, "writeOnly", *write_only);
}

fn count(entry: &mut Map<String, Value>, name: &str, count: Option<u64>) {
    entry.extend(count.map(|count| (name.to_owned(), count.into())));
}
