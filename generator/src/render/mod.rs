//! In: the [`Crate`]. Out: its files. Rendering decides nothing: what it writes follows from what it is given.

mod answers;
mod body;
mod client;
mod definition;
mod docs;
mod examples;
mod facts;
mod imports;
mod join;
mod manifest;
mod operation;
mod parameter;
mod root;
mod rust;
mod scope;
mod snippet;
mod ty;

use crate::ir::Crate;
use std::collections::BTreeMap;

/// The files of a crate, by their paths below its folder.
///
/// # Errors
///
/// When what was written is no Rust, with the path of the file and why: a fault of the generator.
pub fn render(krate: &Crate) -> Result<BTreeMap<String, String>, RenderError> {
    let mut files = BTreeMap::new();
    files.insert("Cargo.toml".to_owned(), manifest::render(krate));
    let mut rust: Vec<(String, proc_macro2::TokenStream)> = vec![
        ("src/lib.rs".to_owned(), root::render(krate)),
        ("src/client.rs".to_owned(), client::render(&krate.api)),
    ];
    if !krate.schemas.is_empty() {
        rust.push(("src/schemas.rs".to_owned(), definition::render_module(&krate.schemas)));
    }
    for scope in &krate.scopes {
        rust.push((format!("src/{}.rs", scope.module), scope::render(scope)));
        for operation in &scope.operations {
            let path = format!("src/{}/{}.rs", scope.module, operation.function);
            rust.push((path, operation::render(krate, scope, operation)));
        }
    }
    if let Some(test) = examples::render(krate) {
        files.extend(examples::data(krate));
        rust.push(("tests/generated/main.rs".to_owned(), examples::main()));
        rust.push(("tests/generated/examples.rs".to_owned(), test));
    }
    for (path, tokens) in rust {
        match rust::format(tokens) {
            Ok(text) => files.insert(path, text),
            Err(error) => return Err(RenderError { path, message: error.to_string() }),
        };
    }
    Ok(files)
}

/// Why a file could not be rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderError {
    /// The path of the file.
    pub path: String,
    /// What is wrong with it.
    pub message: String,
}

/// A name as an identifier. Lowering made it legal; what is not would not be formatted.
fn ident(name: &str) -> proc_macro2::Ident {
    proc_macro2::Ident::new(name, proc_macro2::Span::call_site())
}
