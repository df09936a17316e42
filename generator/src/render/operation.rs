//! An operation -> its file: the handle's method, the request builder, and its types.

use super::imports::Imports;
use super::server::{self, ServerLevel};
use super::ty::{self, Module};
use super::{api, body, definition, docs, ident, parameter, responses, snippet};
use crate::ir::{
    Action, Argument, ArgumentKind, Crate, Definition, Docs, Endless, Format, Operation, PageItems,
    Paging, Scope, Security, Setter,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Clippy reports a function with this many arguments beside `self`.
const MAX_ARGUMENTS: usize = 7;

/// The file of an operation.
pub(super) fn render(krate: &Crate, scope: &Scope, operation: &Operation) -> TokenStream {
    let module_docs = docs::inner(&[format!("{}: {}", operation.id_docs, operation.summary)]);
    let handle = ident(&scope.handle);
    let imports = imports(operation).render(Module::Operation);
    let method = method(krate, scope, operation);
    let request = request(operation);
    let definitions = operation.definitions.iter().map(|definition| {
        match operation.shared_types.get(&definition.name) {
            Some(target) => definition::shared(definition, target),
            None => definition::render(definition, Module::Operation),
        }
    });
    let page = operation.paging.as_ref().and_then(page);
    let headers = responses::constants(operation);
    let servers = server::render(&operation.servers, ServerLevel::Operation);
    quote! {
        #module_docs
        use super::#handle;
        #imports

        impl #handle {
            #method
        }

        #request
        #servers
        #(#headers)*
        #(#definitions)*
        #page
    }
}

/// The `Page` implementation, if the page is an object.
fn page(paging: &Paging) -> Option<TokenStream> {
    match &paging.items {
        PageItems::Member(member) => {
            Some(definition::page(&ident("Response"), member, Module::Operation))
        }
        PageItems::List | PageItems::Schema(..) => None,
    }
}

fn imports(operation: &Operation) -> Imports {
    let mut imports = Imports::default();
    imports.runtime("Call");
    imports.runtime(&operation.method.to_ascii_lowercase());
    for argument in &operation.arguments {
        match &argument.kind {
            ArgumentKind::Parameter(parameter) => parameter::imports(parameter, &mut imports),
            ArgumentKind::Body(body) => imports.ty(&body.ty),
        }
    }
    for setter in &operation.setters {
        parameter::imports(&setter.parameter, &mut imports);
    }
    for header in responses::headers_once(operation) {
        imports.ty(&header.ty);
    }
    let media_types = operation.output.media_types.iter().map(|one| &one.content);
    let contents = media_types.map(|content| (content.format, &content.ty));
    for (format, ty) in contents.chain([(operation.output.format, &operation.output.ty)]) {
        if format != Format::Bytes {
            imports.ty(ty);
        }
    }
    let is_shared = |one: &&Definition| operation.shared_types.contains_key(&one.name);
    imports.definitions(operation.definitions.iter().filter(|one| !is_shared(one)));
    for (name, _) in server::imports(&operation.servers).iter().filter(|(_, is_used)| *is_used) {
        imports.runtime(name);
    }
    imports
}

