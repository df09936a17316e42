//! `#[get("/path")]` and other methods: implements the request builder of an operation, with its description and
//! `send()`.

use crate::fields::take;
use crate::paging::Paged;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::meta::ParseNestedMeta;
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Data, DeriveInput, Error, Expr, ExprLit, Fields, Ident, Lit, LitStr, Meta, Result,
    Token, Type, parenthesized, parse_quote,
};

pub(crate) fn expand(
    method: &str,
    path: TokenStream,
    mut input: DeriveInput,
) -> Result<TokenStream> {
    is_around_call(&input)?;
    let method = format_ident!("{}", method.to_ascii_uppercase());
    let path: LitStr = syn::parse2(path)?;
    let Options { id, output, body, accept, success, form, paged, action, deprecated } =
        Options::take(&mut input)?;
    let name = &input.ident;
    let summary = summary(&input.attrs);
    let usual = match &output {
        _ if paged.is_some() => "page",
        Type::Tuple(unit) if unit.elems.is_empty() => "empty",
        _ => "new",
    };
    let constructor = form.unwrap_or_else(|| format_ident!("{usual}"));
    let accept = match (accept, constructor.to_string().as_str()) {
        (Some(accept), _) => quote!(#accept),
        (None, "streamed") => quote!(<#output as ::runtime::Streamed>::ACCEPT),
        (None, "text") => quote!("*/*"),
        (None, "empty") => quote!("application/json, */*;q=0.5"),
        (None, _) => quote!("application/json"),
    };
    let success = match (success, usual) {
        (Some(success), _) => success,
        (None, "empty") => Vec::new(),
        (None, _) => vec!["200".to_owned()],
    };
    let paging = optional(paged.as_ref().map(Paged::facts));
    let listing = paged.map(|paged| paged.methods(&output));
    let batchable = optional(action.as_ref().map(|Action { resource, operation }| {
        quote!(::runtime::Batchable { resource: #resource, operation: #operation })
    }));
    let action = action.map(|_| action_method());
    let label = name.to_string();
    Ok(quote! {
        #[must_use = "a request does nothing until it is sent"]
        #input
        #[automatically_derived]
        impl #name {
            /// The operation, as the API document describes it.
            pub const OPERATION: &'static ::runtime::Operation = &::runtime::Operation {
                id: #id,
                method: ::runtime::Method::#method,
                path: #path,
                summary: #summary,
                accept: #accept,
                success: &[#(#success),*],
                paging: #paging,
                batchable: #batchable,
                deprecated: #deprecated,
            };

            /// Sends the request.
            ///
            /// # Errors
            ///
            /// Returns an error if the request cannot be sent, the response is not a success, or its body cannot be decoded.
            #[inline]
            pub fn send(self) -> ::runtime::ResponseFuture<#output> {
                ::runtime::ResponseFuture::#constructor(self.0)
            }

            /// Overrides settings of the client for this request.
            #[inline]
            pub fn options(mut self, options: ::runtime::RequestOptions) -> Self {
                self.0.options(options);
                self
            }

            #listing
            #action
        }
        #[automatically_derived]
        impl ::runtime::Request for #name {
            type Output = #output;
            #[inline]
            fn into_call(self) -> ::runtime::Call {
                self.0
            }
            #[inline]
            fn send(self) -> ::runtime::ResponseFuture<#output> {
                ::runtime::ResponseFuture::#constructor(self.0)
            }
        }
        #[automatically_derived]
        impl ::runtime::OperationRequest for #name {
            const OPERATION: &'static ::runtime::Operation = Self::OPERATION;
            type Body = #body;
        }
        #[automatically_derived]
        impl ::core::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.0.debug(#label, f)
            }
        }
    })
}

