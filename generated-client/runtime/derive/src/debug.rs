//! `Debug` of objects and unions, which shows no secrets.

use crate::fields::{Property, Shape, mentions};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Type;
use syn::ext::IdentExt;

/// `Debug` of a struct. That of a JSON object passes on its properties, as its encoding does.
pub(crate) fn object(name: &Ident, properties: &[Property<'_>], is_multipart: bool) -> TokenStream {
    let text = name.to_string();
    if !is_multipart {
        return implementation(name, &quote!(::runtime::object::debug(self, #text, f)));
    }
    let fields = properties.iter().map(|property| {
        let Property { ident, is_secret, .. } = property;
        let field = ident.unraw().to_string();
        let value = match is_secret {
            true => quote!(&::runtime::object::Hidden(&self.#ident)),
            false if is_json(property) => quote!(&::runtime::object::Masked(&self.#ident)),
            false => quote!(&self.#ident),
        };
        quote!(.field(#field, #value))
    });
    implementation(name, &quote!(f.debug_struct(#text)#(#fields)*.finish()))
}

/// Whether a property contains values of any form.
fn is_json(property: &Property<'_>) -> bool {
    matches!(property.shape, Shape::Extra { .. }) || mentions(property.ty, "Value")
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

/// A reference to a value. Untyped JSON is masked.
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
