//! `#[derive(Request)]`: in comes the builder of an operation, out come `send()` and what goes with it.

use crate::paging::Paged;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Fields, Result, Type};

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    let name = &input.ident;
    has_call(input)?;
    let Options { output, bytes, paged } = Options::read(input)?;
    let constructor = match (bytes, &paged) {
        (true, _) => quote!(bytes),
        (false, Some(_)) => quote!(page),
        (false, None) => quote!(new),
    };
    let paging = paged.map(|paged| paged.methods(&output));
    let label = name.to_string();
    Ok(quote! {
        #[automatically_derived]
        impl #name {
            /// Sends the request.
            ///
            /// # Errors
            ///
            /// When the request cannot be sent, is answered with anything but success, or with a body that does
            /// not fit: [`Error`](::runtime::Error) tells these apart.
            pub fn send(self) -> ::runtime::ResponseFuture<#output> {
                ::runtime::ResponseFuture::#constructor(self.call)
            }

            /// Overrides settings of the client for this request.
            pub fn options(mut self, options: ::runtime::RequestOptions) -> Self {
                self.call.options(options);
                self
            }

            #paging
        }
        #[automatically_derived]
        impl ::runtime::Request for #name {
            type Output = #output;
            fn into_call(self) -> ::runtime::Call {
                self.call
            }
            fn send(self) -> ::runtime::ResponseFuture<#output> {
                ::runtime::ResponseFuture::#constructor(self.call)
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.call.debug(#label, f)
            }
        }
    })
}

/// What `#[request(...)]` says.
struct Options {
    output: Type,
    bytes: bool,
    paged: Option<Paged>,
}

impl Options {
    fn read(input: &DeriveInput) -> Result<Self> {
        let mut output = None;
        let mut bytes = false;
        let mut paged = None;
        for attribute in &input.attrs {
            if !attribute.path().is_ident("request") {
                continue;
            }
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("output") {
                    output = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("bytes") {
                    bytes = true;
                } else if meta.path.is_ident("paged") {
                    paged = Some(Paged::read(&meta)?);
                } else {
                    return Err(meta.error("expected `output = Type`, `bytes` or `paged`"));
                }
                Ok(())
            })?;
        }
        let output = output.ok_or_else(|| {
            Error::new_spanned(&input.ident, "expected `#[request(output = Type)]`")
        })?;
        Ok(Self { output, bytes, paged })
    }
}

/// A request is a struct with one field, its call.
fn has_call(input: &DeriveInput) -> Result<()> {
    if let Data::Struct(data) = &input.data
        && let Fields::Named(fields) = &data.fields
        && let Some(field) = fields.named.first()
        && fields.named.len() == 1
        && field.ident.as_ref().is_some_and(|ident| ident == "call")
    {
        return Ok(());
    }
    let message = "expected a struct with the one field `call: Call`";
    Err(Error::new_spanned(&input.ident, message))
}
