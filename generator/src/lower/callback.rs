//! In: the callbacks of an operation. Out: the types of what the API sends to them.

use super::media::{choose, is_json, root_type};
use super::module::Module;
use super::role::Role;
use super::wanted::Wanted;
use super::{Context, docs, name};
use crate::document::Callback;

/// Defines the payloads of callbacks in the operation's module.
pub(super) fn lower(
    context: &mut Context<'_>,
    module: &mut Module,
    callbacks: &[Callback],
    request: &str,
) {
    for callback in callbacks {
        for operation in &callback.operations {
            let Some(media) = operation.body.as_ref().and_then(|body| choose(&body.media)) else {
                continue;
            };
            if !is_json(media) {
                context.diagnostics.warning(
                    &media.at,
                    format_args!(
                        "a callback's payload of the type `{}` is not typed",
                        media.media_type
                    ),
                    "read it as the bytes that come",
                );
                continue;
            }
            let wanted = format!("{}Callback", name::upper_camel(&callback.name));
            let name = module.name(&wanted, &operation.at, &mut context.given, context.diagnostics);
            let of = format!("the callback {} of [`{request}`]", docs::code(&callback.name));
            let wanted = Wanted::own(&name, "The payload", of);
            root_type(context, module, media, Role::Response, &wanted);
        }
    }
}
