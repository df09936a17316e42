//! How far a value is followed along schemas, which may lead to each other without end and multiply on the way.

/// How deep schemas and values are followed.
const DEEPEST: usize = 64;
/// How many schemas a value is compared with, itself and all that it holds.
const MOST: usize = 100_000;

/// What is left of how far a value may be followed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WorkBudget {
    levels: usize,
    schemas: usize,
}

impl Default for WorkBudget {
    fn default() -> Self {
        Self { levels: DEEPEST, schemas: MOST }
    }
}

impl WorkBudget {
    /// Goes into a schema, if that is still allowed. [`Self::leave`] comes back.
    pub(crate) fn enter(&mut self) -> bool {
        let left = self.levels.checked_sub(1).zip(self.schemas.checked_sub(1));
        if let Some((levels, schemas)) = left {
            *self = Self { levels, schemas };
        }
        left.is_some()
    }

    /// Comes back from a schema.
    pub(crate) fn leave(&mut self) {
        self.levels += 1;
    }
}
