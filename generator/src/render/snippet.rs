//! An operation and values for its arguments -> the lines of a code example that compiles.

use super::ident;
use super::reflow::{WIDTH, reflow};
use crate::ir::{Api, Crate, Operation, QuickStart, Scope, SnippetValue, Type};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// The lines of the code example, inside a function that rustdoc hides. A listing is read to its end.
pub(super) fn render(krate: &Crate, scope: &Scope, operation: &Operation) -> Option<Vec<String>> {
    let method = if operation.paging.is_some() { "all" } else { "send" };
    call(krate, scope, operation, method)
}

/// The lines of a code example that ends with a method of the request.
fn call(krate: &Crate, scope: &Scope, operation: &Operation, method: &str) -> Option<Vec<String>> {
    let lib = ident(&krate.package.lib_name);
    let arguments = operation.snippet_arguments.as_ref()?;
    let (scope_name, function) = (ident(&scope.module), ident(&operation.function));
    let mut locals = BTreeSet::new();
    let arguments: Vec<TokenStream> =
        arguments.iter().map(|argument| value(argument, &lib, &mut locals)).collect();
    let locals: Vec<_> = locals.iter().map(|name| ident(name)).collect();
    let imports = match locals.as_slice() {
        [] => TokenStream::new(),
        [only] => quote!(use #lib::#scope_name::#function::#only;),
        _ => quote!(use #lib::#scope_name::#function::*;),
    };
    let tokens = quote! {
        #imports
        async fn example(client: #lib::Client) -> Result<(), #lib::Error> {
            client.#scope_name().#function(#(#arguments),*);
        }
    };
    let lines = reflow(&prettyplease::unparse(&syn::parse2(tokens).ok()?));
    Some(lines.iter().flat_map(|line| shown(line, method)).collect())
}

/// The lines of the quick start: they create a client and send a request. They are compiled if the scope is enabled.
pub(super) fn quick_start(krate: &Crate) -> Option<Vec<String>> {
    let QuickStart { scope, function } = krate.quick_start.as_ref()?;
    let scope = krate.scopes.iter().find(|one| one.module == *scope)?;
    let operation = scope.operations.iter().find(|one| one.function == *function)?;
    let lib = &krate.package.lib_name;
    let client = new_client(&krate.api);
    let mut lines = vec![format!("use {lib}::Client;"), String::new()];
    let mut result = None;
    for line in render(krate, scope, operation)? {
        if line.starts_with("# async") {
            lines.push(format!("# #[cfg(feature = \"{}\")]", scope.feature));
            lines.push(format!("# async fn example() -> Result<(), {lib}::Error> {{"));
            lines.push(format!("let client = {client}?;"));
        } else if line.starts_with("client") && operation.output.ty != Type::Unit {
            let name = if operation.paging.is_some() { "items" } else { "response" };
            lines.push(format!("let {name} = {line}"));
            result = Some(name);
        } else {
            if line.starts_with("# Ok")
                && let Some(name) = result
            {
                lines.push(format!("println!(\"{{{name}:#?}}\");"));
            }
            lines.push(line);
        }
    }
    Some(lines)
}

/// The lines of the example of the test server: a test of the quick start.
pub(super) fn mock(krate: &Crate) -> Option<Vec<String>> {
    let QuickStart { scope, function } = krate.quick_start.as_ref()?;
    let scope = krate.scopes.iter().find(|one| one.module == *scope)?;
    let operation = scope.operations.iter().find(|one| one.function == *function)?;
    let lib = &krate.package.lib_name;
    let (module, request) = (&scope.module, &operation.request);
    let mut lines = vec![
        format!("# #[cfg(feature = \"{}\")]", scope.feature),
        format!("# async fn example() -> Result<(), {lib}::Error> {{"),
        format!("use {lib}::mock::MockServer;"),
        format!("use {lib}::{}::{}::{request};", ident(module), ident(function)),
    ];
    for line in call(krate, scope, operation, "send")? {
        if line.starts_with("# async") {
            lines.push(String::new());
            lines.push("let server = MockServer::start();".to_owned());
            lines.push(format!("server.on::<{request}>().reply_example();"));
            lines.push("let client = server.client();".to_owned());
        } else {
            // A glob contains the request as well.
            if line.ends_with("::*;") {
                lines.pop();
            }
            lines.push(line);
        }
    }
    Some(lines)
}

/// The expression that creates a client.
fn new_client(api: &Api) -> String {
    if api.key_variable.is_some() {
        return "Client::from_env()".to_owned();
    }
    let key = if api.schemes.is_empty() { "" } else { ".api_key(\"...\")" };
    let url = match api.base_url {
        Some(_) => "",
        None => ".base_url(\"https://api.example.com\")",
    };
    format!("Client::builder(){url}{key}.build()")
}

/// The lines shown for a line of the function: the body without indentation, with the method that sends the request.
fn shown(line: &str, method: &str) -> Vec<String> {
    let Some(body) = line.strip_prefix("    ") else {
        return vec![match line {
            "}" => "# Ok(()) }".to_owned(),
            line if line.starts_with("async") => format!("# {line}"),
            line => line.to_owned(),
        }];
    };
    let Some(call) = body.strip_suffix(';') else {
        return vec![body.to_owned()];
    };
    let send = format!(".{method}().await?;");
    if call.starts_with(' ') {
        vec![call.to_owned(), format!("    .{method}()"), "    .await?;".to_owned()]
    } else if call.len() + send.len() <= WIDTH {
        vec![format!("{call}{send}")]
    } else {
        vec![call.to_owned(), format!("    {send}")]
    }
}

fn value(
    argument: &SnippetValue,
    lib: &proc_macro2::Ident,
    locals: &mut BTreeSet<String>,
) -> TokenStream {
    match argument {
        SnippetValue::Text(text) => quote!(#text),
        SnippetValue::OwnedText(text) => quote!(#text.to_owned()),
        SnippetValue::Integer(number) => {
            let number = proc_macro2::Literal::i64_unsuffixed(*number);
            quote!(#number)
        }
        SnippetValue::Number(number) => {
            let number = proc_macro2::Literal::f64_unsuffixed(*number);
            quote!(#number)
        }
        SnippetValue::Bool(truth) => quote!(#truth),
        SnippetValue::Bytes => quote!(#lib::Bytes::new()),
        SnippetValue::Part => quote!(#lib::Part::from("...").file_name("name.txt")),
        SnippetValue::None => quote!(None),
        SnippetValue::Null => quote!(#lib::Value::Null),
        SnippetValue::Variant(ty, variant) => {
            let ty = named(ty, lib, locals);
            let variant = ident(variant);
            quote!(#ty::#variant)
        }
        SnippetValue::Holding(ty, variant, inner) => {
            let ty = named(ty, lib, locals);
            let variant = ident(variant);
            // Arguments of methods are converted implicitly, those of variants are not.
            let is_converted = matches!(**inner, SnippetValue::Text(_) | SnippetValue::Bytes);
            let convert = is_converted.then(|| quote!(.into()));
            let inner = value(inner, lib, locals);
            quote!(#ty::#variant(#inner #convert))
        }
        SnippetValue::New(ty, arguments) => {
            let ty = named(ty, lib, locals);
            let arguments: Vec<_> =
                arguments.iter().map(|argument| value(argument, lib, locals)).collect();
            quote!(#ty::new(#(#arguments),*))
        }
        SnippetValue::With(object, setter, argument) => {
            let (object, setter) = (value(object, lib, locals), ident(setter));
            let argument = value(argument, lib, locals);
            quote!(#object.#setter(#argument))
        }
        SnippetValue::List(items) => {
            let items: Vec<_> = items.iter().map(|item| value(item, lib, locals)).collect();
            quote!([#(#items),*])
        }
        SnippetValue::Entry(key, inner) => {
            let inner = value(inner, lib, locals);
            quote!([(#key, #inner)])
        }
    }
}

/// The path of a type in the code example.
fn named(ty: &Type, lib: &proc_macro2::Ident, locals: &mut BTreeSet<String>) -> TokenStream {
    match ty {
        Type::Schema(name) => {
            let name = ident(name);
            quote!(#lib::schemas::#name)
        }
        Type::Local(name) => {
            locals.insert(name.clone());
            let name = ident(name);
            quote!(#name)
        }
        other => super::ty::render(other, super::ty::Module::Operation),
    }
}
