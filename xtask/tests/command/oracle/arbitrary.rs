//! Random schemas, each with a construct under test.

mod any_of_objects;

use super::schema::{Additional, Base, Discriminator, Object, OneOf, Property, Schema};
use fastrand::Rng;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A named schema under test, with the schemas that it refers to.
#[derive(Debug)]
pub(super) struct Sample {
    pub(super) name: String,
    pub(super) construct: Construct,
    pub(super) named: BTreeMap<String, Schema>,
}

/// The construct under test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Construct {
    Object,
    AllOf,
    Discriminator,
    ConstantTags,
    Types,
    RequiredProperties,
    NestedUnions,
    AnyOfObjects,
    Base,
    UnionBesideProperties,
    AllOfUnions,
    Recursion,
}

const CONSTRUCTS: [Construct; 12] = [
    Construct::Object,
    Construct::AllOf,
    Construct::Discriminator,
    Construct::ConstantTags,
    Construct::Types,
    Construct::RequiredProperties,
    Construct::NestedUnions,
    Construct::AnyOfObjects,
    Construct::Base,
    Construct::UnionBesideProperties,
    Construct::AllOfUnions,
    Construct::Recursion,
];

const NAMES: [&str; 10] =
    ["id", "name", "userId", "size", "is_open", "list", "note", "value", "type", "x-y"];

impl Sample {
    pub(super) fn new(name: String, seed: u64) -> Self {
        let rng = Rng::with_seed(seed);
        let mut arbitrary = Arbitrary { rng, name, named: BTreeMap::new() };
        let construct = CONSTRUCTS[arbitrary.rng.usize(0..CONSTRUCTS.len())];
        let schema = arbitrary.construct(construct);
        let schema = arbitrary.wrapped(schema);
        let Arbitrary { name, mut named, .. } = arbitrary;
        named.insert(name.clone(), schema);
        Self { name, construct, named }
    }
}

struct Arbitrary {
    rng: Rng,
    name: String,
    named: BTreeMap<String, Schema>,
}

impl Arbitrary {
    fn construct(&mut self, construct: Construct) -> Schema {
        match construct {
            Construct::Object => Schema::Object(self.object(2)),
            Construct::AllOf => self.all_of(),
            Construct::Discriminator => Schema::OneOf(self.discriminated()),
            Construct::ConstantTags => self.constant_tags(),
            Construct::Types => self.types(),
            Construct::RequiredProperties => self.required_properties(&["mail", "phone"]),
            Construct::NestedUnions => self.nested_unions(),
            Construct::AnyOfObjects => self.any_of_objects(),
            Construct::Base => self.base(),
            Construct::UnionBesideProperties => self.union_beside_properties(),
            Construct::AllOfUnions => {
                let first = if self.rng.bool() {
                    self.required_properties(&["street", "locker"])
                } else {
                    let union = Schema::OneOf(self.discriminated());
                    self.define("Union", union)
                };
                let second = if self.rng.bool() {
                    self.required_properties(&["mail", "phone"])
                } else {
                    Schema::Object(Object {
                        properties: vec![property("shared", Schema::Text, true)],
                        ..Object::default()
                    })
                };
                Schema::AllOf(vec![first, second])
            }
            Construct::Recursion => self.recursion(),
        }
    }

    /// Returns the schema itself, or an object with it as a property.
    fn wrapped(&mut self, schema: Schema) -> Schema {
        let choice = self.rng.u8(0..6);
        if choice < 2 {
            return schema;
        }
        let inner = if self.rng.bool() { self.define("Inner", schema) } else { schema };
        let value = match choice {
            2 => inner,
            3 => Schema::Nullable(Box::new(inner)),
            4 => Schema::List(Box::new(inner)),
            _ => Schema::Map(Box::new(inner)),
        };
        let required = self.rng.bool();
        Schema::Object(Object {
            properties: vec![property("held", value, required)],
            ..Object::default()
        })
    }

    /// Defines a named schema.
    fn define(&mut self, what: &str, schema: Schema) -> Schema {
        let name = format!("{}{what}{}", self.name, self.named.len());
        self.named.insert(name.clone(), schema);
        Schema::Named(name)
    }

    fn named_or_inline(&mut self, object: Object) -> Schema {
        let schema = Schema::Object(object);
        if self.rng.bool() { self.define("Part", schema) } else { schema }
    }

