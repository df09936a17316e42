//! PROFILE.md, the reference of the profile, is made from the definitions in `generator/src/profile`. Every key has a
//! description and an example, and every example is a valid profile.

use clientwright::diagnostic::Diagnostics;
use clientwright::profile::{self, Profile};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Field, Fields, Item, Lit, Meta, Token, Type};

const PAGE: &str = "PROFILE.md";
const UPDATE: &str = "UPDATE_PROFILE_REFERENCE";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn the_reference_of_the_profile_lists_every_key_with_an_example() {
    let items = definitions();
    let page = Reference { items: &items, page: String::new() }.page();
    let path = root().join(PAGE);
    if std::env::var_os(UPDATE).is_some() {
        fs::write(&path, &page).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == page,
        "{PAGE} is out of date: run `{UPDATE}=1 cargo test -p xtask --test command profile_reference`"
    );
}

/// Writes the page.
struct Reference<'a> {
    items: &'a BTreeMap<String, Item>,
    page: String,
}

/// The documentation of an item: its text, and the examples in it.
struct Docs {
    text: String,
    examples: Vec<String>,
}

/// The structs and enums of the profile.
fn definitions() -> BTreeMap<String, Item> {
    let folder = root().join("generator/src");
    let mut files = vec![folder.join("profile.rs")];
    for entry in fs::read_dir(folder.join("profile")).unwrap() {
        files.push(entry.unwrap().path());
    }
    let mut items = BTreeMap::new();
    for file in files.iter().filter(|file| file.is_file()) {
        for item in syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap().items {
            let name = match &item {
                Item::Struct(item) => item.ident.to_string(),
                Item::Enum(item) => item.ident.to_string(),
                _ => continue,
            };
            items.insert(name, item);
        }
    }
    items
}

impl<'a> Reference<'a> {
    fn page(mut self) -> String {
        self.page.push_str(
            "<!-- Made from generator/src/profile by a test: change the definitions there. -->\n\n\
             # The API profile\n\n\
             A profile (`spec/api.toml`, or `--profile FILE`) contains ",
        );
        let docs = docs(self.attributes("Profile"));
        let text = docs.text.trim_start_matches("Facts").trim_start();
        let _ = writeln!(self.page, "facts {text}");
        self.examples(&docs.examples);
        self.keys("Profile", "", &docs.examples);
        self.page
    }

    fn attributes(&self, name: &str) -> &'a [Attribute] {
        match &self.items[name] {
            Item::Struct(item) => &item.attrs,
            Item::Enum(item) => &item.attrs,
            _ => &[],
        }
    }

    /// Checks and lists examples.
    fn examples(&mut self, examples: &[String]) {
        for example in examples {
            let profile = Profile::from_toml(example);
            let profile = profile.unwrap_or_else(|error| panic!("{}\n{example}", error.message));
            let mut diagnostics = Diagnostics::default();
            profile::check(&profile, &mut diagnostics);
            assert_eq!(diagnostics.into_vec(), [], "{example}");
            let _ = write!(self.page, "\n```toml\n{example}\n```\n");
        }
    }

    /// Lists the keys of a table, and then the tables in it.
    fn keys(&mut self, table: &str, path: &str, examples: &[String]) {
        let Item::Struct(item) = &self.items[table] else { return };
        let Fields::Named(fields) = &item.fields else { return };
        self.page.push_str("\n| key | meaning |\n|---|---|\n");
        let mut tables: Vec<(String, Vec<String>)> = Vec::new();
        for field in &fields.named {
            let key = key(field, &item.attrs);
            let docs = docs(&field.attrs);
            assert!(!docs.text.is_empty(), "`{path}{key}` has no documentation");
            match self.definition(&field.ty) {
                Some(name) => {
                    let of_map = if is_map(&field.ty) { ".NAME" } else { "" };
                    let path = format!("{path}{key}{of_map}");
                    match tables.iter_mut().find(|(known, _)| *known == name) {
                        Some((_, paths)) => paths.push(path),
                        None => tables.push((name, vec![path])),
                    }
                }
                None => assert!(
                    examples.iter().any(|example| sets(example, &key)),
                    "no example sets `{path}{key}`"
                ),
            }
            let required = if is_required(field, &item.attrs) { " Required." } else { "" };
            let _ = writeln!(self.page, "| `{path}{key}` | {}{required} |", docs.text);
        }
        for (name, paths) in tables {
            self.definition_of(&name, &paths, examples);
        }
    }

    /// Describes a table or the values of a key.
    fn definition_of(&mut self, name: &str, paths: &[String], outer: &[String]) {
        let docs = docs(self.attributes(name));
        let path = &paths[0];
        let _ = write!(self.page, "\n## `{}`\n\n{}\n", paths.join("`, `"), docs.text);
        self.examples(&docs.examples);
        let examples = [docs.examples.as_slice(), outer].concat();
        match &self.items[name] {
            Item::Struct(_) => self.keys(name, &format!("{path}."), &examples),
            Item::Enum(item) => {
                self.page.push_str("\n| value | meaning |\n|---|---|\n");
                for variant in &item.variants {
                    let value = kebab(&variant.ident.to_string());
                    let text = self::docs(&variant.attrs).text;
                    assert!(!text.is_empty(), "`{value}` of `{path}` has no documentation");
                    let is_shown = |example: &String| {
                        example.contains(&format!("\"{value}\"")) || sets(example, &value)
                    };
                    assert!(examples.iter().any(is_shown), "no example has `{value}` of `{path}`");
                    let _ = writeln!(self.page, "| `{value}` | {text} |");
                    for field in &variant.fields {
                        let Some(name) = &field.ident else { continue };
                        let name = kebab(&name.to_string());
                        let text = self::docs(&field.attrs).text;
                        let _ = writeln!(self.page, "| `{value}.{name}` | {text} |");
                    }
                }
            }
            _ => {}
        }
    }

    /// The definition of the profile that a type contains, if there is one.
    fn definition(&self, ty: &Type) -> Option<String> {
        let Type::Path(path) = ty else { return None };
        let segment = path.path.segments.last()?;
        if let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments {
            return arguments.args.iter().find_map(|argument| match argument {
                syn::GenericArgument::Type(ty) => self.definition(ty),
                _ => None,
            });
        }
        let name = segment.ident.to_string();
        // A path is a string.
        let is_path = ["TypePath", "TraitPath"].contains(&name.as_str());
        (self.items.contains_key(&name) && !is_path).then_some(name)
    }
}

