//! The [`Crate`] -> its files. Rendering makes no decisions.

mod api;
mod body;
mod client;
mod command_line;
mod conversion;
mod definition;
mod docs;
mod examples;
mod front_page;
mod imports;
mod license;
mod manifest;
mod mock;
mod operation;
mod parameter;
mod readme;
mod reflow;
mod responses;
mod root;
mod scope;
mod server;
mod snippet;
mod source_format;
mod ty;

use crate::ir::Crate;
use proc_macro2::TokenStream;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::BTreeMap;

/// Renders the files of a crate, by path relative to its folder.
///
/// # Errors
///
/// Returns an error if a rendered file is not valid Rust, which is a bug in the generator.
pub fn render(krate: &Crate) -> Result<BTreeMap<String, String>, RenderError> {
    let mut files = BTreeMap::new();
    files.insert("Cargo.toml".to_owned(), manifest::render(krate));
    files.extend(readme::render(krate).map(|text| (readme::FILE.to_owned(), text)));
    files.extend(license::render(&krate.package));
    files.extend(command_line::render(krate));
    if examples::are_documented(krate) {
        files.extend(examples::data(krate));
    }
    // Tokens are not `Send`, so each task renders its file to text.
    let texts: Result<Vec<_>, RenderError> = rust_files(krate)
        .into_par_iter()
        .map(|(path, tokens)| match source_format::format(tokens()) {
            Ok(text) => Ok((path, text)),
            Err(error) => Err(RenderError { path, message: error.to_string() }),
        })
        .collect();
    files.extend(texts?);
    Ok(files)
}

/// Renders the tokens of a file.
type Tokens<'k> = Box<dyn Fn() -> TokenStream + Send + 'k>;

/// The Rust files of a crate, by path.
fn rust_files(krate: &Crate) -> Vec<(String, Tokens<'_>)> {
    let mut files: Vec<(String, Tokens<'_>)> = Vec::new();
    if krate.package.types_only {
        files.push(("src/lib.rs".to_owned(), Box::new(|| root::render_types_only(krate))));
    } else {
        files.push(("src/lib.rs".to_owned(), Box::new(|| root::render(krate))));
        files.push(("src/client.rs".to_owned(), Box::new(|| client::render(krate))));
        if krate.package.has_mock() {
            files.push(("src/mock.rs".to_owned(), Box::new(|| mock::render(krate))));
        }
    }
    if !krate.schemas.is_empty() {
        let schemas = || definition::render_module(&krate.schemas, &krate.conversions);
        files.push(("src/schemas.rs".to_owned(), Box::new(schemas)));
    }
    for scope in &krate.scopes {
        files.push((format!("src/{}.rs", scope.module), Box::new(|| scope::render(scope))));
        for operation in &scope.operations {
            let path = format!("src/{}/{}.rs", scope.module, operation.function);
            files.push((path, Box::new(|| operation::render(krate, scope, operation))));
        }
    }
    if examples::are_documented(krate) {
        files.push(("tests/generated/main.rs".to_owned(), Box::new(examples::main)));
        files
            .push(("tests/generated/examples.rs".to_owned(), Box::new(|| examples::render(krate))));
    }
    files
}

/// The error of a file that is not valid Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderError {
    /// The path of the file.
    pub path: String,
    /// The message of the parser.
    pub message: String,
}

/// A name as an identifier. Lowering makes all names legal; the parser rejects any other.
fn ident(name: &str) -> proc_macro2::Ident {
    proc_macro2::Ident::new(name, proc_macro2::Span::call_site())
}
