//! A budget for traversals of schemas, which may be recursive and grow exponentially.

/// The maximum depth of nested schemas.
const MAX_DEPTH: usize = 64;
/// The maximum number of schemas that are visited.
const MAX_SCHEMAS: usize = 100_000;

/// The remaining work budget of a traversal of schemas and values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WorkBudget {
    levels: usize,
    schemas: usize,
}

impl Default for WorkBudget {
    fn default() -> Self {
        Self { levels: MAX_DEPTH, schemas: MAX_SCHEMAS }
    }
}

impl WorkBudget {
    /// Enters a schema. Returns `false` if the budget is used up. Call [`Self::leave`] afterwards.
    pub(crate) fn enter(&mut self) -> bool {
        let left = self.levels.checked_sub(1).zip(self.schemas.checked_sub(1));
        if let Some((levels, schemas)) = left {
            *self = Self { levels, schemas };
        }
        left.is_some()
    }

    /// Leaves a schema.
    pub(crate) fn leave(&mut self) {
        self.levels += 1;
    }
}
