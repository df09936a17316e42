//! JSON: in come a struct's members, out come the impls that encode and decode it as an object.

use crate::fields::{Member, Shape, has_required};
use crate::scalar::Constant;
use crate::serde;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(crate) fn expand(name: &Ident, members: &[Member<'_>], constants: &[Constant]) -> TokenStream {
    let names = constants.iter().map(|constant| &constant.name);
    let values = constants.iter().map(|constant| &constant.value);
    let has_constants = !constants.is_empty();
    let constants = has_constants.then(|| {
        quote! {
            const CONSTANTS: &'static [(&'static str, ::runtime::Scalar)] = &[#((#names, #values)),*];
        }
    });
    let write_constants =
        has_constants.then(|| quote!(writer.constants(<Self as ::runtime::Object>::CONSTANTS);));
    let read = read(members);
    let write = members.iter().map(write);
    let decode = quote! {
        ::runtime::object::decode(deserializer)
    };
    let encode = quote! {
        let mut writer = ::runtime::object::Writer::new(serializer);
        #write_constants
        #(#write)*
        writer.end()
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
        }
        #serde
    }
}

/// One statement that writes one member.
fn write(member: &Member<'_>) -> TokenStream {
    let Member { ident, wire, .. } = member;
    match member.shape {
        Shape::Required => quote!(writer.required(#wire, &self.#ident);),
        Shape::Optional(_) | Shape::Nullable(_) => quote!(writer.optional(#wire, &self.#ident);),
        Shape::Extra => quote!(writer.extra(&self.#ident);),
    }
}

/// The body that reads all members.
///
/// Where nothing is required, a struct without members is there from the start and is filled in place: one local, no
/// temporaries, the least that the compiler could be asked to check. Otherwise each member waits in a local of its own.
fn read(members: &[Member<'_>]) -> TokenStream {
    if has_required(members) { read_into_locals(members) } else { read_in_place(members) }
}

fn read_in_place(members: &[Member<'_>]) -> TokenStream {
    let start = members.iter().map(|Member { ident, shape, .. }| match shape {
        Shape::Extra => quote!(#ident: ::core::default::Default::default()),
        Shape::Required | Shape::Optional(_) | Shape::Nullable(_) => {
            quote!(#ident: ::core::option::Option::None)
        }
    });
    let target = |member: &Member<'_>| {
        let ident = &member.ident;
        quote!(__this.#ident)
    };
    let members = each_member(members, target);
    quote! {
        let mut __this = Self { #(#start),* };
        #members
        ::core::option::Option::Some(__this)
    }
}

fn read_into_locals(members: &[Member<'_>]) -> TokenStream {
    let start = members.iter().map(|Member { ident, shape, ty, .. }| match shape {
        Shape::Required => {
            quote!(let mut #ident: ::core::option::Option<#ty> = ::core::option::Option::None;)
        }
        Shape::Optional(_) | Shape::Nullable(_) => {
            quote!(let mut #ident: #ty = ::core::option::Option::None;)
        }
        Shape::Extra => quote!(let mut #ident: #ty = ::core::default::Default::default();),
    });
    let end = members.iter().map(|Member { ident, shape, wire, .. }| match shape {
        Shape::Required => quote!(#ident: __reader.found(#wire, #ident)?),
        Shape::Optional(_) | Shape::Nullable(_) | Shape::Extra => quote!(#ident),
    });
    let target = |member: &Member<'_>| {
        let ident = &member.ident;
        quote!(#ident)
    };
    let members = each_member(members, target);
    quote! {
        #(#start)*
        #members
        ::core::option::Option::Some(Self { #(#end),* })
    }
}

/// The loop over the members that come, each put where `target` says.
fn each_member(members: &[Member<'_>], target: impl Fn(&Member<'_>) -> TokenStream) -> TokenStream {
    let mut names = Vec::new();
    let mut arms = Vec::new();
    let mut next = quote!(next);
    let mut otherwise = quote!(_ => {});
    for member in members {
        let target = target(member);
        let method = match member.shape {
            Shape::Required => quote!(required),
            Shape::Optional(_) => quote!(optional),
            Shape::Nullable(_) => quote!(nullable),
            Shape::Extra => {
                next = quote!(next_or_unknown);
                otherwise = quote!(_ => __reader.unknown(&mut #target),);
                continue;
            }
        };
        let index = proc_macro2::Literal::usize_unsuffixed(names.len());
        names.push(&member.wire);
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
