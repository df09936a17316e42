//! A request body -> its argument, and the statement that adds it to a call.

use super::ty::{self, Module};
use super::{docs, ident};
use crate::ir::{Alternative, Body, Content, FormField, Format, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The type of the argument.
pub(super) fn argument(body: &Body) -> TokenStream {
    if body.optional {
        let ty = ty::render(&body.ty, Module::Operation);
        quote!(impl Into<Option<#ty>>)
    } else {
        ty::argument(&body.ty, body.converts, Module::Operation)
    }
}

/// The statement that adds a body to a call.
pub(super) fn send(body: &Body, name: &Ident) -> TokenStream {
    let value = match &body.ty {
        _ if body.optional => quote!(#name),
        // The type of `None` cannot be inferred from a generic parameter.
        ty @ Type::Optional(_) => ty::exact_value(ty, false, name),
        ty if body.converts => ty::exact_value(ty, true, name),
        ty => ty::value(ty, name),
    };
    let send = match body.contents.as_slice() {
        [(_, content)] => {
            let send = send_content(content, &value);
            quote!(#send;)
        }
        contents => {
            let ty = ty::render(&body.ty, Module::Operation);
            let arms = contents.iter().map(|(variant, content)| {
                let variant = ident(variant);
                let send = send_content(content, &quote!(content));
                quote!(#ty::#variant(content) => #send,)
            });
            quote!(match #value { #(#arms)* })
        }
    };
    if body.optional { quote!(if let Some(#name) = #name.into() { #send }) } else { send }
}

fn send_content(content: &Content, value: &TokenStream) -> TokenStream {
    let media_type = &content.media_type;
    match content.format {
        Format::Json if media_type == "application/json" => quote!(call.json(&#value)),
        Format::Json => quote!(call.json_as(#media_type, &#value)),
        Format::Form if content.fields.is_empty() => quote!(call.form(&#value)),
        Format::Form => {
            let fields = content.fields.iter().map(form_field);
            quote!(call.form_as(&#value, &[#(#fields),*]))
        }
        Format::Multipart if media_type == "multipart/form-data" => quote!(call.multipart(#value)),
        Format::Multipart => quote!(call.multipart_as(#media_type, #value)),
        Format::Text => quote!(call.text(#media_type, #value)),
        Format::Bytes | Format::Events | Format::JsonLines => {
            quote!(call.bytes(#media_type, #value))
        }
    }
}

fn form_field(field: &FormField) -> TokenStream {
    let FormField { name, style, json, reserved } = field;
    let style = style.map(|style| {
        let style = ident(style);
        quote!(.style(runtime::ObjectStyle::#style))
    });
    let json = json.then(|| quote!(.json()));
    let reserved = reserved.then(|| quote!(.reserved()));
    quote!(runtime::FormField::new(#name) #style #json #reserved)
}

/// The enum of the media types of a body.
pub(super) fn choice(name: &Ident, alternatives: &[Alternative], within: Module) -> TokenStream {
    let variants = alternatives.iter().map(|alternative| {
        let name = ident(&alternative.name);
        let docs = docs::outer(&alternative.docs);
        let ty = ty::render(&alternative.ty, within);
        quote!(#docs #name(#ty),)
    });
    let conversions = alternatives.iter().filter(|alternative| alternative.converts).map(|one| {
        let variant = ident(&one.name);
        let ty = ty::render(&one.ty, within);
        quote! {
            impl From<#ty> for #name {
                fn from(body: #ty) -> Self {
                    Self::#variant(body)
                }
            }
        }
    });
    quote! {
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name {
            #(#variants)*
        }
        #(#conversions)*
    }
}
