//! `[responses]`: the format of responses.

use serde::Deserialize;

/// The format of responses.
///
/// ```toml
/// [responses]
/// trust-required = true
/// distrust = ["/components/schemas/Plant", "/components/schemas/Pot/properties/size"]
/// infer-from-examples = true
/// keep-undocumented = true
/// ```
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Responses {
    /// Whether responses contain all properties that the document requires. The default is `true`.
    pub trust_required: bool,
    /// The JSON pointers of schemas and properties whose responses may lack required properties, although
    /// `trust-required` is set. A pointer covers all schemas below it.
    pub distrust: Vec<String>,
    /// Whether a response that is documented only as an object has the type of its example.
    pub infer_from_examples: bool,
    /// Whether the types of responses keep properties that the document does not describe, in `extra`. The variants of unions do
    /// not. Types that the body of an update is built from keep them in any case.
    pub keep_undocumented: bool,
}

impl Default for Responses {
    fn default() -> Self {
        Self {
            trust_required: true,
            distrust: Vec::new(),
            infer_from_examples: false,
            keep_undocumented: false,
        }
    }
}
