//! In: where a schema stands. Out: what its type is called, if it takes a name.

use super::inference;
use crate::document::Schema;
use crate::ir::Docs;
use crate::lower::{docs, names};

/// The name that a type takes if it takes one, and what there is to say of it if its schema says nothing.
#[derive(Clone, Debug)]
pub(crate) struct TypeName {
    /// The name.
    pub(crate) name: String,
    /// Whether the name is the type's own already, and must be neither changed nor taken again.
    pub(crate) fixed: bool,
    /// What it is to the item in `of`: `The value`, `An element`.
    relation: &'static str,
    /// The item that it belongs to, as documentation names it.
    of: String,
}

impl TypeName {
    /// The type of an item: a member, a parameter.
    pub(crate) fn value(name: String, of: String) -> Self {
        Self { name, fixed: false, relation: "The value", of }
    }

    /// A type whose name stands for a place that the document itself names: a schema, a body, an answer.
    pub(crate) fn fixed(name: &str, relation: &'static str, of: String) -> Self {
        Self { name: name.to_owned(), fixed: true, relation, of }
    }

    /// The type of one of the alternatives.
    pub(crate) fn alternative(&self, variant: &str) -> Self {
        Self {
            name: names::nested(&self.name, variant),
            fixed: false,
            relation: self.relation,
            of: self.of.clone(),
        }
    }

    /// The type of the elements, if this is a list.
    pub(crate) fn item(&self) -> Self {
        let name = names::item(&self.name);
        Self { name, fixed: false, relation: "An element", of: self.of.clone() }
    }

    /// The type of what stands at a place, if this is a tuple of some name.
    pub(crate) fn tuple_item(&self, tuple: &str, ordinal: &str) -> Self {
        Self {
            name: names::nested(tuple, ordinal),
            fixed: false,
            relation: "An element",
            of: self.of.clone(),
        }
    }

    /// The type of what comes one by one, if this is a stream.
    pub(crate) fn streamed_item(&self) -> Self {
        let name = names::item(&self.name);
        Self { name, fixed: true, relation: "An item", of: self.of.clone() }
    }

    /// The type of the values, if this is a map by name.
    pub(crate) fn map_value(&self) -> Self {
        Self {
            name: names::nested(&self.name, "value"),
            fixed: false,
            relation: "A value",
            of: self.of.clone(),
        }
    }

    /// The type of the values, if this is a map by number: it takes the map's name, unless the map itself has that.
    pub(crate) fn numbered_value(&self) -> Self {
        if self.fixed {
            return self.map_value();
        }
        Self { relation: "A value", fixed: false, ..self.clone() }
    }

    /// What is said of the type: what it belongs to, which is where its description stands; of a type that has a name
    /// in the document, its description.
    pub(crate) fn docs(&self, schema: &Schema) -> Docs {
        let mut docs = if self.fixed { docs::of_schema(schema) } else { Docs::default() };
        match (docs.0.is_empty(), inference::is_inferred(schema)) {
            (true, true) => {
                let Self { relation, of, .. } = self;
                docs.paragraph(format!(
                    "{relation} of {of}, inferred from the documented example."
                ));
            }
            (true, false) => docs.paragraph(format!("{} of {}.", self.relation, self.of)),
            (false, true) => docs.paragraph("Inferred from the documented example."),
            (false, false) => {}
        }
        docs
    }
}