/// The handle's method, which takes the required parameters and the body.
fn method(krate: &Crate, scope: &Scope, operation: &Operation) -> TokenStream {
    let docs = method_docs(krate, scope, operation);
    let deprecated = docs::deprecated(operation.deprecated);
    let function = ident(&operation.function);
    let request = ident(&operation.request);
    let arguments = operation.arguments.iter().map(|argument| {
        let name = ident(&argument.name);
        let ty = argument_type(argument);
        quote!(#name: #ty)
    });
    let steps = operation.arguments.iter().map(|argument| {
        let name = ident(&argument.name);
        match &argument.kind {
            ArgumentKind::Parameter(parameter) => parameter::send(&quote!(call), parameter, &name),
            ArgumentKind::Body(body) => body::send(body, &name),
        }
    });
    let security_and_server = security_and_server(operation);
    let call = if operation.arguments.is_empty() && security_and_server.is_empty() {
        quote!(let call)
    } else {
        quote!(let mut call)
    };
    let many = (operation.arguments.len() >= MAX_ARGUMENTS).then(|| {
        let reason = "every argument is required";
        quote!(#[expect(clippy::too_many_arguments, reason = #reason)])
    });
    quote! {
        #docs
        #deprecated
        #many
        pub fn #function(&self, #(#arguments),*) -> #request {
            #call = Call::new(&self.session, #request::OPERATION);
            #(#steps)*
            #security_and_server
            #request(call)
        }
    }
}

/// The statements for security requirements or a server of the operation's own.
fn security_and_server(operation: &Operation) -> TokenStream {
    let security = match &operation.security {
        Security::Nothing => quote!(call.anonymous();),
        Security::Usual => TokenStream::new(),
        Security::OneOf(alternatives) => {
            let alternatives = alternatives.iter().map(|schemes| quote!(&[#(#schemes),*]));
            quote!(call.security(&[#(#alternatives),*]);)
        }
    };
    let server = operation.server.as_ref().map(|url| quote!(call.server(#url);));
    quote!(#security #server)
}

fn method_docs(krate: &Crate, scope: &Scope, operation: &Operation) -> TokenStream {
    let mut lines = operation.docs.clone();
    lines.paragraph(operation.http_docs.clone());
    if !operation.arguments.is_empty() {
        // The signature already shows the arguments without documentation.
        let documented = operation.arguments.iter().filter(|argument| !argument.docs.0.is_empty());
        let items = documented
            .flat_map(|argument| docs::list_item(&format!("`{}`", argument.name), &argument.docs));
        lines.append(Docs(items.collect()));
    }
    if let Some(snippet) = snippet::render(krate, scope, operation) {
        lines.paragraph("# Example");
        lines.append(fenced("no_run", snippet));
    }
    lines.append(responses::docs(operation));
    docs::outer(&lines)
}

/// A block of code.
pub(super) fn fenced(language: &str, code: Vec<String>) -> Docs {
    Docs([vec![format!("```{language}")], code, vec!["```".to_owned()]].concat())
}

fn argument_type(argument: &Argument) -> TokenStream {
    match &argument.kind {
        ArgumentKind::Parameter(parameter) => parameter::argument(parameter),
        ArgumentKind::Body(body) => body::argument(body),
    }
}

/// The request builder.
fn request(operation: &Operation) -> TokenStream {
    let docs = docs::lines([&operation.summary]);
    let route = ident(&operation.method.to_ascii_lowercase());
    let (path, id) = (&operation.path, &operation.id);
    let request = ident(&operation.request);
    let output = responses::output(&operation.output.ty, operation.output.format);
    let body = operation.arguments.iter().find_map(|argument| match &argument.kind {
        ArgumentKind::Body(body) => Some(ty::render(&body.ty, Module::Operation)),
        ArgumentKind::Parameter(_) => None,
    });
    let body = body.map(|body| quote!(, body = #body));
    let format = match operation.output.format {
        Format::Json | Format::Form | Format::Multipart => TokenStream::new(),
        Format::Text => quote!(, text),
        Format::Bytes | Format::Events | Format::JsonLines => quote!(, streamed),
    };
    let accept = operation.output.accept.as_ref().map(|accept| quote!(, accept = #accept));
    let success = operation.success_statuses();
    let success = (!success.is_empty()).then(|| quote!(, success(#(#success),*)));
    let paged = operation.paging.as_ref().map(paged);
    let deprecated = operation.deprecated.then(|| quote!(, deprecated));
    let action = operation.action.as_ref().map(|Action { resource, operation }| {
        quote!(, action(resource = #resource, operation = #operation))
    });
    let setters = operation.setters.iter().map(setter);
    let setters = (!operation.setters.is_empty()).then(|| quote!(impl #request { #(#setters)* }));
    quote! {
        #docs
        #[#route(#path)]
        #[request(id = #id, output = #output #body #format #accept #success #paged #action #deprecated)]
        pub struct #request(Call);

        #setters
    }
}

/// The option `paged`.
fn paged(paging: &Paging) -> TokenStream {
    let Paging { items: _, style, backwards, endless } = paging;
    let style = style.as_ref().map(api::page_style);
    let style = style.map(|style| quote!(style = #style,));
    let backwards = backwards.then(|| quote!(backwards,));
    let endless = endless.as_ref().map(|endless| {
        let Endless { after, seconds, before, earliest } = endless;
        let seconds = Literal::u64_unsuffixed(*seconds);
        quote!(time_bounds(after = #after, seconds = #seconds, before = #before, earliest = #earliest))
    });
    if style.is_none() && backwards.is_none() && endless.is_none() {
        return quote!(, paged);
    }
    quote!(, paged(#style #backwards #endless))
}

fn setter(setter: &Setter) -> TokenStream {
    let docs = docs::outer(&setter.docs);
    let deprecated = docs::deprecated(setter.deprecated);
    let name = ident(&setter.name);
    let ty = parameter::argument(&setter.parameter);
    let send = parameter::send(&quote!(self.0), &setter.parameter, &ident("value"));
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self, value: #ty) -> Self {
            #send
            self
        }
    }
}
