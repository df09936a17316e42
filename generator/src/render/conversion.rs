//! The conversions between the types of the module `schemas` -> `impl From`.

use super::ident;
use crate::ir::{Conversion, ConversionParts, Convert};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn render(conversion: &Conversion) -> TokenStream {
    let (source, target) = (ident(&conversion.source), ident(&conversion.target));
    let converted = match &conversion.parts {
        ConversionParts::Fields(fields) => {
            let fields = fields.iter().map(|(name, convert)| {
                let name = ident(name);
                let value = value(convert, &quote!(value.#name));
                quote!(#name: #value)
            });
            quote!(Self { #(#fields),* })
        }
        ConversionParts::Variants(variants) => {
            let arms = variants.iter().map(|(name, convert)| {
                let name = ident(name);
                let value = value(convert, &quote!(value));
                quote!(#source::#name(value) => Self::#name(#value),)
            });
            quote!(match value {
                #(#arms)*
                #source::Unknown(value) => Self::Unknown(value),
            })
        }
    };
    let argument = match &conversion.parts {
        ConversionParts::Fields(fields) if fields.is_empty() => quote!(_),
        _ => quote!(value),
    };
    quote! {
        impl From<#source> for #target {
            fn from(#argument: #source) -> Self {
                #converted
            }
        }
    }
}

/// The expression that converts a value.
fn value(convert: &Convert, from: &TokenStream) -> TokenStream {
    match convert {
        Convert::Same => quote!(#from),
        Convert::Into => quote!(#from.into()),
        Convert::Wrapped(content) if **content == Convert::Same => quote!(#from.map(Some)),
        Convert::Wrapped(content) => {
            let content = value(content, &quote!(value));
            quote!(#from.map(|value| Some(#content)))
        }
        Convert::Boxed(content) => {
            let content = value(content, &quote!((*#from)));
            quote!(Box::new(#content))
        }
        Convert::Optional(content) => {
            let content = closure(content);
            quote!(#from.map(#content))
        }
        Convert::Items(content) => {
            let content = closure(content);
            quote!(#from.into_iter().map(#content).collect())
        }
        Convert::Values(content) => {
            let content = value(content, &quote!(value));
            quote!(#from.into_iter().map(|(name, value)| (name, #content)).collect())
        }
    }
}

/// The function that converts a value.
fn closure(convert: &Convert) -> TokenStream {
    if *convert == Convert::Into {
        return quote!(Into::into);
    }
    let content = value(convert, &quote!(value));
    quote!(|value| #content)
}
