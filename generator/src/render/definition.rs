//! The definitions of types -> structs, enums and aliases.

use super::imports::Imports;
use super::ty::{self, Module};
use super::{body, conversion, docs, ident};
use crate::ir::{
    Constant, Conversion, Definition, Encoding, Field, IntegerEnum, Kind, PageField, PageProperty,
    Presence, ScalarEnum, SharedType, StringEnum, Struct, Union,
};
use crate::profile::TraitPath;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::Value;

/// The module of the named schemas.
pub(super) fn render_module(definitions: &[Definition], conversions: &[Conversion]) -> TokenStream {
    let mut imports = Imports::default();
    imports.definitions(definitions);
    let imports = imports.render(Module::Schemas);
    let definitions = definitions.iter().map(|definition| render(definition, Module::Schemas));
    let conversions = conversions.iter().map(conversion::render);
    quote! {
        #![doc = " The named schemas of the API document, shared by operations."]
        #imports
        #(#definitions)*
        #(#conversions)*
    }
}

/// The `Page` implementation of an object that contains the items of a page.
pub(super) fn page(name: &Ident, member: &PageProperty, within: Module) -> TokenStream {
    let PageProperty { fields, property: _, item } = member;
    let item = ty::render(item, within);
    let (mut items, mut may_be_absent) = (quote!(self), false);
    for PageField { name, is_optional } in fields {
        let field = ident(name);
        items = match (may_be_absent, is_optional) {
            (false, _) => quote!(#items.#field),
            (true, false) => quote!(#items.map(|page| page.#field)),
            (true, true) => quote!(#items.and_then(|page| page.#field)),
        };
        may_be_absent |= is_optional;
    }
    let or_none = may_be_absent.then(|| quote!(.unwrap_or_default()));
    quote! {
        impl runtime::Page for #name {
            type Item = #item;

            fn into_items(self) -> Vec<#item> {
                #items #or_none
            }
        }
    }
}

/// The definition of a type.
pub(super) fn render(definition: &Definition, within: Module) -> TokenStream {
    let Definition { name, docs: _, deprecated: _, derives, kind } = definition;
    let name = ident(name);
    let docs = type_docs(definition);
    let item = match kind {
        Kind::Struct(object) => render_struct(&name, derives, object, within),
        Kind::StringEnum(texts) => render_string_enum(&name, derives, texts),
        Kind::IntegerEnum(integers) => render_integer_enum(&name, derives, integers),
        Kind::ScalarEnum(scalars) => render_scalar_enum(&name, derives, scalars),
        Kind::Union(union) => render_union(&name, derives, union, within),
        Kind::Choice(alternatives) => body::choice(&name, alternatives, within),
        Kind::Alias(target) => {
            let target = ty::render(target, within);
            quote!(pub type #name = #target;)
        }
    };
    let page = match kind {
        Kind::Struct(Struct { page: Some(member), .. }) => Some(page(&name, member, within)),
        _ => None,
    };
    quote!(#docs #item #page)
}

/// The alias of a type that another operation defines.
pub(super) fn shared(definition: &Definition, target: &SharedType) -> TokenStream {
    let docs = type_docs(definition);
    let [name, module, target] =
        [&definition.name, &target.module, &target.name].map(|name| ident(name));
    quote!(#docs pub type #name = super::#module::#target;)
}

fn type_docs(definition: &Definition) -> TokenStream {
    let docs = docs::outer(&definition.docs);
    let deprecated = definition.deprecated.then(|| quote!(#[doc = ""] #[doc = " Deprecated."]));
    quote!(#docs #deprecated)
}

/// The traits that the attributes derive for all types, as far as possible.
const COMMON_TRAITS: &[&str] = &["Clone", "Debug", "PartialEq", "Default"];

/// The additional traits of string enums.
const STRING_ENUM_TRAITS: &[&str] = &["Eq", "Hash"];

/// The additional traits of integer enums.
const INTEGER_ENUM_TRAITS: &[&str] = &["Copy", "Eq", "Hash"];

/// The traits of the profile that a type does not derive already.
fn render_derives(derives: &[TraitPath], own: &[&str]) -> Option<TokenStream> {
    let derives: Vec<_> = derives
        .iter()
        .filter(|derived| ![COMMON_TRAITS, own].concat().contains(&derived.name()))
        .map(|derived| ty::path(derived.as_str()))
        .collect();
    (!derives.is_empty()).then(|| quote!(#[derive(#(#derives),*)]))
}

fn render_struct(
    name: &Ident,
    derives: &[TraitPath],
    object: &Struct,
    within: Module,
) -> TokenStream {
    let derives = render_derives(derives, &[]);
    let Struct { page: _, constants, fields, extra, snake_case, setters, read_by, encoding } =
        object;
    let options = [
        (*encoding == Encoding::Multipart).then(|| quote!(multipart)),
        setters.then(|| quote!(setters)),
        snake_case.then(|| quote!(snake_case)),
        (!constants.is_empty()).then(|| {
            let constants = constants.iter().map(|Constant { name, value, optional }| {
                let value = scalar(value);
                let optional = optional.then(|| quote!(optional));
                quote!(#optional #name = #value)
            });
            quote!(constants(#(#constants),*))
        }),
        read_by.as_ref().map(|module| {
            let module = ident(module);
            quote!(from_response = super::#module::Response)
        }),
    ];
    let options: Vec<_> = options.into_iter().flatten().collect();
    let options = (!options.is_empty()).then(|| quote!((#(#options),*)));
    let fields = fields.iter().map(|field| render_field(field, within));
    let extra = extra.as_ref().map(|extra| {
        let value = ty::render(&extra.ty, within);
        let is_documented = ident(if extra.is_documented { "extra" } else { "undocumented" });
        quote! {
            #[property(#is_documented)]
            pub extra: BTreeMap<String, #value>,
        }
    });
    quote! {
        #[object #options]
        #derives
        pub struct #name {
            #(#fields)*
            #extra
        }
    }
}

fn render_field(field: &Field, within: Module) -> TokenStream {
    let Field {
        name,
        wire_name,
        docs: documentation,
        deprecated,
        ty,
        presence,
        constant,
        media_type,
        style,
        is_secret,
        converts,
    } = field;
    let name = ident(name);
    let docs = docs::outer(documentation);
    let deprecated = docs::deprecated(*deprecated);
    let wire_name = wire_name.as_ref().map(|wire_name| quote!(#[property(name = #wire_name)]));
    let ty = ty::render(ty, within);
    let (ty, required) = match presence {
        Presence::Required => (ty, None),
        Presence::RequiredNullable => (quote!(Option<#ty>), Some(quote!(#[property(nullable)]))),
        Presence::RequiredInRequests => (quote!(Option<#ty>), Some(quote!(#[property(required)]))),
        Presence::Optional => (quote!(Option<#ty>), None),
        Presence::Nullable => (quote!(Option<Option<#ty>>), None),
    };
    let constant = constant.as_ref().map(|constant| {
        let constant = scalar(constant);
        quote!(#[property(constant = #constant)])
    });
    let media_type =
        media_type.as_ref().map(|media_type| quote!(#[property(media_type = #media_type)]));
    let style = style.map(|style| {
        let style = ident(style);
        quote!(#[property(style = #style)])
    });
    let secret = is_secret.then(|| quote!(#[property(secret)]));
    let into = converts.then(|| quote!(#[property(into)]));
    quote!(#docs #deprecated #wire_name #required #constant #media_type #style #secret #into pub #name: #ty,)
}

fn render_string_enum(name: &Ident, derives: &[TraitPath], texts: &StringEnum) -> TokenStream {
    let derives = render_derives(derives, STRING_ENUM_TRAITS);
    let variants = texts.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let docs = docs::lines(&variant.docs.0);
        let value = &variant.value;
        let value = (*value != variant.name).then(|| quote!(#[value(#value)]));
        quote!(#docs #value #name,)
    });
    quote! {
        #[string_enum]
        #derives
        pub enum #name {
            #(#variants)*
        }
    }
}

fn render_integer_enum(name: &Ident, derives: &[TraitPath], integers: &IntegerEnum) -> TokenStream {
    let derives = render_derives(derives, INTEGER_ENUM_TRAITS);
    let variants = integers.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let docs = docs::lines(&variant.docs.0);
        let value = Literal::i64_unsuffixed(variant.value);
        quote!(#docs #[value(#value)] #name,)
    });
    quote! {
        #[integer_enum]
        #derives
        pub enum #name {
            #(#variants)*
        }
    }
}

fn render_scalar_enum(name: &Ident, derives: &[TraitPath], scalars: &ScalarEnum) -> TokenStream {
    let derives = render_derives(derives, &[]);
    let variants = scalars.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let docs = docs::lines(&variant.docs.0);
        let value = scalar(&variant.value);
        quote!(#docs #[value(#value)] #name,)
    });
    quote! {
        #[scalar_enum]
        #derives
        pub enum #name {
            #(#variants)*
        }
    }
}

/// A string, a number or a boolean as a literal.
fn scalar(value: &Value) -> TokenStream {
    match value {
        Value::String(text) => quote!(#text),
        Value::Bool(value) => quote!(#value),
        // Constants and tags are strings, numbers or booleans, and numbers have the same syntax in JSON and Rust.
        other => other.to_string().parse().unwrap_or_default(),
    }
}

fn render_union(name: &Ident, derives: &[TraitPath], union: &Union, within: Module) -> TokenStream {
    let derives = render_derives(derives, &[]);
    let tag = union.tag.as_ref().map(|tag| quote!((tag = #tag)));
    let variants = union.alternatives.iter().map(|alternative| {
        let name = ident(&alternative.name);
        let docs = docs::outer(&alternative.docs);
        let tags: Vec<_> = alternative.tags.iter().map(scalar).collect();
        let optional = alternative.optional_tag.then(|| quote!(optional));
        let tags = (!tags.is_empty()).then(|| quote!(#[tag(#optional #(#tags),*)]));
        let other = alternative.other.then(|| quote!(#[other]));
        let combined = alternative.combined.then(|| quote!(#[combined]));
        let ty = ty::render(&alternative.ty, within);
        let literals = alternative.takes_literals.then(|| quote!((i32)));
        let from = alternative.converts.then(|| quote!(#[from #literals]));
        quote!(#docs #tags #other #combined #name(#from #ty),)
    });
    quote! {
        #[union #tag]
        #derives
        pub enum #name {
            #(#variants)*
        }
    }
}