    fn object(&mut self, depth: usize) -> Object {
        let mut names = NAMES;
        self.rng.shuffle(&mut names);
        let number = self.rng.usize(1..4);
        let properties = names.iter().take(number).map(|name| {
            let schema = self.leaf(depth);
            property(name, schema, self.rng.bool())
        });
        let properties = properties.collect();
        let additional = match self.rng.u8(0..8) {
            0 => Additional::Of(Box::new(self.leaf(0))),
            _ => Additional::Absent,
        };
        Object { properties, additional }
    }

    /// A schema of a property.
    fn leaf(&mut self, depth: usize) -> Schema {
        match self.rng.u8(0..if depth == 0 { 7 } else { 12 }) {
            0 | 1 => Schema::Text,
            2 => Schema::Integer,
            3 => Schema::Number,
            4 => Schema::Boolean,
            5 => self.values(),
            6 => {
                Schema::Constant(self.rng.choice([json!("fixed"), json!(1), json!(true)]).unwrap())
            }
            7 => Schema::List(Box::new(self.leaf(depth - 1))),
            8 => Schema::Map(Box::new(self.leaf(depth - 1))),
            9 => Schema::Object(self.object(depth - 1)),
            10 => {
                let object = Schema::Object(self.object(depth - 1));
                self.define("Part", object)
            }
            _ => Schema::Nullable(Box::new(self.leaf(depth - 1))),
        }
    }

    fn values(&mut self) -> Schema {
        let values = [
            json!(["red", "green"]),
            json!(["a-b", "a_b", ""]),
            json!(["ok", "Unknown", "None"]),
            json!([0, 1, 2]),
        ];
        let values: Vec<Value> = serde_json::from_value(self.rng.choice(values).unwrap()).unwrap();
        Schema::Enum(values)
    }

    /// Two closed objects without common properties, so that no instance matches both.
    fn disjoint(&mut self) -> [Object; 2] {
        let [mut a, mut b] = [self.object(1), self.object(1)];
        b.properties.retain(|b| a.properties.iter().all(|a| a.name != b.name));
        for object in [&mut a, &mut b] {
            object.additional = Additional::Absent;
        }
        [a, b]
    }

    fn all_of(&mut self) -> Schema {
        let [base, own] = self.disjoint();
        let base = self.named_or_inline(base);
        Schema::AllOf(vec![base, Schema::Object(own)])
    }

    fn discriminated(&mut self) -> OneOf {
        let number = self.rng.usize(2..4);
        let values: Vec<String> =
            ["cat", "dog-1", "3"].iter().take(number).map(|value| (*value).to_owned()).collect();
        let style = self.rng.u8(0..4);
        let alternatives = values.iter().map(|value| {
            let mut object = self.object(1);
            object.additional = Additional::Absent;
            match style {
                0 => {
                    let tag = Schema::Constant(json!(value));
                    object.properties.insert(0, property("kind", tag, true));
                }
                // Only the discriminator says which value it has.
                1 => object.properties.insert(0, property("kind", Schema::Text, true)),
                2 => object.properties.insert(0, property("kind", Schema::Text, false)),
                _ => {}
            }
            let object = Schema::Object(object);
            if self.rng.u8(0..3) > 0 {
                return self.define("Kind", object);
            }
            let extended = self.define("Extended", object);
            let note = property("own-note", Schema::Text, false);
            let own = Object { properties: vec![note], ..Object::default() };
            self.define("Kind", Schema::AllOf(vec![extended, Schema::Object(own)]))
        });
        let alternatives = alternatives.collect();
        let discriminator = Discriminator { property: "kind".to_owned(), values };
        OneOf { alternatives, discriminator: Some(discriminator), beside: None }
    }

    fn constant_tags(&mut self) -> Schema {
        let tags = [
            [json!("created"), json!("deleted")],
            [json!(1), json!(2)],
            [json!(true), json!(false)],
        ];
        let tags = self.rng.choice(tags).unwrap();
        let is_extended = self.rng.bool();
        let is_required = self.rng.u8(0..4) > 0;
        let alternatives = tags.into_iter().map(|tag| {
            let tag = property("tag", Schema::Constant(tag), is_required);
            let mut object = self.object(1);
            if is_extended {
                object.additional = Additional::Absent;
                let base = self.named_or_inline(object);
                return Schema::AllOf(vec![
                    base,
                    Schema::Object(Object { properties: vec![tag], ..Object::default() }),
                ]);
            }
            object.properties.push(tag);
            if self.rng.u8(0..4) == 0 {
                object.additional = Additional::False;
            }
            self.named_or_inline(object)
        });
        let alternatives: Vec<Schema> = alternatives.collect();
        if self.rng.u8(0..4) == 0 {
            Schema::AnyOf(alternatives)
        } else {
            Schema::OneOf(OneOf { alternatives, ..OneOf::default() })
        }
    }

