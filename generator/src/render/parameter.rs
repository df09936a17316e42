//! In: parameters. Out: the arguments that take them, and the statements that put them into a call.

use super::ident;
use super::imports::Imports;
use super::ty::{self, Within};
use crate::ir::{Parameter, ParameterPlace, ParameterShape, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// What a parameter needs.
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
            ty::argument(ty, Within::Operation)
        }
        ParameterShape::Array(ty, _) => {
            let element = ty::argument(ty, Within::Operation);
            quote!(impl IntoIterator<Item = #element>)
        }
    }
}

/// The statement that puts a parameter into a call.
pub(super) fn send(call: &TokenStream, parameter: &Parameter, name: &Ident) -> TokenStream {
    let wire_name = &parameter.wire_name;
    match &parameter.shape {
        ParameterShape::Scalar(ty) => {
            let method = match parameter.place {
                ParameterPlace::Path => ident("path"),
                ParameterPlace::Query => ident("query"),
                ParameterPlace::Header => ident("header"),
                ParameterPlace::Cookie => ident("cookie"),
            };
            let value = ty::value(ty, name);
            quote!(#call.#method(#wire_name, #value);)
        }
        ParameterShape::Array(ty, style) => {
            let style = ident(style);
            let method = match parameter.place {
                ParameterPlace::Path => ident("path_array"),
                ParameterPlace::Query => ident("query_array"),
                ParameterPlace::Header => ident("header_array"),
                ParameterPlace::Cookie => ident("cookie_array"),
            };
            let values = match ty {
                Type::String | Type::DateTime => {
                    let ty = ty::render(ty, Within::Operation);
                    quote!(#name.into_iter().map(Into::<#ty>::into))
                }
                _ => quote!(#name),
            };
            quote!(#call.#method(#wire_name, ArrayStyle::#style, #values);)
        }
        ParameterShape::Object(ty, style) => {
            let style = ident(style);
            let value = ty::exact_value(ty, name);
            quote!(#call.query_object(#wire_name, ObjectStyle::#style, &#value);)
        }
        ParameterShape::Json(ty) => {
            let value = ty::exact_value(ty, name);
            quote!(#call.query_json(#wire_name, &#value);)
        }
    }
}
