//! Values of the merged document and their locations.

use crate::read::{EXCERPT, EXTENSION_3_1, FILES, VERSION};
use crate::source::Pointer;
use indexmap::IndexMap;
use serde_json::Value;

/// A value of the merged document and its location.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    pub(super) at: Pointer,
    /// The reference that led here, if any. Its siblings annotate the value.
    pub(super) referrer: Option<&'a Value>,
}

impl<'a> Node<'a> {
    /// The whole document.
    pub(super) fn root(value: &'a Value) -> Self {
        Self { value, at: Pointer::root(), referrer: None }
    }

    /// The property with a name, if this is an object that has it.
    pub(super) fn get(&self, name: &str) -> Option<Self> {
        let value = self.value.as_object()?.get(name)?;
        Some(Self { value, at: self.at.child(name), referrer: None })
    }

    /// The property with a name, if it is an object.
    pub(super) fn object(&self, name: &str) -> Option<Self> {
        self.get(name).filter(|node| node.value.is_object())
    }

    /// The properties of this object.
    pub(super) fn properties(&self) -> impl Iterator<Item = (&'a str, Self)> + use<'a> {
        let at = self.at.clone();
        self.value.as_object().into_iter().flatten().map(move |(name, value)| {
            (name.as_str(), Self { value, at: at.child(name), referrer: None })
        })
    }

    /// The properties of an object property.
    pub(super) fn properties_of(
        &self,
        name: &str,
    ) -> impl Iterator<Item = (&'a str, Self)> + use<'a> {
        self.get(name).map(|node| node.properties()).into_iter().flatten()
    }

    /// The items of a list property.
    pub(super) fn items_of(&self, name: &str) -> impl Iterator<Item = Self> + use<'a> {
        let list = self.get(name);
        list.into_iter().flat_map(|list| {
            let items = list.value.as_array().into_iter().flatten().enumerate();
            items.map(move |(index, value)| Self {
                value,
                at: list.at.child(index),
                referrer: None,
            })
        })
    }

    /// The value of `$ref`, if this is a reference.
    pub(super) fn reference(&self) -> Option<&'a Value> {
        self.value.as_object()?.get("$ref")
    }

    /// The value at a pointer into this one.
    pub(super) fn find(&self, pointer: &Pointer) -> Option<Self> {
        let value = self.value.pointer(pointer.as_str())?;
        Some(Self { value, at: pointer.clone(), referrer: None })
    }

    /// The string in a sibling property of the reference to this value.
    pub(super) fn reference_override(&self, name: &str) -> Option<String> {
        self.referrer?.get(name)?.as_str().map(str::to_owned)
    }

    /// The extension for values that OpenAPI 3.0 cannot express.
    pub(super) fn extension_3_1(&self) -> Option<Self> {
        self.object(EXTENSION_3_1)
    }

    /// The specification extensions (`x-...`) of this object.
    pub(super) fn extensions(&self) -> IndexMap<String, Value> {
        self.value
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(name, _)| {
                name.starts_with("x-")
                    && ![EXTENSION_3_1, FILES, EXCERPT, VERSION].contains(&name.as_str())
            })
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }
}
