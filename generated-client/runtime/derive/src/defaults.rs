//! `Default` of a struct: nothing is set, except for the constants that `new` sets.

use crate::fields::{Property, Shape};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// `Default`, unless a property must be set. It compiles faster than a derived one, which calls a function for each field.
pub(crate) fn expand(name: &Ident, properties: &[Property<'_>]) -> Option<TokenStream> {
    if properties.iter().any(|property| property.must_be_set) {
        return None;
    }
    let value = match has_constants(properties) {
        true => quote!(Self::new()),
        false => literal(properties),
    };
    Some(quote! {
        #[automatically_derived]
        impl ::core::default::Default for #name {
            #[inline]
            fn default() -> Self {
                #value
            }
        }
    })
}

/// The expression of a struct in which nothing is set. No property may be required.
pub(crate) fn empty(properties: &[Property<'_>]) -> TokenStream {
    let is_default = !properties.iter().any(|property| property.must_be_set);
    match is_default && !has_constants(properties) {
        true => quote!(<Self as ::core::default::Default>::default()),
        false => literal(properties),
    }
}

/// The value of a field that is not set.
pub(crate) fn absent(shape: &Shape<'_>) -> TokenStream {
    match shape {
        Shape::Optional(_) | Shape::Nullable(_) | Shape::RequiredNullable(_) => {
            quote!(::core::option::Option::None)
        }
        Shape::Required | Shape::Extra { .. } => quote!(::core::default::Default::default()),
    }
}

fn literal(properties: &[Property<'_>]) -> TokenStream {
    let fields = properties.iter().map(|Property { ident, shape, .. }| {
        let value = absent(shape);
        quote!(#ident: #value)
    });
    quote!(Self { #(#fields),* })
}

fn has_constants(properties: &[Property<'_>]) -> bool {
    properties.iter().any(|property| property.constant.is_some())
}
