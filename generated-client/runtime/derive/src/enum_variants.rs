//! Reads the variants of an enum of scalars: their names and values.

use crate::fields::{document, in_expansion};
use proc_macro2::{Ident, TokenStream};
use std::fmt::Display;
use syn::{Data, DeriveInput, Error, Fields, Result, Variant, parse_quote};

/// The known variants, in order.
pub(crate) struct Variants<V> {
    pub(crate) known: Vec<Ident>,
    /// Their values.
    pub(crate) values: Vec<V>,
}

impl<V: PartialEq + Display> Variants<V> {
    /// Reads the variants, documents them with their values, and adds `Unknown`, which holds a value of a type.
    pub(crate) fn complete(
        input: &mut DeriveInput,
        value_of: impl Fn(&mut Variant) -> Result<V>,
        unknown: TokenStream,
    ) -> Result<Self> {
        let Data::Enum(data) = &mut input.data else {
            return Err(Error::new_spanned(&input.ident, "expected an enum"));
        };
        let mut known = Vec::with_capacity(data.variants.len());
        let mut values = Vec::with_capacity(data.variants.len());
        for variant in &mut data.variants {
            if variant.ident == "Unknown" || !matches!(variant.fields, Fields::Unit) {
                let message = "expected a variant without fields; `Unknown` is added";
                return Err(Error::new_spanned(variant, message));
            }
            let value = value_of(variant)?;
            if values.contains(&value) {
                let message = format!("the value `{value}` already exists");
                return Err(Error::new_spanned(&variant.ident, message));
            }
            document(&mut variant.attrs, || format!(" `{value}`"));
            known.push(in_expansion(&variant.ident));
            values.push(value);
        }
        data.variants.push(parse_quote! {
            /// A value that this version of the crate does not know.
            Unknown(#unknown)
        });
        Ok(Self { known, values })
    }
}