    fn types(&mut self) -> Schema {
        let mut object = self.object(1);
        // An object without it would be an instance of this schema, and of others that it is an alternative beside.
        object.properties.push(property("only", Schema::Boolean, true));
        let mut alternatives = vec![
            Schema::Text,
            Schema::Number,
            Schema::Boolean,
            Schema::List(Box::new(Schema::Text)),
            Schema::List(Box::new(Schema::Integer)),
            self.named_or_inline(object),
        ];
        self.rng.shuffle(&mut alternatives);
        alternatives.truncate(self.rng.usize(2..4));
        Schema::OneOf(OneOf { alternatives, ..OneOf::default() })
    }

    /// A union of objects that each require another property.
    fn required_properties(&mut self, names: &[&str]) -> Schema {
        let alternatives = names.iter().map(|name| {
            let schema = self.leaf(0);
            let properties =
                vec![property(name, schema, true), property("label", Schema::Text, false)];
            self.named_or_inline(Object { properties, ..Object::default() })
        });
        Schema::OneOf(OneOf { alternatives: alternatives.collect(), ..OneOf::default() })
    }

    fn nested_unions(&mut self) -> Schema {
        let [a, b] = [["mail", "phone"], ["street", "locker"]].map(|names| {
            let union = self.required_properties(&names);
            self.define("Union", union)
        });
        let last = if self.rng.bool() { Schema::OneOf(self.discriminated()) } else { self.types() };
        let last = self.define("Union", last);
        let mut alternatives = vec![a, b, last];
        self.rng.shuffle(&mut alternatives);
        alternatives.truncate(self.rng.usize(2..4));
        Schema::OneOf(OneOf { alternatives, ..OneOf::default() })
    }

    fn base(&mut self) -> Schema {
        let mut object = self.object(1);
        object.additional = Additional::Absent;
        object.properties.insert(0, property("kind", Schema::Text, true));
        let base = format!("{}Base", self.name);
        let values = vec!["leaf".to_owned(), "twig".to_owned()];
        let children = values.iter().map(|_| {
            let mut own = self.object(1);
            own.additional = Additional::Absent;
            own.properties.retain(|own| object.properties.iter().all(|base| base.name != own.name));
            let child = Schema::AllOf(vec![Schema::Named(base.clone()), Schema::Object(own)]);
            match self.define("Child", child) {
                Schema::Named(name) => name,
                _ => unreachable!("what is defined is named"),
            }
        });
        let children = children.collect();
        let discriminator = Discriminator { property: "kind".to_owned(), values };
        let lists_children = self.rng.bool();
        let schema = Schema::Base(Base { object, discriminator, children, lists_children });
        self.named.insert(base.clone(), schema);
        let held = Schema::List(Box::new(Schema::Named(base)));
        Schema::Object(Object {
            properties: vec![property("items", held, true)],
            ..Object::default()
        })
    }

    fn union_beside_properties(&mut self) -> Schema {
        let mut one_of = self.discriminated();
        let own =
            vec![property("kind", Schema::Text, true), property("own", Schema::Integer, false)];
        one_of.beside = Some(Object { properties: own, ..Object::default() });
        Schema::OneOf(one_of)
    }

    fn recursion(&mut self) -> Schema {
        let name = Schema::Named(self.name.clone());
        let list = Schema::List(Box::new(name.clone()));
        let mut object = self.object(1);
        object.properties.push(property("again", list, false));
        if self.rng.bool() {
            let next = Schema::Nullable(Box::new(name));
            object.properties.push(property("next", next, false));
            return Schema::Object(object);
        }
        object.properties.push(property("leaves", Schema::Integer, true));
        let object = self.named_or_inline(object);
        Schema::OneOf(OneOf { alternatives: vec![object, Schema::Text], ..OneOf::default() })
    }
}

fn property(name: &str, schema: Schema, required: bool) -> Property {
    Property { name: name.to_owned(), schema, required }
}
