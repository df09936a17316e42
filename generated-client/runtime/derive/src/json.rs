//! The impls that encode and decode a struct as a JSON object.

use crate::fields::{Property, Shape, has_required, mentions};
use crate::scalar::Constant;
use crate::{defaults, serde};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

pub(crate) fn expand(
    name: &Ident,
    properties: &[Property<'_>],
    constants: &[Constant],
) -> TokenStream {
    let has_constants = !constants.is_empty();
    let constants = has_constants.then(|| {
        quote! {
            const CONSTANTS: &'static [::runtime::object::Constant] = &[#(#constants),*];
        }
    });
    let read = read(properties);
    let write = properties.iter().map(write);
    let decode = quote! {
        ::runtime::object::decode(deserializer)
    };
    let encode = quote! {
        ::runtime::object::encode(self, serializer)
    };
    let serde = serde::impls(name, &decode, &encode);
    quote! {
        #[automatically_derived]
        impl ::runtime::Object for #name {
            #constants
            fn read<'de, __A: ::runtime::object::MapAccess<'de>>(
                __reader: &mut ::runtime::object::Reader<'de, __A>,
            ) -> ::core::option::Option<Self> {
                #read
            }
            fn write<__P: ::runtime::object::Properties>(&self, __properties: &mut __P) {
                #(#write)*
            }
        }
        #serde
    }
}

/// The statement that passes on a property. Its value is in a wrapper if `Debug` must not show all of it.
fn write(property: &Property<'_>) -> TokenStream {
    let Property { ident, wire, ty, .. } = property;
    let field = ident.unraw().to_string();
    let wrapper = match property.is_secret {
        true => Some(quote!(::runtime::object::Hidden)),
        false => mentions(ty, "Value").then(|| quote!(::runtime::object::Masked)),
    };
    match property.shape {
        Shape::Required | Shape::RequiredNullable(_) => {
            let value = match wrapper {
                Some(wrapper) => quote!(&#wrapper(&self.#ident)),
                None => quote!(&self.#ident),
            };
            quote!(__properties.required(#wire, #field, #value);)
        }
        Shape::Optional(_) | Shape::Nullable(_) => {
            let value = match wrapper {
                Some(wrapper) => quote!(&self.#ident.as_ref().map(#wrapper)),
                None => quote!(&self.#ident),
            };
            quote!(__properties.optional(#wire, #field, #value);)
        }
        Shape::Extra { documented: true } => quote!(__properties.extra(#field, &self.#ident);),
        Shape::Extra { documented: false } => {
            quote!(__properties.undocumented(#field, &self.#ident);)
        }
    }
}

/// The body that reads all properties.
///
/// If no property is required, an empty struct is filled in place, which compiles fastest. Otherwise each property has a
/// local variable.
fn read(properties: &[Property<'_>]) -> TokenStream {
    if has_required(properties) { read_into_locals(properties) } else { read_in_place(properties) }
}

fn read_in_place(properties: &[Property<'_>]) -> TokenStream {
    let empty = defaults::empty(properties);
    let target = |property: &Property<'_>| {
        let ident = &property.ident;
        quote!(__this.#ident)
    };
    let properties = each_property(properties, target);
    quote! {
        let mut __this = #empty;
        #properties
        ::core::option::Option::Some(__this)
    }
}

fn read_into_locals(properties: &[Property<'_>]) -> TokenStream {
    let start = properties.iter().map(|Property { ident, shape, ty, .. }| match shape {
        Shape::Required | Shape::RequiredNullable(_) => {
            quote!(let mut #ident: ::core::option::Option<#ty> = ::core::option::Option::None;)
        }
        Shape::Optional(_) | Shape::Nullable(_) => {
            quote!(let mut #ident: #ty = ::core::option::Option::None;)
        }
        Shape::Extra { .. } => quote!(let mut #ident: #ty = ::core::default::Default::default();),
    });
    let end = properties.iter().map(|Property { ident, shape, wire, .. }| match shape {
        Shape::Required => quote!(#ident: __reader.found(#wire, #ident)?),
        Shape::RequiredNullable(_) => quote!(#ident: __reader.found_or_null(#ident)),
        Shape::Optional(_) | Shape::Nullable(_) | Shape::Extra { .. } => quote!(#ident),
    });
    let target = |property: &Property<'_>| {
        let ident = &property.ident;
        quote!(#ident)
    };
    let properties = each_property(properties, target);
    quote! {
        #(#start)*
        #properties
        ::core::option::Option::Some(Self { #(#end),* })
    }
}

/// The loop over the properties of the input; `target` is the place for each.
fn each_property(
    properties: &[Property<'_>],
    target: impl Fn(&Property<'_>) -> TokenStream,
) -> TokenStream {
    let mut names = Vec::new();
    let mut arms = Vec::new();
    let mut next = quote!(next);
    let mut otherwise = quote!(_ => {});
    for property in properties {
        let target = target(property);
        let method = match property.shape {
            Shape::Required => quote!(required),
            Shape::Optional(_) => quote!(optional),
            Shape::Nullable(_) | Shape::RequiredNullable(_) => quote!(nullable),
            Shape::Extra { documented } => {
                next = quote!(next_or_unknown);
                otherwise = match documented {
                    true => quote!(_ => __reader.unknown(&mut #target),),
                    false => quote!(_ => __reader.undocumented(&mut #target),),
                };
                continue;
            }
        };
        let index = proc_macro2::Literal::usize_unsuffixed(names.len());
        names.push(&property.wire);
        arms.push(quote!(#index => __reader.#method(&mut #target),));
    }
    quote! {
        while let ::core::option::Option::Some(__index) = __reader.#next(&[#(#names),*]) {
            match __index {
                #(#arms)*
                #otherwise
            }
        }
    }
}
