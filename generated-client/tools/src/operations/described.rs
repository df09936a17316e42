//! An operation of the table -> the same for the runtime.

use super::data::{Described, Next, Operation, Operations, PageStyle, Paging, TimeBounds};

impl Operation {
    /// The operation for the runtime, which is built once.
    pub(crate) fn described(&'static self, operations: &'static Operations) -> &'static Described {
        self.described.get_or_init(|| Described {
            operation: runtime::Operation {
                id: &self.id,
                method: self.method.parse().unwrap_or_default(),
                path: &self.path,
                summary: &self.summary,
                accept: &self.output.accept,
                success: leaked(&self.output.success),
                paging: self.paging.as_ref().map(|paging| described_paging(paging, operations)),
                batchable: self.action.as_ref().map(|action| runtime::Batchable {
                    resource: &action.resource,
                    operation: &action.operation,
                }),
                deprecated: self.deprecated,
            },
            security: self.security.as_deref().map(|any| {
                let any: Vec<_> = any.iter().map(|schemes| leaked(schemes)).collect();
                &*any.leak()
            }),
        })
    }
}

fn leaked(texts: &'static [String]) -> &'static [&'static str] {
    let texts: Vec<&'static str> = texts.iter().map(String::as_str).collect();
    texts.leak()
}

fn described_paging(paging: &'static Paging, operations: &'static Operations) -> runtime::Paging {
    let style = paging.style.as_ref().unwrap_or(&operations.page_style);
    runtime::Paging {
        direction: match paging.backwards {
            true => runtime::Direction::Backwards,
            false => runtime::Direction::Forwards,
        },
        time_bounds: paging.time_bounds.as_ref().map(
            |TimeBounds { after, seconds, before, earliest }| runtime::TimeBounds {
                after,
                seconds: *seconds,
                before,
                earliest,
            },
        ),
        style: Some(page_style(style, paging.items.as_deref())),
    }
}

/// The style, with the property that the items of this operation are in.
fn page_style(style: &'static PageStyle, own: Option<&'static str>) -> runtime::PageStyle {
    let items: Vec<&'static str> =
        own.into_iter().chain(style.items.iter().map(String::as_str)).collect();
    let items: &'static [&'static str] = items.leak();
    match &style.next {
        Next::Link => runtime::PageStyle::links(items),
        Next::Url { property } => runtime::PageStyle::urls(items, property),
        Next::Cursor { parameter, property } => {
            runtime::PageStyle::cursors(items, parameter, property)
        }
        Next::HeaderCursor { parameter, header } => {
            runtime::PageStyle::header_cursors(items, parameter, header)
        }
        Next::LastItem { parameter, property, more } => {
            runtime::PageStyle::last_items(items, parameter, property, more)
        }
        Next::Number { parameter, limit, first } => {
            runtime::PageStyle::numbers(items, parameter, limit, *first)
        }
        Next::Offset { parameter, limit } => runtime::PageStyle::offsets(items, parameter, limit),
    }
}
