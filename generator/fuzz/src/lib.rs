//! In: any bytes. Out: nothing; the generator takes them as a document, and tells what is wrong with it.

use clientwright::profile::Profile;
use clientwright::source::Source;
use serde_json::{Map, Value};

/// Takes bytes as a text of that name.
pub fn text(name: &str, bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        generate(&Source::new(name, text));
    }
}

/// Takes bytes as an object in JSON, changed so that it is of a target's format.
pub fn object(bytes: &[u8], change: impl FnOnce(&mut Map<String, Value>)) {
    if let Ok(Value::Object(mut properties)) = serde_json::from_slice(bytes) {
        change(&mut properties);
        generate(&Source::new("garden.json", Value::Object(properties).to_string()));
    }
}

/// Takes bytes as a document in JSON whose version is a property.
pub fn document(bytes: &[u8], property: &str, version: &str) {
    object(bytes, |properties| {
        properties.remove("openapi");
        properties.remove("swagger");
        properties.insert(property.to_owned(), version.into());
    });
}

/// Generates a client, and looks at what will hurt its users.
fn generate(source: &Source) {
    let sources = std::slice::from_ref(source);
    let profile = Profile::default();
    let found = match clientwright::generate(sources, &profile) {
        Ok(_) => clientwright::lint(sources, &profile).unwrap_or_default(),
        Err(found) => {
            assert!(!found.is_empty(), "a document is refused for a reason");
            found
        }
    };
    for found in found.iter().take(20) {
        let _ = found.to_text(sources);
    }
}
