//! Hostile texts, and a document with one of them in each location that contains text.
//!
//! The tests of the command also include this file, so it depends on `serde_json` only.

use serde_json::{Map, Value, json};

/// Handwritten hostile texts.
pub(crate) const TEXTS: &[&str] = &[
    "",
    " ",
    "\"",
    "'",
    "\\",
    "\\\\\"",
    "*/",
    "/*",
    "*/ pub fn escaped() {} /*",
    "//",
    "/// ///",
    "//! inner",
    "\n",
    "\n*/\npub fn escaped() {}\n/*\n",
    "a\nb\r\nc\rd",
    "\r",
    "\"; compile_error!(\"escaped\"); \"",
    "\"#; compile_error!(\"escaped\"); r#\"",
    "r#\"raw\"#",
    "\")] pub mod escaped; #[doc = \"",
    "#[doc = include_str!(\"/etc/hosts\")]",
    "#![allow(warnings)]",
    "compile_error!(\"escaped\")",
    "std::process::exit(1)",
    "{}",
    "{{}}",
    "{0} {name} {:?}",
    "${variable} $crate $(date)",
    "`",
    "``",
    "`a` ``b`` `",
    "```",
    "```\npanic!(\"escaped\");\n```",
    "```rust\ncompile_error!(\"escaped\");\n```",
    "```text\n```\n```\npanic!();\n```",
    "~~~\npanic!()\n~~~",
    "> ```\n> panic!()\n> ```\n\n- ```\n  panic!()",
    "    panic!(\"indented\")",
    "\tpanic!(\"indented\")",
    "```\n\ttabs\tin code\n```",
    "text\n\n        deeply_indented();",
    "[Vec]",
    "[`Vec`]",
    "[`escaped`] [escaped] [Option::escaped()] [a][b]",
    "[text](escaped) [text](crate::escaped) [text](fn@escaped) ![image](escaped.png)",
    "[a]: escaped\n\n[a]",
    "[^1] and\n\n[^1]: a footnote",
    "array[0], map[\"key\"], [ ] [x]",
    "https://garden.example/a_b?c=d&e=f#g_h",
    "http://",
    "see http://a.example/), (https://b.example). <https://c.example> https://d.example/`x`",
    "<b>bold <i>and</b> unclosed",
    "<script>alert(1)</script>",
    "<Vec<String>> <br> </p> <!-- comment",
    "<!-- --> <![CDATA[ x ]]> <?php ?>",
    "&amp; &lt; &#0; &nosuch; &copy",
    "# Heading\n## Heading\n====\n----",
    "* a\n  * b\n    * c\n\n1. x\n1. y\n999999999. z",
    "- [ ] open\n- [x] done",
    "| a | b |\n|---|---|\n| `c|d` | e\\|f |",
    "**bold *nested** wrong* __a__ _b_ ~~c~~",
    "* * *\n\n***\n\n___",
    "term\n: definition\n\n+ plus\n= equal",
    "\u{0}",
    "a\u{0}b\u{1}c\u{7f}d\u{1b}[31mred",
    "\u{202e}reversed\u{202c} \u{2066}isolated\u{2069} \u{200f}",
    "\u{2028}line\u{2029}paragraph\u{85}next",
    "\u{feff}bom\u{200b}zero\u{200d}width\u{ad}soft",
    "e\u{301}\u{301}\u{301} combined",
    "\u{301}",
    "👩‍👩‍👧‍👦 🏳️‍🌈 🦀",
    "Größe 高さ высота ارتفاع",
    "\u{10ffff}\u{e000}",
    "self",
    "Self",
    "crate",
    "type",
    "_",
    "__",
    "r#type",
    "async",
    "1",
    "-1",
    "2.4",
    "new",
    "add",
    "not",
    "next",
    "drop",
    "eq",
    "hash",
    "is_open",
    "to_string",
    "from_str",
    "into_iter",
    "extra",
    "clear_extra",
    "Unknown",
    "Option",
    "String",
    "Body",
    "Response",
    "null",
    "true",
    "runtime",
    "client",
    "schemas",
    "lib",
    "main",
    "mod",
    "build",
    "CON",
    "../../escaped",
    "/etc/passwd",
    "C:\\escaped",
];

