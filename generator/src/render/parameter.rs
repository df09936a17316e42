//! A parameter -> its argument, and the statement that adds it to a call.

use super::ident;
use super::imports::Imports;
use super::ty::{self, Module};
use crate::ir::{Parameter, ParameterLocation, ParameterShape, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Imports the items that a parameter needs.
pub(super) fn imports(parameter: &Parameter, imports: &mut Imports) {
    match &parameter.shape {
        ParameterShape::Scalar(ty) | ParameterShape::Json(ty) => imports.ty(ty),
        ParameterShape::Array(ty, _) => {
            imports.runtime("ArrayStyle");
            imports.ty(ty);
        }
        ParameterShape::Object(ty, _) => {
            imports.runtime("ObjectStyle");
            imports.ty(ty);
        }
    }
}

/// The type of the argument.
pub(super) fn argument(parameter: &Parameter) -> TokenStream {
    match &parameter.shape {
        ParameterShape::Scalar(ty) | ParameterShape::Object(ty, _) | ParameterShape::Json(ty) => {
            ty::argument(ty, parameter.converts, Module::Operation)
        }
        ParameterShape::Array(ty, _) => {
            let item = match ty {
                Type::F64 => ty::render(ty, Module::Operation),
                ty => ty::argument(ty, false, Module::Operation),
            };
            quote!(impl IntoIterator<Item = #item>)
        }
    }
}

/// The statement that adds a parameter to a call.
pub(super) fn send(call: &TokenStream, parameter: &Parameter, name: &Ident) -> TokenStream {
    let value = send_value(call, parameter, name);
    let wire_name = &parameter.wire_name;
    let is_reserved = parameter.reserved && parameter.location == ParameterLocation::Query;
    let reserved = is_reserved.then(|| quote!(#call.query_reserved(#wire_name);));
    quote!(#value #reserved)
}

fn send_value(call: &TokenStream, parameter: &Parameter, name: &Ident) -> TokenStream {
    let wire_name = &parameter.wire_name;
    let method = |kind| {
        let location = match parameter.location {
            ParameterLocation::Path => "path",
            ParameterLocation::Query => "query",
            ParameterLocation::Header => "header",
            ParameterLocation::Cookie => "cookie",
        };
        ident(&format!("{location}{kind}"))
    };
    match &parameter.shape {
        ParameterShape::Scalar(ty) => {
            let keeps_slashes = parameter.reserved && parameter.location == ParameterLocation::Path;
            let method = method(if keeps_slashes { "_reserved" } else { "" });
            let value = match parameter.converts {
                true => ty::exact_value(ty, true, name),
                false => ty::value(ty, name),
            };
            quote!(#call.#method(#wire_name, #value);)
        }
        ParameterShape::Array(ty, style) => {
            let style = ident(style);
            let method = method("_array");
            let values = match ty {
                Type::String | Type::DateTime => {
                    let ty = ty::render(ty, Module::Operation);
                    quote!(#name.into_iter().map(Into::<#ty>::into))
                }
                _ => quote!(#name),
            };
            quote!(#call.#method(#wire_name, ArrayStyle::#style, #values);)
        }
        ParameterShape::Object(ty, style) => {
            let style = ident(style);
            let method = method("_object");
            let value = ty::exact_value(ty, parameter.converts, name);
            quote!(#call.#method(#wire_name, ObjectStyle::#style, &#value);)
        }
        ParameterShape::Json(ty) => {
            let method = method("_json");
            let value = ty::exact_value(ty, parameter.converts, name);
            quote!(#call.#method(#wire_name, &#value);)
        }
    }
}
