//! Checks operations without an `operationId`, and the schemas and examples of all operations.

use super::Linter;
use super::contradiction::Direction;
use crate::document::{Callback, Example, Media, Operation, ParameterContent, SchemaUse};

impl<'d> Linter<'d, '_> {
    /// Checks all operations, including those of callbacks and webhooks.
    pub(super) fn operations(&mut self) {
        let document = self.document;
        document.operations.iter().for_each(|operation| self.operation(operation));
        self.callbacks(&document.webhooks);
    }

    fn callbacks(&mut self, callbacks: &'d [Callback]) {
        for callback in callbacks {
            // The API sends the bodies of callbacks.
            callback.operations.iter().for_each(|operation| {
                self.operation_parts(operation, Direction::Response, Direction::Request);
            });
        }
    }

    fn operation(&mut self, operation: &'d Operation) {
        if operation.id.is_none() {
            self.warn(
                &operation.at,
                "the operation has no `operationId`; it is named after its method and path",
                "add an `operationId`, for example with an overlay",
            );
        }
        self.operation_parts(operation, Direction::Request, Direction::Response);
        self.callbacks(&operation.callbacks);
    }

    fn operation_parts(&mut self, operation: &'d Operation, body: Direction, responses: Direction) {
        for parameter in &operation.parameters {
            self.content(&parameter.content, &parameter.examples, body);
        }
        for media in operation.body.iter().flat_map(|body| &body.media) {
            self.media(media, body);
        }
        for response in &operation.responses {
            response.media.iter().for_each(|media| self.media(media, responses));
            for header in response.headers.values() {
                self.content(&header.content, &[], responses);
            }
        }
    }

    fn media(&mut self, media: &'d Media, direction: Direction) {
        match &media.schema {
            Some(schema) => self.used(schema, &media.examples, direction),
            None if media.media_type.contains("json") => self.warn(
                &media.at,
                "the media type has no schema; its value is untyped",
                "add a `schema`",
            ),
            None => {}
        }
    }

    fn content(
        &mut self,
        content: &'d ParameterContent,
        examples: &[Example],
        direction: Direction,
    ) {
        match content {
            ParameterContent::Styled { schema, .. }
            | ParameterContent::Media { schema: Some(schema), .. } => {
                self.used(schema, examples, direction);
            }
            ParameterContent::Media { schema: None, .. } => {}
        }
    }

    fn used(&mut self, schema: &'d SchemaUse, examples: &[Example], direction: Direction) {
        self.schema_use(schema, direction);
        for example in examples {
            self.check("the example", schema, &example.value, &example.at, direction);
        }
    }
}