/// Whether an example sets a key, or has a table of its name.
fn sets(example: &str, key: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    example.match_indices(key).any(|(at, _)| {
        let (before, rest) = example.split_at(at);
        let after = rest.split_at(key.len()).1;
        let is_whole = !before.ends_with(is_part) && !after.starts_with(is_part);
        is_whole && (after.starts_with(" =") || after.starts_with([']', '.']))
    })
}

fn docs(attributes: &[Attribute]) -> Docs {
    let mut lines = Vec::new();
    for attribute in attributes {
        let Meta::NameValue(meta) = &attribute.meta else { continue };
        if let Expr::Lit(value) = &meta.value
            && let Lit::Str(text) = &value.lit
            && meta.path.is_ident("doc")
        {
            let text = text.value();
            lines.push(text.strip_prefix(' ').unwrap_or(&text).to_owned());
        }
    }
    let text = lines.join("\n");
    let mut parts = text.split("```toml\n");
    let description = parts.next().unwrap_or_default();
    let examples =
        parts.map(|part| part.split("\n```").next().unwrap_or_default().to_owned()).collect();
    Docs { text: description.split_whitespace().collect::<Vec<_>>().join(" "), examples }
}

/// The arguments of `#[serde(...)]`.
fn serde(attributes: &[Attribute]) -> Vec<Meta> {
    let lists = attributes.iter().filter(|attribute| attribute.path().is_ident("serde"));
    let parse =
        |list: &Attribute| list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
    lists.flat_map(|list| parse(list).unwrap()).collect()
}

/// The key of a field.
fn key(field: &Field, of_table: &[Attribute]) -> String {
    let text = |meta: &Meta, name: &str| match meta {
        Meta::NameValue(meta) if meta.path.is_ident(name) => match &meta.value {
            Expr::Lit(value) => match &value.lit {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    };
    let renamed = serde(&field.attrs).iter().find_map(|meta| text(meta, "rename"));
    let is_kebab = serde(of_table).iter().any(|meta| text(meta, "rename_all").is_some());
    let name = field.ident.as_ref().unwrap().to_string();
    renamed.unwrap_or_else(|| if is_kebab { name.replace('_', "-") } else { name })
}

/// Whether the names in a table are free.
fn is_map(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|segment| segment.ident == "IndexMap"))
}

/// Whether a table must have the key of a field.
fn is_required(field: &Field, of_table: &[Attribute]) -> bool {
    let has_default = |attributes: &[Attribute]| {
        serde(attributes).iter().any(|meta| meta.path().is_ident("default"))
    };
    let is_option = matches!(&field.ty, Type::Path(path) if path.path.segments.last().is_some_and(|segment| segment.ident == "Option"));
    !is_option && !has_default(&field.attrs) && !has_default(of_table)
}

/// `LastItem` -> `last-item`.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for character in name.chars() {
        if character.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(character.to_lowercase());
    }
    kebab
}