/// The handwritten texts, and texts that are too long for this file.
pub(crate) fn texts() -> Vec<String> {
    let mut texts: Vec<String> = TEXTS.iter().map(|text| (*text).to_owned()).collect();
    texts.push("word ".repeat(2000));
    texts.push("unbroken".repeat(1250));
    texts.push("`\"*/[<".repeat(1600));
    texts
}

/// A document with an operation for each text, which has the text in all locations.
pub(crate) fn document(texts: &[String]) -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    let mut schemes = Map::new();
    let mut tags = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let (path, item) = operation(at, text);
        paths.insert(path, item);
        schemas.insert(text.clone(), schema(text));
        // No text is equal to this name, so the reference never refers to itself.
        schemas.insert(format!("another name of {at}"), json!({ "$ref": reference(text) }));
        schemes.insert(
            text.clone(),
            json!({ "type": "apiKey", "in": "header", "name": header_name(text), "description": text }),
        );
        tags.push(json!({ "name": text, "description": text }));
    }
    let all = texts.join(" ");
    json!({
        "openapi": "3.0.3",
        "info": { "title": all, "version": all, "description": texts.join("\n\n") },
        "servers": [{ "url": format!("https://garden.example/{all}"), "description": all }],
        "tags": tags,
        "paths": paths,
        "components": { "schemas": schemas, "securitySchemes": schemes },
    })
}

/// An operation with a text in all locations.
fn operation(at: usize, text: &str) -> (String, Value) {
    // The name of a path parameter cannot contain braces.
    let name = text.replace(['{', '}'], "");
    let item = json!({
        "summary": text,
        "post": {
            "operationId": format!("{text}{at}"),
            "tags": [text],
            "summary": text,
            "description": text,
            "deprecated": at.is_multiple_of(2),
            "externalDocs": { "url": text, "description": text },
            "parameters": [
                { "name": name, "in": "path", "required": true, "description": text, "schema": { "type": "string" } },
                { "name": text, "in": "query", "description": text, "schema": { "type": "array", "items": values(text) } },
                { "name": format!("{text}!"), "in": "query", "required": true, "schema": values(text) },
                { "name": header_name(text), "in": "header", "schema": { "type": "boolean", "title": text } },
                { "name": text, "in": "cookie", "schema": { "type": "string", "format": text, "title": text } },
            ],
            "requestBody": {
                "description": text,
                "required": at.is_multiple_of(3),
                "content": { "application/json": { "schema": schema(text), "example": { text: text } } },
            },
            "responses": {
                "200": {
                    "description": text,
                    "content": { "application/json": {
                        "schema": { "type": "object", "properties": {
                            text: schema(text),
                            format!("{text}s"): { "type": "array", "items": schema(text) },
                            "named": { "$ref": reference(text) },
                        } },
                        "examples": { text: { "summary": text, "value": { text: { text: text }, "named": text } } },
                    } },
                },
                "400": { "description": text },
            },
        },
        "put": {
            "tags": [text],
            "requestBody": { "required": true, "content": { text: { "schema": { "type": "string", "format": "binary" } } } },
            "responses": { "200": { "description": text, "content": { text: {} } } },
        },
    });
    (format!("/{at}/{name}/{{{name}}}"), item)
}

fn values(text: &str) -> Value {
    json!({ "type": "string", "description": text, "enum": [text, format!("{text} "), "other"] })
}

fn schema(text: &str) -> Value {
    json!({
        "type": "object",
        "title": text,
        "description": text,
        "externalDocs": { "url": text },
        "required": [text],
        "properties": {
            text: { "type": "string", "description": text, "default": text, "example": text, "pattern": text },
            format!("{text}?"): { "type": "string", "nullable": true, "deprecated": true, "description": text },
            format!("clear {text}"): { "type": "integer", "enum": [1, 2], "description": text },
            format!("{text} kind"): values(text),
            format!("{text} nested"): { "type": "object", "properties": { text: values(text) } },
        },
        "additionalProperties": { "type": "string", "description": text },
    })
}

/// A reference to a schema.
fn reference(name: &str) -> String {
    let token = name.replace('~', "~0").replace('/', "~1");
    let encoded: String = token
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'~' | b'-' | b'.' | b'_' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect();
    format!("#/components/schemas/{encoded}")
}

/// A text without the characters that are an error in the name of a header.
fn header_name(text: &str) -> String {
    let is_legal = |c: &char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(*c);
    format!("X{}", text.chars().filter(is_legal).collect::<String>())
}
