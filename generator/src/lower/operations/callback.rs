//! The callbacks of an operation -> the types of their payloads.

use super::media::{choose, is_json, root_type};
use crate::diagnostic::{Untyped, UntypedAs};
use crate::document::Callback;
use crate::lower::types::{Context, Direction, Module, TypeName};
use crate::lower::{docs, names};

/// Defines the payloads of callbacks in the module of the operation.
pub(crate) fn lower(
    context: &mut Context<'_>,
    module: &mut Module,
    callbacks: &[Callback],
    request: &str,
) {
    for callback in callbacks {
        for operation in &callback.operations {
            let Some(media) =
                operation.body.as_ref().and_then(|body| choose(context.document, &body.media))
            else {
                continue;
            };
            if !is_json(context.document, media) {
                context.diagnostics.untyped(
                    &media.at,
                    Untyped::unsupported(UntypedAs::Bytes),
                    format_args!(
                        "a callback payload of the type `{}` is untyped",
                        media.media_type
                    ),
                    "read the body as bytes",
                );
                continue;
            }
            let suggested = format!("{}Callback", names::upper_camel(&callback.name));
            let name =
                module.name(&suggested, &operation.at, &mut context.overrides, context.diagnostics);
            let of = format!("the callback {} of [`{request}`]", docs::code(&callback.name));
            let type_name = TypeName::fixed(&name, "The payload", of);
            root_type(context, module, media, Direction::Response, &type_name);
        }
    }
}
