//! The location of a schema -> the name of its type, if it needs one.

use super::inference;
use super::polymorphism::inheritance;
use crate::document::Schema;
use crate::ir::{Docs, Encoding};
use crate::lower::{docs, names};

/// The name of a type, and its documentation if the schema has no description.
#[derive(Clone, Debug)]
pub(crate) struct TypeName {
    /// The name.
    pub(crate) name: String,
    /// Whether the name is already taken and must not change.
    pub(crate) fixed: bool,
    /// The encoding, if it is a struct.
    pub(crate) encoding: Encoding,
    /// The relation of the type to its owner: `The value`, `An item`.
    relation: &'static str,
    /// The owner, as text for documentation.
    owner: String,
}

impl TypeName {
    /// The type of a property or a parameter.
    pub(crate) fn value(name: String, owner: String) -> Self {
        Self { name, fixed: false, encoding: Encoding::Object, relation: "The value", owner }
    }

    /// A type with a fixed name: of a named schema, a body or a response.
    pub(crate) fn fixed(name: &str, relation: &'static str, owner: String) -> Self {
        Self { name: name.to_owned(), fixed: true, encoding: Encoding::Object, relation, owner }
    }

    /// The type of a multipart body.
    pub(crate) fn of_parts(self) -> Self {
        Self { encoding: Encoding::Multipart, ..self }
    }

    /// The type of an alternative.
    pub(crate) fn alternative(&self, variant: &str) -> Self {
        Self {
            name: names::alternative(&self.name, variant),
            fixed: false,
            encoding: Encoding::Object,
            relation: self.relation,
            owner: self.owner.clone(),
        }
    }

    /// The owner of the types inside this one. For a body or a response, it is the type itself.
    fn inner_owner(&self) -> String {
        match self.relation {
            "The body" | "The response" | "The error body" | "The payload" => {
                format!("{} of {}", self.relation.replacen("The", "the", 1), self.owner)
            }
            _ => self.owner.clone(),
        }
    }

    /// The type of an item of this list.
    pub(crate) fn item(&self) -> Self {
        let name = names::item(&self.name);
        Self {
            name,
            fixed: false,
            encoding: Encoding::Object,
            relation: "An item",
            owner: self.inner_owner(),
        }
    }

    /// The type at a position of this tuple.
    pub(crate) fn tuple_item(&self, tuple: &str, ordinal: &str) -> Self {
        Self {
            name: names::nested(tuple, ordinal),
            fixed: false,
            encoding: Encoding::Object,
            relation: "An item",
            owner: self.inner_owner(),
        }
    }

    /// The type of an item of this stream.
    pub(crate) fn streamed_item(&self) -> Self {
        let name = names::item(&self.name);
        Self {
            name,
            fixed: true,
            encoding: Encoding::Object,
            relation: "An item",
            owner: self.inner_owner(),
        }
    }

    /// The type of a value of this map.
    pub(crate) fn map_value(&self) -> Self {
        Self {
            name: names::nested(&self.name, "value"),
            fixed: false,
            encoding: Encoding::Object,
            relation: "A value",
            owner: self.inner_owner(),
        }
    }

    /// The type of a value of this map with integer keys. It takes the name of the map, unless the map itself has it.
    pub(crate) fn numbered_value(&self) -> Self {
        if self.fixed {
            return self.map_value();
        }
        Self {
            encoding: Encoding::Object,
            relation: "A value",
            owner: self.inner_owner(),
            ..self.clone()
        }
    }

    /// The documentation of the type: the description if the document names the type, or else a reference to the owner,
    /// which has the description.
    pub(crate) fn docs(&self, schema: &Schema) -> Docs {
        if let Some(docs) = inheritance::docs(schema) {
            return docs;
        }
        let mut docs =
            if self.fixed { docs::of_schema(schema, &self.name) } else { Docs::default() };
        match (docs.0.is_empty(), inference::is_inferred(schema)) {
            (true, true) => {
                let Self { relation, owner, .. } = self;
                docs.paragraph(format!(
                    "{relation} of {owner}, inferred from the documented example."
                ));
            }
            (true, false) => docs.paragraph(format!("{} of {}.", self.relation, self.owner)),
            (false, true) => docs.paragraph("Inferred from the documented example."),
            (false, false) => {}
        }
        docs
    }
}
