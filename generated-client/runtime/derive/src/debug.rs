//! `Debug` of objects and unions, which shows no secrets.

use crate::fields::{Property, mentions};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Type;

/// `Debug` of a struct: the values of secret properties are masked.
pub(crate) fn object(name: &Ident, properties: &[Property<'_>]) -> TokenStream {
    let fields = properties.iter().map(|property| {
        let Property { ident, wire, ty, is_secret, .. } = property;
        let field = ident.to_string();
        let value = shown(ty, &quote!(&self.#ident));
        match is_secret {
            true => quote!(::runtime::object::Field::secret(#field, #value)),
            false => quote!(::runtime::object::Field::new(#field, #wire, #value)),
        }
    });
    let text = name.to_string();
    implementation(name, &quote!(::runtime::object::debug(f, #text, &[#(#fields),*])))
}

/// `Debug` of an enum whose variants hold one value each.
pub(crate) fn union<'a>(
    name: &Ident,
    variants: impl Iterator<Item = (&'a Ident, &'a Type)>,
) -> TokenStream {
    let arms = variants.map(|(ident, ty)| {
        let text = ident.to_string();
        let value = shown(ty, &quote!(value));
        quote!(Self::#ident(value) => ::core::fmt::Formatter::debug_tuple(f, #text).field(#value).finish(),)
    });
    let unknown = quote! {
        Self::Unknown(value) => {
            ::core::fmt::Formatter::debug_tuple(f, "Unknown").field(&::runtime::object::Masked(value)).finish()
        }
    };
    implementation(name, &quote!(match self { #(#arms)* #unknown }))
}

/// A reference to a value; JSON of any form is masked.
fn shown(ty: &Type, value: &TokenStream) -> TokenStream {
    if mentions(ty, "Value") { quote!(&::runtime::object::Masked(#value)) } else { value.clone() }
}

fn implementation(name: &Ident, body: &TokenStream) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #body
            }
        }
    }
}
