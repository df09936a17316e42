//! `PartialEq` of a struct. A derived one also marks the type as usable in patterns, which costs an impl.

use crate::fields::Property;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(crate) fn expand(name: &Ident, properties: &[Property<'_>]) -> TokenStream {
    let fields =
        properties.iter().map(|Property { ident, .. }| quote!(self.#ident == __other.#ident));
    let is_equal = match properties {
        [] => quote!(true),
        _ => quote!(#(#fields)&&*),
    };
    quote! {
        #[automatically_derived]
        impl ::core::cmp::PartialEq for #name {
            #[inline]
            fn eq(&self, __other: &Self) -> bool {
                #is_equal
            }
        }
    }
}
