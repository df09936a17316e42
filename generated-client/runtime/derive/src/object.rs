//! `#[object]`: implements a struct as a JSON object.

use crate::fields::{Property, properties};
use crate::scalar::Constant;
use crate::{debug, defaults, equality, json, multipart, setters};
use proc_macro2::TokenStream;
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, DeriveInput, Error, Result, Token, Type};

pub(crate) fn expand(arguments: TokenStream, mut input: DeriveInput) -> Result<TokenStream> {
    let options = Options::read(arguments)?;
    let name = input.ident.clone();
    document(&mut input.attrs, &options.constants);
    let properties = properties(&mut input, options.snake_case)?;
    for Constant { name: constant, .. } in &options.constants {
        if options.multipart {
            return Err(Error::new_spanned(&name, "a multipart form has no constants"));
        }
        if properties.iter().any(|property| property.wire == *constant) {
            let message = format!("the property `{constant}` already exists");
            return Err(Error::new_spanned(&name, message));
        }
    }
    let encoding = if options.multipart {
        multipart::expand(&name, &properties)
    } else {
        json::expand(&name, &properties, &options.constants)
    };
    let setters = options.setters.then(|| setters::expand(&name, &properties));
    let from_response = options.from_response.as_ref().map(from_response);
    let methods = (setters.is_some() || from_response.is_some())
        .then(|| quote!(#[automatically_derived] impl #name { #setters #from_response }));
    let debug = debug::object(&name, &properties, options.multipart);
    let equality = equality::expand(&name, &properties);
    let default = defaults::expand(&name, &properties);
    if properties.iter().any(|property| property.constant.is_some()) && !options.setters {
        return Err(Error::new_spanned(&name, "`constant = ...` needs `setters`"));
    }
    let mut impls = quote!(#encoding #debug #equality #default #methods);
    if properties.iter().any(Property::is_deprecated) {
        // Only callers should get the warnings for deprecated fields, not this expansion.
        impls = quote!(#[allow(deprecated)] const _: () = { #impls };);
    }
    // rustdoc shows the attribute in any case, as it holds for the library without the feature.
    let non_exhaustive = match cfg!(feature = "exhaustive") {
        true => quote!(#[cfg_attr(doc, non_exhaustive)]),
        false => quote!(#[non_exhaustive]),
    };
    Ok(quote! {
        #[derive(::core::clone::Clone)]
        #non_exhaustive
        #input
        #impls
    })
}

/// Documents the constants on the type.
fn document(attributes: &mut Vec<Attribute>, constants: &[Constant]) {
    if constants.is_empty() {
        return;
    }
    if !attributes.is_empty() {
        attributes.push(syn::parse_quote!(#[doc = ""]));
    }
    let list = constants.iter().map(|Constant { name, value, .. }| format!("`{name}`: `{value}`"));
    let docs = format!(" Always sent with {}.", list.collect::<Vec<_>>().join(", "));
    attributes.push(syn::parse_quote!(#[doc = #docs]));
}

/// The function that builds a body from a response.
fn from_response(response: &Type) -> TokenStream {
    quote! {
        /// Builds the body of an update from a response: copies the common properties, except those that are `null`, and the
        /// undocumented ones.
        ///
        /// # Errors
        ///
        /// Returns an error if the response lacks a property that is required here, if one has the wrong type, or if
        /// decoding dropped a value of the response, so that the update would lose it, such as an undocumented property of a
        /// variant of a union. Set a property to `None` in the response to omit it.
        #[inline]
        pub fn from_response(
            response: &::runtime::ApiResponse<#response>,
        ) -> ::core::result::Result<Self, ::runtime::Error> {
            response.to_body()
        }
    }
}

/// The options of `#[object(...)]`.
#[derive(Default)]
struct Options {
    setters: bool,
    multipart: bool,
    snake_case: bool,
    /// The properties with a constant value.
    constants: Vec<Constant>,
    /// The response that it can be built from.
    from_response: Option<Type>,
}

impl Options {
    fn read(arguments: TokenStream) -> Result<Self> {
        let mut options = Self::default();
        let mut read = |meta: ParseNestedMeta<'_>| {
            if meta.path.is_ident("setters") {
                options.setters = true;
            } else if meta.path.is_ident("multipart") {
                options.multipart = true;
            } else if meta.path.is_ident("snake_case") {
                options.snake_case = true;
            } else if meta.path.is_ident("constants") {
                let list;
                syn::parenthesized!(list in meta.input);
                let list = Punctuated::<Constant, Token![,]>::parse_terminated(&list)?;
                options.constants.extend(list);
            } else if meta.path.is_ident("from_response") {
                options.from_response = Some(meta.value()?.parse()?);
            } else {
                return Err(meta.error(
                    "expected `setters`, `multipart`, `snake_case`, `constants(...)` or `from_response = Type`",
                ));
            }
            Ok(())
        };
        syn::meta::parser(&mut read).parse2(arguments)?;
        Ok(options)
    }
}
