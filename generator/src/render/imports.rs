//! The items that a module uses -> its `use` declarations.

use super::ident;
use super::ty::Module;
use crate::ir::{Definition, Kind, Type};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// The items that a module imports.
#[derive(Clone, Debug, Default)]
pub(super) struct Imports {
    runtime: BTreeSet<String>,
    map: bool,
    schemas: bool,
}

impl Imports {
    /// Imports an item of the runtime.
    pub(super) fn runtime(&mut self, name: &str) {
        self.runtime.insert(name.to_owned());
    }

    /// Imports the items that a type needs.
    pub(super) fn ty(&mut self, ty: &Type) {
        match ty {
            Type::DateTime => self.runtime("DateTime"),
            Type::Part => self.runtime("Part"),
            Type::Value => self.runtime("Value"),
            Type::Schema(_) => self.schemas = true,
            Type::Map(..) => self.map = true,
            // These are in the prelude, or in the module itself.
            _ => {}
        }
        ty.inner().iter().for_each(|inner| self.ty(inner));
    }

    /// Imports the items that definitions need.
    pub(super) fn definitions<'d>(
        &mut self,
        definitions: impl IntoIterator<Item = &'d Definition>,
    ) {
        for definition in definitions {
            match &definition.kind {
                Kind::Struct(object) => {
                    self.runtime("object");
                    for field in &object.fields {
                        self.ty(&field.ty);
                    }
                    if let Some(extra) = &object.extra {
                        self.map = true;
                        self.ty(&extra.ty);
                    }
                }
                Kind::StringEnum(_) => self.runtime("string_enum"),
                Kind::IntegerEnum(_) => self.runtime("integer_enum"),
                Kind::ScalarEnum(_) => self.runtime("scalar_enum"),
                Kind::Union(union) => {
                    self.runtime("union");
                    for alternative in &union.alternatives {
                        self.ty(&alternative.ty);
                    }
                }
                Kind::Choice(alternatives) => {
                    alternatives.iter().for_each(|alternative| self.ty(&alternative.ty));
                }
                Kind::Alias(target) => self.ty(target),
            }
        }
    }

    /// The `use` declarations.
    pub(super) fn render(&self, within: Module) -> TokenStream {
        let schemas = (self.schemas && within == Module::Operation).then(|| {
            quote!(
                use crate::schemas;
            )
        });
        let names: Vec<_> = self.runtime.iter().map(|name| ident(name)).collect();
        let runtime = match names.as_slice() {
            [] => TokenStream::new(),
            [only] => quote!(use runtime::#only;),
            names => quote!(use runtime::{#(#names),*};),
        };
        let map = self.map.then(|| {
            quote!(
                use std::collections::BTreeMap;
            )
        });
        quote!(#schemas #runtime #map)
    }
}