/// An `Option`.
fn optional(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// The first paragraph of the documentation, as one line.
fn summary(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(ExprLit { lit: Lit::Str(line), .. }) => Some(line.value()),
            _ => None,
        },
        _ => None,
    });
    let lines = lines.map(|line| line.trim().to_owned());
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The method that converts a request into an action.
fn action_method() -> TokenStream {
    quote! {
        /// Returns the request as an action of a batch.
        ///
        /// # Errors
        ///
        /// Returns an error if the request is invalid, has a query (actions have none), or has a body that is not JSON.
        pub fn action(&self) -> ::core::result::Result<::runtime::Action, ::runtime::Error> {
            self.0.action()
        }
    }
}

/// The options of `action(...)`.
struct Action {
    resource: LitStr,
    operation: LitStr,
}

impl Action {
    fn read(meta: &ParseNestedMeta<'_>) -> Result<Self> {
        const EXPECTED: &str = "expected `resource = \"...\"` and `operation = \"...\"`";
        let (mut resource, mut operation) = (None, None);
        meta.parse_nested_meta(|meta| {
            if meta.path.is_ident("resource") {
                resource = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("operation") {
                operation = Some(meta.value()?.parse()?);
            } else {
                return Err(meta.error(EXPECTED));
            }
            Ok(())
        })?;
        match (resource, operation) {
            (Some(resource), Some(operation)) => Ok(Self { resource, operation }),
            _ => Err(meta.error(EXPECTED)),
        }
    }
}

/// The options of `#[request(...)]`.
struct Options {
    id: LitStr,
    output: Type,
    /// The type of the request body; `()` without one.
    body: Type,
    /// The `Accept` header, if it is not the default of the output.
    accept: Option<LitStr>,
    /// The documented statuses of a success, if they are not the usual ones of the output.
    success: Option<Vec<String>>,
    /// The form of a body that is not JSON: `streamed` or `text`.
    form: Option<Ident>,
    paged: Option<Paged>,
    action: Option<Action>,
    deprecated: bool,
}

impl Options {
    fn take(input: &mut DeriveInput) -> Result<Self> {
        let mut id = None;
        let mut output = None;
        let mut body = None;
        let mut accept = None;
        let mut success = None;
        let mut form = None;
        let mut paged = None;
        let mut action = None;
        let mut deprecated = false;
        for attribute in take(&mut input.attrs, "request") {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("id") {
                    id = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("output") {
                    output = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("body") {
                    body = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("accept") {
                    accept = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("success") {
                    success = Some(statuses(&meta)?);
                } else if meta.path.is_ident("streamed") || meta.path.is_ident("text") {
                    form = meta.path.get_ident().cloned();
                } else if meta.path.is_ident("paged") {
                    paged = Some(Paged::read(&meta)?);
                } else if meta.path.is_ident("action") {
                    action = Some(Action::read(&meta)?);
                } else if meta.path.is_ident("deprecated") {
                    deprecated = true;
                } else {
                    return Err(meta.error(
                        "expected `id = \"...\"`, `output = Type`, `body = Type`, `accept = \"...\"`, `success(\"...\")`, `streamed`, `text`, `paged`, `action` or `deprecated`",
                    ));
                }
                Ok(())
            })?;
        }
        let (Some(id), Some(output)) = (id, output) else {
            let message = "expected `#[request(id = \"...\", output = Type)]`";
            return Err(Error::new_spanned(&input.ident, message));
        };
        let body = body.unwrap_or_else(|| parse_quote!(()));
        Ok(Self { id, output, body, accept, success, form, paged, action, deprecated })
    }
}

/// The statuses of `success("200", "2XX")`.
fn statuses(meta: &ParseNestedMeta<'_>) -> Result<Vec<String>> {
    let list;
    parenthesized!(list in meta.input);
    let statuses = Punctuated::<LitStr, Token![,]>::parse_terminated(&list)?;
    Ok(statuses.iter().map(LitStr::value).collect())
}

/// Whether the item is a struct with a call as its only field.
fn is_around_call(input: &DeriveInput) -> Result<()> {
    if let Data::Struct(data) = &input.data
        && let Fields::Unnamed(fields) = &data.fields
        && fields.unnamed.len() == 1
    {
        return Ok(());
    }
    Err(Error::new_spanned(&input.ident, "expected a struct around a `Call`"))
}
