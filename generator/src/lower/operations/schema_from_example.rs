//! Infers the schema of a response from its example if the document does not describe it.

use super::media::is_json;
use crate::diagnostic::{Recovery, Untyped, UntypedAs};
use crate::document::{Media, SchemaUse};
use crate::lower::types::{Context, inference};
use std::borrow::Cow;

/// The media type of a response, with its schema inferred from the example if it is unspecified.
pub(crate) fn described<'m>(context: &mut Context<'_>, media: &'m Media) -> Cow<'m, Media> {
    if media.schema.is_none() {
        if !media.examples.is_empty() && is_json(context.document, media) {
            context.diagnostics.untyped_note(
                &media.at,
                Untyped::VALUE,
                "the response has an example but no schema: it is untyped (`Value`)",
                "describe the response with a `schema`, for example with an overlay",
            );
        }
        return Cow::Borrowed(media);
    }
    let Some(schema) = inferred(media) else { return Cow::Borrowed(media) };
    if context.profile.responses.infer_from_examples {
        return Cow::Owned(Media { schema: Some(schema), ..media.clone() });
    }
    context.diagnostics.untyped(
        &media.at,
        Untyped {
            ty: UntypedAs::Value,
            recovery: Recovery::Profile("responses.infer-from-examples"),
        },
        "the response is an object without properties, but an example shows some: it is untyped",
        "set `infer-from-examples = true` under `[responses]` in the profile",
    );
    Cow::Borrowed(media)
}

/// The schema of a response with the parts that only its example shows, if there are any.
pub(crate) fn inferred(media: &Media) -> Option<SchemaUse> {
    let (schema, example) = (media.schema.as_ref()?, media.examples.first()?);
    let filled = inference::fill(schema, &example.value, &example.at);
    (filled != *schema).then_some(filled)
}
