//! A use of a type -> its Rust code.

use super::ident;
use crate::ir::{MapKey, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// The module in which a type is written. It decides the path of a named schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Module {
    /// The module of an operation.
    Operation,
    /// The module `schemas`.
    Schemas,
}

/// The Rust type.
pub(super) fn render(ty: &Type, within: Module) -> TokenStream {
    match ty {
        Type::Unit => quote!(()),
        Type::Bool => quote!(bool),
        Type::I8 => quote!(i8),
        Type::I16 => quote!(i16),
        Type::I32 => quote!(i32),
        Type::I64 => quote!(i64),
        Type::U8 => quote!(u8),
        Type::U16 => quote!(u16),
        Type::U32 => quote!(u32),
        Type::U64 => quote!(u64),
        Type::F64 => quote!(f64),
        Type::Number => quote!(runtime::Number),
        Type::String => quote!(String),
        Type::DateTime => quote!(DateTime),
        Type::Bytes => quote!(runtime::Upload),
        Type::Part => quote!(Part),
        Type::Value => quote!(Value),
        Type::Foreign(written) => path(written.as_str()),
        Type::Local(name) => {
            let name = ident(name);
            quote!(#name)
        }
        Type::Schema(name) => {
            let name = ident(name);
            match within {
                Module::Operation => quote!(schemas::#name),
                Module::Schemas => quote!(#name),
            }
        }
        Type::List(item) => {
            let item = render(item, within);
            quote!(Vec<#item>)
        }
        Type::Tuple(items) => {
            let items = items.iter().map(|item| render(item, within));
            quote!((#(#items),*))
        }
        Type::Map(key, value) => {
            let key = match key {
                MapKey::String => quote!(String),
                MapKey::U32 => quote!(u32),
            };
            let value = render(value, within);
            quote!(BTreeMap<#key, #value>)
        }
        Type::Optional(inner) => {
            let inner = render(inner, within);
            quote!(Option<#inner>)
        }
        Type::Boxed(inner) => {
            let inner = render(inner, within);
            quote!(Box<#inner>)
        }
    }
}

/// The type of an argument. It accepts other types if the conversion is cheap, or if it `converts`.
pub(super) fn argument(ty: &Type, converts: bool, within: Module) -> TokenStream {
    let rendered = render(ty, within);
    if converts || ty.is_converted_argument() { quote!(impl Into<#rendered>) } else { rendered }
}

/// An argument, converted to its type.
pub(super) fn value(ty: &Type, name: &proc_macro2::Ident) -> TokenStream {
    if ty.is_converted_argument() { quote!(#name.into()) } else { quote!(#name) }
}

/// An argument, converted to its type where the context does not determine the type.
pub(super) fn exact_value(ty: &Type, converts: bool, name: &proc_macro2::Ident) -> TokenStream {
    if !converts && !ty.is_converted_argument() {
        return quote!(#name);
    }
    let ty = render(ty, Module::Operation);
    quote!(Into::<#ty>::into(#name))
}

/// A path from the profile.
pub(super) fn path(text: &str) -> TokenStream {
    let names = text.split("::").map(ident);
    quote!(#(#names)::*)
}
